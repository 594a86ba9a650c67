// Paints the newest frame, once per screen refresh at most; a frame that comes too late is dropped, never queued.

import { release, withPictures } from "./frames.js";

const screen = () => new Promise((resolve) => requestAnimationFrame(resolve));

export class Painter {
  constructor(paint) {
    this.paint = paint;
    this.next = null;
    this.shown = null;
    this.busy = false;
    this.times = [];
  }

  // The same picture once more, in another size or in other colours.
  again() {
    if (this.shown) this.paint(this.shown);
  }

  forget() {
    this.time = performance.now(); // what is being prepared is of another run
    release(this.shown);
    this.shown = this.next = null;
  }

  offer(frame) {
    this.next = frame;
    if (!this.busy) this.work();
  }

  async work() {
    this.busy = true;
    while (this.next) {
      const [frame, time] = [this.next, this.time];
      this.next = null;
      try {
        await withPictures(frame);
        await screen();
        if (time !== this.time) {
          release(frame);
          continue;
        }
        this.paint(frame);
        this.times.push(performance.now());
      } catch (fault) {
        console.error("A frame could not be painted", fault);
      }
      release(this.shown);
      this.shown = frame;
    }
    this.busy = false;
  }

  // Frames that were really painted during the last second.
  get fps() {
    const since = performance.now() - 1000;
    this.times = this.times.filter((time) => time > since);
    return this.times.length;
  }
}
