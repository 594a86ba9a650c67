// Who was right how often, a person and the machine, on the very same notes: counts by stage, and what they say.

import { t } from "../kit/words.js";

const Z_95 = 1.959964;

export const empty = () => ({ reals: 0, fakes: 0, accused: 0, caught: 0, machine: { accused: 0, caught: 0 }, saw: [] });

// One stamp more. `saw` keeps what gave those fakes away that the person caught and the machine let pass.
export function counted(tally, note, saidReal) {
  const machineSaidReal = note.machine > 0.5;
  const next = { ...tally, machine: { ...tally.machine }, saw: [...tally.saw] };
  next[note.real ? "reals" : "fakes"] += 1;
  if (note.real) {
    next.accused += saidReal ? 0 : 1;
    next.machine.accused += machineSaidReal ? 0 : 1;
  } else {
    next.caught += saidReal ? 0 : 1;
    next.machine.caught += machineSaidReal ? 0 : 1;
    if (!saidReal && machineSaidReal && note.clue) next.saw.push(note.clue.words);
  }
  return next;
}

// Balanced accuracy: half for the fakes caught, half for the real notes let pass. Null until there was one of each.
export function accuracy({ reals, fakes }, { accused, caught }) {
  return reals && fakes ? (caught / fakes + 1 - accused / reals) / 2 : null;
}

// Half the width of the band in which a tossed coin reads 95 % of the time.
export const band = ({ reals, fakes }) => (reals && fakes ? Math.min(0.5, Z_95 * Math.sqrt((1 / reals + 1 / fakes) / 16)) : 0.5);

// One sentence that compares them.
export function compared(tally, stage) {
  const [you, machine] = [accuracy(tally, tally), accuracy(tally, tally.machine)];
  if (you === null) return "";
  const chance = Math.abs(you - 0.5) <= band(tally) ? [t("With so few notes that may still be luck.")] : [];
  if (you > machine + 1e-9) {
    const where = tally.saw.length ? [t("You saw what it did not: {clues}.", { clues: [...new Set(tally.saw)].slice(-2).join("; ") })] : [];
    return [t("At stage {stage} you do better than the machine.", { stage }), ...where, ...chance].join(" ");
  }
  const told = you < machine - 1e-9 ? t("At stage {stage} the machine does better than you.", { stage }) : t("At stage {stage} you and the machine are right equally often.", { stage });
  return [told, ...chance].join(" ");
}
