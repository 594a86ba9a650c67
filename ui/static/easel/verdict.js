// What the detective says of your painting: its belief, where that stands among others, and what it would have changed.

import { feedbackPicture } from "../arena/feedback.js";
import { h, setText } from "../kit/dom.js";
import { shared, t, woven } from "../kit/words.js";

const NINE = [t("top left"), t("top centre"), t("top right"), t("middle left"), t("middle centre"), t("middle right"), t("bottom left"), t("bottom centre"), t("bottom right")];

export class Verdict {
  constructor() {
    this.belief = h("b", { class: "ea-belief", "data-testid": "belief" }, "–");
    this.bar = h("i");
    this.rank = h("p", { "data-testid": "rank" }, "");
    this.clue = h("p", { "data-testid": "clue" }, "");
    this.map = h("canvas", { class: "ea-map", role: "img", "data-testid": "map", "aria-label": t("The detective’s map: not drawn yet") });
    this.element = h(
      "section",
      { class: "gd-card ea-verdict", "aria-label": t("The detective’s verdict") },
      h("h2", {}, t("The detective (discriminator) says")),
      h("p", { role: "status" }, ...woven(t("Real, as far as it can tell: {belief}"), { belief: this.belief })),
      h("div", { class: "gd-track", "aria-hidden": "true" }, this.bar),
      this.rank,
      this.clue,
      this.map,
      h("p", { class: "ea-small" }, t("Where it looks: the slope of its belief at each pixel. Green: lighter here, please; purple: darker. That map is all that a forger is ever told. This detective stands still while you paint; in the game it would learn from your fake next.")),
    );
  }

  show(frame, paper, { thing, things }) {
    const { score, beats_fakes: fakes, beats_reals: reals, clue } = frame.header;
    setText(this.belief, score > 0 && score < 0.005 ? t("under 1 %") : shared(score));
    this.bar.style.width = `${100 * score}%`;
    setText(this.rank, t("It believes in yours more than in {fakes:%} of its own forger’s {things}, and more than in {reals:%} of real ones.", { fakes, things, reals }));
    setText(this.clue, clue ? t("Measured on it: {clue}.", { clue: clue.words }) : t("Nothing that we measure tells it from a real {thing}.", { thing }));
    const picture = feedbackPicture(frame.section("feedback"), { image: paper, x: 0, y: 0 });
    Object.assign(this.map, { width: picture.width, height: picture.height });
    this.map.getContext("2d").drawImage(picture, 0, 0);
    this.map.setAttribute("aria-label", this.inWords(frame.section("feedback")));
  }

  // Where on the paper the map is strongest, in nine fields.
  inWords({ shape, values }) {
    const [height, width] = shape.slice(-2);
    const sums = Array(9).fill(0);
    values.forEach((value, i) => {
      const [y, x] = [Math.floor((i % (height * width)) / width), i % width];
      sums[3 * Math.floor((3 * y) / height) + Math.floor((3 * x) / width)] += value;
    });
    const at = sums.reduce((best, sum, k) => (Math.abs(sum) > Math.abs(sums[best]) ? k : best), 0);
    const place = NINE[at];
    return sums[at] > 0 ? t("The detective’s map: most of all it wants the {place} lighter", { place }) : t("The detective’s map: most of all it wants the {place} darker", { place });
  }
}
