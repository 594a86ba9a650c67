"""From the trainer's pictures to the sections of a frame."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from gan_core.data.about import about
from gan_core.data.base import DataSet
from gan_core.data.beside import beside
from gan_core.engine.measuring import ITEMS
from gan_core.engine.players import UNIFORM_REACH
from gan_core.engine.sights import places
from gan_core.experiment import Experiment
from gan_core.metrics.gauges import Gauges
from live.wire.frames import Section, array_section, encode, heat_section, picture_section, points_section
from live.worker.beats import Shot

VAULT_NOTES: Final = 24
VAULT_POINTS: Final = 512
DICE: Final = 8  # numbers of a dice roll that are shown
REACH: Final = 2.5  # normal numbers rarely leave ±2.5
YARDSTICKS: Final = ("modes", "effective", "high_quality")
WITHOUT_MODES: Final = ("high_quality", "coverage", "density")


def vault(run: str, data: DataSet, experiments: tuple[Experiment, ...]) -> bytes:
    """The real items, sent once, with the words for them."""
    header = {"type": "vault", "run": run, **about(data), "yardsticks": yardsticks(data)}
    header["experiments"] = [e.to_query() for e in experiments]
    header["reach"] = UNIFORM_REACH if data.kind != "image" and experiments[0].waves else REACH
    if data.kind == "image":
        return encode(header, [picture_section("wall", 0, data.train[:VAULT_NOTES], lossless=True)])
    return encode(header, [points_section("reals", 0, data.train[:VAULT_POINTS], data.extent), *_density(data)])


def _density(data: DataSet) -> list[Section]:
    """How dense real numbers lie at equal steps along a line, where that is known."""
    if data.kind != "line" or data.density is None:
        return []
    return [array_section("density", 0, data.density(places(data)[:, None]).astype(np.float32))]


@beside
def yardsticks(data: DataSet) -> dict[str, tuple[float, float]]:
    """What a perfect and a collapsed forger read, measured once for every run of a data set."""
    gauges = Gauges(data, ITEMS[data.kind])
    return {name: gauges.yardsticks(name) for name in (YARDSTICKS if len(data.modes) > 1 else WITHOUT_MODES)}


def wall(member: int, shot: Shot, data: DataSet, *, lossless: bool) -> list[Section]:
    """What one member makes, and for points what its detective thinks of the plane."""
    snap = shot.snapshot
    if data.kind == "image":
        return [picture_section("wall", member, snap.fakes, lossless=lossless)]
    sections = [points_section("fakes", member, snap.fakes, data.extent)]
    if snap.heat is not None:
        sections.append(heat_section(member, snap.heat))
    if snap.grid is not None and data.kind == "line":  # z is not of the line's own unit
        sections.append(array_section("grid", member, snap.grid.astype(np.float32)))
    elif snap.grid is not None:
        sections.append(points_section("grid", member, snap.grid, data.extent))
    return sections


def desk(member: int, shot: Shot, data: DataSet) -> list[Section]:
    """The item under examination and, where the picture carries it, the feedback on it."""
    snap, sections = shot.snapshot, []
    if snap.desk is not None and data.kind == "image":
        sections.append(picture_section("desk", member, snap.desk.item[None], lossless=True))
        if shot.feedback and not snap.desk.real:
            sections.append(array_section("feedback", member, snap.desk.feedback.astype(np.float32)))
    if shot.feedback and snap.arrows is not None:
        sections.append(array_section("arrows", member, snap.arrows.astype(np.float32)))
    return sections


def desk_header(shot: Shot, data: DataSet, *, laid: bool = False) -> dict[str, Any] | None:
    """The desk in numbers; of points, where the item lies in units of the extent."""
    at = shot.snapshot.desk
    if at is None:
        return None
    header = {
        "index": at.index, "real": at.real, "laid": laid, "score": shot.score, "score_after": shot.score_after,
        "z": at.z[:DICE].tolist(), "place": None if data.kind == "image" else (at.item / data.extent).tolist(),
    }  # fmt: skip
    return header | ({"feedback_norm": at.feedback_norm} if shot.feedback and not at.real else {})


def healthy(shot: Shot) -> bool:
    """Whether the picture holds only finite numbers."""
    return bool(np.isfinite(shot.snapshot.fakes).all())
