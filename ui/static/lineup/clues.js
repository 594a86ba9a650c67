// What can be asked of the four runs: one button a gauge, answered for all of them at once.

import { h } from "../kit/dom.js";
import { shared, t } from "../kit/words.js";

// By name: what the button says, and what a run answers.
export const CLUES = {
  referee: [t("Ask a referee"), ({ referee }) => t("A quick referee, who knows the same real points, is right {share} of the time.", { share: shared(referee) })],
  kinds: [t("Count the clusters"), ({ kinds, of }) => t("Clusters that it reaches: {kinds} of {of}.", { kinds, of })],
  sharp: [t("Look strictly"), ({ sharp }) => t("{share} of the fakes pass a strict look.", { share: shared(sharp) })],
  original: [t("Is it original?"), ({ original }) => t("Originality: {share}, where unseen real points read {half} and copies {none}.", { share: shared(original), half: shared(0.5), none: shared(0) })],
  spread: [t("How far apart?"), ({ spread }) => t("Its fakes are spread {share} as widely as real points.", { share: shared(spread) })],
  picture: [t("See the fakes"), () => ""],
};

export class Clues {
  constructor({ onAsk }) {
    this.asked = new Set();
    this.buttons = Object.entries(CLUES).map(([name, [words]]) => h("button", { type: "button", "aria-pressed": "false", "data-testid": `clue-${name}`, onclick: ({ currentTarget }) => this.press(name, currentTarget, onAsk) }, words));
    this.element = h("div", { class: "cr-clues", role: "group", "aria-label": t("What to ask of all four") }, ...this.buttons);
  }

  press(name, button, onAsk) {
    if (!this.asked.delete(name)) this.asked.add(name);
    button.setAttribute("aria-pressed", String(this.asked.has(name)));
    onAsk(this.asked);
  }
}
