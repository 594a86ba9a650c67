// The page's end of one run: it opens the run and finds it again, hears the source, keeps the record, looks back, and
// sends what the visitor asks for. What there is to see are panels; a panel has what it needs of
//   prepare(about)          room for a data set, before the server has answered: {vocabulary, kind}
//   hang(vault)             the real items have come
//   paint(frame, session)   the newest frame
//   note(header, session)   what a live frame adds to the record, even while the page looks at the past
//   record(session)         draw the record, and where in it the page looks
//   heard(message, session) a message of the server: opened, curve
//   take(frame, session)    true for a frame that is the panel's: from elsewhere ("stage"), or an aside of a page's part
//   show(session)           status, speed or place has changed
//   forget(session)         everything of the present run
//   again(session)          the same run begins again
//   lost(session)           the line to the source is down
//   offer(words)            true for a way on from a server that is full, said after these words
//   close()

import { Beginnings } from "./beginnings.js";
import { release, withPictures } from "./frames.js";
import { Memory, canonical } from "./memory.js";
import { Painter } from "./painter.js";
import { refuse } from "./refusal.js";
import { FULL_SPEED, positionOf, speedAt } from "./speed.js";
import { t } from "./words.js";

export const SEEDS = 10000; // a new seed is short enough to be said aloud
const SOON = 80; // ms within which changes of the record are drawn together

export class Session {
  // `source(handlers, address)` makes what brings the frames; `notice` says sentences.
  constructor({ root, data, panels, source, notice }) {
    Object.assign(this, { root, panels, makeSource: source, notice, spectator: false });
    this.memory = new Memory(data.key);
    this.beginnings = new Beginnings(this);
    this.position = FULL_SPEED;
    this.painter = new Painter((frame) => this.paint(frame));
    this.ticking = setInterval(() => (this.root.dataset.fps = this.painter.fps), 500);
    this.forgetRun();
  }

  each(hook, ...given) {
    for (const panel of this.panels) panel[hook]?.(...given);
  }

  // The page ran again: another experiment means another run, anything else changes nothing.
  update(data) {
    this.data = data;
    const name = canonical(this.named(data.experiments, data.part));
    if ((this.name === name || this.beginnings.late(name)) && this.watch === data.watch) return this.relayout();
    Object.assign(this, { name, wanted: data.experiments, part: data.part, watch: data.watch });
    this.beginnings.follow(name, this.part);
    this.open();
  }

  // All that tells one run from another, as a list of plain objects.
  named(experiments = this.wanted, part = this.part) {
    return part ? [...experiments, part] : experiments;
  }

  // From the page's own source, or from another one that has the same run.
  open(makeSource = this.makeSource) {
    this.source?.close();
    this.painter.forget();
    this.forgetRun();
    this.run = this.owner = this.vaultIsUp = this.early = null;
    this.position = FULL_SPEED;
    this.each("prepare", { vocabulary: this.data.vocabulary, kind: this.data.kind }, this);
    this.setStatus("warming");
    this.source = makeSource({
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
    this.each("close");
  }

  // ---- what the source says -------------------------------------------------------------------------------------

  opening() {
    const { run = null, owner = null } = this.watch ? { run: this.watch } : this.memory.tokens(this.named());
    const parts = this.part ? { [this.data.page]: this.part } : {};
    return { type: "open", experiments: this.wanted, run, owner, parts };
  }

  hear(message) {
    if (message.type === "opened") this.opened(message);
    else if (message.type === "curve") this.setCurve(message);
    else if (message.type === "status") this.hearStatus(message);
    else if (message.type === "note") this.note(message.header);
    else if (message.refused || message.full) refuse(this, message);
    else if (message.type === "error") this.notice.say(message.message, true);
    this.each("heard", message, this);
  }

  opened({ run, owner, pace }) {
    if (this.blocked) this.notice.clear();
    this.blocked = false;
    if (run !== this.run) this.forgetRun();
    this.run = run;
    this.owner = owner;
    this.spectator = !owner;
    this.root.dataset.run = run;
    this.position = positionOf(pace);
    this.keepTokens();
    if (this.spectator) this.notice.say(t("You are watching somebody else’s run: look back and forth as you like; only its owner can play."));
    this.each("show", this);
    // After a lost line the page shows again what it showed before.
    if (this.lookingAt !== null) this.source.send({ type: "seek", step: this.lookingAt });
  }

  setCurve({ points, stages, steps, restarted, experiments }) {
    if (restarted) this.begunAgain(experiments);
    this.points = points;
    this.reached = stages;
    [this.first, this.last] = steps;
    if (this.lookingAt === null) this.cursor = this.last;
    this.drawRecordSoon();
  }

  hearStatus({ status, message }) {
    if (status) this.setStatus(status);
    if (status === "reconnecting") this.recovering = true;
    this.notice.say(message ?? "", status !== "reconnecting");
  }

  lost() {
    this.setStatus("reconnecting");
    this.notice.say(t("The line to the server is down. Reconnecting… Your run is kept."));
    this.recovering = true;
    this.each("lost", this);
  }

  async receive(frame) {
    if (frame.header.type === "vault") return this.whenReady(frame, () => this.openVault(frame));
    if (frame.header.source === "stage" || frame.header.type === "aside") return this.takeAside(frame);
    const past = frame.header.source === "history";
    if (!past) this.note(frame.header);
    if (past !== (this.lookingAt !== null)) return;
    if (this.vaultIsUp) this.painter.offer(frame);
    else this.early = frame; // the vault's pictures are still being decoded
  }

  // A picture that is not of the present: whoever asked for it takes it.
  takeAside(frame) {
    return this.whenReady(frame, () => this.panels.some((panel) => panel.take?.(frame, this)) || release(frame));
  }

  // Once its pictures are decoded, if by then the page has not turned to another run.
  async whenReady(frame, take) {
    const { source } = this;
    await withPictures(frame);
    if (source === this.source) take();
    else release(frame);
  }

  openVault(vault) {
    release(this.vault);
    this.painter.forget();
    this.vault = vault;
    this.shown = vault.header.experiments; // what is shown is not always what was wanted: a guest watches another's run
    this.each("prepare", vault.header, this);
    this.each("hang", vault, this);
    this.vaultIsUp = true;
    this.relayout();
    if (this.early) this.painter.offer(this.early);
    this.early = null;
  }

  // What a live frame says of the run as it is now.
  note(header) {
    if (this.recovering) this.notice.say("");
    this.recovering = false;
    this.setStatus(header.status);
    if (header.diverged) this.notice.say(t("{diverged} You can still look back through the run.", { diverged: header.diverged }));
    if (header.step < this.last) this.rewind(header.step);
    this.last = header.step;
    this.each("note", header, this);
    if (this.lookingAt !== null) this.drawRecordSoon();
  }

  // A run that goes on from its last checkpoint has lost what came after it.
  rewind(step) {
    while (this.points.length && this.points.at(-1)[0] > step) this.points.pop();
    if (this.lookingAt !== null) this.lookingAt = Math.min(this.lookingAt, step);
    this.each("rewind", step);
  }

  paint(frame) {
    const { header } = frame;
    // In the past the step that was asked for is shown, though its picture may be of a little earlier.
    this.cursor = header.source === "history" && this.lookingAt !== null ? this.lookingAt : header.step;
    this.each("paint", frame, this);
    this.drawRecordSoon();
  }

  drawRecordSoon() {
    this.recording ??= setTimeout(() => {
      this.recording = null;
      this.root.toggleAttribute("data-looking-back", this.lookingAt !== null);
      this.each("record", this);
    }, SOON);
  }

  relayout() {
    this.each("relayout");
    this.painter.again();
    this.drawRecordSoon();
  }

  // ---- what the visitor does ------------------------------------------------------------------------------------

  get live() {
    return this.lookingAt === null;
  }

  togglePlay() {
    if (this.spectator) return;
    this.backToLive();
    this.source.send({ type: this.status === "paused" ? "play" : "pause" });
  }

  step(what) {
    if (this.spectator) return;
    this.backToLive();
    if (this.status === "running") this.source.send({ type: "pause" });
    this.source.send({ type: "step", what });
  }

  setSpeed(position) {
    if (this.spectator) return;
    this.position = Math.max(0, Math.min(100, position));
    this.source.send({ type: "speed", ...speedAt(this.position) });
    this.each("show", this);
  }

  seek(step) {
    this.lookingAt = this.cursor = Math.max(this.first, Math.min(this.last, Math.round(step)));
    this.source.send({ type: "seek", step: this.lookingAt });
    this.drawRecordSoon();
  }

  scrub(hundredths) {
    this.seek(this.cursor + hundredths * Math.max(1, (this.last - this.first) / 100));
  }

  backToLive() {
    if (this.live) return;
    [this.lookingAt, this.cursor] = [null, this.last];
    this.source.send({ type: "live" });
    this.drawRecordSoon();
  }

  restart(seed) {
    this.beginnings.restart(seed);
  }

  // ---- small things ---------------------------------------------------------------------------------------------

  forgetRun() {
    this.points = [];
    this.reached = [];
    this.first = this.last = this.cursor = 0;
    this.lookingAt = null;
    this.each("forget", this);
  }

  // The same run token, but nothing of its past.
  begunAgain(experiments = this.shown) {
    this.shown = experiments;
    this.forgetRun();
    this.each("again", this);
  }

  // `wanted` is now another experiment, and the run is its run.
  renamed() {
    this.beginnings.left(this.name);
    this.name = canonical(this.named());
    this.keepTokens();
  }

  keepTokens() {
    const { run, owner } = this;
    if (owner && !this.watch) this.memory.keepTokens(this.named(), { run, owner });
  }

  setStatus(status) {
    if (status === this.status) return;
    this.status = this.root.dataset.status = status;
    this.each("show", this);
  }
}
