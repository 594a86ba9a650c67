"""The benchmarks of recipes and of published tables: their keys, and that a perfect forger meets every bar."""

import json
from functools import partial

import pytest

from benchmarks import tables
from benchmarks.__main__ import main
from gan_core.data.base import DataSet
from gan_core.engine.expert import Expert


@pytest.fixture(autouse=True)
def one_step(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("benchmarks.recipes.TIMED", 2)


@pytest.mark.parametrize("name", tables.SETS)
def test_published_tables(name: str, capsys):
    main(["tables", "--data", name, "--seeds", "2", "--steps", "2", "--device", "cpu", "--json"])
    told = json.loads(capsys.readouterr().out)
    for row in (told, told["averaged"], told["perfect"]):
        assert {key for k in ("modes", "strict_modes", "hq", "reverse_kl") for key in (k, f"{k}_se")} <= set(row)
    assert (told["seeds"], told["steps"]) == (2, 2)
    assert told["seconds"] >= 0


@pytest.mark.parametrize("name", tables.SETS)
def test_a_perfect_forger_is_at_the_ceiling(name: str):
    data: DataSet = tables.SETS[name]()
    seen = tables.figures(data, [data.held_out[at : at + tables.SAMPLES] for at in (0, 2500, 5000, 7500)])
    assert seen["modes"] == seen["strict_modes"] == len(data.modes)
    assert seen["hq"] == pytest.approx(0.9889, abs=0.005)
    assert seen["reverse_kl"] == pytest.approx((len(data.modes) - 1) / 5000, rel=0.6)


def test_a_table_for_readers(capsys):
    main(["tables", "--data", "ring8", "--seeds", "1", "--steps", "1", "--device", "cpu"])
    out = capsys.readouterr().out
    assert "perfect forger" in out
    assert "published (PacGAN2)" in out


def test_recipes(capsys):
    main(["recipes", "--data", "line", "--seeds", "3", "--steps", "2", "--look", "1", "--device", "cpu", "--json"])
    told = json.loads(capsys.readouterr().out)
    assert told["seeds"] == 3
    assert told["stage3"] + len(told["failed_seeds"]) == 3
    assert told["solo_ms"] > 0
    assert (told["expert"], told["experts"]) == (None, [])


def test_a_candidate_on_other_seeds_with_the_expert(capsys, monkeypatch):
    seen = []
    monkeypatch.setattr("benchmarks.recipes.solo_seconds", lambda e, device: seen.append(e) or 0.0)
    monkeypatch.setattr("gan_core.engine.trainer.Expert", partial(Expert, steps=2))
    main(["recipes", "--data", "ring8", "--seeds", "2", "--first", "5", "--set", "lr_g=0.25", "--set", "batch=8",
          "--expert", "--steps", "1", "--look", "1", "--device", "cpu", "--json"])  # fmt: skip
    told = json.loads(capsys.readouterr().out)
    assert (seen[0].lr_g, seen[0].batch) == (0.25, 8)
    assert told["failed_seeds"] == [5, 6]
    assert len(told["experts"]) == len(told["giveaways"]) == 2
    assert 0 <= told["expert"] <= 1
