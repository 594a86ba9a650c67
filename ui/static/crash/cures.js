// The cures of one failure as a row of cards; at most one is applied at a time, and pressing it again takes it away.

import { h } from "../kit/dom.js";
import { t, woven } from "../kit/words.js";

export class Cures {
  constructor({ cures, alone, within, onChoose }) {
    this.onChoose = onChoose;
    this.buttons = new Map(cures.map(({ name, label }) => [name, h("button", { type: "button", "aria-pressed": "false", "data-testid": `cure-${name}`, onclick: () => this.press(name) }, label)]));
    const card = ({ name, why, healed }) => h("article", { class: "gd-card tw-cure" }, this.buttons.get(name), h("p", {}, why), h("p", { class: "tw-healed" }, healedOn(healed, within)));
    this.alone = h("p", { class: "tw-alone" }, alone ? t("Left to itself, the run got well on {well} of {all} seeds.", { well: alone[0], all: alone[1] }) : "");
    this.element = h("section", { class: "tw-healing", "aria-labelledby": "cr-cures-title", hidden: true }, h("h2", { id: "cr-cures-title" }, t("Cures"), h("small", {}, t("tried on the failing run, while it trains"))), this.alone, h("div", { class: "tw-cures" }, ...cures.map(card)));
  }

  press(name) {
    this.onChoose(this.chosen === name ? null : name);
  }

  // `seen`: the failure has shown; `tried`: what was measured of cures may be told.
  show({ chosen, free, seen, tried }) {
    this.chosen = chosen;
    this.element.hidden = !seen;
    this.element.toggleAttribute("data-tried", tried);
    for (const [name, button] of this.buttons) {
      button.setAttribute("aria-pressed", String(name === chosen));
      button.disabled = !free;
    }
  }
}

const healedOn = (healed, within) => (healed ? h("span", {}, ...woven(t("{heals} within {within} rounds", { within }), { heals: h("b", {}, t("heals {healed} of {all} seeds", { healed: healed[0], all: healed[1] })) })) : t("not measured yet"));
