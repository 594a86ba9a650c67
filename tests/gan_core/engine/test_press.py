"""The press against autograd, and what it cannot print."""

import numpy as np
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


@pytest.mark.parametrize("count", [17, 256])
def test_few_shades_are_the_nearest_and_slopes_pass_as_if_there_were_all(count: int):
    plate = torch.linspace(-6, 6, 61)[None, None].requires_grad_()
    few, at_items = Grey(plate, 1.0, count), torch.ones(1, 1, 61)
    shades = few.items.detach()
    assert (shades - plate.tanh()).abs().max() <= 1 / (count - 1) + 1e-6
    real = np.arange(count, dtype=np.float32) / np.float32((count - 1) / 2) - np.float32(1)  # as pictures are read
    assert set(real.tolist()) >= set(shades.flatten().tolist())
    assert torch.allclose(few.back(at_items), Grey(plate, 1.0).back(at_items))


def test_what_is_nearly_white_is_printed_white_and_slopes_pass():
    plate = torch.tensor([[[-3.0, -1.6, 0.5, 1.6, 3.0]]], requires_grad=True)
    over = Grey(plate, SCALE, 256, 1.1)
    assert (over.items * SCALE)[0, 0, [0, 1, 3, 4]].tolist() == [-1, -1, 1, 1]
    (slopes,) = torch.autograd.grad(1.1 * plate.tanh() / SCALE, plate, torch.ones(1, 1, 5))
    assert torch.allclose(over.back(torch.ones(1, 1, 5)), slopes)
    assert torch.allclose(torch.autograd.grad(over.items.sum(), plate)[0], slopes)


def test_no_colour_but_paper_and_ink():
    items = Print(torch.randn(1, 1, PIXELS + 2 * CHANNELS), CHANNELS, PIXELS, SCALE).items
    colours = items.reshape(-1, CHANNELS, 16).transpose(1, 2).reshape(-1, CHANNELS)
    assert torch.linalg.matrix_rank(colours - colours.mean(0), atol=1e-4) == 1
