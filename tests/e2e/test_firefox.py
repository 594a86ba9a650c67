"""The page in a file of its own in Firefox: it opens from a disk with the network off, trains, steps and scrubs."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.app import wait_for
from gan_core.engine.portable.book import book
from gan_core.page_file import page_file
from tests.e2e.firefox import FIREFOX, firefox
from tests.e2e.test_file import LIGHT

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not FIREFOX, reason="There is no Firefox here."),
]
ARENA = "document.querySelector('.gd')"


def test_the_file_plays_through_in_firefox(tmp_path: Path):
    file, profile = tmp_path / "duel.html", tmp_path / "profile"
    profile.mkdir()
    file.write_text(page_file(book(LIGHT)), encoding="utf-8")
    with firefox(profile) as page:
        page.goto(f"{file.as_uri()}?start=play")

        def arena() -> dict[str, str]:
            return page.evaluate(f"({{...{ARENA}.dataset}})")

        def press(name: str) -> None:
            page.evaluate(f"{ARENA}.querySelector('[data-testid={name}]').click() ?? null")

        wait_for(lambda: arena().get("modes") == "8/8" and int(arena()["stage"]) >= 2)
        wait_for(lambda: page.evaluate(f"{ARENA}.querySelector('[data-testid=expert]').textContent").isdigit())
        press("play")
        wait_for(lambda: arena()["status"] == "paused")
        step = int(arena()["step"])
        wait_for(lambda: page.evaluate(f"{ARENA}.querySelector('.gd-sentence').textContent").count("%"))
        press("round")
        wait_for(lambda: int(arena()["step"]) == step + 1)
        press("slow")
        press("play")
        wait_for(lambda: arena()["phase"] in ("forge", "examine", "stamp"))
        page.evaluate(
            f"(() => {{ const line = {ARENA}.querySelector('[data-testid=timeline]'); line.value = 1;"
            " line.dispatchEvent(new Event('input', { bubbles: true })); return true })()"
        )
        wait_for(lambda: "lookingBack" in arena())
        asked = page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name.split(':')[0])")
        assert set(asked) <= {"blob", "data", "file"}
