// One slider from slow motion to full speed.

import { t } from "./words.js";

const SLOW_END = 24; // positions below: beats a second
const FAST_START = 96; // positions above: as fast as the machine goes
const BEATS = [0.5, 2];
const ROUNDS = [1, 500];

export const FULL_SPEED = 100;
export const SLOW_MOTION = 10;

const between = ([low, high], share) => low * (high / low) ** share;
const shareOf = ([low, high], speed) => Math.max(0, Math.min(1, Math.log(speed / low) / Math.log(high / low)));

export function speedAt(position) {
  if (position <= SLOW_END) return { beats: between(BEATS, position / SLOW_END) };
  if (position >= FAST_START) return { rounds: null };
  return { rounds: between(ROUNDS, (position - SLOW_END) / (FAST_START - SLOW_END)) };
}

// Where the slider stands at a speed.
export function positionOf({ beats, rounds }) {
  if (beats) return Math.round(SLOW_END * shareOf(BEATS, beats));
  return rounds ? Math.round(SLOW_END + (FAST_START - SLOW_END) * shareOf(ROUNDS, rounds)) : FULL_SPEED;
}

export function speedInWords(position) {
  const { beats, rounds } = speedAt(position);
  if (beats) return t("slow motion: {beats:.1f} beats a second", { beats });
  if (rounds === null) return t("as fast as the machine goes");
  return rounds < 10 ? t("{rounds:.1f} rounds a second", { rounds }) : t("{rounds:,} rounds a second", { rounds });
}
