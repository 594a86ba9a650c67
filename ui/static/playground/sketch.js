// A square on which points are drawn: a brush, an eraser, clusters by a tap; with mouse, finger or keys.

import { colours, h, setText, sized } from "../kit/dom.js";
import { t } from "../kit/words.js";

const MOST = 6000; // points
const KEPT = 40; // strokes that can be taken back
const TOOLS = [["brush", t("Brush"), t("brush")], ["cluster", t("Cluster"), t("cluster")], ["eraser", t("Eraser"), t("eraser")]];
const BRUSH = { points: 8, spread: 0.025 }; // of a dab, in units of half the square
const CLUSTER = { points: 250, spread: 0.06 };
const RUBBER = 0.1;
const STEP = 0.05; // of an arrow key
const STEPS = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, STEP], ArrowDown: [0, -STEP] };

export class Sketch {
  constructor() {
    Object.assign(this, { points: [], past: [], tool: "brush", at: [0, 0] });
    this.canvas = h("canvas", { class: "pg-sketch", role: "img", tabindex: 0, "data-own-keys": true, "data-testid": "sketch" });
    this.buttons = TOOLS.map(([name, words]) => h("button", { type: "button", "data-testid": `tool-${name}`, onclick: () => this.choose(name) }, words));
    this.undoing = h("button", { type: "button", onclick: () => this.undo() }, t("Undo"));
    this.clearing = h("button", { type: "button", onclick: () => this.change(() => (this.points = [])) }, t("Clear"));
    this.count = h("p", { class: "pg-note", role: "status" });
    this.element = h(
      "div",
      { class: "pg-sketching" },
      h("div", { class: "pg-tools", role: "group", "aria-label": t("What the pointer does") }, ...this.buttons, this.undoing, this.clearing),
      this.canvas,
      this.count,
    );
    this.listen();
    this.choose("brush");
  }

  // As a table, which is how they travel.
  get table() {
    return this.points.map(([x, y]) => `${x.toFixed(4)},${y.toFixed(4)}`).join("\n");
  }

  choose(tool) {
    this.tool = tool;
    TOOLS.forEach(([name], k) => this.buttons[k].setAttribute("aria-pressed", String(name === tool)));
    this.draw();
  }

  // ---- what changes it ------------------------------------------------------------------------------------------

  change(work) {
    this.past = [...this.past, this.points].slice(-KEPT);
    work();
    this.draw();
  }

  undo() {
    this.points = this.past.pop() ?? this.points;
    this.draw();
  }

  dab([x, y]) {
    if (this.tool === "eraser") this.points = this.points.filter(([a, b]) => Math.hypot(a - x, b - y) > RUBBER);
    else this.scatter([x, y], this.tool === "brush" ? BRUSH : CLUSTER);
  }

  scatter([x, y], { points, spread }) {
    const fresh = Array.from({ length: Math.min(points, MOST - this.points.length) }, () => [x + spread * bell(), y + spread * bell()]);
    this.points = [...this.points, ...fresh];
  }

  // A line without gaps, however fast the pointer is.
  line([x0, y0], [x1, y1]) {
    const steps = Math.max(1, Math.ceil(Math.hypot(x1 - x0, y1 - y0) / BRUSH.spread));
    for (let k = 1; k <= steps; k++) this.dab([x0 + ((x1 - x0) * k) / steps, y0 + ((y1 - y0) * k) / steps]);
  }

  // ---- by pointer and by key ------------------------------------------------------------------------------------

  place({ clientX, clientY }) {
    const box = this.canvas.getBoundingClientRect();
    return [(2 * (clientX - box.left)) / box.width - 1, 1 - (2 * (clientY - box.top)) / box.height].map((value) => Math.max(-1, Math.min(1, value)));
  }

  listen() {
    const { canvas } = this;
    let last = null;
    canvas.onpointerdown = (event) => {
      canvas.setPointerCapture(event.pointerId);
      this.change(() => this.dab((last = this.at = this.place(event))));
    };
    canvas.onpointermove = (event) => {
      if (!last || this.tool === "cluster") return;
      const to = this.place(event);
      this.line(last, to);
      last = this.at = to;
      this.draw();
    };
    canvas.onpointerup = canvas.onpointercancel = () => (last = null);
    canvas.onkeydown = (event) => this.pressed(event);
    canvas.onfocus = canvas.onblur = () => this.draw();
  }

  pressed(event) {
    const step = STEPS[event.key];
    if (!step && event.key !== " " && event.key !== "Enter") return;
    event.preventDefault();
    if (step) this.at = this.at.map((value, k) => Math.max(-1, Math.min(1, value + step[k])));
    else this.change(() => this.dab(this.at));
    this.draw();
  }

  // ---- what is shown --------------------------------------------------------------------------------------------

  draw() {
    const full = this.points.length >= MOST;
    const count = { count: this.points.length };
    const words = full ? t("{count} points: as many as fit", count) : t("{count} points", count);
    setText(this.count, words);
    this.canvas.setAttribute("aria-label", t("Your drawing: {points}. Arrow keys move the {tool}, Space uses it.", { points: words, tool: TOOLS.find(([name]) => name === this.tool)[2] }));
    this.undoing.disabled = !this.past.length;
    this.clearing.disabled = !this.points.length;
    const context = sized(this.canvas);
    if (!context) return;
    const side = this.canvas.clientWidth;
    const { real, ink } = colours(this.canvas);
    const on = ([x, y]) => [((x + 1) / 2) * side, ((1 - y) / 2) * side];
    context.clearRect(0, 0, side, side);
    context.strokeStyle = real;
    context.beginPath();
    for (const point of this.points) {
      const [x, y] = on(point);
      context.moveTo(x + 2, y);
      context.arc(x, y, 2, 0, 7);
    }
    context.stroke();
    if (document.activeElement !== this.canvas) return;
    context.strokeStyle = ink;
    context.lineWidth = 2;
    context.beginPath();
    context.arc(...on(this.at), this.tool === "eraser" ? (RUBBER * side) / 2 : 8, 0, 7);
    context.stroke();
  }
}

// A normal number.
function bell() {
  return Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
}
