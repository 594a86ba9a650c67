// A page in a file of its own: the very game, with a local source. What it needs stands in the file as text.

import { LocalSource } from "../kit/local-source.js";
import { LivePage } from "../kit/live-page.js";
import game from "../pages/game.js";

const text = (id) => document.getElementById(id).textContent;
const bytes = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)).buffer;

const book = JSON.parse(text("book"));
const worker = URL.createObjectURL(new Blob([text("worker")], { type: "text/javascript" }));
const kit = { make: () => new Worker(worker), book, kernel: bytes(text("kernel").trim()) };

const asked = new URL(location.href).searchParams;
const { vocabulary, kind } = book.about;
const experiment = { ...book.query, seed: asked.get("seed") ?? book.query.seed };
const root = document.querySelector(".gd");
Object.assign(root.dataset, { testid: "arena", page: "game", kind, local: "" });

const data = {
  page: "game", testid: "arena", key: "file", base: "", experiments: [experiment], kind, vocabulary, watch: null,
  projector: asked.has("projector"), view: asked.get("view"), start: asked.get("start"), embedded: window.parent !== window, part: null, about: { missions: [] }, travels: false,
};
const page = new LivePage(root, data, game, (handlers) => new LocalSource(kit, handlers));
page.update(data);
