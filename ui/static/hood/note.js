// One step in slow motion with a single note: its score, its loss, the slope at each pixel, one weight, the new score.

import { codeOf } from "../kit/code.js";
import { atlas, short } from "../kit/tensor.js";
import { h, percent, setText } from "../kit/dom.js";
import { grouped } from "../kit/words.js";
import { formulaOf } from "./close.js";

const NOTES = 24;
const chance = (score) => `${(100 * score).toFixed(1)} %`;

// Each beat: what is drawn, and what is said.
const BEATS = [
  { name: "score", title: "1 · Its score", say: ({ scores, logit }) => `The detective’s logit is ${short(Math.abs(logit))} ${logit < 0 ? "below" : "above"} the level of “real”, so D = ${chance(scores[0])}.`, paint: (canvas, frame) => atlas(canvas, frame.section("notes"), { count: 1 }) },
  { name: "loss", title: "2 · Its loss", say: ({ loss }) => `The loss is ${loss.toFixed(3)}: one number that says how badly the forger did with this note.` },
  { name: "feedback", title: "3 · The slope at every pixel", say: () => "Back through the detective: brighter is where more of a colour would make the loss smaller, darker where less would; grey is no matter.", paint: (canvas, frame) => atlas(canvas, frame.section("feedback"), { count: 1 }) },
  { name: "weight", title: "4 · One weight moves", say: ({ weight: w, weights }) => `Back through the forger, to each of its ${grouped(weights)} weights. The steepest is in layer ${w.layer + 1}, row ${w.row + 1}, column ${w.column + 1}: slope ${short(w.slope)}, so Adam moves it from ${w.before.toPrecision(4)} to ${w.after.toPrecision(4)}, ${w.after > w.before ? "up" : "down"}, against the slope.`.replaceAll("-", "−") },
  { name: "again", title: "5 · Its new score", say: ({ scores }) => `The same dice, printed again: D = ${chance(scores[1])}, ${percent(Math.abs(scores[1] - scores[0]))} points ${scores[1] > scores[0] ? "more" : "less"} than before.`, paint: (canvas, frame) => atlas(canvas, frame.section("notes"), { count: 2 }) },
];

class Beats {
  constructor({ session, root, about }) {
    Object.assign(this, { session, root, index: 0, beat: 0 });
    this.cards = BEATS.map((beat) => this.card(beat, about));
    const button = (name, words, run) => h("button", { type: "button", "data-testid": name, onclick: run }, words);
    this.next = button("beat", "Next beat", () => this.go());
    this.other = button("other", "Another note", () => this.take_(this.index + 1));
    this.words = h("p", { class: "ho-words", "data-testid": "which" }, "");
    this.controls = h("div", { class: "ho-controls" }, this.next, this.other, this.words);
    this.element = h("ol", { class: "ho-beats", "aria-label": "One step with one note" }, ...this.cards.map(({ element }) => element));
  }

  card(beat, { formulas, code }) {
    const canvas = beat.paint && h("canvas", { class: "ho-note", role: "img", "aria-label": beat.title });
    const words = h("p", { "data-testid": `beat-${beat.name}` }, "");
    const formula = formulas[beat.name] ? [formulaOf(formulas[beat.name])] : [];
    const lines = h("details", {}, h("summary", {}, "The lines that do it"), ...code[beat.name].map(codeOf));
    const element = h("li", { class: "gd-card ho-beat" }, h("h2", {}, beat.title), ...(canvas ? [canvas] : []), ...formula, words, lines);
    return { beat, canvas, words, element };
  }

  // A note is followed from the forger as it is now; what is told stays, though the run may train on.
  take_(index) {
    this.index = index % NOTES;
    this.beat = 0;
    this.session.source.send({ type: "follow", index: this.index });
  }

  go() {
    if (this.beat + 1 < BEATS.length) this.show(this.beat + 1);
    else this.take_(this.index);
  }

  hang() {
    if (!this.session.spectator) this.take_(this.index);
  }

  take(frame) {
    if (frame.header.what !== "follow") return false;
    this.frame = frame;
    this.show(this.beat);
    return true;
  }

  show(beat) {
    this.beat = beat;
    const { frame } = this;
    if (!frame) return;
    this.cards.forEach(({ beat: { say, paint }, canvas, words, element }, i) => {
      element.toggleAttribute("data-open", i <= beat);
      element.toggleAttribute("data-now", i === beat);
      setText(words, i <= beat ? say(frame.header) : "…");
      if (canvas && i <= beat) paint(canvas, frame);
      else canvas?.getContext("2d").clearRect(0, 0, canvas.width, canvas.height);
      canvas?.setAttribute("aria-label", i <= beat ? words.textContent : "Not reached yet");
    });
    setText(this.words, `Note ${frame.header.index + 1} of the wall, as the forger of round ${grouped(frame.header.step)} prints it. Nothing of this step is kept.`);
    setText(this.next, beat + 1 < BEATS.length ? "Next beat" : "Once more, with the forger as it is now");
    Object.assign(this.root.dataset, { beat: beat + 1, inside: frame.header.step });
  }

  relayout() {
    this.show(this.beat);
  }

  forget() {
    this.frame = null;
  }
}

export function note({ session, root, data, figures }) {
  const beats = new Beats({ session, root, about: data.about });
  return {
    panels: [{ hang: () => beats.hang(), take: (frame) => beats.take(frame), relayout: () => beats.relayout(), forget: () => beats.forget() }],
    rows: [h("div", { class: "gd-top" }, beats.controls, figures), beats.element],
    actions: ["play", "round", "slower", "faster", "again", "fresh", "undo", { name: "beat", keys: ["b"], shown: "B", words: "next beat", run: () => beats.go() }],
  };
}
