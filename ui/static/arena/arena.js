// The arena: brings the source, the board, the record and the controls together.

import { Board } from "./board.js";
import { Curve } from "./curve.js";
import { h, grouped, setText } from "./dom.js";
import { release, withPictures } from "./frames.js";
import { helpLine, listen } from "./keyboard.js";
import { LiveSource } from "./live.js";
import { Memory, canonical } from "./memory.js";
import { Modes } from "./modes.js";
import { NotesView } from "./notes-view.js";
import { Painter } from "./painter.js";
import { PlaneView } from "./plane-view.js";
import { FULL_SPEED, SLOW_MOTION, speedAt } from "./speed.js";
import { Stages } from "./stages.js";
import { Story } from "./story.js";
import { Timeline } from "./timeline.js";
import { Transport } from "./transport.js";

const NOTICE = 12000;
const ASK_AGAIN = 1000; // between two questions for the picture of a stage
const SEEDS = 10000; // a new seed is short enough to be said aloud

export class Arena {
  constructor(root, data) {
    this.root = root;
    this.memory = new Memory(data.key);
    this.position = FULL_SPEED;
    this.build();
    this.painter = new Painter((frame) => this.paint(frame));
    this.ticking = setInterval(() => this.tick(), 500);
  }

  // ---- the page -------------------------------------------------------------------------------------------------

  build() {
    this.board = new Board();
    this.board.onResize = () => this.relayout();
    this.curve = new Curve();
    this.timeline = new Timeline({ onSeek: (step) => this.seek(step), onLive: () => this.live() });
    this.stages = new Stages({ onSeek: (step) => this.seek(step) });
    this.modes = new Modes();
    this.story = new Story();
    this.transport = new Transport({
      play: () => this.togglePlay(),
      detective: () => this.step("detective"),
      forger: () => this.step("forger"),
      round: () => this.step("round"),
      slow: () => this.setSpeed(this.position < 25 ? FULL_SPEED : SLOW_MOTION),
      speed: (position) => this.setSpeed(position),
      again: () => this.restart(null),
      fresh: () => this.restart(Math.floor(Math.random() * SEEDS)),
    });
    this.notice = h("p", { class: "gd-notice", role: "status", hidden: true });
    this.figures = h("p", { class: "gd-figures" }, "the press warms up…");
    this.share = h("button", { type: "button", class: "gd-small", "data-testid": "share", title: "Copy a link to this very run’s recipe and seed", onclick: () => this.copyLink(false) }, "Copy link");
    this.watching = h("button", { type: "button", class: "gd-small", title: "Copy a link with which others watch this run", onclick: () => this.copyLink(true) }, "Copy watching link");
    this.projector = h("button", { type: "button", class: "gd-small", "aria-pressed": "false", title: "Bigger type for a projector (P)", onclick: () => this.setProjector(!this.root.hasAttribute("data-projector")) }, "Projector");
    const keys = this.keys();
    this.stopListening = listen(keys);
    this.root.replaceChildren(
      h("div", { class: "gd-top" }, this.story.element, this.figures),
      this.notice,
      this.board.element,
      h("div", { class: "gd-record" }, h("div", { class: "gd-card" }, this.curve.legend, this.curve.canvas, this.timeline.element), h("div", { class: "gd-card" }, this.modes.element)),
      this.stages.element,
      this.transport.element,
      h("div", { class: "gd-foot" }, helpLine(keys), h("div", { class: "gd-links" }, this.share, this.watching, this.projector)),
    );
  }

  keys() {
    return [
      [[" "], "Space", "play or pause", () => this.togglePlay()],
      [["d"], "D", "detective’s turn", () => this.step("detective")],
      [["f"], "F", "forger’s turn", () => this.step("forger")],
      [["r"], "R", "one round", () => this.step("round")],
      [["m"], "M", "slow motion", () => this.setSpeed(this.position < 25 ? FULL_SPEED : SLOW_MOTION)],
      [["-", "_"], "−", "slower", () => this.setSpeed(this.position - 8)],
      [["+", "="], "+", "faster", () => this.setSpeed(this.position + 8)],
      [["ArrowLeft"], "←", "back in time", (event) => this.scrub(event.shiftKey ? -10 : -1)],
      [["ArrowRight"], "→", "forward", (event) => this.scrub(event.shiftKey ? 10 : 1)],
      [["1", "2", "3"], "1 2 3", "stages", (event) => this.goToStage(event.key)],
      [["l"], "L", "live", () => this.live()],
      [["s"], "S", "same seed again", () => this.restart(null)],
      [["n"], "N", "new seed", () => this.restart(Math.floor(Math.random() * SEEDS))],
      [["p"], "P", "projector", () => this.setProjector(!this.root.hasAttribute("data-projector"))],
    ];
  }

  // The page ran again: another experiment means another run, anything else changes nothing.
  update(data) {
    this.data = data;
    if (this.projectorAsked !== data.projector) this.setProjector((this.projectorAsked = data.projector));
    if (this.wanted && canonical(this.wanted) === canonical(data.experiments) && this.watch === data.watch) return this.relayout();
    this.wanted = data.experiments;
    this.watch = data.watch;
    this.open();
  }

  open() {
    this.source?.close();
    this.painter.forget();
    this.forgetRun();
    this.run = this.owner = this.viewer = this.early = null;
    this.position = FULL_SPEED;
    this.board.prepare(this.wanted[0].data);
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
    this.stopListening();
    this.board.close();
    clearInterval(this.ticking);
  }

  // ---- what the server says -------------------------------------------------------------------------------------

  opening() {
    const tokens = this.watch ? { run: this.watch } : this.memory.tokens(this.wanted);
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
    this.position = this.memory.tokens(this.wanted).position ?? FULL_SPEED;
    this.keepTokens();
    this.stages.restore(this.memory.pictures(run));
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
    const { header } = frame;
    const past = header.source === "history";
    if (!past) this.note(header);
    if (past && this.cursorWanted === null) return this.keepMoment(await withPictures(frame));
    if (past !== (this.cursorWanted !== null)) return;
    if (this.viewer) this.painter.offer(frame);
    else this.early = frame; // the vault's pictures are still being decoded
  }

  openVault(vault) {
    const { kind, modes, experiments } = vault.header;
    release(this.vault);
    this.painter.forget();
    this.vault = vault;
    this.shown = experiments; // what is shown is not always what was wanted: a guest watches another's run
    this.board.prepare(experiments[0].data);
    this.viewer = kind === "points" ? new PlaneView(this.board, vault) : new NotesView(this.board, vault);
    this.viewer.hangVault?.();
    this.board.desk.note.style.aspectRatio = kind === "points" ? "2 / 1" : `${vault.header.item[1]} / ${vault.header.item[0]}`;
    this.modes.name(experiments[0].data, modes);
    this.relayout();
    if (this.early) this.painter.offer(this.early);
    this.early = null;
  }

  // What a live frame adds to the record, even while the page looks at the past.
  note(header) {
    const [member] = header.members;
    if (this.recovering) {
      this.recovering = false;
      this.tell("");
    }
    this.setStatus(header.status);
    if (header.diverged) this.tell(`${header.diverged} You can still look back through the run.`);
    this.reached = header.stages;
    if (header.step < this.last) this.rewind(header.step);
    this.last = header.step;
    if (member.measured_step === null) return;
    this.band = member.d_band;
    const known = this.points.at(-1)?.[0] ?? -1;
    if (member.measured_step > known) {
      this.points.push([member.measured_step, member.d_accuracy, member.referee_step === member.measured_step ? member.referee : null, member.modes, member.stage]);
    }
    this.noteReferee(member);
    if (this.cursorWanted !== null) this.drawRecordSoon();
  }

  // A run that goes on from its last checkpoint has lost what came after it.
  rewind(step) {
    while (this.points.length && this.points.at(-1)[0] > step) this.points.pop();
    if (this.cursorWanted !== null) this.cursorWanted = Math.min(this.cursorWanted, step);
  }

  // The referee's answer comes later than the measurement that it belongs to.
  noteReferee({ referee, referee_step: step }) {
    if (referee === null || step === null || step === this.refereeStep) return;
    this.refereeStep = step;
    const point = this.points.findLast((candidate) => candidate[0] <= step);
    if (point) point[2] = referee;
  }

  // ---- painting -------------------------------------------------------------------------------------------------

  paint(frame) {
    const { header } = frame;
    const [member] = header.members;
    this.cursor = header.source === "history" && this.cursorWanted !== null ? this.cursorWanted : header.step;
    this.root.dataset.phase = header.phase;
    this.viewer.draw(frame);
    this.board.desk.show(header, member);
    this.board.roads.flow(member.desk?.feedback_norm, header.phase === "round" && header.status === "running" && header.source === "live" && !this.still);
    this.modes.show(member);
    this.story.show(header);
    this.askForMoment();
    this.writeNumbers(header, member);
    this.drawRecordSoon();
  }

  writeNumbers(header, member) {
    Object.assign(this.root.dataset, {
      step: header.step,
      stage: member.stage,
      dAccuracy: member.d_accuracy?.toFixed(4) ?? "",
      referee: member.referee?.toFixed(4) ?? "",
      modes: `${member.modes ?? 0}/${member.modes_all}`,
      stepsPerSecond: header.steps_per_second.toFixed(1),
      seed: this.shown[0].seed ?? "0",
    });
    this.stageNow = member.stage;
    const pace = header.status === "running" && header.phase === "round" ? `${grouped(header.steps_per_second)} rounds a second · ` : "";
    setText(this.figures, `round ${grouped(header.step)} · ${pace}${header.device} · seed ${this.root.dataset.seed}`);
  }

  // The picture of a stage is asked from the history: it is there for a page that comes later, too.
  askForMoment() {
    const { missing } = this.stages;
    const now = performance.now();
    if (!missing || this.cursorWanted !== null || now < this.askAgain) return;
    this.askAgain = now + ASK_AGAIN;
    this.asked = missing.stage;
    this.source.send({ type: "seek", step: missing.step });
  }

  // The answer to a question that nobody saw; the present goes on at once.
  keepMoment(frame) {
    this.source.send({ type: "live" });
    if (this.asked && this.viewer && this.stages.missing) {
      this.stages.keep(this.asked, (context, width, height) => this.viewer.drawMoment(frame, context, width, height));
      this.memory.keepPictures(this.run, this.stages.pictures);
    }
    this.asked = null;
    release(frame);
  }

  drawRecordSoon() {
    if (this.recording) return;
    this.recording = setTimeout(() => {
      this.recording = null;
      this.drawRecord();
    }, 80);
  }

  drawRecord() {
    const live = this.cursorWanted === null;
    this.curve.draw({ points: this.points, stages: this.reached, first: this.first, last: this.last, cursor: this.cursor, band: this.band ?? 0 });
    this.timeline.show({ first: this.first, last: this.last, cursor: this.cursor, live });
    this.stages.show(this.reached, this.stageNow);
    this.root.toggleAttribute("data-looking-back", !live);
  }

  relayout() {
    this.painter.again();
    this.board.layRoads();
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
    this.asked = null;
    this.cursorWanted = this.cursor = Math.max(this.first, Math.min(this.last, Math.round(step)));
    this.source.send({ type: "seek", step: this.cursorWanted });
    this.drawRecordSoon();
  }

  scrub(direction) {
    this.seek(this.cursor + direction * Math.max(1, (this.last - this.first) / 100));
  }

  goToStage(stage) {
    const reached = this.stages.reached[stage];
    if (reached) this.seek(reached.step);
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
    this.beginAgain();
    this.source.send({ type: "restart", seed });
    this.keepTokens();
  }

  setProjector(on) {
    this.root.toggleAttribute("data-projector", on);
    this.projector.setAttribute("aria-pressed", String(on));
    requestAnimationFrame(() => this.relayout());
  }

  async copyLink(watching) {
    const address = new URL(location.href);
    if (watching) address.searchParams.set("watch", this.run);
    else address.searchParams.delete("watch");
    const button = watching ? this.watching : this.share;
    const words = button.textContent;
    try {
      await navigator.clipboard.writeText(address.href);
      setText(button, "Copied");
    } catch {
      this.tell(address.href); // the clipboard is closed to pages without https: the link can be copied by hand
    }
    setTimeout(() => setText(button, words), 1500);
  }

  // ---- small things ---------------------------------------------------------------------------------------------

  forgetRun() {
    this.points = [];
    this.reached = [];
    this.first = this.last = this.cursor = 0;
    this.cursorWanted = null;
    this.refereeStep = this.stageNow = this.asked = null;
    this.askAgain = 0;
    this.stages.clear();
    this.board.desk.clear();
  }

  // The same run token, but nothing of its past.
  beginAgain() {
    this.forgetRun();
    this.memory.keepPictures(this.run, {});
    if (!this.spectator) this.tell("");
  }

  keepTokens() {
    const { run, owner, position } = this;
    if (owner && !this.watch) this.memory.keepTokens(this.wanted, { run, owner, position });
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
