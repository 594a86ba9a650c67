"""A real server on a port of its own, with a real worker process whose trainer is a fake."""

from __future__ import annotations

import asyncio
import json
import sys
import threading
import time
from contextlib import asynccontextmanager, contextmanager

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from websockets.asyncio.client import connect

from gan_core.words import heard
from live.web.assets import STATIC
from live.web.guard import Guard
from live.web.headers import Headers
from live.web.host import Here
from live.web.hub import Hub
from live.web.routes import routes
from live.web.store import Store
from live.wire.frames import decode

FAKE = (sys.executable, "-m", "tests.live.fake_worker")


class Server:
    """uvicorn in a thread, as Streamlit runs it; `hub` is for looking at, from outside its loop."""

    def __init__(self, folder, limits=None, command=FAKE, static=STATIC, host=None):
        self.hub = Hub(Store(folder), limits, host or Here(command))

        @asynccontextmanager
        async def lifespan(_):
            await self.hub.start()
            try:
                yield
            finally:
                await self.hub.stop()

        around = [Middleware(Headers), Middleware(Guard, most=self.hub.limits.sockets)]
        app = Starlette(routes=routes(self.hub, static), lifespan=lifespan, middleware=around)
        config = uvicorn.Config(app, "127.0.0.1", 0, ws="websockets-sansio", log_level="warning")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run)

    def start(self):
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)
        self.port = self._server.servers[0].sockets[0].getsockname()[1]

    def stop(self):
        self._server.should_exit = True
        self._thread.join(20)
        assert not self._thread.is_alive()

    def address(self, path="/live/socket", scheme="ws"):
        return f"{scheme}://127.0.0.1:{self.port}{path}"


@contextmanager
def serving(folder, limits=None, command=FAKE, static=STATIC, host=None):
    server = Server(folder, limits, command, static, host)
    server.start()
    try:
        yield server
    finally:
        server.stop()


class Page:
    """What a browser would do, in a few verbs."""

    def __init__(self, socket):
        self.socket = socket
        self.run = self.owner = None

    async def say(self, **message):
        await self.socket.send(json.dumps(message))

    async def open(self, run=None, owner=None, **query):
        await self.say(type="open", experiments=[{"data": "ring8"} | query], run=run, owner=owner)
        opened = await self.until(lambda m: m["type"] == "opened")
        self.run, self.owner = opened["run"], opened["owner"]
        return opened

    async def next(self):
        """The next message: JSON, or a binary message's header with its sections under `pieces`."""
        message = await self.socket.recv()
        if isinstance(message, str):
            return heard(json.loads(message))
        header, sections = decode(message)
        return heard(header) | {"pieces": {(s.name, s.member): s for s in sections}}

    async def until(self, wanted, seconds=60.0):
        """The first message that is wanted."""
        async with asyncio.timeout(seconds):
            while True:
                message = await self.next()
                if wanted(message):
                    return message

    async def frame(self, wanted=lambda m: True, seconds=60.0):
        return await self.until(lambda m: m["type"] == "frame" and wanted(m), seconds)

    async def error(self):
        return (await self.until(lambda m: m["type"] == "error"))["message"]


@asynccontextmanager
async def page(server, **kwargs):
    async with connect(server.address(), close_timeout=0.5, **kwargs) as socket:
        yield Page(socket)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("state")) as running:
        yield running
