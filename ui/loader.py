"""How a component's scripts are loaded: all pages' in one file, and beside it the words of the visitor's language."""

from __future__ import annotations

from typing import Any, Final

from live.web.assets import ALL, edition
from ui.language import for_the_browser

# A component runs from a blob, so what it loads is named by its whole address. A document keeps the edition with which
# it began: a script that was edited meanwhile would be a second one beside the first. Several components ask for the
# words once, and no script runs before they are there; without them everything is said in English.
_LOADED: Final = """
const words = ({ language, words }) => {
  document.documentElement.lang = language
  const asked = () => fetch(new URL(words, location.href)).then((answer) => (answer.ok ? answer.json() : undefined))
  const keep = (catalogue) => (globalThis.forgerWords = catalogue)
  return (globalThis.forgerWordsAsked ??= words ? asked().then(keep, () => {}) : Promise.resolve())
}
const loaded = ({ assets, spoken }, ...names) => {
  globalThis.forgerScripts ??= new URL(`${assets}/ALL`, location.href).href
  const all = import(globalThis.forgerScripts)
  return Promise.all([all, words(spoken)]).then(([{ scripts }]) => names.map((name) => scripts[name]()))
}
""".replace("ALL", ALL)


def loader(component: str) -> str:
    """The script of a component, which may call `loaded(data, "main.js", …)`; `data` has what `sources` gives."""
    return _LOADED + component


def sources(base: str) -> dict[str, Any]:
    """What a component is told of where things are; `base` stands before every address of the server."""
    return {"base": base, "assets": f"{base}/assets/{edition()}", "spoken": for_the_browser(base)}
