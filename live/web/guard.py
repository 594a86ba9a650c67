"""Stands before every WebSocket of the server: how many one address may hold, and how much one message may have."""

from __future__ import annotations

import ipaddress
from collections import Counter
from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

from live.web.line import Line

MAX_BYTES: Final = 16 * 1024  # of what a live page says
MAX_PAGE_BYTES: Final = 2**20  # of what Streamlit's own page says: the values of its widgets


class Guard:
    """ASGI middleware."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self._app, self._most = app, most
        self._held: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is no WebSocket, and a WebSocket while its address has not too many."""
        if scope["type"] != "websocket":
            return await self._app(scope, receive, send)
        house = house_of(scope)
        if self._held[house] >= self._most:
            return await send({"type": "websocket.close", "code": 1013})
        self._held[house] += 1
        try:
            scope.setdefault("state", {})["line"] = line = Line.behind(receive)
            line.bound(MAX_BYTES if scope["path"].endswith("/live/socket") else MAX_PAGE_BYTES)
            await self._app(scope, receive, send)
        finally:
            self._held[house] -= 1
            if not self._held[house]:
                del self._held[house]


def house_of(scope: Scope) -> str:
    """Where a visitor comes from: an address, in IPv6 the network of one household. It is never written down."""
    host = (scope.get("client") or ("", 0))[0]
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return str(host)
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is None:
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(getattr(address, "ipv4_mapped", None) or address)
