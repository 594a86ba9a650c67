"""Named recipes: the settings with which a data set trains well, chosen by measurement (docs/results.md)."""

from __future__ import annotations

from typing import Any, Final

from gan_core.data.own_names import is_own, kind
from gan_core.words import say

Settings = dict[str, Any]  # of an experiment, by their names; what is not named keeps its default

_POINTS: Final[Settings] = {
    "loss": "relativistic", "r1": 0.03, "r2": 0.03, "lr_g": 5e-3, "lr_d": 3e-3, "beta1": 0.5, "batch": 256, "z_dim": 2,
    "g_width": 64, "d_width": 64, "waves": 32, "ema": 200, "anneal": 1000,
}  # fmt: skip
_GRID: Final = _POINTS | {"r1": 0.001, "r2": 0.01, "lr_g": 6e-3, "lr_d": 6e-3, "ema": 50, "anneal": 2000}
# A detective of coarse waves has a map that can be read, on which neighbouring arrows agree; slower, calmer players.
# It learns little faster than the forger, so that most of its turns help it: a faster one overshoots. The first fakes
# lie near together, so that it tells them at once, and where the middle is not empty they lie aside.
_SMOOTH: Final = _POINTS | {
    "r1": 0.03, "r2": 0.03, "lr_g": 6e-4, "lr_d": 1e-3, "beta1": 0, "waves": 64, "coarse": 16, "draft": 0.3,
    "anneal": 2500, "anneal_to": 0.03,
}  # fmt: skip
_SMOOTH_MOONS: Final = _SMOOTH | {"draft": 0.2, "aside": 1.2}
_SMOOTH_BOARD: Final = _SMOOTH | {"draft": 0.15, "aside": 1.8}
# The roll's turns lie so near that arrows disagree sooner.
_SMOOTH_ROLL: Final = _SMOOTH | {"coarse": 22, "draft": 0.2, "aside": 1.7}
# Chosen by the expert, who is right less often: a smooth recipe whose detective sees waves two to three times as fine
# and is held back less, and which takes longer to come to rest. Its map is rougher.
_FINE: Final[Settings] = {"coarse": 8, "r1": 0.005, "r2": 0.005, "anneal": 4000}
_SMOOTH_GRID: Final = _GRID | {"waves": 64, "coarse": 5}  # coarser ones would not see 25 clusters apart
# Two plain networks and a bell curve of dice rolls, as a textbook has them (Goodfellow et al. 2014; Adam as in
# Radford et al. 2016): no waves, no penalty, no averaging.
_TEXTBOOK: Final[Settings] = {
    "loss": "nonsaturating", "lr_g": 1e-3, "lr_d": 1e-3, "beta1": 0.5, "beta2": 0.999, "batch": 256, "z_dim": 2,
    "g_width": 64, "d_width": 64, "ema": 0,
}  # fmt: skip
_NOTES: Final[Settings] = {
    "loss": "relativistic", "r1": 5, "r2": 5, "relax": 1000, "lr_g": 3e-3, "lr_d": 1.5e-3, "beta1": 0.5, "batch": 64,
    "z_dim": 16, "g_width": 64, "d_width": 32, "ema": 300,
}  # fmt: skip
# Both players go by patches, and the detective sees them beside the average real note: after as many rounds the expert
# is right less often; a round takes 1.7 times as long.
_BY_PATCHES: Final = _NOTES | {"patch": 64, "r1": 20, "r2": 20}
_DIGITS: Final[Settings] = {
    "loss": "relativistic", "r1": 1, "r2": 1, "lr_g": 5e-3, "lr_d": 7e-4, "beta1": 0, "batch": 128, "z_dim": 16,
    "g_width": 64, "d_width": 64, "ema": 100, "anneal": 3000,
}  # fmt: skip
_PICTURES: Final[Settings] = {
    "loss": "relativistic", "r1": 1, "r2": 1, "lr_g": 2e-3, "lr_d": 2e-3, "beta1": 0, "batch": 64, "z_dim": 32,
    "g_width": 128, "d_width": 64, "ema": 300,
}  # fmt: skip
DEFAULTS: Final[dict[str, Settings]] = {
    "banknotes": _NOTES,
    "ring8": _SMOOTH,
    "grid25": _SMOOTH_GRID,
    "moons": _SMOOTH_MOONS,
    "swissroll": _SMOOTH_ROLL,
    "checkerboard": _SMOOTH_BOARD,
    "line": _POINTS | {"z_dim": 1},
    "digits": _DIGITS,
}
OWN: Final[dict[str, Settings]] = {"points": _POINTS, "image": _PICTURES}  # for what visitors bring, by its kind

PLANES: Final = ("ring8", "grid25", "moons", "swissroll", "checkerboard")
SHARP: Final = dict.fromkeys(PLANES, _POINTS) | {"grid25": _GRID}
FINE: Final = {name: DEFAULTS[name] | _FINE for name in ("ring8", "moons", "swissroll", "checkerboard")}
PATCHES: Final = {"banknotes": _BY_PATCHES}
TEXTBOOK: Final = dict.fromkeys(PLANES, _TEXTBOOK)

PROTOCOLS: Final[dict[str, Settings]] = {  # for the published tables, on their own versions of the sets
    "ring8": _POINTS
    | {"r1": 0.0003, "r2": 0.001, "lr_g": 1e-2, "g_width": 96, "relax": 7000, "anneal": 7000, "anneal_to": 0.01},
    "grid25": _GRID | {"r1": 0.0005, "r2": 0.005, "lr_g": 8e-3, "relax": 9000, "anneal": 9000, "anneal_to": 0.01},
}

# For the page about mode collapse: games in which every kind is made, without an anneal and hardly averaged. Nets of
# points look at bare coordinates, or through few low waves at a narrow draft: a forger that can move each point by
# itself hardly collapses.
_COLLAPSE: Final = _POINTS | {"loss": "nonsaturating", "anneal": 0, "seats": 4}
_SPREAD: Final = _COLLAPSE | {
    "loss": "relativistic", "r1": 0.01, "r2": 0.01, "lr_g": 6e-3, "lr_d": 3e-3, "ema": 20, "waves": 8, "pitch": 0.375,
    "draft": 0.25,
}  # fmt: skip
COLLAPSES: Final[dict[str, Settings]] = {
    "ring8": _COLLAPSE | {"r1": 1e-4, "r2": 1e-4, "lr_g": 2e-3, "lr_d": 2e-3, "waves": 0, "ema": 0},
    "grid25": _SPREAD,
    "banknotes": _NOTES | {"ema": 10, "seats": 2},
}

# For the page on which a person is the forger: a cautious detective, whose slopes reach far, so that an arrow leads
# somewhere from wherever a point is laid; and small batches, since it is to learn between two drags of a hand.
_BY_HAND: Final = _POINTS | {"loss": "nonsaturating", "r1": 0.3, "r2": 0.3, "waves": 0, "batch": 64, "anneal": 0}
BY_HAND: Final[dict[str, Settings]] = {"ring8": _BY_HAND, "moons": _BY_HAND, "swissroll": _BY_HAND}


OFFERED: Final = {
    "default": DEFAULTS,
    "sharp": SHARP,
    "fine": FINE,
    "textbook": TEXTBOOK,
    "patches": PATCHES,
}  # to whoever plays the game


def offered(data: str) -> tuple[str, ...]:
    """The names of the recipes that a visitor may choose for a data set, the default first."""
    return ("default",) if is_own(data) else tuple(name for name, sets in OFFERED.items() if data in sets)


def settings(data: str, name: str = "default") -> Settings:
    """The named recipe of a data set; unknown names raise ValueError."""
    tables = OFFERED | {"protocol": PROTOCOLS, "collapse": COLLAPSES, "hand": BY_HAND}
    table = {known: sets[data] for known, sets in tables.items() if data in sets}
    if is_own(data):
        table = {"default": OWN[kind(data)]}
    if name not in table:
        raise ValueError(
            say("{data} has the recipes {names}; got “{name}”.", data=data, names=", ".join(table), name=name[:40])
        )
    return table[name]
