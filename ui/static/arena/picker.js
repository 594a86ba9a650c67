// A wall of which any item can be taken to the desk: by a click on it, or with the arrow keys while the wall has the focus.

import { t } from "../kit/words.js";

const KEYS = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

export class Picker {
  // `indexAt(x, y)` is the item under a place of the canvas, or null; `count()` how many there are.
  constructor(canvas, { name, indexAt, count, onPick }) {
    Object.assign(this, { canvas, name, indexAt, count, onPick, at: 0 });
    const about = { role: "slider", tabindex: 0, title: t("Click one: it goes onto the desk"), "aria-label": t("{name}: which one lies on the desk", { name }), "aria-valuemin": 1, "aria-valuenow": 1 };
    for (const [key, value] of Object.entries(about)) canvas.setAttribute(key, value);
    canvas.classList.add("gd-picks");
    canvas.onclick = ({ offsetX, offsetY }) => this.pick(this.indexAt(offsetX, offsetY));
    canvas.onkeydown = (event) => this.press(event);
  }

  press(event) {
    const by = KEYS[event.key];
    if (!by && event.key !== "Enter") return;
    event.preventDefault();
    this.pick(by ? (this.at + by + this.count()) % this.count() : this.at);
  }

  pick(index) {
    if (index === null) return;
    this.show(index);
    this.onPick(index);
  }

  // What lies on the desk, or null for something of another wall.
  show(index) {
    if (index !== null) this.at = index;
    this.canvas.setAttribute("aria-valuemax", this.count());
    this.canvas.setAttribute("aria-valuenow", this.at + 1);
    const values = { at: this.at + 1, all: this.count() };
    this.canvas.setAttribute("aria-valuetext", index === null ? t("{at} of {all}", values) : t("{at} of {all}, on the desk", values));
  }
}
