// The arena: brings the run, the board, the record and the controls together.

import { Board } from "./board.js";
import { Curve } from "./curve.js";
import { h, grouped, setText } from "./dom.js";
import { release, withPictures } from "./frames.js";
import { helpLine, listen } from "./keyboard.js";
import { Modes } from "./modes.js";
import { NotesView } from "./notes-view.js";
import { PlaneView } from "./plane-view.js";
import { SEEDS, Session } from "./session.js";
import { FULL_SPEED, SLOW_MOTION } from "./speed.js";
import { Stages } from "./stages.js";
import { Story } from "./story.js";
import { Timeline } from "./timeline.js";
import { Transport } from "./transport.js";

const ASK_AGAIN = 1000; // between two questions for the picture of a stage

export class Arena extends Session {
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

  update(data) {
    if (this.projectorAsked !== data.projector) this.setProjector((this.projectorAsked = data.projector));
    super.update(data);
  }

  prepare(data) {
    this.board.prepare(data);
  }

  close() {
    super.close();
    this.stopListening();
    this.board.close();
  }

  // ---- what the server says -------------------------------------------------------------------------------------

  opened(message) {
    super.opened(message);
    this.stages.restore(this.memory.pictures(this.run));
  }

  hang(vault) {
    const { kind, modes, item, yardsticks } = vault.header;
    const viewer = kind === "points" ? new PlaneView(this.board, vault) : new NotesView(this.board, vault);
    viewer.hangVault?.();
    this.board.desk.note.style.aspectRatio = kind === "points" ? "2 / 1" : `${item[1]} / ${item[0]}`;
    this.modes.name(this.shown[0].data, modes, yardsticks);
    return viewer;
  }

  added(header) {
    const [member] = header.members;
    this.reached = header.stages;
    if (member.measured_step === null) return;
    this.band = member.d_band;
    const known = this.points.at(-1)?.[0] ?? -1;
    if (member.measured_step > known) {
      this.points.push([member.measured_step, member.d_accuracy, member.referee_step === member.measured_step ? member.referee : null, member.modes, member.stage]);
    }
    this.noteReferee(member);
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
    this.cursor = this.moment(header);
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
  unasked(frame) {
    withPictures(frame).then(() => this.keepMoment(frame));
  }

  keepMoment(frame) {
    this.source.send({ type: "live" });
    if (this.asked && this.viewer && this.stages.missing) {
      this.stages.keep(this.asked, (context, width, height) => this.viewer.drawMoment(frame, context, width, height));
      this.memory.keepPictures(this.run, this.stages.pictures);
    }
    this.asked = null;
    release(frame);
  }

  drawRecord() {
    const live = this.cursorWanted === null;
    this.curve.draw({ points: this.points, stages: this.reached, first: this.first, last: this.last, cursor: this.cursor, band: this.band ?? 0 });
    this.timeline.show({ first: this.first, last: this.last, cursor: this.cursor, live });
    this.stages.show(this.reached, this.stageNow);
    this.root.toggleAttribute("data-looking-back", !live);
  }

  relayout() {
    super.relayout();
    this.board.layRoads();
  }

  // ---- what the visitor does ------------------------------------------------------------------------------------

  seek(step) {
    this.asked = null;
    super.seek(step);
  }

  goToStage(stage) {
    const reached = this.stages.reached[stage];
    if (reached) this.seek(reached.step);
  }

  setProjector(on) {
    this.root.toggleAttribute("data-projector", on);
    this.projector.setAttribute("aria-pressed", String(on));
    requestAnimationFrame(() => this.relayout());
  }

  copyLink(watching) {
    const address = new URL(location.href);
    if (watching) address.searchParams.set("watch", this.run);
    else address.searchParams.delete("watch");
    this.copy(address, watching ? this.watching : this.share);
  }

  // ---- small things ---------------------------------------------------------------------------------------------

  forgetRun() {
    super.forgetRun();
    this.refereeStep = this.stageNow = this.asked = null;
    this.askAgain = 0;
    this.stages.clear();
    this.board.desk.clear();
  }

  beginAgain() {
    super.beginAgain();
    this.memory.keepPictures(this.run, {});
  }
}
