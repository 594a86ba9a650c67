// Pictures from the visitor's camera, small squares taken one after the other; nothing leaves the browser before that.

import { h, setText } from "../kit/dom.js";
import { t } from "../kit/words.js";
import { sheetOf, small } from "./pictures.js";

const COUNT = 60; // pictures of a series
const APART = 100; // ms
const REFUSED = t("The camera cannot be used here: it was not allowed, there is none, or this page has no https.");

export class Camera {
  constructor({ pictures, onBring, onFault }) {
    Object.assign(this, { pictures, onBring, onFault, squares: [] });
    this.video = h("video", { class: "pg-video", muted: true, playsinline: true, hidden: true, "aria-label": t("What the camera sees") });
    this.starting = h("button", { type: "button", onclick: () => this.start() }, t("Start the camera"));
    this.taking = h("button", { type: "button", hidden: true, onclick: () => this.series() }, t("Take {count} pictures", { count: COUNT }));
    this.stopping = h("button", { type: "button", hidden: true, onclick: () => this.stop() }, t("Stop the camera"));
    this.count = h("p", { class: "pg-note", role: "status" }, t("Move what you hold while the pictures are taken: different ones teach more. Their size and colour are chosen under “Pictures”."));
    this.element = h("div", { class: "pg-form" }, this.video, h("div", { class: "pg-tools" }, this.starting, this.taking, this.stopping), this.count);
  }

  async start() {
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ video: { width: 320, height: 320 } });
    } catch {
      return this.onFault(REFUSED);
    }
    this.video.srcObject = this.stream;
    await this.video.play();
    this.show(true);
  }

  async series() {
    const { side } = this.pictures.about;
    this.taking.disabled = true;
    this.squares = [];
    while (this.squares.length < COUNT && this.stream) {
      this.squares.push(small(await createImageBitmap(this.video, ...middleOf(this.video)), side));
      setText(this.count, t("{taken} of {count} pictures", { taken: this.squares.length, count: COUNT }));
      await new Promise((done) => setTimeout(done, APART));
    }
    this.taking.disabled = false;
    if (this.squares.length === COUNT) this.onBring({ way: "sheet", tile: side, ...this.pictures.about }, await sheetOf(this.squares, side));
  }

  stop() {
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = this.video.srcObject = null;
    this.show(false);
  }

  show(on) {
    this.starting.hidden = on;
    for (const part of [this.video, this.taking, this.stopping]) part.hidden = !on;
  }
}

// The square in the middle of what the camera sees.
function middleOf({ videoWidth: width, videoHeight: height }) {
  const side = Math.min(width, height);
  return [(width - side) / 2, (height - side) / 2, side, side];
}
