// One setting: its name, a slider over the sane range, a box that takes all that an experiment takes, and a word on it.

import { h, setText } from "../kit/dom.js";
import { plain, t } from "../kit/words.js";

const STEPS = 200; // of a slider

export class Row {
  // `onSet(value)` hears a value that the setting can have; `onFault(sentence)` what it cannot.
  constructor(about, { onSet, onFault }) {
    Object.assign(this, { about, onSet, onFault, name: about.name });
    const id = `pg-${about.name}`;
    this.box = about.choices.length ? this.choice(id) : this.number(id);
    this.slider = about.choices.length ? null : this.range(id);
    this.words = h("small", { id: `${id}-words` }, about.words);
    this.changed = h("span", { class: "pg-changed" });
    this.element = h(
      "div",
      { class: "pg-row", "data-testid": `setting-${about.name}` },
      h("label", { for: id }, about.label, " ", this.changed),
      h("div", { class: "pg-value" }, ...(this.slider ? [this.slider] : []), this.box),
      this.words,
    );
  }

  choice(id) {
    const options = this.about.choices.map(([value, label]) => h("option", { value }, label));
    return h("select", { id, "aria-describedby": `${id}-words`, onchange: () => this.onSet(this.box.value) }, ...options);
  }

  number(id) {
    const { least, most, kind } = this.about;
    return h("input", { id, type: "number", min: least, max: most, step: kind === "int" ? 1 : "any", inputmode: "decimal", "aria-describedby": `${id}-words`, oninput: () => (this.typing = true), onchange: () => this.typed(), onblur: () => this.left() });
  }

  left() {
    this.typing = false;
    this.show(this.value, this.usual);
  }

  range(id) {
    return h("input", { type: "range", min: 0, max: STEPS, step: 1, "aria-label": t("{label}, slider", { label: this.about.label }), "aria-describedby": `${id}-words`, oninput: () => this.onSet(this.at(Number(this.slider.value))) });
  }

  typed() {
    this.typing = false;
    const { label, least, most, kind } = this.about;
    const value = Number(this.box.value);
    const fits = this.box.value.trim() !== "" && value >= least && value <= most && (kind !== "int" || Number.isInteger(value));
    if (fits) return this.onSet(value);
    const told = { label, least, most, value: this.value };
    this.onFault(kind === "int" ? t("“{label}” takes a whole number from {least} to {most}. It stays at {value}.", told) : t("“{label}” takes a number from {least} to {most}. It stays at {value}.", told));
    this.show(this.value, this.usual);
  }

  // ---- between a slider's place and a value ---------------------------------------------------------------------

  // On a logarithmic slider the left end is 0 where 0 is allowed: "none of it".
  at(place) {
    const { low, high, least, kind, logarithmic } = this.about;
    if (logarithmic && place === 0 && least === 0) return 0;
    const share = place / STEPS;
    const value = logarithmic ? low * (high / low) ** share : low + (high - low) * share;
    return kind === "int" ? Math.round(value) : Number(value.toPrecision(2));
  }

  placeOf(value) {
    const { low, high, logarithmic } = this.about;
    if (logarithmic && value < low) return 0;
    const share = logarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
    return Math.round(STEPS * Math.max(0, Math.min(1, share)));
  }

  // ---- what is shown --------------------------------------------------------------------------------------------

  show(value, usual) {
    Object.assign(this, { value, usual });
    if (!this.typing) this.box.value = value; // what is half typed is the visitor's
    if (this.slider) {
      if (this.at(Number(this.slider.value)) !== value) this.slider.value = this.placeOf(value);
      this.slider.setAttribute("aria-valuetext", plain(value));
    }
    const chosen = this.about.choices.find(([name]) => name === value);
    if (chosen) setText(this.words, chosen[2]);
    const differs = value !== usual;
    this.element.toggleAttribute("data-changed", differs);
    setText(this.changed, differs ? t("recipe: {value}", { value: this.shown(usual) }) : "");
  }

  shown(value) {
    return this.about.choices.find(([name]) => name === value)?.[1] ?? plain(value);
  }

  enable(on) {
    this.box.disabled = !on;
    if (this.slider) this.slider.disabled = !on;
  }
}
