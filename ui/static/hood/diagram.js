// The whole system as one diagram: forward from dice to verdicts, and the slopes on their way back.

import { h, setText } from "../kit/dom.js";
import { t } from "../kit/words.js";
import { Close, signed } from "./close.js";
import { THINGS } from "./things.js";

const ARROWS = { // area of the grid → which way it runs
  a1: "→", a2: "→", a3: "→", a4: "→", a5: "→", a6: "→", a7: "→", b1: "←", b2: "←", b3: "←", b4: "←",
};

export class Diagram {
  constructor({ session, things }) {
    this.session = session;
    this.close_ = new Close();
    this.nodes = things.map((thing) => this.node(thing));
    const arrows = Object.entries(ARROWS).map(([area, sign]) => h("span", { class: `ho-arrow ${sign === "←" ? "ho-back" : ""}`, style: `grid-area: ${area}`, "aria-hidden": "true" }, sign));
    const grid = h("div", { class: "ho-grid", role: "group", "aria-label": t("The system: forward in the first two rows, back in the last two") }, ...this.nodes.map(({ button }) => button), ...arrows);
    this.when = h("p", { class: "ho-when", "data-testid": "when" }, "");
    const legend = h("p", { class: "gd-legend" }, h("span", {}, t("→ forward")), h("span", { class: "ho-back" }, t("← back: slopes, each with its length ‖·‖")), h("span", {}, t("Choose a part to look inside.")));
    this.element = h("section", { class: "gd-card ho-diagram", "aria-label": t("The whole system") }, legend, grid, this.when);
    this.inside = this.close_.element;
    this.choose(this.nodes.find(({ thing }) => thing.name === "fake"));
  }

  node(thing) {
    const canvas = h("canvas", { class: "ho-small", "aria-hidden": "true" });
    const number = h("span", { class: "ho-number" }, "…");
    const back = thing.name.startsWith("back") ? "ho-back" : "";
    const button = h("button", { type: "button", class: `ho-part ${back}`, style: `grid-area: ${thing.name}`, "data-testid": `part-${thing.name}`, "aria-pressed": "false", onclick: () => this.choose(node) }, signed(h("b", {}), thing.sign), canvas, number);
    const node = { thing, canvas, number, button };
    return node;
  }

  choose(node) {
    this.chosen = node;
    for (const other of this.nodes) other.button.setAttribute("aria-pressed", String(other === node));
    this.close_.show(node.thing, this.frame);
  }

  take(frame) {
    if (frame.header.part !== "hood" || frame.header.what !== "inside" || !frame.section("z")) return false;
    this.frame = frame;
    this.draw();
    return true;
  }

  draw() {
    const { frame } = this;
    if (!frame) return;
    for (const { thing, canvas, number, button } of this.nodes) {
      const { paint, edge } = THINGS[thing.name];
      paint(canvas, frame, false);
      setText(number, edge(frame));
      button.setAttribute("aria-label", `${thing.title}: ${number.textContent}`);
    }
    setText(this.when, t("All of this is round {round:,}: the batch that the detective’s next turn will see.", { round: frame.header.step }));
    this.session.root.dataset.inside = frame.header.step;
    this.close_.show(this.chosen.thing, frame);
  }

  relayout() {
    this.draw();
  }
}
