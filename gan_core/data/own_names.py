"""Names of data sets that visitors bring. A name tells what the items are, so that nobody needs the items to know.

“own-points-…” are points of the plane, “own-3x24x24-…” colour pictures of 24 × 24 pixels; the rest is a digest of the
items, so that the same items have the same name, whoever brings them.
"""

from __future__ import annotations

import hashlib
import re
from typing import Final

import numpy as np

from gan_core.data.base import Floats, Kind, Vocabulary
from gan_core.words import say

POINTS: Final = Vocabulary(
    say("Your points"), say("point"), say("points"), say("kinds"), say("Of your points"),
    say("they lie where no real one is"),
)  # fmt: skip
PICTURES: Final = Vocabulary(
    say("Your pictures"), say("picture"), say("pictures"), say("kinds"), say("Of your pictures"),
    say("they are like none"),
)  # fmt: skip
_SIDE: Final = "(8|16|24|32)"
_NAME: Final = re.compile(rf"own-(?:points|([13])x{_SIDE}x{_SIDE})-[0-9a-f]{{16}}")


def is_own(name: str) -> bool:
    """Whether it is the name of something that a visitor brought."""
    return _NAME.fullmatch(name) is not None


def kind(name: str) -> Kind:
    """What the items are."""
    return "points" if name.startswith("own-points-") else "image"


def shape(name: str) -> tuple[int, ...]:
    """The shape of one item; ValueError for another name."""
    found = _NAME.fullmatch(name)
    if found is None:
        raise ValueError(say("“{name}” is no name of a visitor's own data.", name=name[:40]))
    return (2,) if found[1] is None else (int(found[1]), int(found[2]), int(found[3]))


def words(name: str) -> Vocabulary:
    """The words in which people speak of it."""
    return POINTS if kind(name) == "points" else PICTURES


def name_of(items: Floats) -> str:
    """The name of points (n, 2) or pictures (n, c, h, w)."""
    about = "x".join(map(str, items.shape[1:])) if items.ndim > 2 else "points"
    digest = hashlib.sha256(repr(items.shape).encode() + np.ascontiguousarray(items, "<f4").tobytes())
    return f"own-{about}-{digest.hexdigest()[:16]}"
