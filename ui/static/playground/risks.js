// Combinations of settings that are known to fail, said while they are set.

import { h } from "../kit/dom.js";
import { t } from "../kit/words.js";

const MEETS = { "=": (a, b) => a === b, "<=": (a, b) => a <= b, ">=": (a, b) => a >= b };

export class Risks {
  constructor(known) {
    this.known = known;
    this.element = h("ul", { class: "pg-risks", role: "status", "aria-label": t("Known to fail"), "data-testid": "risks" });
  }

  show(settings) {
    const value = (name) => (name === "ratio" ? (settings.lr_d ? settings.lr_g / settings.lr_d : Infinity) : settings[name]);
    const met = this.known.filter(({ when }) => when.every(([name, op, bound]) => MEETS[op](value(name), bound)));
    const names = met.map(({ name }) => name).join(" ");
    if (names === this.names) return; // said once
    this.names = names;
    this.element.replaceChildren(...met.map(({ words }) => h("li", {}, `⚠ ${words}`)));
  }
}
