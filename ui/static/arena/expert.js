// The expert: a judge who learns for as long as it helps. How often it is right, where it looks, what gives fakes away.

import { h, percent, setText } from "../kit/dom.js";
import { term } from "../kit/term.js";
import { t, woven } from "../kit/words.js";

const WARM = [230, 159, 0]; // where it looks

export class Expert {
  constructor() {
    this.picture = h("canvas", { class: "gd-looks", role: "img", "aria-label": t("Where the expert looks: nowhere yet") });
    this.number = h("b", { "data-testid": "expert" });
    this.band = h("small");
    this.words = h("p", { class: "gd-expert-words" });
    this.bar = h("i");
    this.studies = h("div", { class: "gd-studies", role: "progressbar", "aria-label": t("How far the next expert has studied"), "aria-valuemin": 0, "aria-valuemax": 100 }, this.bar);
    this.element = h(
      "section",
      { class: "gd-card gd-expert", "aria-label": t("The expert") },
      this.picture,
      h("div", { class: "gd-expert-number" }, h("h3", {}, term("expert", t("The expert"))), h("p", {}, ...woven(t("{n} % right"), { n: this.number }, (text) => h("span", {}, text))), this.band),
      h("div", { class: "gd-expert-side" }, this.words, this.studies),
    );
  }

  prepare({ vocabulary: { things }, kind }) {
    this.things = things;
    this.element.toggleAttribute("data-pictures", kind === "image");
    this.forget();
  }

  paint(frame) {
    const { expert, source } = frame.header;
    if (!expert || source === "history") return;
    this.showStudies(expert.progress);
    if (expert.step === null || expert.step === this.step) return;
    this.step = expert.step;
    setText(this.number, percent(expert.accuracy));
    setText(this.band, t("of round {round}; a perfect forger: 50 ± {band:.1f} %", { round: expert.step, band: 100 * expert.band }));
    setText(this.words, this.sentence(expert));
    const looks = frame.section("looks");
    if (looks) this.drawLooks(looks, frame.section("wall"), expert.looks_at);
  }

  sentence({ accuracy, band, lessons, giveaway, alone, looks_at: place }) {
    if (accuracy <= 0.5 + band) return t("After {lessons} lessons on {things} of its own it cannot tell fakes from real ones.", { lessons, things: this.things });
    const why = giveaway ? t("Most of all, {giveaway}: who looks at nothing else is right {share:%} of the time.", { giveaway, share: alone }) : t("No single measure of ours gives them away.");
    const where = place ? [t("It looks most at {place}.", { place })] : [];
    return [t("After {lessons} lessons, until it improved no more.", { lessons }), why, ...where].join(" ");
  }

  showStudies(progress) {
    this.studies.toggleAttribute("data-idle", progress === null);
    const done = percent(progress ?? 0);
    if (done === this.done) return;
    this.done = done;
    this.bar.style.width = `${done}%`;
    this.studies.setAttribute("aria-valuenow", done);
  }

  // A fake of the wall in grey, and over it where a small change moves the verdict most.
  drawLooks({ shape: [height, width], values }, wall, place) {
    Object.assign(this.picture, { width, height });
    const context = this.picture.getContext("2d");
    context.drawImage(wall.image, 0, 0, width, height, 0, 0, width, height);
    const picture = context.getImageData(0, 0, width, height);
    for (let i = 0; i < width * height; i++) {
      const at = 4 * i;
      const grey = 110 + 0.5 * (0.3 * picture.data[at] + 0.59 * picture.data[at + 1] + 0.11 * picture.data[at + 2]);
      const strength = values[i] / 255;
      for (let c = 0; c < 3; c++) picture.data[at + c] = grey + (WARM[c] - grey) * strength;
    }
    context.putImageData(picture, 0, 0);
    this.picture.setAttribute("aria-label", place ? t("Where the expert looks: most of all at {place}", { place }) : t("Where the expert looks: most of all at no one place"));
  }

  forget() {
    this.step = null;
    setText(this.number, "–");
    setText(this.band, t("a perfect forger: 50 %"));
    setText(this.words, t("Another judge studies real {things} and fakes until it improves no more. It takes a while.", { things: this.things }));
    this.picture.getContext("2d").clearRect(0, 0, this.picture.width, this.picture.height);
  }
}
