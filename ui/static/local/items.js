// Real items (gan_core/engine/portable/items.py): shipped as whole numbers, or drawn here by the data set's own press.

import { bytes } from "./bytes.js";
import { Rolls } from "./philox.js";

const SEED = 0; // the real items are the same in every run

export class Items {
  // `whole`: rows of so many numbers each, as fractions of `levels` of `reach`; those from the row `first` on are of this
  // part. A `press` draws them when they are needed.
  constructor(whole, first, count, { size, scale, reach, levels }, press = null) {
    Object.assign(this, { whole, first, count, size, scale, unit: reach / levels, press });
  }

  // How many are dealt from in a round. Drawing takes a while: at first there are few, and with each round come more.
  dealt(step) {
    return this.press ? Math.min(this.count, this.press.sheet * (step + 1)) : this.count;
  }

  // Where a row begins.
  at(row) {
    this.press?.need(this.first + row);
    return (this.first + row) * this.size;
  }

  // Items in the data's own units, one after the other.
  part(from, to) {
    const out = this.rows(Array.from({ length: to - from }, (_, k) => from + k));
    return out.map((x) => x * this.scale);
  }

  // Some of them as the networks see them.
  rows(list) {
    const out = new Float32Array(list.length * this.size);
    list.forEach((row, k) => this.put(out, k, row));
    return out;
  }

  // One of them, as the networks see it, at a place among others.
  put(into, place, row) {
    const { whole, size } = this;
    const [from, to] = [this.at(row), place * size];
    const factor = this.unit / this.scale;
    for (let j = 0; j < size; j++) into[to + j] = whole[from + j] * factor;
  }
}

// Those to learn from and those that are held out.
export function realItems({ items, streams }, programs, machine) {
  const { counts, levels } = items;
  const parts = [["train", 0], ["held_out", counts.train]];
  if (items.dice) {
    const press = new Press(machine, programs.draws, items, (sheet) => new Rolls(SEED, streams.items, sheet));
    return parts.map(([name, first]) => new Items(press.whole, first, counts[name], items, press));
  }
  const kind = levels > 127 ? Int16Array : Int8Array;
  return parts.map(([name]) => new Items(new kind(bytes(items[name]).buffer), 0, counts[name], items));
}

// Draws items sheet by sheet, each when something on it is first needed.
class Press {
  constructor(machine, program, items, rolls) {
    const { size, counts } = items;
    Object.assign(this, { machine, program, items, rolls, sheet: program.output("items").length / size, drawn: new Set() });
    this.whole = new Int16Array((counts.train + counts.held_out) * size);
    this.place = Int32Array.from(items.order);
    this.need(0); // so that no later sheet asks for more memory while others look at it
  }

  need(row) {
    const sheet = Math.floor(row / this.sheet);
    if (this.drawn.has(sheet)) return;
    this.drawn.add(sheet);
    this.draw(sheet);
  }

  draw(sheet) {
    const { machine, program, place, whole, items: { size, dice, levels, reach } } = this;
    dice.forEach((die, what) => program.input(`roll${what}`).set(rolled(machine, die, this.rolls(sheet), this.sheet, what)));
    program.run();
    const printed = program.output("items");
    const factor = levels / reach;
    const start = sheet * this.sheet * size;
    const end = Math.min(printed.length, whole.length - start);
    for (let from = 0; from < end; from += size) {
      for (let q = 0; q < size; q++) {
        const x = printed[from + q] * factor;
        whole[start + from + place[q]] = x > levels ? levels : x < -levels ? -levels : Math.round(x);
      }
    }
  }
}

// One die of gan_core/data/dice.py, rolled for so many items.
function rolled(machine, { way, shape, low, high }, rolls, count, what) {
  const numbers = count * shape.reduce((product, n) => product * n, 1);
  if (way === "normal") return machine.normal(rolls, numbers, what, high);
  if (way === "uniform") return rolls.uniform(numbers, what).map((x) => low + (high - low) * x);
  if (way === "chance") return rolls.uniform(numbers, what).map((x) => (x < high ? 1 : 0));
  const chosen = new Float32Array(numbers);
  rolls.rows(count, shape[0], what).forEach((one, k) => (chosen[k * shape[0] + one] = 1));
  return chosen;
}
