"""The page under the hood: every part of the diagram has its words, a formula that browsers can set, and real lines."""

from __future__ import annotations

import textwrap
from pathlib import Path
from xml.etree import ElementTree

import pytest

from gan_core.experiment import LOSSES
from tests.ui.asking import page, shown
from ui.hood import formula, things

ROOT = Path(__file__).parents[2] / "gan_core"


def test_the_diagram_comes_with_words_formulas_and_code():
    told = shown(page("hood", seed="3"))
    assert told["experiments"] == [{"data": "banknotes", "seed": "3"}]
    assert told["part"] == {}
    assert len(told["about"]["things"]) == 12
    for thing in told["about"]["things"]:
        assert thing["words"]
        assert all(piece["text"] == read(piece) for piece in thing["code"])
        for mathml in (thing["sign"], thing["formula"]):
            assert ElementTree.fromstring(mathml).tag.endswith("math")


def read(piece):
    """The lines that the piece names, from the file itself."""
    rows = (ROOT / piece["file"]).read_text().splitlines()[piece["first"] - 1 :]
    return textwrap.dedent("\n".join(rows[: len(piece["text"].splitlines())]))


@pytest.mark.parametrize("loss", LOSSES)
def test_every_loss_has_its_formulas(loss):
    assert len({thing.name for thing in things(loss)}) == len(things(loss))
    for thing in things(loss):
        ElementTree.fromstring(formula(thing.formula))


def test_a_section_has_its_own_run():
    told = shown(page("hood", section="line", seed="4"))
    assert told["experiments"] == [{"data": "line", "seed": "4", "loss": "nonsaturating"}]
    assert told["section"] == "line"


def test_a_section_that_is_none_is_said_to_be():
    app = page("hood", section="cellar")
    assert "section is one of" in app.warning[0].value
    assert shown(app)["section"] == "diagram"


def test_no_formula_is_left_half_translated():
    for thing in things("relativistic"):
        assert "\\" not in formula(thing.formula)
