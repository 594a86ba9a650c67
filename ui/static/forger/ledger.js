// Who was told what: the forger its arrows and no real point, the detective both.

import { h, setText } from "../kit/dom.js";
import { grouped } from "../kit/words.js";
import { term } from "../kit/term.js";

export class Ledger {
  constructor() {
    this.forger = h("b", { "data-testid": "arrows-told" }, "0 arrows");
    this.detective = h("b", { "data-testid": "reals-seen" }, "0 real points");
    const row = (...told) => h("p", {}, ...told);
    this.element = h(
      "section",
      { class: "gd-card fo-ledger", "aria-label": "Who was told what" },
      h("h2", {}, "Who was told what"),
      row("You, the forger (", term("generator", "generator"), "): ", this.forger, " and ", h("b", {}, "0 real points"), "."),
      row("The detective (", term("discriminator", "discriminator"), "): ", this.detective, " and your points, each called by its true name."),
      h("p", { class: "fo-small" }, term("feedback", "An arrow"), " shows which way the detective’s belief (log D) climbs at your point, and how steeply; very long ones are cut short. Nothing else ever passes from one to the other."),
    );
  }

  show({ arrows_told: arrows, reals_seen: reals }) {
    setText(this.forger, `${grouped(arrows)} arrows`);
    setText(this.detective, `${grouped(reals)} looks at real points`);
  }
}
