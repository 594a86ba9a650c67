// Mounts a page without a run: rows, actions, and what it asks of the laboratory.
// A page is a function of the mounted page that gives {rows, actions?, relayout, close?}.

import { helpLine, listen } from "./actions.js";
import { h, still } from "./dom.js";
import { wholePage } from "./whole.js";
import { t } from "./words.js";

export class StillPage {
  constructor(root, data, page) {
    Object.assign(this, { root, data });
    this.page = page(this);
    const projector = { name: "projector", keys: ["p"], shown: "P", words: t("projector"), run: () => this.project() };
    this.actions = [...(this.page.actions ?? []), projector];
    this.stopListening = listen(this.actions);
    this.button = h("button", { type: "button", class: "gd-small", "data-testid": "projector", title: t("Bigger, for the back row (P)"), onclick: () => this.project() }, t("Projector"));
    const foot = h("div", { class: "gd-foot" }, helpLine(this.actions), h("div", { class: "gd-links" }, this.button), ...(data.embedded ? [wholePage()] : []));
    this.root.replaceChildren(...this.page.rows, foot);
    this.root.dataset.status = "still";
    this.observer = new ResizeObserver(() => this.page.relayout());
    this.observer.observe(this.root);
    this.unwatch = still.watch(() => this.page.relayout());
  }

  // The page ran again: the theme may be another.
  update(data) {
    if (this.projectorAsked !== data.projector) this.project((this.projectorAsked = data.projector));
    this.page.relayout();
  }

  project(on = !this.root.hasAttribute("data-projector")) {
    this.root.toggleAttribute("data-projector", on);
    this.button.setAttribute("aria-pressed", String(on));
    requestAnimationFrame(() => this.page.relayout());
  }

  close() {
    this.page.close?.();
    this.stopListening();
    this.observer.disconnect();
    this.unwatch();
  }
}
