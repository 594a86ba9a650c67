// The detective's desk: the meter, the stamp, the verdict and the two accuracies.

import { h, percent, setText } from "../kit/dom.js";
import { t, woven } from "../kit/words.js";
import { term } from "../kit/term.js";
import { OUTCOMES, STAMPS, TRUTHS, UNTAUGHT, VERDICTS, verdictOfScore } from "./words.js";

const span = (text) => h("span", {}, text);
const STAMPED = new Set(["stamp", "detective", "feedback", "forger"]);

const LESSONS = 150; // of the engine's own quick referee

export class Desk {
  constructor() {
    this.note = h("canvas", { class: "gd-note-picture", "aria-hidden": "true" });
    this.overlay = h("canvas", { class: "gd-note-overlay", "aria-hidden": "true" });
    this.stamp = h("div", { class: "gd-stamp", "aria-hidden": "true" });
    this.truth = h("p", { class: "gd-truth" }, "");
    this.card = h("div", { class: "gd-note" }, this.note, this.overlay, this.truth, this.stamp);
    this.needle = h("i");
    this.meter = h("div", { class: "gd-meter", role: "meter", "aria-label": t("The detective’s score for this one: 0 is surely fake, 100 surely real"), "aria-valuemin": 0, "aria-valuemax": 100 }, this.needle);
    this.verdict = h("p", { class: "gd-verdict", "data-testid": "verdict" }, "");
    this.accuracy = h("b", {});
    this.referee = h("b", {});
    this.caption = h("small");
    this.asked = h("small");
    this.element = h(
      "section",
      { class: "gd-desk", "data-testid": "desk", "aria-label": t("The detective’s desk") },
      h("h2", {}, t("The detective’s desk"), " ", h("small", {}, term("discriminator", t("discriminator")))),
      h(
        "div",
        { class: "gd-exam" },
        this.card,
        this.meter,
        h("p", { class: "gd-ends" }, h("span", {}, t("✕ surely fake")), h("span", {}, t("surely real ●"))),
      ),
      h(
        "div",
        { class: "gd-judgement" },
        this.verdict,
        h(
          "div",
          { class: "gd-numbers" },
          (this.first = h("p", { class: "gd-big" }, ...woven(t("{n} % right"), { n: this.accuracy }, span), this.caption)),
          (this.second = h("p", { class: "gd-second" }, ...woven(t("{n} %"), { n: this.referee }, span), this.asked)),
        ),
      ),
    );
  }

  prepare(things) {
    this.things = things;
    this.captions({});
  }

  clear() {
    this.number(this.first, this.accuracy, null);
    this.number(this.second, this.referee, null);
    setText(this.verdict, "");
    this.stamp.dataset.verdict = "";
    this.item = null;
  }

  // `told` is the header of the sentence above: accuracy and verdict are of the same measurement.
  show({ phase, source, status, close }, member, { verdict, members: [measured] }) {
    const beat = phase !== "round";
    const still = beat || close || (status === "paused" && source === "live"); // one note by itself: the stamp is this note's
    const calm = still || source === "history"; // one picture at a time: show exactly what it says
    const { score = null, score_after: after = null, real = false, index } = member.desk ?? {};
    if (score !== null) this.showMeter(after ?? score, calm || this.item !== `${real} ${index}`);
    this.item = `${real} ${index}`;
    const stamped = score !== null && (beat ? STAMPED.has(phase) : still || verdict !== null);
    const own = verdictOfScore(this.mean); // the side on which the needle is seen
    this.showStamp(stamped ? own : "");
    this.showTruth(real, score !== null && (stamped || !beat));
    setText(this.verdict, measured.d_accuracy === null ? "" : this.words({ still, stamped, real, own, verdict }));
    this.number(this.first, this.accuracy, measured.d_accuracy);
    this.number(this.second, this.referee, measured.referee);
    this.captions(measured);
  }

  // At full speed what it says of the forger's work on the whole, with a fake on the desk.
  words({ still, stamped, real, own, verdict }) {
    if (!still && verdict === null) return UNTAUGHT;
    if (!still && !real) return VERDICTS[verdict];
    return stamped ? OUTCOMES[real ? "real" : "fake"][own] : t("Hmm…");
  }

  captions({ fooled = null, referee_step: step = null, referee_lessons: lessons = LESSONS }) {
    const { things } = this;
    setText(this.caption, fooled === null ? t("on {things} it never saw; 50 % is guessing", { things }) : t("on {things} it never saw; {share:%} of the fakes get past it; 50 % is guessing", { things, share: fooled }));
    setText(this.asked, step === null ? t("a quick referee: {lessons} lessons, from zero", { lessons }) : t("a quick referee: {lessons} lessons, from zero, at round {round:,}", { lessons, round: step }));
  }

  // A number's place is kept free until it is there.
  number(place, text, share) {
    place.toggleAttribute("data-empty", share === null);
    setText(text, share === null ? "" : percent(share));
  }

  // What the visitor knows and the detective does not; in slow motion only after the stamp.
  showTruth(real, shown) {
    this.truth.dataset.truth = shown ? (real ? "real" : "fake") : "";
    setText(this.truth, shown ? TRUTHS[real ? "real" : "fake"] : "");
  }

  // At full speed the needle follows a running mean of one note's scores; another note has the needle at once.
  showMeter(score, afresh) {
    this.mean = afresh ? score : this.mean + 0.12 * (score - this.mean);
    this.needle.style.left = `${(100 * this.mean).toFixed(1)}%`;
    this.meter.setAttribute("aria-valuenow", percent(this.mean));
  }

  showStamp(verdict) {
    if (verdict === this.stamp.dataset.verdict) return;
    this.stamp.dataset.verdict = verdict;
    if (verdict) setText(this.stamp, STAMPS[verdict]);
  }
}
