// The controls of time. Every control is a button with its key in the title.

import { h, setText } from "./dom.js";
import { FULL_SPEED, speedInWords } from "./speed.js";

const NO_BEATS = 25; // where the slider begins on a page without slow motion

export class Transport {
  constructor(actions) {
    // A phone shows the short label. What the page has no action for is left out.
    const button = (name, label, short, key, className = "") =>
      actions[name] &&
      h(
        "button",
        { type: "button", class: className, "data-testid": name, title: `${label} (${key})`, "aria-label": label, "aria-keyshortcuts": key, onclick: actions[name] },
        h("span", { class: "gd-long" }, label), h("span", { class: "gd-short" }, short),
      );
    this.sign = h("span", {}, "❚❚");
    this.word = h("span", { class: "gd-long" }, " Pause");
    this.play = h("button", { type: "button", class: "gd-play", "data-testid": "play", title: "Play or pause (Space)", "aria-keyshortcuts": "Space", onclick: actions.play }, this.sign, this.word);
    this.speed = h("input", { type: "range", min: actions.slow ? 0 : NO_BEATS, max: 100, value: FULL_SPEED, "aria-label": "Speed", "data-testid": "speed" });
    this.speed.oninput = () => actions.speed(Number(this.speed.value));
    this.words = h("output", { class: "gd-speed-words" });
    this.slow = button("slow", "Slow motion", "Slow", "M", "gd-slow");
    const turns = [button("detective", "Detective’s turn", "Detective", "D"), button("forger", "Forger’s turn", "Forger", "F"), button("round", "One round", "Round", "R")].filter(Boolean);
    this.seeds = [button("again", "Same seed again", "Again", "S"), button("fresh", "New seed", "New", "N")];
    this.owned = [this.play, ...turns, this.slow, this.speed, ...this.seeds].filter(Boolean);
    this.element = h(
      "div",
      { class: "gd-bar", role: "toolbar", "aria-label": "Time" },
      this.play,
      h("div", { class: "gd-turns" }, ...turns),
      h("div", { class: "gd-speed" }, this.slow ?? h("span", {}, "Speed"), h("label", {}, this.speed, this.words)),
      h("div", { class: "gd-seeds" }, ...this.seeds),
    );
  }

  show({ status, spectator, position }) {
    const running = status === "running" || status === "warming";
    setText(this.sign, running ? "❚❚" : "▶");
    setText(this.word, running ? " Pause" : " Play");
    this.play.setAttribute("aria-label", running ? "Pause" : "Play");
    // A run that blew up can only be started again.
    for (const control of this.owned) control.disabled = spectator || (status === "diverged" && !this.seeds.includes(control));
    if (document.activeElement !== this.speed) this.speed.value = position;
    setText(this.words, speedInWords(position));
    this.speed.setAttribute("aria-valuetext", speedInWords(position));
    this.slow?.setAttribute("aria-pressed", String(position < 25));
  }
}
