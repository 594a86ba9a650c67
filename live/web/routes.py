"""What the web server answers beside Streamlit's pages: the socket, the laboratory, the pages' files, health."""

from __future__ import annotations

import mimetypes
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.types import Scope
from starlette.websockets import WebSocket

from gan_core.catalogue import as_json
from live.web.alone import Alone
from live.web.export import export
from live.web.host import ROOT
from live.web.hub import Hub
from live.web.lab.lab import lab
from live.web.metrics import Metrics
from live.web.socket import serve

STATIC: Final = ROOT / "ui" / "static"
PLOTLY: Final = "plotly.min.js"
YEAR: Final = 365 * 86_400  # seconds
# Not left to the system: Windows' registry may call a module text/plain, which browsers refuse to run.
for ending, media in ((".js", "text/javascript"), (".css", "text/css"), (".svg", "image/svg+xml")):
    mimetypes.add_type(media, ending)


def routes(hub: Hub, static: Path = STATIC) -> list[BaseRoute]:
    """The routes of one hub, and of the files in `static`."""

    async def socket(websocket: WebSocket) -> None:
        await serve(websocket, hub)

    async def health(_: Request) -> Response:
        return JSONResponse(hub.health(), headers={"cache-control": "no-store"})

    async def metrics(_: Request) -> Response:
        return Response(counted.text(), media_type="text/plain; version=0.0.4")

    counted = Metrics(hub)

    async def take_home(request: Request) -> Response:
        return await export(request, hub.runs)

    pages = Alone(hub.runs)

    async def alone(request: Request) -> Response:
        return await pages.answer(request)

    async def words(request: Request) -> Response:
        try:
            text = as_json(request.path_params["code"])
        except KeyError:
            return Response(status_code=404)
        return Response(text, media_type="application/json", headers={"cache-control": f"max-age={YEAR}, immutable"})

    async def own(request: Request) -> Response:
        return await hub.door(request)

    return [
        WebSocketRoute("/live/socket", socket),
        Route("/live/health", health),
        Route("/metrics", metrics),
        Route("/live/lab", lab, methods=["POST"]),
        Route("/live/own", own, methods=["POST"]),
        Route("/live/export", take_home),
        Route("/live/alone", alone),
        Route("/live/words/{code}.json", words),
        Mount("/assets", Assets(static)),
    ]


class Assets(StaticFiles):
    """The files of a folder, and the plotly.min.js that came with plotly. An edit is seen at the next load."""

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder)
        self._plotly = _plotly_folder()

    def lookup_path(self, path: str) -> tuple[str, object]:  # type: ignore[override]
        """Where a file is; a name that no file can have is not there."""
        if path == PLOTLY and self._plotly:
            file = self._plotly / path
            return str(file), file.stat()
        try:
            return super().lookup_path(path)
        except (OSError, ValueError):
            return "", None

    async def get_response(self, path: str, scope: Scope) -> Response:
        """As of StaticFiles; the browser asks again each time, and is mostly told that nothing has changed."""
        response = await super().get_response(path, scope)
        response.headers.update({"cache-control": "no-cache", "x-content-type-options": "nosniff"})
        return response


def _plotly_folder() -> Path | None:
    spec = find_spec("plotly")
    folder = Path(spec.origin).parent / "package_data" if spec and spec.origin else None
    return folder if folder and (folder / PLOTLY).is_file() else None
