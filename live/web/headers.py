"""What every answer tells the browser: nothing from other hosts, and who may put a page into a frame."""

from __future__ import annotations

import os
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Streamlit's page has an inline script and makes styles; a component of its second kind runs from a blob. Nothing else.
POLICY: Final = {
    "default-src": "'self'",
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval' blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "media-src": "'self' blob:",
    "connect-src": "'self' data: blob:",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
}
OTHERS: Final = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(self), microphone=(), geolocation=(), payment=()",
}


def headers() -> dict[str, str]:
    """The headers; FORGER_FRAMES says whose pages may embed ours, such as `'self' https://school.example`."""
    frames = " ".join((os.environ.get("FORGER_FRAMES") or "*").split()).replace(";", "")
    policy = POLICY | {"frame-ancestors": frames}
    return OTHERS | {"content-security-policy": "; ".join(f"{name} {value}" for name, value in policy.items())}


class Headers:
    """ASGI middleware."""

    def __init__(self, app: ASGIApp) -> None:
        self._app, self._headers = app, headers()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add them to every answer over HTTP."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)

        async def sender(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        await self._app(scope, receive, sender)
