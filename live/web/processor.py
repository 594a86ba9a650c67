"""How much processor time another process has had, as far as this system says it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def processor_seconds(pid: int) -> float | None:
    """Seconds that all threads of this process had so far; None where that cannot be read (only Linux has /proc)."""
    with suppress(OSError, ValueError, IndexError, AttributeError):
        told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
    return None
