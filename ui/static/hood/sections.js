// The sections of the page under the hood that look at a run of notes.

import { h } from "../kit/dom.js";
import { Story } from "../kit/story.js";
import { Asker } from "./asker.js";
import { Diagram } from "./diagram.js";

const TIME = ["play", "detective", "forger", "round", "slower", "faster", "live", "again", "fresh", "undo"];

export function diagram({ session, data, figures }) {
  const asker = new Asker(session, () => ({ type: "inside" }));
  const story = new Story();
  const whole = new Diagram({ session, things: data.about.things });
  return {
    panels: [story, asker, whole],
    rows: [h("div", { class: "gd-top" }, story.element, figures), whole.element, whole.inside],
    actions: TIME,
  };
}
