"""What the glossary says of one term."""

from __future__ import annotations

from dataclasses import dataclass

from gan_core.words import Said


@dataclass(frozen=True)
class Entry:
    """One term."""

    key: str  # its anchor on the page; of a setting, a loss or a data set: its name in an address
    term: Said
    plain: Said  # what it is, in words for everybody
    formula: str | None = None  # the same in LaTeX
