// Which forger the notes are from: three stages of one training, as far as they have been reached.

import { grouped, h, setText } from "../kit/dom.js";

const NAMES = { 1: "a beginner", 2: "an apprentice", 3: "a master" };

export class Stages {
  constructor({ onChoose }) {
    this.tabs = [1, 2, 3].map((stage) => {
      const about = h("small", {}, "");
      const button = h("button", { type: "button", class: "de-stage", "data-testid": `forger-${stage}`, onclick: () => onChoose(stage) }, h("span", {}, `${stage} · ${NAMES[stage]}`), about);
      return { stage, button, about };
    });
    this.element = h("div", { class: "de-stages", role: "group", "aria-label": "The forger (generator) whose notes are among them" }, ...this.tabs.map(({ button }) => button));
  }

  show({ ready, rounds, step, chosen }) {
    for (const { stage, button, about } of this.tabs) {
      const there = ready.includes(stage);
      button.disabled = !there;
      button.setAttribute("aria-pressed", String(stage === chosen));
      const at = grouped(rounds[stage - 1]);
      setText(about, there ? `after ${at} rounds` : `at round ${at}; now ${grouped(Math.min(step, rounds[stage - 1]))}`);
    }
  }
}
