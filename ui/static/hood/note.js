// One step in slow motion with a single note: its score, its loss, the slope at each pixel, one weight, the new score.

import { codeOf } from "../kit/code.js";
import { atlas, short } from "../kit/tensor.js";
import { h, setText } from "../kit/dom.js";
import { numeral, t } from "../kit/words.js";
import { formulaOf } from "./close.js";

const NOTES = 24;

function scored({ scores: [score], logit }) {
  const told = { logit: short(Math.abs(logit)), score };
  return logit < 0 ? t("The detective’s logit is {logit} below the level of “real”, so D = {score:.1%}.", told) : t("The detective’s logit is {logit} above the level of “real”, so D = {score:.1%}.", told);
}

function moved({ weight: { layer, row, column, slope, before, after }, weights }) {
  const told = { weights, layer: layer + 1, row: row + 1, column: column + 1, slope: short(slope), before: numeral(before.toPrecision(4)), after: numeral(after.toPrecision(4)) };
  return after > before
    ? t("Back through the forger, to each of its {weights:,} weights. The steepest is in layer {layer}, row {row}, column {column}: slope {slope}, so Adam moves it from {before} to {after}, up, against the slope.", told)
    : t("Back through the forger, to each of its {weights:,} weights. The steepest is in layer {layer}, row {row}, column {column}: slope {slope}, so Adam moves it from {before} to {after}, down, against the slope.", told);
}

function again({ scores: [before, score] }) {
  const told = { score, points: 100 * Math.abs(score - before) };
  return score > before ? t("The same dice, printed again: D = {score:.1%}, {points:.0f} points more than before.", told) : t("The same dice, printed again: D = {score:.1%}, {points:.0f} points less than before.", told);
}

// Each beat: what is drawn, and what is said.
const BEATS = [
  { name: "score", title: t("1 · Its score"), say: scored, paint: (canvas, frame) => atlas(canvas, frame.section("notes"), { count: 1 }) },
  { name: "loss", title: t("2 · Its loss"), say: ({ loss }) => t("The loss is {loss:.3f}: one number that says how badly the forger did with this note.", { loss }) },
  { name: "feedback", title: t("3 · The slope at every pixel"), say: () => t("Back through the detective: brighter is where more of a colour would make the loss smaller, darker where less would; grey is no matter."), paint: (canvas, frame) => atlas(canvas, frame.section("feedback"), { count: 1 }) },
  { name: "weight", title: t("4 · One weight moves"), say: moved },
  { name: "again", title: t("5 · Its new score"), say: again, paint: (canvas, frame) => atlas(canvas, frame.section("notes"), { count: 2 }) },
];

class Beats {
  constructor({ session, root, about }) {
    Object.assign(this, { session, root, index: 0, beat: 0 });
    this.cards = BEATS.map((beat) => this.card(beat, about));
    const button = (name, words, run) => h("button", { type: "button", "data-testid": name, onclick: run }, words);
    this.next = button("beat", t("Next beat"), () => this.go());
    this.other = button("other", t("Another note"), () => this.take_(this.index + 1));
    this.words = h("p", { class: "ho-words", "data-testid": "which" }, "");
    this.controls = h("div", { class: "ho-controls" }, this.next, this.other, this.words);
    this.element = h("ol", { class: "ho-beats", "aria-label": t("One step with one note") }, ...this.cards.map(({ element }) => element));
  }

  card(beat, { formulas, code }) {
    const canvas = beat.paint && h("canvas", { class: "ho-note", role: "img", "aria-label": beat.title });
    const words = h("p", { "data-testid": `beat-${beat.name}` }, "");
    const formula = formulas[beat.name] ? [formulaOf(formulas[beat.name])] : [];
    const lines = h("details", {}, h("summary", {}, t("The lines that do it")), ...code[beat.name].map(codeOf));
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
      canvas?.setAttribute("aria-label", i <= beat ? words.textContent : t("Not reached yet"));
    });
    setText(this.words, t("Note {n} of the wall, as the forger of round {round:,} prints it. Nothing of this step is kept.", { n: frame.header.index + 1, round: frame.header.step }));
    setText(this.next, beat + 1 < BEATS.length ? t("Next beat") : t("Once more, with the forger as it is now"));
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
    actions: ["play", "round", "slower", "faster", "again", "fresh", "undo", { name: "beat", keys: ["b"], shown: "B", words: t("next beat"), run: () => beats.go() }],
  };
}
