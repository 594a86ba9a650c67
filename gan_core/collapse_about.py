"""What the page of mode collapse knows of a data set before anybody moves the slider."""

from __future__ import annotations

from typing import Any

from gan_core import collapse
from gan_core.source import lines_of


def about(data: str) -> dict[str, Any]:
    """Its cures with what was measured of them, the map, and what the slider's marks stand for."""
    found = collapse.measured(data)
    longer = (found or {}).get("longer", {})  # rounds of cures that were given others than the rest
    cures = [
        {
            "name": name,
            "label": cure.label,
            "why": cure.why,
            "formula": cure.formula,
            "code": [vars(lines_of(name)) for name in cure.code],
            "calm": cure.calm,
            "results": collapse.results(data, name),
            "longer": longer.get(name),
            "same": [place for place in (0, 1) if collapse.changes_nothing(data, name, place)],
        }
        for name, cure in collapse.cures(data).items()
    ]
    marks = [{"strength": strength, "ratio": collapse.ratio(data, strength)} for strength in collapse.MARKS]
    alone, phase = collapse.results(data), collapse.phase(data)
    rest = {"few": collapse.FEW[data], "freed": data in collapse.FREED, "given": found and found["rounds"]["cured"]}
    return {"cures": cures, "alone": alone, "phase": phase, "marks": marks} | rest
