// A run that cannot be had: why, and one way on.

import { inLanguage } from "./ways.js";
import { t } from "./words.js";

const VIEW = ["projector", "view", "embed", "embed_options", "start", "lang"]; // what stays in the address

// What the server said, as [label, address]: too many runs, a run that is gone, or settings that cannot be.
// `alone` is the address of a page that needs no server, where there is one.
export function wayOn({ full, watch, gone }, alone = null) {
  if (full && watch) return [t("Watch a shared run"), changed((search) => search.set("watch", watch))];
  if (full && alone) return [t("Train here, in this browser"), alone];
  if (full) return null; // it is tried again by itself
  if (gone) return [t("Start a run of your own"), changed((search) => search.delete("watch"))];
  if (new URL(location.href).searchParams.get("data")?.startsWith("own-")) return [t("Go on with other data"), changed((search) => search.delete("data"))];
  return [
    t("Use the recipe’s settings"),
    changed((search) => {
      for (const name of [...search.keys()]) if (![...VIEW, "data", "seed"].includes(name)) search.delete(name);
    }),
  ];
}

export function refuse(session, message) {
  session.setStatus(message.full ? "full" : "refused");
  session.blocked = true;
  if (message.full && session.panels.some((panel) => panel.offer?.(message.message))) return;
  const way = wayOn(message, aloneOf(session));
  if (way) session.notice.offer(message.message, way[0], () => location.assign(way[1]), 0);
  else session.notice.say(message.message);
}

// Where the run of a page trains without the server: in the visitor's own browser, on from its last checkpoint where
// there is one. `save` keeps it as a file, which begins anew.
export function aloneOf({ data, wanted, watch, run }, save = false) {
  if (!(save ? data.saves : data.travels) || watch) return null;
  const query = new URLSearchParams(wanted[0]);
  if (data.page !== "game") query.set("page", data.page);
  if (save) query.set("save", "");
  else if (run) query.set("run", run);
  return inLanguage(new URL(`${data.base}/live/alone?${query}`, location.href)).href;
}

function changed(change) {
  const address = new URL(location.href);
  change(address.searchParams);
  return address.href;
}
