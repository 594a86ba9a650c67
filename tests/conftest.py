"""One thread a process: two threads that wait for each other on a busy machine take many times as long as one.

And no deadline for an example: how long one takes says more about the machine than about the code.
"""

import os
from pathlib import Path

import pytest
from hypothesis import settings

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")

BROWSER = Path(__file__).parent / "e2e"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that drive a browser first: they take longest, and one that begins last leaves the other cores idle."""
    items.sort(key=lambda item: BROWSER not in item.path.parents)
