// The cures as a row of cards; at most one is applied at a time, and pressing it again takes it away.

import { h, setText } from "../kit/dom.js";

export class Cures {
  constructor({ onChoose }) {
    this.onChoose = onChoose;
    this.buttons = new Map();
    this.row = h("div", { class: "tw-cures" });
    this.element = h(
      "section",
      { class: "tw-healing", "aria-labelledby": "tw-cures-title", hidden: true },
      h("h2", { id: "tw-cures-title" }, "Cures", h("small", {}, "tried on the forger that the slider rules, while it trains")),
      (this.alone = h("p", { class: "tw-alone" })),
      this.row,
    );
  }

  offer(cures, alone) {
    const stuck = cures.length && cures.every(({ left }) => left?.[0] === 0);
    const first = stuck ? `Left at 100\u00a0% no cure healed any of ${alone?.[1]} collapsed forgers. So move` : "Move";
    setText(this.alone, alone ? `${first} the slider back to 0 first: that alone healed ${alone[0]} of ${alone[1]}. Then try a cure.` : "");
    this.buttons = new Map(cures.map(({ name, label }) => [name, h("button", { type: "button", "aria-pressed": "false", "data-testid": `cure-${name}`, onclick: () => this.onChoose(this.chosen === name ? null : name) }, label)]));
    this.row.replaceChildren(...cures.map((cure) => this.card(cure)));
  }

  card({ name, why, formula, code, healed, left }) {
    return h(
      "article",
      { class: "gd-card tw-cure" },
      this.buttons.get(name),
      h("p", {}, why),
      h("p", { class: "tw-formula" }, formula),
      h("p", { class: "tw-healed" }, ...share(healed, left)),
      h("details", {}, h("summary", {}, "In PyTorch"), h("pre", { tabindex: 0 }, h("code", {}, code))),
    );
  }

  show({ chosen, free, found }) {
    this.chosen = chosen;
    this.element.hidden = !found.collapsed;
    this.element.toggleAttribute("data-tried", found.tried);
    for (const [name, button] of this.buttons) {
      button.setAttribute("aria-pressed", String(name === chosen));
      button.disabled = !free;
    }
  }
}

// The measured share of seeds, with the slider moved back, and where it was measured with the slider left, too.
function share(healed, left) {
  if (!healed) return ["not measured"];
  const rest = left ? `; left at 100 %: ${left[0]}` : "";
  return [h("b", {}, `heals ${healed[0]} of ${healed[1]} seeds`), h("small", {}, ` with the slider back at 0${rest}`)];
}
