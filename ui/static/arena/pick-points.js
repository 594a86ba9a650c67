// A picture of points any of which can be laid on the desk: by a click near it, or with the arrow keys while it has the focus.

import { t } from "../kit/words.js";

const KEYS = { ArrowLeft: ["fake", -1], ArrowRight: ["fake", 1], ArrowUp: ["real", 1], ArrowDown: ["real", -1] };
const WALL = 512; // points of either kind that are shown

// What the keys do, for those who hear the picture's name.
export const withKeys = (picture) => t("{plane}. Arrow keys left and right lay a fake on the desk, up and down a real one", { plane: picture });

// `nearest(x, y)` is the point under a place of the canvas, {index, real}, or null; `onPick` is told of one.
export function pickPoints(canvas, { nearest, onPick }) {
  const at = { fake: 0, real: 0 };
  const pick = (found) => found && onPick(found);
  canvas.classList.add("gd-picks");
  canvas.tabIndex = 0;
  canvas.onclick = ({ offsetX, offsetY }) => pick(nearest(offsetX, offsetY));
  canvas.onkeydown = (event) => {
    const [kind, by] = KEYS[event.key] ?? [];
    if (!kind) return;
    event.preventDefault();
    at[kind] = (at[kind] + by + WALL) % WALL;
    pick({ index: at[kind], real: kind === "real" });
  };
}
