"""The app in another language, through all layers, and no word outside the catalogue."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.app import running
from gan_core.bundle import bundle
from gan_core.catalogue import as_json, language
from gan_core.page_file import STATIC
from gan_core.words import listed, say, wired
from tests.e2e.conftest import Arena

pytestmark = pytest.mark.browser
NUMBERS = (0, -0.04, 0.5, 0.125, 1.005, 2.5, 0.425, 12345, 1234567.5, 1e-05, -3, float("nan"), float("inf"))
FORMS = ("", ":,", ":%", ":.1%", ":.1f", ":.2f")

# Letters outside of ⟦brackets⟧: of all texts, in the order of the page, and of what is read out.
OUTSIDE = """([others, names]) => {
  const skipped = `script, style, code, math, noscript, nav [lang], ${others}`
  const found = []
  let depth = 0
  const look = (text, where) => {
    let bare = ""
    for (const letter of text) {
      if (letter === "⟧") depth -= 1
      if (!depth) bare += letter
      if (letter === "⟦") depth += 1
    }
    const left = names.reduce((text, name) => text.replaceAll(name, ""), bare)
    if (/\\p{L}{2}/u.test(left)) found.push(`${where}: ${bare.trim()}`)
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const { parentElement, data } = walker.currentNode
    if (!parentElement.closest(skipped)) look(data, parentElement.className || parentElement.tagName)
  }
  if (depth) found.push(`${depth} brackets are open`)
  for (const element of document.querySelectorAll("[aria-label], [title], [placeholder], [alt]")) {
    if (element.closest(skipped)) continue
    for (const name of ["aria-label", "title", "placeholder", "alt"]) {
      depth = 0
      look(element.getAttribute(name) ?? "", name)
    }
  }
  depth = 0
  look(document.title, "title")
  return found
}"""
# What Streamlit writes by itself, and what is a name or code in every language.
OTHERS = """
  [data-testid=stIconMaterial], [data-testid=stHeader], [data-testid=stToolbar], [data-testid=stStatusWidget],
  .pg-code, .tw-formula
"""
NAMES = ["GAN", "CPU", "Skip to main content", "Link to heading"]
IN_CI = ("?start=play", "quiz")
ALSO = (
    "gallery", "detective", "forger", "forger?data=banknotes", "collapse", "crash", "crash?entry=oscillation", "line",
    "models", "hood", *(f"hood?section={name}" for name in ("note", "line", "losses", "games", "weights")), "glossary",
    "playground", "?data=ring8&start=play", "?data=digits", "?strange=1&seed=x", "collapse?moves=x&step=y&strange=1",
)  # fmt: skip


@pytest.fixture(scope="module")
def pseudo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app with the language in which each sentence of the catalogue stands in brackets."""
    with running(tmp_path_factory.mktemp("state"), FORGER_PSEUDO="1") as address:
        yield address


@pytest.mark.parametrize("path", [*IN_CI, *(pytest.param(path, marks=pytest.mark.slow) for path in ALSO)])
def test_no_word_stands_outside_the_catalogue(pseudo: str, page: Page, path: str):
    page.goto(f"{pseudo}/{path}{'&' if '?' in path else '?'}lang=qps")
    expect(page.locator(".gd:not([data-status=warming]), [data-testid=stHeading] h3").first).to_be_visible()
    page.wait_for_timeout(1500)  # so long some rounds are played, and the sentence tells of them
    assert page.evaluate(OUTSIDE, [OTHERS, NAMES]) == []


def test_the_app_speaks_spanish(pseudo: str, page: Page):
    page.goto(f"{pseudo}/?lang=es&start=play")
    arena = Arena(page).opened()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page).to_have_title("El juego · El falsificador y el detective")
    sentence = page.locator(".gd-sentence")
    expect(sentence).to_contain_text("el detective acierta el ")  # made by the worker, who knows no language
    expect(sentence).to_contain_text("billetes")
    arena.paused()
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", name="The Forger & the Detective")).to_be_visible()


def test_the_language_follows_the_browser(pseudo: str, browser: Browser):
    context = browser.new_context(locale="es-MX")
    page = context.new_page()
    page.goto(f"{pseudo}/?start=play")
    expect(page.get_by_role("heading", name="El falsificador y el detective")).to_be_visible()
    assert "lang" not in page.url
    context.close()


@pytest.mark.parametrize("code", ["en", "es"])
def test_the_browser_says_what_python_says(browser: Browser, code: str):
    said = [say("{n%s}" % form, n=number) for number in NUMBERS for form in FORMS]  # noqa: UP031
    said += [listed(["a", say("notes"), "c"]), say("{said}: {why}", said=say("digits"), why="{n}")]
    page = browser.new_page()
    script = bundle(STATIC / "kit" / "words.js")
    told, names = page.evaluate(
        f"""([catalogue, said]) => {{
          globalThis.forgerWords = JSON.parse(catalogue)
          {script}
          return [module0.told(said), module0.listed(["a", "b", "c"])]
        }}""",
        [as_json(code), wired(said)],
    )
    assert told == language(code).told(said)
    assert names == language(code).told(listed(["a", "b", "c"]))
    page.close()
