// The one sentence that says what a person would see, and the six beats of a round.

import { h, setText } from "./dom.js";
import { BEATS } from "./words.js";

const READABLE = 1500; // at full speed a sentence stays long enough to be read
const SPOKEN = 4000; // a screen reader is told a new sentence no more often than this

export class Story {
  constructor(beats = BEATS) {
    this.sentence = h("p", { class: "gd-sentence", "aria-hidden": "true" }, "The forger sharpens its pencils…");
    this.spoken = h("p", { class: "gd-spoken", "aria-live": "polite" });
    this.beats = beats.map(([phase, words]) => h("li", { "data-beat": phase }, words));
    const listed = beats.length ? [h("ol", { class: "gd-beats", "aria-label": "The six beats of a round" }, ...this.beats)] : [];
    this.element = h("div", { class: "gd-story" }, ...listed, this.sentence, this.spoken);
    this.shown = this.said = -Infinity;
  }

  show({ sentence, phase }) {
    const slow = phase !== "round";
    for (const beat of this.beats) beat.toggleAttribute("data-now", beat.dataset.beat === phase);
    const now = performance.now();
    if (slow || now - this.shown > READABLE) {
      if (this.sentence.textContent !== sentence) this.shown = now;
      setText(this.sentence, sentence);
    }
    if (now - this.said > SPOKEN && this.spoken.textContent !== sentence) {
      this.said = now;
      this.spoken.textContent = sentence;
    }
  }
}
