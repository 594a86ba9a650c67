// The expert (gan_core/engine/expert.py, portable/expert.py): a judge who learns until it improves no more, and says then
// how often it is right, what gives the fakes away, and on pictures where it looks.

import { floats } from "./bytes.js";
import { chanceBand, shareAbove } from "./gauges.js";
import { giveaway } from "./giveaway.js";
import { measuring } from "./traits.js";

const [ORDER, LESSONS] = [0, 1]; // rolls of the occasion 1000
const OCCASION = 1000;
const PRINTS = 1_000_000; // fakes come of rolls that are used for nothing else

export class Expert {
  // Of fakes that a forger of these weights makes, and of the real items that there are, unless others are given.
  constructor(workshop, { step, seed, weights = null }, { real = null, count = null, fakes = null } = {}) {
    const { book, programs, machine } = workshop;
    Object.assign(this, { workshop, step, weights, plan: book.expert, size: book.items.size, word: null, progress: 0, lessons: 0, stock: [], printed: 0 });
    Object.assign(this, { learns: programs["expert learns"], judges: programs["expert judges"], looks: programs["expert looks"] });
    this.rolls = workshop.rolls("expert", seed);
    this.fresh = workshop.rolls("fresh", seed);
    this.fakes = fakes ?? (() => this.prints());
    this.real = real ?? ((into, at, row) => this.held(into, at, row));
    workshop.begin("expert", this.rolls(0), this.plan.first);
    for (const name of ["centre", "unit"]) machine.state(`expert.${name}`).set(floats(this.plan[name]));
    this.part(count ?? workshop.train.count + workshop.heldOut.count);
    this.steps = this.studies();
  }

  // One small step; true once its `word` stands.
  work() {
    return this.steps.next().done;
  }

  *studies() {
    const choice = [];
    for (const pair of this.pairs(this.choice)) {
      choice.push(pair);
      yield;
    }
    yield* this.learning(choice);
    yield* this.exam();
  }

  // ---- items, as the networks see them

  // Real items in three parts that never meet, by chance.
  part(count) {
    const { choice, exam } = this.plan.parts;
    const order = Uint32Array.from({ length: count }, (_, k) => k);
    const words = this.rolls(OCCASION).words(count, ORDER);
    for (let k = count - 1; k > 0; k--) {
      const other = Math.floor((words[k] * (k + 1)) / 2 ** 32);
      [order[k], order[other]] = [order[other], order[k]];
    }
    this.choice = order.subarray(0, choice);
    this.tested = order.subarray(choice, choice + exam);
    this.known = order.subarray(choice + exam);
  }

  held(into, at, row) {
    const { train, heldOut } = this.workshop;
    if (row < train.count) train.put(into, at, row);
    else heldOut.put(into, at, row - train.count);
  }

  rows(list) {
    const out = new Float32Array(list.length * this.size);
    list.forEach((row, k) => this.real(out, k, row));
    return out;
  }

  prints() {
    this.printed += 1;
    const { workshop, weights, step } = this;
    return workshop.printedBy(weights, "fresh", workshop.latents(this.fresh(PRINTS + step * 64 + this.printed), workshop.book.sizes.fresh));
  }

  // So many fresh fakes.
  made(count) {
    const out = new Float32Array(count * this.size);
    for (let at = 0; at < out.length; ) {
      if (!this.stock.length) this.stock = this.fakes();
      const some = this.stock.subarray(0, out.length - at);
      out.set(some, at);
      this.stock = this.stock.subarray(some.length);
      at += some.length;
    }
    return out;
  }

  // Real items and as many fakes, a piece at a time.
  *pairs(rows) {
    const piece = this.judges.input("rows").length / this.size;
    for (let from = 0; from < rows.length; from += piece) {
      const real = this.rows(rows.subarray(from, from + piece));
      yield [real, this.made(real.length / this.size)];
    }
  }

  // ---- learning

  // Until the items kept apart are judged no better, twice: at a high rate, then at a low one.
  *learning(choice) {
    const { steps, look, patience, rates, certain } = this.plan.pace;
    let best = Infinity;
    let kept = this.state("weights").map((numbers) => numbers.slice());
    for (const rate of rates) {
      for (const part of ["mean", "square"]) for (const numbers of this.state(part)) numbers.fill(0);
      for (let waited = 0, count = 1; waited < patience && this.lessons < steps && best > certain; count++) {
        this.lesson(rate, count);
        yield;
        if (this.lessons % look) continue;
        const loss = yield* this.loss(choice);
        waited += 1;
        if (loss < best) [best, kept, waited] = [loss, this.state("weights").map((numbers) => numbers.slice()), 0];
      }
      this.state("weights").forEach((numbers, k) => numbers.set(kept[k]));
    }
  }

  state(part) {
    return this.plan.first.map((_, k) => this.workshop.machine.state(`expert.${part}.${k}`));
  }

  lesson(rate, count) {
    const { learns, known, size, plan: { batch, pace } } = this;
    const fakes = this.made(batch); // before any place is looked up: whatever prints may move the memory
    const rows = this.rolls(OCCASION + 1 + this.lessons).rows(batch, known.length, LESSONS);
    const real = this.rows(Array.from(rows, (row) => known[row]));
    learns.input("rows").set(real);
    learns.input("rows").set(fakes, batch * size);
    learns.input("labels").fill(0).fill(1, 0, batch);
    learns.input("dials").set([rate, count]);
    learns.run();
    this.lessons += 1;
    this.progress = (0.9 * this.lessons) / pace.steps;
  }

  // Cross-entropy over the items kept apart.
  *loss(pairs) {
    const sides = [[], []];
    for (const pair of pairs) {
      pair.forEach((rows, side) => sides[side].push(...this.scores(rows)));
      yield;
    }
    const mean = (logits, sign) => logits.reduce((sum, x) => sum + Math.log1p(Math.exp(-Math.abs(x))) + Math.max(0, -sign * x), 0) / logits.length;
    return (mean(sides[0], 1) + mean(sides[1], -1)) / 2;
  }

  scores(rows) {
    return this.workshop.judge("expert judges", rows).subarray(0, rows.length / this.size);
  }

  // ---- its word

  *exam() {
    const measures = measuring(this.workshop, (count) => this.rows(this.known.subarray(0, count)));
    const seen = [0, 1].map(() => ({ scores: [], measured: [] })); // of real items, of fakes
    let looks = null;
    for (const pair of this.pairs(this.tested)) {
      looks ??= this.looks && this.lookedAt(pair[1]);
      pair.forEach((rows, side) => {
        seen[side].scores.push(...this.scores(rows));
        measures?.(rows).forEach((values, trait) => (seen[side].measured[trait] ??= []).push(...values));
      });
      yield;
    }
    this.word = this.said(...seen, looks);
  }

  said(real, fake, looks) {
    const { step, lessons, plan: { traits } } = this;
    const found = traits && giveaway(traits.words, real.measured, fake.measured);
    const accuracy = (shareAbove(real.scores, 0) + 1 - shareAbove(fake.scores, 0)) / 2;
    const band = chanceBand(real.scores.length, fake.scores.length);
    return { step, accuracy, band, lessons, giveaway: found && found.words, alone: found && found.accuracy, looks_at: looks && this.place(looks), looks };
  }

  // Where a small change would move the verdict most, over many fakes: pixel by pixel, 255 where it looks most.
  lookedAt(fakes) {
    const { size, looks, plan: { looked }, workshop: { book: { items: { order }, about: { item: [height, width] } } } } = this;
    looks.input("rows").set(fakes.subarray(0, looked * size));
    looks.run();
    const slopes = looks.output("slopes");
    const strength = new Float64Array(height * width);
    for (let q = 0; q < order.length; q++) for (let k = 0; k < looked; k++) strength[q % strength.length] += Math.abs(slopes[k * size + order[q]]);
    const most = strength.reduce((best, one) => Math.max(best, one), 1e-12);
    return Uint8Array.from(strength, (one) => Math.round((255 * one) / most));
  }

  // The part of a picture, of those named, that it looks at most for its size.
  place(looks) {
    const mean = (mask) => looks.reduce((sum, one, k) => sum + (mask[k] === "1" ? one : 0), 0) / mask.replaceAll("0", "").length;
    const [best = null] = [...this.plan.places].sort(([, a], [, b]) => mean(b) - mean(a));
    return best && best[0];
  }
}
