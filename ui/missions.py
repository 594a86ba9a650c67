"""The missions of the game: what a run is to be brought to. Whether it is there a rule says (`missions/rules.js`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from gan_core.words import Said, say


@dataclass(frozen=True)
class Mission:
    """One thing to bring about."""

    name: str  # of its rule
    title: Said
    about: Said  # what counts
    hint: Said
    path: str  # an address of the game that leads there


MISSIONS: Final = (
    Mission(
        "stalemate",
        say("Reach the stalemate"),
        say("Stage 3: the detective can only guess, a quick referee does little better, and all kinds are made."),
        say("The recipes lead there by themselves; the ring of 8 is the quickest."),
        "?data=ring8&start=play",
    ),
    Mission(
        "everything",
        say("Find all twenty-five"),
        say("On the grid of 25 the forger reaches every single cluster."),
        say("Its recipe is enough. Changed settings make it harder: try another loss."),
        "?data=grid25&start=play",
    ),
    Mission(
        "one",
        say("Make the forger print one amount only"),
        say("On banknotes, one amount is on at least eight of ten notes, and no other amount is left."),
        say("Let the forger take much bigger steps, and take the detective’s penalties R1 and R2 away."),
        "?data=banknotes&loss=nonsaturating&r1=0&r2=0&lr_g=0.03&start=play",
    ),
    Mission(
        "vanish",
        say("Make the gradient vanish"),
        say("The detective is right nearly always, and the feedback on the note on its desk is as good as nothing."),
        say("Take the saturating loss, no penalties, and give the detective more turns than the forger."),
        "?data=banknotes&loss=saturating&r1=0&r2=0&d_steps=4&start=play",
    ),
    Mission(
        "empty",
        say("Get a 50 % that means nothing"),
        say(
            "The detective can only guess, though most fakes fail a strict look and a referee is right nine times in "
            "ten."
        ),
        say(
            "A detective that is too simple for what it should see can only guess. Make its network narrow, and take "
            "the waves away through which it looks."
        ),
        "?data=ring8&waves=0&d_width=4&start=play",
    ),
    Mission(
        "lost",
        say("Lose the stalemate again"),
        say("A run that has been at stage 3 falls back from it."),
        say("If annealing is 0, both keep taking steps as long as at first, and nothing holds them where they are."),
        "?data=ring8&anneal=0&start=play",
    ),
    Mission(
        "burst",
        say("Make a run blow up"),
        say("Its numbers grow beyond all bounds, and the run stops."),
        say(
            "The Wasserstein loss has no bounds of its own. Leave out whatever holds slopes back, and take long steps."
        ),
        "?data=ring8&loss=wasserstein&r1=0&r2=0&lr_g=1&lr_d=1&start=play",
    ),
)


def about() -> list[dict[str, Any]]:
    """The same as the browser shows it."""
    return [vars(mission) for mission in MISSIONS]
