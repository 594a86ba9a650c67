"""What one whole core gives a crowd of learners: the worker alone, by its own processor time.

Whatever else the machine does at the time costs nothing here: the worker's clock is the time for which it was served.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections import Counter
from multiprocessing.reduction import ForkingPickler
from statistics import median
from typing import Any, Final

from benchmarks.load import memory_mib

SETTLE: Final = 6.0  # seconds before anything counts


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--learners", type=int, default=30)
    parser.add_argument("--viewers", type=int, default=1, help="of the first one's run")
    parser.add_argument("--data", default="ring8")
    parser.add_argument("--heavy", action="store_true", help="beside them one of the heaviest that are let in")
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--json", action="store_true")


def main(arguments: argparse.Namespace) -> None:
    time.perf_counter = time.process_time  # before the worker is imported
    told = crowded(arguments.learners, arguments.viewers, arguments.data, arguments.seconds, heavy=arguments.heavy)
    print(json.dumps(told) if arguments.json else "\n".join(f"{name}: {value}" for name, value in told.items()))


class Pipe:
    """Brings the orders at once and counts what would be sent, in the form in which it would be."""

    def __init__(self, orders: list[Any], seconds: float) -> None:
        self._orders, self._counts_from = orders, time.process_time() + SETTLE
        self._end = self._counts_from + seconds
        self.frames: Counter[str] = Counter()
        self.first: dict[str, int] = {}
        self.last: dict[str, int] = {}
        self.bytes, self._counts = 0, False
        self.longest, self._looked = 0.0, time.process_time()  # for which nobody looked at the pipe

    def poll(self, patience: float | None = 0) -> bool:
        """Orders first; afterwards the end."""
        now = time.process_time()
        self.longest = max(self.longest, now - self._looked) if self._counts else 0.0
        self._counts, self._looked = now > self._counts_from, now
        return bool(self._orders) or now > self._end

    def recv(self) -> Any:
        from live.wire.messages import Stop

        return self._orders.pop(0) if self._orders else Stop()

    def send(self, report: Any) -> None:
        """One picture more, if it is one."""
        from live.wire.messages import Frame

        size = len(ForkingPickler.dumps(report))
        if isinstance(report, Frame) and self._counts:
            self._count(report, size)

    def _count(self, report: Any, size: int) -> None:
        self.frames[report.assignment] += 1
        self.bytes += size
        self.first.setdefault(report.assignment, report.step)
        self.last[report.assignment] = report.step


def crowded(learners: int, viewers: int, data: str, seconds: float, *, heavy: bool = False) -> dict[str, Any]:
    """Everybody begins at once and trains as fast as it goes."""
    from gan_core.experiment import Experiment
    from live.wire.admission import admit
    from live.wire.messages import Begin, Watch
    from live.wire.pace import Pace
    from live.worker.engine import real
    from live.worker.worker import Worker

    engine = real()
    wanted = [(Experiment.from_query({"data": data, "seed": str(k)}),) for k in range(learners)]
    orders: list[Any] = [Begin(f"a{k}", f"t{k}", w, None, Pace(), True, 0) for k, w in enumerate(wanted)]
    if heavy:
        much = Experiment.from_query({"data": "banknotes", "batch": "36", "d_steps": "16", "g_steps": "16"})
        admit([much])
        orders.append(Begin("heavy", "heavy", (much,), None, Pace(), True, 0))
    pipe = Pipe([*orders, Watch("a0", viewers)], seconds)
    Worker(pipe, engine).serve()  # type: ignore[arg-type]
    rounds = [pipe.last[name] - pipe.first[name] for name in pipe.first if name != "heavy"]
    frames = sum(pipe.frames.values())
    return {
        "learners": learners, "viewers": viewers, "data": data,
        "viewers_fps": round(pipe.frames["a0"] / seconds, 2),
        "viewers_rounds_per_second": round((pipe.last["a0"] - pipe.first["a0"]) / seconds, 1),
        "frames_per_second": round(median(pipe.frames.values()) / seconds, 2),
        "rounds_per_second_median": round(median(rounds) / seconds, 1),
        "rounds_per_second_min": round(min(rounds) / seconds, 1),
        "longest_wait_ms": round(pipe.longest * 1000),
        "frame_kib": round(pipe.bytes / frames / 1024, 1),
        "mib": round(memory_mib(os.getpid())),
    }  # fmt: skip
