"""A worker in this process, fed by a script in place of a pipe."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from time import perf_counter as clock

from gan_core.experiment import recipe
from live.wire import messages as m
from live.wire.pace import Pace
from live.worker.worker import Worker


class Desk:
    """Gives a worker its orders and keeps its reports."""

    def __init__(self, engine, seconds=20.0):
        self.orders = deque()
        self.reports = []
        self.worker = Worker(self, engine)
        self._until, self._wanted = clock() + seconds, None

    def begin(self, token, playing=True, assignment=None, **changes):
        name = assignment or token
        experiments = (replace(recipe("ring8"), **changes),)
        self.orders.append(m.Begin(name, token, experiments, None, Pace(), playing, 0))

    def say(self, assignment, command):
        self.orders.append(m.Do(assignment, command))

    def until(self, wanted):
        """Let the worker work until something is so; what a busy machine needs, it gets."""
        self._wanted = wanted
        self.worker._stopping = False
        self.worker.serve()
        assert wanted(), "this never came true"

    def training(self, token):
        return self.worker._seats[token].training

    # ---- the pipe

    def poll(self, timeout=0):
        if self._wanted() or clock() > self._until:
            self.worker._stopping = True
        return bool(self.orders)

    def recv(self):
        return self.orders.popleft()

    def send(self, report):
        self.reports.append(report)
