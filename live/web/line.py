"""The server's own end of a WebSocket, for what an application cannot say to it: how much to take in, and to let go."""

from __future__ import annotations

import asyncio
from typing import Any


class Line:
    """uvicorn's protocol behind one connection; with another server nothing happens here."""

    def __init__(self, protocol: Any = None) -> None:
        self._wire: Any = getattr(protocol, "conn", None)
        self._transport: Any = getattr(protocol, "transport", None)

    @classmethod
    def behind(cls, receive: Any) -> Line:
        """The one whose messages this function brings."""
        return cls(getattr(receive, "__self__", None))

    def bound(self, most: int) -> None:
        """Close on a message of more bytes as soon as it announces itself, before it is taken in."""
        if hasattr(self._wire, "max_message_size"):
            self._wire.max_message_size = most

    def let_go(self, after: float) -> None:
        """Whatever is still unsent by then is dropped with the connection: a peer that never reads holds nothing."""
        if self._transport is not None:
            asyncio.get_running_loop().call_later(after, self._transport.abort)
