// A canvas chart over the steps of a run: axes, lines, the line of guessing with its band, marks and the cursor.

import { colours, sized } from "./dom.js";
import { shared } from "./words.js";

export const INSET = { left: 48, right: 16, top: 14, bottom: 8 };
const MOST = 900; // points of a line: a long run has more than the screen has columns

export class TimeChart {
  constructor(canvas, { inset = INSET, font = 12 } = {}) {
    Object.assign(this, { canvas, inset, font, low: 0 });
  }

  // False while the canvas is not on screen. `low` is the share at the bottom; the top is 1.
  begin({ first, last, low = 0 }) {
    this.context = sized(this.canvas);
    if (!this.context) return false;
    this.width = this.canvas.clientWidth;
    this.height = this.canvas.clientHeight;
    Object.assign(this, { first, low, last: Math.max(last, first + 1), colours: colours(this.canvas) });
    this.context.clearRect(0, 0, this.width, this.height);
    this.context.font = `${this.font}px ${getComputedStyle(this.canvas).fontFamily}`;
    this.context.textBaseline = "middle";
    return true;
  }

  x(step) {
    return this.inset.left + ((step - this.first) / (this.last - this.first)) * (this.width - this.inset.left - this.inset.right);
  }

  y(share) {
    return this.inset.top + ((1 - Math.max(this.low, share)) / (1 - this.low)) * (this.height - this.inset.top - this.inset.bottom);
  }

  get right() {
    return this.width - this.inset.right;
  }

  // Percents on the left, a line across for each but 50 %: that one is dashed, in the middle of its band of chance.
  levels(levels, band = 0) {
    const { context, colours: { mute, line } } = this;
    for (const level of levels) {
      this.label(shared(level), this.y(level));
      if (level === 0.5) continue;
      context.fillStyle = line;
      context.fillRect(this.inset.left, this.y(level), this.right - this.inset.left, 1);
    }
    context.globalAlpha = 0.16;
    context.fillStyle = mute;
    context.fillRect(this.inset.left, this.y(0.5 + band), this.right - this.inset.left, this.y(0.5 - band) - this.y(0.5 + band));
    context.globalAlpha = 1;
    this.stroke([[this.inset.left, this.y(0.5)], [this.right, this.y(0.5)]], mute, [5, 5], 1.4);
  }

  // Words left of the chart.
  label(words, y) {
    this.context.textAlign = "right";
    this.context.fillStyle = this.colours.mute;
    this.context.fillText(words, this.inset.left - 8, y);
  }

  // [[step, share], …]
  line(points, colour, dash = [], width = 2.2) {
    this.stroke(thinned(points).map(([step, share]) => [this.x(step), this.y(share)]), colour, dash, width);
  }

  diamonds(points, colour, most = 24) {
    const every = Math.ceil(points.length / most) || 1;
    const { context } = this;
    context.fillStyle = colour;
    points.forEach(([step, share], i) => {
      if (i % every) return;
      const [x, y] = [this.x(step), this.y(share)];
      context.beginPath();
      context.moveTo(x, y - 4.5);
      context.lineTo(x + 4.5, y);
      context.lineTo(x, y + 4.5);
      context.lineTo(x - 4.5, y);
      context.fill();
    });
  }

  // A number in a circle.
  badge(words, step, share) {
    const { context, colours: { ink, card } } = this;
    const [x, y] = [Math.max(this.x(step), this.inset.left + 10), this.y(share)]; // beside the percents, not on them
    context.beginPath();
    context.arc(x, y, 9.5, 0, 7);
    context.fillStyle = card;
    context.fill();
    Object.assign(context, { strokeStyle: ink, lineWidth: 1.8 });
    context.stroke();
    context.fillStyle = ink;
    context.textAlign = "center";
    context.fillText(words, x, y + 0.5);
  }

  // Between two curves that part: a line from one to the other, with a bar at either end.
  parting(step, from, to) {
    const [x, top, bottom] = [this.x(step), this.y(from), this.y(to)];
    for (const y of [top, bottom]) this.stroke([[x - 6, y], [x + 6, y]], this.colours.ink, [], 2);
    this.stroke([[x, top], [x, bottom]], this.colours.ink, [], 2);
  }

  cursor(step, top = this.inset.top - 8) {
    const x = Math.round(this.x(step));
    this.stroke([[x, top], [x, this.height]], this.colours.ink, [], 1);
  }

  stroke(points, colour, dash, width) {
    const { context } = this;
    context.beginPath();
    points.forEach(([x, y], i) => context[i ? "lineTo" : "moveTo"](x, y));
    Object.assign(context, { strokeStyle: colour, lineWidth: width, lineJoin: "round" });
    context.setLineDash(dash);
    context.stroke();
    context.setLineDash([]);
  }
}

export function thinned(points, most = MOST) {
  const every = Math.ceil(points.length / most);
  return every < 2 ? points : points.filter((_, i) => i % every === 0 || i === points.length - 1);
}
