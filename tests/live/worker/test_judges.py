"""A judge who is certain is asked seldom, so that the forger has the time."""

from types import SimpleNamespace as Some

import pytest

from live.wire.pace import Pace
from live.worker.chairs import Bench
from live.worker.clock import OFTEN, SELDOM, Clock
from live.worker.consultation import SELDOM as SELDOM_EXPERT
from live.worker.consultation import SHARE
from live.worker.judges import Judges


@pytest.mark.parametrize(
    ("referee", "opinion", "shares"),
    [
        (None, None, (OFTEN, SHARE)),
        (0.99, None, (SELDOM, SHARE)),  # the first expert comes as soon as ever
        (0.99, "fakes", (SELDOM, SELDOM_EXPERT)),
        (0.8, "fakes", (OFTEN, SHARE)),
    ],
)
def test_shares(referee, opinion, shares):
    metrics = Some(referee=referee) if referee else None
    monitor = Some(records=[Some(metrics=metrics)], judging=True, wanting=False, judge=lambda seconds: False)
    clock = Clock(Pace(), 1)
    judges = Judges(Some(expert=lambda: None), monitor, clock, Bench(), expert=False)  # type: ignore[arg-type]
    judges.consultation.opinion = opinion  # type: ignore[assignment]
    judges.turn(1.0, 1)
    assert (clock.judging.share, judges.consultation._lessons.share) == shares
