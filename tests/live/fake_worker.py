"""A worker whose trainer costs nothing and imports no torch: `python -m tests.live.fake_worker`.

Seed 666 kills the process when opened, seed 667 raises when opened; at step 30 seed 668 kills it, seed 669 hangs,
seed 670 finds no memory, and a learning rate of 1 diverges.
"""

from __future__ import annotations

import json
import os
import time
from dataclasses import replace

import numpy as np

from gan_core import data as datasets
from gan_core.giveaway import Giveaway
from gan_core.opinion import Opinion
from gan_core.snapshot import CloseUp, Desk, Laid, Metrics, Snapshot
from live.worker.worker import main


class FakeReferee:
    def __init__(self, step):
        self.at_step, self.accuracy, self._left = step, None, 5

    def step(self):
        self._left -= 1
        if self._left <= 0:
            self.accuracy = 0.8
        return self._left <= 0


class FakeExpert:
    def __init__(self, step):
        self.at_step, self.opinion, self.progress = step, None, 0.0

    def step(self):
        self.progress += 0.25
        if self.progress >= 1:
            self.opinion = Opinion(self.at_step, 0.9, 0.015, 300, None, Giveaway("their ink varies too little", 0.7))
        return self.opinion is not None


class FakeTrainer:
    def __init__(self, experiments):
        if experiments[0].seed == 666:
            os._exit(1)
        if experiments[0].seed == 667:
            raise RuntimeError("no such luck")
        self.experiments = tuple(experiments)
        self.data = datasets.load(experiments[0].data)
        self.device_name, self.step = "CPU", 0
        self.halves = {"detective": 0, "forger": 0}

    def turns(self):
        self.detective_step()
        yield
        self.forger_step()
        self.step += 1
        if self.step == 30 and self.experiments[0].seed == 668:
            os._exit(1)
        if self.step == 30 and self.experiments[0].seed == 669:
            while time.process_time() < 60:  # burns its core
                pass
        if self.step == 30 and self.experiments[0].seed == 670:
            raise RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 17 bytes.")

    def detective_step(self, active=None):
        time.sleep(0.0005)
        self.halves["detective"] += 1

    def forger_step(self, active=None):
        time.sleep(0.0005)
        self.halves["forger"] += 1

    def snapshot(self, member=0, desk=0, feedback=False, *, coarse=False):
        near = 1 - 0.99 ** (self.halves["forger"] + 1)
        n = 24 if self.data.kind == "image" else 512
        fakes = (self.data.train[:n] * near).astype(np.float32)
        laid = Laid(desk) if isinstance(desk, int) else desk
        item = (self.data.train if laid.real else fakes)[laid.index]
        z = np.array([] if laid.real else laid.z or np.zeros(8), np.float32)
        on_desk = Desk(laid.index, item, z, near / 2, np.ones_like(item), 0.5, laid.real)
        points = self.data.kind != "image"
        arrows = np.ones((8, 4), np.float32) if points and feedback else None
        heat = np.full((40, 40), 0.5, np.float32) if points else None
        return Snapshot(self.step, fakes, on_desk, heat, None, arrows)

    def peek(self, player):
        return player

    def close_up(self, member, batch, desk=0, since=None, feedback=False, real=False):
        seen = self.snapshot(member, Laid(desk, real), feedback)
        logits = np.full(8, self.halves["forger"] - self.halves["detective"] / 2, np.float32)
        return CloseUp(seen, self.measure(member), 0.0, 0, logits, -logits)

    def stands(self, member, desk, since, feedback=False):
        return self.snapshot(member, desk, feedback)

    def measure(self, member=0):
        k = len(self.data.modes)
        accuracy = 0.5 + 0.5 * 0.995**self.step
        return Metrics(self.step, accuracy, 0.03, k, k, (1 / k,) * k, 1.0, 0.01, 0.1)

    def referee(self, member=0):
        return FakeReferee(self.step)

    def expert(self, member=0):
        return FakeExpert(self.step)

    def update(self, member, **changes):
        members = list(self.experiments)
        members[member] = replace(members[member], **changes)
        self.experiments = tuple(members)

    def state(self):
        return json.dumps({"step": self.step, "halves": self.halves}).encode()

    def restore(self, state):
        kept = json.loads(state)
        self.step, self.halves = kept["step"], kept["halves"]

    def settle(self):
        pass

    def diverged(self, member=0):
        if self.step >= 30 and self.experiments[member].lr_g >= 1:
            return "This run blew up in round 30."
        return None


if __name__ == "__main__":
    main(FakeTrainer)
