// D* = p / (p + q): the perfect detective against a forger that prints one round bell, which the visitor moves.

import { h } from "../kit/dom.js";
import { numeral, t } from "../kit/words.js";
import { CELLS, Picture } from "./pictures.js";

const STEP = 0.1;

export class Ratio {
  constructor({ onChange }) {
    Object.assign(this, { centre: [0.3, -0.9], spread: 0.9, onChange });
    this.width = h("input", { type: "range", min: 0.2, max: 2.4, step: 0.1, value: this.spread, "aria-label": t("How widely the forger prints"), "data-testid": "spread" });
    this.width.oninput = () => this.set(this.centre, Number(this.width.value));
    this.picture = new Picture({
      name: "ratio",
      entry: "best_detective",
      title: t("A perfect detective: D*(x) = p(x) / (p(x) + q(x))"),
      about: t("Blue: where the points above lie, p(x). Orange: a forger’s bell, q(x); drag its centre ✕. On the line that is drawn D* is ½: there both are equally dense."),
      paint: (field, answer) => this.paint(field, answer),
      describe: (answer) => this.describe(answer),
      extra: [h("label", { class: "mo-slider" }, h("span", {}, t("The forger prints")), h("small", {}, t("narrowly")), this.width, h("small", {}, t("widely")))],
    });
    this.element = this.picture.element;
    this.handle(this.picture);
  }

  set(centre, spread) {
    Object.assign(this, { centre, spread });
    this.onChange();
  }

  get question() {
    return { centre: this.centre, spread: this.spread, place: this.centre };
  }

  draw(answer = this.answer) {
    this.answer = answer;
    this.picture.draw(answer);
  }

  paint(field, { section }) {
    const { values } = section("best");
    field.paint(field.colours.real, (i) => 0.75 * Math.max(0, 2 * values[i] - 1), CELLS);
    field.paint(field.colours.fake, (i) => 0.75 * Math.max(0, 1 - 2 * values[i]), CELLS);
    field.contour(values, 0.5, CELLS);
    const { context } = field;
    const [x, y] = field.place(this.centre);
    context.beginPath();
    for (const way of [-1, 1]) {
      context.moveTo(x - 9, y - 9 * way);
      context.lineTo(x + 9, y + 9 * way);
    }
    Object.assign(context, { strokeStyle: field.colours.ink, lineWidth: 3.5 });
    context.stroke();
  }

  // Both ways round: from p and q the detective; from the detective and q, p again.
  describe({ header: { p, q, best } }) {
    const two = (value) => numeral(value.toPrecision(2));
    const odds = best / (1 - best);
    return t("At the forger’s centre p = {p} and q = {q}, so D* = {best:%}. And back: D* / (1 − D*) = {odds} is p / q, and q times that is {again}: a perfect detective and the forger’s own q tell p, which nobody wrote down.", { p: two(p), q: two(q), best, odds: two(odds), again: two(q * odds) });
  }

  handle({ canvas, field }) {
    let held = false;
    const within = (value) => Math.max(-field.extent, Math.min(field.extent, value));
    Object.assign(canvas, { tabIndex: 0, role: "application" });
    canvas.setAttribute("role", "application");
    const near = (event) => Math.hypot(...field.place(field.at(event)).map((value, k) => value - field.place(this.centre)[k])) < 32;
    canvas.onpointerdown = (event) => {
      held = near(event);
      if (held) canvas.setPointerCapture(event.pointerId);
    };
    canvas.onpointermove = (event) => held && this.set(field.at(event), this.spread);
    canvas.onpointerup = canvas.onpointercancel = () => (held = false);
    canvas.addEventListener("touchstart", (event) => near(event.touches[0]) && event.preventDefault(), { passive: false });
    canvas.onkeydown = (event) => {
      const way = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, STEP], ArrowDown: [0, -STEP] }[event.key];
      if (!way) return;
      event.preventDefault();
      event.stopPropagation();
      this.set(this.centre.map((value, k) => within(value + way[k])), this.spread);
    };
  }
}
