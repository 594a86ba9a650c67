// The four runs: each with its accuracy, the answers that were asked for, and a question to the visitor.

import { Plane } from "../arena/plane.js";
import { h, setText } from "../kit/dom.js";
import { Predict } from "../kit/predict.js";
import { shared, t } from "../kit/words.js";
import { CLUES } from "./clues.js";

const PART = "lineup";
const LONG = 1200; // rounds
const LETTERS = ["A", "B", "C", "D"];

export class Suspects {
  constructor({ root, session, about }) {
    Object.assign(this, { root, session, asked: new Set() });
    this.runs = about.order.map((truth, k) => new Suspect({ k, truth, about, onChoice: () => this.look() }));
    this.element = h("div", { class: "cr-four" }, ...this.runs.map(({ element }) => element));
  }

  prepare() {
    for (const run of this.runs) run.read(null);
  }

  hang(vault) {
    for (const run of this.runs) run.hang(vault);
  }

  paint(frame) {
    this.frame = frame;
    this.step = frame.header.step;
    const readings = frame.header.parts[PART]?.readings;
    if (readings) this.runs.forEach((run, k) => run.read(readings[k]));
    this.draw();
    this.look();
  }

  draw() {
    if (!this.frame) return;
    for (const run of this.runs) run.draw(this.frame, this.asked);
  }

  ask(asked) {
    this.asked = asked;
    this.draw();
  }

  get over() {
    return this.runs.every(({ reading }) => reading);
  }

  // A choice is asked for when all four stand still, and the truth is told when it was made for all.
  look() {
    if (this.over) for (const run of this.runs) run.question();
    if (this.over && this.runs.every(({ chosen }) => chosen)) for (const run of this.runs) run.tell();
    this.root.dataset.over = this.over ? "1" : "";
  }

  get sentence() {
    const waiting = this.runs.filter(({ reading }) => !reading).length;
    if (waiting && this.step > LONG) return t("Four runs train. {waiting} of {all} take longer than most to read 50 %; below there are another four.", { waiting, all: this.runs.length });
    if (waiting) return t("Four runs train. Still waiting for {waiting} of {all} to read 50 %.", { waiting, all: this.runs.length });
    const left = this.runs.filter(({ chosen }) => !chosen).length;
    if (left) return t("All four read the same. Ask what you like, then choose for each: {left} to go.", { left });
    return t("You named {right} of {all}. The accuracy said nothing of it.", { right: this.runs.filter(({ right }) => right).length, all: this.runs.length });
  }

  forget() {
    this.frame = null;
    for (const run of this.runs) run.read(null);
  }
}

class Suspect {
  constructor({ k, truth, about, onChoice }) {
    this.member = k;
    this.truth = about.suspects.find(({ name }) => name === truth);
    this.letter = LETTERS[k];
    const name = `which:${about.seed}:${this.letter}`;
    const answers = about.suspects.map((suspect) => [suspect.name, suspect.label]);
    this.asking = { name, question: t("What is run {letter}?", { letter: this.letter }), answers };
    this.predict = new Predict({ onChange: onChoice });
    this.title = h("h2", {}, t("Run {letter}", { letter: this.letter }));
    this.accuracy = h("p", { class: "cr-half" }, "");
    this.canvas = h("canvas", { class: "tw-plane", role: "img", hidden: true, "aria-label": t("Run {letter}: its crosses among the real circles", { letter: this.letter }) });
    this.answers = h("ul", { class: "cr-answers" });
    this.told = h("p", { class: "cr-truth", hidden: true });
    this.element = h("section", { class: "gd-card cr-suspect", "aria-label": t("Run {letter}", { letter: this.letter }), "data-testid": `suspect-${this.letter}` }, this.title, this.accuracy, this.canvas, this.answers, this.predict.element, this.told);
  }

  hang({ header: { extent }, section }) {
    this.plane = new Plane(this.canvas);
    this.plane.setReals(section("reals"), extent);
  }

  read(reading) {
    this.reading = reading;
    setText(this.accuracy, reading ? t("Its detective is right {share} of the time.", { share: shared(reading.accuracy) }) : t("It still trains."));
  }

  draw(frame, asked) {
    const { reading, member } = this;
    this.canvas.hidden = !(asked.has("picture") && reading);
    if (!this.canvas.hidden) this.plane.draw({ fakes: frame.section("fakes", member), heat: frame.section("heat", member) });
    const lines = reading ? Object.entries(CLUES).filter(([name]) => asked.has(name)).map(([, [, words]]) => words(reading)) : [];
    const said = lines.filter(Boolean);
    if (said.join() !== this.said) this.answers.replaceChildren(...said.map((line) => h("li", {}, line)));
    this.said = said.join();
  }

  // ---- the choice

  question() {
    this.predict.take(this.asking);
  }

  get chosen() {
    return Boolean(this.predict.kept);
  }

  get right() {
    return this.predict.kept?.said === this.truth.name;
  }

  tell() {
    if (!this.told.hidden) return;
    this.told.hidden = false;
    const { name, label, why } = this.truth;
    const { said } = this.predict.kept;
    this.predict.keep({ said, was: name });
    this.predict.close();
    const wrong = said ? t("You had said: {said}.", { said: this.predict.words(said) }) : "";
    this.told.replaceChildren(h("b", {}, t("{label}.", { label })), " ", why, h("small", {}, this.right ? t("As you foresaw.") : wrong));
    this.told.toggleAttribute("data-right", this.right);
    this.element.dataset.truth = name;
  }
}
