// Measures the players on fresh fakes and held-out real items, and asks a fresh referee (gan_core/engine/portable/judge.py).

import { chanceBand, coverage, middle, read, shareAbove } from "./gauges.js";

// Everything but the referee, of the averaged forger or of the forger itself, and the level above which the detective
// says "real"; `level` where that is given, `times` as many fakes as real items where they are to be known well.
export function measured(players, { live = false, level = null, times = 1 } = {}) {
  const { book, step } = players;
  const { size, scale } = book.items;
  const n = book.sizes.fresh;
  const start = (step * 131) % (players.heldOut.length / size - n + 1);
  const real = players.heldOut.subarray(start * size, (start + n) * size);
  const onReal = players.judge("judges", players.scaled(real));
  const onFake = [];
  let first = null;
  for (let k = 0; k < times; k++) {
    const rows = players.print("fresh", players.latents(players.rolls("fresh")(step * 4 + k), n), live);
    first ??= rows;
    onFake.push(...players.judge("judges", rows));
  }
  const threshold = level ?? (book.relative ? middle(onReal, onFake) : 0);
  const fooled = shareAbove(onFake, threshold);
  const seen = coverage(read(first.map((x) => x * scale), size, book.reader), book.about.shares);
  const verdicts = Math.floor(n / players.settings.pack);
  return {
    step, ...seen, modes_all: book.about.modes.length, d_accuracy: (shareAbove(onReal, threshold) + 1 - fooled) / 2, d_band: chanceBand(verdicts, verdicts),
    fooled, level: threshold, referee: null, referee_step: null, mixed: null, distance: null,
  };
}

// A fresh classifier that nobody has played against: `work` is one small step of it, true once `accuracy` stands.
export class Referee {
  constructor(players) {
    const { book, machine } = players;
    Object.assign(this, { players, plan: book.referee, atStep: players.step, done: 0, accuracy: null });
    const { sample } = this.plan;
    const { size } = book.items;
    players.begin("referee", players.rolls("referee"), this.plan.first);
    const fakes = [];
    for (let k = 0; fakes.length < sample * size; k++) fakes.push(...players.print("fresh", players.latents(players.rolls("fresh")(99 + players.step * 4 + k), book.sizes.fresh), false));
    const reals = players.scaled(players.heldOut.subarray(0, sample * size));
    this.items = [reals, Float32Array.from(fakes.slice(0, sample * size))];
    this.learns = players.programs["referee learns"];
    this.judges = players.programs["referee judges"];
    this.size = size;
    this.machine = machine;
  }

  // Even items teach, odd ones test; the first half of them is real.
  put(into, at, row, parity) {
    const half = this.plan.sample / 2;
    const items = this.items[row < half ? 0 : 1];
    const from = (2 * (row % half) + parity) * this.size;
    for (let j = 0; j < this.size; j++) into[at * this.size + j] = items[from + j];
    return row < half ? 1 : 0;
  }

  work() {
    if (this.done < this.plan.steps) this.learn();
    else if (this.accuracy === null) this.accuracy = this.tested();
    return this.accuracy !== null;
  }

  learn() {
    const { sample, batch, steps, rate, last } = this.plan;
    const rows = this.players.rolls("referee")(1000 + this.done).rows(batch, sample, 0);
    const [into, labels] = [this.learns.input("rows"), this.learns.input("labels")];
    rows.forEach((row, k) => (labels[k] = this.put(into, k, row, 0)));
    this.learns.input("dials").set([rate * (1 + ((last - 1) * this.done) / steps), this.done + 1]);
    this.learns.run();
    this.done += 1;
  }

  tested() {
    const { sample } = this.plan;
    const into = this.judges.input("rows");
    const labels = Array.from({ length: sample }, (_, row) => this.put(into, row, row, 1));
    this.judges.run();
    return this.judges.output("logits").reduce((right, logit, k) => right + (logit > 0 === Boolean(labels[k])), 0) / sample;
  }
}
