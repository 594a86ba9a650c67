"""What is seen without scrolling, at the sizes that a school has, and in a frame of somebody else's page."""

from __future__ import annotations

from time import monotonic

import pytest
from playwright.sync_api import Page, expect

from benchmarks.app import wait_for

pytestmark = pytest.mark.browser

SCREENS = [(1440, 900), (1366, 768), (1280, 720)]
PROJECTORS = [(1024, 768), (1280, 720)]
FRAMES = [(320, 240), (800, 500)]  # of somebody else's page
SETTLED = 5.0  # seconds that a page may take for a new shape
HANDLES = ("desk", "verdict", "curve", "stages", "transport")
GAME = [*(f"[data-testid={name}]" for name in HANDLES), ".gd-parcel"]
STORY = {  # what each page must show of itself at first sight, as selectors
    "/?data=banknotes": [*GAME, ".gd-forger .gd-wall", ".gd-vault .gd-wall"],
    "/?data=ring8": [*GAME, ".gd-plane-picture"],
    "/collapse": [
        "[data-testid=push]", ".tw-twin:first-child .tw-picture", ".tw-twin:last-child .tw-detective",
        ".tw-accuracies", "[data-testid=transport]",
    ],
    "/line": [".ln-picture", "[data-testid=curve]", "[data-testid=transport]"],
    "/gallery": ["[data-testid=stage-1]", "[data-testid=stage-3]", "[data-testid=transport]"],
}  # fmt: skip
TITLES = {
    "/?data=banknotes": "The game", "/?data=ring8": "The game", "/collapse": "Mode collapse", "/line": "A line",
    "/gallery": "Gallery",
}  # fmt: skip


def running(page: Page, address: str, size: tuple[int, int]) -> None:
    """Open an address and wait for its first pictures."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(address)
    wait_for(lambda: int(page.locator(".gd").get_attribute("data-step") or -1) > 2)


def hidden(page: Page, selectors: list[str]) -> list[str]:
    """Which of these cannot be seen whole: not there, out of the window, or behind the bar at the bottom."""
    return page.evaluate(
        """(selectors) => {
          const bar = document.querySelector('.gd-bar').getBoundingClientRect()
          const fits = (element) => {
            if (!element?.checkVisibility()) return false
            const { left, right, top, bottom, width, height } = element.getBoundingClientRect()
            const floor = element.closest('.gd-bar') ? innerHeight : Math.min(innerHeight, bar.top)
            return width > 8 && height > 8 && left >= -1 && right <= innerWidth + 1 && top >= -1 && bottom <= floor + 1
          }
          return selectors.filter((selector) => !fits(document.querySelector(selector)))
        }""",
        selectors,
    )


def assert_shown(page: Page, selectors: list[str], size: tuple[int, int]) -> None:
    """In a window of that size all of these are seen whole, once the page has found its new shape."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    deadline = monotonic() + SETTLED
    while hidden(page, selectors) and monotonic() < deadline:
        page.wait_for_timeout(100)
    assert (size, hidden(page, selectors)) == (size, [])


@pytest.mark.parametrize("path", STORY)
def test_the_first_view_has_it_all(page: Page, app: str, path: str):
    running(page, app + path, SCREENS[0])
    expect(page).to_have_title(f"{TITLES[path]} · The Forger & the Detective")
    for size in SCREENS:
        tall = ["[data-testid=timeline]"] if (path, size[1]) == ("/collapse", 900) else []
        assert_shown(page, STORY[path] + tall, size)


@pytest.mark.parametrize("path", STORY)
def test_a_projector_shows_the_story_and_nothing_else(page: Page, app: str, path: str):
    running(page, f"{app}{path}{'&' if '?' in path else '?'}projector=1", PROJECTORS[0])
    for size in PROJECTORS:
        assert_shown(page, STORY[path], size)
        for spare in ("h1", ".st-key-gd_nav", ".gd-languages", ".gd-help", "[data-testid=fresh]"):
            expect(page.locator(spare).first).to_be_hidden()
        letters = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.gd-sentence')).fontSize)")
        assert letters >= size[1] / 42  # legible where the picture is six times as far away as it is high


@pytest.mark.parametrize("data", ["banknotes", "ring8"])
def test_a_phone_begins_with_note_verdict_curve_and_transport(page: Page, app: str, data: str):
    running(page, f"{app}/?data={data}", (360, 740))
    assert hidden(page, [".gd-note", "[data-testid=verdict]", "[data-testid=transport]"]) == []
    guessing = page.evaluate(
        """() => {
          const { top, height } = document.querySelector('[data-testid=curve]').getBoundingClientRect()
          return [top, document.querySelector('.gd-bar').getBoundingClientRect().top]
        }"""
    )
    assert guessing[0] + 60 < guessing[1]  # the curve has begun above the bar
    for title in ("Gallery", "A line", "Mode collapse"):
        expect(page.get_by_role("link", name=title)).to_be_visible()


MANY = """() => {
  const link = document.querySelector('.st-key-gd_nav a').closest('[data-testid=stElementContainer]')
  for (let k = 0; k < 8; k++) link.after(link.cloneNode(true))
}"""


def test_a_page_without_scripts_of_its_own_is_in_sight_among_the_ways(page: Page, app: str):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{app}/glossary")
    here = page.locator(".st-key-gd_here a")
    expect(here).to_have_attribute("aria-current", "page")
    expect(here).to_be_in_viewport(ratio=1)
    page.get_by_role("link", name="Under the hood").click()  # the frame stays, the page is another
    expect(here).to_have_text("Under the hood")
    expect(here).to_have_attribute("aria-current", "page")
    expect(page.locator(".st-key-gd_nav [aria-current]")).to_have_count(1)


def test_the_ways_to_twelve_pages_are_one_row_that_shows_the_open_one(page: Page, app: str):
    running(page, f"{app}/collapse", (360, 740))
    here = page.locator(".st-key-gd_here a")
    expect(here).to_have_attribute("aria-current", "page")
    page.evaluate(MANY)
    for width, height in ((360, 740), (768, 1024), (1280, 720)):
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("""async () => {
          document.querySelector('.st-key-gd_here a').ariaCurrent = null
          const { showHere } = await import('/assets/kit/ways.js')
          showHere()
        }""")
        row, box = page.locator(".st-key-gd_nav").bounding_box(), here.bounding_box()
        assert row["height"] <= 60
        assert row["x"] - 1 <= box["x"]
        assert box["x"] + box["width"] <= row["x"] + row["width"] + 1


@pytest.mark.parametrize(
    ("path", "shown", "gone"),
    [
        ("/?view=arena", [".gd-forger .gd-wall", ".gd-note", "[data-testid=verdict]"], ".gd-curve"),
        ("/?data=ring8&view=arena", [".gd-plane-picture", ".gd-note", "[data-testid=verdict]"], ".gd-curve"),
        ("/?view=wall", [".gd-forger .gd-wall"], ".gd-desk"),
        ("/?view=curve", ["[data-testid=curve]"], ".gd-desk"),
        ("/collapse?view=twins", [f".tw-twin:{end}-child .tw-picture" for end in ("first", "last")], ".tw-accuracies"),
        ("/line", [".ln-picture"], ".gd-curve"),
    ],
)  # fmt: skip
def test_an_embedded_part_fits_its_frame(page: Page, app: str, path: str, shown: list[str], gone: str):
    running(page, f"{app}{path}{'&' if '?' in path else '?'}embed=true", FRAMES[0])
    for size in FRAMES:
        assert_shown(page, shown, size)
        expect(page.locator(gone).first).to_be_hidden()
        expect(page.get_by_test_id("transport").get_by_role("button")).to_have_count(1)  # play
        whole = page.get_by_role("link", name="Open the whole page")
        expect(whole).to_be_visible()
        assert "embed" not in (whole.get_attribute("href") or "embed")
        assert page.evaluate("document.scrollingElement.scrollHeight <= innerHeight + 1")


def test_an_embedded_page_without_a_view_shows_its_arena(page: Page, app: str):
    running(page, f"{app}/?embed=true", (800, 500))
    assert hidden(page, [".gd-forger .gd-wall", ".gd-note", "[data-testid=verdict]"]) == []


LONGEST = """() => {
  const words = document.querySelector('.gd-sentence')
  words.textContent = "Most notes look right, but 12 % give themselves away: their corners do not name one same amount;"
    + " they convince the detective, right 56 % of the time, and a quick referee, right 78 %;"
    + " an expert was right 99 % at round 1 200."
  words.toggleAttribute('data-long', true)
  return words.scrollHeight - words.clientHeight
}"""


@pytest.mark.parametrize("path", ["/?data=banknotes&start=play", "/playground?data=ring8"])
def test_the_longest_sentence_is_seen_whole_and_moves_nothing(page: Page, app: str, path: str):
    running(page, app + path, SCREENS[0])
    page.get_by_test_id("play").click()
    expect(page.locator(".gd")).to_have_attribute("data-status", "paused")
    words, top = page.locator(".gd-sentence"), "document.querySelector('.gd-board').getBoundingClientRect().top"
    for size in (*SCREENS, (1024, 768), (768, 1024), (360, 740)):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.wait_for_timeout(200)
        if not words.is_visible():  # a phone shows the question in its place
            continue
        page.evaluate("document.querySelector('.gd-sentence').removeAttribute('data-long')")
        before = page.evaluate(top)
        assert (size, page.evaluate(LONGEST)) == (size, 0)
        assert abs(page.evaluate(top) - before) < 1
