// The playground: every setting of a run, changed while it trains.

import { Board } from "../arena/board.js";
import { detectivesCurve } from "../arena/detectives-curve.js";
import { laying } from "../arena/laying.js";
import { KindsCard } from "../arena/kinds-card.js";
import { BEATS } from "../arena/words.js";
import { h } from "../kit/dom.js";
import { Story } from "../kit/story.js";
import { Missions } from "../missions/missions.js";
import { Compare } from "../playground/compare.js";
import { Own } from "../playground/own.js";
import { Settings } from "../playground/settings.js";
import { TakeHome } from "../playground/take-home.js";

export default function playground({ root, session, data, timeline, figures }) {
  const story = new Story({ beats: BEATS });
  const board = new Board(laying(session));
  const curve = detectivesCurve(timeline);
  const kinds = new KindsCard();
  const settings = new Settings({ session, about: data.about });
  const own = new Own({ base: data.base, onTake: (header) => (settings.learn(header), own.taken()) });
  const home = new TakeHome({ base: data.base, session, onBack: (query, described) => settings.bringBack(query, described), bringKept: (text) => own.bringKept(text), canvas: () => (board.element.dataset.kind === "image" ? board.forgerWall : board.plane) });
  const compare = new Compare({ base: data.base, session, settings });
  const missions = new Missions({ about: data.about.missions, base: data.base, root });
  return {
    panels: [story, board, curve, kinds, settings, own, home, compare, missions],
    rows: [
      h("div", { class: "gd-top" }, story.element, figures),
      h(
        "div",
        { class: "pg-room" },
        h("div", { class: "pg-side" }, own.element, settings.element, home.element),
        h("div", { class: "pg-run" }, board.element, h("div", { class: "gd-record" }, h("div", { class: "gd-card" }, curve.element), h("div", { class: "gd-card" }, kinds.element)), compare.element),
      ),
      missions.element,
    ],
    actions: ["play", "detective", "forger", "round", "slow", "slower", "faster", "back", "forward", "live", "again", "fresh", "undo"],
  };
}
