"""A page in a file of its own: one HTML that opens from a disk and trains in the browser, offline."""

from __future__ import annotations

import base64
import html
import json
import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from gan_core.bundle import bundle
from gan_core.words import wired

ROOT: Final = Path(__file__).parents[1]
STATIC: Final = ROOT / "ui" / "static"
STYLES: Final = ("1-kit", "2-arena", "2-term", "7-missions", "8-projector", "9-embed")
TRAVELS: Final = (
    "ring8",
    "grid25",
    "moons",
    "swissroll",
    "checkerboard",
    "line",
    "banknotes",
    "digits",
)  # what a page of its own can hold
NAME: Final = "The Forger & the Detective"

_HTML: Final = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
{main}
</main>
{scripts}
</body>
</html>
"""

_GAME: Final = """<header><h1>{title}</h1><p>{about}</p></header>
<div class="gd" data-status="warming"><p class="gd-waiting">The forger sharpens its pencils…</p></div>
<noscript><p>This page needs JavaScript.</p></noscript>"""

_CONTENTS: Final = """<h1>{title}</h1>
<p>A forger learns to make what it has never seen; a detective learns to catch it. Each page trains both
while you watch, in this browser.</p>
<ul class="contents">{pages}</ul>"""

_FRAME: Final = """
body { margin: 0; background: var(--st-background-color); color: var(--st-text-color); font: 15px/1.4 var(--st-font); }
main { max-width: 1600px; margin: 0 auto; padding: 6px clamp(12px, 2vw, 32px) 12px; }
header { display: flex; flex-wrap: wrap; gap: 0 16px; align-items: baseline; margin-bottom: 6px; }
header h1 { font: 600 1.4rem/1.2 var(--st-heading-font); margin: 0; }
header p { margin: 0; color: var(--st-gray-text-color); font-size: 0.9rem; }
main > h1 { font: 600 1.6rem/1.2 var(--st-heading-font); }
.contents { list-style: none; padding: 0; display: grid; gap: 8px; }
.contents { grid-template-columns: repeat(auto-fill, minmax(240px, 1fr)); }
.contents a { display: block; min-height: 44px; box-sizing: border-box; padding: 12px 16px; color: inherit; }
.contents a { background: var(--st-secondary-background-color); border: 1px solid var(--st-border-color); }
.gd { --gd-over: 56px; }
body:has(.gd[data-view]) header { display: none; }
body:has(.gd[data-view]) main { padding: 0; }
.gd[data-local] :is(.gd-expert, .mi-card, [data-testid="watching"]) { display: none; }
.gd[data-recorded] :is([data-testid="detective"], [data-testid="forger"], [data-testid="fresh"]) { display: none; }
.gd[data-recorded] .gd-help { display: none; }
"""


def travels(data: str) -> None:
    """ValueError for a set that a page of its own cannot hold."""
    if data not in TRAVELS:
        raise ValueError(f"A page of its own can hold {', '.join(TRAVELS)}; got “{data}”.")


def page_file(book: dict[str, Any]) -> str:
    """The HTML for what `gan_core.engine.portable.book` gives.

    Raises:
        ValueError: if the browser's scripts are not there, as where the library alone is installed.
    """
    about = f"{book['about']['title']}, trained while you watch, in this browser. Nothing is sent anywhere."
    kept = [
        _kept("application/json", "book", json.dumps(wired(book), ensure_ascii=False, separators=(",", ":"))),
        _kept("text/plain", "worker", bundle(_static() / "local" / "worker.js")),
        _kept("text/plain", "kernel", base64.b64encode((STATIC / "local" / "kernel.wasm").read_bytes()).decode()),
    ]
    return _page(book["about"]["vocabulary"]["label"], about, kept, "file.js")


def replay_file(recording: dict[str, Any]) -> str:
    """The HTML that plays a recorded run: `query`, `kind`, `vocabulary`, `vault` and `frames` (base64), `curve`.

    Raises:
        ValueError: as of `page_file`.
    """
    about = f"A recording of {len(recording['frames'])} pictures. Nothing trains here, and nothing is sent anywhere."
    text = json.dumps(wired(recording), ensure_ascii=False, separators=(",", ":"))
    _static()
    return _page(recording["vocabulary"]["label"], about, [_kept("application/json", "recording", text)], "replay.js")


def _static() -> Path:
    if not STATIC.is_dir():
        raise ValueError("The browser's scripts are not here: run this from the whole project, not the library alone.")
    return STATIC


def _page(label: str, about: str, kept: Sequence[str], script: str) -> str:
    title = html.escape(f"{NAME}: {label}")
    style = "".join((STATIC / "css" / f"{name}.css").read_text("utf-8") for name in STYLES)
    scripts = [*kept, f"<script>{_inside(bundle(STATIC / 'local' / script))}</script>"]
    return _html(title, _GAME.format(title=title, about=html.escape(about)), style, "\n".join(scripts))


def _html(title: str, main: str, style: str = "", scripts: str = "") -> str:
    return _HTML.format(title=title, style=_theme() + _FRAME + style, main=main, scripts=scripts)


def _kept(media: str, name: str, text: str) -> str:
    """Something that the page's script reads."""
    return f'<script type="{media}" id="{name}">{_inside(text)}</script>'


def contents(books: Sequence[dict[str, Any]]) -> str:
    """The HTML that leads to the pages of these books, each named after its set."""
    rows = [
        f'<li><a href="{told["experiment"]["data"]}.html">{html.escape(told["about"]["title"])}</a></li>'
        for told in books
    ]
    title = html.escape(NAME)
    return _html(title, _CONTENTS.format(title=title, pages="".join(rows)))


def _inside(text: str) -> str:
    """Safe between the tags of a script: in JSON and in strings of JavaScript `<\\/` is `</`."""
    return re.sub(r"</(script)", r"<\\/\1", text, flags=re.IGNORECASE).replace("<!--", "<\\!--")


def _theme() -> str:
    """The app's own colours and fonts, in light and dark, under the names that Streamlit gives them."""
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
    fonts = f"--st-font: {theme['font']}; --st-heading-font: {theme['headingFont']};"
    light, dark = (_colours(theme[kind]) for kind in ("light", "dark"))
    return f":root {{ {fonts} {light} }}\n@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"


def _colours(theme: dict[str, Any]) -> str:
    named = {re.sub(r"[A-Z]", lambda m: f"-{m[0].lower()}", name): value for name, value in theme.items()}
    return " ".join(f"--st-{name}: {value};" for name, value in named.items() if isinstance(value, str))
