// A and B side by side: the run of the page, and another one that goes on as it was; and what differs between them.

import { TwinView } from "../collapse/twin-view.js";
import { h, setText } from "../kit/dom.js";
import { plain, t } from "../kit/words.js";
import { release, withPictures } from "../kit/frames.js";
import { Painter } from "../kit/painter.js";
import { SocketSource } from "../kit/socket-source.js";
import { apart, brief, full } from "./recipe.js";

export class Compare {
  constructor({ base, session, settings }) {
    Object.assign(this, { session, settings });
    const address = new URL(`${base}/live/socket`, location.href);
    address.protocol = address.protocol.replace("http", "ws");
    this.address = address.href;
    this.a = new TwinView(0, "A", t("this page’s run"));
    this.b = new TwinView(0, "B", t("as it was"));
    this.painter = new Painter((frame) => this.b.draw(frame));
    this.starting = h("button", { type: "button", "data-testid": "compare", onclick: () => this.begin() }, t("Put a copy beside it, as B"));
    this.stopping = h("button", { type: "button", "data-testid": "compare-stop", onclick: () => this.end() }, t("Put B away"));
    this.rows = h("tbody", { "data-testid": "differences" });
    this.rounds = h("p", { class: "pg-note" });
    this.said = h("p", { class: "pg-note", role: "status" }, t("B starts with the settings of now, from round 0, and keeps them. Then change A."));
    this.pair = h(
      "div",
      { hidden: true },
      h("div", { class: "tw-pair" }, this.a.element, this.b.element),
      this.rounds,
      h("table", { class: "pg-differences" }, h("thead", {}, h("tr", {}, ...[t("What differs"), "A", "B"].map((words) => h("th", { scope: "col" }, words)))), this.rows),
    );
    this.element = h("section", { class: "gd-card pg-compare", "aria-label": t("A and B") }, h("div", { class: "pg-head" }, h("h2", {}, t("A and B")), this.starting, this.stopping), this.said, this.pair);
    this.stopping.hidden = true;
  }

  // ---- B --------------------------------------------------------------------------------------------------------

  begin() {
    this.end();
    this.query = brief(this.settings.force, this.settings.sets);
    Object.assign(this, { run: null, owner: null });
    this.source = new SocketSource(this.address, {
      opening: () => ({ type: "open", experiments: [this.query], run: this.run, owner: this.owner, parts: {} }),
      onText: (message) => this.hear(message),
      onFrame: (frame) => this.receive(frame),
      onLost: () => setText(this.said, t("The line to B is down; it is tried again.")),
    });
    this.show();
  }

  hear(message) {
    if (message.type === "opened") Object.assign(this, { run: message.run, owner: message.owner, force: full(message.experiments[0], this.settings.sets) });
    if (message.type === "error") setText(this.said, message.message);
    if (message.type === "opened") this.show();
  }

  async receive(frame) {
    if (frame.header.type === "vault") {
      this.b.prepare(frame.header.kind);
      release(this.vault);
      this.b.hang((this.vault = await withPictures(frame)));
    } else if (frame.header.type === "frame") {
      this.step = frame.header.step;
      if (this.vault) this.painter.offer(frame);
    }
  }

  end() {
    this.source?.close();
    this.painter.forget();
    release(this.vault);
    this.source = this.vault = this.force = null;
    this.show();
  }

  // ---- A, and what differs --------------------------------------------------------------------------------------

  prepare({ kind }) {
    this.a.prepare(kind);
  }

  hang(vault) {
    this.a.hang(vault);
  }

  paint(frame) {
    if (!this.source) return;
    this.a.draw(frame);
    setText(this.rounds, t("A is in round {a:,}, B in round {b:,}.", { a: frame.header.step, b: this.step ?? 0 }));
  }

  heard({ type }) {
    if (["opened", "curve", "settings"].includes(type)) this.show();
  }

  show() {
    const on = Boolean(this.source);
    this.pair.hidden = this.stopping.hidden = !on;
    this.starting.hidden = on;
    setText(this.said, on ? t("B keeps its settings. Change A’s, and see what that does.") : t("B starts with the settings of now, from round 0, and keeps them. Then change A."));
    if (!on || !this.force || !this.settings.force) return;
    const names = apart(this.settings.force, this.force);
    const cells = (name) => [this.settings.label(name), this.settings.force[name], this.force[name]].map((value) => h("td", {}, plain(value)));
    this.rows.replaceChildren(...(names.length ? names.map((name) => h("tr", {}, ...cells(name))) : [h("tr", {}, h("td", { colspan: 3 }, t("Nothing yet: the two are equal.")))]));
  }

  relayout() {
    this.painter.again();
  }

  close() {
    this.end();
  }
}
