// The forger's dice at your hand: the first numbers of z as sliders, and what it prints from them.

import { h } from "../kit/dom.js";
import { t } from "../kit/words.js";

const ROLLS = 24;

export class Dials {
  constructor({ onPrint }) {
    Object.assign(this, { onPrint, roll: 0 });
    this.ranges = Array.from({ length: 4 }, (_, k) => h("input", { type: "range", min: -3, max: 3, step: 0.1, value: 0, "aria-label": t("Number {n} of the dice roll z", { n: k + 1 }), "data-testid": `z-${k}`, oninput: () => this.onPrint(this.roll, this.values) }));
    this.button = h("button", { type: "button", "data-testid": "roll", onclick: () => this.again() }, t("Let the forger print one"));
    this.element = h(
      "section",
      { class: "gd-card ea-dials", "aria-label": t("The forger’s dice") },
      h("h2", {}, t("Its own forger’s hand")),
      h("p", {}, t("From a roll of dice z its network prints; the sliders set four of the numbers. Paint on over it.")),
      this.button,
      h("div", { class: "ea-ranges" }, ...this.ranges),
    );
  }

  get values() {
    return this.ranges.map((range) => Number(range.value));
  }

  again() {
    this.roll = (this.roll + 1) % ROLLS;
    this.onPrint(this.roll, []);
  }

  show(z) {
    this.ranges.forEach((range, k) => document.activeElement !== range && (range.value = z[k] ?? 0));
  }

  enable(on) {
    for (const control of [this.button, ...this.ranges]) control.disabled = !on;
  }
}
