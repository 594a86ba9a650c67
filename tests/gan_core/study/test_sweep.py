"""Sweeps: the grid, resuming from a file, and the table."""

import csv
import json
from dataclasses import replace

import pytest

from gan_core.experiment import Experiment
from gan_core.study import sweep as sweeps
from gan_core.study.run import Pace
from gan_core.study.sweep import grid, sweep, to_csv

TINY = Experiment(data="ring8", r1=0.1, batch=16, z_dim=2, g_width=8, d_width=8)
PACE = Pace("steps", look=5, referee=1000, again=1000)


def swept(experiments, kept=None, **options):
    return sweep(experiments, 10, kept, pace=PACE, progress=False, device="cpu", **options)


def test_a_grid_is_every_combination():
    experiments = grid(TINY, range(3), r1=[0.1, 1], loss=["hinge", "relativistic"])
    assert len(set(experiments)) == 12
    assert {(e.r1, e.loss, e.seed) for e in experiments} == {
        (r, loss, s) for r in (0.1, 1) for loss in ("hinge", "relativistic") for s in range(3)
    }


def test_the_table_keeps_the_order_and_does_not_depend_on_who_trains_together(tmp_path):
    experiments = [TINY, replace(TINY, batch=8), replace(TINY, seed=1, lr_g=1e-4), replace(TINY, batch=8, seed=4)]
    rows = swept(experiments)
    assert [(r["batch"], r["seed"]) for r in rows] == [(16, 0), (8, 0), (16, 1), (8, 4)]
    alone = swept(experiments, together=1)
    for row, other in zip(rows, alone, strict=True):
        assert row["distance"] == pytest.approx(other["distance"], rel=1e-3)
    to_csv(rows, tmp_path / "table.csv")
    with (tmp_path / "table.csv").open() as file:
        assert [r["seed"] for r in csv.DictReader(file)] == ["0", "0", "1", "4"]


def test_what_is_finished_is_not_trained_again(tmp_path, monkeypatch):
    kept, trained = tmp_path / "kept.jsonl", []
    original = sweeps._trained

    def watched(group, *rest):
        trained.extend(group)
        return original(group, *rest)

    monkeypatch.setattr(sweeps, "_trained", watched)
    first = swept(grid(TINY, range(2)), kept)
    with kept.open("a") as file:
        file.write('\n{"data": "ring8", "se')  # stopped in the middle of a line
    again = swept(grid(TINY, range(3)), kept)
    assert again[:2] == first
    assert [e.seed for e in trained] == [0, 1, 2]
    assert swept(grid(TINY, range(3)), kept) == json.loads(json.dumps(again))
    assert len(trained) == 3
    sweep(grid(TINY, [0]), 5, kept, pace=PACE, progress=False, device="cpu")
    assert len(trained) == 4  # other lengths are other results


def test_a_member_that_blows_up_says_so_and_the_others_go_on():
    rows = swept([TINY, replace(TINY, lr_d=1.0, d_steps=8, r1=0, loss="wasserstein")])
    assert rows[0]["diverged"] is None
    assert "blew up" in rows[1]["diverged"]


def test_the_progress_bar_counts_every_step(capsys):
    sweep(grid(TINY, range(2)), 10, pace=PACE, device="cpu")
    assert "20/20" in capsys.readouterr().err
