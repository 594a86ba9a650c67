// Mode collapse: two forgers with one seed, trained side by side; a slider rules the second one.

import { Lesson, accuracies } from "../collapse/accuracies.js";
import { Pair } from "../collapse/pair.js";
import { Rule } from "../collapse/rule.js";
import { sentenceOf } from "../collapse/twin-words.js";
import { h } from "../kit/dom.js";
import { Story } from "../kit/story.js";
import { t } from "../kit/words.js";

export default function collapse({ root, data, session, timeline, figures }) {
  const pair = new Pair({ root, session });
  const rule = new Rule({ root, session, past: pair.past, about: data.about, assets: data.assets });
  const story = new Story({ sentenceOf: ({ members }) => sentenceOf(members, (session.vault?.header ?? session.data).vocabulary, rule.moves.length > 0) });
  const curve = accuracies(pair.past, timeline);
  const lesson = new Lesson(pair.past, rule);
  const legend = t("bar: how often it prints a kind; notch: how often that kind is real; dot above: what its detective thinks of that kind, from fake (low) to real (high)");
  return {
    panels: [story, pair, rule, curve, lesson],
    rows: [
      h("div", { class: "gd-top" }, story.element, figures),
      h("div", { class: "gd-card tw-rule" }, rule.push.element, rule.guess.element),
      pair.element,
      h("div", { class: "gd-card tw-record" }, curve.element, pair.stripes[1].element, pair.why, lesson.element, pair.stripes[0].element),
      h("p", { class: "tw-legend" }, legend),
      rule.cures.element,
      rule.phase.element,
    ],
    actions: ["play", "round", "slower", "faster", "back", "forward", "live", "again", "fresh", "undo"],
    link: (address) => rule.link(address, session),
  };
}
