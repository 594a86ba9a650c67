// The score: which share of your points passes, round by round, beside the share of real ones that does.

import { TimeChart } from "../kit/chart.js";
import { h } from "../kit/dom.js";
import { t } from "../kit/words.js";

const FINER = 10; // moves of the machine that count as one round by hand

export class Passing {
  constructor() {
    this.canvas = h("canvas", { class: "fo-chart", role: "img", "aria-label": t("Nothing handed in yet") });
    this.chart = new TimeChart(this.canvas, { inset: { left: 48, right: 16, top: 14, bottom: 20 } });
    const key = (name, words) => h("span", { class: `fo-key-${name}` }, words);
    this.element = h("section", { class: "gd-card fo-passing", "aria-label": t("How many pass") }, h("h2", {}, t("How many pass?")), h("p", { class: "gd-legend" }, key("yours", t("your points")), key("real", t("real points (held back from training)"))), this.canvas);
    this.forget();
  }

  forget() {
    this.points = [];
  }

  // A round by hand, or some moves of the machine.
  take({ round, moves, scores, reals_pass: reals }) {
    const at = round + moves / FINER;
    const share = scores.filter((score) => score > 0.5).length / scores.length;
    if (this.points.at(-1)?.at === at) this.points.pop();
    this.points.push({ at, share, reals });
    this.draw();
  }

  draw() {
    const { chart, points } = this;
    if (!points.length || !chart.begin({ first: 0, last: Math.max(10, points.at(-1).at) })) return;
    chart.levels([1, 0.5, 0]);
    chart.line(points.map(({ at, reals }) => [at, reals]), chart.colours.real, [6, 4], 1.6);
    chart.line(points.map(({ at, share }) => [at, share]), chart.colours.fake, [], 2.4);
    if (points.length < 40) chart.diamonds(points.map(({ at, share }) => [at, share]), chart.colours.fake, 40);
    const last = points.at(-1);
    this.canvas.setAttribute("aria-label", t("After {rounds:.1f} rounds {share:%} of your points pass, and {reals:%} of real ones.", { rounds: last.at, share: last.share, reals: last.reals }));
  }
}
