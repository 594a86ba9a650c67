// The game on a line: D beside the best there can be, the game's value beside its equilibrium, and best answers.

import { Line } from "../arena/line.js";
import { TimeChart } from "../kit/chart.js";
import { colours, h, setText, sized } from "../kit/dom.js";
import { fixed, t } from "../kit/words.js";
import { Asker } from "./asker.js";
import { formulaOf } from "./close.js";

const EQUILIBRIUM = -Math.log(4);
const [LOWEST, HIGHEST] = [-1.9, -0.9];
const share = (value) => (Math.max(LOWEST, Math.min(HIGHEST, value)) - LOWEST) / (HIGHEST - LOWEST);
const weighted = (values, weights) => values.reduce((sum, value, i) => sum + value * weights[i], 0) / weights.reduce((sum, weight) => sum + weight, 0);

// p_data, p_g, D and D* over the axis; z below.
class Curves {
  constructor() {
    this.canvas = h("canvas", { class: "ho-line", role: "img", "aria-label": t("Not drawn yet"), "data-testid": "curves" });
    this.line = new Line(this.canvas);
    const key = (kind, words) => h("span", { class: `ho-key-${kind}` }, words);
    const legend = h("p", { class: "gd-legend" }, key("real", t("p_data: where real numbers lie")), key("fake", t("p_g: where the forger’s lie, exactly")), key("belief", "D(x)"), key("best", t("D*(x): the best there can be")));
    this.words = h("p", { class: "ho-words", "data-testid": "line-words" }, "");
    this.element = h("section", { class: "gd-card", "aria-label": t("The game on a line") }, legend, this.canvas, this.words);
  }

  hang(vault) {
    this.line.setReals(null, vault.header.extent, vault.section("density"));
  }

  draw(told) {
    const { line } = this;
    if (!line.density) return;
    line.draw({ grid: told.section("rolls") });
    if (!line.context) return;
    const { fake, back, ink } = line.colours;
    line.drawDensity(told.section("fake").values, fake, 0.16, [7, 3]);
    this.curve(told.section("best").values, back, [2, 4], 3);
    this.curve(told.section("detective").values, ink, [], 2.2);
    const { value, best_value: best, apart } = told.header;
    const words = t("D is {apart:.3f} away from D*, on average. The game’s value is {value:.3f}; against a perfect detective it would be {best:.3f}. Where the forger is perfect too it is −log 4 = {rest:.3f}.", { apart, value, best, rest: EQUILIBRIUM });
    setText(this.words, words);
    this.canvas.setAttribute("aria-label", words);
  }

  curve(values, colour, dash, width) {
    const { line } = this;
    const { context } = line;
    context.beginPath();
    values.forEach((value, i) => context.lineTo(line.x((2 * (i + 0.5)) / values.length - 1), line.y(value)));
    Object.assign(context, { strokeStyle: colour, lineWidth: width, lineJoin: "round" });
    context.setLineDash(dash);
    context.stroke();
    context.setLineDash([]);
  }
}

// V(D, G) round by round, with what a perfect detective would reach.
class Value {
  constructor(formulas) {
    this.canvas = h("canvas", { class: "ho-value", role: "img", "aria-label": t("Nothing recorded yet"), "data-testid": "value" });
    this.chart = new TimeChart(this.canvas);
    this.past = [];
    const key = (kind, words) => h("span", { class: `ho-key-${kind}` }, words);
    const legend = h("p", { class: "gd-legend" }, key("belief", "V(D, G)"), key("best", "V(D*, G)"), key("level", "−log 4"));
    this.element = h("section", { class: "gd-card", "aria-label": t("The value of the game") }, h("h2", {}, t("The value of the game")), formulaOf(formulas.value), formulaOf(formulas.best), legend, this.canvas);
  }

  add({ step, value, best_value: best }) {
    while (this.past.length && this.past.at(-1)[0] >= step) this.past.pop();
    this.past.push([step, value, best]);
  }

  draw() {
    const { chart, past } = this;
    if (!past.length || !chart.begin({ first: past[0][0], last: past.at(-1)[0] })) return;
    const { ink, back, mute } = chart.colours;
    for (const level of [-1.8, EQUILIBRIUM, -1]) chart.label(fixed(level, 2), chart.y(share(level)));
    chart.stroke([[chart.inset.left, chart.y(share(EQUILIBRIUM))], [chart.right, chart.y(share(EQUILIBRIUM))]], mute, [5, 5], 1.4);
    chart.line(past.map(([step, , best]) => [step, share(best)]), back, [2, 4]);
    chart.line(past.map(([step, value]) => [step, share(value)]), ink);
    const [step, value, best] = past.at(-1);
    this.canvas.setAttribute("aria-label", t("At round {round:,} the value is {value:.3f}, against a perfect detective {best:.3f}; equilibrium is {rest:.3f}.", { round: step, value, best, rest: EQUILIBRIUM }));
  }
}

// Why log(1 − D(G(z))) goes flat: how strongly a fake at each place is pulled, by either loss of the forger.
class Pull {
  constructor() {
    this.canvas = h("canvas", { class: "ho-pull", role: "img", "aria-label": t("Not drawn yet"), "data-testid": "pull" });
    this.words = h("p", { class: "ho-words" }, "");
    const key = (kind, words) => h("span", { class: `ho-key-${kind}` }, words);
    const legend = h("p", { class: "gd-legend" }, key("belief", t("−log D(G(z)): pull 1 − D")), key("best", t("log(1 − D(G(z))): pull D")), key("fake", t("where the fakes are")));
    this.element = h("section", { class: "gd-card", "aria-label": t("Why one loss goes flat") }, h("h2", {}, t("Why log(1 − D(G(z))) goes flat")), legend, this.canvas, this.words);
  }

  draw(told) {
    const context = sized(this.canvas);
    const [d, q] = [told.section("detective").values, told.section("fake").values];
    const mean = weighted(d, q);
    const words = t("At the forger’s own numbers its first loss pulls with {one:.2f}, the other with {other:.2f}, on average. The surer the detective is, the less a fake learns from log(1 − D): just where it needs it most.", { one: 1 - mean, other: mean });
    setText(this.words, words);
    this.canvas.setAttribute("aria-label", words);
    if (!context) return;
    const { ink, back, fake } = colours(this.canvas);
    const [wide, high] = [this.canvas.clientWidth, this.canvas.clientHeight];
    const x = (i) => ((i + 0.5) / d.length) * wide;
    const y = (value) => high - 4 - value * (high - 10);
    const most = Math.max(...q);
    context.clearRect(0, 0, wide, high);
    const draw = (values, colour, dash, fill) => {
      context.beginPath();
      if (fill) context.moveTo(x(0), y(0));
      values.forEach((value, i) => context.lineTo(x(i), y(value)));
      if (fill) context.lineTo(x(d.length - 1), y(0));
      context.setLineDash(dash);
      Object.assign(context, { strokeStyle: colour, fillStyle: colour, lineWidth: 2.2, globalAlpha: fill ? 0.22 : 1 });
      if (fill) context.fill();
      else context.stroke();
      context.globalAlpha = 1;
    };
    draw(q.map((value) => value / most), fake, [], true);
    draw(d.map((value) => 1 - value), ink, []);
    draw(d, back, [2, 4]);
    context.setLineDash([]);
  }
}

// Who plays: both, or one against the other, which stands still.
class Players {
  constructor({ session, rules }) {
    this.session = session;
    const modes = { both: [t("Both play"), { g_steps: 1, d_steps: 1, ...rules }], detective: [t("Freeze the forger: the detective’s best answer"), { g_steps: 0, d_steps: 1, r1: 0, r2: 0 }], forger: [t("Freeze the detective: the forger’s best answer"), { g_steps: 1, d_steps: 0, ...rules }] };
    this.buttons = Object.entries(modes).map(([name, [words, changes]]) => h("button", { type: "button", "data-testid": `mode-${name}`, onclick: () => this.choose(name, changes) }, words));
    this.names = Object.keys(modes);
    this.told = h("p", { class: "ho-words", "data-testid": "mode-words" }, "");
    this.element = h("div", { class: "ho-players", role: "group", "aria-label": t("Who plays") }, ...this.buttons, this.told);
    this.press("both");
  }

  choose(name, changes) {
    this.session.source.send({ type: "update", member: 0, changes });
    if (this.session.status === "paused") this.session.togglePlay();
    this.press(name);
  }

  press(name) {
    this.buttons.forEach((button, i) => button.setAttribute("aria-pressed", String(this.names[i] === name)));
    setText(this.told, { both: t("Both learn, turn by turn."), detective: t("The forger stands still. The penalty that keeps the detective calm is off, so D goes toward D*: better than that no detective can be."), forger: t("The detective stands still. The forger moves to where D is high, and the value falls: its best answer is what this one detective believes in, not what is real.") }[name]);
  }

  heard({ type, experiments }) {
    if (!experiments || (type !== "opened" && type !== "curve")) return;
    const { g_steps: forger = "1", d_steps: detective = "1" } = experiments[0];
    this.press(forger === "0" ? "detective" : detective === "0" ? "forger" : "both");
  }

  show({ spectator }) {
    for (const button of this.buttons) button.disabled = spectator;
  }
}

class Game {
  constructor(mounted) {
    Object.assign(this, { root: mounted.root, curves: new Curves(), value: new Value(mounted.data.about.formulas), pull: new Pull() });
  }

  hang(vault) {
    this.curves.hang(vault);
  }

  take(told) {
    if (told.header.what !== "inside" || !told.section("best")) return false;
    this.told = told;
    this.value.add(told.header);
    this.root.dataset.inside = told.header.step;
    this.root.dataset.apart = told.header.apart.toFixed(4);
    this.relayout();
    return true;
  }

  relayout() {
    if (!this.told) return;
    for (const panel of [this.curves, this.value, this.pull]) panel.draw(this.told);
  }

  forget() {
    this.value.past = [];
    this.told = null;
  }
}

export function line(mounted) {
  const { session, figures, data } = mounted;
  const game = new Game(mounted);
  const players = new Players({ session, rules: data.about.rules });
  return {
    panels: [game, players, new Asker(session, () => ({ type: "inside" }), 400)],
    rows: [h("div", { class: "gd-top" }, players.element, figures), game.curves.element, h("div", { class: "ho-pair" }, game.value.element, game.pull.element)],
    actions: ["play", "detective", "forger", "round", "slower", "faster", "live", "again", "fresh", "undo"],
  };
}
