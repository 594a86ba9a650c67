// The plane of a 2-D run: what the detective thinks of each place, the real circles, the forger's crosses,
// its warped sheet of dice rolls, and the arrows that the feedback draws.

import { colours, sized } from "../kit/dom.js";

const HEAT_STEPS = 40;
const NEAR = 24; // px: a finger's width around a point

export class Plane {
  constructor(canvas) {
    this.canvas = canvas;
    this.heat = new OffscreenCanvas(HEAT_STEPS, HEAT_STEPS);
  }

  setReals(reals, extent) {
    this.reals = reals.values;
    this.extent = extent;
  }

  // `window` is the part of the plane to show: its centre and half its width, in units of the extent.
  draw(parts, { onDesk = null, window = { x: 0, y: 0, half: 1 } } = {}) {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const context = sized(this.canvas);
    if (context) this.drawOn(context, width, height, parts, { onDesk, window, colours: colours(this.canvas) });
  }

  drawOn(context, width, height, parts, { onDesk, window, colours }) {
    this.side = width;
    this.height = height;
    this.window = window;
    this.colours = colours;
    context.fillStyle = this.colours.card;
    context.fillRect(0, 0, this.side, this.height);
    this.drawHeat(context, parts.heat);
    this.drawGrid(context, parts.grid);
    this.drawCircles(context);
    this.drawCrosses(context, parts.fakes);
    this.drawArrows(context, parts.arrows);
    if (onDesk) this.drawLens(context, onDesk);
  }

  x(value) {
    return (0.5 + (value - this.window.x) / (2 * this.window.half)) * this.side;
  }

  y(value) {
    return this.height / 2 - ((value - this.window.y) / (2 * this.window.half)) * this.side;
  }

  get size() {
    const least = this.side < 200 ? 1.2 : 2.5; // a thumbnail's marks are smaller
    return Math.max(least, this.side / 150) / Math.sqrt(this.window.half);
  }

  drawHeat(context, heat) {
    if (!heat) return;
    const [rows, cols] = heat.shape;
    const small = this.heat.getContext("2d");
    const picture = small.createImageData(cols, rows);
    const [real, fake] = [rgb(this.colours.real), rgb(this.colours.fake)];
    for (let i = 0; i < rows * cols; i++) {
      const belief = heat.values[i] / 255;
      const colour = belief > 0.5 ? real : fake;
      const at = 4 * ((rows - 1 - Math.floor(i / cols)) * cols + (i % cols)); // row 0 is at the bottom
      picture.data.set(colour, at);
      // The root keeps a cautious detective's faint leanings visible; full belief is still the strongest colour.
      picture.data[at + 3] = 255 * 0.62 * Math.sqrt(Math.abs(2 * belief - 1));
    }
    small.putImageData(picture, 0, 0);
    context.imageSmoothingEnabled = true;
    context.drawImage(this.heat, 0, 0, cols, rows, this.x(-1), this.y(1), this.x(1) - this.x(-1), this.y(-1) - this.y(1));
  }

  drawGrid(context, grid) {
    if (!grid) return;
    const [rows, cols] = grid.shape;
    const point = (r, c) => {
      const i = 2 * (r * cols + c);
      return [this.x(grid.values[i] / 32767), this.y(grid.values[i + 1] / 32767)];
    };
    context.beginPath();
    for (let r = 0; r < rows; r++) for (let c = 0; c < cols; c++) context[c ? "lineTo" : "moveTo"](...point(r, c));
    for (let c = 0; c < cols; c++) for (let r = 0; r < rows; r++) context[r ? "lineTo" : "moveTo"](...point(r, c));
    context.strokeStyle = this.colours.fake;
    context.globalAlpha = 0.38;
    context.lineWidth = 1;
    context.stroke();
    context.globalAlpha = 1;
  }

  drawCircles(context) {
    context.beginPath();
    for (let i = 0; i < this.reals.length; i += 2) {
      const [x, y] = [this.x(this.reals[i] / 32767), this.y(this.reals[i + 1] / 32767)];
      context.moveTo(x + this.size, y);
      context.arc(x, y, this.size, 0, 7);
    }
    context.fillStyle = this.colours.real;
    context.fill();
    context.strokeStyle = this.colours.card; // an edge, so that each is seen on the blue of belief too
    context.lineWidth = Math.min(0.8, this.size * 0.3);
    context.stroke();
  }

  drawCrosses(context, fakes) {
    if (!fakes) return;
    context.beginPath();
    const size = this.size * 0.95;
    for (let i = 0; i < fakes.values.length; i += 2) {
      const [x, y] = [this.x(fakes.values[i] / 32767), this.y(fakes.values[i + 1] / 32767)];
      context.moveTo(x - size, y - size);
      context.lineTo(x + size, y + size);
      context.moveTo(x - size, y + size);
      context.lineTo(x + size, y - size);
    }
    context.strokeStyle = this.colours.fake;
    context.lineWidth = Math.min(1.8, this.size * 0.6);
    context.stroke();
  }

  drawArrows(context, arrows) {
    if (!arrows) return;
    context.beginPath();
    for (let i = 0; i < arrows.values.length; i += 4) {
      const [x, y, dx, dy] = arrows.values.subarray(i, i + 4);
      arrow(context, this.x(x / this.extent), this.y(y / this.extent), this.x((x + dx) / this.extent), this.y((y + dy) / this.extent));
    }
    context.strokeStyle = this.colours.back;
    context.lineWidth = 2;
    context.stroke();
  }

  // A ring around what lies on the desk; a real one is of more than are drawn here, so it is drawn once more.
  drawLens(context, at) {
    context.beginPath();
    if (at.real) {
      context.arc(this.x(at.x), this.y(at.y), this.size, 0, 7);
      context.strokeStyle = this.colours.real;
      context.lineWidth = 3;
      context.stroke();
      context.beginPath();
    }
    context.arc(this.x(at.x), this.y(at.y), this.size * 3.4, 0, 7);
    context.strokeStyle = this.colours.ink;
    context.lineWidth = 2.5;
    context.stroke();
  }

  // Whether a place of the canvas is nearer to a real circle or to a cross, and to which; null far from all.
  nearest({ fakes }, x, y) {
    const best = { far: NEAR, index: null, real: false };
    for (const [values, real] of [[fakes?.values ?? [], false], [this.reals, true]]) {
      for (let i = 0; i < values.length; i += 2) {
        const far = Math.hypot(this.x(values[i] / 32767) - x, this.y(values[i + 1] / 32767) - y);
        if (far < best.far) Object.assign(best, { far, index: i / 2, real });
      }
    }
    return best.index === null ? null : best;
  }
}

export function placeOf(fakes, index) {
  if (!fakes || 2 * index + 1 >= fakes.values.length) return null;
  return { x: fakes.values[2 * index] / 32767, y: fakes.values[2 * index + 1] / 32767 };
}

function arrow(context, x0, y0, x1, y1) {
  const length = Math.hypot(x1 - x0, y1 - y0);
  if (length < 3) return;
  const head = Math.min(7, length / 2);
  const angle = Math.atan2(y1 - y0, x1 - x0);
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  for (const turn of [2.6, -2.6]) {
    context.moveTo(x1, y1);
    context.lineTo(x1 + head * Math.cos(angle + turn), y1 + head * Math.sin(angle + turn));
  }
}

function rgb(colour) {
  const number = Number.parseInt(colour.slice(1), 16);
  return [number >> 16, (number >> 8) & 255, number & 255];
}
