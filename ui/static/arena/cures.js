// The cures as a row of cards; at most one is applied at a time, and pressing it again takes it away.

import { h } from "./dom.js";

export class Cures {
  constructor({ onChoose }) {
    this.onChoose = onChoose;
    this.buttons = new Map();
    this.row = h("div", { class: "tw-cures" });
    this.element = h("section", { "aria-labelledby": "tw-cures-title", hidden: true }, h("h2", { id: "tw-cures-title" }, "Cures", h("small", {}, "tried on the forger that the slider rules, while it trains")), this.row);
  }

  offer(cures) {
    this.element.hidden = !cures.length;
    this.buttons = new Map(cures.map(({ name, label }) => [name, h("button", { type: "button", "aria-pressed": "false", "data-testid": `cure-${name}`, onclick: () => this.onChoose(this.chosen === name ? null : name) }, label)]));
    this.row.replaceChildren(...cures.map((cure) => this.card(cure)));
  }

  card({ name, why, formula, code, healed }) {
    return h(
      "article",
      { class: "gd-card tw-cure" },
      this.buttons.get(name),
      h("p", {}, why),
      h("p", { class: "tw-formula" }, formula),
      h("p", { class: "tw-healed" }, healed ? h("b", {}, `heals ${healed[0]} of ${healed[1]} seeds`) : "not measured"),
      h("details", {}, h("summary", {}, "In PyTorch"), h("pre", { tabindex: 0 }, h("code", {}, code))),
    );
  }

  show(chosen, free) {
    this.chosen = chosen;
    for (const [name, button] of this.buttons) {
      button.setAttribute("aria-pressed", String(name === chosen));
      button.disabled = !free;
    }
  }
}
