"""A class at once: learners with a run each and viewers of one shared run, over real sockets on loopback."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import time
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter as clock
from typing import Any, Final

from websockets.asyncio.client import ClientConnection, connect

from benchmarks.app import health, running

SETTLE: Final = 8.0  # seconds after the last page has opened before anything counts
EVERY: Final = 6.0  # seconds between two commands of one learner
HASTE: Final = 0.1  # seconds between two pages that open


@dataclass
class Seen:
    """What one page has received since the measuring began."""

    frames: int = 0
    first: tuple[float, int] | None = None  # moment and round of the first frame, and of the last
    last: tuple[float, int] = (0.0, 0)
    waits: list[float] = field(default_factory=list)  # seconds from a command to the frame that shows it
    gaps: deque[float] = field(default_factory=lambda: deque(maxlen=4096))  # seconds between frames

    def note(self, step: int) -> None:
        """One more frame."""
        now = clock()
        if self.first is None:
            self.first = (now, step)
        else:
            self.gaps.append(now - self.last[0])
        self.last, self.frames = (now, step), self.frames + 1

    @property
    def rounds_per_second(self) -> float:
        """Rounds between the first and the last frame."""
        if self.first is None or self.last[0] == self.first[0]:
            return 0.0
        return (self.last[1] - self.first[1]) / (self.last[0] - self.first[0])


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--learners", type=int, default=30)
    parser.add_argument("--viewers", type=int, default=200)
    parser.add_argument("--data", default="ring8")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--json", action="store_true")


def main(arguments: argparse.Namespace) -> None:
    limits = {"FORGER_MAX_RUNS": str(arguments.learners + 8), "FORGER_REST_AFTER": "600"}
    with TemporaryDirectory() as state, running(Path(state), **limits) as address:
        told = asyncio.run(measured(address, arguments))
    print(json.dumps(told) if arguments.json else "\n".join(f"{name}: {value}" for name, value in told.items()))


async def measured(address: str, arguments: argparse.Namespace) -> dict[str, Any]:
    """Everybody opens, settles, and is counted for so many seconds."""
    counting = asyncio.Event()
    learners = [Seen() for _ in range(arguments.learners)]
    viewers = [Seen() for _ in range(arguments.viewers)]
    shared: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    host = Seen()
    tasks = [asyncio.create_task(learn(address, arguments.data, 1000, host, counting, shared))]
    run = await asyncio.wait_for(shared, 60)
    for k, seen in enumerate(learners):
        tasks.append(asyncio.create_task(learn(address, arguments.data, k, seen, counting)))
        await asyncio.sleep(HASTE)
    for seen in viewers:
        tasks.append(asyncio.create_task(watch(address, run, seen, counting)))
        await asyncio.sleep(HASTE / 4)
    await asyncio.sleep(SETTLE)
    counting.set()
    pids = processes(health(address))
    started, spent = clock(), [*map(processor_seconds, pids), time.process_time()]
    await asyncio.sleep(arguments.seconds)
    length = clock() - started
    cores = [(now - then) / length for now, then in
             zip([*map(processor_seconds, pids), time.process_time()], spent, strict=True)]  # fmt: skip
    told = figures(learners or [host], viewers, length) | {
        "learners": arguments.learners, "viewers": arguments.viewers, "data": arguments.data,
        "rss_mib": round(sum(map(memory_mib, pids))),
        "cores_workers": round(sum(cores[:-2]), 2), "cores_web": round(cores[-2], 2),
        "cores_pages": round(cores[-1], 2),
        "failed": sum(t.done() for t in tasks),
    }  # fmt: skip
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return told


def figures(learners: list[Seen], viewers: list[Seen], seconds: float) -> dict[str, Any]:
    """What a class would feel."""
    waits = sorted(w for seen in learners for w in seen.waits)
    rounds = [seen.rounds_per_second for seen in learners]
    rates = [seen.frames / seconds for seen in viewers]
    return {
        "command_ms_p50": round(1000 * median(waits)) if waits else None,
        "command_ms_p95": round(1000 * quantiles(waits, n=20)[-1]) if len(waits) > 1 else None,
        "commands": len(waits),
        "fps_p5": round(sorted(rates)[len(rates) // 20], 1) if rates else None,
        "learner_fps": round(median(seen.frames / seconds for seen in learners), 1),
        "rounds_per_second_min": round(min(rounds), 1),
        "rounds_per_second_median": round(median(rounds), 1),
    }


async def learn(
    address: str, data: str, seed: int, seen: Seen, counting: asyncio.Event, opened: asyncio.Future[str] | None = None
) -> None:
    """One learner with a run of their own, who stops it now and then and lets it go on at once."""
    async with page(address) as socket:
        await say(socket, type="open", experiments=[{"data": data, "seed": str(seed)}], run=None, owner=None)
        asked, wanted, again = 0.0, "", clock() + EVERY * (1 + seed % 10 / 10)
        async for message in socket:
            if isinstance(message, str):
                if opened is not None and not opened.done() and (said := json.loads(message))["type"] == "opened":
                    opened.set_result(said["run"])
                continue
            header = json.loads(message[4 : 4 + int.from_bytes(message[:4], "little")])
            if header["type"] != "frame":
                continue
            if counting.is_set():
                seen.note(header["step"])
            if wanted and header["status"] == wanted:
                if counting.is_set():
                    seen.waits.append(clock() - asked)
                wanted = "running" if wanted == "paused" else ""
                asked = clock()
                if wanted:
                    await say(socket, type="play")
            elif not wanted and clock() > again:
                wanted, asked, again = "paused", clock(), clock() + EVERY
                await say(socket, type="pause")


async def watch(address: str, run: str, seen: Seen, counting: asyncio.Event) -> None:
    """One viewer of the shared run, who only counts."""
    async with page(address) as socket:
        await say(socket, type="open", experiments=[{}], run=run, owner=None)
        async for message in socket:
            if counting.is_set() and isinstance(message, bytes):
                seen.note(0)


def page(address: str) -> connect:
    """A socket as a page opens it."""
    return connect(f"{address.replace('http', 'ws')}/live/socket", origin=address, max_size=None, compression=None)  # type: ignore[arg-type]


async def say(socket: ClientConnection, **message: Any) -> None:
    """One message of a page."""
    await socket.send(json.dumps(message))


def processes(told: dict[str, Any]) -> list[int]:
    """The workers and the web process that is their parent."""
    workers = [int(pid) for pid in told["worker"]["pids"]]
    parent = int(Path(f"/proc/{workers[0]}/stat").read_text().rsplit(")", 1)[1].split()[1])
    return [*workers, parent]


def processor_seconds(pid: int) -> float:
    """What a process has had of all cores."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_mib(pid: int) -> float:
    """What a process holds in memory now; of what it shares with others, its part."""
    said = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(said.split("\nPss:")[1].split()[0]) / 2**10
