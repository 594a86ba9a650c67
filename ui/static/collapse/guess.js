// A guess before the slider can be moved, kept until the run itself has answered.

import { h } from "../kit/dom.js";
import { t } from "../kit/words.js";
import { FEW, GUESSES, answerOf, guessInWords, measuredInWords, shownOf } from "./twin-words.js";

const HARD = 75; // the slider's place from which on the run answers
const LONG = 15; // seconds of training that it must have been there
const LAST = 15; // looks at the forger that count

const middle = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

export class Guess {
  constructor({ onDone }) {
    this.onDone = onDone;
    this.element = h("div", { class: "tw-guess" });
  }

  // `kept` is what the browser remembers: {guess, answer} or null.
  begin(kept, moved) {
    this.kept = kept;
    this.since = null;
    this.passed = moved && !kept;
    this.draw();
  }

  get free() {
    return Boolean(this.kept || this.passed);
  }

  choose(guess) {
    this.kept = { guess, answer: null };
    this.done();
  }

  done() {
    this.draw();
    this.onDone(this.kept);
  }

  skip() {
    this.passed = true;
    this.kept = { guess: null, answer: null };
    this.done();
  }

  // A live frame: how long has the slider been far out, and what was seen of the forger since?
  // `looks` are at both twins, the healthy one first.
  watch({ place, seconds, step, looks }) {
    // A run that began again, or fell back to a checkpoint, starts counting anew.
    if (place < HARD || seconds < this.since?.seconds) this.since = null;
    if (place < HARD || !this.kept?.guess || this.kept.answer) return;
    this.since ??= { seconds, step };
    if (seconds - this.since.seconds < LONG) return;
    // A collapsed forger runs from kind to kind, and is blurred on the way: one look may mislead, their middle does not.
    const [healthy, seen] = looks.map((twins) => twins.filter((look) => look.step > this.since.step).slice(-LAST));
    if (!seen.length || !healthy.length) return;
    const of = (those, figure) => middle(those.map(figure));
    const found = {
      modes: of(seen, ({ modes }) => modes),
      all: seen[0].shares.length,
      sharp: of(seen, ({ sharp }) => sharp),
      shown: of(seen, shownOf),
      healthy: of(healthy, ({ sharp }) => sharp),
    };
    // Pushed before either had learnt anything, a run answers nothing yet.
    if (of(healthy, ({ modes }) => modes) <= FEW * found.all) return;
    this.kept = { ...this.kept, answer: { was: answerOf(found), words: measuredInWords(found) } };
    this.done();
  }

  draw() {
    const { kept } = this;
    this.element.hidden = this.passed && !kept?.guess || kept?.guess === null;
    if (!this.free) return this.ask();
    if (!kept?.guess) return;
    const said = h("p", {}, h("b", {}, t("You said:")), ` ${guessInWords(kept.guess)}. `);
    if (!kept.answer) said.append(t("Push the slider to its right end and let them train for a while: the run will answer."));
    else said.append(`${kept.answer.words} `, h("b", {}, kept.answer.was === kept.guess ? t("As you foresaw.") : t("That is: {answer}.", { answer: guessInWords(kept.answer.was) })));
    this.element.replaceChildren(said);
    this.element.setAttribute("role", "status");
  }

  ask() {
    this.element.removeAttribute("role");
    const answer = ([name, words]) => h("button", { type: "button", "data-testid": `guess-${name}`, onclick: () => this.choose(name) }, words);
    this.element.replaceChildren(
      h("p", { id: "tw-guess-question" }, h("b", {}, t("First, your guess.")), " ", t("What will the forger print if it learns much faster than the detective can?")),
      h("div", { class: "tw-answers", role: "group", "aria-labelledby": "tw-guess-question" }, ...GUESSES.map(answer), h("button", { type: "button", class: "gd-small", "data-testid": "guess-skip", onclick: () => this.skip() }, t("Skip"))),
    );
  }
}
