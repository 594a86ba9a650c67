// A source that plays a recorded run again: its pictures one after the other, as fast as one likes, back and forth.

import { decode } from "./frames.js";
import { t } from "./words.js";

const PICTURES = 8; // a second, at full speed

export class ReplaySource {
  // `recording` is {query, vault, frames: [ArrayBuffer, …], curve}.
  constructor(recording, { opening, onText, onFrame }) {
    Object.assign(this, { recording, onText, onFrame, at: 0, playing: true, past: false, pace: {} });
    this.frames = recording.frames.map((message) => ({ step: decode(message).header.step, message }));
    opening();
    setTimeout(() => this.begin(true));
  }

  begin(opened) {
    const { query } = this.recording;
    if (opened) this.onText({ type: "opened", run: "recorded", owner: "recorded", experiments: [query], resumed: false, pace: { beats: null, rounds: null }, parts: {} });
    Object.assign(this, { at: 0, past: false });
    this.tellCurve(opened ? {} : { restarted: true, experiments: [query] });
    this.onFrame(decode(this.recording.vault));
    this.show();
    this.plan();
  }

  get now() {
    return this.frames[this.at].step;
  }

  // What was known of the run when this picture was made.
  tellCurve(more = {}) {
    const { points, stages } = this.recording.curve;
    const until = (list, step) => list.filter((one) => step(one) <= this.now).map((one) => (Array.isArray(one) ? [...one] : one));
    this.onText({ type: "curve", points: until(points, ([step]) => step), stages: until(stages, ({ step }) => step), steps: [this.frames[0].step, this.now], parts: {}, ...more });
  }

  show(source = "live", at = this.at, more = {}) {
    const frame = decode(this.frames[at].message);
    const ended = this.at === this.frames.length - 1;
    const status = this.playing && !ended ? "running" : "paused";
    Object.assign(frame.header, { source, status, device: t("recorded on {device}", { device: frame.header.device }), expert: null, ...more });
    this.onFrame(frame);
  }

  // When the next picture comes: at a set pace as many rounds later as were between the two.
  plan() {
    clearTimeout(this.timer);
    const next = this.frames[this.at + 1];
    if (!this.playing || !next) return;
    const { beats, rounds } = this.pace;
    const wait = beats ? 1 / beats : rounds ? (next.step - this.now) / rounds : 1 / PICTURES;
    this.timer = setTimeout(() => this.forward(), wait * 1000);
  }

  forward() {
    this.at = Math.min(this.at + 1, this.frames.length - 1);
    if (this.past) this.tellCurve();
    else this.show();
    this.plan();
  }

  send(command) {
    this[command.type]?.(command);
  }

  play() {
    if (this.at === this.frames.length - 1) this.begin(false);
    this.playing = true;
    this.show();
    this.plan();
  }

  pause() {
    this.playing = false;
    clearTimeout(this.timer);
    if (!this.past) this.show();
  }

  // A recording has whole rounds only: a step is its next picture.
  step({ what }) {
    if (what !== "round") return;
    this.playing = false;
    this.forward();
  }

  speed(pace) {
    this.pace = pace;
    this.plan();
  }

  seek({ step }) {
    this.past = true;
    const found = this.frames.findLastIndex((frame) => frame.step <= step);
    this.show("history", Math.max(0, found));
  }

  live() {
    this.past = false;
    this.tellCurve();
    this.show();
  }

  restart() {
    this.begin(false);
  }

  stages() {
    for (const reached of this.recording.curve.stages.filter(({ step }) => step <= this.now)) {
      const found = this.frames.findLastIndex((frame) => frame.step <= reached.step);
      this.show("stage", Math.max(0, found), { shows: reached });
    }
  }

  close() {
    clearTimeout(this.timer);
  }
}
