// Three stages of one training to choose from, as far as they have been reached.

import { h, setText } from "./dom.js";
import { t } from "./words.js";

export const NAMES = { 1: t("a beginner"), 2: t("an apprentice"), 3: t("a master") };

export class ThreeStages {
  // `label` says what is chosen.
  constructor({ label, onChoose }) {
    this.tabs = [1, 2, 3].map((stage) => {
      const about = h("small", {}, "");
      const button = h("button", { type: "button", class: "de-stage", "data-testid": `forger-${stage}`, onclick: () => onChoose(stage) }, h("span", {}, `${stage} · ${NAMES[stage]}`), about);
      return { stage, button, about };
    });
    this.element = h("div", { class: "de-stages", role: "group", "aria-label": label }, ...this.tabs.map(({ button }) => button));
  }

  show({ ready, rounds, step, chosen }) {
    for (const { stage, button, about } of this.tabs) {
      const there = ready.includes(stage);
      button.disabled = !there;
      button.setAttribute("aria-pressed", String(stage === chosen));
      const at = rounds[stage - 1];
      setText(about, there ? t("after {rounds:,} rounds", { rounds: at }) : t("at round {round:,}; now {now:,}", { round: at, now: Math.min(step, at) }));
    }
  }
}
