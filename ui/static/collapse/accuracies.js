// The two detectives' accuracy, and what it does and does not say.

import { Accuracy } from "../kit/accuracy.js";
import { h, percent, setText } from "../kit/dom.js";
import { term } from "../kit/term.js";

const GUESSING = 0.1; // so near to 50 % a detective is as good as guessing
const LESSON = "50 % alone does not tell a good forger from a collapsed one: a detective may be beaten, or blind. Count the kinds.";

export function accuracies(past, timeline) {
  const shown = (looks) => looks.map(({ step, accuracy }) => [step, accuracy]);
  const panel = new Accuracy({
    className: "tw-accuracies",
    timeline: timeline.element,
    legend: [
      h("b", {}, term("accuracy", "How often the detectives are right")),
      h("span", { class: "tw-key-healthy" }, "healthy twin’s"),
      h("span", { class: "tw-key-ruled" }, "ruled twin’s"),
      h("span", { class: "tw-key-chance" }, "50 %: guessing"),
    ],
    series: (_, { ink, fake }) => [
      { points: shown(past.looks[1]), colour: fake, dash: [] },
      { points: shown(past.looks[0]), colour: ink, dash: [2, 4] },
    ],
    words: () => {
      const [a, b] = past.looks.map((looks) => looks.at(-1));
      return a && b && `The healthy twin’s detective is right ${percent(a.accuracy)} % of the time, the ruled twin’s ${percent(b.accuracy)} %; 50 % is guessing.`;
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
  const [a, b] = [healthy, ruled].map(({ accuracy }) => `${percent(accuracy)}\u00a0%`);
  if ([healthy, ruled].every(({ accuracy }) => Math.abs(accuracy - 0.5) <= GUESSING)) return `Both detectives are near guessing (${a} and ${b}), yet one forger has collapsed: 50\u00a0% alone does not tell a good forger from a collapsed one. Count the kinds.`;
  return `The detectives are right ${a} and ${b} of the time. That says how surely fakes are told apart, not how many kinds are printed: at 50\u00a0% a detective may be beaten, or blind. Count the kinds.`;
}
