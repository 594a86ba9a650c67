// You are the detective: notes one by one, the truth at once, the score beside the machine's.

import { Desk } from "../detective/desk.js";
import { Guesses } from "../detective/guesses.js";
import { LOT, Sitting } from "../detective/round.js";
import { School } from "../detective/school.js";
import { Score } from "../detective/score.js";
import { h, setText } from "../kit/dom.js";
import { release } from "../kit/frames.js";
import { NAMES, ThreeStages } from "../kit/three-stages.js";
import { capital, t } from "../kit/words.js";

const PART = "detective";
const ASK_AGAIN = 1500; // ms

class Case {
  constructor(session) {
    this.session = session;
    this.sitting = new Sitting();
    this.ready = [];
    this.guesses = new Guesses(this.sitting);
    this.desk = new Desk({ onStamp: (real) => this.stamp(real), onNext: () => this.next() });
    this.score = new Score();
    this.stages = new ThreeStages({ label: t("The forger (generator) whose notes are among them"), onChoose: (stage) => this.choose(stage) });
    this.school = new School({ onTeach: () => this.teach() });
    this.line = h("p", { class: "gd-sentence de-line", "data-testid": "line" }, t("The first forger is at work…"));
  }

  prepare({ vocabulary }, session) {
    this.thing = vocabulary.thing;
    this.sitting.begin((session.shown ?? session.wanted)[0]);
    this.guesses.begin(vocabulary.things);
    this.deal();
  }

  note({ step, parts }) {
    const told = parts[PART];
    if (!told) return;
    Object.assign(this, { ready: told.ready, rounds: told.rounds, step });
    if (!this.ready.includes(this.sitting.stage) && this.ready.length) this.sitting.stage = Math.max(...this.ready);
    this.show();
    this.deal();
  }

  // Ask for the lot that is to be judged, once it can be had.
  deal() {
    const { stage, lot, note, full } = this.sitting;
    const now = performance.now();
    if (note || full || this.session.spectator || !this.ready.includes(stage) || now < (this.askAgain ?? 0)) return;
    this.askAgain = now + ASK_AGAIN;
    this.session.source.send({ type: "deal", stage, lot, count: LOT });
  }

  take(frame) {
    const { part, what } = frame.header;
    if (part !== PART) return false;
    if (what === "deal" && frame.header.notes.length) this.dealt(frame);
    else if (what === "schooling") this.school.going(frame.header.done);
    else if (what === "schooled") this.taught(frame);
    else return false;
    return true;
  }

  dealt(frame) {
    this.askAgain = 0;
    release(this.sitting.lots[frame.header.stage]);
    this.sitting.take(frame);
    if (!this.desk.note) this.next();
    this.show();
  }

  // ---- what the visitor does ------------------------------------------------------------------------------------

  stamp(saidReal) {
    const { desk, sitting } = this;
    if (!desk.note || desk.judged) return;
    sitting.stamp(desk.note, saidReal);
    desk.judge(saidReal);
    this.show();
  }

  next() {
    if (this.desk.judged && this.sitting.full) this.sitting.nextLot();
    const { note } = this.sitting;
    this.desk.lay(note && { ...note, thing: this.thing });
    if (!note) this.deal();
    this.show();
  }

  choose(stage) {
    this.sitting.choose(stage);
    this.askAgain = 0;
    this.next();
  }

  teach() {
    const { stage, lot, stamps } = this.sitting;
    this.busy = true;
    this.school.begun();
    this.session.source.send({ type: "verdicts", stage, lot, stamps });
    this.show();
  }

  heard({ type }) {
    if (type !== "error") return;
    this.busy = false;
    this.show();
  }

  taught(frame) {
    this.busy = false;
    this.school.done(frame);
    this.show();
  }

  // ---- what is shown --------------------------------------------------------------------------------------------

  show() {
    const { sitting, desk, ready, rounds, step } = this;
    if (!sitting.tallies) return;
    if (rounds) this.stages.show({ ready, rounds, step, chosen: sitting.stage });
    this.score.show(sitting.tallies, sitting.stage);
    if (desk.note && !this.session.spectator) this.guesses.look();
    this.school.show({ stamped: sitting.stamps.length, busy: this.busy });
    const at = Math.min(LOT, sitting.stamps.length + (desk.judged ? 0 : 1));
    setText(this.line, desk.note ? t("{thing} {at} of {lot}: real, or a fake by {whom}?", { thing: capital(this.thing), at, lot: LOT, whom: NAMES[sitting.stage] }) : t("The forger is at work…"));
    Object.assign(this.session.root.dataset, { ready: ready.join(""), stamped: sitting.stamps.length, judged: String(desk.judged) });
  }

  relayout() {
    this.desk.draw();
    this.school.relayout();
  }

  forget() {
    this.ready = [];
    this.busy = false;
    this.desk.lay(null);
    this.school.forget();
  }

  again(session) {
    this.prepare({ vocabulary: session.data.vocabulary }, session);
  }
}

export default function detective({ session, figures }) {
  const game = new Case(session);
  const { desk, score, stages, school, guesses } = game;
  const action = (name, keys, shown, words, run) => ({ name, keys, shown, words, run });
  return {
    panels: [game],
    rows: [
      h("div", { class: "gd-top" }, game.line, figures),
      h("div", { class: "de-room" }, h("div", { class: "de-left" }, stages.element, guesses.element, desk.element), score.element),
      school.element,
    ],
    actions: [
      action("stamp-fake", ["f", "ArrowLeft"], t("F or ←"), t("fake"), () => game.stamp(false)),
      action("stamp-real", ["r", "ArrowRight"], t("R or →"), t("real"), () => game.stamp(true)),
      action("next", [" ", "n"], t("Space"), t("next note"), () => desk.judged && game.next()),
    ],
  };
}
