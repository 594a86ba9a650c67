// The number in which a failure shows, of both runs over time, on an axis of its own with the limit on it.

import { TimeChart } from "../kit/chart.js";
import { h, setText } from "../kit/dom.js";
import { grouped, numeral, shared, t } from "../kit/words.js";
import { lastBefore } from "../collapse/past.js";

const [HEALTHY, FAILING] = [0, 1];

export class Dial {
  constructor({ part, about: { gauge, beside } }) {
    Object.assign(this, { part, gauge });
    this.beside = beside.map((other) => ({ ...other, words: h("p", { class: "cr-reading" }, "") }));
    this.canvas = h("canvas", { class: "cr-dial", role: "img", "data-testid": "dial", "aria-label": t("{title}: not measured yet", { title: gauge.title }) });
    this.chart = new TimeChart(this.canvas, { inset: { left: 64, right: 16, top: 14, bottom: 8 } });
    this.words = h("p", { class: "cr-reading" }, "");
    const legend = h("p", { class: "gd-legend" }, h("b", {}, gauge.title), h("span", { class: "tw-key-healthy" }, t("healthy twin’s")), h("span", { class: "tw-key-ruled" }, t("failing run’s")), h("span", { class: "tw-key-chance" }, t("where the failure begins")));
    this.element = h("div", {}, legend, this.canvas, this.words, ...this.beside.map(({ words }) => words));
    this.forget();
  }

  // ---- what is heard

  heard({ parts }) {
    const told = parts?.[this.part];
    if (!told) return;
    if (told.marks) this.load(told.marks);
    if (told.moves) this.moves = told.moves;
  }

  load(marks) {
    this.looks = [[], []];
    for (const [member, step, reading] of marks) this.looks[member]?.push([step, reading]);
  }

  note({ parts }) {
    const told = parts[this.part];
    if (!told) return;
    this.moves = told.moves;
    told.members.forEach(({ reading, looked }, k) => {
      if (looked !== null && looked > (this.looks[k].at(-1)?.[0] ?? -1)) this.looks[k].push([looked, reading]);
    });
    const [healthy, failing] = told.members.map(({ beside }) => beside ?? []);
    this.beside.forEach(({ title, words, ...gauge }, k) => setText(words, healthy[k] === undefined ? "" : t("{title}: {failing}; for the healthy twin {healthy}.", { title, failing: short(failing[k], gauge), healthy: short(healthy[k], gauge) })));
  }

  rewind(step) {
    for (const looks of this.looks) while (looks.length && looks.at(-1)[0] > step) looks.pop();
  }

  forget() {
    this.looks = [[], []];
    this.moves = [];
  }

  // ---- what is drawn

  // The height of a reading as a share of the axis.
  share(reading) {
    const { low, high, log } = this.gauge;
    const at = log ? (Math.log10(Math.max(reading, low)) - Math.log10(low)) / (Math.log10(high) - Math.log10(low)) : (reading - low) / (high - low);
    return Math.max(0, Math.min(1, at));
  }

  record({ first, last, cursor }) {
    const { chart, gauge } = this;
    if (!chart.begin({ first, last })) return;
    const { mute, line, ink, fake } = chart.colours;
    for (const level of levelsOf(gauge)) {
      chart.label(gauge.log ? powerOf(level) : short(level, gauge), chart.y(this.share(level)));
      chart.stroke([[chart.inset.left, chart.y(this.share(level))], [chart.right, chart.y(this.share(level))]], line, [], 1);
    }
    const limit = chart.y(this.share(gauge.limit));
    chart.stroke([[chart.inset.left, limit], [chart.right, limit]], mute, [5, 5], 1.6);
    const shown = (looks) => looks.map(([step, reading]) => [step, this.share(reading)]);
    chart.line(shown(this.looks[HEALTHY]), ink, [2, 4]);
    chart.line(shown(this.looks[FAILING]), fake);
    this.mark(chart);
    chart.cursor(cursor);
    this.describe(cursor);
  }

  // A dot where a cure was given, hollow where it was taken away.
  mark(chart) {
    const { context, colours: { ink } } = chart;
    for (const [step, cure] of this.moves) {
      context.beginPath();
      context.arc(chart.x(step), 7, 4, 0, 7);
      Object.assign(context, { fillStyle: ink, strokeStyle: ink, lineWidth: 1.6 });
      if (cure) context.fill();
      else context.stroke();
    }
  }

  describe(cursor) {
    const [healthy, failing] = this.looks.map((looks) => lastBefore(looks, cursor, ([step]) => step)?.[1]);
    if (healthy === undefined || failing === undefined) return setText(this.words, "");
    const words = t("The failing run’s is {failing}, its healthy twin’s {healthy}; the failure begins at {limit}.", { failing: short(failing, this.gauge), healthy: short(healthy, this.gauge), limit: short(this.gauge.limit, this.gauge) });
    setText(this.words, words);
    this.canvas.setAttribute("aria-label", `${this.gauge.title}. ${words}`);
  }
}

// Where the axis has lines: powers of ten, or quarters.
export function levelsOf({ low, high, log }) {
  if (!log) return [0, 1, 2, 3, 4].map((k) => low + (k / 4) * (high - low));
  const [from, to] = [Math.round(Math.log10(low)), Math.round(Math.log10(high))];
  const every = to - from > 6 ? 2 : 1;
  return Array.from({ length: Math.floor((to - from) / every) + 1 }, (_, k) => 10 ** (from + k * every));
}

const SMALL = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };
const powerOf = (level) => `10${[...String(Math.round(Math.log10(level)))].map((digit) => SMALL[digit]).join("")}`;

export function short(value, { percent, high }) {
  if (percent) return shared(value);
  if (value >= high) return t("{n:,} or more", { n: high });
  if (value >= 1000) return grouped(value);
  return numeral(String(Number(value.toPrecision(value >= 1 ? 2 : 1))));
}
