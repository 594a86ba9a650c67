// One part of the system, close up: its tensor as a picture and in words, its formula, the lines that compute it.

import { codeOf } from "../kit/code.js";
import { h, setText } from "../kit/dom.js";
import { term } from "../kit/term.js";
import { capital, t } from "../kit/words.js";
import { THINGS } from "./things.js";

export class Close {
  constructor() {
    this.title = h("h2", {}, "");
    this.words = h("p", {}, "");
    this.canvas = h("canvas", { class: "ho-large", role: "img", "aria-label": "" });
    this.numbers = h("p", { class: "ho-numbers", "data-testid": "numbers" }, "");
    this.formula = formulaOf("");
    this.code = h("div", { class: "ho-code" });
    const left = h("div", { class: "ho-seen" }, this.canvas, this.numbers);
    const right = h("div", { class: "ho-told" }, this.words, this.formula, this.code);
    this.element = h("section", { class: "gd-card ho-close", "aria-label": t("The chosen part"), "data-testid": "close" }, this.title, left, right);
  }

  show(thing, frame) {
    if (this.thing !== thing) this.tell(thing);
    this.canvas.hidden = thing.name.startsWith("loss");
    if (!frame) return;
    const { paint, shape, words } = THINGS[thing.name];
    paint(this.canvas, frame, true);
    setText(this.numbers, capital(`${shape(frame)}: ${words(frame)}.`));
    this.canvas.setAttribute("aria-label", `${thing.title}. ${this.numbers.textContent}`);
  }

  tell(thing) {
    this.thing = thing;
    this.element.dataset.thing = thing.name;
    this.title.replaceChildren(signed(h("span", {}), thing.sign), " · ", thing.entry ? term(thing.entry, thing.title) : thing.title);
    setText(this.words, thing.words);
    signed(this.formula, thing.formula);
    this.code.replaceChildren(...thing.code.map(codeOf));
  }
}

// MathML, which our own server made of our own formulas, set into an element.
export function signed(element, mathml) {
  element.innerHTML = mathml;
  return element;
}

// A formula, which may be wider than a phone.
export function formulaOf(mathml) {
  return signed(h("div", { class: "ho-formula", tabindex: 0, role: "group", "aria-label": t("Formula") }), mathml);
}
