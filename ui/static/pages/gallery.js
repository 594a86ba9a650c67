// The gallery: the stages of one run, large, side by side.

import { Wall } from "../arena/wall.js";
import { Plane } from "../arena/plane.js";
import { Line } from "../arena/line.js";
import { STAGES } from "../arena/words.js";
import { h, setText } from "../kit/dom.js";
import { t } from "../kit/words.js";
import { release } from "../kit/frames.js";
import { Story } from "../kit/story.js";

const ASK_AGAIN = 2000; // ms between two questions for the pictures, while a stage is missing
const PAINTERS = { image: Wall, points: Plane, line: Line };

class Room {
  constructor(session) {
    this.session = session;
    this.frames = {};
    this.places = Object.entries(STAGES).map(([stage, words]) => {
      const canvas = h("canvas", { class: "gl-picture", role: "img", "aria-label": t("{stage}: not reached yet", { stage: words.title }) });
      const when = h("p", { class: "gl-when" }, t("not reached yet"));
      return { stage, words, canvas, when, element: h("section", { class: "gd-card gl-stage", "data-testid": `stage-${stage}` }, h("h2", {}, `${stage} · ${words.title}`), canvas, h("p", { class: "gl-verdict" }, words.verdict), when) };
    });
    this.element = h("div", { class: "gl-room", "data-testid": "stages" }, ...this.places.map(({ element }) => element));
  }

  hang(vault) {
    this.element.dataset.kind = vault.header.kind;
    for (const place of this.places) {
      place.painter = new PAINTERS[vault.header.kind](place.canvas);
      place.painter.setReals?.(vault.section("reals"), vault.header.extent, vault.section("density"));
    }
  }

  // New stages are asked for as soon as the run has reached them.
  paint({ header }, session) {
    const now = performance.now();
    if (header.stages.length <= Object.keys(this.frames).length || now < (this.askAgain ?? 0)) return;
    this.askAgain = now + ASK_AGAIN;
    session.source.send({ type: "stages" });
  }

  take(frame) {
    const { stage } = frame.header.shows;
    release(this.frames[stage]);
    this.frames[stage] = frame;
    this.draw(this.places[stage - 1], frame);
    return true;
  }

  draw({ painter, canvas, when, words, element }, frame) {
    const { step, seconds } = frame.header.shows;
    element.toggleAttribute("data-reached", true);
    const wall = frame.section("wall");
    if (wall) painter.draw(wall);
    else painter.draw({ fakes: frame.section("fakes"), heat: frame.section("heat"), grid: frame.section("grid") });
    const { d_accuracy: accuracy } = frame.header.members[0];
    const reached = t("round {round:,}, after {seconds:.0f} s of training", { round: step, seconds });
    const told = accuracy === null ? reached : t("{reached}; the detective was right {share:%} of the time", { reached, share: accuracy });
    setText(when, step ? told : t("the start"));
    canvas.setAttribute("aria-label", `${words.title}: ${when.textContent}`);
  }

  relayout() {
    for (const place of this.places) if (this.frames[place.stage]) this.draw(place, this.frames[place.stage]);
  }

  forget() {
    this.frames = {};
    for (const { when, element } of this.places) {
      element.toggleAttribute("data-reached", false);
      setText(when, t("not reached yet"));
    }
  }
}

export default function gallery({ session, figures, timeline }) {
  const room = new Room(session);
  const story = new Story(); // what the run prints now, while its next stage is awaited
  return { panels: [story, room], rows: [h("div", { class: "gd-top" }, story.element, figures), room.element, timeline.element], actions: ["play", "live", "back", "forward"] };
}
