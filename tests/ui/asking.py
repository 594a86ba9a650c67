"""Streamlit's own tester on the real frame: open a page, and read what it asks of the browser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import UnknownElement

FRAME = Path(__file__).parents[2] / "ui" / "frame.py"


def page(file: str = "game", *, settings: bool = False, **parameters: str) -> AppTest:
    """The page of that file in `pages/`, at an address with these parameters."""
    app = AppTest.from_file(str(FRAME), default_timeout=30)
    if file != "game":
        app.switch_page(f"../pages/{file}.py")
    for name, value in parameters.items():
        app.query_params[name] = value
    if settings:
        app.session_state["settings"] = True  # the panel is open
    return app.run()


def shown(app: AppTest) -> dict[str, Any]:
    """What the page asks the browser to show."""
    assert not app.exception
    asked = [json.loads(e.proto.json) for e in app.main if isinstance(e, UnknownElement) and hasattr(e.proto, "json")]
    [data] = [data for data in asked if "page" in data]  # beside it the frame shows what runs through all pages
    return data


def in_url(app: AppTest) -> dict[str, str]:
    """The parameters of the address."""
    return {k: v if isinstance(v, str) else v[0] for k, v in app.query_params.items()}
