"""Company: what is seated, that empty seats show nothing, and that slopes come back as autograd says."""

from dataclasses import replace

import pytest
import torch

from gan_core.engine.company import Company, seat_numbers
from gan_core.engine.trainer import Trainer
from gan_core.experiment import Experiment

TINY = Experiment(data="ring8", batch=16, z_dim=2, g_width=8, d_width=8, loss="nonsaturating", seats=4)


def company(**said: int) -> Company:
    return Company.of([replace(TINY, **said), TINY], 2, torch.device("cpu"))


def test_an_item_sits_beside_the_next_ones():
    items = torch.arange(2 * 5 * 2.0).reshape(2, 5, 2)
    seated = company(pack=3).seat(items)
    assert seated.shape == (2, 5, seat_numbers(4, 2))
    torch.testing.assert_close(seated[0, 1], torch.tensor([2.0, 3, 4, 5, 6, 7, 0, 0, 0]))
    torch.testing.assert_close(seated[1, 1], torch.tensor([12.0, 13, 0, 0, 0, 0, 0, 0, 0]))


def test_the_spread_is_the_batchs_standard_deviation():
    items = torch.randn(2, 50, 2, generator=torch.Generator().manual_seed(1))
    seated = company(mbstd=1).seat(items)
    wanted = items[0].std(0, unbiased=False).mean()
    torch.testing.assert_close(seated[0, :, -1], wanted.expand(50))
    assert not seated[1, :, 2:].any()


@pytest.mark.parametrize("said", [{"pack": 4}, {"mbstd": 1}, {"pack": 2, "mbstd": 1}])
def test_slopes_come_back_as_autograd_says(said: dict[str, int]):
    numbers = torch.Generator().manual_seed(2)
    items = torch.randn(2, 6, 4, generator=numbers).requires_grad_()
    at = company(**said)
    seated = at.seat(items)
    slopes = torch.randn(seated.shape, generator=numbers)
    (wanted,) = torch.autograd.grad(seated, items, slopes)
    torch.testing.assert_close(at.unseat(slopes, items.detach()), wanted)


@pytest.mark.parametrize("data", ["ring8", "digits"])
def test_company_begins_while_a_run_trains(data: str):
    e = replace(TINY, data=data, r1=0.1, r2=0.1)
    trainer = Trainer([e, e], "cpu")
    for _ in range(3):
        trainer.round()
    torch.testing.assert_close(
        trainer.pair.detective.weights[0][0], trainer.pair.detective.weights[0][1], rtol=0, atol=0
    )
    stretch = 2 if data == "ring8" else 16
    assert not trainer.pair.detective.weights[0][:, stretch:].any()
    trainer.update(1, pack=4, mbstd=1)
    for _ in range(3):
        trainer.round()
    assert not trainer.pair.detective.weights[0][0, stretch:].any()
    assert trainer.pair.detective.weights[0][1, stretch:].abs().amax(-1).bool().all()


def test_nobody_sits_where_there_is_no_seat():
    trainer = Trainer([replace(TINY, seats=1)], "cpu")
    with pytest.raises(ValueError, match="seats for 1"):
        trainer.update(0, pack=2)
