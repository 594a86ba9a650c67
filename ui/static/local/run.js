// One run without a server: it trains in slices and tells its pages in the words of docs/architecture.md what live/worker/training.py would.

import { Allowance } from "./allowance.js";
import { EXAMINING, closeUp, gained } from "./closely.js";
import { Record, stageOf } from "./gauges.js";
import { History } from "./history.js";
import { Judges } from "./judges.js";
import { measured } from "./measuring.js";
import { toTell } from "../kit/words.js";
import { encoded } from "./encoded.js";
import { Marks } from "./marks.js";
import { Notes } from "./notes.js";
import { Pictures } from "./pictures.js";
import { BEATS, beatSentence, laidSentence, sentence, verdict } from "./words.js";

const SLICE = 12; // ms of training between two looks at the clock
const LOOK = 400; // ms between two looks at what lies on the desk, at full speed
const SHOW_NOTE = 1200; // ms that it stays there
const SHOW_LAID = 20000; // ms that it stays if a visitor laid it there
const DESK = 24; // items that take turns on it
const KEPT = 300; // ms between pictures that the history keeps
const EARLY = new Set([1, 2, 4, 8, 16, 32, 64, 128, 256]); // rounds after which to look in any case

export class Run {
  // `since`: the seconds and stages of what came before, of a run that goes on here; `far`: a court elsewhere, if there is one.
  constructor(players, name, since = null, far = null) {
    Object.assign(this, { players, name, book: players.book, playing: true, pace: {}, phase: "round", seconds: 0, seq: 0, index: 0, half: false, unseen: true });
    this.record = new Record(players.book.bars);
    if (since) {
      this.seconds = since.seconds;
      this.record.goOn(since.stages);
    }
    this.pictures = players.book.about.kind === "image" ? new Notes(players) : new Pictures(players);
    this.history = new History();
    this.points = [...(since?.points ?? [])];
    this.moments = (since?.stages ?? []).map((reached) => ({ ...reached, message: null })); // the picture of each stage reached here
    this.marks = new Marks();
    this.jobs = { pictures: new Allowance(0.25, 33), looks: new Allowance(0.05, 500) };
    this.judges = new Judges(this, far);
    this.piece = null; // a round that was begun
    this.nextRound = this.lookAt = this.noteUntil = this.keptAt = 0;
    this.laid = null; // {index, real, z}: a visitor's choice for the desk
  }

  get status() {
    return this.players.diverged ? "diverged" : this.playing ? "running" : "paused";
  }

  // One small slice of work; `tell(message)` takes what there is to see. True while there is more to do.
  work(tell) {
    if (this.players.diverged) this.stop();
    if (!this.playing) return this.rest(tell);
    const now = performance.now();
    if (this.pace.beats) {
      if (now < this.nextRound) return true;
      this.nextRound = Math.max(this.nextRound + 1000 / this.pace.beats, now);
      this.beat(BEATS[(BEATS.indexOf(this.phase) + 1) % BEATS.length], tell);
      return true;
    }
    this.train(now);
    if (!this.piece) this.look();
    if (this.jobs.pictures.due(performance.now())) this.show(tell);
    return true;
  }

  // ---- training

  // Rounds, or parts of one, for a slice of time: a picture that is due need not wait for the end of a round.
  train(started) {
    const { rounds } = this.pace;
    if (rounds && !this.piece) {
      if (started < this.nextRound) return;
      this.nextRound = Math.max(this.nextRound + 1000 / rounds, started);
    }
    do {
      this.goOn();
    } while (performance.now() - started < SLICE && (this.piece || !(rounds || this.early || this.players.diverged)));
    this.phase = "round";
  }

  // One more part of a round.
  goOn() {
    this.piece ??= this.fullRound();
    if (this.piece.next().done) this.piece = null;
  }

  // What a visitor asks for finds whole rounds.
  settle() {
    while (this.piece) this.goOn();
  }

  stop() {
    this.settle();
    this.playing = false;
  }

  *fullRound() {
    if (!this.half) {
      this.turns("detective");
      yield;
    }
    this.turns("forger");
  }

  // All turns of one player in a round; both together are counted as one.
  turns(player) {
    const started = performance.now();
    const { d_steps, g_steps } = this.players.settings;
    for (let k = 0; k < (player === "detective" ? d_steps : g_steps); k++) this.players.turn(player);
    if (player === "forger" && this.half) this.players.step += 1;
    this.half = player === "detective";
    this.seconds += (performance.now() - started) / 1000;
  }

  get early() {
    return EARLY.has(this.players.step) && this.record.metrics?.step !== this.players.step;
  }

  // ---- looking

  look() {
    const started = performance.now();
    if (this.jobs.looks.due(started) || this.early) {
      this.measure();
      this.jobs.looks.spent(started, performance.now());
    }
    this.judge();
  }

  judge() {
    this.judges.turn();
  }

  measure() {
    const metrics = measured(this.players);
    this.players.level = metrics.level;
    this.note(metrics);
  }

  note(metrics) {
    const reached = this.record.reached.length;
    this.record.note(metrics, this.seconds);
    const m = this.record.metrics;
    const last = this.points.at(-1)?.[0] === m.step ? this.points.pop() : null;
    this.points.push([m.step, m.d_accuracy, last?.[2] ?? null, m.modes, this.record.stage]);
    if (this.record.reached.length > reached) this.newStage = true;
  }

  // Standing still: measured once, and judged by a referee of this very moment.
  rest(tell) {
    if (!this.unseen && !this.judges.spoken) return this.judges.rest();
    if (this.unseen && !this.players.diverged) {
      this.measure();
      this.judges.stopped();
    }
    this.unseen = this.judges.spoken = false;
    if (this.closeShot) this.tellFrame(tell, this.closeShot);
    else this.show(tell, true);
    return true;
  }

  // ---- beats and single steps

  beat(phase, tell) {
    const { players, pictures } = this;
    if (phase === "round" && !this.half) this.turns("detective");
    this.laid = null;
    if (phase === "forge" || phase === "feedback" || phase === "round") this.index = (this.index + 1) % DESK;
    const examining = EXAMINING.has(phase);
    const batch = players.peek(examining ? "detective" : "forger");
    const before = closeUp(pictures, batch, this.index, { feedback: !examining });
    let shown = { ...before.shot, metrics: before.metrics, z: before.shot.desk.z, batch: before.fake.length };
    if (phase === "detective" || phase === "forger" || phase === "round") {
      const player = phase === "detective" ? "detective" : "forger";
      this.turns(player);
      const after = closeUp(pictures, batch, this.index, { feedback: player === "forger", since: before });
      const score = before.shot.desk.score;
      shown = { ...after.shot, metrics: after.metrics, z: after.shot.desk.z, batch: after.fake.length, gained: gained(before, after, player), score, score_after: after.shot.desk.score };
      shown.desk = { ...after.shot.desk, score, score_after: after.shot.desk.score };
    } else if (phase === "forge") shown.desk = { ...shown.desk, score: null };
    shown.score ??= shown.desk.score;
    this.phase = phase;
    if (phase === "forger") this.measure();
    this.closeShot = shown;
    this.tellFrame(tell, shown);
  }

  step(what, tell) {
    if (this.players.diverged) return;
    this.playing = false;
    this.beat(what, tell);
    this.unseen = true;
  }

  // ---- what is told

  show(tell, feedback = false) {
    const started = performance.now();
    const fresh = this.playing && started >= this.lookAt;
    if (fresh) this.lookAt = started + LOOK;
    if (fresh && started >= this.noteUntil) [this.index, this.noteUntil, this.laid] = [(this.index + 1) % DESK, started + SHOW_NOTE, null];
    this.phase = "round";
    this.closeShot = null;
    this.tellFrame(tell, this.onDesk(feedback || fresh));
    this.jobs.pictures.spent(started, performance.now());
  }

  // The picture of the present, with what a visitor laid on the desk, if anything.
  onDesk(feedback) {
    const { laid, players } = this;
    if (!laid) return this.pictures.shot(this.index, { feedback });
    const { z, grain } = players.fixed;
    const latents = { z: z.slice(), grain };
    if (laid.z) latents.z.set(laid.z, laid.index * this.book.latents.size);
    const shot = this.pictures.shot(laid.real ? this.index : laid.index, { feedback, latents });
    const shown = laid.real ? this.pictures.withReal(shot, laid.index) : shot;
    return { ...shown, desk: { ...shown.desk, laid: true } };
  }

  lay(laid, tell) {
    Object.assign(this, { laid, lookAt: 0, noteUntil: performance.now() + SHOW_LAID });
    if (this.pace.beats && this.playing) Object.assign(this, { playing: false, unseen: true });
    this.show(tell, true);
  }

  // Other dice for the fake on the desk: the first few of its numbers.
  roll(z, tell) {
    if (this.laid?.real) return;
    const index = this.laid?.index ?? this.index;
    const { size } = this.book.latents;
    const rest = Array.from(this.laid?.z ?? this.players.fixed.z.subarray(index * size, (index + 1) * size));
    this.lay({ index, real: false, z: [...z.slice(0, size), ...rest.slice(z.length)] }, tell);
  }

  tellFrame(tell, shot) {
    this.seq += 1;
    const message = encoded(this.header(shot), this.sections(shot));
    const now = performance.now();
    if (now - this.keptAt > KEPT || !this.playing || !this.history.frames.length) {
      this.history.keep(this.players.step, message);
      this.keptAt = now;
    }
    if (this.newStage || !this.moments.length) {
      for (const reached of this.record.reached.slice(this.moments.length)) this.moments.push({ ...reached, message });
      this.newStage = false;
    }
    tell(message);
  }

  sections(shot) {
    return [...this.pictures.sections(shot), ...this.judges.sections()];
  }

  header(shot) {
    const { players, record, book } = this;
    const close = Boolean(shot.metrics);
    const m = shot.metrics ? { ...shot.metrics, referee: record.metrics?.referee ?? null, referee_step: record.metrics?.referee_step ?? null } : record.metrics;
    if (record.learnt && m) this.said = verdict(m.d_accuracy, this.said);
    const slow = this.playing && Boolean(this.pace.beats);
    return {
      type: "frame", run: this.name, seq: this.seq, step: players.step, status: this.status, phase: this.phase, steps_per_second: this.playing ? this.marks.speed(players.step) : 0,
      source: "live", device: toTell("this browser"), seconds: this.seconds, verdict: this.said ?? null, sentence: this.sentence(shot, close || slow),
      forger: close || !players.settings.ema ? "live" : "averaged", close, diverged: players.diverged,
      members: [{ ...this.figures(m), desk: shot.desk }],
      expert: this.judges.header(), stages: record.reached, parts: this.parts,
    };
  }

  sentence(shot, closely) {
    const { record, book } = this;
    const { vocabulary, modes } = book.about;
    if (closely) return beatSentence(this.phase, { ...shot, z: shot.z ?? shot.desk.z, score: shot.score ?? shot.desk.score }, vocabulary);
    if (shot.desk.laid && !this.playing) return laidSentence(shot.desk, vocabulary);
    const convincing = record.learnt && record.stage === 3 && stageOf(record.metrics, record.bars) === 3;
    return sentence(record.learnt ? record.metrics : null, vocabulary, modes, convincing, this.judges.opinion);
  }

  // What the run's own page has of it.
  get parts() {
    return {};
  }

  figures(m, record = this.record) {
    const about = { name: "forger", stage: record.stage, modes_all: this.book.about.modes.length, referee_lessons: this.book.referee.steps };
    if (!m) return { d_accuracy: null, d_band: null, referee: null, referee_step: null, modes: null, shares: null, effective: null, high_quality: null, mixed: null, reverse_kl: null, distance: null, measured_step: null, fooled: null, ...about };
    const { step, uneven, level, ...rest } = m;
    return { ...rest, measured_step: step, ...about };
  }

  curve(more = {}) {
    return { type: "curve", points: this.points, stages: this.record.reached, steps: [this.history.steps[0], this.players.step], parts: {}, ...more };
  }
}
