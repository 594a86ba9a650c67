"""What changes while a game is played, in ordinary PyTorch: other settings, and a fresh detective."""

from __future__ import annotations

from gan_core.experiment import Experiment
from gan_core.plain import Plain
from gan_core.plain_players import Network


def changed(game: Plain, rules: Experiment) -> None:
    """From now on other settings rule; both Adams keep what they remember."""
    game.rules = rules
    for adam, rate in (game.adam_g, rules.lr_g), (game.adam_d, rules.lr_d):
        for group in adam.param_groups:
            group["lr"] = rate


def renewed(game: Plain, beginner: Network) -> None:
    """A detective who has learnt nothing takes the old one's place, and both Adams begin anew."""
    game.detective = beginner
    game.__post_init__()
