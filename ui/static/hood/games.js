// Nash equilibrium: two games of two numbers, to be played by hand.

import { h } from "../kit/dom.js";
import { Laboratory } from "../kit/laboratory.js";
import { Notice } from "../kit/notice.js";
import { term } from "../kit/term.js";
import { t, woven } from "../kit/words.js";
import { Dirac } from "./dirac.js";
import { Pennies } from "./pennies.js";

export function games({ root, data }) {
  const notice = new Notice();
  const laboratory = new Laboratory(data.base, (words) => words && notice.say(words, true));
  const played = [new Pennies({ laboratory, root }), new Dirac({ laboratory, root })];
  for (const game of played) game.ask();
  return {
    rows: [notice.element, h("p", {}, ...woven(t("A {equilibrium} is a place where no player gains by moving alone. Both games have exactly one; finding it by small steps is another matter, and GANs are such games."), { equilibrium: term("equilibrium", t("Nash equilibrium")) })), h("div", { class: "ho-pair" }, ...played.map(({ element }) => element))],
    relayout: () => {
      for (const game of played) if (game.answer) game.draw();
    },
    close() {
      notice.close();
      played[1].close();
    },
  };
}
