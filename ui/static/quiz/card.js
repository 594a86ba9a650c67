// One question: its answers, and what is said of the one that was chosen.

import { h } from "../kit/dom.js";
import { progress } from "../kit/progress.js";
import { t, woven } from "../kit/words.js";

export class Card {
  constructor({ name, words, answers, because, misconceptions, base, place, onAnswer }) {
    Object.assign(this, { name, answers, because, misconceptions, base, onAnswer });
    this.buttons = answers.map((answer, i) => h("button", { type: "button", class: "qu-answer", "data-testid": `${name}-${i}`, onclick: () => this.choose(i) }, h("span", { class: "qu-mark", "aria-hidden": "true" }), h("span", {}, answer.words)));
    this.verdict = h("div", { class: "qu-verdict", role: "status", "data-testid": `${name}-verdict` });
    const id = `qu-${name}`;
    this.element = h("section", { class: "gd-card qu-card", "aria-labelledby": id }, h("p", { class: "qu-place" }, place), h("h2", { id }, words), h("div", { class: "qu-answers", role: "group", "aria-labelledby": id }, ...this.buttons), this.verdict);
    this.said = progress.get(this.kept) ?? null;
    this.show();
  }

  get kept() {
    return `quiz:${this.name}`;
  }

  get right() {
    return this.said !== null && !this.answers[this.said]?.behind;
  }

  choose(i) {
    this.said = i;
    progress.set(this.kept, i);
    this.show();
    this.onAnswer();
  }

  forget() {
    this.said = null;
    progress.set(this.kept, null);
    this.show();
    this.onAnswer();
  }

  show() {
    this.buttons.forEach((button, i) => {
      const chosen = i === this.said;
      button.setAttribute("aria-pressed", String(chosen));
      button.firstChild.textContent = chosen ? (this.right ? "✓" : "✕") : "○";
    });
    this.element.toggleAttribute("data-right", this.right);
    this.verdict.replaceChildren(...this.words());
  }

  words() {
    if (this.said === null) return [];
    const { behind } = this.answers[this.said];
    if (!behind) return [h("p", {}, h("b", {}, t("Yes.")), " ", this.because)];
    const { belief, truth, invitation, path } = this.misconceptions[behind];
    return [
      h("p", {}, h("b", {}, t("Not so.")), " ", ...woven(t("Behind this answer stands a widespread belief: {belief}"), { belief: h("q", {}, belief) })),
      h("p", {}, truth),
      h("a", { href: `${this.base}/${path}`, class: "qu-way" }, invitation),
    ];
  }
}
