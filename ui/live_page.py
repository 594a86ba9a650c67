"""Every page that the browser draws: one component, which shows the page of that name in `ui/static/pages/`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

import streamlit as st

from gan_core import data as datasets
from gan_core.experiment import Experiment
from gan_core.page_file import TRAVELS
from ui import query
from ui.language import _, told
from ui.loader import loader, sources
from ui.query import View, view

_STATIC: Final = Path(__file__).parent / "static"
TEST_IDS: Final = {"game": "arena", "collapse": "twins"}  # what scripts know a page's root by; else by its name

# Painted before any script has loaded; main.js builds the page inside it.
_SKELETON: Final = """
<div class="gd" data-status="warming">
  <p class="gd-waiting"></p>
</div>
"""

_LOADER: Final = """
export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".gd")
  Object.assign(root.dataset, { testid: data.testid, page: data.page, kind: data.kind })
  const wait = (sentence) => {
    const waiting = parentElement.querySelector(".gd-waiting")
    if (waiting) waiting.textContent = sentence
  }
  wait(data.waiting)
  const scripts = loaded(data, "main.js", `pages/${data.page}.js`)
  const shown = scripts.then(([main, page]) => main.show(parentElement, data, setTriggerValue, page.default))
  shown.catch(() => wait(data.lost))
  return () => shown.then((close) => close()).catch(() => {})
}
"""

_component = st.components.v2.component(
    "live_page",
    html=_SKELETON,
    css="\n".join(file.read_text(encoding="utf-8") for file in sorted((_STATIC / "css").glob("*.css"))),
    js=loader(_LOADER),
    isolate_styles=False,
)


def live_page(
    name: str,
    experiments: Sequence[Experiment],
    *,
    part: Mapping[str, Any] | None = None,
    about: Mapping[str, Any] | None = None,
    section: str | None = None,
    shares_run_of: str | None = None,
) -> None:
    """Show the run of these experiments on the page of that name, or watch somebody else's, as the address asks.

    Args:
        part: with what the page's own part of the run begins (`live/wire/parts.py`), if it has one.
        about: what only this page needs to know.
        section: which of the page's sections; each is mounted anew.
        shares_run_of: another page, whose run in the same tab this one shows.
    """
    asked: View = view(st.query_params.to_dict())
    _component(
        key=_key(name, section),
        data=_frame(name, section, asked)
        | {
            "testid": TEST_IDS.get(name, name),
            "key": shares_run_of or name,
            "experiments": [experiment.to_query() for experiment in experiments],
            "kind": datasets.kind(experiments[0].data),
            "vocabulary": told(datasets.vocabulary(experiments[0].data)),
            "watch": asked.watch,
            "view": asked.part_of_page,
            "start": asked.start,
            "saves": name in ("game", "collapse") and experiments[0].data in TRAVELS,
            "travels": name == "game" and experiments[0].data in TRAVELS,
            "part": part,
            "about": told(about),
        },
        on_address_change=partial(_moved, _key(name, section)),
    )


def still_page(name: str, about: Mapping[str, Any] | None = None, *, section: str | None = None) -> None:
    """Show the page of that name, which has no run: what it draws it asks of the laboratory (`live/web/lab/`)."""
    asked: View = view(st.query_params.to_dict())
    _component(
        key=_key(name, section),
        data=_frame(name, section, asked) | {"testid": name, "kind": "still", "still": True, "about": told(about)},
    )


def _frame(name: str, section: str | None, asked: View) -> dict[str, Any]:
    """What the browser is told of every page."""
    return sources(base_path()) | {
        "page": name,
        "section": section,
        "waiting": _("The forger sharpens its pencils…"),
        "lost": _("The page’s scripts did not load. Reload the page when you are online again."),
        "projector": asked.projector,
        "embedded": st.context.is_embedded,
    }


def _moved(key: str) -> None:
    """The page has changed its own address, as a new seed does: Streamlit, which keeps its own copy, is told."""
    query.follow(str(st.session_state[key].address))


def _key(name: str, section: str | None) -> str:
    return f"{name}_{section}" if section else name


def base_path() -> str:
    """What stands before every address of the server, such as /gan; mostly nothing."""
    base = str(st.get_option("server.baseUrlPath")).strip("/")
    return f"/{base}" if base else ""
