// The list of a site's pages.

import { tellPage } from "./said.js";

tellPage();
