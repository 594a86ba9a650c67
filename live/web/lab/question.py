"""What a question is: a class says how it is read and what it answers. On the wire it is JSON with its `ask`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
import numpy as np

from live.wire.frames import array_section, encode


class Question(msgspec.Struct, frozen=True, tag_field="ask"):
    """Something that a page may ask; the same question always has the same answer."""

    def answer(self) -> bytes:
        """The binary message of docs/architecture.md; ValueError with a sentence for what has no answer."""
        raise NotImplementedError


def told(about: Mapping[str, Any], **arrays: Any) -> bytes:
    """An answer: a few words, and arrays of float32."""
    sections = [array_section(name, 0, np.asarray(values, dtype=np.float32)) for name, values in arrays.items()]
    return encode({"type": "answer", **about}, sections)
