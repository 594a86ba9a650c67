"""What the web server answers beside Streamlit's pages: the socket, the laboratory, the pages' files, health."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.websockets import WebSocket

from gan_core.catalogue import as_json
from live.web.alone import Alone
from live.web.assets import FOREVER, STATIC, Assets
from live.web.export import export
from live.web.hub import Hub
from live.web.lab.lab import lab
from live.web.metrics import Metrics
from live.web.socket import serve


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
        return Response(text, media_type="application/json", headers={"cache-control": FOREVER})

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
