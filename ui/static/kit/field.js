// A square of the plane on a canvas: fields of numbers as colour, the lines on which a field has one value, points.

import { colours, sized } from "./dom.js";

export class Field {
  // `extent`: the square reaches from −extent to extent.
  constructor(canvas, extent) {
    Object.assign(this, { canvas, extent });
  }

  // False while the canvas is not on screen.
  begin() {
    this.context = sized(this.canvas);
    if (!this.context) return false;
    this.colours = colours(this.canvas);
    const style = getComputedStyle(this.canvas);
    this.kinds = ["--st-violet-color", "--st-yellow-color"].map((name) => style.getPropertyValue(name).trim());
    this.side = this.canvas.clientWidth;
    this.context.clearRect(0, 0, this.side, this.side);
    return true;
  }

  place([x, y]) {
    return [((x / this.extent + 1) / 2) * this.side, ((1 - y / this.extent) / 2) * this.side];
  }

  at(event) {
    const box = this.canvas.getBoundingClientRect();
    const on = (share) => Math.max(-1, Math.min(1, 2 * share - 1)) * this.extent;
    return [on((event.clientX - box.left) / box.width), -on((event.clientY - box.top) / box.height)];
  }

  // Colour over cells, row 0 at the bottom; `strength(i)` from 0 to 1.
  paint(colour, strength, cells) {
    const paper = Object.assign(document.createElement("canvas"), { width: cells, height: cells });
    const context = paper.getContext("2d");
    context.fillStyle = colour;
    context.fillRect(0, 0, cells, cells);
    const image = context.getImageData(0, 0, cells, cells);
    for (let i = 0; i < cells * cells; i++) {
      const [row, column] = [Math.floor(i / cells), i % cells];
      image.data[4 * ((cells - 1 - row) * cells + column) + 3] = 255 * Math.min(1, strength(i));
    }
    context.putImageData(image, 0, 0);
    this.context.drawImage(paper, 0, 0, this.side, this.side);
  }

  // Where the field passes a level: a piece of line in each cell between four middles (marching squares).
  contour(values, level, cells, { colour = this.colours.ink, width = 2.5, dash = [] } = {}) {
    const { context } = this;
    const middle = (k) => ((k + 0.5) / cells) * this.side;
    const value = (row, column) => values[row * cells + column] - level;
    context.beginPath();
    for (let row = 0; row + 1 < cells; row++) {
      for (let column = 0; column + 1 < cells; column++) {
        const corners = [[row, column], [row, column + 1], [row + 1, column + 1], [row + 1, column]];
        const cuts = corners.flatMap((from, k) => {
          const to = corners[(k + 1) % 4];
          const [a, b] = [value(...from), value(...to)];
          if (a < 0 === b < 0) return [];
          const share = a / (a - b);
          const along = (axis) => from[axis] + share * (to[axis] - from[axis]);
          return [[middle(along(1)), this.side - middle(along(0))]];
        });
        for (let k = 0; k + 1 < cuts.length; k += 2) {
          context.moveTo(...cuts[k]);
          context.lineTo(...cuts[k + 1]);
        }
      }
    }
    Object.assign(context, { strokeStyle: colour, lineWidth: width, lineCap: "round" });
    context.setLineDash(dash);
    context.stroke();
    context.setLineDash([]);
  }

  // Kind 0 is a disc, kind 1 a square, null a grey disc; hollow ones are new.
  point(place, kind, { hollow = false, size = 4.5 } = {}) {
    const { context } = this;
    const [x, y] = this.place(place);
    context.beginPath();
    if (kind === 1) context.rect(x - size, y - size, 2 * size, 2 * size);
    else context.arc(x, y, size, 0, 7);
    const colour = kind === null ? this.colours.mute : this.kinds[kind];
    Object.assign(context, { fillStyle: colour, strokeStyle: hollow ? colour : this.colours.card, lineWidth: hollow ? 2 : 1.2 });
    if (!hollow) context.fill();
    context.stroke();
  }

  ring(place, radius) {
    const { context } = this;
    context.beginPath();
    context.arc(...this.place(place), radius, 0, 7);
    Object.assign(context, { strokeStyle: this.colours.ink, lineWidth: 2.5 });
    context.stroke();
  }
}
