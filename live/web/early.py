"""Names with a page the script that it will need, so that this comes while Streamlit's own are on their way."""

from __future__ import annotations

from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from live.web.assets import ALL, edition

# Pages lie side by side, so that an address without a slash in front is right wherever the app is served.
LINK: Final = "<assets/{edition}/{file}>; rel=modulepreload"


class Early:
    """ASGI middleware."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the link to whatever is asked for as a page; a 304 too must name the present edition."""
        if scope["type"] != "http" or not _page(scope):
            return await self._app(scope, receive, send)
        link = LINK.format(edition=await run_in_threadpool(edition), file=ALL)

        async def sender(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).append("link", link)
            await send(message)

        await self._app(scope, receive, sender)


def _page(scope: Scope) -> bool:
    """Whether somebody opens one of Streamlit's pages."""
    return "text/html" in Headers(scope=scope).get("accept", "") and "/live/" not in scope["path"]
