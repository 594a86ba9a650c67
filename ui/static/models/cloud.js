// The labelled points that all pictures of the page share, and how a person moves them: by hand, or by keys.

import { t } from "../kit/words.js";

const NEAR = 20; // px within which a point is taken hold of
const STEP = 0.1;

export class Cloud {
  constructor({ onChange }) {
    Object.assign(this, { onChange, points: [], kinds: [], chosen: 0, moved: false });
  }

  set(points, kinds) {
    Object.assign(this, { points, kinds, chosen: 0, moved: false });
  }

  get words() {
    const [x, y] = this.points[this.chosen];
    const told = { n: this.chosen + 1, all: this.points.length, x, y };
    return this.kinds[this.chosen] ? t("Point {n} of {all}, a square, at {x:.1f}, {y:.1f}.", told) : t("Point {n} of {all}, a disc, at {x:.1f}, {y:.1f}.", told);
  }

  move(place) {
    this.points[this.chosen] = place;
    this.changed();
  }

  // The last of its kind stays what it is: a model of two kinds needs both.
  flip() {
    const kind = this.kinds[this.chosen];
    if (this.kinds.filter((other) => other === kind).length < 2) return;
    this.kinds[this.chosen] = 1 - kind;
    this.changed();
  }

  changed() {
    this.moved = true;
    this.onChange();
  }

  // Let a person move points on a field's canvas.
  handle(field) {
    const { canvas } = field;
    let held = false;
    const take = (event) => {
      const at = field.place(field.at(event));
      const far = this.points.map((point) => Math.hypot(...field.place(point).map((value, k) => value - at[k])));
      const nearest = far.indexOf(Math.min(...far));
      if (far[nearest] > NEAR) return false;
      this.chosen = nearest;
      return true;
    };
    canvas.onpointerdown = (event) => {
      held = take(event);
      if (held) canvas.setPointerCapture(event.pointerId);
      this.onChange(false);
    };
    canvas.onpointermove = (event) => held && this.move(field.at(event));
    canvas.onpointerup = canvas.onpointercancel = () => (held = false);
    canvas.ondblclick = (event) => take(event) && this.flip();
    // A finger on a point drags it; anywhere else it scrolls the page.
    canvas.addEventListener("touchstart", (event) => take(event.touches[0]) && event.preventDefault(), { passive: false });
    canvas.onkeydown = (event) => this.key(event, field.extent);
  }

  key(event, extent) {
    const by = event.shiftKey ? STEP / 5 : STEP;
    const ways = { ArrowLeft: [-by, 0], ArrowRight: [by, 0], ArrowUp: [0, by], ArrowDown: [0, -by] };
    const turns = { ",": -1, ".": 1 };
    const within = (value) => Math.max(-extent, Math.min(extent, value));
    if (ways[event.key]) this.move(this.points[this.chosen].map((value, k) => within(value + ways[event.key][k])));
    else if (turns[event.key]) this.choose(turns[event.key]);
    else if (event.key.toLowerCase() === "k") this.flip();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  choose(by) {
    this.chosen = (this.chosen + by + this.points.length) % this.points.length;
    this.onChange(false);
  }
}
