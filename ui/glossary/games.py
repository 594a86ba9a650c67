"""The glossary's words for losses and data sets."""

from __future__ import annotations

from typing import Final

from gan_core.words import say
from ui.glossary.entry import Entry

LOSSES: Final = (
    Entry(
        "nonsaturating",
        say("Non-saturating loss"),
        say(
            "The forger wants its fakes to be called real. Its feedback stays strong while the detective is sure of "
            "fakes."
        ),
        r"L_G = -\log D(G(z)), \quad L_D = -\log D(x) - \log(1 - D(G(z)))",
    ),
    Entry(
        "saturating",
        say("Saturating loss"),
        say(
            "The forger wants its fakes not to be called fakes. Almost the same wish, but its feedback dies away when "
            "the "
            "detective is sure: the vanishing gradient."
        ),
        r"L_G = \log(1 - D(G(z)))",
    ),
    Entry(
        "relativistic",
        say("Relativistic loss"),
        say("Each fake is compared with a real item: the forger wants it to look the more real one of the two."),
        r"L_G = -\log \sigma\bigl(\ell(G(z)) - \ell(x)\bigr), \quad L_D = -\log \sigma\bigl(\ell(x) - \ell(G(z))\bigr)",
    ),
    Entry(
        "leastsquares",
        say("Least-squares loss"),
        say("The detective gives marks and aims at 1 for real items and 0 for fakes; the forger aims at 1."),
        r"L_D \propto (\ell(x) - 1)^2 + \ell(G(z))^2, \quad L_G \propto (\ell(G(z)) - 1)^2",
    ),
    Entry(
        "hinge",
        say("Hinge loss"),
        say("The detective stops learning from items that it is sure enough of."),
        r"L_D = \max(0, 1 - \ell(x)) + \max(0, 1 + \ell(G(z))), \quad L_G = -\ell(G(z))",
    ),
    Entry(
        "wasserstein",
        say("Wasserstein loss"),
        say(
            "The detective gives marks without bounds, and the difference of the mean marks is played for. Its slope "
            "must "
            "be held in check for that to mean anything."
        ),
        r"L_D = \mathbb{E}\,\ell(G(z)) - \mathbb{E}\,\ell(x), \quad L_G = -\mathbb{E}\,\ell(G(z))",
    ),
)

DATA: Final = (
    Entry(
        "banknotes",
        say("Banknotes"),
        say(
            "Small notes of an imaginary bank, of five amounts. The amount stands in two corners, and it must be the "
            "same."
        ),
    ),
    Entry("digits", say("Digits"), say("Handwritten digits of 8 × 8 pixels, from scikit-learn; ten kinds.")),
    Entry("ring8", say("Ring of 8"), say("Points in eight clusters on a circle.")),
    Entry("grid25", say("Grid of 25"), say("Points in twenty-five clusters on a square grid.")),
    Entry("moons", say("Two moons"), say("Points along two half circles that reach into each other.")),
    Entry("swissroll", say("Swiss roll"), say("Points along a spiral.")),
    Entry(
        "checkerboard", say("Checkerboard"), say("Points that fill the eight dark cells of a board of four by four.")
    ),
    Entry("line", say("A line"), say("Single numbers: the smallest forger there is, whose every curve can be drawn.")),
)
