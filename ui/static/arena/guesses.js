// What a visitor is asked before the main events of the game, and what the run itself answers.

import { Predictions } from "../kit/predict.js";
import { t } from "../kit/words.js";

const AFTER = 600; // rounds after the stalemate, by which it is seen whether it lasts
const OUT = 0.2; // of the looks outside the band of chance: more than that is no rest
const LEAST = 6; // looks that make an answer

export class Guesses {
  constructor(session) {
    Object.assign(this, { session, predictions: new Predictions(), free: true }); // not while the first minute lasts
    this.element = this.predictions.element;
  }

  prepare({ vocabulary }, session) {
    const [{ data, seed = "0" }] = session.shown ?? session.wanted;
    const name = `${data}:${seed}`;
    if (this.name === name) return;
    this.name = name;
    this.predictions.begin([this.accuracy(name), this.kinds(name, vocabulary), this.rest(name)]);
  }

  paint({ header }, session) {
    if (session.data.embedded || session.data.projector || session.spectator || !this.free) return;
    [this.member] = header.members;
    this.band = this.member.d_band;
    this.predictions.look();
  }

  stage(number) {
    return this.session.reached.find(({ stage }) => stage === number);
  }

  accuracy(name) {
    return {
      name: `game:accuracy:${name}`,
      question: t("as the forger gets better, where will the detective’s accuracy end?"),
      answers: [["high", t("Near 100 %")], ["half", t("About 50 %")], ["none", t("0 %")]],
      when: () => !this.stage(2),
      answer: () => {
        if (!this.stage(3) || typeof this.member.d_accuracy !== "number") return null;
        const now = this.member.d_accuracy;
        return { was: now > 0.75 ? "high" : now > 0.25 ? "half" : "none", words: t("It is right {share:%} of the time now: who can only guess is right half the time.", { share: now }) };
      },
    };
  }

  kinds(name, { kinds }) {
    const most = (share) => (share > 0.9 ? "all" : share > 0.3 ? "some" : "few");
    return {
      name: `game:kinds:${name}`,
      question: t("when its fakes first convince the detective, the forger will make …"),
      answers: [["few", t("One or two of the {kinds}", { kinds })], ["some", t("Some of the {kinds}", { kinds })], ["all", t("All of the {kinds}", { kinds })]],
      when: () => this.stage(2) && !this.stage(3),
      answer: () => {
        const { modes, modes_all: all } = this.member;
        return this.stage(3) && all && typeof modes === "number" ? { was: most(modes / all), words: t("It makes {modes} of {all} {kinds}.", { modes, all, kinds }) } : null;
      },
    };
  }

  rest(name) {
    return {
      name: `game:rest:${name}`,
      question: t("let both play on: will the accuracy stay within the band around 50 %?"),
      answers: [["rest", t("It stays there")], ["moves", t("It keeps leaving it")]],
      when: () => this.stage(3) && this.session.last < this.stage(3).step + AFTER,
      answer: () => {
        const from = this.stage(3)?.step ?? Infinity;
        const looks = this.session.points.filter(([step]) => step > from);
        if (this.session.last < from + AFTER || looks.length < LEAST) return null;
        const out = looks.filter(([, accuracy]) => Math.abs(accuracy - 0.5) > this.band).length / looks.length;
        return { was: out > OUT ? "moves" : "rest", words: t("Since the stalemate {share:%} of {looks} looks lay outside the band.", { share: out, looks: looks.length }) };
      },
    };
  }
}
