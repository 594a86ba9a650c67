"""The shell: a picture, one JSON object as the last line, and one sentence for whatever is wrong."""

import json
import re

import pytest
from PIL import Image

from gan_core.__main__ import main
from gan_core.engine.trainer import Trainer
from gan_core.experiment import Experiment
from gan_core.study.animation import MOST, Animation

SMALL = [arg for name in ("g_width=8", "d_width=4", "batch=8", "z_dim=4") for arg in ("--set", name)]


@pytest.mark.parametrize("data", ["ring8", "banknotes", "digits", "line"])
def test_a_run_ends_in_one_json_object_and_a_moving_picture(data: str, tmp_path, capsys):
    out = tmp_path / "run.gif"
    arguments = [
        "train",
        "--data",
        data,
        "--seed",
        "3",
        "--steps",
        "60",
        "--device",
        "cpu",
        "--out",
        str(out),
        "--json",
    ]
    assert main(arguments + SMALL) == 0
    said = capsys.readouterr()
    report = json.loads(said.out.splitlines()[-1])
    assert report["steps"] == 60
    assert {"seconds", "stage", "d_accuracy", "referee", "modes", "mixed_notes"} <= set(report)
    assert report["stages"][0] == {"stage": 1, "step": 0, "seconds": 0.0}
    assert 0 <= report["referee"] <= 1
    assert (report["mixed_notes"] is None) == (data != "banknotes")
    assert Experiment(**report["experiment"]).seed == 3
    assert report["experiment"]["g_width"] == 8
    assert "60/60" in said.err
    with Image.open(out) as picture:
        assert picture.n_frames == 9  # at 0, after 1, 2, 4, 8, 16 and 32 rounds, and at 50 and 60
        assert 200 < picture.width < 600


def test_without_json_it_ends_in_a_sentence(capsys):
    assert main(["train", "--data", "ring8", "--seconds", "0.05", "--device", "cpu", *SMALL]) == 0
    assert re.search(r"^Stage \d after \d+ steps .* modes\.$", capsys.readouterr().out)


@pytest.mark.parametrize(
    "arguments",
    [[], ["frobnicate"], ["train", "--data", "mnist"], ["train", "--recipe", "secret"], ["train", "--seed", "one"],
     ["train", "--steps", "0"], ["train", "--steps", "2.5"], ["train", "--seconds", "nan"],
     ["train", "--seconds", "-1"], ["train", "--seconds", "3", "--steps", "4"], ["train", "--set", "lr_g"],
     ["train", "--set", "colour=red"], ["train", "--set", "lr_g=9"], ["train", "--device", "abacus"],
     ["train", "--out", "x.png"], ["train", "--out", "/there/is/no/such/x.gif"], ["train", "--frobnicate"],
     ["export", "--out", "/tmp/x.gif"], ["export", "--out", "/tmp/x.html", "--seconds", "9"],
     ["export", "--out", "/tmp/x.html", "--replay", "--device", "abacus"],
     ["export", "--out", "/tmp/x.html", "--page", "quiz"],
     ["export", "--out", "/tmp/x.html", "--page", "collapse", "--replay"],
     ["export", "--out", "/tmp/x.html", "--page", "collapse", "--data", "moons"],
     ["export", "--out", "/tmp/x.html", "--page", "collapse", "--set", "r1=1"]],
    ids=" ".join,
)  # fmt: skip
def test_bad_arguments_get_one_sentence_and_2(arguments: list[str], capsys):
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert re.fullmatch(r"[^\n]{10,400}\.\n", said.err)


def test_a_long_run_makes_no_longer_picture():
    trainer = Trainer([Experiment(data="line", batch=8, g_width=4, d_width=4)], "cpu")
    animation, snapshot = Animation(trainer.data), trainer.snapshot()
    for k in range(3 * MOST):
        animation.add(snapshot, f"step {k}")
    assert MOST / 2 <= len(animation._frames) <= MOST
