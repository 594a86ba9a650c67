// Your desk: one note, two stamps, and at once the truth with the clue on the note itself.

import { h, setText, sized, still } from "../kit/dom.js";
import { t } from "../kit/words.js";

const SWIPE = 60; // px sideways that mean it
const LEAN = 0.06; // degrees per px

export class Desk {
  constructor({ onStamp, onNext }) {
    Object.assign(this, { onStamp, onNext, note: null, judged: false });
    this.canvas = h("canvas", { class: "de-picture", role: "img", "aria-label": t("The note on your desk"), "data-testid": "note" });
    this.ring = h("canvas", { class: "de-ring", "aria-hidden": "true" });
    this.stamp = h("div", { class: "gd-stamp", "aria-hidden": "true" });
    this.card = h("div", { class: "de-card" }, this.canvas, this.ring, this.stamp);
    this.truth = h("p", { class: "de-truth", role: "status", "data-testid": "truth" }, "");
    const button = (name, words, key, className, run, shown = key) =>
      h("button", { type: "button", class: className, "data-testid": name, title: shown, "aria-keyshortcuts": key, onclick: run }, words);
    this.fake = button("stamp-fake", t("✕ FAKE"), "F", "de-fake", () => this.onStamp(false));
    this.real = button("stamp-real", t("● REAL"), "R", "de-real", () => this.onStamp(true));
    this.next = button("next", t("Next note"), "Space", "de-next", () => this.onNext(), t("Space"));
    this.buttons = h("div", { class: "de-buttons", role: "group", "aria-label": t("Your verdict") }, this.fake, this.real, this.next);
    this.element = h("section", { class: "de-desk", "aria-label": t("Your desk") }, this.card, this.buttons, this.truth);
    this.listen();
    this.lay(null);
  }

  // `note` is {atlas, index, real, machine, clue} or null.
  lay(note) {
    Object.assign(this, { note, judged: false });
    this.stamp.dataset.verdict = "";
    setText(this.truth, "");
    this.element.toggleAttribute("data-judged", false);
    this.fake.disabled = this.real.disabled = !note;
    this.next.hidden = true;
    this.fake.hidden = this.real.hidden = false;
    this.card.style.transform = "";
    if (!note) return;
    const clue = note.clue?.words ?? t("nothing unusual");
    this.canvas.setAttribute("aria-label", t("A {thing} to judge. Measured on it: {clue}.", { thing: note.thing, clue }));
    this.draw();
  }

  draw() {
    if (!this.note) return;
    const { atlas, index } = this.note;
    const { width, height, cols, image } = atlas;
    this.card.style.aspectRatio = `${width} / ${height}`;
    if (this.canvas.width !== width || this.canvas.height !== height) Object.assign(this.canvas, { width, height });
    this.canvas.getContext("2d").drawImage(image, (index % cols) * width, Math.floor(index / cols) * height, width, height, 0, 0, width, height);
    this.drawRing();
  }

  drawRing() {
    const context = sized(this.ring);
    if (!context) return;
    const [wide, tall] = [this.ring.clientWidth, this.ring.clientHeight];
    context.clearRect(0, 0, wide, tall);
    if (!this.judged || !this.note.clue) return;
    const unit = wide / this.note.atlas.width;
    for (const [width, colour] of [[6, "#fff"], [3, "#000"]]) {
      Object.assign(context, { lineWidth: width, strokeStyle: colour });
      for (const [top, left, high, broad] of this.note.clue.boxes) {
        context.beginPath();
        context.roundRect(left * unit + 2, top * unit + 2, broad * unit - 4, high * unit - 4, 6);
        context.stroke();
      }
    }
  }

  // The truth, at once.
  judge(saidReal) {
    const { real, clue, machine, thing } = this.note;
    this.judged = true;
    this.element.toggleAttribute("data-judged", true);
    this.element.dataset.right = String(saidReal === real);
    this.stamp.dataset.verdict = real ? "real" : "fake";
    setText(this.stamp, real ? t("REAL") : t("FAKE!"));
    const told = { what: whatItIs(real, thing, clue?.words), machine: ofTheMachine(machine > 0.5 === real, saidReal === real) };
    setText(this.truth, saidReal === real ? t("Right: {what}. {machine}.", told) : t("Wrong: {what}. {machine}.", told));
    this.fake.hidden = this.real.hidden = true;
    this.next.hidden = false;
    this.next.focus({ preventScroll: true });
    this.drawRing();
  }

  // A swipe to the left says fake, one to the right real; afterwards either brings the next note.
  listen() {
    const { card } = this;
    let from = null;
    const move = (event) => from !== null && !still.please && (card.style.transform = `translateX(${event.clientX - from}px) rotate(${LEAN * (event.clientX - from)}deg)`);
    const end = (event) => {
      if (from === null) return;
      const by = event.clientX - from;
      from = null;
      card.style.transform = "";
      if (Math.abs(by) < SWIPE || !this.note || event.type === "pointercancel") return;
      if (this.judged) this.onNext();
      else this.onStamp(by > 0);
    };
    card.addEventListener("pointerdown", (event) => {
      from = event.clientX;
      card.setPointerCapture(event.pointerId);
    });
    card.addEventListener("pointermove", move);
    card.addEventListener("pointerup", end);
    card.addEventListener("pointercancel", end);
  }
}

function whatItIs(real, thing, clue) {
  if (real) return clue ? t("this {thing} is real, though unusual: {clue}", { thing, clue }) : t("this {thing} is real", { thing });
  return clue ? t("this {thing} is a fake: {clue}", { thing, clue }) : t("this {thing} is a fake; nothing that we measure gives it away", { thing });
}

function ofTheMachine(right, too) {
  if (!right) return t("The machine was wrong here");
  return too ? t("The machine was right too") : t("The machine was right");
}
