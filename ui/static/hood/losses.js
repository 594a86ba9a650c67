// The losses side by side: value and slope over the detective's logit, and below, where the live fakes are just now.
// Plotly comes from our own server: hover for numbers, drag to zoom.

import { codeOf } from "../kit/code.js";
import { colours, h, setText } from "../kit/dom.js";
import { fixed, separators, t } from "../kit/words.js";
import { Laboratory } from "../kit/laboratory.js";
import { plotlyFrom } from "../kit/plotly.js";
import { Asker } from "./asker.js";
import { formulaOf } from "./close.js";

const DASHES = ["solid", "dot", "dash", "longdash", "dashdot", "longdashdot"];
const two = (value) => fixed(value, 2);

export class Losses {
  constructor({ root, data, notice }) {
    Object.assign(this, { root, assets: data.assets, about: data.about });
    this.chart = h("div", { class: "ho-losses", "aria-hidden": "true" });
    this.words = h("p", { class: "ho-words", "data-testid": "losses-words" }, "");
    this.table = h("div", { class: "ho-table", tabindex: 0, role: "group", "aria-label": t("Losses as a table") });
    const legend = h("p", { class: "gd-legend" }, h("span", {}, t("Above: what a fake costs the forger. Below: the slope, which is all that it feels.")), h("span", { class: "ho-key-rug" }, t("the fakes of this very batch")), h("span", {}, t("For games that only compare, the real note’s logit is held at the level: so the relativistic line lies on the non-saturating one, Wasserstein’s on the hinge.")));
    const formulas = h("details", {}, h("summary", {}, t("Their formulas, and the lines that compute them")), ...data.about.losses.map(({ label, detective, forger }) => h("div", { class: "ho-pair" }, h("div", {}, h("p", {}, t("{loss}: the detective", { loss: label })), formulaOf(detective)), h("div", {}, h("p", {}, t("the forger")), formulaOf(forger)))), ...data.about.code.map(codeOf));
    this.element = h("section", { class: "gd-card", "aria-label": t("Losses side by side") }, legend, this.chart, this.words, h("h2", {}, t("At the fakes of this batch")), this.table, formulas);
    new Laboratory(data.base, (words) => words && notice.say(words)).ask({ ask: "losses" }, (answer) => this.known(answer));
  }

  async known(answer) {
    this.answer = answer;
    this.draw();
    try {
      this.plotly = await plotlyFrom(`${this.assets}/plotly.min.js`);
    } catch {
      setText(this.chart, t("The chart could not be drawn; the table says the same."));
    }
    this.draw();
  }

  row(name, k) {
    const { shape, values } = this.answer.section(name);
    return values.subarray(k * shape[1], (k + 1) * shape[1]);
  }

  // At a logit, between two of the curve's places.
  at(name, k, logit) {
    const places = this.answer.section("logits").values;
    const step = places[1] - places[0];
    const i = Math.max(0, Math.min(places.length - 2, Math.floor((logit - places[0]) / step)));
    const part = Math.max(0, Math.min(1, (logit - places[i]) / step));
    const row = this.row(name, k);
    return row[i] * (1 - part) + row[i + 1] * part;
  }

  take(frame) {
    if (frame.header.what !== "inside" || !frame.section("logits")) return false;
    const { values, shape } = frame.section("logits");
    this.fakes = [...values.subarray(shape[1])].map((logit) => logit - frame.header.threshold);
    this.root.dataset.inside = frame.header.step;
    this.draw();
    return true;
  }

  draw() {
    if (!this.answer) return;
    this.tell();
    if (this.plotly) this.plot();
  }

  tell() {
    const { losses } = this.answer.header;
    const middle = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
    const here = this.fakes ? middle(this.fakes) : 0;
    const rows = losses.map((name, k) => [this.about.losses[k].label, this.at("forger", k, here), this.at("slope", k, here)]);
    const pull = (loss) => Math.abs(rows[losses.indexOf(loss)][2]);
    setText(this.words, this.fakes ? t("The fakes’ logits run from {low:.2f} to {high:.2f} above the level of “real”; their middle is {middle:.2f}. There the non-saturating loss pulls with {pull:.2f}, the saturating one with {other:.2f}.", { low: Math.min(...this.fakes), high: Math.max(...this.fakes), middle: here, pull: pull("nonsaturating"), other: pull("saturating") }) : t("Waiting for the first batch…"));
    const head = h("tr", {}, ...[t("loss"), t("value at {logit:.2f}", { logit: here }), t("slope there")].map((title) => h("th", { scope: "col" }, title)));
    this.table.replaceChildren(h("table", { class: "mo-table" }, h("thead", {}, head), h("tbody", {}, ...rows.map(([label, value, slope]) => h("tr", {}, h("th", { scope: "row" }, label), h("td", {}, two(value)), h("td", {}, two(slope)))))));
  }

  plot() {
    const { ink, line, fake } = colours(this.element);
    const x = [...this.answer.section("logits").values];
    const hues = [ink, "#cc79a7", "#00875f", "#e69f00", "#0072b2", "#8a6fd1"];
    const traces = this.answer.header.losses.flatMap((name, k) => ["forger", "slope"].map((what) => ({
      x, y: [...this.row(what, k)], name: this.about.losses[k].label, legendgroup: name, showlegend: what === "forger", mode: "lines", yaxis: what === "slope" ? "y2" : "y",
      line: { color: hues[k], dash: DASHES[k], width: 2.2 }, hovertemplate: `${t("logit")} %{x:.1f}: %{y:.2f}<extra>${this.about.losses[k].label}</extra>`,
    })));
    traces.push({ x: this.fakes ?? [], y: (this.fakes ?? []).map(() => 0), yaxis: "y3", mode: "markers", showlegend: false, marker: { symbol: "x-thin", size: 8, line: { color: fake, width: 1.6 } }, hovertemplate: `${t("a fake: logit")} %{x:.2f}<extra></extra>` });
    const axis = { color: ink, gridcolor: line, zerolinecolor: line };
    const layout = {
      autosize: true, height: 520, separators, margin: { l: 50, r: 12, t: 10, b: 46 }, paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", uirevision: "kept",
      font: { family: getComputedStyle(this.element).fontFamily, color: ink, size: 12 }, legend: { orientation: "h", y: 1.02, yanchor: "bottom" },
      xaxis: { ...axis, title: { text: t("the detective’s logit ℓ(G(z)), above its level") }, anchor: "y3", range: [-6, 6] },
      yaxis: { ...axis, title: { text: t("loss") }, domain: [0.54, 1], range: [-6.5, 8] }, yaxis2: { ...axis, title: { text: t("slope") }, domain: [0.1, 0.48], range: [-3, 2] },
      yaxis3: { domain: [0, 0.06], visible: false, range: [-1, 1], fixedrange: true },
    };
    this.plotly.react(this.chart, traces, layout, { displayModeBar: false, responsive: true });
  }

  relayout() {
    this.draw();
  }

  close() {
    if (this.plotly) this.plotly.purge(this.chart);
  }
}

export function losses(mounted) {
  const { session, figures } = mounted;
  const panel = new Losses(mounted);
  return {
    panels: [panel, new Asker(session, () => ({ type: "inside" }), 1000)],
    rows: [h("div", { class: "gd-top" }, h("p", {}, t("Six ways to say what the forger wants. What it learns from is only the slope, at the places where its fakes are.")), figures), panel.element],
    actions: ["play", "round", "slower", "faster", "again", "fresh", "undo"],
  };
}
