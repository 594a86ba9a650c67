// Under the hood: each section is a page of its own, in a folder of panels.

import { diagram } from "../hood/sections.js";

const SECTIONS = { diagram };

export default function hood(mounted) {
  return SECTIONS[mounted.data.about.section](mounted);
}
