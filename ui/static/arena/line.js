// A 1-D run: how dense real numbers and fakes lie along the line, what the detective believes of each place, and how
// the forger lays its dice rolls z (below) onto the line.

import { colours, sized } from "../kit/dom.js";

const CELLS = 80; // heaps into which the fakes are counted
const TOP = 16; // pixels above the curves
const HEADROOM = 1.6; // times the highest real density that fits
const SPREAD = 0.3; // of the height: the lines from z to x
const AXIS = 22; // pixels of each axis' numbers

export class Line {
  constructor(canvas) {
    this.canvas = canvas;
  }

  // `reals` are to be picked from, if any are; `density` is p_data at equal steps from −extent to extent.
  setReals(reals, extent, density) {
    Object.assign(this, { reals: reals?.values ?? [], density: density.values, extent });
    this.highest = Math.max(...this.density) * HEADROOM;
  }

  draw(parts, { onDesk = null } = {}) {
    const context = sized(this.canvas);
    if (context) this.drawOn(context, this.canvas.clientWidth, this.canvas.clientHeight, parts, { onDesk, colours: colours(this.canvas) });
  }

  drawOn(context, width, height, parts, { onDesk = null, colours }) {
    const small = height < 200; // a thumbnail has no room for axes
    const spread = small || !parts.grid ? 0 : Math.round(height * SPREAD);
    this.plan = { left: small ? 2 : 10, right: small ? 2 : 40, width, top: small ? 2 : TOP, floor: height - spread - (small ? 2 : AXIS), height, spread, small };
    Object.assign(this, { context, colours });
    context.clearRect(0, 0, width, height);
    context.font = `12px ${getComputedStyle(this.canvas).fontFamily}`;
    this.drawSpread(parts.grid);
    this.drawDensity(this.density, colours.real, 0.16);
    this.drawDensity(heaps(parts.fakes, this.extent), colours.fake, 0.16, [7, 3]);
    this.drawBelief(parts.heat);
    this.drawArrows(parts.arrows);
    if (!small) this.drawAxes();
    if (onDesk !== null) this.drawDesk(onDesk);
  }

  // From a place in units of the extent, −1 to 1.
  x(place) {
    const { left, right, width } = this.plan;
    return left + ((place + 1) / 2) * (width - left - right);
  }

  y(share) {
    const { top, floor } = this.plan;
    return floor - Math.min(1, share) * (floor - top);
  }

  drawDensity(values, colour, fill, dash = []) {
    if (!values) return;
    const { context } = this;
    const place = (i) => this.x((2 * (i + 0.5)) / values.length - 1);
    context.beginPath();
    context.moveTo(place(0), this.y(0));
    values.forEach((value, i) => context.lineTo(place(i), this.y(value / this.highest)));
    context.lineTo(place(values.length - 1), this.y(0));
    context.globalAlpha = fill;
    context.fillStyle = colour;
    context.fill();
    context.globalAlpha = 1;
    context.beginPath();
    values.forEach((value, i) => context[i ? "lineTo" : "moveTo"](place(i), this.y(value / this.highest)));
    Object.assign(context, { strokeStyle: colour, lineWidth: this.plan.small ? 1.4 : 2.4, lineJoin: "round" });
    context.setLineDash(this.plan.small ? [] : dash);
    context.stroke();
    context.setLineDash([]);
  }

  // D(x) from 0 at the floor to 1 at the top; ½, where it can only guess, is a dashed line.
  drawBelief(heat) {
    if (!heat) return;
    const { context } = this;
    const { values } = heat;
    if (!this.plan.small) {
      context.beginPath();
      context.moveTo(this.x(-1), this.y(0.5));
      context.lineTo(this.x(1), this.y(0.5));
      Object.assign(context, { strokeStyle: this.colours.mute, lineWidth: 1 });
      context.setLineDash([4, 5]);
      context.stroke();
      context.setLineDash([]);
    }
    context.beginPath();
    values.forEach((value, i) => context[i ? "lineTo" : "moveTo"](this.x((2 * i) / (values.length - 1) - 1), this.y(value / 255)));
    Object.assign(context, { strokeStyle: this.colours.ink, lineWidth: this.plan.small ? 1 : 1.8 });
    context.stroke();
  }

  // Lines from each z, in even steps along the bottom, to the place where the forger lays it.
  drawSpread(grid) {
    const { spread, floor, height, small } = this.plan;
    if (!grid || small) return;
    const { context } = this;
    const reach = Math.max(...Array.from({ length: grid.shape[0] }, (_, i) => Math.abs(grid.values[2 * i])));
    const [from, to] = [height - AXIS, floor + AXIS];
    context.beginPath();
    for (let i = 0; i < grid.shape[0]; i++) {
      const [z, x] = grid.values.subarray(2 * i, 2 * i + 2);
      const [below, above] = [this.x(z / reach), this.x(Math.max(-1, Math.min(1, x / this.extent)))];
      context.moveTo(below, from);
      context.bezierCurveTo(below, from - spread * 0.25, above, to + spread * 0.25, above, to);
    }
    Object.assign(context, { strokeStyle: this.colours.fake, lineWidth: 1.2, globalAlpha: 0.55 });
    context.stroke();
    context.globalAlpha = 1;
    this.reach = reach;
  }

  drawArrows(arrows) {
    if (!arrows || this.plan.small) return;
    const { context } = this;
    const y = this.plan.floor - 7;
    context.beginPath();
    for (let i = 0; i < arrows.values.length; i += 2) {
      const [x, push] = arrows.values.subarray(i, i + 2);
      const [from, to] = [this.x(x / this.extent), this.x(Math.max(-1, Math.min(1, (x + push) / this.extent)))];
      if (Math.abs(to - from) < 3) continue;
      const back = Math.sign(from - to) * 5;
      context.moveTo(from, y);
      context.lineTo(to, y);
      context.lineTo(to + back, y - 4);
      context.moveTo(to, y);
      context.lineTo(to + back, y + 4);
    }
    Object.assign(context, { strokeStyle: this.colours.back, lineWidth: 2 });
    context.stroke();
  }

  drawAxes() {
    const { context, plan } = this;
    context.fillStyle = this.colours.mute;
    context.textBaseline = "middle";
    context.textAlign = "left";
    for (const [share, words] of [[1, "1"], [0.5, "½"], [0, "0"]]) context.fillText(words, plan.width - plan.right + 8, this.y(share));
    context.textAlign = "center";
    const axis = (y, most) => {
      for (let mark = -Math.floor(most); mark <= most; mark++) context.fillText(String(mark).replace("-", "−"), this.x(mark / most), y);
    };
    axis(plan.floor + AXIS / 2, this.extent);
    if (plan.spread && this.reach) axis(plan.height - AXIS / 2 + 2, this.reach);
  }

  // The number nearest to a place of the canvas, of the curve that passes nearer to it; null before anything was drawn.
  nearest({ fakes }, x, y) {
    if (!this.plan || !fakes) return null;
    const place = Math.max(-1, Math.min(1, (2 * (x - this.plan.left)) / (this.plan.width - this.plan.left - this.plan.right) - 1));
    const off = (values) => Math.abs(this.y(values[Math.min(values.length - 1, Math.floor(((place + 1) / 2) * values.length))] / this.highest) - y);
    const real = off(this.density) < off(heaps(fakes, this.extent));
    const numbers = real ? this.reals : fakes.values;
    const far = (index) => Math.abs(numbers[index] / 32767 - place);
    const index = numbers.reduce((best, _, i) => (far(i) < far(best) ? i : best), 0);
    return { index, real };
  }

  drawDesk(place) {
    const { context } = this;
    context.beginPath();
    context.arc(this.x(place), this.y(0) - 7, 6, 0, 7);
    Object.assign(context, { strokeStyle: this.colours.ink, lineWidth: 2.5 });
    context.stroke();
  }
}

// How dense the fakes lie in each of the cells, in the unit of a density: shares by width.
export function heaps(fakes, extent) {
  if (!fakes) return null;
  const counts = new Array(CELLS).fill(0);
  for (const value of fakes.values) counts[Math.max(0, Math.min(CELLS - 1, Math.floor(((value / 32767 + 1) / 2) * CELLS)))]++;
  const width = (2 * extent) / CELLS;
  return counts.map((count) => count / fakes.values.length / width);
}
