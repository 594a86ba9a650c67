"""The real app in a process of its own, for benchmarks and for tests that drive a browser."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = "/usr/bin/chromium"
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
PATIENCE = 60.0  # seconds: a busy machine may be slow, a broken page never gets there


@contextmanager
def running(state: Path, port: int = 0, **environment: str) -> Iterator[str]:
    """`streamlit run app.py` on that port, else a free one; its address. It keeps its runs, and its log, in `state`."""
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    command += ["--server.headless", "true", "--server.fileWatcherType", "none"]
    surroundings = os.environ | {"FORGER_STATE": str(state)} | environment
    with (state / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=surroundings, stdout=log, stderr=subprocess.STDOUT)
    address = f"http://localhost:{port}"
    try:
        wait_for(lambda: process.poll() is not None or answers(f"{address}/live/health"), pause=0.02)
        if process.poll() is not None:
            raise RuntimeError((state / "log").read_text())
        yield address
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_port() -> int:
    """One that nobody uses at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def wait_for(condition: Callable[[], Any], patience: float = PATIENCE, pause: float = 0.1) -> None:
    """Until the condition holds; the limit only ends what would never end."""
    until = time.monotonic() + patience
    while not condition():
        if time.monotonic() > until:
            raise AssertionError("this never came true")
        time.sleep(pause)


def health(address: str) -> dict[str, Any]:
    """What the live server says of itself."""
    with urlopen(f"{address}/live/health", timeout=10) as answer:
        told: dict[str, Any] = json.load(answer)
        return told


def answers(address: str) -> bool:
    """Whether anything answers there."""
    try:
        with urlopen(address, timeout=5):
            return True
    except OSError:
        return False
