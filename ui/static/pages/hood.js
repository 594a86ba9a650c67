// Under the hood: each section is a page of its own, in a folder of panels.

import { diagram } from "../hood/sections.js";
import { games } from "../hood/games.js";
import { line } from "../hood/line.js";
import { losses } from "../hood/losses.js";
import { note } from "../hood/note.js";
import { weights } from "../hood/weights.js";

const SECTIONS = { diagram, note, line, losses, games, weights };

export default function hood(mounted) {
  return SECTIONS[mounted.data.section](mounted);
}
