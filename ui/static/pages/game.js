// The game: the forger's wall, the detective's desk, the vault, and the record of the run.

import { Board } from "../arena/board.js";
import { FirstMinute } from "../arena/first-minute.js";
import { Guesses } from "../arena/guesses.js";
import { laying } from "../arena/laying.js";
import { Stages } from "../arena/stages.js";
import { detectivesCurve } from "../arena/detectives-curve.js";
import { KindsCard } from "../arena/kinds-card.js";
import { Expert } from "../arena/expert.js";
import { BEATS } from "../arena/words.js";
import { h } from "../kit/dom.js";
import { Story } from "../kit/story.js";
import { t } from "../kit/words.js";
import { Missions } from "../missions/missions.js";

export default function game({ root, data, session, timeline, figures }) {
  const story = new Story({ beats: BEATS });
  const board = new Board(laying(session));
  const curve = detectivesCurve(timeline);
  const kinds = new KindsCard();
  const expert = new Expert();
  const stages = new Stages({ session, drawMoment: (...given) => board.drawMoment(...given) });
  const guesses = new Guesses(session);
  const first = new FirstMinute(session, { onDone: () => (guesses.free = true) });
  guesses.free = false;
  const missions = new Missions({ about: data.about.missions, base: data.base, root });
  const toStage = { name: "stage", keys: ["1", "2", "3"], shown: "1 2 3", words: t("stages"), run: (event) => stages.go(event.key) };
  return {
    panels: [story, board, curve, kinds, stages, expert, first, guesses, missions],
    rows: [
      h("div", { class: "gd-top gd-asks" }, story.element, figures, first.element, guesses.element),
      board.element,
      h("div", { class: "gd-record" }, h("div", { class: "gd-card" }, curve.element), h("div", { class: "gd-card" }, kinds.element), stages.element),
      expert.element,
      missions.element,
    ],
    actions: ["play", "detective", "forger", "round", "slow", "slower", "faster", "back", "forward", toStage, "live", "again", "fresh", "undo"],
    link: (address) => {
      address.searchParams.delete("watch");
      return address;
    },
  };
}
