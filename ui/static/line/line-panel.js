// The line, large: p_data and p_g, the detective's belief over them, and the way of each dice roll z below.

import { Line, heaps } from "../arena/line.js";
import { partsOf, placeOnLine } from "../arena/line-view.js";
import { pickPoints, withKeys } from "../arena/pick-points.js";
import { h, setText } from "../kit/dom.js";
import { t } from "../kit/words.js";

const INVITATION = t("Click near a curve, and a number of it goes onto the detective’s desk.");

export class LinePanel {
  // `onExamine(index, real)` lays a number on the desk.
  constructor({ onExamine }) {
    this.canvas = h("canvas", { class: "ln-picture", role: "img", "aria-label": t("The line: not drawn yet") });
    this.line = new Line(this.canvas);
    pickPoints(this.canvas, { nearest: (x, y) => this.shown && this.line.nearest(this.shown, x, y), onPick: ({ index, real }) => onExamine(index, real) });
    this.desk = h("p", { class: "gd-legend", "data-testid": "on-desk" }, INVITATION);
    const key = (kind, words) => h("span", { class: `ln-key-${kind}` }, words);
    this.element = h(
      "section",
      { class: "gd-card ln-line", "aria-label": t("The line") },
      h("p", { class: "gd-legend" }, key("real", t("p_data: where real numbers lie")), key("fake", t("p_g: where the forger’s lie")), key("belief", t("D(x): how sure the detective is that a number here is real")), key("back", t("feedback: move this way"))),
      this.canvas,
      h("p", { class: "gd-legend" }, t("Below: the forger takes a dice roll z, and each line shows where on the axis it puts it.")),
      this.desk,
    );
  }

  hang(vault) {
    this.line.setReals(vault.section("reals"), vault.header.extent, vault.section("density"));
  }

  paint(frame) {
    const parts = partsOf(frame, 0);
    this.arrows = parts.arrows ?? (frame.header.source === "live" ? this.arrows : null);
    this.shown = parts;
    const { desk } = frame.header.members[0];
    const onDesk = frame.header.phase === "round" && !desk?.laid ? null : placeOnLine(desk, parts.fakes);
    this.line.draw({ ...parts, arrows: this.arrows }, { onDesk });
    this.tell(desk, onDesk);
    this.describe(parts);
  }

  // What the detective thinks of the number that a visitor laid on the desk.
  tell(desk, place) {
    if (!desk?.laid || place === null) return setText(this.desk, INVITATION);
    const told = { place: place * this.line.extent, score: desk.score };
    setText(this.desk, desk.real ? t("On the desk: {place:.2f}, a real one. The detective is {score:%} sure that it is real.", told) : t("On the desk: {place:.2f}, a fake. The detective is {score:%} sure that it is real.", told));
  }

  // The same in words: how much of each curve lies under the other, and where the detective is surest.
  describe({ fakes, heat }) {
    const made = heaps(fakes, this.line.extent);
    const real = made.map((_, i) => this.line.density[Math.floor(((i + 0.5) / made.length) * this.line.density.length)]);
    const width = (2 * this.line.extent) / made.length;
    const common = made.reduce((sum, share, i) => sum + Math.min(share, real[i]) * width, 0);
    const sure = (better) => {
      const at = heat.values.reduce((best, value, i) => (better(value, heat.values[best]) ? i : best), 0);
      return ((2 * at) / (heat.values.length - 1) - 1) * this.line.extent;
    };
    const words = t("{share:%} of the forger’s numbers lie where the real ones do; the detective believes most in {most:.1f} and least in {least:.1f}.", { share: common, most: sure((a, b) => a > b), least: sure((a, b) => a < b) });
    this.canvas.setAttribute("aria-label", withKeys(words.replace(/\.$/, "")));
  }
}
