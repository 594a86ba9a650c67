"""`/metrics` for Prometheus: what the hub counts, read when it is asked for, and what both processes use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from live.web.hub import Hub

GAUGES: Final = {
    "runs": "Runs in memory",
    "training": "Runs that share the machine now",
    "places": "Runs that may be in memory at once",
    "viewers": "Pages that are open",
}
ELSEWHERE: Final = "none"  # no process of this machine: on a cluster a worker is asked where it runs
COUNTS: Final = {
    "opened": "Runs begun or brought back",
    "full": "Pages for which there was no place",
    "refused": "Runs that could not be had",
    "deaths": "Training processes that stopped",
}


class HubCollector(Collector):
    """The hub's own figures."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def collect(self) -> Iterator[Metric]:
        """Everything that is known now."""
        health = self._hub.health()
        for name, words in GAUGES.items():
            yield GaugeMetricFamily(f"forger_{name}", words, value=health[name])
        worker = health["worker"]
        yield GaugeMetricFamily("forger_workers", "Training processes", value=worker["many"])
        yield GaugeMetricFamily("forger_worker_ready", "1 while runs can train", value=int(worker["ready"]))
        yield GaugeMetricFamily(
            "forger_worker_turn_seconds", "Length of its present turn", value=worker["turn_seconds"]
        )
        yield GaugeMetricFamily("forger_saving", "1 while runs are kept on disk", value=int(health["saving"] == "ok"))
        for name, words in COUNTS.items():
            yield CounterMetricFamily(f"forger_{name}", words, value=self._hub.tally[name])


class Metrics:
    """The registry of one hub."""

    def __init__(self, hub: Hub) -> None:
        self._registry = CollectorRegistry()
        self._registry.register(HubCollector(hub))
        ProcessCollector(registry=self._registry)
        ProcessCollector("forger_worker", lambda: next(iter(hub.crew.pids), ELSEWHERE), registry=self._registry)

    def text(self) -> bytes:
        """In Prometheus' own format."""
        return generate_latest(self._registry)
