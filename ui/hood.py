"""What the page under the hood says of each part of the system: words, a formula, and the lines that compute it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import streamlit as st
from latex2mathml.converter import convert

from gan_core.experiment import LOSSES, Experiment
from gan_core.source import lines_of
from gan_core.theory.loss_shapes import FORMULAS
from gan_core.words import Said, say
from ui import query
from ui.controls import LOSS_LABELS
from ui.language import _, told
from ui.query import one_of


@dataclass(frozen=True)
class Thing:
    """A part of the diagram."""

    name: str
    sign: str  # LaTeX, as it stands in the diagram
    title: Said
    words: Said
    formula: str  # LaTeX
    code: tuple[str, ...]  # names of `gan_core.source`

    @property
    def entry(self) -> str | None:
        """The glossary's entry that explains it; none where it has one of its own only here."""
        return _ENTRIES.get(self.name)


_ENTRIES: Final = {
    "z": "z", "forger": "generator", "detective": "discriminator", "loss_d": "loss_value", "loss_g": "loss_value",
    "real": "distribution", "back_fake": "feedback",
}  # fmt: skip


def things(loss: str) -> tuple[Thing, ...]:
    """The parts of a game with this loss, in the order of one step: forward, then back."""
    detectives, forgers = FORMULAS[loss]
    return (
        Thing(
            "z", "z", say("The dice roll"), say("Pure chance, and all that the forger is ever given."),
            r"z \sim \mathcal{N}(0, I)", ("Forger.roll",),
        ),
        Thing(
            "forger", "G", say("The forger: a generator"),
            say("Layers of weights that turn dice into a note. The picture is its first layer: a row for each unit, a "
            "column for each number of z."),
            r"G(z) = \text{print}(W_4\, a(W_3\, a(W_2\, a(W_1 z))))", ("Forger.forward", "Forger.printed"),
        ),
        Thing(
            "fake", "G(z)", say("Fakes"), say("What this very batch of dice became."), r"G(z)", ("Plain.fake",),
        ),
        Thing(
            "real", "x", say("Real notes"), say("Drawn from the vault. The forger never sees them."),
            r"x \sim p_{\text{data}}", ("Plain.real",),
        ),
        Thing(
            "detective", "D", say("The detective: a discriminator"),
            say("Layers of weights that turn a note into one number. The picture is its first layer: each little "
            "square "
            "is what one filter looks for in a patch of 4 × 4 pixels."),
            r"\ell(x) = W_4\, a(W_3\, a(W_2\, a(W_1 x)))", ("Network.forward",),
        ),
        Thing(
            "logits", r"\ell", say("Its verdicts"),
            say("One number a note, the logit. Circles are real notes, crosses are fakes; further right is more real."),
            r"D(x) = \sigma(\ell(x)) = \frac{1}{1 + e^{-\ell(x)}}", ("Plain.judge",),
        ),
        Thing(
            "loss_d", "L_D", say("What the detective wants small"), say("One loss for each pair of a real note and a "
            "fake."),
            rf"L_D = {detectives}", ("losses",),
        ),
        Thing(
            "loss_g", "L_G", say("What the forger wants small"), say("The same verdicts, seen from the other side."),
            rf"L_G = {forgers}", ("losses",),
        ),
        Thing(
            "back_detective", r"\partial L_D / \partial \theta_D", say("The detective’s lesson"),
            say("How each of its weights would have to move. The picture is the slope at its first layer."),
            r"\theta_D \leftarrow \theta_D - \text{Adam}\left(\frac{\partial L_D}{\partial \theta_D}\right)",
            ("Plain.detective_learns", "step"),
        ),
        Thing(
            "back_logit", r"\partial L_G / \partial \ell", say("The way back begins"),
            say("How much each fake’s verdict matters to the forger: each cross is a fake, its height the slope "
            "there."),
            r"\frac{\partial L_G}{\partial \ell(G(z))}", ("Plain.forger_learns",),
        ),
        Thing(
            "back_fake", r"\partial L_G / \partial G(z)", say("Feedback on every pixel"),
            say("Back through the detective to the note itself: brighter means more of this colour here, darker less. "
            "This picture is all that the forger ever learns from."),
            r"\frac{\partial L_G}{\partial G(z)} = \frac{\partial L_G}{\partial \ell}\,"
            r"\frac{\partial \ell}{\partial G(z)}",
            ("Plain.forger_learns", "step"),
        ),
        Thing(
            "back_forger", r"\partial L_G / \partial \theta_G", say("The forger’s lesson"),
            say("Back through the forger to its weights. The picture is the slope at its first layer."),
            r"\theta_G \leftarrow \theta_G - \text{Adam}\left(\frac{\partial L_G}{\partial G(z)}\,"
            r"\frac{\partial G(z)}{\partial \theta_G}\right)",
            ("Plain.forger_learns", "step"),
        ),
    )  # fmt: skip


def about_things(experiment: Experiment) -> list[dict[str, Any]]:
    """The same as the browser shows it."""
    return [
        {
            "name": t.name,
            "sign": formula(t.sign, "inline"),
            "title": t.title,
            "words": t.words,
            "entry": t.entry,
            "formula": formula(t.formula),
        }
        | {"code": code(t.code)}
        for t in things(experiment.loss)
    ]


def code(names: Sequence[str]) -> list[dict[str, Any]]:
    """Lines that run, each piece with its file and its first line's number."""
    return [vars(lines_of(name)) for name in names]


def formula(latex: str, display: str = "block") -> str:
    """LaTeX as MathML, which browsers set by themselves."""
    return str(convert(latex.replace(r"\log ", r"\log\,"), display=display))  # a function's name keeps its distance


@dataclass(frozen=True)
class Section:
    """One of the page's sections."""

    label: Said
    about: Said
    query: dict[str, str] | None = None  # the experiment whose run it opens; none for a section without a run


_NOTES: Final = {"data": "banknotes"}
LINE: Final = {"data": "line", "loss": "nonsaturating"}  # the game of which Goodfellow's theorem speaks
SECTIONS: Final = {
    "diagram": Section(
        say("The whole system"), say("The same game, laid open: every number is of the step that comes next."), _NOTES
    ),
    "note": Section(
        say("One note, one step"),
        say("A single note, followed from its score to the weights and back to a new score."),
        _NOTES,
    ),
    "line": Section(
        say("On a line"),
        say("Here the best detective there can be is known exactly, and so is the game’s value."),
        LINE,
    ),
    "losses": Section(
        say("Losses"),
        say("The same game for other stakes: what each loss asks of the forger, and how hard it pulls."),
        _NOTES,
    ),
    "games": Section(say("Equilibrium"), say("Two games of two numbers, to be played by hand.")),
    "weights": Section(say("The weights"), say("What both players know, and what the dice do with it."), _NOTES),
}


def section_in_url() -> tuple[str, list[str]]:
    """The section that the address names, and a sentence if there is none of that name."""
    named = st.query_params.get("section", "diagram")
    if named in SECTIONS:
        return named, []
    return "diagram", [one_of("section", SECTIONS, named)]


def picker(section: str, seed: int) -> None:
    """The ways to the sections."""
    st.session_state["hood_section"] = section
    st.segmented_control(
        _("Section"),
        list(SECTIONS),
        required=True,
        key="hood_section",
        format_func=lambda name: told(SECTIONS[name].label),
        on_change=_go,
        args=(seed,),
        label_visibility="collapsed",
    )


def _go(seed: int) -> None:
    section = st.session_state["hood_section"]
    query.replace_with({"seed": str(seed)} | ({"section": section} if section != "diagram" else {}))


def about(section: str, experiment: Experiment | None) -> dict[str, Any]:
    """What a section needs to know beside its run."""
    if section == "diagram" and experiment:
        return {"things": about_things(experiment)}
    if section == "line" and experiment:
        return {
            "rules": {"r1": experiment.r1, "r2": experiment.r2},
            "formulas": {n: formula(f) for n, f in _ON_A_LINE.items()},
        }
    if section == "note" and experiment:
        formulas = {
            "score": r"D(G(z)) = \sigma(\ell(G(z)))",
            "loss": rf"L_G = {FORMULAS[experiment.loss][1]}",
            "feedback": r"\frac{\partial L_G}{\partial G(z)}",
            "weight": r"w \leftarrow w - \text{Adam}\left(\frac{\partial L_G}{\partial w}\right)",
        }
        return {
            "formulas": {name: formula(latex) for name, latex in formulas.items()},
            "code": {name: code(names) for name, names in _BEATS.items()},
        }
    if section == "losses":
        both = ((LOSS_LABELS[loss], *(formula(latex) for latex in FORMULAS[loss])) for loss in LOSSES)
        losses = [{"label": label, "detective": detective, "forger": forger} for label, detective, forger in both]
        return {"losses": losses, "code": code(("losses",))}
    if section == "weights" and experiment:
        return {"z_dim": experiment.z_dim}
    return {}


_BEATS: Final = {
    "score": ("Plain.judge",),
    "loss": ("losses",),
    "feedback": ("step",),
    "weight": ("Plain.forger_learns", "step"),
    "again": ("Forger.forward",),
}
_ON_A_LINE: Final = {
    "value": r"V(D, G) = \mathbb{E}_{x} \log D(x) + \mathbb{E}_{z} \log(1 - D(G(z)))",
    "best": r"D^*(x) = \frac{p_{\text{data}}(x)}{p_{\text{data}}(x) + p_g(x)}",
}
