// The controls of time. Every control is a button with its key in the title.

import { h, setText } from "./dom.js";
import { FULL_SPEED, speedInWords } from "./speed.js";

export class Transport {
  constructor(actions) {
    const button = (name, label, key, className = "") =>
      h("button", { type: "button", class: className, "data-testid": name, title: `${label} (${key})`, "aria-keyshortcuts": key, onclick: actions[name] }, label);
    this.play = h("button", { type: "button", class: "gd-play", "data-testid": "play", title: "Play or pause (Space)", onclick: actions.play }, "❚❚ Pause");
    this.speed = h("input", { type: "range", min: 0, max: 100, value: FULL_SPEED, "aria-label": "Speed", "data-testid": "speed" });
    this.speed.oninput = () => actions.speed(Number(this.speed.value));
    this.words = h("output", { class: "gd-speed-words" });
    this.slow = button("slow", "Slow motion", "M", "gd-slow");
    this.owned = [
      this.play,
      button("detective", "Detective’s turn", "D"),
      button("forger", "Forger’s turn", "F"),
      button("round", "One round", "R"),
      this.slow,
      this.speed,
      button("again", "Same seed again", "S"),
      button("fresh", "New seed", "N"),
    ];
    const [play, detective, forger, round, slow, speed, again, fresh] = this.owned;
    this.element = h(
      "div",
      { class: "gd-bar", role: "toolbar", "aria-label": "Time" },
      play,
      h("div", { class: "gd-turns" }, detective, forger, round),
      h("div", { class: "gd-speed" }, slow, h("label", {}, speed, this.words)),
      h("div", { class: "gd-seeds" }, again, fresh),
    );
  }

  show({ status, spectator, position }) {
    const running = status === "running" || status === "warming";
    setText(this.play, running ? "❚❚ Pause" : "▶ Play");
    this.play.setAttribute("aria-label", running ? "Pause" : "Play");
    for (const control of this.owned) control.disabled = spectator;
    if (document.activeElement !== this.speed) this.speed.value = position;
    setText(this.words, speedInWords(position));
    this.speed.setAttribute("aria-valuetext", speedInWords(position));
    this.slow.setAttribute("aria-pressed", String(position < 25));
  }
}
