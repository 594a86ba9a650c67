"""The arena: one component that shows one run, live, from the server's socket."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import streamlit as st

from gan_core.experiment import Experiment

_STATIC: Final = Path(__file__).parent / "static" / "arena"

# Painted before any script has loaded; main.js builds the arena inside it.
_SKELETON: Final = """
<div class="gd" data-testid="arena" data-status="warming">
  <p class="gd-waiting">The forger sharpens its pencils…</p>
</div>
"""

# A component runs from a blob, so a module is named by its whole address.
LOADER: Final = """
export default function ({ parentElement, data }) {
  const address = new URL(data.base + "/assets/arena/main.js", location.href).href
  const shown = import(address).then((main) => main.show(parentElement, data))
  shown.catch(() => {
    const waiting = parentElement.querySelector(".gd-waiting")
    if (waiting) waiting.textContent = "The page’s scripts did not load. Reload the page when you are online again."
  })
  return () => shown.then((close) => close()).catch(() => {})
}
"""

_component = st.components.v2.component(
    "arena",
    html=_SKELETON,
    css=(_STATIC / "arena.css").read_text(encoding="utf-8"),
    js=LOADER,
    isolate_styles=False,
)


def arena(experiments: Sequence[Experiment], *, key: str, watch: str | None = None, projector: bool = False) -> None:
    """Show the run of these experiments (one, or a pair of twins), or watch somebody else's run by its token."""
    _component(
        key=key,
        data={
            "experiments": [experiment.to_query() for experiment in experiments],
            "watch": watch,
            "projector": projector,
            "key": key,
            "base": base_path(),
        },
    )


def base_path() -> str:
    """What stands before every address of the server, such as /gan; mostly nothing."""
    base = str(st.get_option("server.baseUrlPath")).strip("/")
    return f"/{base}" if base else ""
