// What you are asked before your points have moved far, and before you see the real ones.

import { Predictions } from "../kit/predict.js";
import { t } from "../kit/words.js";

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
      question: t("follow your arrows for {rounds} rounds, while the detective learns too. Then of your points …", { rounds: ROUNDS }),
      answers: [["all", t("Nearly all will pass")], ["half", t("About half will pass")], ["none", t("Hardly any will pass")]],
      when: () => this.rounds < ROUNDS,
      answer: () => {
        if (this.rounds < ROUNDS) return null;
        const looks = this.hand.passing.points.slice(-LAST);
        const [share, reals] = ["share", "reals"].map((name) => looks.reduce((sum, look) => sum + look[name], 0) / looks.length);
        return { was: share > 0.8 ? "all" : share > 0.2 ? "half" : "none", words: t("In the last {looks} looks {share:%} of them passed, and {reals:%} of real points.", { looks: looks.length, share, reals }) };
      },
    };
  }

  found(name) {
    return {
      name: `forger:found:${name}`,
      question: t("you have not seen one real point. How many of their groups have your points reached?"),
      answers: [["few", t("None, or one")], ["some", t("Some")], ["most", t("Most of them")]],
      when: () => this.rounds >= ROUNDS && this.hand.board.view !== "all",
      answer: () => {
        if (this.hand.board.view !== "all") return null;
        const { found, kinds } = this.hand.told;
        return { was: found < 2 ? "few" : found > 0.6 * kinds ? "most" : "some", words: t("{found} of {all}, by arrows alone.", { found, all: kinds }) };
      },
    };
  }
}
