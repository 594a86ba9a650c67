"""The page under the hood, in the worker: lays the run open when it is asked to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from gan_core.data.base import Floats
from gan_core.engine.inside import Inside, Layer, follow, inside, printed
from gan_core.engine.on_the_line import on_the_line
from live.wire.frames import Section, array_section, encode, picture_section
from live.wire.hood import PART
from live.wire.opening import Opening
from live.worker.part import Part

if TYPE_CHECKING:
    from gan_core.engine.trainer import Trainer

SHOWN: Final = 8  # items of a batch whose pictures are sent


class HoodPlay(Part):
    """Changes nothing of the run."""

    def __init__(self, opening: Opening, trainer: Trainer) -> None:
        self._trainer = trainer
        self._last: tuple[int, bytes] = (-1, b"")

    def inside(self) -> bytes:
        """The next step laid open; of a line, all of the game. Asked again in the same round, the same again."""
        trainer = self._trainer
        if trainer.diverged(0):
            return _told("inside", {"step": trainer.step, "diverged": trainer.diverged(0)})
        if self._last[0] != trainer.step or trainer.data.kind == "line":
            tell = _line if trainer.data.kind == "line" else _step
            self._last = trainer.step, tell(trainer)
        return self._last[1]

    def follow(self, index: int) -> bytes:
        """One note's own lesson."""
        told = follow(self._trainer, index)
        about = {
            "step": self._trainer.step, "index": index, "scores": told.scores, "logit": told.logit, "loss": told.loss,
            "weight": {name: float(f"{v:.4g}") for name, v in vars(told.weight).items()}, "weights": told.weights,
        }  # fmt: skip
        notes = picture_section("notes", 0, np.stack([told.before, told.after]), lossless=True)
        return _told("follow", about, [notes, _picture("feedback", told.feedback[None])])

    def print(self, rolls: Sequence[Sequence[float]]) -> bytes:
        """What the forger makes of these rolls, and the detective's scores."""
        notes = printed(self._trainer, rolls)
        scores = self._trainer.examine(notes)[0]
        picture = picture_section("notes", 0, notes, lossless=True)
        return _told("print", {"step": self._trainer.step, "scores": scores.tolist()}, [picture])


def _step(trainer: Trainer) -> bytes:
    seen = inside(trainer)
    about = {
        "step": trainer.step, "game": trainer.experiments[0].loss, "batch": len(seen.z),
        "item": list(seen.fake.shape[1:]), "threshold": seen.level,
        "losses": [seen.loss_d, seen.loss_g], "norms": _norms(seen),
        "layers": {name: [list(layer.weight.shape) for layer in getattr(seen, name)] for name in PLAYERS},
    }  # fmt: skip
    sections = [
        _array("z", seen.z[:SHOWN]),
        _array("logits", seen.logits),
        _array("at_logits", seen.at_logits),
        _array("forger", seen.forger[0].weight),
        _array("forger_slope", seen.forger[0].slope),
        picture_section("fake", 0, seen.fake[:SHOWN], lossless=True),
        picture_section("real", 0, seen.real[:SHOWN], lossless=True),
        _picture("feedback", seen.feedback[:SHOWN]),
        _picture("filters", _filters(seen.detective[0].weight, seen.fake.shape[1])),
        _picture("filters_slope", _filters(seen.detective[0].slope, seen.fake.shape[1])),
    ]
    return _told("inside", about, sections)


PLAYERS: Final = ("forger", "detective")


def _norms(seen: Inside) -> dict[str, str]:
    """How long each slope is, to three digits: the figures beside the ways back."""

    def length(*slopes: np.ndarray) -> str:
        return f"{np.sqrt(sum(float((s.astype(float) ** 2).sum()) for s in slopes)):.3g}"

    def of(layers: tuple[Layer, ...]) -> str:
        return length(*(layer.slope for layer in layers))

    each = len(seen.z)
    return {
        "logit": length(seen.at_logits[2] / each),
        "fake": length(seen.feedback / each),
        "forger": of(seen.forger),
        "detective": of(seen.detective),
    }


def _filters(weight: Floats, channels: int) -> Floats:
    """A detective's first layer (filters, c · 16) as pictures of 4 × 4 pixels."""
    return weight.reshape(len(weight), -1, 4, 4)[:, :channels]


def _picture(name: str, values: Floats) -> Section:
    """Numbers as pictures: grey is 0, the strongest of all is full colour."""
    most = float(np.abs(values).max())
    return picture_section(name, 0, values / most if most > 0 else values, lossless=True)


def _line(trainer: Trainer) -> bytes:
    seen = vars(on_the_line(trainer))
    about = {"step": trainer.step} | {name: seen[name] for name in ("value", "best_value", "apart")}
    return _told("inside", about, [_array(name, seen[name]) for name in ("real", "fake", "detective", "best", "rolls")])


def _array(name: str, values: Any) -> Section:
    return array_section(name, 0, np.asarray(values, dtype=np.float32))


def _told(what: str, about: Mapping[str, Any], sections: Sequence[Section] = ()) -> bytes:
    return encode({"type": "aside", "part": PART, "what": what, **about}, sections)
