// Settings as plain objects: all of them, and the few by which they differ from the nearest recipe of their data set.

// Every setting, in its own type, of what an address or the server says.
export function full(query, sets) {
  const recipe = sets[query.data].recipes[query.recipe ?? "default"];
  return Object.fromEntries(Object.entries(recipe).map(([name, usual]) => [name, typed(query[name] ?? usual, usual)]));
}

// As an address says it: data, seed, the nearest recipe, and what differs from that.
export function brief(settings, sets) {
  const differs = Object.entries(sets[settings.data].recipes).map(([name, recipe]) => [name, apart(settings, recipe).filter((field) => field !== "data" && field !== "seed")]);
  const [recipe, fields] = differs.reduce((best, next) => (next[1].length < best[1].length ? next : best));
  const query = { data: settings.data, seed: String(settings.seed), ...(recipe === "default" ? {} : { recipe }) };
  return { ...query, ...Object.fromEntries(fields.map((name) => [name, String(settings[name])])) };
}

// Which settings differ between two.
export function apart(a, b) {
  return Object.keys(a).filter((name) => a[name] !== b[name]);
}

// Into the address of the page; what else it carries stays.
export function intoAddress(query, names) {
  const address = new URL(location.href);
  for (const name of [...names, "recipe", "watch"]) address.searchParams.delete(name);
  for (const [name, value] of Object.entries(query)) if (name !== "seed" || value !== "0") address.searchParams.set(name, value);
  history.replaceState(history.state, "", address);
}

function typed(value, usual) {
  return typeof usual === "number" ? Number(value) : value;
}
