// The story's words, by rule from the numbers: the same sentences as live/worker/narrator.py and beats.py.

import { guesses } from "./gauges.js";

const FAKE_FROM = 0.85;
const MAYBE_FROM = 0.6;
const SLACK = 0.05;
const DOUBT = 0.15;
export const BEATS = ["forge", "examine", "stamp", "detective", "feedback", "forger"];

export function verdict(accuracy, last = null) {
  if (accuracy >= FAKE_FROM + (last === "maybe" || last === "real" ? SLACK : 0)) return "fake";
  return accuracy >= MAYBE_FROM + (last === "real" ? SLACK : 0) ? "maybe" : "real";
}

// Half of one is rounded up, as everywhere on a page.
export const percent = (share) => `${Math.floor(100 * share + 0.5)}\u00a0%`;

// `convincing`: stage 3 stands and its rule is met now.
export function sentence(metrics, words, modes, convincing = false) {
  if (!metrics) return `The forger has never seen a real one: its ${words.things} are noise; the detective has yet to learn what to look for.`;
  return `${seen(metrics, words, modes)}; ${convincing ? convinced(metrics) : judged(metrics)}.`;
}

function seen(m, words, modes) {
  const total = modes.length;
  if (m.high_quality < 0.1 && m.modes <= total / 2) return `The ${words.things} are noise and blurs that fool nobody`;
  if (m.mixed !== null && m.mixed >= 0.25) return `${percent(m.mixed)} of the ${words.things} give themselves away: ${words.fault}`;
  if (total > 1 && m.modes < total) return `Only ${m.modes} of ${total} ${words.kinds} are made: ${missing(m, modes)}`;
  if (m.high_quality < 0.5) return `Shapes show, but only ${percent(m.high_quality)} of the ${words.things} would pass a strict look`;
  if (m.mixed !== null && m.mixed > 0.1) return `Most ${words.things} look right, but ${percent(m.mixed)} give themselves away: ${words.fault}`;
  if (total > 1) return `All ${total} ${words.kinds} are made and ${percent(m.high_quality)} of the ${words.things} pass a strict look`;
  return `${percent(m.high_quality)} of the ${words.things} pass a strict look`;
}

function missing(m, modes) {
  const rarest = modes.map((_, k) => k).sort((a, b) => m.shares[a] - m.shares[b] || a - b);
  const names = rarest.slice(0, modes.length - m.modes).sort((a, b) => a - b).map((k) => modes[k]);
  if (names.length > 3) return `${names.length} are missing`;
  const listed = names.length === 1 ? names[0] : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
  return `${listed} ${names.length === 1 ? "is" : "are"} missing`;
}

function judged(m) {
  const right = `${percent(m.d_accuracy)} of the time`;
  if (verdict(m.d_accuracy) === "fake") return `the detective is right ${right}`;
  const doubt = m.referee !== null && m.referee - m.d_accuracy >= DOUBT ? `, but a quick referee still tells them apart ${percent(m.referee)} of the time` : "";
  if (guesses(m)) return `the detective can only guess, right ${right}${doubt}`;
  if (m.d_accuracy < 0.5) return `the detective is fooled: it is right only ${right}${doubt}`;
  return `the detective is ${verdict(m.d_accuracy) === "real" ? "nearly guessing, " : ""}right ${right}${doubt}`;
}

function convinced(m) {
  const referee = m.referee === null ? "" : `, and a quick referee, right ${percent(m.referee)}`;
  return `they convince the detective, right ${percent(m.d_accuracy)} of the time${referee}`;
}

const stamp = (score) => (score > 0.5 ? "real" : "fake");
const precise = (score) => (score === null ? "unknown" : `${(100 * score).toFixed(1)}\u00a0%`);

// What the detective thinks of an item that a visitor laid on the desk.
export function laidSentence({ score, real }, { thing }) {
  const [stamped, truth] = [stamp(score), real ? "real" : "fake"];
  return `The detective is ${percent(score)} sure that the ${thing} on its desk is real, and stamps it “${stamped === "real" ? "REAL!" : "FAKE!"}” It is ${real ? "real" : "a fake"}: ${stamped === truth ? "right" : "wrong"}.`;
}

// What happens in a beat: `shot` has z, score, score_after, batch, and gained [how many, of how many].
export function beatSentence(phase, shot, words) {
  const { thing, things } = words;
  const gained = shot.gained ? `${shot.gained[0]} of ${shot.gained[1]}` : "some";
  const change = `from ${precise(shot.score)} to ${precise(shot.score_after)}`;
  const dice = `${Array.from(shot.z.slice(0, 2), (v) => v.toFixed(1).replace("-", "−")).join(", ")}, …`;
  const learnt = `${gained} ${things} of the batch now score higher`;
  const said = {
    forge: () => `The forger rolls its dice (${dice}) and turns them into a ${thing}, one of a batch of ${shot.batch}.`,
    examine: () => `The detective examines the ${thing}: ${percent(shot.score)} sure that it is real.`,
    stamp: () => `The stamp comes down: “${stamp(shot.score) === "real" ? "REAL!" : "FAKE!"}” It was a fake: ${stamp(shot.score) === "fake" ? "right" : "wrong"}.`,
    detective: () => `The detective learns from ${shot.batch} real ${things} and ${shot.batch} fakes: ${gained} now lie further from the other side, and this fake’s score goes ${change}.`,
    feedback: () => `The forger makes another batch of ${shot.batch}, and the feedback runs back: where to change each ${thing} so that it passes for real. This one gets the strongest.`,
    forger: () => `The forger learns: from the same dice rolls, ${learnt}; this one goes ${change}.`,
    round: () => (shot.gained ? `One full round: the detective learned, then the forger, and ${learnt}.` : "One full round: the detective learned, then the forger."),
  };
  return said[phase]();
}
