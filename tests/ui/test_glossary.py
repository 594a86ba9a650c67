"""The glossary: each setting, loss, data set and term of the story has its entry, and its page shows them all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gan_core.experiment import DATA, FIELDS, LOSSES
from tests.ui.asking import page
from ui.glossary import GROUPS, entry
from ui.hood import things

TERMS = (
    "gan", "generator", "discriminator", "z", "feedback", "round", "epoch", "stage", "stalemate", "mode_collapse",
    "vanishing", "copying", "mode", "distribution", "accuracy", "band", "referee", "sharp", "varied", "loss_value",
    "coverage", "density", "expert", "oscillation", "explosion",
    "generative_model", "discriminative_model", "best_detective", "equilibrium",
)  # fmt: skip
ALL = [one for group in GROUPS.values() for one in group]


@pytest.mark.parametrize("key", [*(field.name for field in FIELDS), *LOSSES, *DATA, *TERMS])
def test_every_setting_loss_data_set_and_term_has_its_entry(key):
    assert entry(key).plain.endswith((".", "…"))


def test_nothing_is_said_twice_and_each_loss_has_its_formula():
    assert len({one.key for one in ALL}) == len(ALL)
    assert all(entry(loss).formula for loss in LOSSES)


def test_the_page_shows_plain_words_first_and_formulas_to_who_asks():
    app = page("glossary")
    assert not app.exception
    assert [heading.value for heading in app.subheader] == [one.term for one in ALL]
    assert not app.latex
    app.toggle[0].set_value(True).run()
    assert len(app.latex) == sum(one.formula is not None for one in ALL)


def test_a_term_is_found_by_a_few_letters():
    app = page("glossary")
    app.text_input[0].set_value("dice").run()
    assert 0 < len(app.subheader) < len(ALL)
    app.text_input[0].set_value("qqq").run()
    assert (len(app.subheader), len(app.info)) == (0, 1)


SCRIPTS = Path(__file__).parents[2] / "ui" / "static"
MARKS = (r'\bterm\("(\w+)",', r'\bnew Gauge\((?:t\()?"[^"]*"\)?, "(\w+)"\)', r'\bentry: "(\w+)"')
MARKED = {key for file in SCRIPTS.rglob("*.js") for mark in MARKS for key in re.findall(mark, file.read_text())}


def test_every_word_that_is_marked_on_a_page_has_its_entry():
    assert {"referee", "feedback", "sharp", "best_detective"} <= MARKED
    for key in MARKED | {thing.entry for thing in things("relativistic") if thing.entry}:
        assert entry(key).plain


def test_each_setting_says_where_it_stands_what_it_means():
    app = page(settings=True)
    for widget in [*app.number_input, *app.selectbox]:
        if widget.key.startswith("setting_"):
            key = widget.key.removeprefix("setting_")
            assert widget.help == f"{entry(key).plain} [In the glossary](glossary#{key})"
