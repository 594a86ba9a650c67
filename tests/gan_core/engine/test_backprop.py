"""Backpropagation by hand finds what autograd finds, in double precision."""

import pytest
import torch

from gan_core.data import load
from gan_core.engine.networks import CentredNet, House, WaveNet, mlp, patch_net, waves
from gan_core.engine.players import cast
from gan_core.experiment import Experiment
from gan_core.philox import Rolls, Stream

JUDGES = {
    "mlp": (mlp((2, 6, 5, 1)), (2, 3, 2)),
    "wide": (mlp((9, 4, 1)), (2, 3, 9)),
    "patches": (patch_net((2, 8, 16), 2), (2, 2, 2 * 8 * 16)),
    "centred": (
        CentredNet(
            patch_net((1, 8, 8), 2, features=3), torch.arange(64).double() / 64, torch.arange(1, 65).double() / 32
        ),
        (2, 2, 64),
    ),
    "waves": (WaveNet(mlp((12, 6, 4, 1)), waves(2, 5, (0.5, 4)).double()), (2, 3, 2)),
}
NETS = JUDGES | {
    "many out": (mlp((3, 6, 4)), (2, 5, 3)),
    "levelled": (mlp((3, 6, 5, 4), level=True), (2, 5, 3)),
}


def cast_for(network: House, shape: tuple[int, ...]) -> tuple[list[torch.Tensor], torch.Tensor]:
    """Weights and an input, with biases, or all kinks would lie at 0."""
    g = torch.Generator().manual_seed(0)
    rows = [network.init(Rolls(k, Stream.FIRST_FORGER)) for k in range(shape[0])]
    weights = [torch.stack(layer).double() for layer in zip(*rows, strict=True)]
    for w in weights[1::2]:
        w += 0.1 * torch.randn(w.shape, generator=g, dtype=torch.float64)
    x = torch.randn(shape, generator=g, dtype=torch.float64)
    return [w.requires_grad_() for w in weights], x.requires_grad_()


def some(like: torch.Tensor) -> torch.Tensor:
    return torch.randn(like.shape, generator=torch.Generator().manual_seed(1), dtype=like.dtype)


def same(mine: list[torch.Tensor], theirs: list[torch.Tensor | None]) -> bool:
    """A bias moves a slope only across kinks, so that autograd finds no gradient at all there."""
    return all(torch.allclose(a, torch.zeros_like(a) if b is None else b) for a, b in zip(mine, theirs, strict=True))


@pytest.mark.parametrize("name", NETS)
def test_back_to_weights_and_input(name: str):
    network, shape = NETS[name]
    weights, x = cast_for(network, shape)
    seen = network.forward(weights, x)
    at_output = some(seen.out)
    theirs = torch.autograd.grad(seen.out, [*weights, x], at_output, retain_graph=True)
    with torch.no_grad():
        assert same([*seen.back(at_output), seen.at_input(seen.slopes(at_output))], theirs)


@pytest.mark.parametrize("name", JUDGES)
def test_back_through_a_penalty(name: str):
    network, shape = JUDGES[name]
    weights, x = cast_for(network, shape)
    out = network(weights, x)
    (slope,) = torch.autograd.grad(out.sum(), x, create_graph=True)
    at_output, pull = some(out), torch.arange(1.0, 1 + x.shape[1])[:, None]
    loss = (at_output * out).sum() + (pull * slope.square()).sum() / 2
    theirs = torch.autograd.grad(loss, weights)
    with torch.no_grad():
        seen = network.forward(weights, x)
        slopes = seen.slopes(torch.ones_like(seen.out))
        assert torch.allclose(seen.at_input(slopes), slope)
        assert same(seen.back_with_penalty(at_output, slopes, pull * slope), theirs)


@pytest.mark.parametrize("data", ["banknotes", "digits", "ring8"])
@pytest.mark.parametrize("count", [0, 4])
def test_the_forgers_lesson(data: str, count: int):
    e = Experiment(data=data, z_dim=3, g_width=4, d_width=4, waves=count, patch=count)
    forger, _ = cast(e, load(data), torch.device("cpu"))
    weights = [w[None].requires_grad_() for w in forger.init(Rolls(0, Stream.FIRST_FORGER))]
    z, grain = forger.draw(5, Rolls(0, Stream.FORGER))
    latents = z[None], None if grain is None else grain[None]
    items = forger(weights, *latents)
    at_items = some(items)
    theirs = torch.autograd.grad(items, weights, at_items)
    again, lesson = forger.lesson([w.detach() for w in weights], *latents)
    assert torch.equal(again, items)
    assert all(torch.allclose(a, b, atol=1e-5) for a, b in zip(lesson(at_items), theirs, strict=True))
