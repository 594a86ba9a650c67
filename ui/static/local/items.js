// Real items (gan_core/engine/portable/items.py): shipped as whole numbers, or drawn here by the data set's own press.

import { bytes } from "./bytes.js";
import { Rolls } from "./philox.js";

const SEED = 0; // the real items are the same in every run
const RUN = 1; // of the press, in which they are printed
const BLOCK = { normal: 16, uniform: 8, chance: 8 }; // numbers in a block, by the way of a die

export class Items {
  // `whole`: rows of so many numbers each, as fractions of `levels` of `reach`; those from the row `first` on are of this
  // part. A `press` draws them when they are needed.
  constructor(whole, first, count, { size, scale, reach, levels }, press = null) {
    Object.assign(this, { whole, first, count, size, scale, unit: reach / levels, press });
  }

  // Items in the data's own units, one after the other.
  part(from, to) {
    const out = this.rows(Array.from({ length: to - from }, (_, k) => from + k));
    return out.map((x) => x * this.scale);
  }

  // Some of them as the networks see them.
  rows(list) {
    this.press?.need(Array.from(list, (row) => this.first + row));
    const out = new Float32Array(list.length * this.size);
    list.forEach((row, k) => this.put(out, k, row));
    return out;
  }

  // One of them, as the networks see it, at a place among others.
  put(into, place, row) {
    this.press?.need([this.first + row]);
    const { whole, size, unit } = this;
    const from = (this.first + row) * size;
    const to = place * size;
    const scale = Math.fround(this.scale);
    for (let j = 0; j < size; j++) into[to + j] = Math.fround(whole[from + j] * unit) / scale;
  }
}

// Those to learn from and those that are held out.
export function realItems({ items, streams }, programs, machine) {
  const { counts, levels } = items;
  const parts = [["train", 0], ["held_out", counts.train]];
  if (items.dice) {
    const press = new Press(machine, programs.draws, items, new Rolls(machine, SEED, streams.items, RUN));
    return parts.map(([name, first]) => new Items(press.whole, first, counts[name], items, press));
  }
  const kind = levels > 127 ? Int16Array : Int8Array;
  return parts.map(([name]) => new Items(new kind(bytes(items[name]).buffer), 0, counts[name], items));
}

// Draws items when they are first needed, a sheet at a time: those that are asked for, and the next ones that are not there.
class Press {
  constructor(machine, program, items, rolls) {
    const { size, counts } = items;
    const count = counts.train + counts.held_out;
    Object.assign(this, { machine, program, items, rolls, count, sheet: program.output("items").length / size });
    Object.assign(this, { there: new Uint8Array(count), missing: count });
    this.whole = new Int16Array(count * size);
    this.place = Int32Array.from(items.order);
    this.need([0]); // so that no later sheet asks for more memory while others look at it
  }

  need(rows) {
    if (!this.missing) return;
    const wanted = [...new Set(rows)].filter((row) => !this.there[row]);
    for (let k = 0; k < wanted.length; k += this.sheet) this.draw(wanted.slice(k, k + this.sheet));
  }

  draw(rows) {
    for (const row of rows) this.there[row] = 1;
    for (let row = rows[0], k = 0; rows.length < this.sheet && k < this.count; k++, row = (row + 1) % this.count) {
      if (this.there[row]) continue;
      this.there[row] = 1;
      rows.push(row);
    }
    this.missing -= rows.length;
    const { program, place, whole, items: { size, dice, levels, reach } } = this;
    dice.forEach((die, what) => this.roll(die, rows, what));
    program.run();
    const printed = program.output("items");
    const factor = levels / reach;
    rows.forEach((row, k) => {
      for (let q = 0; q < size; q++) {
        const x = printed[k * size + q] * factor;
        whole[row * size + place[q]] = x > levels ? levels : x < -levels ? -levels : Math.round(x);
      }
    });
  }

  // One die of gan_core/data/dice.py for each of these items: what falls follows from the item's row.
  roll({ way, shape, low, high }, rows, what) {
    const numbers = shape.reduce((product, n) => product * n, 1);
    const blocks = way === "choice" ? 1 : Math.ceil(numbers / BLOCK[way]);
    const fallen = rows.map((row) => rolled(this.rolls, { way, numbers, low, high }, what, row * blocks));
    const into = this.program.input(`roll${what}`);
    fallen.forEach((one, k) => into.set(one, k * numbers));
  }
}

function rolled(rolls, { way, numbers, low, high }, what, first) {
  const [from, to] = [low, high].map(Math.fround);
  if (way === "normal") return rolls.normal(numbers, what, { first, factor: high });
  if (way === "chance") return rolls.uniform(numbers, what, first).map((x) => (x < to ? 1 : 0));
  if (way === "uniform") return rolls.uniform(numbers, what, first).map((x) => from + Math.fround(Math.fround(high - low) * x));
  const [chosen] = rolls.rows(1, numbers, what, first);
  return new Float32Array(numbers).fill(1, chosen, chosen + 1);
}
