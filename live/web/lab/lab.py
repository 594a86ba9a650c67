"""The table of questions, and the route on which they are asked: `POST /live/lab`."""

from __future__ import annotations

import json
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from gan_core.words import wired
from live.web.lab.games import DiracGame, Losses, PenniesGame
from live.web.lab.models import DrawPoints, FitModels, Learn, Ratio
from live.web.lab.question import Question
from live.web.viewer import error
from live.wire.reading import SHOWN, read

LONGEST: Final = 32 * 1024  # bytes of a question

QUESTIONS: Final[tuple[type[Question], ...]] = (DrawPoints, FitModels, Learn, Ratio, Losses, DiracGame, PenniesGame)
TABLE: Final[dict[str, type[Question]]] = {str(q.__struct_config__.tag): q for q in QUESTIONS}


def asked(text: bytes) -> Question:
    """The question that the text holds; ValueError with one sentence for anything else."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError("That question is not JSON.") from None
    name = said.get("ask") if isinstance(said, dict) else None
    if not isinstance(name, str) or name not in TABLE:
        raise ValueError(f"A question's “ask” is one of {', '.join(TABLE)}; got “{str(name)[:SHOWN]}”.")
    return read(said, TABLE[name])


async def lab(request: Request) -> Response:
    """Answers one question, beside the sockets' thread."""
    text = b""
    async for piece in request.stream():
        text += piece
        if len(text) > LONGEST:
            return _refused(f"A question has at most {LONGEST} bytes.", 413)
    try:
        question = asked(text)
        message = await run_in_threadpool(question.answer)
    except ValueError as fault:
        return _refused(str(fault), 400)
    return Response(message, media_type="application/octet-stream", headers={"cache-control": "no-store"})


def _refused(sentence: str, status: int) -> Response:
    return JSONResponse(wired(error(sentence)), status)
