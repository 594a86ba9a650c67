// A line: everything that a GAN does, drawn as curves over one axis.

import { detectivesCurve } from "../arena/detectives-curve.js";
import { laying } from "../arena/laying.js";
import { BEATS } from "../arena/words.js";
import { h } from "../kit/dom.js";
import { Story } from "../kit/story.js";
import { LinePanel } from "../line/line-panel.js";

export default function line({ session, timeline, figures }) {
  const story = new Story({ beats: BEATS });
  const panel = new LinePanel(laying(session));
  const curve = detectivesCurve(timeline);
  return {
    panels: [story, panel, curve],
    rows: [h("div", { class: "gd-top" }, story.element, figures), panel.element, h("div", { class: "gd-record" }, h("div", { class: "gd-card" }, curve.element))],
    actions: ["play", "detective", "forger", "round", "slow", "slower", "faster", "back", "forward", "live", "again", "fresh", "undo"],
  };
}
