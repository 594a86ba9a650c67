// What every page with a live run does: it opens the run and finds it again, hears the server, keeps the record of
// the run and takes the visitor's commands. A page extends it and says what there is to see:
//   build()            its elements, and `transport` among them
//   prepare(data)      room for a data set, before the server has answered
//   hang(vault)        a viewer for the real items that have come
//   paint(frame)       the newest frame
//   added(header)      what a live frame adds to the record, even while the page looks at the past
//   drawRecord()       the record, and where in it the page looks
//   forgetRun()        everything of the present run

import { setText } from "./dom.js";
import { release, withPictures } from "./frames.js";
import { LiveSource } from "./live.js";
import { Memory, canonical } from "./memory.js";
import { Painter } from "./painter.js";
import { FULL_SPEED, speedAt } from "./speed.js";

const NOTICE = 12000;
const COPIED = 1500;
export const SEEDS = 10000; // a new seed is short enough to be said aloud

export class Session {
  constructor(root, data) {
    this.root = root;
    this.memory = new Memory(data.key);
    this.position = FULL_SPEED;
    this.build(data);
    this.painter = new Painter((frame) => this.paint(frame));
    this.ticking = setInterval(() => this.tick(), 500);
  }

  // The page ran again: another experiment means another run, anything else changes nothing.
  update(data) {
    this.data = data;
    const name = canonical(this.named(data.experiments));
    if (this.name === name && this.watch === data.watch) return this.relayout();
    this.name = name;
    this.wanted = data.experiments;
    this.watch = data.watch;
    this.open();
  }

  // All that tells one run from another, as a list of plain objects.
  named(experiments) {
    return experiments;
  }

  open() {
    this.source?.close();
    this.painter.forget();
    this.forgetRun();
    this.run = this.owner = this.viewer = this.early = null;
    this.position = FULL_SPEED;
    this.prepare(this.wanted[0].data);
    this.setStatus("warming");
    const address = new URL(`${this.data.base}/live/socket`, location.href);
    address.protocol = address.protocol.replace("http", "ws");
    this.source = new LiveSource(address.href, {
      opening: () => this.opening(),
      onText: (message) => this.hear(message),
      onFrame: (frame) => this.receive(frame),
      onLost: () => this.lost(),
    });
  }

  close() {
    this.source?.close();
    this.painter.forget();
    release(this.vault);
    clearInterval(this.ticking);
  }

  // ---- what the server says -------------------------------------------------------------------------------------

  opening() {
    const tokens = this.watch ? { run: this.watch } : this.memory.tokens(this.named(this.wanted));
    return { type: "open", experiments: this.wanted, run: tokens.run ?? null, owner: tokens.owner ?? null };
  }

  hear(message) {
    if (message.type === "opened") this.opened(message);
    else if (message.type === "curve") this.setCurve(message);
    else if (message.type === "status") this.told(message);
    else if (message.type === "error") this.tell(message.message, true);
  }

  opened({ run, owner }) {
    if (run !== this.run) this.forgetRun();
    this.run = run;
    this.owner = owner;
    this.spectator = !owner;
    this.root.dataset.run = run;
    this.position = this.memory.tokens(this.named(this.wanted)).position ?? FULL_SPEED;
    this.keepTokens();
    if (this.spectator) this.tell("You are watching somebody else’s run: look back and forth as you like; only its owner can play.");
    this.showTransport();
    // After a lost line the page shows again what it showed before.
    if (this.cursorWanted !== null) this.source.send({ type: "seek", step: this.cursorWanted });
  }

  setCurve({ points, stages, steps, restarted }) {
    if (restarted) this.beginAgain();
    this.points = points;
    this.reached = stages;
    [this.first, this.last] = steps;
    if (this.cursorWanted === null) this.cursor = this.last;
    this.drawRecord();
  }

  told({ status, message }) {
    if (status) this.setStatus(status);
    if (status === "reconnecting") this.recovering = true;
    this.tell(message ?? "", status !== "reconnecting");
  }

  lost() {
    this.setStatus("reconnecting");
    this.tell("The line to the server is down. Reconnecting… Your run is kept.");
    this.recovering = true;
  }

  async receive(frame) {
    if (frame.header.type === "vault") return this.openVault(await withPictures(frame));
    const past = frame.header.source === "history";
    if (!past) this.note(frame.header);
    if (past && this.cursorWanted === null) return this.unasked(frame);
    if (past !== (this.cursorWanted !== null)) return;
    if (this.viewer) this.painter.offer(frame);
    else this.early = frame; // the vault's pictures are still being decoded
  }

  // A picture of the past that nobody looks at any more.
  unasked(frame) {
    release(frame);
  }

  openVault(vault) {
    release(this.vault);
    this.painter.forget();
    this.vault = vault;
    this.shown = vault.header.experiments; // what is shown is not always what was wanted: a guest watches another's run
    this.prepare(this.shown[0].data);
    this.viewer = this.hang(vault);
    this.relayout();
    if (this.early) this.painter.offer(this.early);
    this.early = null;
  }

  // What a live frame says of the run as it is now.
  note(header) {
    if (this.recovering) {
      this.recovering = false;
      this.tell("");
    }
    this.setStatus(header.status);
    if (header.diverged) this.tell(`${header.diverged} You can still look back through the run.`);
    if (header.step < this.last) this.rewind(header.step);
    this.last = header.step;
    this.added(header);
    if (this.cursorWanted !== null) this.drawRecordSoon();
  }

  // A run that goes on from its last checkpoint has lost what came after it.
  rewind(step) {
    while (this.points.length && this.points.at(-1)[0] > step) this.points.pop();
    if (this.cursorWanted !== null) this.cursorWanted = Math.min(this.cursorWanted, step);
  }

  // Which step a frame shows: in the past, the one that was asked for.
  moment(header) {
    return header.source === "history" && this.cursorWanted !== null ? this.cursorWanted : header.step;
  }

  drawRecordSoon() {
    if (this.recording) return;
    this.recording = setTimeout(() => {
      this.recording = null;
      this.drawRecord();
    }, 80);
  }

  relayout() {
    this.painter.again();
    this.drawRecordSoon();
  }

  tick() {
    this.root.dataset.fps = this.painter.fps;
  }

  // ---- what the visitor does ------------------------------------------------------------------------------------

  togglePlay() {
    if (this.spectator) return;
    if (this.cursorWanted !== null) this.live();
    this.source.send({ type: this.status === "paused" ? "play" : "pause" });
  }

  step(what) {
    if (this.spectator) return;
    if (this.cursorWanted !== null) this.live();
    if (this.status === "running") this.source.send({ type: "pause" });
    this.source.send({ type: "step", what });
  }

  setSpeed(position) {
    if (this.spectator) return;
    this.position = Math.max(0, Math.min(100, position));
    this.keepTokens();
    this.source.send({ type: "speed", ...speedAt(this.position) });
    this.showTransport();
  }

  seek(step) {
    this.cursorWanted = this.cursor = Math.max(this.first, Math.min(this.last, Math.round(step)));
    this.source.send({ type: "seek", step: this.cursorWanted });
    this.drawRecordSoon();
  }

  scrub(direction) {
    this.seek(this.cursor + direction * Math.max(1, (this.last - this.first) / 100));
  }

  live() {
    this.cursorWanted = null;
    this.cursor = this.last;
    this.source.send({ type: "live" });
    this.drawRecordSoon();
  }

  restart(seed) {
    if (this.spectator) return;
    if (seed !== null) {
      this.wanted = this.wanted.map((query) => ({ ...query, seed: String(seed) }));
      const address = new URL(location.href);
      address.searchParams.set("seed", seed);
      history.replaceState(history.state, "", address);
    }
    this.name = canonical(this.named(this.wanted));
    this.beginAgain();
    this.source.send({ type: "restart", seed });
    this.keepTokens();
  }

  // Copy an address and say so on the button.
  async copy(address, button) {
    const words = button.textContent;
    try {
      await navigator.clipboard.writeText(address.href);
      setText(button, "Copied");
    } catch {
      this.tell(address.href); // the clipboard is closed to pages without https: the link can be copied by hand
    }
    setTimeout(() => setText(button, words), COPIED);
  }

  // ---- small things ---------------------------------------------------------------------------------------------

  forgetRun() {
    this.points = [];
    this.reached = [];
    this.first = this.last = this.cursor = 0;
    this.cursorWanted = null;
  }

  // The same run token, but nothing of its past.
  beginAgain() {
    this.forgetRun();
    if (!this.spectator) this.tell("");
  }

  keepTokens() {
    const { run, owner, position } = this;
    if (owner && !this.watch) this.memory.keepTokens(this.named(this.wanted), { run, owner, position });
  }

  setStatus(status) {
    if (status === this.status) return;
    this.status = status;
    this.root.dataset.status = status;
    this.showTransport();
  }

  showTransport() {
    this.transport.show({ status: this.status, spectator: this.spectator ?? false, position: this.position });
  }

  // A passing notice goes away by itself; the others stay until they are no longer true.
  tell(sentence, passing = false) {
    clearTimeout(this.passing);
    setText(this.notice, sentence);
    this.notice.hidden = !sentence;
    if (sentence && passing) this.passing = setTimeout(() => this.tell(""), NOTICE);
  }
}
