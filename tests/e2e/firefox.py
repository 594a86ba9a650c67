"""Drives the Firefox of this machine by WebDriver BiDi, which it speaks itself: no driver, no patched build."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from shutil import which
from typing import Any

from websockets.sync.client import ClientConnection, connect

from benchmarks.app import wait_for

FIREFOX = which("firefox-esr") or which("firefox")
LISTENS = re.compile(r"BiDi listening on (\S+)")
# Whatever leaves the machine meets a port at which nobody listens; what a visitor did is as after a first visit.
PREFERENCES = {
    "network.proxy.type": 1, "network.proxy.socks": "127.0.0.1", "network.proxy.socks_port": 9,
    "datareporting.policy.dataSubmissionEnabled": False, "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
}  # fmt: skip


class Firefox:
    """One tab."""

    def __init__(self, line: ClientConnection) -> None:
        self._line, self._numbers = line, count(1)
        self._say("session.new", capabilities={})
        self._tab = self._say("browsingContext.getTree")["contexts"][0]["context"]

    def goto(self, address: str) -> None:
        """Open a page, and wait until it has loaded."""
        self._say("browsingContext.navigate", context=self._tab, url=address, wait="complete")

    def evaluate(self, expression: str) -> Any:
        """What an expression gives, as JSON holds it; AssertionError where it fails."""
        target = {"context": self._tab}
        told = self._say(
            "script.evaluate", expression=f"JSON.stringify({expression})", target=target, awaitPromise=True
        )
        assert told["type"] == "success", told["exceptionDetails"]["text"]
        return json.loads(told["result"]["value"])

    def _say(self, method: str, **params: Any) -> dict[str, Any]:
        number = next(self._numbers)
        self._line.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            answer = json.loads(self._line.recv(timeout=60))
            if answer.get("id") == number:
                assert answer["type"] == "success", answer
                found: dict[str, Any] = answer["result"]
                return found


@contextmanager
def firefox(profile: Path) -> Iterator[Firefox]:
    """A fresh one, without a window and without a network."""
    assert FIREFOX
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFERENCES.items()]
    (profile / "user.js").write_text("\n".join(lines))
    command = [FIREFOX, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
    said = profile / "said"
    with said.open("w") as log:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=log)
    try:
        wait_for(lambda: LISTENS.search(said.read_text()))
        found = LISTENS.search(said.read_text())
        assert found
        with connect(f"{found[1]}/session", max_size=None) as line:
            yield Firefox(line)
    finally:
        process.terminate()
        process.wait()
