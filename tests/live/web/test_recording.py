"""A run as a page that plays it again."""

import base64
import json
import re

import pytest

from live.web import recording
from live.web.recording import recorded
from tests.live.web.test_export import run_of


def kept(page: str):
    found = re.search(r'<script type="application/json" id="recording">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_a_recording_holds_the_vault_the_pictures_and_the_curve():
    run = run_of("banknotes")
    told = kept(recorded(run))
    assert base64.b64decode(told["vault"]) == run.vault
    assert [base64.b64decode(frame) for frame in told["frames"]] == [m.value for m in run.frames]
    assert [point[0] for point in told["curve"]["points"]] == [0, 5, 9]
    assert (told["kind"], told["vocabulary"]["thing"]) == ("image", {"say": "note"})


def test_of_too_many_pictures_every_other_one_goes_and_the_last_stays(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(recording, "LARGEST", 1)
    run = run_of()
    frames = [base64.b64decode(frame) for frame in kept(recorded(run))["frames"]]
    assert frames == [m.value for m in run.frames][::2]


def test_without_pictures_there_is_nothing_to_record():
    run = run_of()
    run.vault = None
    with pytest.raises(ValueError, match="nothing to record yet"):
        recorded(run)
