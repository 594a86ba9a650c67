// The paper you paint on, a pixel of it for each of the note's, and a cursor for who paints by the keys.

import { h } from "../kit/dom.js";
import { t } from "../kit/words.js";

const KEPT = 30; // strokes that can be taken back
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class Paper {
  // `tool()` gives {colour, size, stamp: rows of # and . or null}; `onStroke()` is told of every change.
  constructor({ tool, onStroke }) {
    Object.assign(this, { tool, onStroke, past: [], at: [0, 0] });
    this.canvas = h("canvas", { class: "ea-picture", role: "img", tabindex: 0, "data-testid": "paper", "aria-label": t("Your paper. Arrow keys move the brush, Space paints.") });
    this.brush = h("i", { class: "ea-brush", "aria-hidden": "true" });
    this.element = h("div", { class: "ea-paper" }, this.canvas, this.brush);
    this.listen();
  }

  size(height, width) {
    Object.assign(this.canvas, { width, height });
    this.element.style.aspectRatio = `${width} / ${height}`;
    this.context = this.canvas.getContext("2d", { willReadFrequently: true });
    Object.assign(this, { past: [], at: [width >> 1, height >> 1] });
    this.blank();
  }

  get pixels() {
    return this.context.getImageData(0, 0, this.canvas.width, this.canvas.height);
  }

  // ---- what changes it ------------------------------------------------------------------------------------------

  keep() {
    this.past.push(this.pixels);
    if (this.past.length > KEPT) this.past.shift();
  }

  undo() {
    const before = this.past.pop();
    if (!before) return;
    this.context.putImageData(before, 0, 0);
    this.onStroke();
  }

  blank() {
    this.keep();
    this.context.fillStyle = "#e8e6e0";
    this.context.fillRect(0, 0, this.canvas.width, this.canvas.height);
    this.onStroke();
  }

  lay(image) {
    this.keep();
    this.context.drawImage(image, 0, 0);
    this.onStroke();
  }

  // Each pixel goes the way that the detective would have it, `far` at most.
  nudge({ shape, values }, far) {
    this.keep();
    const picture = this.pixels;
    const area = picture.width * picture.height;
    for (let i = 0; i < area; i++) for (let c = 0; c < 3; c++) picture.data[4 * i + c] += far * values[shape[0] === 1 ? i : c * area + i];
    this.context.putImageData(picture, 0, 0);
    this.onStroke();
  }

  dab([x, y]) {
    const { colour, size, stamp } = this.tool();
    this.context.fillStyle = colour;
    if (!stamp) return this.context.fillRect(x - (size >> 1), y - (size >> 1), size, size);
    const [top, left] = [y - (stamp.length >> 1), x - (stamp[0].length >> 1)];
    stamp.forEach((row, r) => [...row].forEach((dot, c) => dot === "#" && this.context.fillRect(left + c, top + r, 1, 1)));
  }

  // A line without gaps, however fast the pointer is.
  line([x0, y0], [x1, y1]) {
    const steps = Math.max(1, Math.abs(x1 - x0), Math.abs(y1 - y0));
    for (let k = 0; k <= steps; k++) this.dab([Math.round(x0 + ((x1 - x0) * k) / steps), Math.round(y0 + ((y1 - y0) * k) / steps)]);
  }

  // ---- by pointer and by key ------------------------------------------------------------------------------------

  place({ clientX, clientY }) {
    const box = this.canvas.getBoundingClientRect();
    const inside = (value, most) => Math.max(0, Math.min(most - 1, Math.floor(value)));
    return [inside(((clientX - box.left) / box.width) * this.canvas.width, this.canvas.width), inside(((clientY - box.top) / box.height) * this.canvas.height, this.canvas.height)];
  }

  listen() {
    const { canvas } = this;
    let last = null;
    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      this.keep();
      this.dab((last = this.place(event)));
      this.onStroke();
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!last || this.tool().stamp) return;
      const to = this.place(event);
      this.line(last, to);
      last = to;
      this.onStroke();
    });
    for (const name of ["pointerup", "pointercancel"]) canvas.addEventListener(name, () => (last = null));
    canvas.addEventListener("keydown", (event) => this.pressed(event));
    canvas.addEventListener("focus", () => this.showBrush());
  }

  pressed(event) {
    const step = STEPS[event.key];
    if (!step && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    if (step) this.at = [Math.max(0, Math.min(this.canvas.width - 1, this.at[0] + step[0])), Math.max(0, Math.min(this.canvas.height - 1, this.at[1] + step[1]))];
    else {
      this.keep();
      this.dab(this.at);
      this.onStroke();
    }
    this.showBrush();
  }

  showBrush() {
    const { width, height } = this.canvas;
    Object.assign(this.brush.style, { left: `${(100 * (this.at[0] + 0.5)) / width}%`, top: `${(100 * (this.at[1] + 0.5)) / height}%` });
  }
}

// The bytes that the server reads: row by row, all colours of a pixel together, in base64.
export function bytesOf({ data, width, height }, channels) {
  const bytes = new Uint8Array(width * height * channels);
  for (let i = 0; i < width * height; i++) for (let c = 0; c < channels; c++) bytes[channels * i + c] = channels === 1 ? (data[4 * i] + data[4 * i + 1] + data[4 * i + 2]) / 3 : data[4 * i + c];
  return btoa(String.fromCharCode(...bytes));
}
