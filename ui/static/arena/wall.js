// A wall of notes on one canvas.

import { sized } from "../kit/dom.js";

const GAP = 5;
const NARROW = 230; // a phone's half screen
const WIDE_NOTE = 1.4; // width over height from which four notes fill a row better than six

export class Wall {
  constructor(canvas) {
    this.canvas = canvas;
  }

  // How many notes fit: fewer, larger ones on a phone.
  layout(atlas) {
    const width = this.canvas.clientWidth;
    const wide = atlas.width / atlas.height > WIDE_NOTE;
    const cols = width < NARROW ? (wide ? 2 : 3) : wide ? 4 : 6;
    const shown = width < NARROW ? (wide ? 8 : 12) : atlas.rows * atlas.cols;
    const rows = Math.ceil(shown / cols);
    const w = (width - GAP * (cols - 1)) / cols;
    const hgt = (w * atlas.height) / atlas.width;
    return { cols, rows, shown, w, h: hgt, height: rows * hgt + (rows - 1) * GAP };
  }

  draw(atlas) {
    if (!this.canvas.clientWidth) return;
    const plan = this.layout(atlas);
    const height = `${Math.round(plan.height)}px`;
    if (this.canvas.style.height !== height) this.canvas.style.height = height;
    const context = sized(this.canvas, this.canvas.clientWidth, Math.round(plan.height));
    context.clearRect(0, 0, this.canvas.clientWidth, plan.height);
    context.imageSmoothingEnabled = false;
    for (let i = 0; i < plan.shown; i++) {
      const at = this.place(plan, i);
      context.drawImage(
        atlas.image,
        (i % atlas.cols) * atlas.width, Math.floor(i / atlas.cols) * atlas.height, atlas.width, atlas.height,
        at.x, at.y, plan.w, plan.h,
      );
    }
    this.plan = plan;
  }

  place(plan, index) {
    return { x: (index % plan.cols) * (plan.w + GAP), y: Math.floor(index / plan.cols) * (plan.h + GAP) };
  }

  // A frame around the note that lies on the desk.
  mark(index, colour) {
    if (!this.plan || index >= this.plan.shown) return;
    const at = this.place(this.plan, index);
    const context = this.canvas.getContext("2d"); // as it was sized for this plan
    context.strokeStyle = colour;
    context.lineWidth = 3;
    context.strokeRect(at.x + 1.5, at.y + 1.5, this.plan.w - 3, this.plan.h - 3);
  }

  // Which note hangs at a place of the canvas, or null between two.
  indexAt(x, y) {
    const { cols, shown, w, h } = this.plan ?? { shown: 0 };
    const found = Array.from({ length: shown }, (_, i) => i).find((i) => {
      const at = this.place({ cols, w, h }, i);
      return x >= at.x && x < at.x + w && y >= at.y && y < at.y + h;
    });
    return found ?? null;
  }

  // Where on the page a note hangs, or null where the wall does not show it.
  box(index) {
    if (!this.plan || index >= this.plan.shown) return null;
    const at = this.place(this.plan, index);
    const wall = this.canvas.getBoundingClientRect();
    return { left: wall.left + at.x, top: wall.top + at.y, width: this.plan.w, height: this.plan.h };
  }
}
