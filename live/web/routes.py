"""What the web server answers beside Streamlit's pages: the socket, the arena's files, the state of health."""

from __future__ import annotations

import mimetypes
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket

from live.web.hub import Hub
from live.web.link import ROOT
from live.web.socket import serve

STATIC: Final = ROOT / "ui" / "static"
# Not left to the system: Windows' registry may call a module text/plain, which browsers refuse to run.
TYPES: Final = {".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml",
                ".json": "application/json", ".woff2": "font/woff2"}  # fmt: skip


def routes(hub: Hub) -> list[BaseRoute]:
    """The routes of one hub."""

    async def socket(websocket: WebSocket) -> None:
        await serve(websocket, hub)

    async def health(_: Request) -> Response:
        return JSONResponse(hub.health(), headers={"cache-control": "no-store"})

    return [
        WebSocketRoute("/live/socket", socket),
        Route("/live/health", health),
        Route("/assets/{path:path}", asset),
    ]


async def asset(request: Request) -> Response:
    """A file of `ui/static`, or the plotly.min.js that came with plotly. An edit is seen at the next load."""
    file = _located(request.path_params["path"])
    if file is None:
        return PlainTextResponse("There is no such file.", 404)
    media = TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    stamp = file.stat()
    tag = f'"{stamp.st_mtime_ns:x}-{stamp.st_size:x}"'
    headers = {"cache-control": "no-cache", "etag": tag, "x-content-type-options": "nosniff"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return FileResponse(file, headers=headers, media_type=media, stat_result=stamp)


def _located(path: str) -> Path | None:
    if path == "plotly.min.js":
        spec = find_spec("plotly")
        file = Path(spec.origin).parent / "package_data" / path if spec and spec.origin else None
        return file if file and file.is_file() else None
    try:
        file = (STATIC / path).resolve()
        return file if file.is_relative_to(STATIC.resolve()) and file.is_file() else None
    except (OSError, ValueError):  # a name that no file can have
        return None
