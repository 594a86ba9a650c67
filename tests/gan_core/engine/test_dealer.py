"""What a turn is dealt changes over a run as its settings say."""

from dataclasses import replace

import pytest

from gan_core.engine.dealer import annealing, relaxing
from gan_core.engine.trainer import Trainer
from gan_core.experiment import Experiment

TINY = Experiment(data="ring8", batch=8, z_dim=2, g_width=4, d_width=4, lr_g=1e-3, lr_d=2e-3)


def dealt(experiment: Experiment, step: int, player="detective"):
    """The turn of a round, without training until then."""
    trainer = Trainer([experiment], "cpu")
    return trainer._dealer.deal(player, [True], trainer.pair.side(player), [step])


def test_penalties_relax_to_a_fifth_and_stay_there():
    assert [relaxing(s, 100) for s in (0, 50, 100, 10**6)] == pytest.approx([1, 0.2**0.5, 0.2, 0.2])
    assert relaxing(10**6, 0) == 1
    relaxed = replace(TINY, r1=5, r2=2, gp=3, relax=100)
    assert dealt(relaxed, 0).penalties[:, 0].tolist() == [5, 2, 3]
    assert dealt(relaxed, 200).penalties[:, 0].tolist() == pytest.approx([1, 0.4, 3])
    assert dealt(replace(relaxed, relax=0), 200).penalties[:, 0].tolist() == [5, 2, 3]


def test_a_member_draws_from_as_many_real_items_as_it_has():
    few, one, all_of_them = (dealt(replace(TINY, few=n, batch=64), 0).rows for n in (3, 1, 0))
    assert few.max() == 2
    assert one.max() == 0
    assert all_of_them.max() > 1000


@pytest.mark.parametrize("to", [0.01, 0.5, 1.0])
def test_rates_anneal_to_the_part_that_is_asked_for(to: float):
    assert annealing(100, 100, to) == pytest.approx(to)
    assert annealing(50, 100, to) == pytest.approx((1 + to) / 2)
    annealed = replace(TINY, anneal=100, anneal_to=to)
    for player, rate in (("forger", 1e-3), ("detective", 2e-3)):
        assert dealt(annealed, 0, player).rates == pytest.approx((rate,))
        assert dealt(annealed, 300, player).rates == pytest.approx((to * rate,))


def test_the_average_is_young_while_the_run_is():
    averaged = replace(TINY, ema=50)
    moves = [dealt(averaged, step, "forger").moves[0] for step in (0, 100, 10**6)]
    assert moves == pytest.approx([1, 1 - 0.5 ** (1 / 10), 1 - 0.5 ** (1 / 50)])
    assert dealt(averaged, 100).moves == (0.0,)  # a detective's turn moves no forger
    assert dealt(replace(TINY, ema=0), 100, "forger").moves == (1.0,)
