"""What would make everybody wait is refused before it begins, in a sentence that says what would help."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from gan_core.experiment import DATA, Experiment, recipe
from gan_core.recipes import COLLAPSES
from live.wire.admission import admit
from live.wire.commands import parse


@pytest.mark.parametrize("data", DATA)
def test_every_recipe_and_every_pair_of_twins_is_taken(data):
    admit([recipe(data)] * 2)
    if data in COLLAPSES:
        admit([recipe(data, "collapse")] * 2)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"batch": 2048, "g_width": 128, "d_width": 128, "g_steps": 16, "d_steps": 16}, "fewer turns"),
        ({"batch": 4096}, "smaller batch (now 4096)"),
        ({"batch": 2, "g_width": 1024, "d_width": 1024}, "narrower networks (now 1024 and 1024)"),
    ],
)
def test_a_heavy_one_is_refused_with_what_would_help(changes, said):
    with pytest.raises(ValueError, match="for a live run") as refusal:
        admit([replace(Experiment(), **changes)])
    assert said in str(refusal.value)


def test_it_counts_where_a_run_is_opened():
    with pytest.raises(ValueError, match="one round would take about"):
        parse('{"type": "open", "experiments": [{"data": "banknotes", "batch": "4096"}]}')


def test_it_counts_at_every_change_too():
    run = SimpleNamespace(experiments=(Experiment(),))
    change = parse('{"type": "update", "changes": {"g_steps": 16, "d_steps": 16}}')
    with pytest.raises(ValueError, match="fewer turns"):
        change.at_hub(SimpleNamespace(run=run))
    assert run.experiments == (Experiment(),)
