// Takes a page's commands and answers as the server would: what stands behind a local source, in a worker of the browser.

import { encoded } from "./encoded.js";
import { amended } from "./history.js";
import { Players } from "./players.js";
import { Run } from "./run.js";
import { Shift } from "./shift.js";

const JUDGES = /^(referee|expert) /; // programs that only a court plays

export class Office {
  // `tell` sends text (an object) or a frame (an ArrayBuffer) to the page; `judging` leads to a court elsewhere, if there is one.
  constructor(book, kernel, tell, judging = null) {
    const programs = Object.fromEntries(Object.entries(book.programs).filter(([name]) => !(judging && JUDGES.test(name))));
    Object.assign(this, { book: { ...book, programs }, kernel, tell, past: false, far: judging && { hear: (one) => judging.postMessage(one) } });
    // Works on, slice by slice, and lets commands in between.
    this.shift = new Shift(() => this.run.work((frame) => this.show(frame)), () => (this.run.pace.beats || this.run.pace.rounds ? 4 : 0));
    if (judging) judging.onmessage = ({ data }) => this.judged(data);
  }

  async hear(command) {
    this.run?.settle();
    const act = this[`on_${command.type}`];
    if (act) await act.call(this, command);
    if (this.run) this.shift.go();
  }

  judged(answer) {
    this.run.judges.hear(answer);
    this.shift.go();
  }

  async on_open(command) {
    this.run = await this.begun(command);
    this.tell({ type: "opened", run: this.run.name, owner: command.owner ?? "here", experiments: this.experiments, resumed: false, pace: { beats: null, rounds: null }, parts: this.run.parts });
    this.tell(this.run.curve());
    this.tell(this.vault());
    this.run.show((frame) => this.tell(frame), true);
  }

  // The first run, under the name that it had elsewhere if it goes on here.
  async begun({ experiments: [query], run }) {
    const players = await Players.of(this.book, this.kernel, Number(query.seed ?? this.book.experiment.seed), true);
    const begun = new Run(players, run ?? "here", players.step ? this.book.since : null, this.far);
    if (players.step) begun.measure(); // so that its first sentence is of what goes on
    return begun;
  }

  async again(seed, before) {
    return new Run(await Players.of(this.book, this.kernel, seed), before.name, null, this.far);
  }

  // The real items, for a page that opens.
  vault() {
    const { name, pictures, book: { about, latents } } = this.run;
    return encoded({ type: "vault", run: name, ...about, reach: latents.reach, experiments: this.experiments }, pictures.reals());
  }

  get experiments() {
    return [{ ...this.book.query, seed: String(this.run.players.seed) }];
  }

  on_play() {
    Object.assign(this.run, { playing: true, closeShot: null });
    this.run.marks.forget();
  }

  on_pause() {
    Object.assign(this.run, { playing: false, unseen: true });
  }

  on_step({ what }) {
    this.run.step(what, (frame) => this.show(frame));
  }

  on_speed({ beats = null, rounds = null }) {
    Object.assign(this.run, { pace: { beats, rounds }, nextRound: 0 });
  }

  on_seek({ step }) {
    this.past = true;
    const message = this.run.history.at(step);
    if (message) this.tell(amended(message, { source: "history" }));
  }

  on_live() {
    this.past = false;
    this.tell(this.run.curve());
    this.run.closeShot ? this.run.tellFrame((frame) => this.show(frame), this.run.closeShot) : this.run.show((frame) => this.show(frame), true);
  }

  async on_restart({ seed }) {
    const before = this.run;
    this.begin(await this.again(seed ?? before.players.seed, before));
    this.before = before;
    this.run.pace = before.pace;
  }

  on_undo() {
    if (this.before) this.begin(this.before);
    this.before = null;
  }

  begin(run) {
    this.run.judges.leave();
    this.run = run;
    this.past = false;
    this.tell(run.curve({ restarted: true, experiments: this.experiments }));
    this.tell(this.vault());
    run.show((frame) => this.tell(frame), true);
  }

  on_stages() {
    for (const { message, ...shows } of this.run.moments) if (message) this.tell(amended(message, { source: "stage", shows }));
  }

  on_examine({ index = null, real = false }) {
    this.run.lay(index === null ? null : { index, real, z: null }, (frame) => this.show(frame));
  }

  on_dice({ z }) {
    this.run.roll(z, (frame) => this.show(frame));
  }

  on_ping() {
    this.tell({ type: "pong" });
  }

  // A picture of the present goes to a page that looks at the present; another one hears how far the run has come.
  show(frame) {
    if (!this.past) return this.tell(frame);
    if (this.told === this.run.points.length) return;
    this.told = this.run.points.length;
    this.tell(this.run.curve());
  }
}
