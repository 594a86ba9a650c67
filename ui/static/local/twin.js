// One of two twins: players whose game can change while they play, as a slider and cures say (gan_core/collapse.py).

import { together } from "./cause.js";
import { Machine } from "./machine.js";
import { measured } from "./measuring.js";
import { Players } from "./players.js";
import { reading } from "./readers.js";

const ASKED = 64; // fakes whose feedback is looked at

export class Twin extends Players {
  static async of(book, kernel, seed) {
    return new Twin(book, await Machine.of(kernel), seed);
  }

  constructor(book, machine, seed) {
    super(book, machine, seed);
    this.games = {};
    this.common = this.programs;
    this.rule(0, null);
  }

  // Settings for a place of the slider from 0 to 1 and a cure: between its ends only the forger's rate changes, evenly.
  rule(strength, cure) {
    const { ends: [start, end], words } = this.book.twins.rulings[cure ?? ""];
    const { settings, game } = strength > 0 ? end : start;
    const rate = start.settings.lr_g + (end.settings.lr_g - start.settings.lr_g) * strength;
    this.settings = { ...this.book.experiment, ...settings, lr_g: rate };
    const { relative, programs } = this.book.twins.games[game];
    this.games[game] ??= Object.fromEntries(Object.entries(programs).map(([name, plain]) => [name, this.machine.program(plain, `${name} ${game}`)]));
    this.programs = { ...this.common, ...this.games[game] };
    this.book = { ...this.book, relative };
    this.words = words.said[words.at[Math.round(100 * strength)]];
  }

  // A detective who has learnt nothing; both players' Adam forgets.
  renew() {
    this.begin("detective", this.rolls("fresh detective")(this.step));
    for (const stack of ["mean", "square"]) this.book.first.forger.forEach((_, k) => this.machine.state(`forger.${stack}.${k}`).fill(0));
    this.counts = { detective: 0, forger: 0 };
  }

  // As of `measured`, and what the detective believes of each kind.
  measure() {
    const metrics = measured(this);
    this.level = metrics.level;
    return { ...metrics, ratings: this.ratings(metrics.level) };
  }

  // Its mean probability of “real” over held-out real items of each kind; null where there are none.
  ratings(level) {
    const { fresh } = this.book.sizes;
    const rows = this.heldOut.rows(Array.from({ length: fresh }, (_, k) => k));
    const logits = this.judge("judges", rows);
    this.kinds ??= reading(this, rows).mode;
    const [sums, counts] = [this.book.about.modes.map(() => 0), this.book.about.modes.map(() => 0)];
    this.kinds.forEach((kind, k) => {
      if (kind < 0) return;
      sums[kind] += 1 / (1 + Math.exp(level - logits[k]));
      counts[kind] += 1;
    });
    return sums.map((sum, kind) => (counts[kind] ? sum / counts[kind] : null));
  }

  // Of points: the share of its fakes that its feedback pushes one way.
  together() {
    const { items: { size }, about: { kind } } = this.book;
    if (kind !== "points") return null;
    const rows = this.print("wall", this.fixed).subarray(0, ASKED * size);
    return together(this.examine("examines", rows).feedback, size);
  }
}
