// Why a collapsing forger prints what it prints, by rule from the numbers of this moment: the same as live/worker/cause.py.

import { toTell } from "../kit/words.js";

const CROWD = 0.5; // of the fakes at one kind are a crowd
const ALIKE = 0.9; // of the kinds are as good as all
const SAME_WAY = 0.5; // cosine: within 60° of the mean
const STILL = 1e-12;

// The share of the fakes whose feedback, so many numbers each, points within 60° of its mean direction.
export function together(feedback, size) {
  const ways = Array.from({ length: feedback.length / size }, (_, k) => {
    const way = feedback.subarray(k * size, (k + 1) * size);
    const length = Math.hypot(...way) + STILL;
    return Array.from(way, (x) => x / length);
  });
  const mean = ways[0].map((_, j) => ways.reduce((sum, way) => sum + way[j], 0) / ways.length);
  const length = Math.hypot(...mean);
  const along = (way) => way.reduce((sum, x, j) => sum + x * mean[j], 0);
  return length ? ways.filter((way) => along(way) >= SAME_WAY * length).length / ways.length : 0;
}

// `names` are of the modes, which are called `kinds`; `pushed` is the share of the fakes that feedback pushes one way.
export function cause(m, before, names, kinds, pushed = null) {
  const rated = m.ratings.map((rating, kind) => ({ rating, kind })).filter(({ rating }) => rating !== null);
  if (!rated.length || !total(m)) return null;
  rated.sort((a, b) => a.rating - b.rating || a.kind - b.kind);
  const [least, most] = [rated[0], rated.at(-1)];
  if (m.modes >= ALIKE * names.length) {
    const believed = toTell("The detective believes real {kinds} from {least:%} to {most:%}", { kinds, least: least.rating, most: most.rating });
    if (!pushed) return toTell("{sentence}.", { sentence: believed });
    return toTell("{believed}; its feedback pushes {share:%} of the fakes one way, the rest elsewhere.", { believed, share: pushed });
  }
  const said = ofSome(m, before, names, most, least);
  return pushed ? toTell("{said} Its feedback pushes {share:%} of the fakes the same way at once.", { said, share: pushed }) : said;
}

// While some kinds are missing.
function ofSome(m, before, names, most, least) {
  const kind = top(m);
  const name = names[kind];
  if (m.shares[kind] < CROWD) {
    const found = { name: names[most.kind], most: most.rating, doubted: names[least.kind], least: least.rating };
    return toTell("At this moment the detective believes {name} most ({most:%}) and {doubted} least ({least:%}): it is this moment’s feedback alone that the forger follows.", found);
  }
  const hopped = before && total(before) > 0 && top(before) !== kind;
  const crowd = hopped
    ? toTell("The crowd has hopped from {last} to {name}, after what its detective believed", { last: names[top(before)], name })
    : toTell("{share:%} of the fakes crowd at {name}", { share: m.shares[kind], name });
  if (most.kind === kind) return toTell("{crowd}. At this moment the detective believes {name} most ({share:%}).", { crowd, name, share: most.rating });
  return toTell("{crowd}. The detective has caught up there: it believes {name} {share:%}, others up to {most:%}.", { crowd, name, share: m.ratings[kind], most: most.rating });
}

const total = ({ shares }) => shares.reduce((sum, share) => sum + share, 0);

// The kind that is printed most.
const top = ({ shares }) => shares.reduce((best, share, kind) => (share > shares[best] ? kind : best), 0);
