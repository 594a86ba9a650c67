"""Every page for everybody: axe-core finds nothing serious, in light and dark, in English and in Spanish."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from benchmarks.app import wait_for

pytestmark = pytest.mark.browser
GAMES = ("/?data=banknotes&start=play", "/?data=ring8&start=play")
PATHS = (*GAMES, "/playground?data=ring8", "/forger", "/gallery", "/line", "/collapse", "/models", "/hood")


def opened(page: Page, address: str, rounds: int) -> None:
    """Open a page, and wait until it has trained so many rounds; a page without a run, until it is answered."""
    page.goto(address)
    root = page.locator(".gd")
    wait_for(
        lambda: (
            root.get_attribute("data-wrong")
            or root.get_attribute("data-inside")
            or root.get_attribute("data-passing")
            or int(root.get_attribute("data-step") or -1) > rounds
        )
    )


def grave(page: Page) -> list[Any]:
    """Violations of ours that are serious or critical, each with the places where it was found."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        (violation["id"], [node["html"][:160] for node in violation["nodes"]][:3])
        for violation in found
        if violation["impact"] in ("serious", "critical")
    ]


def of(address: str, language: str) -> str:
    """The address of a page in that language."""
    return f"{address}{'&' if '?' in address else '?'}lang={language}"


SMALL = """() => {
  const high = (element) => element.getBoundingClientRect().height
  return [...document.querySelectorAll('.gd :is(button, a, summary, input), .st-key-gd_top a')]
    .filter((element) => element.checkVisibility() && element.getClientRects().length)
    .filter((element) => Math.max(high(element), high(element.closest('label') ?? element)) < 40)
    .map((element) => element.outerHTML.slice(0, 120))
}"""


def assert_fits_a_phone(page: Page) -> None:
    """Once the page has found its new shape, nothing to touch is small, and nothing is wider than the screen."""
    page.set_viewport_size({"width": 360, "height": 740})
    page.wait_for_timeout(300)
    assert page.evaluate(SMALL) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


slow = pytest.mark.slow


@pytest.mark.parametrize(
    ("scheme", "language"),
    [("light", "en"), ("dark", "es"), pytest.param("light", "es", marks=slow), pytest.param("dark", "en", marks=slow)],
)
@pytest.mark.parametrize("path", PATHS)
def test_no_serious_violation(page: Page, app: str, path: str, scheme: Any, language: str):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 1280, "height": 800})
    opened(page, of(app + path, language), 30)
    assert grave(page) == []
    if path == "/collapse":  # a pressed cure has colours of its own
        page.goto(of(f"{app}/collapse?moves=2-100-penalty&step=8", language))
        expect(page.get_by_test_id("cure-penalty")).to_have_attribute("aria-pressed", "true")
        assert grave(page) == []
    if language == "es":  # whose words are long
        assert_fits_a_phone(page)


ON_THE_PATH = """localStorage['forger:progress'] = '{"path": {"on": true, "at": 1, "done": ["game"]}}'"""
OTHERS = {  # and what says that the page is there
    "/detective?data=digits": ".gd[data-judged=false][data-ready*='1']",
    "/forger?data=digits": ".gd[data-score]",
    "/glossary": "#referee",
    "/quiz": ".gd[data-right]",
    "/hood?section=games": ".gd[data-dirac]",
}


@slow
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", OTHERS)
def test_nor_on_the_pages_for_one_person(page: Page, app: str, path: str, scheme: Any, width: int, language: str):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    page.add_init_script(ON_THE_PATH)  # the path's own step is looked at, too
    page.goto(of(app + path, language))
    page.locator(OTHERS[path]).first.wait_for()
    if path == "/quiz":
        page.get_by_test_id("looks-0").click()
        page.get_by_test_id("loss-2").click()
    expect(page.get_by_test_id("path-step")).to_be_visible()
    assert grave(page) == []
    assert page.evaluate(SMALL) == []


def test_the_beats_of_slow_motion_stay_readable_and_still(arena, page: Page):
    page.emulate_media(reduced_motion="reduce")
    game = arena("/?start=play").opened()
    game.button("slow").click()
    for beat in ("forge", "stamp", "feedback"):
        game.expect("phase", beat)
        assert grave(page) == []
    assert not page.evaluate("document.querySelector('.gd').getAnimations({ subtree: true }).length")


def test_space_pauses_from_any_button_of_the_transport(arena, page: Page):
    game = arena().opened()
    game.button("fresh").focus()
    seed = game.get("seed")
    page.keyboard.press("Space")
    game.resting()
    assert game.get("seed") == seed


def test_a_held_key_acts_once(arena, page: Page):
    game = arena().opened()
    page.keyboard.press("Space")
    step = game.resting().step()
    page.keyboard.down("r")
    for _ in range(5):
        page.keyboard.down("r")  # what a held key says
    page.keyboard.up("r")
    game.expect("step", str(step + 1))
    page.wait_for_timeout(300)
    assert game.step() == step + 1


def test_a_new_seed_can_be_taken_back(arena, page: Page):
    game = arena("/?seed=3").opened()
    wait_for(lambda: game.step() > 20)
    game.paused()
    run, step = game.get("run"), game.step()
    page.keyboard.press("n")
    wait_for(lambda: game.get("seed") != "3")
    game.expect("status", "running")
    page.keyboard.press("z")
    game.expect("seed", "3")
    wait_for(lambda: game.step() >= step - 1)
    assert game.get("run") == run
    assert "seed=3" in page.url


LISTEN = """() => {
  window.said = []
  const spoken = document.querySelector('.gd-spoken')
  const note = () => said.push(spoken.textContent)
  new MutationObserver(note).observe(spoken, { childList: true, characterData: true, subtree: true })
}"""


def test_what_is_spoken_is_said_once_and_nothing_ticks(arena, page: Page):
    game = arena().opened()
    page.evaluate(LISTEN)
    page.wait_for_timeout(6000)
    game.paused()
    wait_for(lambda: page.locator(".gd-story .gd-spoken").text_content() == page.locator(".gd-sentence").text_content())
    said = [words for words in page.evaluate("said") if words]
    assert all(one != other for one, other in pairwise(said))
    assert len(said) <= 4  # one in four seconds, and the last
    speaking = ".gd :is(output, [aria-live]:not([aria-live=off]), [role=status], [role=alert])"
    assert {e.get_attribute("class") for e in page.locator(speaking).all()} <= {"gd-spoken", "gd-notice"}
