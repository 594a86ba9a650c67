"""Weights leave as safetensors, and the five lines on the page read them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import torch

from gan_core.engine.plainly import plainly
from gan_core.engine.safetensors import weights
from gan_core.engine.trainer import Trainer
from gan_core.experiment import recipe

PAGE = Path(__file__).parents[3] / "ui" / "static" / "playground" / "take-home.js"


def test_the_loader_on_the_page_reads_what_was_packed(tmp_path, monkeypatch):
    trainer = Trainer([replace(recipe("ring8"), batch=8, g_width=8, d_width=8)], "cpu")
    trainer.round()
    (tmp_path / "forger.safetensors").write_bytes(weights(trainer))
    monkeypatch.chdir(tmp_path)
    found = re.search(r"const LOADER = `(.*?)`", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    names: dict = {}
    exec(found[1], names)
    game = plainly(trainer)
    for who, net in (("forger", game.forger.network), ("detective", game.detective)):
        for name, weight in net.named_parameters():
            assert torch.equal(names["weights"][f"{who}.{name}"], weight)
    assert names["about"]["__metadata__"]["step"] == "1"
