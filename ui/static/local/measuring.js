// Measures the players on fresh fakes and held-out real items, and asks a fresh referee (gan_core/engine/portable/judge.py).

import { chanceBand, coverage, middle, shareAbove } from "./gauges.js";
import { reading } from "./readers.js";

// Everything but the referee, of the averaged forger or of the forger itself, and the level above which the detective
// says "real"; `level` where that is given, `times` as many fakes as real items where they are to be known well.
export function measured(players, { live = false, level = null, times = 1 } = {}) {
  const { book, step } = players;
  const n = book.sizes.fresh;
  const start = (step * 131) % (players.heldOut.count - n + 1);
  const onReal = players.judge("judges", players.heldOut.rows(Array.from({ length: n }, (_, k) => start + k)));
  const onFake = [];
  let first = null;
  for (let k = 0; k < times; k++) {
    const rows = players.print("fresh", players.latents(players.rolls("fresh")(step * 4 + k), n), live);
    first ??= rows;
    onFake.push(...players.judge("judges", rows));
  }
  const threshold = level ?? (book.relative ? middle(onReal, onFake) : 0);
  const fooled = shareAbove(onFake, threshold);
  const seen = coverage(reading(players, first), book.about.shares);
  const verdicts = Math.floor(n / players.settings.pack);
  return {
    step, ...seen, modes_all: book.about.modes.length, d_accuracy: (shareAbove(onReal, threshold) + 1 - fooled) / 2, d_band: chanceBand(verdicts, verdicts),
    fooled, level: threshold, referee: null, referee_step: null, distance: null,
  };
}

// A fresh classifier that nobody has played against: `work` is one small step of it, true once `accuracy` stands.
export class Referee {
  // Of held-out real items and of fakes of this moment, unless others are given.
  constructor(players, { heldOut = players.heldOut, fakes = null } = {}) {
    const { book, programs, step } = players;
    Object.assign(this, { players, heldOut, plan: book.referee, atStep: step, accuracy: null, size: book.items.size });
    [this.learns, this.judges] = [programs["referee learns"], programs["referee judges"]];
    players.begin("referee", players.rolls("referee"), this.plan.first);
    this.fakes = fakes ?? this.printed();
    this.steps = this.judging();
  }

  work() {
    return this.steps.next().done;
  }

  *judging() {
    for (let done = 0; done < this.plan.steps; done++) {
      this.learn(done);
      yield;
    }
    yield* this.tests();
  }

  printed() {
    const { players, size, atStep, plan: { sample } } = this;
    const { fresh } = players.book.sizes;
    const fakes = new Float32Array(sample * size);
    for (let k = 0; k * fresh < sample; k++) {
      const some = players.print("fresh", players.latents(players.rolls("fresh")(99 + atStep * 4 + k), fresh), false);
      fakes.set(some.subarray(0, fakes.length - k * fresh * size), k * fresh * size);
    }
    return fakes;
  }

  // Even items teach, odd ones test; the first half of them is real.
  put(into, at, row, parity) {
    const half = this.plan.sample / 2;
    const item = 2 * (row % half) + parity;
    if (row < half) this.heldOut.put(into, at, item);
    else into.set(this.fakes.subarray(item * this.size, (item + 1) * this.size), at * this.size);
    return row < half ? 1 : 0;
  }

  learn(done) {
    const { sample, batch, steps, rate, last } = this.plan;
    const rows = this.players.rolls("referee")(1000 + done).rows(batch, sample, 0);
    const [into, labels] = [this.learns.input("rows"), this.learns.input("labels")];
    rows.forEach((row, k) => (labels[k] = this.put(into, k, row, 0)));
    this.learns.input("dials").set([rate * (1 + ((last - 1) * done) / steps), done + 1]);
    this.learns.run();
  }

  *tests() {
    const { sample, heard } = this.plan;
    let right = 0;
    for (let from = 0; from < sample; from += heard) {
      const into = this.judges.input("rows");
      const labels = Array.from({ length: Math.min(heard, sample - from) }, (_, k) => this.put(into, k, from + k, 1));
      this.judges.run();
      const logits = this.judges.output("logits");
      right += labels.reduce((sum, label, k) => sum + (logits[k] > 0 === Boolean(label)), 0);
      yield;
    }
    this.accuracy = right / sample;
  }
}
