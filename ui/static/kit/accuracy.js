// The accuracy over the run, for one detective or several, against the line of guessing; and the scrubber under it.

import { TimeChart } from "./chart.js";
import { h } from "./dom.js";
import { t } from "./words.js";

const LOWEST = 0.35;

export class Accuracy {
  // `series(session, colours)` gives [{points: [[step, share], …], colour, dash, diamonds?}, …], the first one leading;
  // `words(session)` the same in words; `legend` its elements.
  // `partings(session)` gives [[step, share, other share], …] to be marked: two judges part there.
  constructor({ series, words, legend, partings = () => [], timeline = null, className = "gd-curve" }) {
    Object.assign(this, { series, words, partings });
    this.canvas = h("canvas", { class: className, role: "img", "data-testid": "curve", "aria-label": t("Accuracy over the run: not measured yet") });
    this.chart = new TimeChart(this.canvas);
    this.legend = h("p", { class: "gd-legend" }, ...legend);
    this.element = h("div", { class: "gd-accuracy" }, this.legend, this.canvas, timeline ?? "");
  }

  note(header, session) {
    const [member] = header.members;
    session.reached = header.stages;
    if (member.measured_step === null) return;
    this.band = member.d_band;
    // A close look at single steps is at the forger itself; the curve is of the averaged forger that else is shown.
    if (!header.close && member.measured_step > (session.points.at(-1)?.[0] ?? -1)) {
      session.points.push([member.measured_step, member.d_accuracy, member.referee_step === member.measured_step ? member.referee : null, member.modes, member.stage]);
    }
    this.noteReferee(member, session);
  }

  // The referee's answer comes later than the measurement that it belongs to.
  noteReferee({ referee, referee_step: step }, session) {
    if (referee === null || step === null || step === this.refereeStep) return;
    this.refereeStep = step;
    const point = session.points.findLast((candidate) => candidate[0] <= step);
    if (point) point[2] = referee;
  }

  record(session) {
    const { chart } = this;
    const { first, last, cursor, points, reached } = session;
    if (!chart.begin({ first, last, low: Math.min(LOWEST, ...points.slice(-400).map((point) => point[1])) })) return;
    chart.levels([1, 0.75, 0.5], this.band ?? 0);
    const series = this.series(session, chart.colours);
    for (const { points: shown, colour, dash, diamonds } of series) {
      chart.line(shown, colour, dash);
      if (diamonds) chart.diamonds(shown, colour);
    }
    for (const [step, from, to] of this.partings(session)) chart.parting(step, from, to);
    chart.cursor(cursor);
    for (const { stage, step } of reached) {
      const point = series[0].points.find((candidate) => candidate[0] >= step) ?? series[0].points.at(-1);
      chart.badge(stage, step, point ? point[1] : 1);
    }
    this.describe(session);
  }

  describe(session) {
    const words = this.words(session);
    if (words && words !== this.told) this.canvas.setAttribute("aria-label", (this.told = words));
  }

  forget() {
    this.refereeStep = null;
    this.band = 0;
  }
}
