"""The catalogue of the interface's words: `python -m ui.words` brings it up to date and says what is missing.

Sentences are found in the code, in `say("…")` and `_("…")` of Python and in `t("…")` and `toTell("…")` of the scripts.
The files have no line numbers and no dates, and an order of their own, so that two branches merge.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import write_po

from gan_core.catalogue import FOLDER, TEMPLATE, read
from gan_core.words import HOLE

ROOT: Final = Path(__file__).parents[1]
CALLS: Final = {"python": {"say": None, "_": None}, "javascript": {"t": None, "toTell": None}}
NOTE: Final = "Translators:"  # a comment that begins so, above a sentence, goes with it
FLAGS: Final = re.compile(r"^#,.*\n", re.MULTILINE)  # "python-format": a guess from "50 % s…", and ours are no such
_HEADER: Final = 'msgid ""\nmsgstr ""\n{language}"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'


def sentences() -> dict[str, list[str]]:
    """Every sentence of the code, and what its translators are told about it."""
    found: dict[str, list[str]] = {}
    for path in sorted(files()):
        kind = "javascript" if path.suffix == ".js" else "python"
        options = {"parse_template_string": "true"} if kind == "javascript" else {}
        told = extract_from_file(kind, path, keywords=CALLS[kind], comment_tags=(NOTE,), options=options)
        for _line, sentence, notes, _context in told:
            known = found.setdefault(str(sentence), [])
            known.extend(note for note in [" ".join(notes)] if note and note not in known)
    return found


def files() -> Iterator[Path]:
    """The files that may say something."""
    for folder in ("gan_core", "live", "ui", "pages"):
        yield from (ROOT / folder).rglob("*.py")
    yield from (ROOT / "ui" / "static").rglob("*.js")


def written(found: Mapping[str, list[str]], translated: Mapping[str, str], code: str | None) -> str:
    """The text of a catalogue, in the one order that it has."""
    catalogue = Catalog()
    for sentence in sorted(found):
        catalogue.add(sentence, translated.get(sentence, ""), auto_comments=sorted(found[sentence]))
    out = BytesIO()
    write_po(out, catalogue, width=0, omit_header=True, sort_output=False)
    header = _HEADER.format(language=f'"Language: {code}\\n"\n' if code else "")
    text = FLAGS.sub("", out.getvalue().decode())
    return f"{header}\n{text.strip()}\n"


def lacking(file: Path) -> dict[str, str]:
    """The sentences of a language whose translation is missing or has other holes, and what is wrong."""
    wrong = {}
    for sentence, said in read(file).items():
        if not said:
            wrong[sentence] = "not translated"
        elif _holes(sentence) != _holes(said):
            wrong[sentence] = f"other holes: {', '.join(sorted(_holes(sentence) ^ _holes(said)))}"
    return wrong


def _holes(sentence: str) -> set[str]:
    return {hole[0] for hole in HOLE.finditer(sentence)}


def main() -> int:
    """Bring all files up to date."""
    found = sentences()
    TEMPLATE.write_text(written(found, {}, None), encoding="utf-8")
    missing = 0
    for file in sorted(FOLDER.glob("*.po")):
        file.write_text(written(found, read(file), file.stem), encoding="utf-8")
        for sentence, why in lacking(file).items():
            print(f"{file.name}: {why}: {sentence}")
            missing += 1
    print(f"{len(found)} sentences, {missing} to translate.")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
