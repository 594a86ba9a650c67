"""How the worker is told where the hub's pipe is: a local one by its path, one over the network as host:port."""

from __future__ import annotations

from typing import Final

ADDRESS: Final = "FORGER_WORKER_ADDRESS"
KEY: Final = "FORGER_WORKER_KEY"

Address = str | tuple[str, int]


def spelled(address: Address) -> str:
    """As an environment holds it."""
    return address if isinstance(address, str) else f"{address[0]}:{address[1]}"


def read(text: str) -> Address:
    """The address that was spelled; a path has no colon."""
    host, _, port = text.rpartition(":")
    return (host, int(port)) if host else text
