"""The page on which a person paints a note, on the wire: a detective of a stage judges it, a forger prints one."""

from __future__ import annotations

from base64 import b64decode
from binascii import Error
from typing import Annotated, Final

import numpy as np
from msgspec import Meta

from gan_core import forgers
from gan_core.data.base import Floats
from gan_core.experiment import Experiment
from live.wire.command import AtHub, AtWork, Command
from live.wire.detective import Stage
from live.wire.opening import Opening

PART: Final = "easel"
SHAPES: Final = {"banknotes": (3, 24, 48), "digits": (1, 8, 8)}  # colours, rows and columns of a painting
SLIDERS: Final = 4  # numbers of z that may be set by hand
ROLLS: Final = 24  # dice rolls from which the other numbers of z come

Pixels = Annotated[str, Meta(max_length=8192, description="a picture’s bytes in base64")]
Roll = Annotated[int, Meta(ge=0, lt=ROLLS, description=f"a whole number from 0 to {ROLLS - 1}")]
_Number = Annotated[float, Meta(ge=-4, le=4)]
Dials = Annotated[
    list[_Number], Meta(max_length=SLIDERS, description=f"a list of at most {SLIDERS} numbers from −4 to 4")
]


def painting(pixels: str, data: str) -> Floats:
    """The picture (c, h, w) in [−1, 1] of base64 bytes, row by row, colours together; ValueError in one sentence."""
    c, h, w = SHAPES[data]
    try:
        painted = b64decode(pixels, validate=True)
    except (Error, ValueError):
        raise ValueError("A painting is sent as bytes in base64; this was something else.") from None
    if len(painted) != c * h * w:
        raise ValueError(f"A painting here has {c * h * w} bytes; this one had {len(painted)}.")
    picture = np.frombuffer(painted, np.uint8).reshape(h, w, c).transpose(2, 0, 1)
    scaled: Floats = (picture / 127.5 - 1).astype(np.float32)
    return scaled


class EaselOpening(Opening, frozen=True):
    """Nothing but the wish for it."""

    def check(self, experiments: tuple[Experiment, ...]) -> None:
        """One training of a recipe whose forgers are known."""
        forgers.rounds(experiments[0])
        if len(experiments) != 1:
            raise ValueError("A painting is judged by the detective of one run; this would be of several.")


class JudgeNote(Command, frozen=True, tag="judge_note"):
    """What a stage's detective thinks of a painting, and what it would have changed."""

    stage: Stage
    pixels: Pixels

    def at_hub(self, hub: AtHub) -> None:
        hub.part(PART)
        painting(self.pixels, hub.run.experiments[0].data)

    def at_work(self, training: AtWork) -> None:
        training.tell(training.part(PART).judge(self.stage, self.pixels))


class PrintNote(Command, frozen=True, tag="print_note"):
    """A note of a stage's forger, from a dice roll of which the first numbers may be set by hand."""

    stage: Stage
    roll: Roll = 0
    z: Dials = []  # noqa: RUF012  (msgspec copies it)

    def at_hub(self, hub: AtHub) -> None:
        hub.part(PART)

    def at_work(self, training: AtWork) -> None:
        training.tell(training.part(PART).print_note(self.stage, self.roll, self.z))
