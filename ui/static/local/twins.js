// Two twins as one run without a server: the same seed, the same start; a slider and cures rule the second one
// (live/worker/collapse.py). Moves are kept with their rounds: done again in the same rounds they make the same run.

import { cause } from "./cause.js";
import { Record } from "./gauges.js";
import { Run } from "./run.js";

const RULED = 1;
const MOST = 200; // moves that a link may hold
const MARKS = 2000; // looks of both that are kept; of more every other one goes

export class Twins extends Run {
  // `moves`: [[round, strength, cure], …], to be done in their rounds; it stands still at `until`.
  constructor(pair, name, { moves = [], until = null } = {}) {
    super(pair[0], name);
    Object.assign(this, { pair, until, done: [], coming: [...moves].sort(([a], [b]) => a - b), lost: 0, looked: [], next: 0, looks: [null, null], before: null, pushed: null });
    this.records = [this.record, new Record(this.book.bars)];
    this.painters = pair.map((twin) => (twin === pair[0] ? this.pictures : new this.pictures.constructor(twin)));
  }

  // ---- the slider

  push(strength, cure) {
    this.takeOver();
    this.move(strength, cure);
  }

  // Whoever plays on by hand follows a link no further.
  takeOver() {
    Object.assign(this, { until: null, coming: [] });
  }

  move(strength, cure) {
    const before = this.done.at(-1)?.[2] ?? null;
    this.pair[RULED].rule(strength, cure);
    if (cure && cure !== before && this.book.twins.rulings[cure].fresh) this.pair[RULED].renew();
    const { step } = this.players;
    const moves = [...this.done.filter(([at]) => at !== step), [step, strength, cure]];
    this.lost += Math.max(0, moves.length - MOST);
    this.done = moves.slice(-MOST);
  }

  // ---- training

  train(started) {
    if (this.until !== null && this.players.step >= this.until) return Object.assign(this, { until: null, playing: false, unseen: true });
    super.train(started);
  }

  get early() {
    return super.early || this.players.step === this.until;
  }

  // In one piece, so that nobody sees one of them a turn ahead.
  *fullRound() {
    const started = performance.now();
    while (this.coming.length && this.coming[0][0] <= this.players.step) this.move(...this.coming.shift().slice(1));
    for (const twin of this.pair) twin.round();
    this.seconds += (performance.now() - started) / 1000;
  }

  // In slow motion, too, a step is a whole round of both.
  beat(_, tell) {
    this.goOn();
    this.measureBoth();
    this.show(tell, true);
  }

  // ---- looking: one after the other

  measure() {
    const k = this.next;
    this.next = 1 - k;
    if (this.pair[k].diverged) return;
    const { ratings, ...metrics } = this.pair[k].measure();
    if (k === 0) this.note(metrics);
    else this.records[k].note(metrics, this.seconds);
    if (k === RULED && this.looks[k]?.step < metrics.step) this.before = this.looks[k];
    this.looks[k] = { ...metrics, ratings };
    if (k === RULED) this.pushed = this.pair[k].together();
    this.looked.push([k, metrics.step, metrics.d_accuracy, metrics.modes, metrics.high_quality, metrics.shares.map((share) => Math.round(1000 * share))]);
    if (this.looked.length > MARKS) this.looked = this.looked.filter((_, at) => at % 4 < 2);
  }

  measureBoth() {
    for (const twin of this.pair) if (this.looks[this.next]?.step !== twin.step) this.measure();
  }

  judge() {}

  rest(tell) {
    if (!this.unseen) return false;
    this.unseen = false;
    this.measureBoth();
    this.show(tell, true);
    return true;
  }

  // ---- what is told

  onDesk() {
    return this.pair.map((twin, k) => this.painters[k].shot(0));
  }

  sections(shots) {
    return shots.flatMap((shot, member) => this.painters[member].sections(shot).map((section) => ({ ...section, member })));
  }

  header(shots) {
    const diverged = this.pair.map((twin) => twin.diverged).find(Boolean) ?? null;
    const members = this.records.map((record) => ({ ...this.figures(record.metrics, record), desk: null }));
    return { ...super.header(shots[0]), members, diverged, verdict: null, expert: null, parts: { collapse: { ...this.parts.collapse, why: this.why(), members: this.pair.map((twin, k) => this.rules(twin, k)) } } };
  }

  get parts() {
    return { collapse: { moves: [...this.done, ...this.coming], until: this.until, lost: this.lost } };
  }

  why() {
    const { modes, vocabulary } = this.book.about;
    return this.looks[RULED] && cause(this.looks[RULED], this.before, modes, vocabulary.kinds, this.pushed);
  }

  // What rules a twin, and what its detective believes of each kind.
  rules({ settings, words }, k) {
    const { lr_g, lr_d, loss, r1, r2, pack, mbstd } = settings;
    return { ratings: this.looks[k]?.ratings ?? null, words, settings: { ratio: lr_d ? lr_g / lr_d : null, lr_g, lr_d, loss, r1, r2, pack, mbstd } };
  }

  curve(more = {}) {
    return super.curve({ parts: { collapse: { ...this.parts.collapse, marks: this.looked } }, ...more });
  }
}
