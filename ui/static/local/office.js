// Takes a page's commands and answers as the server would: what stands behind a local source, in a worker of the browser.

import { amended } from "./history.js";
import { Players } from "./players.js";
import { Run } from "./run.js";

export class Office {
  // `tell` sends text (an object) or a frame (an ArrayBuffer) to the page.
  constructor(book, kernel, tell) {
    Object.assign(this, { book, kernel, tell, past: false });
  }

  async hear(command) {
    const act = this[`on_${command.type}`];
    if (act) await act.call(this, command);
    this.go();
  }

  async on_open({ experiments: [query] }) {
    const players = await Players.of(this.book, this.kernel, Number(query.seed ?? this.book.experiment.seed), true);
    this.run = new Run(players, "here", players.step ? this.book.since : null);
    if (players.step) this.run.measure(); // so that its first sentence is of what goes on
    this.tell({ type: "opened", run: "here", owner: "here", experiments: [this.query], resumed: false, pace: { beats: null, rounds: null }, parts: {} });
    this.tell(this.run.curve());
    this.tell(this.run.pictures.vault("here"));
    this.run.show((frame) => this.tell(frame), true);
  }

  players(seed) {
    return Players.of(this.book, this.kernel, seed);
  }

  get query() {
    return { ...this.book.query, seed: String(this.run.players.seed) };
  }

  on_play() {
    Object.assign(this.run, { playing: true, marks: [], closeShot: null });
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
    this.begin(new Run(await this.players(seed ?? before.players.seed), "here"));
    this.before = before;
    this.run.pace = before.pace;
  }

  on_undo() {
    if (this.before) this.begin(this.before);
    this.before = null;
  }

  begin(run) {
    this.run = run;
    this.past = false;
    this.tell(run.curve({ restarted: true, experiments: [this.query] }));
    this.tell(run.pictures.vault("here"));
    run.show((frame) => this.tell(frame), true);
  }

  on_stages() {
    for (const { message, ...shows } of this.run.moments) this.tell(amended(message, { source: "stage", shows }));
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

  // Works on, slice by slice, and lets commands in between.
  go() {
    if (this.going || !this.run) return;
    this.going = true;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      this.going = this.run.work((frame) => this.show(frame));
      if (!this.going) return port1.close();
      if (this.run.pace.beats || this.run.pace.rounds) setTimeout(() => port2.postMessage(null), 4);
      else port2.postMessage(null);
    };
    port2.postMessage(null);
  }
}
