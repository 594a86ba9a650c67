"""The web process's side of pages' own parts: what is kept of a run for one page alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from live.web.collapse import CollapseRecord
from live.web.crash import CrashRecord
from live.web.lineup import LineupRecord
from live.web.part import Part
from live.web.plain_record import PlainRecord

RECORDS: Final[dict[str, Any]] = {
    "collapse": CollapseRecord,
    "crash": CrashRecord,
    "detective": PlainRecord,
    "forger": PlainRecord,
    "easel": PlainRecord,
    "hood": PlainRecord,
    "lineup": LineupRecord,
}


def begun(openings: Mapping[str, Any]) -> dict[str, Part]:
    """The records of a run that begins."""
    return {name: RECORDS[name](opening) for name, opening in openings.items()}


def restored(kept: Mapping[str, Any]) -> dict[str, Part]:
    """The records of a run from the store."""
    return {name: RECORDS[name].restored(told) for name, told in kept.items()}
