// The three pictures of the same points: each kind described, only the border, and no labels at all.

import { Field } from "../kit/field.js";
import { h, setText } from "../kit/dom.js";
import { term } from "../kit/term.js";
import { t } from "../kit/words.js";

export const EXTENT = 3;
export const CELLS = 48;

const highest = (values) => values.reduce((best, value) => Math.max(best, value), 1e-9);

// What all have: a canvas with a text twin, and a sentence below.
export class Picture {
  constructor({ name, title, entry, about, cloud, paint, describe, extra = [], size = 4.5 }) {
    this.canvas = h("canvas", { class: "mo-picture", tabindex: cloud ? 0 : null, role: cloud ? "application" : "img", "data-testid": name, "aria-label": title });
    this.field = new Field(this.canvas, EXTENT);
    this.words = h("p", { class: "mo-words", "data-testid": `${name}-words` }, "");
    this.element = h("section", { class: "gd-card mo-card", "aria-label": title }, h("h2", {}, term(entry, title)), h("p", { class: "mo-about" }, about), this.canvas, this.words, ...extra);
    Object.assign(this, { cloud, paint, describe, title, size });
    cloud?.handle(this.field);
  }

  draw(answer, cloud) {
    if (!answer || !this.field.begin()) return;
    this.paint(this.field, answer, cloud);
    const words = this.describe(answer, cloud);
    setText(this.words, words);
    this.canvas.setAttribute("aria-label", `${this.title}. ${words}${this.cloud ? ` ${cloud.words}` : ""}`);
  }
}

const dots = (field, { points, kinds, chosen }, labelled = true) => {
  const size = points.length > 120 ? 3 : 4.5;
  points.forEach((point, i) => field.point(point, labelled ? kinds[i] : null, { size }));
  if (labelled && document.activeElement === field.canvas && points[chosen]) field.ring(points[chosen], 10);
};

export function generative(cloud, button) {
  return new Picture({
    name: "generative",
    entry: "generative_model",
    title: t("Generative: p(x, y)"),
    about: t("It describes each kind by a bell: where its points lie, how widely, how many. So it can draw new ones."),
    cloud,
    extra: [button],
    paint(field, { section }) {
      const { values } = section("joint");
      const most = highest(values);
      for (const k of [0, 1]) field.paint(field.kinds[k], (i) => 0.75 * (values[k * CELLS * CELLS + i] / most), CELLS);
      field.contour(section("generative").values, 0.5, CELLS, { width: 2, dash: [6, 5] });
      dots(field, cloud);
      const [drawn, kinds] = [section("drawn").values, section("drawn_kinds").values];
      if (cloud.drawing) kinds.forEach((kind, i) => field.point(drawn.subarray(2 * i, 2 * i + 2), kind, { hollow: true }));
    },
    describe({ header, section }) {
      const [[dx, dy], [sx, sy]] = header.bells.means;
      const bells = t("Discs around {dx:.1f}, {dy:.1f}, {share:%} of all; squares around {sx:.1f}, {sy:.1f}.", { dx, dy, sx, sy, share: header.bells.shares[0] });
      const drew = cloud.drawing ? [t("The {count} hollow ones are new: it drew them.", { count: section("drawn_kinds").values.length })] : [];
      return [bells, ...drew, wrongly(header, 0)].join(" ");
    },
  });
}

export function discriminative(cloud) {
  return new Picture({
    name: "discriminative",
    entry: "discriminative_model",
    title: t("Discriminative: p(y | x)"),
    about: t("It knows how sure to be at each place, and so where the border runs. What a point looks like it never learnt: it can draw none."),
    cloud,
    paint(field, { section }) {
      const { values } = section("discriminative");
      field.paint(field.kinds[0], (i) => 0.6 * Math.max(0, 1 - 2 * values[i]), CELLS);
      field.paint(field.kinds[1], (i) => 0.6 * Math.max(0, 2 * values[i] - 1), CELLS);
      field.contour(values, 0.5, CELLS);
      dots(field, cloud);
    },
    describe({ header, section }) {
      const square = section("discriminative").values.filter((value) => value > 0.5).length / CELLS ** 2;
      return `${t("It calls {share:%} of the square’s area “square”.", { share: square })} ${wrongly(header, 1)}`;
    },
  });
}

export function unlabelled(cloud) {
  return new Picture({
    name: "unlabelled",
    entry: "distribution",
    title: t("No labels: p(x)"),
    about: t("Take the labels away and there is no border to learn. What is left is where points lie at all: p(x)."),
    paint(field, { section }) {
      const density = p(section("joint").values);
      const most = highest(density);
      field.paint(field.colours.real, (i) => 0.6 * (density[i] / most), CELLS);
      for (const level of [0.1, 0.4, 0.7]) field.contour(density, level * most, CELLS, { width: 1.2, colour: field.colours.real });
      dots(field, cloud, false);
    },
    describe: () => t("That is what a GAN learns. It never writes p(x) down, as here; its forger learns to draw from it, and nothing else."),
  });
}

const p = (joint) => Float32Array.from({ length: CELLS * CELLS }, (_, i) => joint[i] + joint[CELLS * CELLS + i]);
const wrongly = ({ tested, wrong }, k) => t("Of {tested} points that it never saw it gets {wrong:.1%} wrong.", { tested, wrong: wrong[k] });
