// A page in a file of its own: the very game, with a local source. What it needs stands in the file as text.

import { LocalSource, kitOf } from "../kit/local-source.js";
import { LivePage } from "../kit/live-page.js";
import game from "../pages/game.js";
import { placed } from "./placed.js";

const kit = kitOf(document);
const { book } = kit;
const seed = new URL(location.href).searchParams.get("seed") ?? book.query.seed;
const { root, data } = placed({ ...book.about, query: { ...book.query, seed }, key: "file" });
const page = new LivePage(root, data, game, (handlers) => new LocalSource(kit, handlers));
page.update(data);
