// Settings as plain objects: all of them, and the few by which they differ from their data set's recipe.

// Every setting, in its own type, of what an address or the server says.
export function full(query, sets) {
  const { recipe } = sets[query.data];
  return Object.fromEntries(Object.entries(recipe).map(([name, usual]) => [name, typed(query[name] ?? usual, usual)]));
}

// As an address says it: data, seed and what differs from the recipe.
export function brief(settings, sets) {
  const { recipe } = sets[settings.data];
  const differs = Object.entries(settings).filter(([name, value]) => name === "data" || name === "seed" || value !== recipe[name]);
  return Object.fromEntries(differs.map(([name, value]) => [name, String(value)]));
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
