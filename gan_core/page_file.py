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
from gan_core.catalogue import as_json, language, names
from gan_core.words import Said, say, wired

ROOT: Final = Path(__file__).parents[1]
STATIC: Final = ROOT / "ui" / "static"
STYLES: Final = ("1-kit", "2-arena", "2-term", "7-missions", "8-projector", "9-embed")
OF_TWINS: Final = (*STYLES[:2], "3-collapse", *STYLES[2:])
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
NAME: Final = say("The Forger & the Detective")
COLLAPSE: Final = say("Mode collapse")
TWO: Final = say(
    "Two forgers, one seed. The second may learn faster than its detective can follow: what will it print?"
)
WAITING: Final = say("The forger sharpens its pencils…")
NEEDED: Final = say("This page needs JavaScript.")
# What is otherwise than in the whole app, by the kind of the set.
SMALLER: Final = say(
    "Both judges of pictures are simpler nets here than in the whole app, and know only the real items that this page "
    "holds: its expert may miss what the other sees."
)
FEWER: Final = say(
    "The expert is the same net here as in the whole app, but it knows only the real items that this page holds."
)

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

_GAME: Final = """<header>{title}{about}</header>
<div class="gd" data-status="warming">{waiting}</div>
{otherwise}
<noscript>{needed}</noscript>"""

_CONTENTS: Final = """{title}
{about}
<ul class="contents">{pages}</ul>"""

_FRAME: Final = """
body { margin: 0; background: var(--st-background-color); color: var(--st-text-color); font: 15px/1.4 var(--st-font); }
main { max-width: 1600px; margin: 0 auto; padding: 6px clamp(12px, 2vw, 32px) 12px; }
header { display: flex; flex-wrap: wrap; gap: 0 16px; align-items: baseline; margin-bottom: 6px; }
header h1 { font: 600 1.4rem/1.2 var(--st-heading-font); margin: 0; }
header p, .otherwise { margin: 0; color: var(--st-gray-text-color); font-size: 0.9rem; }
main > h1 { font: 600 1.6rem/1.2 var(--st-heading-font); }
.contents { list-style: none; padding: 0; display: grid; gap: 8px; }
.contents { grid-template-columns: repeat(auto-fill, minmax(240px, 1fr)); }
.contents a { display: block; min-height: 44px; box-sizing: border-box; padding: 12px 16px; color: inherit; }
.contents a { background: var(--st-secondary-background-color); border: 1px solid var(--st-border-color); }
.gd { --gd-over: 56px; }
body:has(.gd[data-view]) :is(header, .otherwise), body:has(.gd[data-projector]) .otherwise { display: none; }
body:has(.gd[data-view]) main { padding: 0; }
.gd[data-recorded] :is([data-testid="detective"], [data-testid="forger"], [data-testid="fresh"]) { display: none; }
.gd[data-recorded] :is(.gd-expert, .gd-help) { display: none; }
"""


def travels(data: str) -> None:
    """ValueError for a set that a page of its own cannot hold."""
    if data not in TRAVELS:
        raise ValueError(say("A page of its own can hold {sets}; got “{data}”.", sets=", ".join(TRAVELS), data=data))


def page_file(book: dict[str, Any]) -> str:
    """The HTML for what `gan_core.engine.portable.book` gives.

    Raises:
        ValueError: if the browser's scripts are not there, as where the library alone is installed.
    """
    title, twins = book["about"]["title"], "twins" in book
    about = say("{title}, trained while you watch, in this browser. Nothing is sent anywhere.", title=title)
    about = TWO if twins else about
    kept = [
        _kept("application/json", "book", _json(book)),
        _kept("text/plain", "worker", bundle(_static() / "local" / "worker.js")),
        _kept("application/json", "kernel", json.dumps(kernels())),
    ]
    script = "twins-file.js" if twins else "file.js"
    said = [*kept[:2], bundle(STATIC / "local" / script)]
    label = COLLAPSE if twins else book["about"]["vocabulary"]["label"]
    otherwise = None if twins else SMALLER if book["about"]["kind"] == "image" else FEWER
    more = [otherwise] if otherwise else []
    return _page(label, about, [*kept, _words(said, about, COLLAPSE, *more)], script, otherwise)


def replay_file(recording: dict[str, Any]) -> str:
    """The HTML that plays a recorded run: `query`, `kind`, `vocabulary`, `vault` and `frames` (base64), `curve`.

    Raises:
        ValueError: as of `page_file`.
    """
    count = len(recording["frames"])
    about = say("A recording of {count} pictures. Nothing trains here, and nothing is sent anywhere.", count=count)
    _static()
    kept = [_kept("application/json", "recording", _json(recording)), _words()]  # its pictures may say anything
    return _page(recording["vocabulary"]["label"], about, kept, "replay.js")


def kernels() -> list[str]:
    """The kernel in letters, in the forms of `ui/static/local/build.sh`, the faster first."""
    return [
        base64.b64encode((STATIC / "local" / f"{name}.wasm").read_bytes()).decode()
        for name in ("kernel-fused", "kernel")
    ]


def _static() -> Path:
    if not STATIC.is_dir():
        raise ValueError("The browser's scripts are not here: run this from the whole project, not the library alone.")
    return STATIC


def _page(label: str, about: Said, kept: Sequence[str], script: str, otherwise: Said | None = None) -> str:
    title = say("{name}: {label}", name=NAME, label=label)
    styles = OF_TWINS if script == "twins-file.js" else STYLES
    style = "".join((STATIC / "css" / f"{name}.css").read_text("utf-8") for name in styles)
    game = _GAME.format(
        title=_told("h1", title),
        about=_told("p", about),
        waiting=_told('p class="gd-waiting"', WAITING),
        otherwise=_told('p class="otherwise"', otherwise) if otherwise else "",
        needed="".join(f'<p lang="{code}">{html.escape(language(code).told(NEEDED))}</p>' for code in names()),
    )
    return _html(title, game, style, [*kept, _script("language.js"), _script(script)])


def _told(tag: str, said: str) -> str:
    """An element with a sentence in English, which `local/said.js` tells in the visitor's language."""
    return f'<{tag} data-say="{html.escape(_json(said))}">{html.escape(said)}</{tag.split()[0]}>'


def _words(texts: Sequence[str] = (), *more: str) -> str:
    """All languages beside English; of a page that holds these texts and says more, only what it may say."""
    held = "\n".join([*texts, _json([NAME, WAITING, *more])]).replace("\\u00a0", "\u00a0")  # as scripts write it
    kept = {code: json.loads(as_json(code)) for code in names() if code != "en"}
    for told in kept.values() if texts else ():
        told["messages"] = {said: there for said, there in told["messages"].items() if _json(said)[1:-1] in held}
    return _kept("application/json", "words", _json(kept))


def _script(name: str) -> str:
    return f"<script>{{\n{_inside(bundle(STATIC / 'local' / name))}}}</script>"  # a block: each has names of its own


def _json(value: Any) -> str:
    return json.dumps(wired(value), ensure_ascii=False, separators=(",", ":"))


def _html(title: str, main: str, style: str, scripts: Sequence[str]) -> str:
    style = _theme() + _FRAME + style
    return _HTML.format(title=html.escape(title), style=style, main=main, scripts="\n".join(scripts))


def _kept(media: str, name: str, text: str) -> str:
    """Something that the page's script reads."""
    return f'<script type="{media}" id="{name}">{_inside(text)}</script>'


def file_name(book: dict[str, Any]) -> str:
    """Under which a site has its page."""
    return ("collapse-" if "twins" in book else "") + f"{book['experiment']['data']}.html"


def _title(book: dict[str, Any]) -> str:
    title: str = book["about"]["title"]
    return say("{page}: {title}", page=COLLAPSE, title=title) if "twins" in book else title


def contents(books: Sequence[dict[str, Any]]) -> str:
    """The HTML that leads to the pages of these books, each named after its set."""
    about = say(
        "A forger learns to make what it has never seen; a detective learns to catch it. Each page trains both while "
        "you watch, in this browser."
    )
    ways = [(f'a href="{file_name(book)}"', _title(book)) for book in books]
    rows = "".join(f"<li>{_told(way, title)}</li>" for way, title in ways)
    main = _CONTENTS.format(title=_told("h1", NAME), about=_told("p", about), pages=rows)
    words = _words([_json(title) for _, title in ways], about)
    return _html(NAME, main, "", [words, _script("language.js"), _script("contents.js")])


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
