// The accuracy curve: the detective, its fresh referee, the line of guessing with its band, the three stages.

import { colours, h, percent, sized } from "./dom.js";
import { stroke, thinned } from "./lines.js";

export const INSET = { left: 48, right: 16, top: 14, bottom: 8 };
const LOWEST = 0.35;

export class Curve {
  constructor() {
    this.canvas = h("canvas", { class: "gd-curve", role: "img" });
    this.legend = h(
      "p",
      { class: "gd-legend" },
      h("span", { class: "gd-key-detective" }, "detective’s accuracy"),
      h("span", { class: "gd-key-referee" }, "fresh referee"),
      h("span", { class: "gd-key-chance" }, "guessing, with its band of chance"),
    );
  }

  draw({ points, stages, first, last, cursor, band }) {
    const context = sized(this.canvas);
    if (!context) return;
    this.width = this.canvas.clientWidth;
    this.height = this.canvas.clientHeight;
    this.first = first;
    this.last = Math.max(last, first + 1);
    this.low = Math.min(LOWEST, ...points.slice(-400).map((point) => point[1]));
    this.colours = colours(this.canvas);
    context.clearRect(0, 0, this.width, this.height);
    context.font = `12px ${getComputedStyle(this.canvas).fontFamily}`;
    this.drawGround(context, band);
    this.drawLine(context, points.map((point) => [point[0], point[1]]), this.colours.ink, []);
    this.drawReferee(context, points.filter((point) => point[2] !== null));
    this.drawCursor(context, cursor);
    this.drawStages(context, stages, points);
    this.describe(points, stages);
  }

  x(step) {
    return INSET.left + ((step - this.first) / (this.last - this.first)) * (this.width - INSET.left - INSET.right);
  }

  y(accuracy) {
    return INSET.top + ((1 - accuracy) / (1 - this.low)) * (this.height - INSET.top - INSET.bottom);
  }

  drawGround(context, band) {
    const { mute, line } = this.colours;
    const right = this.width - INSET.right;
    context.textAlign = "right";
    context.textBaseline = "middle";
    for (const level of [1, 0.75, 0.5]) {
      context.fillStyle = mute;
      context.fillText(`${percent(level)} %`, INSET.left - 8, this.y(level));
      if (level === 0.5) continue;
      context.fillStyle = line;
      context.fillRect(INSET.left, this.y(level), right - INSET.left, 1);
    }
    context.globalAlpha = 0.16;
    context.fillStyle = mute;
    context.fillRect(INSET.left, this.y(0.5 + band), right - INSET.left, this.y(0.5 - band) - this.y(0.5 + band));
    context.globalAlpha = 1;
    stroke(context, [[INSET.left, this.y(0.5)], [right, this.y(0.5)]], mute, [5, 5], 1.2);
  }

  drawLine(context, points, colour, dash) {
    stroke(context, thinned(points).map(([step, accuracy]) => [this.x(step), this.y(accuracy)]), colour, dash, 2.2);
  }

  drawReferee(context, points) {
    const { real } = this.colours;
    const shown = points.map((point) => [point[0], point[2]]);
    this.drawLine(context, shown, real, [7, 4]);
    const every = Math.ceil(shown.length / 24) || 1;
    context.fillStyle = real;
    shown.forEach(([step, accuracy], i) => {
      if (i % every) return;
      const [x, y] = [this.x(step), this.y(accuracy)];
      context.beginPath();
      context.moveTo(x, y - 4.5);
      context.lineTo(x + 4.5, y);
      context.lineTo(x, y + 4.5);
      context.lineTo(x - 4.5, y);
      context.fill();
    });
  }

  drawCursor(context, cursor) {
    const x = Math.round(this.x(cursor));
    stroke(context, [[x, INSET.top - 8], [x, this.height]], this.colours.ink, [], 1);
  }

  drawStages(context, stages, points) {
    const { ink, card } = this.colours;
    context.textAlign = "center";
    for (const { stage, step } of stages) {
      const point = points.find((candidate) => candidate[0] >= step) ?? points.at(-1);
      const [x, y] = [this.x(step), this.y(point ? point[1] : 1)];
      context.beginPath();
      context.arc(x, y, 9.5, 0, 7);
      context.fillStyle = card;
      context.fill();
      context.strokeStyle = ink;
      context.lineWidth = 1.8;
      context.setLineDash([]);
      context.stroke();
      context.fillStyle = ink;
      context.fillText(stage, x, y + 0.5);
    }
  }

  describe(points, stages) {
    const last = points.at(-1);
    if (!last) return;
    const reached = stages.map(({ stage, step }) => `stage ${stage} at step ${step}`).join(", ");
    const words = `Detective’s accuracy over the run: from ${percent(points[0][1])} % to ${percent(last[1])} % at step ${last[0]}; ${reached}.`;
    if (this.words !== words) this.canvas.setAttribute("aria-label", (this.words = words));
  }
}
