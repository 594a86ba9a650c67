"""The web app: `streamlit run app.py`."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from live.web.cluster import from_environment
from live.web.guard import Guard
from live.web.headers import Headers
from live.web.hub import Hub
from live.web.limits import Limits
from live.web.log import to_standard_error
from live.web.packed import Packed
from live.web.routes import routes
from live.web.store import Store

to_standard_error()
hub = Hub(Store.default(), Limits.from_environment(), from_environment())


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """The training process gets ready while the first page loads, and leaves with the server."""
    await hub.start()
    try:
        yield
    finally:
        await hub.stop()


around = [Middleware(Headers), Middleware(Guard, most=hub.limits.sockets), Middleware(Packed)]
app = st.App(Path(__file__).parent / "ui" / "frame.py", routes=routes(hub), lifespan=lifespan, middleware=around)

if __name__ == "__main__":
    app.run()
