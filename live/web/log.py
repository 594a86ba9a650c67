"""One JSON object a line of what happens to the server: events, figures, causes. Never who: no address, no token."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any, Final

LOG: Final = logging.getLogger("forger")


class Lines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        when = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        told = {"time": when, "level": record.levelname.lower(), "event": record.getMessage()}
        return json.dumps(told | getattr(record, "told", {}), default=str)


def to_standard_error() -> None:
    """Have the lines written, once."""
    if not LOG.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(Lines())
        LOG.addHandler(handler)
        LOG.setLevel(logging.INFO)
        LOG.propagate = False
        logging.getLogger("uvicorn.error").addFilter(_nobody)


def _nobody(record: logging.LogRecord) -> bool:
    """uvicorn's line for each WebSocket has the visitor's address in it: it is left out."""
    return not str(record.msg).startswith('%s - "WebSocket')


def tell(event: str, **told: Any) -> None:
    """Something happened that is as it should be."""
    LOG.info(event, extra={"told": told})


def warn(event: str, **told: Any) -> None:
    """Something went wrong, and the server goes on."""
    LOG.warning(event, extra={"told": told})
