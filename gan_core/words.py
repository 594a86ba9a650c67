"""Sentences that know how they were made, so that whoever shows one can say it in another language.

One run is watched by people of several languages: whoever makes a sentence keeps its template and its values, and
whoever shows it chooses the language. `kit/words.js` does the same in the browser.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final, TypeAlias

Value: TypeAlias = "str | int | float"
HOLE: Final = re.compile(r"\{(\w+)(?::([^{}]+))?\}")  # {things}, {share:%}, {score:.1%}, {rounds:,}, {z:.2f}
GAP: Final = "\u202f"  # between the thousands, in every language


class Said(str):
    """A sentence: in English a plain string, and beside it the template and the values that it was made from."""

    __slots__ = ("template", "values")

    template: str
    values: Mapping[str, Value]

    def __new__(cls, template: str, values: Mapping[str, Value]) -> Said:
        """The sentence, in English."""
        said = super().__new__(cls, ENGLISH.filled(template, values))
        said.template, said.values = template, values
        return said

    def __str__(self) -> str:
        """Itself: so that `str(fault)` of a ValueError still knows how it was made."""
        return self

    def __reduce__(self) -> tuple[type[Said], tuple[str, Mapping[str, Value]]]:
        """Pickled with all that it knows."""
        return Said, (self.template, self.values)


def say(template: str, /, **values: Value) -> Said:
    """The sentence with these values in its holes: texts, numbers, or sentences themselves.

    Raises:
        KeyError: if a hole has no value.
    """
    return Said(template, values)


def listed(names: Sequence[str]) -> str:
    """One, two and three; ValueError for none."""
    if not names:
        raise ValueError("A list in words names something.")
    if len(names) == 1:
        return names[0]
    some = names[0]
    for name in names[1:-1]:
        some = say("{some}, {next}", some=some, next=name)
    return say("{some} and {last}", some=some, last=names[-1])


@dataclass(frozen=True)
class Language:
    """A language: what stands in it for each English template, and how it writes numbers."""

    code: str = "en"
    messages: Mapping[str, str] = field(default_factory=dict, repr=False)
    decimal: str = "."
    percent: str = "{n}\u00a0%"

    def told(self, value: Any) -> Any:
        """A sentence in this language; of mappings, sequences and dataclasses every sentence in them."""
        if isinstance(value, Said):
            return self.filled(self.messages.get(value.template) or value.template, value.values)
        if isinstance(value, Mapping):
            return {name: self.told(one) for name, one in value.items()}
        if isinstance(value, (list, tuple)):
            return [self.told(one) for one in value]
        if is_dataclass(value) and not isinstance(value, type):
            return {part.name: self.told(getattr(value, part.name)) for part in fields(value)}
        return value

    def filled(self, template: str, values: Mapping[str, Value]) -> str:
        """The template with its holes filled."""
        return HOLE.sub(lambda hole: self._written(values[hole[1]], hole[2] or ""), template)

    def _written(self, value: Value, form: str) -> str:
        if isinstance(value, str):
            return str(self.told(value))
        if not math.isfinite(value):
            return _beyond(value)
        if form.endswith("%"):
            return self.percent.replace("{n}", self._fixed(100 * value, int(form[1:-1] or 0)))
        if form == ",":
            return self._fixed(value, 0, ",").replace(",", GAP)
        if form.endswith("f"):
            return self._fixed(value, int(form[1:-1]))
        return self._signed(format(Decimal(f"{value:g}" if isinstance(value, float) else value), "f"))

    def _fixed(self, value: float, digits: int, group: str = "") -> str:
        """So many digits, half of one rounded away from zero, as browsers do."""
        rounded = Decimal(value).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
        text = format(rounded if rounded else abs(rounded), f"{group}f")
        return self._signed(text)

    def _signed(self, text: str) -> str:
        return text.replace("-", "−").replace(".", self.decimal)


ENGLISH: Final = Language()


def _beyond(value: float) -> str:
    return "NaN" if math.isnan(value) else "∞" if value > 0 else "−∞"


def wired(value: Any) -> Any:
    """The value with each sentence as JSON holds it: `{"say": template, "with": {…}}`; the rest as it is."""
    if isinstance(value, Said):
        holes = {name: _wired_value(one) for name, one in value.values.items()}
        return {"say": value.template, "with": holes} if holes else {"say": value.template}
    if isinstance(value, Mapping):
        return {name: wired(one) for name, one in value.items()}
    return [wired(one) for one in value] if isinstance(value, (list, tuple)) else value


def heard(value: Any) -> Any:
    """The inverse of `wired`: each `{"say": template, "with": {…}}` as the sentence that it was."""
    if isinstance(value, Mapping):
        if isinstance(value.get("say"), str):
            return Said(value["say"], heard(value.get("with", {})))
        return {name: heard(one) for name, one in value.items()}
    return [heard(one) for one in value] if isinstance(value, (list, tuple)) else value


def _wired_value(value: Value) -> Any:
    return _beyond(value) if isinstance(value, float) and not math.isfinite(value) else wired(value)
