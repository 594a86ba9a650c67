// What players and judges share: programs made ready in one memory, real items, dice, and how a forger's weights print.

import { realItems } from "./items.js";
import { Machine } from "./machine.js";
import { Rolls } from "./philox.js";

const Z = 1;
const GRAIN = 2;
const STACKS = ["weights", "mean", "square"];

export class Workshop {
  // `names` of the book's programs that are needed here, if not all.
  static async of(book, kernel, seed, names) {
    return new Workshop(book, await Machine.of(kernel), seed, names);
  }

  constructor(book, machine, seed, names = Object.keys(book.programs)) {
    Object.assign(this, { book, machine, seed });
    const ready = names.filter((name) => name in book.programs).map((name) => [name, machine.program(book.programs[name], name)]);
    this.programs = Object.fromEntries(ready);
    [this.train, this.heldOut] = realItems(book, this.programs, machine);
  }

  // The rolls of a stream, turn by turn.
  rolls(stream, seed = this.seed) {
    return (turn) => new Rolls(this.machine, seed, this.book.streams[stream], turn);
  }

  begin(player, rolls, first = this.book.first[player]) {
    first.forEach(({ shape: [, rows, columns], spread, empty: [from, to] }, k) => {
      for (const stack of STACKS) this.machine.keep(`${player}.${stack}.${k}`, [1, rows, columns]).piece && this.machine.state(`${player}.${stack}.${k}`).fill(0);
      if (!spread) return;
      const weights = rolls.normal(rows * columns, k, { factor: spread });
      this.machine.state(`${player}.weights.${k}`).set(weights.fill(0, from * columns, to * columns));
    });
  }

  latents(rolls, count) {
    const { size, uniform, pixels, grain } = this.book.latents;
    const z = uniform ? rolls.spread(count * size, uniform, Z) : rolls.normal(count * size, Z);
    return { z, grain: pixels ? rolls.normal(count * pixels, GRAIN, { factor: grain }) : null };
  }

  // What a forger of these weights makes of dice; items are as the networks see them, (n, d) in one row.
  printedBy(weights, name, { z, grain }) {
    const program = this.programs[name];
    weights.forEach((numbers, k) => program.input(`w${k}`).set(numbers));
    program.input("z").set(z);
    if (program.inputs.grain) program.input("grain").set(grain);
    program.run();
    return program.output("items").slice();
  }

  judge(name, rows) {
    const program = this.programs[name];
    program.input("rows").set(rows);
    program.run();
    return program.output("logits").slice();
  }
}
