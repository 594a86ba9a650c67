"""What this machine, or the container around this process, has to give: cores and memory."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from gan_core import threads

GROUP: Final = Path("/sys/fs/cgroup")  # where Linux says how much of the machine a container may have


def cores(group: Path = GROUP) -> int:
    """Cores that this process may use, at least one."""
    mine = threads.cores()
    quota, _, period = _said(group / "cpu.max").partition(" ")
    return max(1, min(mine, int(quota) // int(period)) if quota.isdigit() else mine)


def memory(group: Path = GROUP) -> int:
    """Bytes that this process and its worker may use together; what a small machine has where nothing says it."""
    whole = 4 * 2**30
    with suppress(AttributeError, ValueError, OSError):
        whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    most = _said(group / "memory.max")
    return min(whole, int(most)) if most.isdigit() else whole


def _said(file: Path) -> str:
    with suppress(OSError):
        return file.read_text().strip()
    return ""
