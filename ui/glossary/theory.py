"""The glossary's words for what can be said with pencil and paper."""

from __future__ import annotations

from typing import Final

from gan_core.words import say
from ui.glossary.entry import Entry

THEORY: Final = (
    Entry(
        "generative_model",
        say("Generative model"),
        say(
            "It captures what items look like, and how often each occurs, so that it can make new ones. A forger is "
            "one "
            "that needs no labels."
        ),
        r"p(x, y) \text{ or } p(x)",
    ),
    Entry(
        "discriminative_model",
        say("Discriminative model"),
        say(
            "It only tells kinds apart: where the border runs, and how sure one can be. It can make nothing. A "
            "detective "
            "is one."
        ),
        r"p(y \mid x)",
    ),
    Entry(
        "best_detective",
        say("The best detective, D*"),
        say(
            "The best that any detective can do against one forger: at each place, the share of real items among all "
            "that "
            "turn up there. Half everywhere means that the fakes are perfect."
        ),
        r"D^{*}(x) = \frac{p_{\text{data}}(x)}{p_{\text{data}}(x) + p_g(x)}",
    ),
    Entry(
        "equilibrium",
        say("Nash equilibrium"),
        say(
            "A state of a game in which no player would gain by changing its own part alone. Small steps of both need "
            "not "
            "lead there."
        ),
    ),
)
