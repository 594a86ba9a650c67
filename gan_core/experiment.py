"""Everything that defines a run, in one frozen dataclass, and the table of its fields."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any, Final, Literal, get_args

from gan_core import recipes
from gan_core.data.own_names import is_own
from gan_core.words import Said, say

Data = Literal["banknotes", "ring8", "grid25", "moons", "swissroll", "checkerboard", "digits", "line"]
Loss = Literal["nonsaturating", "saturating", "relativistic", "leastsquares", "hinge", "wasserstein"]
DATA: Final[tuple[str, ...]] = get_args(Data)
LOSSES: Final[tuple[str, ...]] = get_args(Loss)


@dataclass(frozen=True)
class Field:
    """One row of the table that drives controls, URLs and files."""

    name: str
    label: str
    kind: Literal["choice", "int", "float"]
    help: str
    low: float = 0
    high: float = 0
    choices: tuple[str, ...] = ()
    live: bool = False  # may change while the run trains


FIELDS: Final[tuple[Field, ...]] = (
    Field("data", say("Data"), "choice", "What the real items are.", choices=DATA),
    Field(
        "seed",
        say("Seed"),
        "int",
        "The same seed gives the same run, picture for picture on one machine.",
        0,
        2**31 - 1,
    ),
    Field("loss", say("Loss"), "choice", "What the two players play for.", choices=LOSSES, live=True),
    Field("r1", "R1", "float", "Penalty on the detective's slope at real items (γ).", 0, 1000, live=True),
    Field("r2", "R2", "float", "Penalty on the detective's slope at fakes (γ).", 0, 1000, live=True),
    Field(
        "gp",
        say("Gradient penalty"),
        "float",
        "WGAN-GP's pull of the slope toward 1 between real and fake (λ).",
        0,
        1000,
        live=True,
    ),
    Field("lr_g", say("Forger's learning rate"), "float", "How big the forger's steps are.", 0, 1, live=True),
    Field("lr_d", say("Detective's learning rate"), "float", "How big the detective's steps are.", 0, 1, live=True),
    Field("g_steps", say("Forger's turns a round"), "int", "Forger's steps in a round.", 0, 16, live=True),
    Field("d_steps", say("Detective's turns a round"), "int", "Detective's steps in a round.", 0, 16, live=True),
    Field(
        "few",
        say("Real items"),
        "int",
        "Real items that there are to learn from; 0: all.",
        0,
        10_000_000,
        live=True,
    ),
    Field("noise", say("Instance noise"), "float", "How strong the noise is on all that is judged.", 0, 10, live=True),
    Field(
        "moved",
        say("Moved pictures"),
        "int",
        "Pixels by which pictures are moved before they are judged.",
        0,
        4,
        live=True,
    ),
    Field(
        "light",
        say("Changed light"),
        "float",
        "How much lighter, darker, paler or stronger pictures are made before they are judged.",
        0,
        1,
        live=True,
    ),
    Field("cut", say("Cut out"), "int", "Side of the square that is cut out of pictures.", 0, 16, live=True),
    Field("batch", say("Batch"), "int", "Items that each player sees in a step.", 2, 4096),
    Field("pack", say("Packing"), "int", "Items that the detective sees at once (PacGAN).", 1, 4, live=True),
    Field(
        "mbstd",
        say("Batch spread"),
        "int",
        "1: the detective sees how much the whole batch varies.",
        0,
        1,
        live=True,
    ),
    Field("seats", say("Seats"), "int", "Items that the detective has room for; packing may rise to it live.", 1, 4),
    Field("z_dim", say("Latent size"), "int", "Numbers in the forger's dice roll z.", 1, 512),
    Field("g_width", say("Forger's width"), "int", "Units in a hidden layer, or base channels.", 2, 1024),
    Field("d_width", say("Detective's width"), "int", "Units in a hidden layer, or base channels.", 2, 1024),
    Field(
        "patch",
        say("Patch features"),
        "int",
        "Pictures: both players go by patches, of which the detective makes so many numbers; 0: bare ones.",
        0,
        256,
    ),
    Field("waves", say("Waves"), "int", "Points: waves through which the players look at things; 0: none.", 0, 256),
    Field("pitch", say("Pitch"), "float", "Points: how fine the waves are; 1 has them as fine as they come.", 0.05, 1),
    Field("coarse", say("Coarse"), "float", "Points with waves: how many times coarser the detective’s are.", 1, 100),
    Field(
        "draft",
        say("Draft"),
        "float",
        "Points with waves: how far the first draft of all fakes is spread.",
        0.1,
        1,
    ),
    Field("aside", say("Aside"), "float", "Points with waves: how far the first draft lies from the middle.", 0, 5),
    Field("beta1", say("Adam β₁"), "float", "How long Adam remembers the slope.", 0, 0.999),
    Field("beta2", say("Adam β₂"), "float", "How long Adam remembers the slope's size.", 0, 0.99999),
    Field(
        "ema",
        say("Averaging"),
        "float",
        "Half-life, in steps, of the averaged forger that is shown; 0 shows the live one.",
        0,
        10000,
        live=True,
    ),
    Field("relax", say("Relaxing"), "int", "Steps over which R1 and R2 fall to a fifth; 0 keeps them.", 0, 10_000_000),
    Field(
        "anneal",
        say("Annealing"),
        "int",
        "Steps over which both learning rates fall; 0 keeps them.",
        0,
        10_000_000,
    ),
    Field("anneal_to", say("Annealed to"), "float", "The part of the learning rates that annealing leaves.", 0, 1),
)
_TABLE: Final[dict[str, Field]] = {f.name: f for f in FIELDS}
DISGUISES: Final = ("noise", "moved", "light", "cut")  # in which items are judged in a lesson
LIVE_FIELDS: Final = frozenset(f.name for f in FIELDS if f.live)


@dataclass(frozen=True)
class Experiment:
    """One run of one GAN. Two equal experiments give the same numbers on one machine.

    Raises:
        ValueError: with one sentence that names the field, what it got and what it takes.
    """

    data: str = "banknotes"
    seed: int = 0
    loss: str = "relativistic"
    r1: float = 0.0
    r2: float = 0.0
    gp: float = 0.0
    lr_g: float = 1e-3
    lr_d: float = 1e-3
    g_steps: int = 1
    d_steps: int = 1
    few: int = 0
    noise: float = 0.0
    moved: int = 0
    light: float = 0.0
    cut: int = 0
    batch: int = 64
    pack: int = 1
    mbstd: int = 0
    seats: int = 1
    z_dim: int = 32
    g_width: int = 64
    d_width: int = 64
    patch: int = 0
    waves: int = 0
    pitch: float = 1.0
    coarse: float = 1.0
    draft: float = 1.0
    aside: float = 0.0
    beta1: float = 0.0
    beta2: float = 0.99
    ema: float = 50.0
    relax: int = 0
    anneal: int = 0
    anneal_to: float = 0.1

    def __post_init__(self) -> None:
        for f in FIELDS:
            object.__setattr__(self, f.name, _checked(f, getattr(self, f.name)))

    @classmethod
    def from_query(cls, query: Mapping[str, Any]) -> Experiment:
        """The recipe of the named data set with the fields that the query names; unknown names raise ValueError."""
        unknown = sorted(set(query) - set(_TABLE) - {"recipe"})
        if unknown:
            raise ValueError(_unknown(unknown[0]))
        data = _checked(_TABLE["data"], query.get("data", "banknotes"))
        base = recipe(str(data), str(query.get("recipe", "default")))
        return replace(base, **{k: v for k, v in query.items() if k != "recipe"})

    def to_query(self) -> dict[str, str]:
        """Data, seed, the nearest recipe (the default goes without saying) and what differs from it, for a URL."""
        differs = {name: self._unlike(recipe(self.data, name)) for name in recipes.offered(self.data)}
        nearest = min(differs, key=lambda name: len(differs[name]))
        keep = {"data": self.data, "seed": str(self.seed)} | ({"recipe": nearest} if nearest != "default" else {})
        return keep | {name: _shown(getattr(self, name)) for name in differs[nearest]}

    def _unlike(self, other: Experiment) -> list[str]:
        """The settings, but for data and seed, that another experiment has otherwise."""
        names = [name for name in _TABLE if name not in ("data", "seed")]
        return [name for name in names if getattr(self, name) != getattr(other, name)]

    @property
    def room(self) -> int:
        """How many items the detective has room for; the batch's spread needs a second seat."""
        return max(self.seats, self.pack, 1 + self.mbstd)

    @property
    def disguised(self) -> bool:
        """Whether items are not judged as they are."""
        return bool(self.noise or self.moved or self.light or self.cut)

    @property
    def shape_key(self) -> tuple[object, ...]:
        """What two experiments must share to be stepped together by one trainer."""
        widths = (self.z_dim, self.g_width, self.d_width, self.patch)
        drafts = (self.draft, self.aside)
        return (self.data, self.batch, self.room, *widths, self.waves, self.pitch, self.coarse, *drafts)


def recipe(data: str, name: str = "default") -> Experiment:
    """The named recipe of a data set, with seed 0; unknown names raise ValueError."""
    return Experiment(data=data, **recipes.settings(data, name))


def _unknown(name: str) -> Said:
    """That there is no such setting, and the settings whose names are like it."""
    said = say("“{name}” is not a setting", name=name[:40])
    near = get_close_matches(name, _TABLE)
    if not near:
        return say("{sentence}.", sentence=said)
    names = near[0]
    for other in near[1:]:
        names = say("{some} or {other}", some=names, other=other)
    return say("{sentence} (did you mean {names}?).", sentence=said, names=names)


def _shown(value: object) -> str:
    """A value as text: a number as short as may be, but never another number."""
    short = f"{value:g}" if isinstance(value, float) else str(value)
    return short if not isinstance(value, float) or float(short) == value else repr(value)


def _in_full(bound: float) -> float | Said:
    """A bound as people read it, to the last digit: 2 147 483 647, 0.999."""
    return say("{n:,}", n=int(bound)) if bound == int(bound) else bound


def _checked(field: Field, value: Any) -> Any:
    """The value in the field's own type, or a ValueError in one sentence."""
    if field.kind == "choice":
        if str(value) not in field.choices and not (field.name == "data" and is_own(str(value))):
            raise ValueError(
                say(
                    "{name} is one of {names}; got “{got}”.",
                    name=field.name,
                    names=", ".join(field.choices),
                    got=str(value)[:40],
                )
            )
        return str(value)
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        raise _out_of_bounds(field, value) from None
    if isinstance(value, bool) or not math.isfinite(number) or not field.low <= number <= field.high:
        raise _out_of_bounds(field, value)
    if field.kind == "float":
        return number
    if number != int(number):
        raise _out_of_bounds(field, value)
    return int(number)


def _out_of_bounds(field: Field, value: Any) -> ValueError:
    values = {
        "name": field.name, "low": _in_full(field.low), "high": _in_full(field.high), "got": str(value)[:40]
    }  # fmt: skip
    if field.kind == "int":
        return ValueError(say("{name} is a whole number from {low} to {high}; got “{got}”.", **values))
    return ValueError(say("{name} is a number from {low} to {high}; got “{got}”.", **values))
