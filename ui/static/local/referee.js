// The quick referee (gan_core/engine/referee.py, portable/referee.py): a fresh classifier that nobody has played against.

export class Referee {
  // Of fakes that a forger of these weights makes at this step, unless others are given, and of held-out real items.
  constructor(workshop, { step, seed, weights = null }, { heldOut = workshop.heldOut, fakes = null } = {}) {
    const { book, programs } = workshop;
    Object.assign(this, { workshop, step, weights, fakes, heldOut, plan: book.referee, word: null, progress: 0, size: book.items.size });
    [this.learns, this.judges] = [programs["referee learns"], programs["referee judges"]];
    this.rolls = workshop.rolls("referee", seed);
    this.fresh = workshop.rolls("fresh", seed);
    workshop.begin("referee", this.rolls(0), this.plan.first);
    this.steps = this.judging();
  }

  // One small step; true once its `word` stands.
  work() {
    return this.steps.next().done;
  }

  *judging() {
    if (!this.fakes) yield* this.prints();
    for (let done = 0; done < this.plan.steps; done++) {
      this.learn(done);
      yield;
    }
    yield* this.tests();
  }

  *prints() {
    const { workshop, size, step, weights, plan: { sample } } = this;
    const { fresh } = workshop.book.sizes;
    this.fakes = new Float32Array(sample * size);
    for (let k = 0; k * fresh < sample; k++) {
      const some = workshop.printedBy(weights, "fresh", workshop.latents(this.fresh(99 + step * 4 + k), fresh));
      this.fakes.set(some.subarray(0, this.fakes.length - k * fresh * size), k * fresh * size);
      yield;
    }
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
    const rows = this.rolls(1000 + done).rows(batch, sample, 0);
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
    this.word = { accuracy: right / sample, step: this.step };
  }
}
