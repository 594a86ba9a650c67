// The scrubber under the curve, and the way back to the present.

import { h, setText } from "./dom.js";
import { t } from "./words.js";

const PAUSE = 60; // between two questions to the server while the thumb is dragged

export class Timeline {
  constructor({ onSeek, onLive }) {
    this.onSeek = onSeek;
    this.range = h("input", { type: "range", class: "gd-scrub", min: 0, max: 1, value: 1, step: 1, "aria-label": t("Time: scrub through the run"), "data-testid": "timeline" });
    this.range.oninput = () => this.seek(Number(this.range.value));
    this.live = h("button", { class: "gd-live", type: "button", "data-testid": "live", onclick: onLive }, t("● Live"));
    this.when = h("span", { class: "gd-when" });
    this.element = h("div", { class: "gd-timeline" }, this.range, h("div", { class: "gd-times" }, h("span", {}, t("start")), this.when, this.live));
  }

  seek(step) {
    this.wanted = step;
    if (this.timer) return;
    this.onSeek(step);
    this.timer = setTimeout(() => {
      this.timer = null;
      if (this.wanted !== step) this.seek(this.wanted);
    }, PAUSE);
  }

  record({ first, last, cursor, live }) {
    this.range.min = first;
    this.range.max = Math.max(last, first + 1);
    if (live || document.activeElement !== this.range) this.range.value = cursor;
    this.range.setAttribute("aria-valuetext", t("round {round}", { round: cursor }));
    this.live.setAttribute("aria-pressed", String(live));
    setText(this.live, live ? t("● Live") : t("Back to live"));
    setText(this.when, live ? "" : t("you are looking at round {round:,} of {last:,}", { round: cursor, last }));
  }

  close() {
    clearTimeout(this.timer);
  }
}
