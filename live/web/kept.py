"""What is kept of a run on disk: plain values, taken on the event loop, so that another thread may write them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from gan_core.data.own import Parcel
from gan_core.experiment import Experiment
from gan_core.record import Reached
from gan_core.words import wired
from live.web.history import History, Moment
from live.web.parts import restored
from live.web.run import FRAMES, POINTS, Run
from live.wire.messages import Saved
from live.wire.pace import Pace

STORED_FRAMES: Final = 120


@dataclass(frozen=True)
class Kept:
    """A run that can be written and read."""

    token: str
    about: str  # JSON
    state: bytes
    frames: tuple[Moment[bytes], ...] | None = None  # None: those on disk stay
    goods: bytes | None = None  # the visitor's own data

    @classmethod
    def of(cls, run: Run, *, frames: bool) -> Kept | None:
        """The run as it is; its pictures only when asked, since they are the bulk. None before its first checkpoint."""
        if run.saved is None:
            return None
        few = tuple(run.frames.few(STORED_FRAMES)) if frames else None
        goods = run.goods.body if run.goods else None
        return cls(run.token, json.dumps(wired(_about(run, run.saved))), run.saved.state, few, goods)

    @property
    def size(self) -> int:
        """Bytes, about."""
        return len(self.state) + len(self.goods or b"") + sum(len(moment.value) for moment in self.frames or ())

    def over(self, older: Kept | None) -> Kept:
        """This one in place of an older one that was not written yet."""
        return replace(self, frames=older.frames) if older is not None and self.frames is None else self

    def run(self) -> Run | None:
        """The run, not yet training; None for one that another version wrote."""
        try:
            return _run(self)
        except (ValueError, KeyError, TypeError):
            return None


def _about(run: Run, saved: Saved) -> dict[str, Any]:
    return {
        "owner_hash": run.owner_hash, "experiments": [asdict(e) for e in run.experiments], "playing": run.playing,
        "pace": asdict(run.pace), "step": saved.step, "half": saved.half, "seconds": saved.seconds, "seq": run.seq,
        "stages": [asdict(r) for r in saved.stages],
        "curve": [[m.value, m.pinned] for m in run.curve if m.step <= saved.step],
        "parts": {name: part.kept(saved.step) for name, part in run.parts.items()},
        "goods": [run.goods.name, run.goods.count] if run.goods else None,
    }  # fmt: skip


def _run(kept: Kept) -> Run:
    about = json.loads(kept.about)
    stages = tuple(Reached(**r) for r in about["stages"])
    saved = Saved(about["step"], about["seconds"], stages, kept.state, about.get("half", False))
    curve = [Moment(value[0], tuple(value), pinned) for value, pinned in about["curve"]]
    run = Run(
        about["owner_hash"], tuple(Experiment(**e) for e in about["experiments"]), kept.token, about["playing"],
        Pace(**about["pace"]), saved=saved, stages=stages, seq=about["seq"],
        frames=History(FRAMES, kept.frames or ()), curve=History(POINTS, curve), parts=restored(about["parts"]),
        goods=_goods(about.get("goods"), kept.goods),
    )  # fmt: skip
    run.go_back()
    return run


def _goods(said: list[Any] | None, body: bytes | None) -> Parcel | None:
    if said is None:
        return None
    name, count = said
    return Parcel(name, count, body or b"")
