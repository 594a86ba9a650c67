// The three stages, each with the picture of the moment it was reached.

import { h, setText } from "../kit/dom.js";
import { t } from "../kit/words.js";
import { release } from "../kit/frames.js";
import { STAGES } from "./words.js";

const THUMB = { width: 208, height: 112 }; // twice what is shown, for sharp screens

const ONCE = 0.5; // seconds that nobody would call a while
const FINE = 10; // seconds below which a tenth is told
const ASK_AGAIN = 1000; // between two questions for the picture of a stage

export class Stages {
  // `drawMoment(frame, context, width, height)` paints the moment.
  constructor({ session, drawMoment }) {
    Object.assign(this, { session, drawMoment });
    const onSeek = (step) => session.seek(step);
    this.items = Object.entries(STAGES).map(([stage, words]) => {
      const picture = h("canvas", { ...THUMB, "aria-hidden": "true" });
      const when = h("small", {}, t("not yet"));
      const right = h("small", { class: "gd-stage-right" });
      const button = h(
        "button",
        { type: "button", class: "gd-stage", disabled: true, title: t("{stage}: back to the moment it was reached", { stage: words.title }), "data-testid": `stage-${stage}` },
        picture,
        h("span", {}, h("b", {}, `${stage} · ${words.title}`), " ", right, h("span", {}, h("em", {}, words.verdict), " ", when)),
      );
      button.onclick = () => onSeek(this.reached[stage].step);
      return { stage: Number(stage), button, picture, when, right };
    });
    this.element = h("div", { class: "gd-stages", role: "group", "data-testid": "stages", "aria-label": t("The three stages: go back to one") }, ...this.items.map(({ button }) => button));
    this.clear();
  }

  clear() {
    this.reached = {};
    this.pictures = {};
    for (const { button, picture, when, right } of this.items) {
      button.disabled = true;
      setText(right, "");
      setText(when, t("not yet"));
      picture.getContext("2d").clearRect(0, 0, picture.width, picture.height);
    }
  }

  // What the detective's accuracy was when a stage was reached, as far as the curve knows it.
  right(step) {
    const point = this.session.points.find((candidate) => candidate[0] >= step) ?? null;
    return point ? t("{share:%} right", { share: point[1] }) : "";
  }

  draw(reached, current) {
    for (const { stage, step, seconds } of reached) {
      this.reached[stage] = { step, seconds };
      const item = this.items[stage - 1];
      item.button.disabled = false;
      setText(item.when, whenOf(stage, step, seconds));
      if (step > 0) setText(item.right, this.right(step)); // nobody is right before anybody has learnt
    }
    for (const { stage, button, when } of this.items) {
      button.toggleAttribute("data-current", stage === current);
      const lost = current && this.reached[stage] && stage > current;
      button.toggleAttribute("data-lost", Boolean(lost));
      if (lost) setText(when, t("lost again: back to it"));
    }
  }

  // A stage that was reached and has no picture yet.
  get missing() {
    const stage = Object.keys(this.reached).find((candidate) => !this.pictures[candidate]);
    return stage ? { stage, step: this.reached[stage].step } : null;
  }

  // The pictures are asked of the server: they are there for a page that comes later, too.
  paint({ header }, session) {
    this.current = header.members[0].stage;
    const now = performance.now();
    if (!this.missing || !session.live || now < this.askAgain) return;
    this.askAgain = now + ASK_AGAIN;
    session.source.send({ type: "stages" });
  }

  take(frame, session) {
    const { stage } = frame.header.shows;
    if (!session.vaultIsUp || this.pictures[stage]) return false;
    const { picture } = this.items[stage - 1];
    this.drawMoment(frame, picture.getContext("2d"), picture.width, picture.height);
    this.pictures[stage] = picture.toDataURL("image/png");
    session.memory.keepPictures(session.run, this.pictures);
    release(frame);
    return true;
  }

  heard(message, session) {
    if (message.type === "opened") this.restore(session.memory.pictures(session.run));
  }

  record(session) {
    this.draw(session.reached, this.current);
  }

  again(session) {
    session.memory.keepPictures(session.run, {});
  }

  forget() {
    this.askAgain = 0;
    this.current = null;
    this.clear();
  }

  go(stage) {
    if (this.reached[stage]) this.session.seek(this.reached[stage].step);
  }

  restore(pictures) {
    for (const [stage, address] of Object.entries(pictures)) {
      const image = new Image();
      image.onload = () => this.items[stage - 1].picture.getContext("2d").drawImage(image, 0, 0);
      image.src = address;
      this.pictures[stage] = address;
    }
  }
}

// Round and seconds of training, as exact as they are worth.
function whenOf(stage, step, seconds) {
  if (stage === 1 && step === 0) return t("the start");
  if (seconds < ONCE) return t("round {round:,}, at once", { round: step });
  return seconds < FINE ? t("round {round:,}, {seconds:.1f} s", { round: step, seconds }) : t("round {round:,}, {seconds:,} s", { round: step, seconds });
}
