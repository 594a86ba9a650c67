// The words of the interface in the visitor's language, and how it writes numbers (gan_core/words.py, docs/words.md).
// The catalogue is there before any module is loaded; English needs none.

const { decimal, percent: share, messages, language: code } = globalThis.forgerWords ?? { language: "en", decimal: ".", percent: "{n}\u00a0%", messages: {} };
const HOLE = /\{(\w+)(?::([^{}]+))?\}/g; // {things}, {share:%}, {score:.1%}, {rounds:,}, {z:.2f}
const GAP = "\u202f"; // between the thousands, in every language

export const language = code;
export const separators = decimal + GAP; // as charts are told

// The sentence with these values in its holes, in the visitor's language.
export const t = (template, values = {}) => filled(messages[template] || template, values);

// The same, to be told by whoever shows it: what a worker, which has no language, sends to its page.
export const toTell = (template, values = {}) => ({ say: template, with: values });

// Something that arrived, a sentence or an object of many things, with every sentence in the visitor's language.
export function told(value) {
  if (value === null || typeof value !== "object" || ArrayBuffer.isView(value)) return value;
  if (Array.isArray(value)) return value.map(told);
  if (typeof value.say === "string") return t(value.say, value.with);
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, told(one)]));
}

// One, two and three; `say` is toTell where there is no language.
export function listed(names, say = t) {
  if (names.length < 2) return names[0] ?? "";
  const some = names.slice(1, -1).reduce((first, next) => say("{some}, {next}", { some: first, next }), names[0]);
  return say("{some} and {last}", { some, last: names.at(-1) });
}

// A sentence whose holes are elements, as what an element takes: `h("p", {}, ...woven(t("Read {more}."), { more: link }))`.
export const woven = (sentence, elements, wrap = (text) => text) =>
  sentence.split(/\{(\w+)\}/).map((part, i) => (i % 2 ? elements[part] : part && wrap(part))).filter(Boolean);

// A sentence as it is written after another's beginning, and what begins a sentence.
export const midway = (text) => text.slice(0, 1).toLowerCase() + text.slice(1);
export const capital = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);

// Numbers alone: rounded and in groups of three, as a share, with so many digits; as they are; or digits that are written already.
export const grouped = (number) => written(number, ",");
export const shared = (fraction, digits = 0) => written(fraction, `.${digits}%`);
export const fixed = (number, digits) => written(number, `.${digits}f`);
export const plain = (value) => written(value, ""); // a text stays as it is
export const numeral = (text) => text.replaceAll("-", "−").replace(".", decimal);

function filled(template, values) {
  return template.replace(HOLE, (hole, name, form = "") => (values[name] === undefined ? hole : written(told(values[name]), form)));
}

function written(value, form) {
  if (typeof value !== "number") return value === null ? "NaN" : String(value); // JSON has no other name for it
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
  if (form.endsWith("%")) return share.replace("{n}", digits(100 * value, Number(form.slice(1, -1))));
  if (form === ",") return digits(value, 0).replace(/\B(?=(\d{3})+$)/g, GAP);
  if (form.endsWith("f")) return digits(value, Number(form.slice(1, -1)));
  return numeral(String(Number.isInteger(value) ? value : Number(value.toPrecision(6))));
}

const digits = (value, count) => numeral(value.toFixed(count).replace(/^-(?=[0.]*$)/, ""));
