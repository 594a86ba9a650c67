// What you are asked before you judge the notes of a stage: how often you will be right.

import { percent } from "../kit/dom.js";
import { Predictions } from "../kit/predict.js";
import { LOT } from "./round.js";
import { accuracy } from "./tally.js";

const NAMES = { 1: "a beginner", 2: "an apprentice", 3: "a master" };

export class Guesses {
  constructor(sitting) {
    this.sitting = sitting;
    this.predictions = new Predictions();
    this.element = this.predictions.element;
  }

  begin(thing) {
    this.predictions.begin([1, 2, 3].map((stage) => this.of(stage, thing)));
  }

  look() {
    this.predictions.look();
  }

  of(stage, thing) {
    const { sitting } = this;
    const stamped = () => sitting.tallies[stage].reals + sitting.tallies[stage].fakes;
    return {
      name: `${sitting.name}:${stage}`,
      question: `of ${LOT} ${thing}s, half of them by ${NAMES[stage]}, you will judge rightly …`,
      answers: [["all", "Nearly all"], ["most", "About three in four"], ["half", "About half: guessing"]],
      when: () => sitting.stage === stage && stamped() === 0,
      answer: () => {
        if (stamped() < LOT) return null;
        const right = accuracy(sitting.tallies[stage], sitting.tallies[stage]);
        return { was: right > 0.87 ? "all" : right > 0.62 ? "most" : "half", words: `At stage ${stage} you were right ${percent(right)} % of the time.` };
      },
    };
  }
}
