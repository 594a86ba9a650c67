"""The languages of the interface: one file each, `ui/locale/es.po`, read once a process."""

from __future__ import annotations

import hashlib
import json
import os
from functools import cache
from pathlib import Path
from typing import Final

from gan_core.words import ENGLISH, Language

FOLDER: Final = Path(__file__).parents[1] / "ui" / "locale"
TEMPLATE: Final = FOLDER / "words.pot"  # every sentence, in English
PSEUDO: Final = "qps"  # a language of brackets around each sentence: what stands outside is in no catalogue
_PSEUDO_WANTED: Final = "FORGER_PSEUDO"


@cache
def names() -> dict[str, str]:
    """The languages that are there, by their codes, as each calls itself; English first."""
    from babel import Locale

    codes = sorted(file.stem for file in FOLDER.glob("*.po"))
    found = {code: str(Locale.parse(code).get_display_name()).capitalize() for code in ("en", *codes)}
    return found | ({PSEUDO: "⟦⟧"} if os.environ.get(_PSEUDO_WANTED) else {})


@cache
def language(code: str) -> Language:
    """The language of that code; KeyError if there is none."""
    from babel import Locale

    if code not in names():
        raise KeyError(code)
    if code == "en":
        return ENGLISH
    if code == PSEUDO:
        return Language(PSEUDO, {sentence: f"⟦{sentence}⟧" for sentence in read(TEMPLATE)})
    locale = Locale.parse(code)
    percent = locale.percent_formats[None].pattern.replace("#,##0", "{n}")
    return Language(code, read(FOLDER / f"{code}.po"), locale.number_symbols["latn"]["decimal"], percent)


def read(file: Path) -> dict[str, str]:
    """What each sentence is in that file; in a template nothing yet."""
    from babel.messages.pofile import read_po

    with file.open("rb") as text:
        return {str(message.id): str(message.string or "") for message in read_po(text) if message.id}


@cache
def as_json(code: str) -> str:
    """The language as a browser reads it; KeyError as of `language`."""
    said = language(code)
    told = {"language": code, "decimal": said.decimal, "percent": said.percent, "messages": dict(said.messages)}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def nearest(wanted: str) -> Language:
    """What comes first in a wish such as “es-MX,fr;q=0.8” and is there; else English."""
    codes = [one.split(";")[0].split("-")[0].strip() for one in wanted.split(",")]
    return language(next((code for code in codes if code in names()), "en"))


@cache
def version(code: str) -> str:
    """Another one for another text: under an address with it the text may be kept for good."""
    return hashlib.sha256(as_json(code).encode()).hexdigest()[:12]
