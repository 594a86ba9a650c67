// What you are asked before your points have moved far, and before you see the real ones.

import { percent } from "../kit/dom.js";
import { Predictions } from "../kit/predict.js";

const ROUNDS = 6; // by hand, after which the first answer is known
const LAST = 3; // looks that it is a mean of

export class Guesses {
  constructor(hand) {
    this.hand = hand;
    this.predictions = new Predictions();
    this.element = this.predictions.element;
  }

  begin(name) {
    if (this.name === name) return;
    this.name = name;
    this.predictions.begin([this.passing(name), this.found(name)]);
  }

  look() {
    if (this.hand.told && !this.hand.session.spectator) this.predictions.look();
  }

  get rounds() {
    return this.hand.passing.points.at(-1)?.at ?? 0;
  }

  passing(name) {
    return {
      name: `forger:passing:${name}`,
      question: `follow your arrows for ${ROUNDS} rounds, while the detective learns too. Then of your points …`,
      answers: [["all", "Nearly all will pass"], ["half", "About half will pass"], ["none", "Hardly any will pass"]],
      when: () => this.rounds < ROUNDS,
      answer: () => {
        if (this.rounds < ROUNDS) return null;
        const looks = this.hand.passing.points.slice(-LAST);
        const [share, reals] = ["share", "reals"].map((name) => looks.reduce((sum, look) => sum + look[name], 0) / looks.length);
        return { was: share > 0.8 ? "all" : share > 0.2 ? "half" : "none", words: `In the last ${looks.length} looks ${percent(share)} % of them passed, and ${percent(reals)} % of real points.` };
      },
    };
  }

  found(name) {
    return {
      name: `forger:found:${name}`,
      question: "you have not seen one real point. How many of their groups have your points reached?",
      answers: [["few", "None, or one"], ["some", "Some"], ["most", "Most of them"]],
      when: () => this.rounds >= ROUNDS && this.hand.board.view !== "all",
      answer: () => {
        if (this.hand.board.view !== "all") return null;
        const { found, kinds } = this.hand.told;
        return { was: found < 2 ? "few" : found > 0.6 * kinds ? "most" : "some", words: `${found} of ${kinds}, by arrows alone.` };
      },
    };
  }
}
