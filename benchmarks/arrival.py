"""What a visitor waits for until the arena paints: with nothing in the browser's cache and with all, on a slow line and
on none; and what the server works for it."""

from __future__ import annotations

import argparse
import http.client
import json
import os
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, CDPSession, sync_playwright

from benchmarks.app import CHROMIUM, FLAGS, health, running, wait_for

LINES = {"slow": (5.0, 100.0), "none": (0.0, 0.0)}  # Mbit/s either way, ms of round trip
SOCKETS = ("/_stcore/stream", "/live/socket")
REPEATS = 5

# The arena is mounted once it has a canvas, and has painted once one of those with a picture holds a second colour.
WATCH = """(() => {
  const at = (globalThis.arrived = {})
  const painted = (canvas) => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width || 1, canvas.height || 1)
    return data.some((value, i) => i > 3 && value !== data[i % 4])
  }
  const look = () => {
    const arena = document.querySelector('[data-testid=arena]')
    if (arena?.querySelector('canvas')) at.mounted ??= performance.now()
    const pictures = arena?.querySelectorAll('.gd-plane canvas, .gd-vault canvas') ?? []
    if ([...pictures].some(painted)) at.painted = performance.now()
    else setTimeout(look, 15)
  }
  look()
})()"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", default="ring8")
    parser.add_argument("--times", type=int, default=3, help="how many browsers, each of which comes twice")
    parser.add_argument("--json", action="store_true")


def main(arguments: argparse.Namespace) -> None:
    with (
        TemporaryDirectory() as state,
        running(Path(state), FORGER_REST_AFTER="1") as address,
        sync_playwright() as playwright,
    ):
        wait_for(lambda: health(address)["worker"]["ready"])
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        page = f"{address}/?data={arguments.data}&start=play"
        found: dict[str, Any] = {}
        for line in LINES:
            visits: dict[str, list[Visit]] = {"cold": [], "warm": []}
            for _ in range(arguments.times):
                context = browser.new_context(viewport={"width": 1440, "height": 1000})
                for seen in visits.values():
                    seen.append(Visit(context, page, *LINES[line]))
                asked = visits["cold"][-1].asked
                context.close()
            found |= {f"{line}_{cache}": middle([visit.told for visit in seen]) for cache, seen in visits.items()}
        found["server_ms_a_cold_visit"] = round(server_ms(address, asked), 1)
        browser.close()
    if arguments.json:
        return print(json.dumps(found))
    for name, value in found.items():
        print(f"{name}: {value}")


def middle(visits: list[dict[str, float]]) -> dict[str, float]:
    """The median of each figure."""
    return {name: round(median(visit[name] for visit in visits)) for name in visits[0]}


class Visit:
    """One page opened and closed: requests that went over the wire, their KiB, and ms until things were there."""

    def __init__(self, context: BrowserContext, address: str, mbit: float, round_trip: float) -> None:
        page = context.new_page()
        self._asked: dict[str, str] = {}  # by the browser's number for it
        self._cached: set[str] = set()
        self._bytes = 0.0
        self._socket: float | None = None
        self._began: float | None = None
        self._listen(context.new_cdp_session(page), mbit, round_trip)
        page.add_init_script(WATCH)
        page.goto(address)
        page.wait_for_function("globalThis.arrived.painted && globalThis.arrived.mounted", timeout=120_000)
        at = page.evaluate("globalThis.arrived")
        page.close()
        sent = [url for number, url in self._asked.items() if number not in self._cached]
        self.asked = [url for url in sent if url.startswith("http")]
        self.told = {
            "requests": len(self.asked),
            "kib": self._bytes / 1024,
            "mounted_ms": at["mounted"],
            "socket_ms": ((self._socket or 0) - (self._began or 0)) * 1000,
            "painted_ms": at["painted"],
        }

    def _listen(self, line: CDPSession, mbit: float, round_trip: float) -> None:
        line.on("Network.requestWillBeSent", self._request)
        line.on("Network.requestServedFromCache", lambda event: self._cached.add(event["requestId"]))
        line.on("Network.responseReceived", self._response)
        line.on("Network.loadingFinished", self._finished)
        line.on("Network.webSocketCreated", lambda event: self._asked.setdefault(event["requestId"], event["url"]))
        line.on("Network.webSocketHandshakeResponseReceived", self._opened)
        line.on("Network.webSocketFrameReceived", self._frame)
        line.send("Network.enable")
        if mbit:
            speed = mbit * 1e6 / 8
            told = {"offline": False, "latency": round_trip, "downloadThroughput": speed, "uploadThroughput": speed}
            line.send("Network.emulateNetworkConditions", told)

    def _request(self, event: dict[str, Any]) -> None:
        self._began = self._began or event["timestamp"]
        self._asked[event["requestId"]] = event["request"]["url"]

    def _response(self, event: dict[str, Any]) -> None:
        if event["response"].get("fromDiskCache"):
            self._cached.add(event["requestId"])

    def _finished(self, event: dict[str, Any]) -> None:
        self._bytes += event["encodedDataLength"]

    def _opened(self, event: dict[str, Any]) -> None:
        if self._asked[event["requestId"]].endswith(SOCKETS[1]):
            self._socket = event["timestamp"]

    def _frame(self, event: dict[str, Any]) -> None:
        """Binary frames come in base64, and Streamlit's line is not packed."""
        if event["response"]["opcode"] == 2 and self._asked[event["requestId"]].endswith(SOCKETS[0]):
            self._bytes += len(event["response"]["payloadData"]) * 3 / 4


def server_ms(address: str, asked: list[str]) -> float:
    """Processor time of the web process to answer these requests, as a browser asks for them."""
    worker = health(address)["worker"]["pid"]
    web = int(Path(f"/proc/{worker}/stat").read_text().rsplit(")", 1)[1].split()[1])
    line = http.client.HTTPConnection(urlsplit(address).netloc)
    own = [url.removeprefix(address) for url in asked if url.startswith(address)]
    wait_for(lambda: not health(address)["training"])
    began = processor_ms(web)
    for _ in range(REPEATS):
        for url in own:
            line.request("GET", url, headers={"accept-encoding": "gzip, deflate, br, zstd"})
            line.getresponse().read()
    return (processor_ms(web) - began) / REPEATS


def processor_ms(process: int) -> float:
    """What a process has worked so far."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")
