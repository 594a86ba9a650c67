"""Pages without a run, run by Streamlit's own tester."""

from __future__ import annotations

from gan_core.theory.worlds import LABELS, WORLDS
from tests.ui.asking import page, shown


def test_the_page_of_two_models_shows_its_worlds():
    data = shown(page("models", projector="1"))
    assert (data["page"], data["still"], data["projector"]) == ("models", True, True)
    assert data["about"]["labels"] == list(LABELS)
    assert data["about"]["worlds"].keys() == WORLDS.keys()


def test_a_parameter_that_means_nothing_here_is_said_to():
    [warning] = page("models", seed="1").warning
    assert "no parameter of this page" in warning.value
