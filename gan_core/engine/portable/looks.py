"""What is looked at, as pure functions of weights: what a forger prints, what its detective thinks, and its feedback.

printed   w0, w1, … (a forger's weights), z (1, n, z_dim), grain → items (1, n, d) as the networks see them
judged    the detective's weights, rows (1, n, d) → logits (1, n), each with its own batch for company
examined  the same, others (1, n, d) as company, level (1, 1) → scores (1, n) in [0, 1], and feedback (1, n, d)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import torch
from torch import Tensor

from gan_core.engine.losses import GAMES
from gan_core.engine.pair import Pair
from gan_core.engine.portable.program import Program
from gan_core.engine.portable.traced import Given, traced
from gan_core.engine.trainer import Trainer


def printed(trainer: Trainer, count: int, *, grain: bool = True) -> Program:
    """What a forger makes of so many dice rolls."""
    match, weights = trainer.match, trainer.pair.forger.weights
    z, paper = (None if t is None else t[None] for t in match.forger.draw(count, None))
    assert z is not None
    given = {f"w{k}": w for k, w in enumerate(weights)} | {"z": z}
    if grain and paper is not None:
        given["grain"] = paper

    def function(given: Given) -> Given:
        layers = [given[f"w{k}"] for k in range(len(weights))]
        return {"items": match.forger(layers, given["z"], given.get("grain"))}

    return _written(function, given)


def judged(trainer: Trainer, count: int) -> Program:
    """What the detective makes of so many items."""

    def function(given: Given) -> Given:
        view = replace(trainer.view, pair=_seen(trainer.pair, given))
        return {"logits": view.opinion(given["rows"])}

    return _written(function, _weights(trainer.pair) | {"rows": _rows(trainer, count)})


def examined(trainer: Trainer, count: int, *, feedback: bool = True) -> Program:
    """Its scores of so many items, each judged among others, and, where asked for, which way each should move."""
    rows, others = _rows(trainer, count), trainer.match.units.held_out[None, :1].expand(1, count, -1).contiguous()
    given = _weights(trainer.pair) | {"rows": rows, "level": torch.zeros(1, 1)}
    if not trainer.match.company.spared:
        given["others"] = others

    def function(given: Given) -> Given:
        view = replace(trainer.view, pair=_seen(trainer.pair, given))
        if not feedback:
            logits = view.opinion(given["rows"], 0, given.get("others"))
            return {"scores": (logits - given["level"]).sigmoid()}
        logits, slopes = _slopes(trainer, view.pair, given)
        return {"scores": (logits - given["level"]).sigmoid(), "feedback": -slopes}

    return _written(function, given)


def _slopes(trainer: Trainer, pair: Pair, given: Given) -> tuple[Tensor, Tensor]:
    """Logits (1, n), and the slope of the forger's loss at each item (1, n, d) where its company stays as it is."""
    match, company = trainer.match, trainer.match.company
    seen = match.judged(pair.detective.weights, company.seat(given["rows"], given.get("others")))
    logits = seen.out.squeeze(-1)
    at_logits = GAMES[trainer.experiments[0].loss].forger_slopes(given["level"].expand_as(logits), logits)
    at_seats = seen.at_input(seen.slopes(at_logits[..., None].contiguous()))
    if company.spared:
        return logits, at_seats
    runs = at_seats.reshape(*at_seats.shape[:2], -1, at_seats.shape[-1] * company.stretch // given["rows"].shape[-1])
    return logits, runs[..., : company.stretch].flatten(2)


def _seen(pair: Pair, given: Given) -> Pair:
    weights = [given[f"detective.weights.{k}"] for k in range(len(pair.detective.weights))]
    return replace(pair, detective=replace(pair.detective, weights=weights))


def _weights(pair: Pair) -> Given:
    return {f"detective.weights.{k}": w for k, w in enumerate(pair.detective.weights)}


def _rows(trainer: Trainer, count: int) -> Tensor:
    train = trainer.match.units.train
    return train[torch.arange(count) % len(train)][None]


def _written(function: Callable[[Given], Given], given: Given) -> Program:
    with torch.no_grad():
        return traced(function, given)
