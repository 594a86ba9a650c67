// What you are asked before you judge the notes of a stage: how often you will be right.

import { Predictions } from "../kit/predict.js";
import { NAMES } from "../kit/three-stages.js";
import { t } from "../kit/words.js";
import { LOT } from "./round.js";
import { accuracy } from "./tally.js";

export class Guesses {
  constructor(sitting) {
    this.sitting = sitting;
    this.predictions = new Predictions();
    this.element = this.predictions.element;
  }

  begin(things) {
    this.predictions.begin([1, 2, 3].map((stage) => this.of(stage, things)));
  }

  look() {
    this.predictions.look();
  }

  of(stage, things) {
    const { sitting } = this;
    const stamped = () => sitting.tallies[stage].reals + sitting.tallies[stage].fakes;
    return {
      name: `${sitting.name}:${stage}`,
      question: t("of {lot} {things}, half of them by {whom}, you will judge rightly …", { lot: LOT, things, whom: NAMES[stage] }),
      answers: [["all", t("Nearly all")], ["most", t("About three in four")], ["half", t("About half: guessing")]],
      when: () => sitting.stage === stage && stamped() === 0,
      answer: () => {
        if (stamped() < LOT) return null;
        const right = accuracy(sitting.tallies[stage], sitting.tallies[stage]);
        return { was: right > 0.87 ? "all" : right > 0.62 ? "most" : "half", words: t("At stage {stage} you were right {share:%} of the time.", { stage, share: right }) };
      },
    };
  }
}
