"""The press against autograd, and what it cannot print."""

import pytest
import torch

from gan_core.engine.press import Grey, Print, by_patch

CHANNELS, PIXELS, SCALE = 3, 32, 0.25


def plain(plate, channels):
    """The same picture, written for autograd."""
    if channels == 1:
        return plate.tanh() / SCALE
    coverage = by_patch(plate[..., :PIXELS].sigmoid())
    paper, ink = (plate[..., PIXELS:].tanh() / SCALE)[..., None, :, None].chunk(2, dim=-2)
    return ((1 - coverage) * paper + coverage * ink).flatten(-3)


@pytest.mark.parametrize("channels", [1, CHANNELS])
def test_pictures_and_slopes(channels):
    g = torch.Generator().manual_seed(0)
    numbers = PIXELS if channels == 1 else PIXELS + 2 * channels
    plate = torch.randn(2, 5, numbers, generator=g, requires_grad=True)
    printed = Grey(plate, SCALE) if channels == 1 else Print(plate, channels, PIXELS, SCALE)
    expected = plain(plate, channels)
    assert torch.allclose(printed.items, expected, atol=1e-6)
    at_items = torch.randn(expected.shape, generator=g)
    (slopes,) = torch.autograd.grad(expected, plate, at_items)
    assert torch.allclose(printed.back(at_items), slopes, atol=1e-5)


def test_few_shades_are_the_nearest_and_slopes_pass_as_if_there_were_all():
    plate = torch.linspace(-3, 3, 61)[None, None].requires_grad_()
    few, at_items = Grey(plate, SCALE, 17), torch.ones(1, 1, 61)
    shades = few.items.detach() * SCALE
    assert torch.allclose(shades * 8, (shades * 8).round(), atol=1e-5)
    assert (shades - plate.tanh()).abs().max() <= 1 / 16 + 1e-6
    assert set(torch.linspace(-1, 1, 17).tolist()) >= set(shades.flatten().tolist())
    assert torch.allclose(few.back(at_items), Grey(plate, SCALE).back(at_items))


def test_no_colour_but_paper_and_ink():
    items = Print(torch.randn(1, 1, PIXELS + 2 * CHANNELS), CHANNELS, PIXELS, SCALE).items
    colours = items.reshape(-1, CHANNELS, 16).transpose(1, 2).reshape(-1, CHANNELS)
    assert torch.linalg.matrix_rank(colours - colours.mean(0), atol=1e-4) == 1
