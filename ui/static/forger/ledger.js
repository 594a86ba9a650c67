// Who was told what: the forger its arrows and no real point, the detective both.

import { h, setText } from "../kit/dom.js";
import { t, woven } from "../kit/words.js";
import { term } from "../kit/term.js";

export class Ledger {
  constructor() {
    const none = t("{n:,} real points", { n: 0 });
    this.forger = h("b", { "data-testid": "arrows-told" }, t("{n:,} arrows", { n: 0 }));
    this.detective = h("b", { "data-testid": "reals-seen" }, none);
    const row = (...told) => h("p", {}, ...told);
    this.element = h(
      "section",
      { class: "gd-card fo-ledger", "aria-label": t("Who was told what") },
      h("h2", {}, t("Who was told what")),
      row(...woven(t("You, the forger ({generator}): {arrows} and {none}."), { generator: term("generator", t("generator")), arrows: this.forger, none: h("b", {}, none) })),
      row(...woven(t("The detective ({discriminator}): {seen} and your points, each called by its true name."), { discriminator: term("discriminator", t("discriminator")), seen: this.detective })),
      h("p", { class: "fo-small" }, ...woven(t("{arrow} shows which way the detective’s belief (log D) climbs at your point, and how steeply; very long ones are cut short. Nothing else ever passes from one to the other."), { arrow: term("feedback", t("An arrow")) })),
    );
  }

  show({ arrows_told: arrows, reals_seen: reals }) {
    setText(this.forger, t("{n:,} arrows", { n: arrows }));
    setText(this.detective, t("{n:,} looks at real points", { n: reals }));
  }
}
