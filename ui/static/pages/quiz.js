// The quiz: eight cards. What was answered is kept in this browser.

import { h, setText } from "../kit/dom.js";
import { progress } from "../kit/progress.js";
import { t } from "../kit/words.js";
import { Card } from "../quiz/card.js";

export default function quiz({ root, data }) {
  const { questions, misconceptions } = data.about;
  const cards = questions.map((question, i) => new Card({ ...question, misconceptions, base: data.base, place: t("{at} of {all}", { at: i + 1, all: questions.length }), onAnswer: () => show() }));
  const count = h("p", { role: "status", class: "qu-count", "data-testid": "count" }, "");
  const over = h("button", { type: "button", class: "gd-small", "data-testid": "over", onclick: () => cards.forEach((card) => card.forget()) }, t("Begin again"));
  function show() {
    const right = cards.filter((card) => card.right).length;
    setText(count, right === cards.length ? t("All eight are answered rightly.") : t("{right} of {all} are answered rightly. You may try again as often as you like.", { right, all: cards.length }));
    over.disabled = cards.every((card) => card.said === null);
    root.dataset.right = right;
    progress.set("quiz", right);
  }
  show();
  return {
    rows: [h("div", { class: "qu-top" }, count, over), h("div", { class: "qu-cards" }, ...cards.map(({ element }) => element))],
    relayout: () => {},
  };
}
