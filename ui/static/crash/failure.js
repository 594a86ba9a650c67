// One failure: two live runs that differ in one thing, the gauge in which it shows, and the cures to try on it.

import { TwinView } from "../collapse/twin-view.js";
import { formulaOf } from "../hood/close.js";
import { Dirac } from "../hood/dirac.js";
import { codeOf } from "../kit/code.js";
import { h } from "../kit/dom.js";
import { Laboratory } from "../kit/laboratory.js";
import { Story } from "../kit/story.js";
import { t, woven } from "../kit/words.js";
import { Cures } from "./cures.js";
import { Dial } from "./dial.js";
import { seenOn, sentenceOf } from "./words.js";

const PART = "crash";

export function failure({ root, data, session, timeline, figures }) {
  const { about } = data;
  const story = new Story({ sentenceOf: ({ parts, step }) => sentenceOf(parts[PART] ?? {}, about, step) });
  const runs = new Runs({ root, session, about });
  const dial = new Dial({ part: PART, about });
  const small = about.dirac ? [new SmallGame({ root, session, data })] : [];
  return {
    panels: [story, runs, dial, ...small],
    rows: [
      h("div", { class: "gd-top" }, story.element, figures),
      h("p", { class: "cr-cause" }, about.cause),
      runs.element,
      h("div", { class: "gd-card tw-record" }, dial.element, timeline.element),
      runs.cures.element,
      ...small.map(({ element }) => element),
      aboutIt(about),
    ],
    actions: ["play", "round", "slower", "faster", "back", "forward", "live", "again", "fresh", "undo"],
  };
}

function aboutIt({ shows, code, paper }) {
  return h(
    "section",
    { class: "cr-about", "aria-label": t("Measured, and where it runs") },
    h("p", {}, seenOn(shows), " ", ...woven(t("Read more: {paper}."), { paper: h("a", { href: paper.address, target: "_blank", rel: "noopener" }, paper.words) })),
    h("details", { class: "ho-code" }, h("summary", {}, t("The lines that run")), ...code.map(codeOf)),
  );
}

// The same in a game of two numbers, to be played from a start of one's own.
class SmallGame {
  constructor({ root, session, data }) {
    const laboratory = new Laboratory(data.base, (words) => words && session.notice.say(words, true));
    this.dirac = new Dirac({ laboratory, root });
    this.dirac.ask();
    const rule = h("p", {}, t("Near equilibrium R1 slows both down: below γ = 1 they still circle on their way in, at γ = 1 they come in fastest and no longer circle, beyond it they only creep. (Of the Wasserstein game, whose push never weakens, the same holds at γ = 2.)"));
    this.element = h("div", { class: "cr-small" }, this.dirac.element, h("div", { class: "gd-card" }, h("h2", {}, t("How much penalty is right?")), rule, formulaOf(data.about.dirac)));
  }

  relayout() {
    if (this.dirac.answer) this.dirac.draw();
  }

  close() {
    this.dirac.close();
  }
}

// Both runs side by side, and the cures that the visitor tries on the second one.
class Runs {
  constructor({ root, session, about }) {
    Object.assign(this, { root, session, about, cure: null, seen: false });
    this.twins = [new TwinView(0, t("Healthy twin"), about.twin), new TwinView(1, t("The failing run"), "")];
    this.element = h("div", { class: "tw-pair" }, ...this.twins.map((twin) => twin.element));
    this.cures = new Cures({ cures: about.cures, alone: about.alone, within: about.within, onChoose: (cure) => this.treat(cure) });
  }

  prepare({ kind }) {
    this.element.dataset.kind = kind;
    for (const twin of this.twins) twin.prepare(kind);
  }

  hang(vault) {
    for (const twin of this.twins) twin.hang(vault);
  }

  heard({ parts }) {
    const moves = parts?.[PART]?.moves;
    if (moves) this.adopt(moves);
  }

  note({ parts, diverged }) {
    const told = parts[PART];
    if (!told) return;
    this.adopt(told.moves);
    this.seen ||= told.members[1].shows;
    // What was said of an explosion is no longer so once the run has been put back.
    if (this.exploded && !diverged) this.session.notice.say("");
    this.exploded = diverged;
    this.show(this.session);
  }

  adopt(moves) {
    this.cure = moves.at(-1)?.[1] ?? null;
    this.seen ||= moves.length > 0;
    this.tried = moves.length > 0;
  }

  paint(frame) {
    const { header } = frame;
    if (header.members.length < 2) return this.session.notice.say(t("This run has only one forger; it belongs to another page."));
    for (const twin of this.twins) twin.draw(frame);
    const [, failing] = header.parts[PART]?.members ?? [];
    Object.assign(this.root.dataset, { shows: failing?.shows ?? "", well: failing?.well ?? "", exploded: failing?.exploded ? "1" : "" });
  }

  show({ spectator, status }) {
    const free = !spectator && status !== "warming";
    this.cures.show({ chosen: this.cure, free, seen: this.seen, tried: Boolean(this.tried) });
    this.root.dataset.cure = this.cure ?? "";
  }

  forget() {
    Object.assign(this, { cure: null, seen: false, tried: false, exploded: null });
  }

  treat(cure) {
    this.session.backToLive();
    this.cure = cure;
    this.session.source.send({ type: "treat", cure });
    this.show(this.session);
  }
}
