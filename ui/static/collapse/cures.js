// The cures as a row of cards; at most one is applied at a time, and pressing it again takes it away.

import { codeOf } from "../kit/code.js";
import { h, setText } from "../kit/dom.js";
import { t, woven } from "../kit/words.js";

const UNKNOWN = t("How often each of them helps has not been measured for these data yet: your own run is the first to tell.");

export class Cures {
  constructor({ onChoose }) {
    this.onChoose = onChoose;
    this.cards = new Map();
    this.row = h("div", { class: "tw-cures" });
    this.element = h(
      "section",
      { class: "tw-healing", "aria-labelledby": "tw-cures-title", hidden: true },
      h("h2", { id: "tw-cures-title" }, t("Cures"), h("small", {}, t("tried on the forger that the slider rules, while it trains"))),
      (this.alone = h("p", { class: "tw-alone" })),
      this.row,
    );
  }

  // `given`: how many rounds each had in which to heal.
  offer(cures, alone, given) {
    const without = alone.healed ? [t("Without a cure {healed} of {all} collapsed forgers came back to every kind.", { healed: alone.healed[0], all: alone.healed[1] })] : [];
    const most = cures.some(({ longer }) => longer) ? t("Each was given {rounds:,} rounds in which to heal, unless it says otherwise.", { rounds: given }) : t("Each was given {rounds:,} rounds in which to heal.", { rounds: given });
    setText(this.alone, given ? [most, ...without].join(" ") : UNKNOWN);
    this.calm = new Set(cures.filter(({ calm }) => calm).map(({ name }) => name)); // these overrule the slider
    this.cards = new Map(cures.map((cure) => [cure.name, this.card(cure)]));
    this.row.replaceChildren(...Array.from(this.cards.values(), ({ element }) => element));
  }

  card({ name, label, why, formula, code, results, longer, same }) {
    const button = h("button", { type: "button", "aria-pressed": "false", "data-testid": `cure-${name}`, onclick: () => this.onChoose(this.chosen === name ? null : name) }, label);
    const idle = h("p", { class: "tw-idle", hidden: true }, t("This is how it learns already: nothing to change."));
    const element = h(
      "article",
      { class: "gd-card tw-cure" },
      button,
      h("p", {}, why),
      h("p", { class: "tw-formula" }, formula),
      idle,
      h("p", { class: "tw-healed" }, ...found(results, longer)),
      h("details", {}, h("summary", {}, t("The lines that do it")), ...code.map(codeOf)),
    );
    return { element, button, idle, same };
  }

  show({ chosen, free, place, found }) {
    this.chosen = chosen;
    this.element.hidden = !found.collapsed;
    this.element.toggleAttribute("data-tried", found.tried);
    for (const [name, { button, idle, same }] of this.cards) {
      const changesNothing = same.includes(place ? 1 : 0);
      button.setAttribute("aria-pressed", String(name === chosen));
      button.disabled = !free || (changesNothing && name !== chosen);
      idle.hidden = !changesNothing;
    }
  }
}

// What the sweep measured: whether it keeps a forger from collapsing, and whether it brings a collapsed one back.
function found({ prevented, healed }, longer) {
  const prevents = prevented ? [h("b", {}, t("prevents it on {seeds} of {all} seeds", { seeds: prevented[0], all: prevented[1] }))] : [t("whether it prevents it is not measured yet")];
  const heals = healed ? woven(t("{heals} collapsed forgers"), { heals: h("b", {}, t("heals {healed} of {all}", { healed: healed[0], all: healed[1] })) }) : [t("whether it heals is not measured yet")];
  const given = longer ? [" ", t("in {rounds:,} rounds", { rounds: longer })] : []; // where it had other time than the rest
  return prevented || healed ? [...prevents, h("br"), ...heals, ...given] : [t("not measured yet")];
}
