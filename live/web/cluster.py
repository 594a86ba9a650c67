"""Workers on a Ray cluster: `FORGER_RAY` is its address, or `auto` for the one that this machine is part of.

An actor is only the caretaker of a worker process, the very one that runs at home (`host.Child`): it holds the share of
a machine that Ray has set aside, starts the process there and says how it is. What the two processes say to each other
goes over their own pipe. Ray is imported when the first worker is started, so that nobody else needs it.
"""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cached_property
from multiprocessing.connection import Listener
from threading import Event, Thread
from time import monotonic
from typing import Any, Final

from live.web.host import COMMAND, ROOT, Child, Here, Host, Size
from live.web.limits import workers
from live.wire.turn import Turn

EVERY: Final = 1.0  # seconds between two looks at whose turn it is
PATIENCE: Final = 5.0  # seconds in which an actor should answer


def from_environment() -> Host:
    """The cluster that FORGER_RAY names, else this machine."""
    address = os.environ.get("FORGER_RAY")
    return OnRay(address) if address else Here(most=int(os.environ.get("FORGER_WORKERS") or workers()))


def share() -> dict[str, float]:
    """What Ray sets aside for one worker."""
    said = os.environ.get
    return {"CPU": float(said("FORGER_RAY_CPUS") or 1), "GPU": float(said("FORGER_RAY_GPUS") or 0)}


class Caretaker:
    """The actor: looks after one worker process on its machine."""

    def __init__(self) -> None:
        self._child: Child | None = None

    def run(self, command: tuple[str, ...] | None, address: str, key: str) -> None:
        """Until the process ends. The machine's own Python, unless a command is given."""
        self._child = Child(command or COMMAND, address, key)
        self._child.wait()
        self._child.clear()

    def turn(self) -> tuple[tuple[str, ...], float, float | None] | None:
        """Whose turn it is, or was last, for how many seconds, and the processor time that the process has had."""
        turn = self._child.turn if self._child else None
        return (turn.names, turn.lasts(), self._child.used) if self._child and turn else None

    def kill(self) -> None:
        """End the process at once."""
        if self._child:
            self._child.kill()


class Remote:
    """A worker process that a caretaker looks after, seen from here."""

    pid = None

    def __init__(self, ray: Any, actor: Any, command: tuple[str, ...] | None, address: str, key: str) -> None:
        self._ray, self._actor = ray, actor
        self.turn: Turn | None = None
        self.used: float | None = None
        self.vanished = False
        self._ended = Event()
        self._done = actor.run.remote(command, address, key)
        Thread(target=self._watch, name="caretaker", daemon=True).start()

    @property
    def alive(self) -> bool:
        """Whether it runs, or is still to be started."""
        return not self._ended.is_set()

    def wait(self) -> None:
        """Until it has ended."""
        self._ended.wait()

    def kill(self) -> None:
        """At once; with its caretaker, if that does not answer."""
        self._actor.kill.remote()
        Thread(target=self._give_up, daemon=True).start()

    def clear(self) -> None:
        """Give the share of the machine back."""
        with suppress(Exception):  # Ray may be gone as a whole
            self._ray.kill(self._actor)

    def _give_up(self) -> None:
        if not self._ended.wait(PATIENCE):
            self.clear()

    def _watch(self) -> None:
        try:
            while not self._ray.wait([self._done], timeout=EVERY)[0]:
                self._look()
            self._ray.get(self._done)
            self._look()
        except Exception:  # the actor or its machine is gone, in one of Ray's many ways
            self.vanished = True
        self._ended.set()

    def _look(self) -> None:
        with suppress(self._ray.exceptions.GetTimeoutError):
            told = self._ray.get(self._actor.turn.remote(), timeout=PATIENCE)
            self.turn = Turn(told[0], monotonic() - told[1]) if told else None
            self.used = told[2] if told else self.used


class OnRay:
    """Starts workers on a cluster."""

    patience = 1800.0  # a machine may have to be bought first

    def __init__(self, address: str, command: tuple[str, ...] | None = None) -> None:
        self._address, self._command = address, command

    @cached_property
    def _ray(self) -> Any:
        import ray

        ray.init(self._address, ignore_reinit_error=True, log_to_driver=False)
        return ray

    @cached_property
    def _actors(self) -> Any:
        """Each takes its share of a machine, GPUs in fractions too, and far from the others if that can be."""
        return self._ray.remote(Caretaker).options(
            num_cpus=share()["CPU"], num_gpus=share()["GPU"], scheduling_strategy="SPREAD", max_concurrency=4,
            runtime_env={"env_vars": {"PYTHONPATH": str(ROOT)}},
        )  # fmt: skip

    @property
    def size(self) -> Size:
        """A worker for each machine that is there now, and more whenever all have their fill."""
        said = os.environ.get
        there = sum(node["Alive"] and all(node["Resources"].get(k, 0) >= v for k, v in share().items())
                    for node in self._ray.nodes())  # fmt: skip
        return Size(int(said("FORGER_RAY_FILL") or 16), max(1, there), int(said("FORGER_RAY_WORKERS") or 64))

    def listen(self, key: bytes) -> Listener:
        """On the address by which the cluster knows this machine; who knocks must know the key."""
        return Listener((self._ray.util.get_node_ip_address(), 0), authkey=key)

    def start(self, address: str, key: str) -> Remote:
        """Where Ray finds room for it."""
        return Remote(self._ray, self._actors.remote(), self._command, address, key)

    def close(self) -> None:
        """Caretakers have given their shares back; the cluster goes on."""
