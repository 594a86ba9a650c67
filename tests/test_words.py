"""The catalogue of words: it is up to date and complete, and a sentence says the same wherever it is told."""

import ast
import json
import math
import pickle
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from gan_core.catalogue import FOLDER, TEMPLATE, as_json, language, names, read
from gan_core.words import Said, listed, say, wired
from live.web.viewer import error
from live.wire.frames import decode, encode
from ui.words import files, lacking, sentences, written

LANGUAGES = sorted(FOLDER.glob("*.po"))
SAID = say("Only {share:%} of {things}: {why}", share=0.425, things=say("notes"), why="no reason")


def test_the_template_is_what_the_code_says():
    assert written(sentences(), {}, None) == TEMPLATE.read_text(encoding="utf-8"), "run python -m ui.words"


def calls(path: Path) -> Iterator[tuple[str, bool]]:
    """What is said in a file of Python, and whether it is a literal outside of other strings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {id(node) for text in ast.walk(tree) if isinstance(text, ast.JoinedStr) for node in ast.walk(text)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("say", "_"):
            first = node.args[0]
            yield ast.unparse(first), isinstance(first, ast.Constant) and id(node) not in inside


def test_everything_that_is_marked_is_found():
    found = sentences()
    for path in files():
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".py":
            assert [said for said, plain in calls(path) if not plain] == [], path
        elif path.name != "words.js" or path.parent.name != "kit":
            marked = re.findall(r"(?<![.\w])(?:t|toTell)\((.*)", text)
            assert [said for said in marked if not said.startswith('"') and said] == [], path
            assert {
                json.loads(said) for said in re.findall(r'(?<![.\w])t\(("(?:[^"\\]|\\.)*")', text)
            } <= found.keys(), path


@pytest.mark.parametrize("file", LANGUAGES, ids=lambda file: file.stem)
def test_every_sentence_is_translated_with_its_holes(file):
    assert lacking(file) == {}
    assert read(file).keys() == read(TEMPLATE).keys()
    text = file.read_text(encoding="utf-8")
    assert "#, fuzzy" not in text
    assert written(sentences(), read(file), file.stem) == text, "run python -m ui.words"


def test_a_sentence_is_english_text_and_knows_how_it_was_made():
    assert SAID == "Only 43\u00a0% of notes: no reason"
    fault = ValueError(SAID)
    again = pickle.loads(pickle.dumps(SAID))
    for said in (str(fault), again, str(again)):
        assert isinstance(said, Said)
        assert (said, said.template, said.values) == (SAID, SAID.template, SAID.values)
    with pytest.raises(KeyError):
        say("{nothing}")


def test_on_the_wire_a_sentence_is_its_template_and_its_values():
    told = {"say": SAID.template, "with": {"share": 0.425, "things": {"say": "notes"}, "why": "no reason"}}
    assert wired([error(SAID)]) == [{"type": "error", "message": told}]
    assert decode(encode({"sentence": SAID, "all": (SAID,)}))[0] == {"sentence": told, "all": [told]}
    assert wired(say("{x:.1f}", x=math.nan)) == {"say": "{x:.1f}", "with": {"x": "NaN"}}
    assert json.dumps(SAID) == json.dumps(str.__str__(SAID))  # whoever knows no languages gets English


def test_a_language_is_told_in_its_own_words_and_numbers():
    spanish = language("es")
    assert spanish.told({"one": [say("notes")], "two": "notes"}) == {"one": ["billetes"], "two": "notes"}
    assert spanish.told(listed([say("points"), "x", say("digits")])) == "puntos, x y dígitos"
    assert spanish.told(say("{share:%} of the {things} pass a strict look", share=0.5, things=say("notes"))) == (
        "El 50\u00a0% de los billetes pasa un examen estricto"
    )
    assert spanish.told(say("{a:.2f} {b:,} {c:.1%} {d} {e}", a=-1.005, b=12345, c=0.0325, d=0.5, e=-3)) == (
        "−1,00 12\u202f345 3,3\u00a0% 0,5 −3"
    )


def test_a_browser_gets_the_whole_language():
    told = json.loads(as_json("es"))
    assert (told["language"], told["decimal"], told["percent"]) == ("es", ",", "{n}\u00a0%")
    assert told["messages"] == read(FOLDER / "es.po")
    assert names() == {"en": "English", "es": "Español"}
