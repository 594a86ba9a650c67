"""What a new live page costs: the gallery, with one new command and one new panel, and "A line", with a panel alone."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CODE = [
    ROOT / "app.py",
    *(
        path
        for folder in ("gan_core", "live", "ui", "pages")
        for path in sorted((ROOT / folder).rglob("*.*"))
        if path.suffix in (".py", ".js", ".css")
    ),
]
PAGES = {  # what is the page's alone, and the words by which the rest of the code can know of it
    "gallery": (["live/wire/gallery.py", "pages/gallery.py", "ui/static/pages/gallery.js"], r"gallery|ShowStages"),
    "line": (
        ["pages/line.py", "ui/static/pages/line.js", "ui/static/line/line-panel.js"],
        r'"line", say\("A line"\), "line"',
    ),
}
PYTHON, JAVASCRIPT, EDITED = 40, 120, 3


def lines(path: Path) -> int:
    return len([line for line in path.read_text().splitlines() if line.strip()])


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_cheap(name: str):
    own, word = PAGES[name]
    theirs = [ROOT / path for path in own]
    edits = {
        path: sum(bool(re.search(word, line, re.IGNORECASE)) for line in path.read_text().splitlines())
        for path in CODE
        if path not in theirs and path.suffix != ".css"
    }
    edited = {path: count for path, count in edits.items() if count}
    assert 1 <= len(edited) <= EDITED, edited
    python = sum(lines(path) for path in theirs if path.suffix == ".py")
    python += sum(count for path, count in edited.items() if path.suffix == ".py")
    script = sum(lines(path) for path in theirs if path.suffix == ".js")
    print(f"{name}: {python} lines of Python, {script} of JavaScript, {len(edited)} files edited")
    assert python <= PYTHON
    assert script <= JAVASCRIPT
