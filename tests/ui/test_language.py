"""The language of a session: as its address says, or as before; and no word of a page stands outside the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from gan_core import catalogue
from tests.ui.asking import in_url, page, shown

QUICK = ("game", "collapse", "crash", "quiz")
ALSO = ("gallery", "line", "detective", "hood", "forger", "playground", "models", "glossary")
SHOWN = {
    "body",
    "label",
    "help",
    "placeholder",
    "options",
    "caption",
}  # fields of its elements
WORD = re.compile(r"[^\W\d_]{2,}")


@pytest.fixture
def pseudo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The language in which each sentence of the catalogue stands in brackets."""
    monkeypatch.setenv("FORGER_PSEUDO", "1")
    catalogue.names.cache_clear()
    yield
    monkeypatch.undo()
    catalogue.names.cache_clear()


def texts(app: Any) -> Iterator[str]:
    """What people read of a page, as Streamlit has it."""
    for element in app.main:
        if element.proto is None:  # a block, whose elements follow
            continue
        for name in SHOWN & {field.name for field in element.proto.DESCRIPTOR.fields}:
            value = getattr(element.proto, name)
            yield from [value] if isinstance(value, str) else filter(lambda one: isinstance(one, str), value)


def outside(text: str) -> list[str]:
    """The words that stand in no brackets; what Markdown makes of the rest is not asked."""
    bare = re.sub(r"<style>.*?</style>|<[^>]*>|:material/\w+:|\]\([^)]*\)", " ", text, flags=re.DOTALL)
    while bare != (bare := re.sub(r"⟦[^⟦⟧]*⟧", " ", bare)):
        pass
    return WORD.findall(bare)


@pytest.mark.usefixtures("pseudo")
@pytest.mark.parametrize("name", [*QUICK, *(pytest.param(name, marks=pytest.mark.slow) for name in ALSO)])
def test_no_word_of_a_page_stands_outside_the_catalogue(name):
    app = page(name, settings=name == "game", lang="qps", strange="1", seed="x")
    found = {text: words for text in texts(app) if (words := outside(text))}
    allowed = {"English", "Español"}
    assert {text: words for text, words in found.items() if set(words) - allowed} == {}


def test_the_address_says_the_language_and_the_session_keeps_it():
    app = page(lang="es")
    data = shown(app)
    assert data["spoken"]["language"] == "es"
    assert data["spoken"]["words"].startswith("/live/words/es.json?")
    assert data["vocabulary"]["things"] == "billetes"
    assert app.title[0].value == "El falsificador y el detective"
    app.switch_page("../pages/gallery.py").run()
    assert (shown(app)["spoken"]["language"], in_url(app)["lang"]) == ("es", "es")


def test_a_language_that_is_not_there_is_named_and_english_is_shown():
    app = page(lang="xx")
    assert [w.value.replace("\\", "") for w in app.warning] == [
        "lang is one of en (English), es (Español); got “xx”. The page is in English instead."
    ]
    assert shown(app)["spoken"] == {"language": "en", "words": None}
