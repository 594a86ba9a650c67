// What each part of the system shows: its picture, small and large, its numbers, and all of it in words.

import { atlas, heat, inWords, short, verdicts } from "../kit/tensor.js";

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const rows = ({ shape, values }, k) => values.subarray(k * shape[1], (k + 1) * shape[1]);
const D = (logits, threshold) => mean(logits.map((logit) => 1 / (1 + Math.exp(threshold - logit))));
const share = (value) => `${Math.round(100 * value)} %`;
const shapes = (list) => list.map((shape) => shape.join(" × ")).join(", then ");
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
    shape: (frame) => `${of.batch(frame)} rolls of ${frame.section("z").shape[1]} numbers; ${shown(frame)} are drawn, a row each`,
    words: (frame) => inWords(frame.section("z")),
  },
  forger: {
    paint: matrix("forger"),
    edge: ({ header }) => `${header.layers.forger.length} layers`,
    shape: ({ header }) => `layers ${shapes(header.layers.forger)}`,
    words: (frame) => `first layer: ${inWords(frame.section("forger"))}`,
  },
  fake: {
    paint: notes("fake"),
    edge: (frame) => `${of.batch(frame)} × ${of.item(frame)}`,
    shape: (frame) => `${of.batch(frame)} notes of ${of.item(frame)} numbers; ${shown(frame)} are drawn`,
    words: (frame) => `the detective believes ${share(D(of.fake(frame), frame.header.threshold))} in them, on average`,
  },
  real: {
    paint: notes("real"),
    edge: (frame) => `${of.batch(frame)} × ${of.item(frame)}`,
    shape: (frame) => `${of.batch(frame)} notes of ${of.item(frame)} numbers; ${shown(frame)} are drawn`,
    words: (frame) => `the detective believes ${share(D(of.real(frame), frame.header.threshold))} in them, on average`,
  },
  detective: {
    paint: filters("filters"),
    edge: ({ header }) => `${header.layers.detective.length} layers`,
    shape: ({ header }) => `layers ${shapes(header.layers.detective)}`,
    words: ({ header }) => `${header.layers.detective[0][0]} filters of 4 × 4 pixels in ${header.item[0]} colours; grey is 0`,
  },
  logits: {
    paint: (canvas, frame) => verdicts(canvas, [{ kind: "real", at: of.real(frame) }, { kind: "fake", at: of.fake(frame) }], { axis: "logit ℓ" }),
    edge: (frame) => `D(G(z)) ${share(D(of.fake(frame), frame.header.threshold))}`,
    shape: (frame) => `2 × ${of.batch(frame)} numbers`,
    words: (frame) => `real notes from ${short(Math.min(...of.real(frame)))} to ${short(Math.max(...of.real(frame)))}, fakes from ${short(Math.min(...of.fake(frame)))} to ${short(Math.max(...of.fake(frame)))}; it says “real” above ${short(frame.header.threshold)}`,
  },
  loss_d: { paint: nothing, edge: ({ header }) => header.losses[0].toFixed(3), shape: () => "one number", words: ({ header }) => `${header.losses[0].toFixed(4)}, on average over the batch, penalties apart` },
  loss_g: { paint: nothing, edge: ({ header }) => header.losses[1].toFixed(3), shape: () => "one number", words: ({ header }) => `${header.losses[1].toFixed(4)}, on average over the batch` },
  back_detective: {
    paint: filters("filters_slope"),
    edge: ({ header }) => `‖·‖ ${header.norms.detective}`,
    shape: ({ header }) => `a slope for every weight: ${shapes(header.layers.detective)}`,
    words: ({ header }) => `length ${header.norms.detective} over all its layers; grey is 0`,
  },
  back_logit: {
    paint: (canvas, frame) => verdicts(canvas, [{ kind: "fake", at: of.fake(frame), heights: of.slopes(frame, 2) }], { axis: "logit ℓ of a fake; up: its slope" }),
    edge: ({ header }) => `‖·‖ ${header.norms.logit}`,
    shape: (frame) => `${of.batch(frame)} numbers`,
    words: (frame) => `slopes from ${short(Math.min(...of.slopes(frame, 2)))} to ${short(Math.max(...of.slopes(frame, 2)))}: near 0 a fake teaches nothing`,
  },
  back_fake: {
    paint: notes("feedback"),
    edge: ({ header }) => `‖·‖ ${header.norms.fake}`,
    shape: (frame) => `${of.batch(frame)} pictures of ${of.item(frame)} slopes; ${shown(frame)} are drawn, turned round: the way to go`,
    words: ({ header }) => `length ${header.norms.fake} over the batch; grey is 0`,
  },
  back_forger: {
    paint: matrix("forger_slope"),
    edge: ({ header }) => `‖·‖ ${header.norms.forger}`,
    shape: ({ header }) => `a slope for every weight: ${shapes(header.layers.forger)}`,
    words: (frame) => `length ${frame.header.norms.forger} over all its layers; first layer: ${inWords(frame.section("forger_slope"))}`,
  },
};
