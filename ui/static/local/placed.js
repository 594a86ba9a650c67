// Where a page in a file of its own stands, and what the game must know of it, as ui/live_page.py says it in the app.

import { told } from "../kit/words.js";
import { tellPage } from "./said.js";

export function placed({ query, kind, vocabulary, key, page = "game", testid = "arena" }) {
  const asked = new URL(location.href).searchParams;
  tellPage();
  const root = document.querySelector(".gd");
  Object.assign(root.dataset, { testid, page, kind, local: "" });
  const data = {
    page, testid, key, base: "", experiments: [query], kind, vocabulary: told(vocabulary), watch: null,
    projector: asked.has("projector"), view: asked.get("view"), start: asked.get("start"), embedded: window.parent !== window,
    part: null, about: { missions: [] }, saves: false, travels: false,
  };
  return { root, data };
}
