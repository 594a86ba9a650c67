// The kinds that the one forger of a page makes, under the words of its data set.

import { h, setText } from "../kit/dom.js";
import { Kinds } from "../kit/kinds.js";
import { t } from "../kit/words.js";

export class KindsCard {
  constructor() {
    this.kinds = new Kinds();
    this.element = h("section", { class: "gd-modes" }, this.kinds.element, h("small", { class: "gd-hint" }, t("bar: the forger’s share; notch: the real share")));
  }

  prepare({ vocabulary }) {
    setText(this.kinds.title, vocabulary.made);
  }

  hang(vault) {
    this.kinds.hang(vault);
    this.measured = null;
  }

  paint({ header }, session) {
    const [member] = (session.told ?? header).members;
    const measured = `${member.measured_step} ${member.d_accuracy}`;
    if (member.measured_step === null || measured === this.measured) return;
    this.measured = measured;
    this.kinds.show(member);
  }
}
