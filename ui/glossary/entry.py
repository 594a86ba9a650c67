"""What the glossary says of one term."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """One term."""

    key: str  # its anchor on the page; of a setting, a loss or a data set: its name in an address
    term: str
    plain: str  # what it is, in words for everybody
    formula: str | None = None  # the same in LaTeX
