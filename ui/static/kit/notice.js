// One place for sentences about the run itself: what went wrong, what may be taken back.

import { h, setText } from "./dom.js";

const PASSING = 12000;
const OFFERED = 20000; // so long something can be taken back

export class Notice {
  constructor() {
    this.words = h("span", {});
    this.button = h("button", { type: "button", class: "gd-small", "data-testid": "undo", hidden: true, onclick: () => this.accept() });
    this.element = h("p", { class: "gd-notice", role: "status", hidden: true }, this.words, this.button);
  }

  // A passing notice goes away by itself; the others stay until they are no longer true.
  say(sentence, passing = false) {
    if (!sentence && this.offered) return; // an offer stands for its time
    this.show(sentence, null, sentence && passing ? PASSING : 0);
  }

  // A sentence with one thing to do about it.
  offer(sentence, label, action, time = OFFERED) {
    this.show(sentence, action, time);
    setText(this.button, label);
  }

  // What can wait until nothing else is said.
  later(sentence) {
    if (this.element.hidden) this.say(sentence, true);
    else this.waiting = sentence;
  }

  clear() {
    this.show("", null, 0);
  }

  accept() {
    const action = this.offered;
    this.clear();
    action?.();
  }

  show(sentence, action, time) {
    clearTimeout(this.timer);
    if (!sentence && this.waiting) [sentence, time, this.waiting] = [this.waiting, PASSING, null];
    this.offered = action;
    setText(this.words, sentence);
    this.button.hidden = !action;
    this.element.hidden = !sentence;
    if (time) this.timer = setTimeout(() => this.show("", null, 0), time);
  }

  close() {
    clearTimeout(this.timer);
  }
}
