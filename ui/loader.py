"""How a component's scripts are loaded: first the words of the visitor's language, then the module that shows it."""

from __future__ import annotations

from typing import Final

# A component runs from a blob, so a module is named by its whole address. Several components ask for the words once;
# without them everything is said in English.
_WORDS: Final = """
const words = ({ language, words }) => {
  document.documentElement.lang = language
  const asked = () => fetch(new URL(words, location.href)).then((answer) => (answer.ok ? answer.json() : undefined))
  const keep = (catalogue) => (globalThis.forgerWords = catalogue)
  return (globalThis.forgerWordsAsked ??= words ? asked().then(keep, () => {}) : Promise.resolve())
}
const loaded = ({ base, spoken }, script) =>
  words(spoken).then(() => import(new URL(`${base}/assets/${script}`, location.href).href))
"""


def loader(component: str) -> str:
    """The script of a component, which may call `loaded(data, "main.js")`; `data` has `base` and `spoken`."""
    return _WORDS + component
