// The controls of time: play, the turns, the speed, the seeds. A page without an action has no button for it.

import { buttonOf } from "./actions.js";
import { h, setText } from "./dom.js";
import { FULL_SPEED, speedInWords } from "./speed.js";
import { t } from "./words.js";

const NO_BEATS = 25; // where the slider begins on a page without slow motion

export class Transport {
  constructor(actions, { speed }) {
    const named = new Map(actions.map((action) => [action.name, action]));
    const buttons = (...names) => names.map((name) => named.get(name)).filter(Boolean).map(buttonOf);
    this.sign = h("span", {}, "❚❚");
    this.word = h("span", { class: "gd-long" }, ` ${t("Pause")}`);
    this.play = h("button", { type: "button", class: "gd-play", "data-testid": "play", "aria-keyshortcuts": "Space", onclick: named.get("play").run }, this.sign, this.word);
    this.speed = h("input", { type: "range", min: named.has("slow") ? 0 : NO_BEATS, max: 100, value: FULL_SPEED, "aria-label": t("Speed"), "data-testid": "speed" });
    this.speed.oninput = () => speed(Number(this.speed.value));
    this.words = h("span", { class: "gd-speed-words", "aria-hidden": "true" });
    [this.slow] = buttons("slow");
    const turns = buttons("detective", "forger", "round");
    this.seeds = buttons("again", "fresh");
    this.owned = [this.play, ...turns, this.slow, this.speed, ...this.seeds].filter(Boolean);
    this.element = h(
      "div",
      { class: "gd-bar", role: "toolbar", "aria-label": t("Time"), "data-testid": "transport" },
      this.play,
      h("div", { class: "gd-turns" }, ...turns),
      h("div", { class: "gd-speed" }, this.slow ?? h("span", {}, t("Speed")), h("label", {}, this.speed, this.words)),
      h("div", { class: "gd-seeds" }, ...this.seeds),
    );
  }

  // While one looks at the past, playing goes back to the present first: the button says so.
  show({ status, spectator, position, live }) {
    const running = live && (status === "running" || status === "warming");
    setText(this.sign, running ? "❚❚" : "▶");
    setText(this.word, ` ${running ? t("Pause") : live ? t("Play") : t("Live")}`);
    const does = running ? t("Pause") : live ? t("Play") : t("Back to live");
    this.play.setAttribute("aria-label", does);
    this.play.title = `${does} (${t("Space")})`;
    const none = status === "full" || status === "refused"; // there is no run to steer
    // A run that blew up can only be started again.
    for (const control of this.owned) control.disabled = spectator || none || (status === "diverged" && !this.seeds.includes(control));
    if (document.activeElement !== this.speed) this.speed.value = position;
    setText(this.words, speedInWords(position));
    this.speed.setAttribute("aria-valuetext", speedInWords(position));
    this.slow?.setAttribute("aria-pressed", String(position < 25));
  }

  record(session) {
    this.show(session);
  }
}
