// The story's words, by rule from the numbers: the same sentences as live/worker/narrator.py and beats.py.

import { listed, toTell } from "../kit/words.js";
import { guesses } from "./gauges.js";

const FAKE_FROM = 0.85;
const MAYBE_FROM = 0.6;
const SLACK = 0.05;
const DOUBT = 0.15;
const LATELY = 0.5;
export const BEATS = ["forge", "examine", "stamp", "detective", "feedback", "forger"];

export function verdict(accuracy, last = null) {
  if (accuracy >= FAKE_FROM + (last === "maybe" || last === "real" ? SLACK : 0)) return "fake";
  return accuracy >= MAYBE_FROM + (last === "real" ? SLACK : 0) ? "maybe" : "real";
}

// `convincing`: stage 3 stands and its rule is met now; `opinion`: an expert's last word. Sentences are told by the page: a
// worker has no language.
export function sentence(metrics, words, modes, convincing = false, opinion = null) {
  const { things } = words;
  if (!metrics) return toTell("The forger has never seen a real one: its {things} are noise; the detective has yet to learn what to look for.", { things });
  return toTell("{seen}; {judged}.", { seen: seen(metrics, words, modes), judged: convincing ? convinced(metrics, opinion) : judged(metrics, opinion) });
}

function seen(m, { things, kinds, fault }, modes) {
  const total = modes.length;
  if (m.high_quality < 0.1 && m.modes <= total / 2) return toTell("The {things} are noise and blurs that fool nobody", { things });
  if (m.mixed !== null && m.mixed >= 0.25) return toTell("{share:%} of the {things} give themselves away: {fault}", { share: m.mixed, things, fault });
  if (total > 1 && m.modes < total) return toTell("Only {modes} of {total} {kinds} are made: {missing}", { modes: m.modes, total, kinds, missing: missing(m, modes) });
  if (m.high_quality < 0.5) return toTell("Shapes show, but only {share:%} of the {things} would pass a strict look", { share: m.high_quality, things });
  if (m.mixed !== null && m.mixed > 0.1) return toTell("Most {things} look right, but {share:%} give themselves away: {fault}", { things, share: m.mixed, fault });
  if (total > 1) return toTell("All {total} {kinds} are made and {share:%} of the {things} pass a strict look", { total, kinds, share: m.high_quality, things });
  return toTell("{share:%} of the {things} pass a strict look", { share: m.high_quality, things });
}

function missing(m, modes) {
  const rarest = modes.map((_, k) => k).sort((a, b) => m.shares[a] - m.shares[b] || a - b);
  const names = rarest.slice(0, modes.length - m.modes).sort((a, b) => a - b).map((k) => modes[k]);
  if (names.length > 3) return toTell("{count} are missing", { count: names.length });
  if (names.length === 1) return toTell("{name} is missing", { name: names[0] });
  return toTell("{names} are missing", { names: listed(names, toTell) });
}

function judged(m, opinion) {
  const share = m.d_accuracy;
  if (verdict(share) === "fake") return toTell("the detective is right {share:%} of the time", { share });
  const sure = detective(m, share);
  const doubts = [];
  if (m.referee !== null && m.referee - share >= DOUBT && lately(m.referee_step, m)) doubts.push(toTell("a quick referee is right {share:%}", { share: m.referee }));
  if (opinion && opinion.accuracy - share >= DOUBT && lately(opinion.step, m)) doubts.push(toTell("an expert is right {share:%}", { share: opinion.accuracy }));
  return doubts.length ? toTell("{sure}, but {doubts}", { sure, doubts: listed(doubts, toTell) }) : sure;
}

const lately = (step, m) => step >= LATELY * m.step;

function detective(m, share) {
  if (guesses(m)) return toTell("the detective can only guess, right {share:%} of the time", { share });
  if (share < 0.5) return toTell("the detective is fooled: it is right only {share:%} of the time", { share });
  if (verdict(share) === "real") return toTell("the detective is nearly guessing, right {share:%} of the time", { share });
  return toTell("the detective is right {share:%} of the time", { share });
}

function convinced(m, opinion) {
  let whom = toTell("they convince the detective, right {share:%} of the time", { share: m.d_accuracy });
  if (m.referee !== null) whom = toTell("{whom}, and a quick referee, right {share:%}", { whom, share: m.referee });
  if (!opinion) return whom;
  const { accuracy: share, band, step } = opinion;
  if (!lately(step, m)) return toTell("{whom}; an expert was right {share:%} at round {step:,}", { whom, share, step });
  if (share <= 0.5 + band) return toTell("{whom}, and even an expert cannot tell them apart", { whom });
  return toTell("{whom}, but not an expert, right {share:%}", { whom, share });
}

const stamp = (score) => (score > 0.5 ? "real" : "fake");
const stamped = (score) => (stamp(score) === "real" ? toTell("REAL!") : toTell("FAKE!"));
const known = (score) => (score === null ? toTell("unknown") : score);

// What the detective thinks of an item that a visitor laid on the desk.
export function laidSentence({ score, real }, { thing }) {
  const right = (stamp(score) === "real") === real;
  return toTell("The detective is {score:%} sure that the {thing} on its desk is real, and stamps it “{stamp}” {truth}", { score, thing, stamp: stamped(score), truth: truth(real, right) });
}

function truth(real, right) {
  if (real) return right ? toTell("It is real: right.") : toTell("It is real: wrong.");
  return right ? toTell("It is a fake: right.") : toTell("It is a fake: wrong.");
}

// What happens in a beat: `shot` has z, score, score_after, batch, and gained [how many, of how many].
export function beatSentence(phase, shot, { thing, things }) {
  const { batch, score } = shot;
  const gained = shot.gained ? toTell("{count} of {all}", { count: shot.gained[0], all: shot.gained[1] }) : toTell("some");
  const change = { before: known(score), after: known(shot.score_after) };
  const learnt = toTell("{gained} {things} of the batch now score higher", { gained, things });
  const said = {
    forge: () => toTell("The forger rolls its dice ({dice}) and turns them into a {thing}, one of a batch of {batch}.", { dice: dice(shot.z), thing, batch }),
    examine: () => toTell("The detective examines the {thing}: {score:%} sure that it is real.", { thing, score }),
    stamp: () => (stamp(score) === "fake" ? toTell("The stamp comes down: “{stamp}” It was a fake: right.", { stamp: stamped(score) }) : toTell("The stamp comes down: “{stamp}” It was a fake: wrong.", { stamp: stamped(score) })),
    detective: () => toTell("{learnt}, and {change}.", { learnt: widened(batch, things, gained), change: toTell("this fake’s score goes from {before:.1%} to {after:.1%}", change) }),
    feedback: () => toTell("The forger makes another batch of {batch}, and the feedback runs back: where to change each {thing} so that it passes for real. This one gets the strongest.", { batch, thing }),
    forger: () => toTell("The forger learns: from the same dice rolls, {learnt}; this one goes from {before:.1%} to {after:.1%}.", { learnt, ...change }),
    round: () => (shot.gained ? toTell("One full round: the detective learned, then the forger, and {learnt}.", { learnt }) : toTell("One full round: the detective learned, then the forger.")),
  };
  return said[phase]();
}

const dice = (z) => toTell("{first:.1f}, {second:.1f}, …", { first: z[0], second: z[Math.min(1, z.length - 1)] });
const widened = (batch, things, gained) => toTell("The detective learns from {batch} real {things} and {batch} fakes: {gained} now lie further from the other side", { batch, things, gained });
