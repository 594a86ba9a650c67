// The map of many finished runs: how many kinds were printed at each place of the slider and strength of a setting,
// and where the learner's own run stands on it. Plotly comes from our own server, and only when somebody gets here.

import { colours, h, setText } from "../kit/dom.js";
import { numeral, separators, shared, t } from "../kit/words.js";
import { plotlyFrom } from "../kit/plotly.js";

const NEAR = "400px"; // how far below the screen it is fetched
const PAUSE = 500; // between two moves of the point

export class Phase {
  constructor({ assets }) {
    this.assets = assets;
    this.chart = h("div", { class: "tw-phase-chart", "aria-hidden": "true" });
    this.words = h("p", {});
    this.table = h("details", {}, h("summary", {}, t("The same as a table")));
    this.element = h("section", { class: "gd-card tw-phase", "aria-labelledby": "tw-phase-title", hidden: true }, h("h2", { id: "tw-phase-title" }, t("Where collapse lives")), this.words, this.chart, this.table);
  }

  offer(phase) {
    this.phase = phase;
    this.drawn = false;
    this.observer?.disconnect();
    if (!phase) return;
    const { seeds, of } = phase;
    const cell = seeds > 1 ? t("Each cell is a training with these settings, the middle one of {seeds}", { seeds }) : t("Each cell is a training with these settings");
    setText(this.words, of ? t("{cell}: the more orange, the fewer of the {of} kinds it printed in the end. The ring is your own run.", { cell, of }) : t("{cell}: the more orange, the fewer of the kinds it printed in the end. The ring is your own run.", { cell }));
    this.table.replaceChildren(this.table.firstChild, tableOf(phase));
    this.observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && this.load(), { rootMargin: NEAR });
    this.observer.observe(this.element);
  }

  async load() {
    this.observer.disconnect();
    try {
      this.plotly = await plotlyFrom(`${this.assets}/plotly.min.js`);
    } catch {
      return setText(this.chart, t("The map could not be drawn; the table says the same."));
    }
    this.draw();
  }

  // Where the run stands: `place` 0–100 of the slider, `y` in the map's own unit or null.
  show({ place, y, found }) {
    this.element.hidden = !this.phase || !found.collapsed;
    const at = `${place}/${y}`;
    if (!this.plotly || this.at === at || this.timer) return;
    this.at = at;
    this.point = { place, y };
    this.draw();
    this.timer = setTimeout(() => (this.timer = null), PAUSE);
  }

  draw() {
    const { x, y, z, y_title: title, of } = this.phase;
    const { ink, mute, card, fake, line } = colours(this.element);
    const rows = y.map((value) => numeral(String(value)));
    const percents = inPercent(x);
    const heat = {
      type: "heatmap", x: percents, y: rows, z, zmin: 0, zmax: of ?? Math.max(...z.flat()), xgap: 2, ygap: 2, hoverongaps: false,
      colorscale: [[0, fake], [1, card]], hovertemplate: `${t("slider %{x} %, {title} %{y}: %{z} kinds", { title })}<extra></extra>`,
      colorbar: { title: { text: t("kinds"), side: "top" }, thickness: 12, outlinewidth: 1, outlinecolor: line, tickcolor: mute },
    };
    const { place, y: height } = this.point ?? {};
    const here = {
      type: "scatter", mode: "markers", hoverinfo: "skip", showlegend: false,
      x: place === undefined ? [] : [place], y: place === undefined ? [] : [rows[nearest(y, height ?? y[0])]],
      marker: { size: 20, symbol: "circle-open", color: ink, line: { width: 4 } },
    };
    const axis = { color: ink, gridcolor: line, zeroline: false, showline: false, fixedrange: true };
    const layout = {
      autosize: true, height: 360, separators, margin: { l: 70, r: 10, t: 10, b: 55 }, paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: line,
      font: { family: getComputedStyle(this.element).fontFamily, color: ink, size: 13 },
      xaxis: { ...axis, title: { text: t("the slider, in percent") }, tickvals: percents, range: around(percents) },
      yaxis: { ...axis, title: { text: title }, type: "category", categoryarray: rows },
    };
    this.plotly.react(this.chart, [heat, here], layout, { displayModeBar: false, responsive: true });
    this.drawn = true;
  }

  relayout() {
    if (this.drawn) this.draw();
  }

  close() {
    this.observer?.disconnect();
    if (this.plotly) this.plotly.purge(this.chart);
  }
}

const inPercent = (x) => (Math.max(...x) <= 1 ? x.map((value) => Math.round(100 * value)) : x);

// Half a cell more on either side.
function around(values) {
  const half = (values[1] - values[0]) / 2 || 5;
  return [values[0] - half, values.at(-1) + half];
}

function nearest(values, wanted) {
  return values.reduce((best, value, i) => (Math.abs(value - wanted) < Math.abs(values[best] - wanted) ? i : best), 0);
}

function tableOf({ x, y, z, y_title: title }) {
  const head = h("tr", {}, h("th", { scope: "col" }, t("{title} ↓, slider →", { title })), ...inPercent(x).map((value) => h("th", { scope: "col" }, shared(value / 100))));
  const rows = y.map((value, i) => h("tr", {}, h("th", { scope: "row" }, numeral(String(value))), ...z[i].map((kinds) => h("td", {}, kinds === null ? "–" : numeral(String(Math.round(10 * kinds) / 10))))));
  return h("div", { class: "tw-table", tabindex: 0 }, h("table", {}, h("caption", {}, t("Kinds printed at the end")), h("thead", {}, head), h("tbody", {}, ...rows)));
}
