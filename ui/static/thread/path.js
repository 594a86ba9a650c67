// Where one stands on the guided path: kept in this browser, and known to whatever part of the page asks.

import { progress } from "../kit/progress.js";
import { inLanguage } from "../kit/ways.js";

const KEY = "path";
const START = { on: false, at: 0, done: [] };

export class Path {
  constructor({ steps, base }) {
    Object.assign(this, { steps, base });
  }

  get kept() {
    return { ...START, ...progress.get(KEY) };
  }

  keep(changes) {
    progress.set(KEY, { ...this.kept, ...changes });
  }

  get on() {
    return this.kept.on;
  }

  get at() {
    return Math.min(this.kept.at, this.steps.length - 1);
  }

  get step() {
    return this.steps[this.at];
  }

  isDone({ name } = this.step) {
    return this.kept.done.includes(name);
  }

  get begun() {
    return this.kept.at > 0 || this.kept.done.length > 0;
  }

  get isLast() {
    return this.at === this.steps.length - 1;
  }

  // From the first step, with nothing done.
  begin() {
    this.keep({ done: [] });
    this.go(0);
  }

  markDone() {
    this.keep({ done: [...this.kept.done, this.step.name] });
  }

  // The address of a step; a projector stays one.
  address(at) {
    const { page, query } = this.steps[at];
    const address = new URL(`${this.base}/${page}${query ? `?${query}` : ""}`, location.href);
    if (document.querySelector(".gd[data-projector]")) address.searchParams.set("projector", "1");
    return inLanguage(address).href;
  }

  go(at) {
    if (at < 0 || at >= this.steps.length) return;
    this.keep({ on: true, at });
    location.assign(this.address(at));
  }

  // Whether the page that has this address is the step's own.
  isHere(here) {
    return this.step.page === here && new URLSearchParams(location.search).get("section") === new URLSearchParams(this.step.query).get("section");
  }
}
