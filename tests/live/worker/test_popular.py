"""A run that many watch is popular wherever it is taken up: a move or a lost worker changes nothing for them."""

import pytest

from gan_core.experiment import recipe
from live.wire.messages import MANY, Begin
from live.wire.pace import Pace
from live.worker.clock import CROWDED, SHOWN
from live.worker.training import Training
from tests.live.fake_worker import FakeTrainer


@pytest.mark.parametrize(("viewers", "longest"), [(MANY, SHOWN), (1, CROWDED)])
def test_a_run_begins_with_the_viewers_that_it_has(viewers, longest):
    experiments = (recipe("ring8"),)
    order = Begin("a", "run", experiments, None, Pace(), playing=False, seq=0, viewers=viewers)
    clock = Training(order, FakeTrainer(experiments), lambda report: None).clock
    assert (clock.viewers, clock.popular) == (viewers, viewers == MANY)
    assert clock.pictures.longest == longest
