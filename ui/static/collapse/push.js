// The slider that rules the second forger, and the words for its place.

import { h, setText } from "../kit/dom.js";
import { numeral, t } from "../kit/words.js";
import { short, speedAt, speedInWords } from "./twin-words.js";

const PAUSE = 200; // between two words to the server while the thumb is dragged
const PLACES = [0, 25, 50, 75, 100];

export class Push {
  constructor({ onMove, onWord }) {
    Object.assign(this, { onMove, onWord });
    this.range = h("input", { type: "range", min: 0, max: 100, value: 0, step: 1, id: "tw-push", disabled: true, "data-testid": "push" });
    this.range.oninput = () => this.move(Number(this.range.value));
    this.scale = h("div", { class: "tw-places", "aria-hidden": "true" });
    this.words = h("p", { id: "tw-push-words", class: "tw-words" });
    this.element = h(
      "div",
      { class: "tw-push" },
      h("p", {}, h("label", { for: "tw-push" }, t("How fast the forger learns")), " ", (this.also = h("small", {}, ""))),
      this.words,
      h("div", { class: "tw-slide" }, this.range, this.scale),
    );
  }

  // `freed`: a push changes the game too.
  mark(marks, freed) {
    this.marks = marks;
    setText(this.also, freed ? t("any push also takes the penalty away and makes the game the plain one") : t("a push changes nothing else"));
    const named = (place) => h("span", { style: `--at: ${place / 100}` }, `${numeral(String(short(speedAt(place, marks))))}×`);
    this.scale.replaceChildren(...PLACES.map(named));
  }

  // The visitor moved it: the page hears at once, the server a few times a second and in any case the last place.
  move(place) {
    this.onMove(place);
    this.wanted = place;
    if (this.timer) return;
    this.tell(place);
  }

  tell(place) {
    this.onWord(place);
    this.timer = setTimeout(() => {
      this.timer = null;
      if (this.wanted !== place) this.tell(this.wanted);
    }, PAUSE);
  }

  // `words` are the server's, where it has spoken of this place already; a cure may have `overruled` the slider.
  show({ place, words, free, overruled }) {
    this.range.disabled = !free;
    if (Number(this.range.value) !== place) this.range.value = place;
    this.range.style.setProperty("--at", `${place}%`);
    const said = overruled ? [words, t("A cure says so, whatever the slider says.")].filter(Boolean).join(" ") : (words ?? speedInWords(place, this.marks));
    setText(this.words, said);
    this.range.setAttribute("aria-valuetext", said);
  }

  close() {
    clearTimeout(this.timer);
  }
}
