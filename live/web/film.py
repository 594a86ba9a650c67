"""The run's kept pictures as an animated GIF, drawn as the shell draws them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from PIL import Image

from gan_core.snapshot import Snapshot
from gan_core.study.animation import SIDE, captioned, plane, saved
from gan_core.words import say
from live.web.run import Run
from live.wire.frames import Section, decode

PICTURES: Final = 90
NOTHING: Final = say("There is no picture of this run yet; let it train for a moment.")
A_LINE: Final = say("A line has no moving picture here; its curves are on its own page.")


def gif(run: Run) -> bytes:
    """Bytes of the GIF; ValueError with a sentence if there is nothing to show."""
    if run.vault is None or not len(run.frames):
        raise ValueError(NOTHING)
    vault, reals = decode(run.vault)
    if vault["kind"] == "line":
        raise ValueError(A_LINE)
    pictures = []
    for moment in run.frames.few(PICTURES):
        header, sections = decode(moment.value)
        pictures.append(captioned(_drawn(sections, reals, vault["extent"]), _words(header)))
    return saved(pictures)


def _words(header: dict[str, object]) -> str:
    accuracy = header["members"][0]["d_accuracy"]  # type: ignore[index]
    right = "" if accuracy is None else f", detective right {accuracy:.0%}"
    return f"round {header['step']}{right}"


def _drawn(sections: Sequence[Section], vault: Sequence[Section], extent: float) -> Image.Image:
    """What the first member makes: a wall of pictures, or crosses among the real circles."""
    mine = {section.name: section for section in sections if section.member == 0}
    if "wall" in mine:
        picture = Image.fromarray(mine["wall"].pixels()).convert("RGB")
        times = max(1, round(SIDE / max(picture.size)))
        return picture.resize((picture.width * times, picture.height * times), Image.Resampling.NEAREST)
    heat = (mine["heat"].array() / 255).astype(np.float32) if "heat" in mine else None
    [reals] = [section for section in vault if section.name == "reals"]
    snapshot = Snapshot(0, _places(mine["fakes"], extent), heat=heat)
    return plane(snapshot, _places(reals, extent), extent)


def _places(section: Section, extent: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    return (section.array() / 32767 * extent).astype(np.float32)
