// Predict, then reveal: a question before an event, the answer kept, the event shown, then one sentence that compares.
// No clock and no points: it waits as long as one likes, and can be left out.

import { h } from "./dom.js";
import { progress } from "./progress.js";
import { midway, t } from "./words.js";

export class Predict {
  // `answers` are two to four [key, words]; `onChange()` is told when it opens, is answered, revealed or left out.
  constructor({ onChange } = {}) {
    this.onChange = onChange ?? (() => {});
    this.element = h("section", { class: "gd-predict", "aria-label": t("Your guess"), "data-testid": "predict", hidden: true });
  }

  // Asks, or says what was answered before; `name` is what it is kept under. What was left out or revealed is silent.
  take({ name, question, answers }) {
    if (this.name === name) return;
    Object.assign(this, { name, question, answers, kept: keptOf({ name }) });
    if (this.kept?.was || this.kept?.said === null) this.close();
    else this.draw();
  }

  // What was revealed stands until it is closed.
  get stands() {
    return Boolean(!this.element.hidden && this.kept?.was);
  }

  // Whether somebody waits for the event.
  get waits() {
    return Boolean(this.kept?.said && !this.kept.was);
  }

  // The event has come: `was` is the answer that is true, `words` what was seen.
  reveal(was, words) {
    if (!this.waits) return this.close();
    this.keep({ ...this.kept, was });
    const [said, is] = [this.kept.said, was].map((key) => this.words(key));
    const compared = this.kept.said === was ? t("As you foresaw.") : t("You had said: {said}. It is: {is}.", { said, is });
    this.show(h("p", { role: "status", "data-testid": "revealed" }, `${words} `, h("b", {}, compared)), this.small(t("Close"), "predict-close", () => this.close()));
  }

  close() {
    if (this.element.hidden) return;
    this.element.hidden = true;
    this.onChange();
  }

  // ---- small things ---------------------------------------------------------------------------------------------

  words(key) {
    return midway(this.answers.find(([name]) => name === key)?.[1] ?? "");
  }

  choose(said) {
    this.keep({ said });
    if (said === null) this.close();
    else this.draw();
  }

  keep(kept) {
    this.kept = kept;
    progress.set(`predict:${this.name}`, kept);
  }

  draw() {
    if (this.waits) return this.show(h("p", { role: "status" }, h("b", {}, t("You said:")), " ", t("{answer}. The run will answer.", { answer: this.words(this.kept.said) })));
    const answer = ([key, words]) => h("button", { type: "button", "data-testid": `guess-${key}`, onclick: () => this.choose(key) }, words);
    const id = `gd-predict-${this.name.replaceAll(/\W/g, "-")}`;
    this.show(h("p", { id }, h("b", {}, t("Your guess:")), " ", this.question), h("div", { class: "gd-answers", role: "group", "aria-labelledby": id }, ...this.answers.map(answer), this.small(t("Skip"), "guess-skip", () => this.choose(null))));
  }

  small(words, name, onclick) {
    return h("button", { type: "button", class: "gd-small", "data-testid": name, onclick }, words);
  }

  show(...children) {
    this.element.replaceChildren(...children);
    this.element.hidden = false;
    this.onChange();
  }
}

// Several questions of one page, each in its time. One is {name, question, answers, when(), answer()}: `when()` says that
// its event is ahead and that it is time to ask; `answer()` gives {was, words} once the event has come, else null.
export class Predictions {
  constructor(questions = []) {
    this.questions = questions;
    this.predict = new Predict();
    this.element = this.predict.element;
  }

  // Other questions: another run has other names under which its answers are kept.
  begin(questions) {
    this.questions = questions;
    this.predict.name = null;
    this.predict.close();
  }

  // Whether an event has come that somebody guessed at, else whether there is something to ask.
  look() {
    const { predict } = this;
    if (predict.stands) return;
    const [now, seen] = this.come() ?? [];
    if (seen) {
      predict.take(now);
      return predict.reveal(seen.was, seen.words);
    }
    const next = this.questions.find((question) => question.when() && !keptOf(question));
    if (next) predict.take(next);
    else if (!predict.waits) predict.close();
  }

  come() {
    for (const question of this.questions) {
      const kept = keptOf(question);
      const seen = kept?.said && !kept.was && question.answer();
      if (seen) return [question, seen];
    }
    return null;
  }
}

const keptOf = ({ name }) => progress.get(`predict:${name}`) ?? null;
