// Missions: what to bring the run to. A rule looks at every live frame; what was done stays marked in this browser.

import { h, setText } from "../kit/dom.js";
import { progress } from "../kit/progress.js";
import { t } from "../kit/words.js";
import { RULES } from "./rules.js";

const kept = (name) => progress.get(`mission:${name}`);

export class Missions {
  constructor({ about, base, root }) {
    Object.assign(this, { about, root });
    this.count = h("span", {}, "");
    this.rows = about.map((mission) => new Row(mission, base));
    this.element = h("details", { class: "gd-card mi-card", "data-testid": "missions" }, h("summary", {}, this.count), h("ol", { class: "mi-list" }, ...this.rows.map(({ element }) => element)));
    this.show();
  }

  // Every live frame of one's own run, even while the page shows the past.
  note(header, session) {
    const data = session.shown?.[0].data;
    if (session.spectator || !data) return;
    for (const { name, title } of this.about) if (!kept(name) && RULES[name](header, data)) this.done(name, title, header, session.notice);
  }

  done(name, title, { step, diverged }, notice) {
    progress.set(`mission:${name}`, { step });
    if (!diverged) notice.later(t("Mission accomplished: {title}.", { title })); // what is said of the run itself goes first
    this.show();
  }

  show() {
    const done = this.about.filter(({ name }) => kept(name)).map(({ name }) => name);
    setText(this.count, t("Missions: {done} of {all} accomplished", { done: done.length, all: this.about.length }));
    for (const row of this.rows) row.show();
    Object.assign(this.root.dataset, { missions: done.join(" "), accomplished: done.length });
  }
}

class Row {
  constructor({ name, title, about, hint, path }, base) {
    this.name = name;
    this.mark = h("span", { class: "mi-mark" }, "");
    this.when = h("small", {}, "");
    const way = h("a", { href: `${base}/${path}`, class: "mi-way" }, t("Settings that lead there"));
    this.element = h("li", { "data-testid": `mission-${name}` }, this.mark, h("div", {}, h("p", {}, h("b", {}, title), " ", this.when), h("p", {}, about), h("details", {}, h("summary", {}, t("A hint")), h("p", {}, hint), way)));
  }

  show() {
    const done = kept(this.name);
    this.element.toggleAttribute("data-done", Boolean(done));
    this.mark.replaceChildren(h("span", { "aria-hidden": "true" }, done ? "✓" : "○"), h("span", { class: "gd-spoken" }, done ? t("accomplished") : t("open")));
    setText(this.when, done ? t("accomplished in round {round}", { round: done.step }) : "");
  }
}
