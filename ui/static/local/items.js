// Real items (gan_core/engine/portable/items.py): shipped as whole numbers, or drawn here by the data set's own press.

import { bytes } from "./bytes.js";
import { Rolls } from "./philox.js";

const SEED = 0; // the real items are the same in every run

export class Items {
  // `whole`: rows of so many numbers each, as fractions of `levels` of `reach`.
  constructor(whole, { size, scale, reach, levels }) {
    Object.assign(this, { whole, size, scale, unit: reach / levels, count: whole.length / size });
  }

  // Items in the data's own units, one after the other.
  part(from, to) {
    return Float32Array.from(this.whole.subarray(from * this.size, to * this.size), (k) => k * this.unit);
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
    const factor = this.unit / this.scale;
    for (let j = 0; j < size; j++) into[place * size + j] = whole[row * size + j] * factor;
  }
}

// Those to learn from and those that are held out.
export function realItems({ items, streams }, programs, machine) {
  const { counts, levels } = items;
  if (!items.dice) return ["train", "held_out"].map((name) => new Items(new (levels > 127 ? Int16Array : Int8Array)(bytes(items[name]).buffer), items));
  const all = drawn(machine, programs.draws, items, (sheet) => new Rolls(SEED, streams.items, sheet), counts.train + counts.held_out);
  const cut = counts.train * items.size;
  return [new Items(all.subarray(0, cut), items), new Items(all.subarray(cut), items)];
}

function drawn(machine, program, { size, order, dice, reach, levels }, rolls, count) {
  const all = new Int16Array(count * size);
  const place = Int32Array.from(order);
  const factor = levels / reach;
  const sheet = program.output("items").length / size;
  for (let done = 0; done < count; done += sheet) {
    dice.forEach((die, what) => program.input(`roll${what}`).set(rolled(machine, die, rolls(done / sheet), sheet, what)));
    program.run();
    const printed = program.output("items");
    const here = Math.min(sheet, count - done);
    for (let k = 0; k < here; k++) {
      const [from, to] = [k * size, (done + k) * size];
      for (let q = 0; q < size; q++) {
        const x = printed[from + q] * factor;
        all[to + place[q]] = x > levels ? levels : x < -levels ? -levels : Math.round(x);
      }
    }
  }
  return all;
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
