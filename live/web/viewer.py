"""One open page: what it must be told waits in a queue, of the pictures only the latest waits."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any, Final

from gan_core.words import wired

BACKLOG: Final = 256  # messages; a page that is so far behind is better off connecting anew
HEAVY: Final = 8 * 2**20  # bytes of them: the same
PATIENCE: Final = 15.0  # seconds that one message may take to leave

Send = Callable[[str | bytes], Awaitable[None]]


def error(sentence: str) -> dict[str, Any]:
    """A sentence for a page."""
    return {"type": "error", "message": sentence}


class Gone(Exception):
    """The page no longer takes what is sent."""


class Viewer:
    """The hub writes, never waiting; `pump` sends as fast as this page's line allows."""

    def __init__(self, house: str = "") -> None:
        self.house = house  # where it comes from, to share the server fairly
        self.run: str | None = None
        self.owner = False
        self.seeking = False  # looks at the past: live pictures pass it by
        self._told: deque[str | bytes] = deque()
        self._weight, self._behind = 0, False  # of what is to be told; whether that became too much
        self._frame: bytes | None = None
        self._wake = asyncio.Event()

    def tell(self, message: dict[str, Any] | str | bytes) -> None:
        """Something that must arrive."""
        text = json.dumps(wired(message)) if isinstance(message, dict) else message
        self._told.append(text)
        self._weight += len(text)
        if len(self._told) > BACKLOG or self._weight > HEAVY:
            self._behind = True
            self._told.clear()
        self._wake.set()

    def show(self, frame: bytes) -> None:
        """A picture, in place of any that has not left yet."""
        self._frame = frame
        self._wake.set()

    def forget(self) -> None:
        """Drop the picture that has not left yet."""
        self._frame = None

    @property
    def silent(self) -> bool:
        """Whether everything has left."""
        return not self._told and self._frame is None

    async def pump(self, send: Send) -> None:
        """Send until the page is gone or hopelessly behind."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._told or self._frame is not None or self._behind:
                if self._behind:
                    raise Gone
                async with asyncio.timeout(PATIENCE):  # not wait_for, which may swallow a cancellation in 3.11
                    await send(self._next())

    def _next(self) -> str | bytes:
        if self._told:
            told = self._told.popleft()
            self._weight -= len(told)
            return told
        frame, self._frame = self._frame, None
        assert frame is not None
        return frame
