"""What never changes is packed once and kept: Streamlit's scripts, ours, and the words of a language.

Streamlit packs what it makes anew for each visitor, and leaves its own files as they are, since to pack three megabytes
a visit is dear. Kept, they cost less than what is read from the disk.
"""

from __future__ import annotations

from asyncio import Event, Lock
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from weakref import WeakValueDictionary

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Under these an address names what it holds, or at least the file does; each answer says by itself whether it is so.
FOREVER: Final = ("/static/", "/assets/v-", "/live/words/")
MOST: Final = 24 * 2**20  # bytes kept of all answers, those that were asked for last
LARGEST: Final = MOST // 4


@dataclass(frozen=True)
class Answer:
    """A whole answer."""

    status: int
    headers: Sequence[tuple[bytes, bytes]]
    body: bytes

    async def send(self, send: Send) -> None:
        """Once more; whoever stands further out may add to the headers."""
        await send({"type": "http.response.start", "status": self.status, "headers": list(self.headers)})
        await send({"type": "http.response.body", "body": self.body})

    @property
    def stays(self) -> bool:
        """Whether it is the same for everybody and for ever."""
        headers = Headers(raw=list(self.headers))
        forever = "immutable" in headers.get("cache-control", "") and "set-cookie" not in headers
        return self.status == 200 and forever and len(self.body) <= LARGEST


class Packed:
    """ASGI middleware."""

    def __init__(self, app: ASGIApp, most: int = MOST) -> None:
        self._app = app
        self._packing = GZipMiddleware(app, minimum_size=1000)
        self._most, self._bytes = most, 0
        self._kept: OrderedDict[str, Answer] = OrderedDict()
        self._turns: WeakValueDictionary[str, Lock] = WeakValueDictionary()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from what is kept; ask only for what is not, and once for all who come meanwhile."""
        path = scope.get("path", "")
        if scope["type"] != "http" or not any(part in path for part in FOREVER):
            return await self._app(scope, receive, send)
        if not _plain(scope):
            return await self._packing(scope, receive, _varying(send))
        turn = self._turns.setdefault(path, Lock())
        async with turn:
            answer = self._kept.get(path) or await self._first(path, scope)
        if path in self._kept:
            self._kept.move_to_end(path)
        await answer.send(send)

    async def _first(self, path: str, scope: Scope) -> Answer:
        """The whole answer, also if he who asked first leaves meanwhile: it is for others too."""
        parts: list[Message] = []

        async def nothing_more() -> Message:
            await Event().wait()
            return {}

        async def keep(message: Message) -> None:
            parts.append(message)

        await self._packing(scope, nothing_more, _varying(keep))
        answer = _whole(parts)
        if answer.stays:
            self._kept[path] = answer
            self._bytes += len(answer.body)
            while self._bytes > self._most:
                self._bytes -= len(self._kept.popitem(last=False)[1].body)
        return answer


def _plain(scope: Scope) -> bool:
    """Whether somebody who takes packed answers asks for a whole file, of which he has nothing yet."""
    headers = Headers(scope=scope)
    partly = any(name in headers for name in ("range", "if-none-match", "if-modified-since"))
    return scope["method"] == "GET" and "gzip" in headers.get("accept-encoding", "") and not partly


def _varying(send: Send) -> Send:
    """Say of every answer, of a 304 or to a HEAD too, that it is packed for those alone who ask for it."""

    async def sender(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if "accept-encoding" not in headers.get("vary", "").lower():
                headers.add_vary_header("Accept-Encoding")
        await send(message)

    return sender


def _whole(parts: Sequence[Message]) -> Answer:
    start, body = parts[0], b"".join(part.get("body", b"") for part in parts[1:])
    headers = MutableHeaders(raw=list(start["headers"]))
    headers["content-length"] = str(len(body))
    if "content-encoding" in headers and "etag" in headers:
        headers["etag"] = f"W/{headers['etag'].removeprefix('W/')}"  # the same file, but not the same bytes
    return Answer(start["status"], headers.raw, body)
