// What each part of the system shows: its picture, small and large, its numbers, and all of it in words.

import { atlas, heat, inWords, short, verdicts } from "../kit/tensor.js";
import { fixed, numeral, shared, t } from "../kit/words.js";

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const rows = ({ shape, values }, k) => values.subarray(k * shape[1], (k + 1) * shape[1]);
const D = (logits, threshold) => mean(logits.map((logit) => 1 / (1 + Math.exp(threshold - logit))));
const shapes = (list) => list.map((shape) => shape.join(" × ")).reduce((some, next) => t("{some}, then {next}", { some, next }));
const layers = (list) => t("layers {shapes}", { shapes: shapes(list) });
const slopes = (list) => t("a slope for every weight: {shapes}", { shapes: shapes(list) });
const norm = (value) => `‖·‖ ${numeral(value)}`;
const first = (section) => t("first layer: {numbers}", { numbers: inWords(section) });
const belief = (frame, logits) => t("the detective believes {share:%} in them, on average", { share: D(logits(frame), frame.header.threshold) });
const batchOf = (frame) => t("{batch} notes of {item} numbers; {shown} are drawn", { batch: of.batch(frame), item: of.item(frame), shown: shown(frame) });
const shown = (frame) => frame.section("z").shape[0];

const of = {
  item: ({ header: { item } }) => item.join(" × "),
  batch: ({ header: { batch } }) => batch,
  real: (frame) => rows(frame.section("logits"), 0),
  fake: (frame) => rows(frame.section("logits"), 1),
  slopes: (frame, k) => rows(frame.section("at_logits"), k),
};

const notes = (name) => (canvas, frame, large) => atlas(canvas, frame.section(name), large ? { count: shown(frame), across: 4 } : { count: 1 });
const filters = (name) => (canvas, frame, large) => {
  const section = frame.section(name);
  const all = frame.header.layers.detective[0][0];
  atlas(canvas, section, large ? { count: all, across: 8 } : { count: Math.min(all, 16), across: 8 });
};
const matrix = (name) => (canvas, frame) => heat(canvas, frame.section(name));
const nothing = () => {};

// name → {paint(canvas, frame, large), edge(frame): the number beside it, shape(frame), words(frame)}
export const THINGS = {
  z: {
    paint: matrix("z"),
    edge: (frame) => `${of.batch(frame)} × ${frame.section("z").shape[1]}`,
    shape: (frame) => t("{batch} rolls of {size} numbers; {shown} are drawn, a row each", { batch: of.batch(frame), size: frame.section("z").shape[1], shown: shown(frame) }),
    words: (frame) => inWords(frame.section("z")),
  },
  forger: {
    paint: matrix("forger"),
    edge: ({ header }) => t("{count} layers", { count: header.layers.forger.length }),
    shape: ({ header }) => layers(header.layers.forger),
    words: (frame) => first(frame.section("forger")),
  },
  fake: {
    paint: notes("fake"),
    edge: (frame) => `${of.batch(frame)} × ${of.item(frame)}`,
    shape: batchOf,
    words: (frame) => belief(frame, of.fake),
  },
  real: {
    paint: notes("real"),
    edge: (frame) => `${of.batch(frame)} × ${of.item(frame)}`,
    shape: batchOf,
    words: (frame) => belief(frame, of.real),
  },
  detective: {
    paint: filters("filters"),
    edge: ({ header }) => t("{count} layers", { count: header.layers.detective.length }),
    shape: ({ header }) => layers(header.layers.detective),
    words: ({ header }) => t("{count} filters of 4 × 4 pixels in {colours} colours; grey is 0", { count: header.layers.detective[0][0], colours: header.item[0] }),
  },
  logits: {
    paint: (canvas, frame) => verdicts(canvas, [{ kind: "real", at: of.real(frame) }, { kind: "fake", at: of.fake(frame) }], { axis: t("logit ℓ") }),
    edge: (frame) => `D(G(z)) ${shared(D(of.fake(frame), frame.header.threshold))}`,
    shape: (frame) => t("2 × {batch} numbers", { batch: of.batch(frame) }),
    words: (frame) => t("real notes from {low} to {high}, fakes from {lowest} to {highest}; it says “real” above {level}", { low: short(Math.min(...of.real(frame))), high: short(Math.max(...of.real(frame))), lowest: short(Math.min(...of.fake(frame))), highest: short(Math.max(...of.fake(frame))), level: short(frame.header.threshold) }),
  },
  loss_d: { paint: nothing, edge: ({ header }) => fixed(header.losses[0], 3), shape: () => t("one number"), words: ({ header }) => t("{loss:.4f}, on average over the batch, penalties apart", { loss: header.losses[0] }) },
  loss_g: { paint: nothing, edge: ({ header }) => fixed(header.losses[1], 3), shape: () => t("one number"), words: ({ header }) => t("{loss:.4f}, on average over the batch", { loss: header.losses[1] }) },
  back_detective: {
    paint: filters("filters_slope"),
    edge: ({ header }) => norm(header.norms.detective),
    shape: ({ header }) => slopes(header.layers.detective),
    words: ({ header }) => t("length {norm} over all its layers; grey is 0", { norm: numeral(header.norms.detective) }),
  },
  back_logit: {
    paint: (canvas, frame) => verdicts(canvas, [{ kind: "fake", at: of.fake(frame), heights: of.slopes(frame, 2) }], { axis: t("logit ℓ of a fake; up: its slope") }),
    edge: ({ header }) => norm(header.norms.logit),
    shape: (frame) => t("{batch} numbers", { batch: of.batch(frame) }),
    words: (frame) => t("slopes from {low} to {high}: near 0 a fake teaches nothing", { low: short(Math.min(...of.slopes(frame, 2))), high: short(Math.max(...of.slopes(frame, 2))) }),
  },
  back_fake: {
    paint: notes("feedback"),
    edge: ({ header }) => norm(header.norms.fake),
    shape: (frame) => t("{batch} pictures of {item} slopes; {shown} are drawn, turned round: the way to go", { batch: of.batch(frame), item: of.item(frame), shown: shown(frame) }),
    words: ({ header }) => t("length {norm} over the batch; grey is 0", { norm: numeral(header.norms.fake) }),
  },
  back_forger: {
    paint: matrix("forger_slope"),
    edge: ({ header }) => norm(header.norms.forger),
    shape: ({ header }) => slopes(header.layers.forger),
    words: (frame) => `${t("length {norm} over all its layers", { norm: numeral(frame.header.norms.forger) })}; ${first(frame.section("forger_slope"))}`,
  },
};
