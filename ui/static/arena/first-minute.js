// The first visit: one fake and a question, one turn of each, what passes between them; then they play, slowly at first.
// It is shown once, on the page's own commands, and every step of it can be skipped.

import { h } from "../kit/dom.js";
import { progress } from "../kit/progress.js";
import { FULL_SPEED } from "../kit/speed.js";
import { t } from "../kit/words.js";

const KEPT = "first-minute";
const SLOWLY = 53; // on the slider: about twelve rounds a second

export class FirstMinute {
  constructor(session, { onDone }) {
    Object.assign(this, { session, onDone, step: null });
    this.element = h("section", { class: "gd-first", "aria-label": t("Your first minute"), "data-testid": "first-minute", hidden: true });
  }

  // Whether it is this visitor's first time, on a page where one can play.
  wanted({ embedded, projector, view, watch, start }) {
    return !(embedded || projector || view || watch || start === "play" || progress.get(KEPT));
  }

  heard({ type, resumed, run }, session) {
    if (type !== "opened" || this.step !== null) return;
    const kept = progress.get(KEPT);
    if (resumed && !session.spectator && kept?.run === run) this.begin(kept.at); // the page was loaded again midway
    else if (resumed || session.spectator || !this.wanted(session.data)) this.leave(false);
    else this.begin("ask");
  }

  begin(at) {
    Object.assign(this, { at, step: "waiting" });
    this.keep(at); // never twice, wherever one leaves it
    this.session.source.send({ type: "pause" });
    this.session.root.dataset.first = at;
  }

  keep(at) {
    progress.set(KEPT, { run: this.session.run, at });
  }

  paint({ header }, session) {
    if (this.step === "waiting" && header.status === "paused" && header.members[0].desk) this.ask(header.members[0].desk);
    else if (this.step === "detective" && header.phase === "detective") this.go("feedback");
    else if (this.step === "forger" && header.phase === "forger") this.go("play");
    else if (this.step === "slow" && (session.reached.length > 1 || session.position !== SLOWLY)) this.fast();
  }

  // ---- the steps ------------------------------------------------------------------------------------------------

  go(step) {
    this.step = step;
    this.keep(step);
    this.session.root.dataset.first = step;
    this.lay(...STEPS[step](this, this.session.vault.header.vocabulary));
  }

  lay(words, ...buttons) {
    const skip = h("button", { type: "button", class: "gd-small", "data-testid": "first-skip", onclick: () => this.skip() }, t("Skip"));
    this.element.replaceChildren(h("p", { role: "status" }, words), h("div", { class: "gd-answers" }, ...buttons, skip));
    this.element.hidden = false;
    buttons[0].focus({ preventScroll: true });
  }

  button(name, words, onclick) {
    return h("button", { type: "button", "data-testid": `first-${name}`, onclick }, words);
  }

  // The first one is a fake.
  ask({ real }) {
    if (real) this.session.source.send({ type: "examine", index: 0 });
    else this.go(this.at);
  }

  turn(who) {
    this.step = who;
    this.session.step(who);
  }

  play() {
    this.step = "slow";
    this.away();
    this.session.setSpeed(SLOWLY);
    this.session.source.send({ type: "play" });
  }

  // Stage 2 is reached, or the visitor chose a speed: then that one stays.
  fast() {
    this.step = "done";
    if (this.session.position === SLOWLY) this.session.setSpeed(FULL_SPEED);
  }

  skip() {
    this.leave(true);
    this.session.source.send({ type: "play" });
  }

  leave(shown) {
    this.step = "done";
    if (shown) this.away();
    else this.onDone();
  }

  away() {
    progress.set(KEPT, true);
    this.element.hidden = true;
    delete this.session.root.dataset.first;
    this.onDone();
  }

  // Another run was opened meanwhile: it plays as always.
  forget() {
    if (this.step !== null && this.step !== "done") this.leave(true);
  }
}

const STEPS = {
  ask: (first, { thing }) => [t("A {thing} lies on the detective’s desk. Is it real, or a fake?", { thing }), first.button("fake", t("✕ Fake"), () => first.go("told")), first.button("real", t("● Real"), () => first.go("told"))],
  told: (first, { thing }) => [t("It is a fake. A forger that has hardly learnt yet, the generator, rolled dice z and made a {thing} of them. Now the detective, the discriminator, learns.", { thing }), first.button("detective", t("Detective’s turn"), () => first.turn("detective"))],
  detective: () => ["…"],
  feedback: (first, { thing, things }) => [t("It saw real {things} and fakes, each by its true name, and learnt a little. Only its feedback goes back: the forger never sees a real {thing}.", { thing, things }), first.button("forger", t("Forger’s turn"), () => first.turn("forger"))],
  play: (first) => [t("The forger changed a little, along the feedback. That was one round. Now again and again, slowly at first:"), first.button("play", t("▶ Play"), () => first.play())],
};
