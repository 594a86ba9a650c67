"""What beats tell is so, over a few dozen of them: the figures of `python -m benchmarks beats`, small."""

from argparse import Namespace

import pytest

from benchmarks.beats import watched


@pytest.mark.parametrize(("data", "agreement"), [("ring8", 0.75), ("grid25", 0.5)])
def test_a_turn_does_what_its_sentence_says(data, agreement):
    asked = Namespace(seeds=1, first=300, moments=[8, 60], beats=6, recipe="default", set=[], device="cpu", each=False)
    told = watched(data, asked)
    assert told["raised"] >= 0.8
    assert told["batch"] > 0.6
    assert told["lowered"] >= 0.6  # of a dozen beats, some of a detective who is nearly beaten
    assert told["agreement"] >= agreement
    assert told["stamp"] <= 0.08
