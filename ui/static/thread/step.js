// The step of the guided path that one stands at: what to do, whether it was done, and the way on.
// PageDown goes on where there is nothing below to scroll to, or once the step is done: so a clicker leads through it all.

import { h, setText } from "../kit/dom.js";
import { t } from "../kit/words.js";
import { Path } from "./path.js";
import { Seen } from "./sign.js";

const LOOK = 400; // ms
const END = 4; // px
const SCREEN = 0.85; // of the window's height: what was at the bottom is still to be seen
const BUSY = "input, textarea, select, canvas, summary, [role=radio], [role=tab], [role=application], [role=combobox], [contenteditable=true]";

export class Step {
  constructor(root, data) {
    Object.assign(this, { root, path: new Path(data) });
    const button = (name, words, run) => h("button", { type: "button", "data-testid": name, onclick: run }, words);
    this.words = h("p", { class: "th-words" });
    this.state = h("p", { class: "th-state", role: "status", "data-testid": "path-state" }, "");
    this.back = button("path-back", t("Back"), () => this.go(-1));
    this.next = button("path-next", t("Next"), () => this.go(1));
    this.bar = h("section", { class: "th-bar", "aria-label": t("Guided path"), "data-testid": "path-step" }, this.words, this.state, h("div", { class: "th-ways" }, this.back, this.next));
    this.root.replaceChildren(this.bar);
    this.onProgress = () => this.show();
    this.onKey = (event) => this.key(event);
    addEventListener("forger:progress", this.onProgress);
    addEventListener("keydown", this.onKey);
    this.looking = setInterval(() => this.look(), LOOK);
  }

  update({ here }) {
    if (this.here !== here) Object.assign(this, { here, seen: null });
    this.show();
  }

  get isHere() {
    return this.path.isHere(this.here);
  }

  look() {
    const { path } = this;
    if (!path.on || !this.isHere || path.isDone()) return;
    this.seen ??= new Seen(path.step.sign);
    if (this.seen.done) path.markDone();
  }

  // On another page than the step's own both ways lead back to it.
  go(by) {
    const { path } = this;
    if (!this.isHere) path.go(path.at);
    else if (by > 0 && path.isLast) path.begin();
    else path.go(path.at + by);
  }

  key(event) {
    const by = { PageDown: 1, ArrowRight: 1, PageUp: -1, ArrowLeft: -1 }[event.key];
    if (!by || !this.path.on || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.target instanceof Element && event.target.closest(BUSY)) return;
    event.preventDefault();
    if (event.key.startsWith("Page") && this.scrolls(by)) return;
    this.go(by);
  }

  // A page is scrolled first, whatever has the focus; a step that was done is left at once.
  scrolls(by) {
    const scroller = document.querySelector("[data-testid=stMain]") ?? document.scrollingElement;
    const { scrollTop, scrollHeight, clientHeight } = scroller;
    const atEnd = by > 0 ? this.path.isDone() || scrollTop + clientHeight >= scrollHeight - END : scrollTop <= END;
    if (!atEnd) scroller.scrollBy({ top: by * SCREEN * clientHeight, behavior: "instant" });
    return !atEnd;
  }

  show() {
    const { path, isHere } = this;
    this.root.toggleAttribute("data-on", path.on);
    this.bar.hidden = !path.on;
    if (!path.on) return;
    const { title, task } = path.step;
    const [number, all] = [path.at + 1, path.steps.length];
    this.words.replaceChildren(h("b", {}, t("Step {number} of {all}: {title}.", { number, all, title })), " ", isHere ? task : t("The path waits for you there."));
    const done = path.isDone();
    setText(this.state, !isHere ? "" : done ? t("✓ Done") : t("○ To do"));
    this.bar.toggleAttribute("data-done", done);
    this.back.disabled = isHere && path.at === 0;
    setText(this.next, !isHere ? t("Go there") : path.isLast ? t("Begin again") : t("Next"));
    this.back.hidden = !isHere;
  }

  close() {
    clearInterval(this.looking);
    removeEventListener("forger:progress", this.onProgress);
    removeEventListener("keydown", this.onKey);
  }
}
