// The one sentence that says what a person would see, and the six beats of a round.

import { h, setText } from "./dom.js";
import { midway, t } from "./words.js";

const READABLE = 1500; // at full speed a sentence stays long enough to be read
const NUMBERS = /[\d.,]+/g;
const sameWords = (one, other) => one.replace(NUMBERS, "#") === other.replace(NUMBERS, "#"); // numbers may run on
const LONG = 140; // signs of a sentence that is set smaller, so that its last words are seen too
const SPOKEN = 4000; // a screen reader is told a new sentence no more often than this

export class Story {
  // `sentenceOf(header, session)` where the page has words of its own.
  constructor({ beats = [], sentenceOf = ({ sentence }) => sentence } = {}) {
    this.sentenceOf = sentenceOf;
    this.sentence = h("p", { class: "gd-sentence", "aria-hidden": "true" }, t("The forger sharpens its pencils…"));
    this.spoken = h("p", { class: "gd-spoken", "aria-live": "polite" });
    this.beats = beats.map(([phase, words]) => h("li", { "data-beat": phase }, words));
    const listed = beats.length ? [h("ol", { class: "gd-beats", "aria-label": t("The six beats of a round") }, ...this.beats)] : [];
    this.element = h("div", { class: "gd-story" }, ...listed, this.sentence, this.spoken);
    this.shown = this.said = -Infinity;
  }

  paint({ header }, session) {
    const calm = header.phase !== "round" || header.status !== "running" || !session.live; // one picture at a time
    for (const beat of this.beats) beat.toggleAttribute("data-now", beat.dataset.beat === header.phase);
    const sentence = this.inItsTime(this.sentenceOf(header, session), session);
    const now = performance.now();
    if (calm || now - this.shown > READABLE || sameWords(sentence, this.sentence.textContent)) {
      if (!sameWords(sentence, this.sentence.textContent)) this.shown = now;
      setText(this.sentence, sentence);
      this.sentence.toggleAttribute("data-long", sentence.length > LONG);
      session.told = header;
    }
    this.speak(sentence);
  }

  forget(session) {
    session.told = null; // the header whose sentence is shown: the figures beside it are of the same measurement
    this.shown = -Infinity;
  }

  inItsTime(sentence, { live, cursor }) {
    return live ? sentence : t("At round {round:,}: {sentence}", { round: cursor, sentence: midway(sentence) });
  }

  // The newest sentence is always spoken in the end, and none twice in a row.
  speak(sentence) {
    this.newest = sentence;
    this.speaking ??= setTimeout(() => {
      this.speaking = null;
      this.said = performance.now();
      setText(this.spoken, this.newest);
    }, Math.max(0, this.said + SPOKEN - performance.now()));
  }

  close() {
    clearTimeout(this.speaking);
  }
}
