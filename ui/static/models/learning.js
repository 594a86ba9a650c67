// How each kind of model fares with few labels and with many: measured by the server on fresh draws.

import { colours, h, setText, sized } from "../kit/dom.js";
import { shared, t } from "../kit/words.js";

const [LEFT, RIGHT, TOP, LOW] = [46, 16, 14, 30];
const share = (value) => shared(value, 1);

export class Learning {
  constructor() {
    this.canvas = h("canvas", { class: "mo-curve", role: "img", "aria-label": t("Not measured yet") });
    this.words = h("p", { class: "mo-words", "data-testid": "learning-words" }, "");
    this.table = h("table", { class: "mo-table" });
    const key = (name, words) => h("span", { class: `mo-key-${name}` }, words);
    const legend = h("p", { class: "gd-legend" }, key("generative", t("generative")), key("discriminative", t("discriminative")), h("span", {}, t("tinted: the middle 80 % of 40 draws")));
    this.element = h("section", { class: "gd-card", "aria-label": t("With few labels and with many"), "data-testid": "learning" }, h("h2", {}, t("With few labels and with many")), legend, this.canvas, this.words, h("details", {}, h("summary", {}, t("The numbers")), this.table));
  }

  show(answer, count) {
    Object.assign(this, { answer, count });
    this.draw();
    const { labels } = answer.header;
    const [gen, dis] = [0, 1].map((k) => this.row("mean", k));
    const ahead = (mine, other) => labels.filter((_, i) => mine[i] < other[i]);
    const at = labels.indexOf(count);
    const { repeats, truth } = answer.header;
    const measured = t("With {count} labels the generative one gets {generative:.1%} wrong, the discriminative one {discriminative:.1%}, on average over {repeats} draws.", { count, generative: gen[at], discriminative: dis[at], repeats });
    const words = `${measured} ${fewer(labels, ahead(gen, dis), ahead(dis, gen))} ${truth}`;
    setText(this.words, words);
    this.canvas.setAttribute("aria-label", words);
    this.table.replaceChildren(
      h("thead", {}, h("tr", {}, ...[t("labels"), t("generative"), t("discriminative")].map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, ...labels.map((n, i) => h("tr", {}, h("th", { scope: "row" }, String(n)), h("td", {}, share(gen[i])), h("td", {}, share(dis[i]))))),
    );
  }

  row(name, k) {
    const { values, shape } = this.answer.section(name);
    return values.subarray(k * shape[1], (k + 1) * shape[1]);
  }

  draw() {
    const context = this.answer && sized(this.canvas);
    if (!context) return;
    const { ink, mute, line } = colours(this.canvas);
    const { labels } = this.answer.header;
    const [width, height] = [this.canvas.clientWidth, this.canvas.clientHeight];
    const most = Math.ceil(10 * Math.max(...this.answer.section("high").values)) / 10;
    const x = (n) => LEFT + ((width - LEFT - RIGHT) * Math.log(n / labels[0])) / Math.log(labels.at(-1) / labels[0]);
    const y = (value) => TOP + (1 - value / most) * (height - TOP - LOW);
    context.clearRect(0, 0, width, height);
    context.font = `12px ${getComputedStyle(this.canvas).fontFamily}`;
    context.textBaseline = "middle";
    for (let level = 0; level <= most + 0.001; level += 0.1) {
      Object.assign(context, { fillStyle: line, textAlign: "right" });
      context.fillRect(LEFT, y(level), width - LEFT - RIGHT, 1);
      context.fillStyle = mute;
      context.fillText(shared(level), LEFT - 8, y(level));
    }
    context.textAlign = "center";
    for (const n of labels) context.fillText(String(n), x(n), height - LOW / 2);
    for (const k of [0, 1]) {
      context.fillStyle = k ? ink : mute;
      context.globalAlpha = 0.14;
      context.beginPath();
      labels.forEach((n, i) => context.lineTo(x(n), y(this.row("high", k)[i])));
      [...labels].reverse().forEach((n, i) => context.lineTo(x(n), y(this.row("low", k)[labels.length - 1 - i])));
      context.fill();
      context.globalAlpha = 1;
      context.beginPath();
      labels.forEach((n, i) => context.lineTo(x(n), y(this.row("mean", k)[i])));
      Object.assign(context, { strokeStyle: ink, lineWidth: 2.4, lineJoin: "round" });
      context.setLineDash(k ? [] : [7, 5]);
      context.stroke();
      context.setLineDash([]);
    }
    context.fillRect(Math.round(x(this.count)), TOP - 6, 1, height - LOW - TOP + 6);
  }
}

// Which of the two makes fewer mistakes, and with how many labels of all these.
function fewer(labels, gen, dis) {
  const everywhere = (at) => at.length === labels.length;
  const some = (at) => ({ labels: at.join(", ") });
  const generative = everywhere(gen) ? t("the generative one throughout") : t("the generative one with {labels} labels", some(gen));
  const discriminative = everywhere(dis) ? t("the discriminative one throughout") : t("the discriminative one with {labels} labels", some(dis));
  if (gen.length && dis.length) return t("Fewer mistakes makes {generative}, and {discriminative}.", { generative, discriminative });
  return t("Fewer mistakes makes {which}.", { which: gen.length ? generative : discriminative });
}
