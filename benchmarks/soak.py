"""Half an hour of coming and going: what a server that is used keeps of memory, threads, sockets and files."""

from __future__ import annotations

import argparse
import asyncio
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter as clock
from typing import Any, Final

from websockets.exceptions import WebSocketException

from benchmarks.app import health, running
from benchmarks.load import memory_mib, page, processes, say

SETS: Final = ("ring8", "banknotes", "digits", "grid25", "line")
STAY: Final = 8.0  # seconds of one visit
AT_ONCE: Final = 4


@dataclass(frozen=True)
class Held:
    """What the web process and the worker hold at one moment."""

    minute: float
    mib: float
    threads: int
    files: int  # descriptors, sockets among them


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--settle", type=float, default=1 / 3, help="the part of it after which growth counts")
    parser.add_argument("--json", action="store_true")


def main(arguments: argparse.Namespace) -> None:
    quick = {"FORGER_REST_AFTER": "2", "FORGER_CLOSE_AFTER": "20"}
    with TemporaryDirectory() as state, running(Path(state), **quick) as address:
        told = asyncio.run(soaked(address, arguments.minutes * 60, arguments.settle))
    print(json.dumps(told) if arguments.json else "\n".join(f"{name}: {value}" for name, value in told.items()))


async def soaked(address: str, seconds: float, settle: float) -> dict[str, Any]:
    """Visitors come, play, change settings and leave; once a minute what is held is noted, and once more at the end."""
    started, held, faults = clock(), list[Held](), Counter[str]()
    numbers = count(1)
    guests = [asyncio.create_task(guest(address, k, numbers, faults)) for k in range(AT_ONCE)]
    every = min(60.0, seconds / 12)
    while clock() - started < seconds:
        await asyncio.sleep(every)
        held.append(now_held(address, clock() - started))
    for task in guests:
        task.cancel()
    await asyncio.gather(*guests, return_exceptions=True)
    await asyncio.sleep(30)  # leases run out
    after = now_held(address, clock() - started)
    settled = [h for h in held if h.minute * 60 >= settle * seconds]
    return {
        "visits": next(numbers) - 1,
        "broken_off": dict(faults),
        "growth": round(settled[-1].mib / settled[0].mib - 1, 3),
        "mib": [round(h.mib) for h in held],
        "threads_left": after.threads - held[0].threads,
        "files_left": after.files - held[0].files,
        "runs_left": health(address)["runs"],
    }


async def guest(address: str, number: int, numbers: Iterator[int], faults: Counter[str]) -> None:
    """One visitor after the other, each with a run of their own; a visit that is broken off is counted."""
    for seed in numbers:
        try:
            await visit(address, {"data": SETS[(seed + number) % len(SETS)], "seed": str(seed)})
        except (OSError, TimeoutError, WebSocketException) as fault:
            faults[f"{type(fault).__name__}: {fault}"[:100]] += 1
            await asyncio.sleep(1)


async def visit(address: str, experiment: dict[str, str]) -> None:
    """One visitor comes, plays, changes settings and leaves."""
    async with page(address) as socket:
        await say(socket, type="open", experiments=[experiment], run=None, owner=None)
        plan = [{"type": "update", "changes": {"lr_g": 1e-3}}, {"type": "pause"}, {"type": "step", "what": "round"},
                {"type": "speed", "beats": 4}, {"type": "play"}, {"type": "restart", "seed": None}]  # fmt: skip
        for message in plan:
            await listened(socket, STAY / len(plan))
            await say(socket, **message)


async def listened(socket: Any, seconds: float) -> None:
    """Take in whatever comes for so long."""
    try:
        async with asyncio.timeout(seconds):
            while True:
                await socket.recv()
    except TimeoutError:
        return


def now_held(address: str, seconds: float) -> Held:
    """Of both processes together."""
    pids = processes(health(address))
    files = sum(len(list(Path(f"/proc/{pid}/fd").iterdir())) for pid in pids)
    threads = sum(len(list(Path(f"/proc/{pid}/task").iterdir())) for pid in pids)
    return Held(seconds / 60, sum(map(memory_mib, pids)), threads, files)
