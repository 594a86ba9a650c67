// The live picture as a video, made by the browser's own recorder: WebM, or MP4 where a browser makes that.

import { h, setText } from "../kit/dom.js";
import { t } from "../kit/words.js";

const RATE = 30; // pictures a second
const TYPES = ["video/webm;codecs=vp9", "video/webm", "video/mp4"];

export class Recorder {
  // `canvas()` is what is filmed; `onDone(blob, name)`; `onFault(sentence)`.
  constructor({ canvas, onDone, onFault }) {
    Object.assign(this, { canvas, onDone, onFault });
    this.button = h("button", { type: "button", "data-testid": "home-video", "aria-pressed": "false", title: t("From now on, until you press again"), onclick: () => this.toggle() }, t("Film it (video)"));
  }

  toggle() {
    if (this.recorder) return this.recorder.stop();
    const type = globalThis.MediaRecorder && TYPES.find((name) => MediaRecorder.isTypeSupported(name));
    if (!type) return this.onFault(t("This browser cannot film; the GIF is there instead."));
    const pieces = [];
    this.recorder = new MediaRecorder(this.canvas().captureStream(RATE), { mimeType: type });
    this.recorder.ondataavailable = ({ data }) => pieces.push(data);
    this.recorder.onstop = () => {
      this.onDone(new Blob(pieces, { type }), `forger.${type.includes("mp4") ? "mp4" : "webm"}`);
      this.show((this.recorder = null));
    };
    this.recorder.start();
    this.show(true);
  }

  show(on) {
    this.button.setAttribute("aria-pressed", String(Boolean(on)));
    setText(this.button, on ? t("Stop filming") : t("Film it (video)"));
  }

  close() {
    if (this.recorder?.state === "recording") this.recorder.stop();
  }
}
