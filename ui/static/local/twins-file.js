// The page of mode collapse in a file of its own: the very page, with a local source.

import { LocalSource, kitOf } from "../kit/local-source.js";
import { LivePage } from "../kit/live-page.js";
import { told } from "../kit/words.js";
import collapse from "../pages/collapse.js";
import { placed } from "./placed.js";

// The moves of a link, as this page writes it: round-percent[-cure], …
function moved(text) {
  const moves = (text ?? "").split(",").map((move) => /^(\d{1,9})-(\d{1,3})(?:-(\w+))?$/.exec(move)).filter(Boolean);
  return moves.map(([, step, percent, cure = null]) => [Number(step), Math.min(100, Number(percent)) / 100, cure in kit.book.twins.rulings ? cure : null]);
}

const kit = kitOf(document);
const { book } = kit;
const asked = new URL(location.href).searchParams;
const query = { ...book.query, seed: asked.get("seed") ?? book.query.seed ?? "0" };
const { root, data } = placed({ ...book.about, query, key: "twins", page: "collapse", testid: "twins" });
const moves = moved(asked.get("moves"));
const until = asked.has("step") ? Number(asked.get("step")) : (moves.at(-1)?.[0] ?? null);
Object.assign(data, { experiments: [query, query], about: told(book.twins.about), part: { moves, until } });
const page = new LivePage(root, data, collapse, (handlers) => new LocalSource(kit, handlers));
page.update(data);
