// Every setting of the run. Those that may change while it trains take effect at once, the others wait for a new start.
// `wanted` is what the rows show, `force` what the run has.

import { h, setText } from "../kit/dom.js";
import { plain, t } from "../kit/words.js";
import { apart, brief, full, intoAddress } from "./recipe.js";
import { Risks } from "./risks.js";
import { Row } from "./row.js";

const SOON = 200; // ms between two words to the server while a slider is dragged
const ONE = 900; // ms within which changes of one setting are one step of undo
const MOST = 100; // steps of undo

export class Settings {
  constructor({ session, about }) {
    Object.assign(this, { session, sets: about.sets, past: [] });
    const fields = about.groups.flatMap((group) => group.fields);
    this.live = new Set(fields.filter(({ live }) => live).map(({ name }) => name));
    this.rows = new Map(fields.map((field) => [field.name, this.row(field)]));
    this.undoing = h("button", { type: "button", "data-testid": "settings-undo", onclick: () => this.undo() }, t("Undo"));
    this.resetting = h("button", { type: "button", "data-testid": "settings-reset", onclick: () => this.reset() }, t("Back to the recipe"));
    this.starting = h("button", { type: "button", class: "pg-start", "data-testid": "settings-start", onclick: () => this.start() }, t("Start a new run with these"));
    this.risks = new Risks(about.risks);
    this.waiting = h("p", { role: "status" });
    this.bar = h("div", { class: "pg-waiting", hidden: true }, this.waiting, this.starting);
    this.element = h(
      "section",
      { class: "gd-card pg-settings", "aria-label": t("Settings"), "data-testid": "settings" },
      h("div", { class: "pg-head" }, h("h2", {}, t("Settings")), this.undoing, this.resetting),
      this.bar,
      this.risks.element,
      ...about.groups.map(({ title, fields: inside }, k) => h("details", { open: k < 2 }, h("summary", {}, title), ...inside.map(({ name }) => this.rows.get(name).element))),
    );
  }

  row(field) {
    return new Row(field, { onSet: (value) => this.set(field.name, value), onFault: (sentence) => this.session.notice.say(sentence, true) });
  }

  label(name) {
    return this.rows.get(name)?.about.label ?? t("Data");
  }

  get usual() {
    return this.sets[this.wanted.data].recipes.default;
  }

  // ---- what the server says -------------------------------------------------------------------------------------

  heard(message) {
    const told = message.experiments?.[0];
    if (message.type === "opened" || (message.type === "curve" && told)) this.adopt(told);
    else if (message.type === "settings") this.inForce(told);
    else if (message.type === "error" && this.wanted) this.refused();
  }

  // Another run: the rows show what it has, and what still waited is gone.
  adopt(query) {
    clearTimeout(this.timer);
    this.force = full(query, this.sets);
    this.wanted = { ...this.force };
    this.show();
  }

  inForce(query) {
    this.force = full(query, this.sets);
    if (this.session.spectator) this.wanted = { ...this.force };
    this.session.wanted = [brief(this.force, this.sets)];
    this.session.renamed();
    if (!this.session.spectator) this.address(this.session.wanted[0]);
    this.show();
  }

  // What could not be had is shown as it is.
  refused() {
    for (const name of this.live) this.wanted[name] = this.force[name];
    this.show();
  }

  // ---- what the visitor does ------------------------------------------------------------------------------------

  set(name, value) {
    if (this.wanted[name] === value) return;
    const now = performance.now();
    if (this.last !== name || now - this.lastAt > ONE) this.remember();
    [this.last, this.lastAt] = [name, now];
    this.become({ ...this.wanted, [name]: value });
  }

  remember() {
    this.past = [...this.past, this.wanted].slice(-MOST);
    this.last = null;
  }

  undo() {
    this.last = null;
    const before = this.past.pop();
    if (before) this.become({ ...before, data: this.wanted.data });
  }

  reset() {
    this.remember();
    this.become({ ...this.usual, seed: this.wanted.seed });
  }

  become(wanted) {
    this.wanted = wanted;
    this.show();
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.tell();
    }, SOON);
  }

  tell() {
    const changes = Object.fromEntries(this.differing.filter((name) => this.live.has(name)).map((name) => [name, this.wanted[name]]));
    if (!Object.keys(changes).length) return;
    this.session.source.send({ type: "update", member: 0, changes });
  }

  start() {
    this.open(brief(this.wanted, this.sets));
  }

  // A run of a visitor's own data, which the server has just described.
  learn({ name, recipes, kind, vocabulary }) {
    this.sets[name] = { recipes, kind, vocabulary };
    this.open({ data: name, seed: "0" });
  }

  // An experiment that was exported, as it was.
  bringBack(query, described) {
    if (described) this.sets[described.name] = described;
    if (!this.sets[query.data]) throw new Error(t("That experiment is of somebody’s own data, and they are not in its file."));
    this.open(query);
  }

  open(query) {
    const { kind, vocabulary } = this.sets[query.data];
    this.address(query);
    this.past = [];
    this.session.root.dataset.kind = kind;
    this.session.update({ ...this.session.data, experiments: [query], kind, vocabulary, watch: null });
  }

  address(query) {
    intoAddress(query, Object.keys(this.sets[query.data].recipes.default));
    this.session.beginnings.tellSoon();
  }

  // ---- what is shown --------------------------------------------------------------------------------------------

  get differing() {
    return apart(this.wanted, this.force);
  }

  show() {
    if (!this.wanted) return;
    for (const [name, row] of this.rows) {
      row.show(this.wanted[name], name === "seed" ? this.wanted.seed : this.usual[name]);
      row.enable(!this.session.spectator);
    }
    this.risks.show(this.wanted);
    const waiting = this.differing.filter((name) => !this.live.has(name));
    const words = waiting.map((name) => `${this.rows.get(name).about.label} ${plain(this.force[name])} → ${plain(this.wanted[name])}`).join(", ");
    setText(this.waiting, words ? t("Waiting for a new start: {changes}.", { changes: words }) : "");
    this.bar.hidden = !words;
    this.undoing.disabled = !this.past.length || this.session.spectator;
    this.resetting.disabled = this.session.spectator || !apart({ ...this.usual, seed: this.wanted.seed }, this.wanted).length;
    Object.assign(this.session.root.dataset, { settings: JSON.stringify(brief(this.force, this.sets)) });
  }

  close() {
    clearTimeout(this.timer);
  }
}
