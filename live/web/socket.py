"""The page's end of the wire: who may connect, how much it may say, and never a crash over what it says."""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from time import monotonic
from typing import Final
from urllib.parse import urlsplit

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from gan_core.words import say
from live.web.guard import MAX_BYTES, house_of
from live.web.hub import Hub
from live.web.line import Line
from live.web.meter import Meter
from live.web.refusals import Full, Unknown
from live.web.viewer import Gone, Viewer, error
from live.wire.commands import OpenRun, Ping, Unopened, parse

RATE: Final = 60.0  # messages a second
BURST: Final = 120.0
OPENING: Final = 15.0  # seconds in which a page must have opened its run
LETTING_GO: Final = 12.0  # seconds after the end in which the peer may still take what it was sent
TOO_BIG, POLICY, TRY_LATER = 1009, 1008, 1013  # close codes of RFC 6455 and its registry
REFUSED: Final = 4400  # our own: to come again with the same would be in vain


def same_origin(origin: str | None, hosts: set[str], allowed: set[str]) -> bool:
    """Whether a page from `origin` may connect. Programs send no origin; a browser cannot leave it out."""
    if origin is None:
        return True
    return urlsplit(origin).netloc.lower() in hosts or origin.lower().rstrip("/") in allowed


def welcome(socket: WebSocket) -> bool:
    """The page comes from this server, or from a site named in FORGER_ORIGINS (comma-separated)."""
    hosts = {socket.headers.get(name, "").lower() for name in ("host", "x-forwarded-host")} - {""}
    allowed = {o.strip().lower().rstrip("/") for o in os.environ.get("FORGER_ORIGINS", "").split(",") if o.strip()}
    return same_origin(socket.headers.get("origin"), hosts, allowed)


async def serve(socket: WebSocket, hub: Hub) -> None:
    """One page, from its first message to its last."""
    if not welcome(socket):
        await socket.close(POLICY, "This page's site may not connect here.")
        return
    await socket.accept()
    viewer = Viewer(house_of(socket.scope))
    pump = asyncio.create_task(_pump(socket, viewer))
    listen = asyncio.create_task(_listen(socket, viewer, hub))
    late = asyncio.get_running_loop().call_later(OPENING, lambda: viewer.run or listen.cancel())
    try:
        await asyncio.wait({pump, listen}, return_when=asyncio.FIRST_COMPLETED)
        if listen.done():
            await _part(socket, viewer, pump, POLICY if listen.cancelled() else listen.result())
    finally:
        late.cancel()
        hub.leave(viewer)
        socket.scope.get("state", {}).get("line", Line()).let_go(LETTING_GO)
        for task in (pump, listen):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def _listen(socket: WebSocket, viewer: Viewer, hub: Hub) -> int | None:
    """Obey until the page leaves, or the code with which to close on it."""
    meter = Meter(RATE, BURST)
    while True:
        try:
            message = await socket.receive()
        except (WebSocketDisconnect, RuntimeError):
            return None
        if message["type"] == "websocket.disconnect":
            return None
        if not meter.allows(monotonic()):
            viewer.tell(error(say("That is more than {rate:,} messages a second; goodbye.", rate=RATE)))
            return POLICY
        said: str | bytes = message.get("text") or message.get("bytes") or b""
        if len(said) > MAX_BYTES:
            viewer.tell(error(f"A message may have {MAX_BYTES // 1024} KiB at most; goodbye."))
            return TOO_BIG
        try:
            await _obey(viewer, hub, said)
        except Full as refusal:
            hub.tally["full"] += 1
            viewer.tell(error(str(refusal)) | {"full": True, "watch": hub.shared()})
            return TRY_LATER
        except ValueError as refusal:
            if isinstance(refusal, Unopened) and viewer.run is None:
                hub.tally["refused"] += 1
                viewer.tell(error(str(refusal)) | {"refused": True, "gone": isinstance(refusal, Unknown)})
                return REFUSED
            viewer.tell(error(str(refusal)))


async def _obey(viewer: Viewer, hub: Hub, said: str | bytes) -> None:
    if not isinstance(said, str):
        raise ValueError("A message is JSON text.")
    command = parse(said)
    if isinstance(command, Ping):
        viewer.tell({"type": "pong"})
    elif isinstance(command, OpenRun) and viewer.run is None:
        await hub.open(viewer, command)
    else:
        hub.command(viewer, command)


async def _pump(socket: WebSocket, viewer: Viewer) -> None:
    """Send until the page is gone or too slow."""

    async def send(message: str | bytes) -> None:
        await (socket.send_text(message) if isinstance(message, str) else socket.send_bytes(message))

    with suppress(Gone, TimeoutError, WebSocketDisconnect, RuntimeError, OSError):
        await viewer.pump(send)


async def _part(socket: WebSocket, viewer: Viewer, pump: asyncio.Task[None], code: int | None) -> None:
    """Let the last sentence out, then close."""
    if code is None or socket.application_state is not WebSocketState.CONNECTED:
        return
    viewer.forget()
    for _ in range(20):
        if pump.done() or viewer.silent:
            break
        await asyncio.sleep(0.05)
    with suppress(WebSocketDisconnect, RuntimeError, OSError, TimeoutError):
        async with asyncio.timeout(1.0):  # a peer that does not read takes no goodbye either
            await socket.close(code)
