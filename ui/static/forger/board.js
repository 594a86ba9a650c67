// The plane on which you lay points: each is a button that can be dragged, and moved by the keys.

import { Plane } from "../arena/plane.js";
import { h, setText } from "../kit/dom.js";
import { shared, t } from "../kit/words.js";

export const VIEWS = [["arrows", t("Only what a forger gets")], ["mind", t("+ the detective’s mind")], ["all", t("+ the real points")]];
const STEP = 0.02; // of the plane's half width, by a key
const FAR = 0.1; // with Shift
const TAP = 6; // px: less than that is no drag
const SCORE = { width: 46, height: 17, below: 20, mark: 9 }; // px: of a score, and how far from it another's cross is
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const none = { values: [] };

const within = (value) => Math.max(-1, Math.min(1, value));

export class Board {
  // `onMove(index, [x, y])`, `onAdd([x, y])`, `onFollow(index)`, `onRemove(index)`; places in units of the extent.
  constructor(handlers) {
    Object.assign(this, { handlers, marks: [], reals: none, view: "arrows", chosen: null });
    this.canvas = h("canvas", { class: "fo-picture", role: "img", "aria-label": t("The plane") });
    this.plane = new Plane(this.canvas);
    this.points = h("div", { class: "fo-points", role: "group", "aria-label": t("Your points") });
    this.element = h("div", { class: "fo-board", "data-testid": "board" }, this.canvas, this.points);
    this.points.addEventListener("click", (event) => event.target === this.points && this.handlers.onAdd(this.place(event)));
  }

  hang(vault) {
    this.reals = vault.section("reals");
  }

  look(view) {
    this.view = view;
    this.draw();
  }

  place({ clientX, clientY }) {
    const box = this.points.getBoundingClientRect();
    return [within((2 * (clientX - box.left)) / box.width - 1), within(1 - (2 * (clientY - box.top)) / box.height)];
  }

  // `told` is the last answer of the detective about just as many points, or null.
  show(points, told) {
    Object.assign(this, { shown: points, told });
    while (this.marks.length > points.length) this.marks.pop().button.remove();
    while (this.marks.length < points.length) this.marks.push(this.mark(this.marks.length));
    points.forEach((place, i) => this.put(this.marks[i], place, i));
    this.makeRoom();
    this.draw();
  }

  put({ button, score }, [x, y], i) {
    button.style.left = `${50 + 50 * x}%`;
    button.style.top = `${50 - 50 * y}%`;
    const belief = this.told?.scores[i];
    button.toggleAttribute("data-passes", belief > 0.5);
    setText(score, belief === undefined ? "" : `${belief > 0.5 ? "✓ " : ""}${shared(belief)}`);
    const where = this.inWords([x, y], belief, this.told?.arrows[i]);
    button.setAttribute("aria-label", t("Point {n}: {where}", { n: i + 1, where }));
  }

  // Where points crowd, scores are shown that leave each other and the crosses room; and the chosen one's.
  makeRoom() {
    const { clientWidth, clientHeight } = this.points;
    const at = this.shown.map(([x, y]) => [(x * clientWidth) / 2, (-y * clientHeight) / 2]);
    const kept = [];
    const covers = (i, k, below, height) => i !== k && Math.abs(at[i][0] - at[k][0]) < (SCORE.width + height) / 2 && Math.abs(at[i][1] + SCORE.below - at[k][1] - below) < height;
    const first = [...at.keys()].sort((i, k) => (k === this.chosen) - (i === this.chosen));
    for (const i of first) {
      const free = !kept.some((k) => covers(i, k, SCORE.below, SCORE.height)) && !at.some((_, k) => covers(i, k, 0, SCORE.mark));
      if (free || i === this.chosen) kept.push(i);
      this.marks[i].button.toggleAttribute("data-crowded", !kept.includes(i));
    }
  }

  inWords([x, y], belief, arrow) {
    const at = t("at {x:.2f}, {y:.2f}", { x, y });
    if (belief === undefined) return at;
    const length = Math.hypot(...arrow);
    const way = length < 0.005 ? t("hardly an arrow") : t("arrow {direction}, {length:.2f} long", { direction: direction(arrow), length });
    return belief > 0.5 ? t("{at}; believed real at {share:%}, passes; {way}", { at, share: belief, way }) : t("{at}; believed real at {share:%}, does not pass; {way}", { at, share: belief, way });
  }

  draw() {
    if (!this.canvas.clientWidth || !this.shown) return;
    const { told, view } = this;
    this.plane.setReals(view === "all" ? this.reals : none, 1);
    const values = Float32Array.from((told?.arrows ?? []).flatMap((arrow, i) => [...this.shown[i], ...arrow]));
    this.plane.draw({ heat: view === "arrows" ? null : told?.heat, grid: null, fakes: null, arrows: { values } });
  }

  mark(i) {
    const score = h("small", {}, "");
    const button = h("button", { type: "button", class: "fo-point", "data-testid": `point-${i}`, title: t("Drag me. Arrow keys move, Enter follows the arrow, Delete removes.") }, h("span", { "aria-hidden": "true" }, "✕"), score);
    this.listen(button, i);
    this.points.append(button);
    return { button, score };
  }

  listen(button, i) {
    let from = null;
    button.onfocus = () => this.choose(i);
    button.onpointerdown = (event) => {
      from = [event.clientX, event.clientY];
      button.setPointerCapture(event.pointerId);
    };
    button.onpointermove = (event) => {
      if (!from || (!button.dragged && Math.hypot(event.clientX - from[0], event.clientY - from[1]) < TAP)) return;
      button.dragged = true;
      this.handlers.onMove(i, this.place(event));
    };
    button.onpointerup = button.onpointercancel = () => {
      from = null;
      button.dragged = false;
    };
    button.onkeydown = (event) => this.pressed(event, i);
  }

  choose(i) {
    this.chosen = i;
    this.marks.forEach(({ button }, k) => button.toggleAttribute("data-chosen", k === i));
    this.makeRoom();
  }

  pressed(event, i) {
    if (KEYS[event.key]) {
      const [x, y] = this.shown[i];
      const by = event.shiftKey ? FAR : STEP;
      this.handlers.onMove(i, [within(x + by * KEYS[event.key][0]), within(y + by * KEYS[event.key][1])]);
    } else if (event.key === "Enter") this.handlers.onFollow(i);
    else if (event.key === "Delete" || event.key === "Backspace") this.handlers.onRemove(i);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

function direction([dx, dy]) {
  const names = [t("right"), t("up right"), t("up"), t("up left"), t("left"), t("down left"), t("down"), t("down right")];
  return names[(Math.round(Math.atan2(dy, dx) / (Math.PI / 4)) + 8) % 8];
}
