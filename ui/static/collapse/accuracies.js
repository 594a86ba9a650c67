// The two detectives' accuracy, and what it does and does not say.

import { Accuracy } from "../kit/accuracy.js";
import { h, setText } from "../kit/dom.js";
import { term } from "../kit/term.js";
import { t } from "../kit/words.js";

const GUESSING = 0.1; // so near to 50 % a detective is as good as guessing
const LESSON = t("50 % alone does not tell a good forger from a collapsed one: a detective may be beaten, or blind. Count the kinds.");

export function accuracies(past, timeline) {
  const shown = (looks) => looks.map(({ step, accuracy }) => [step, accuracy]);
  const panel = new Accuracy({
    className: "tw-accuracies",
    timeline: timeline.element,
    legend: [
      h("b", {}, term("accuracy", t("How often the detectives are right"))),
      h("span", { class: "tw-key-healthy" }, t("healthy twin’s")),
      h("span", { class: "tw-key-ruled" }, t("ruled twin’s")),
      h("span", { class: "tw-key-chance" }, t("50 %: guessing")),
    ],
    series: (_, { ink, fake }) => [
      { points: shown(past.looks[1]), colour: fake, dash: [] },
      { points: shown(past.looks[0]), colour: ink, dash: [2, 4] },
    ],
    words: () => {
      const [a, b] = past.looks.map((looks) => looks.at(-1));
      return a && b && t("The healthy twin’s detective is right {healthy:%} of the time, the ruled twin’s {ruled:%}; 50 % is guessing.", { healthy: a.accuracy, ruled: b.accuracy });
    },
  });
  return panel;
}

// The lesson, as the two present looks show it; not before the run itself has shown a collapse.
export class Lesson {
  constructor(past, rule) {
    Object.assign(this, { past, rule });
    this.element = h("p", { class: "tw-lesson", hidden: true }, LESSON);
  }

  record() {
    const [healthy, ruled] = this.past.looks.map((looks) => looks.at(-1));
    const collapsed = healthy && ruled && ruled.modes <= 0.6 * healthy.modes;
    this.taught ||= collapsed && this.rule.found.collapsed;
    this.element.hidden = !this.taught;
    setText(this.element, collapsed ? lessonOf(healthy, ruled) : LESSON);
  }
}

function lessonOf(healthy, ruled) {
  const both = { healthy: healthy.accuracy, ruled: ruled.accuracy };
  if ([healthy, ruled].every(({ accuracy }) => Math.abs(accuracy - 0.5) <= GUESSING)) return t("Both detectives are near guessing ({healthy:%} and {ruled:%}), yet one forger has collapsed: 50\u00a0% alone does not tell a good forger from a collapsed one. Count the kinds.", both);
  return t("The detectives are right {healthy:%} and {ruled:%} of the time. That says how surely fakes are told apart, not how many kinds are printed: at 50\u00a0% a detective may be beaten, or blind. Count the kinds.", both);
}
