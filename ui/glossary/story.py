"""The glossary's words for the game, its players and what is measured."""

from __future__ import annotations

from typing import Final

from gan_core.words import say
from ui.glossary.entry import Entry

STORY: Final = (
    Entry(
        "gan",
        say("GAN, generative adversarial network"),
        say(
            "Two networks that learn from each other: one makes fakes, the other tells them from real items. Neither "
            "is "
            "told how; each only gets better against the other."
        ),
        r"\min_G \max_D \; \mathbb{E}_{x}\log D(x) + \mathbb{E}_{z}\log\bigl(1 - D(G(z))\bigr)",
    ),
    Entry(
        "generator",
        say("Forger, the generator"),
        say(
            "The network that makes fakes out of dice rolls. It never sees a real item: all that it gets is "
            "the detective's "
            "feedback on its own fakes."
        ),
        r"G : z \mapsto G(z), \qquad z \sim \mathcal{N}(0, I)",
    ),
    Entry(
        "discriminator",
        say("Detective, the discriminator"),
        say(
            "The network that says of each item how real it seems. It learns from real items and fakes, each called "
            "by its "
            "true name."
        ),
        r"D(x) = \sigma(\text{logit}(x)) \in (0, 1)",
    ),
    Entry(
        "z",
        say("Dice roll z, the latent"),
        say(
            "The numbers that the forger starts from. One roll, one fake; the same roll and the same forger give the "
            "same fake."
        ),
        r"z \in \mathbb{R}^{\text{latent size}}",
    ),
    Entry(
        "feedback",
        say("Feedback, the gradient"),
        say(
            "For each pixel or coordinate of a fake: which way to change it so that the detective believes more, and "
            "how "
            "much that helps. It is all that passes from the detective to the forger."
        ),
        r"-\,\partial L_G / \partial G(z)",
    ),
    Entry(
        "round",
        say("Round"),
        say("One step of the game: the detective's turn, then the forger's. Its number counts steps, not epochs."),
    ),
    Entry(
        "epoch",
        say("Epoch"),
        say(
            "As many steps as it takes to look at every real item once. This page counts rounds instead, since items "
            "are "
            "drawn at random and the forger's items never repeat."
        ),
        r"\text{steps per epoch} = \text{items} / \text{batch}",
    ),
    Entry(
        "stage",
        say("Stage"),
        say(
            "1: terrible fakes; 2: getting better; 3: convincing. Found by a rule from what is measured, never by the "
            "clock."
        ),
    ),
    Entry(
        "stalemate",
        say("Stalemate"),
        say(
            "The detective can only guess, and the fakes are good and varied too. It does not last by itself: both go "
            "on "
            "learning."
        ),
        r"p_g = p_{\text{data}} \;\Rightarrow\; D^{*}(x) = \tfrac12",
    ),
    Entry(
        "mode_collapse",
        say("Mode collapse"),
        say(
            "The forger makes one kind, or a few, again and again, because that is what its detective misses just now."
        ),
    ),
    Entry(
        "vanishing",
        say("Vanishing gradient"),
        say(
            "A detective that is sure of everything gives no direction any more: its feedback shrinks to almost "
            "nothing, "
            "and the forger stands still."
        ),
        r"\partial \log(1 - D) / \partial\,\text{logit} = -D \to 0",
    ),
    Entry(
        "oscillation",
        say("Oscillation"),
        say(
            "Each player answers the other's last move, and both go round and round the point where neither would "
            "gain by "
            "moving."
        ),
        r"\theta' \propto -\psi, \quad \psi' \propto \theta",
    ),
    Entry(
        "explosion",
        say("Explosion"),
        say(
            "Steps that are too long overshoot, and the answers to them overshoot more, until the numbers grow beyond "
            "all "
            "bounds. The page stops such a run."
        ),
    ),
    Entry(
        "copying",
        say("Copying"),
        say(
            "Making the very items that were trained on. Whether a forger does is measured: how near its fakes lie to "
            "training items, beside how near other real items lie."
        ),
    ),
    Entry(
        "mode",
        say("Kind, or mode"),
        say(
            "A group that items fall into: the amount of a note, a digit, a cluster of points. Training never hears "
            "of it."
        ),
    ),
    Entry(
        "distribution",
        say("Distribution"),
        say("What there is and how often: all items that could be, each with its share."),
        r"p_{\text{data}}, \; p_g",
    ),
)

GAUGES: Final = (
    Entry(
        "accuracy",
        say("The detective's accuracy"),
        say(
            "How often it is right on fresh fakes and on real items that it has never seen, as many of each. 50 % is "
            "guessing."
        ),
        r"\tfrac12 P(\text{real called real}) + \tfrac12 P(\text{fake called fake})",
    ),
    Entry(
        "band",
        say("Band of chance"),
        say("How far from 50 % somebody who tosses a coin would read, 95 times in 100, with as many items."),
        r"\pm 1.96 \sqrt{\tfrac{1}{16}\left(\tfrac{1}{n_r} + \tfrac{1}{n_f}\right)}",
    ),
    Entry(
        "referee",
        say("Referee"),
        say(
            "Another classifier, freshly trained on the fakes of one moment. If it tells fakes from real items and the "
            "detective does not, the 50 % means a weak detective and not good fakes."
        ),
    ),
    Entry(
        "expert",
        say("Expert"),
        say(
            "A judge with all the time and all the real items that it wants. It studies the fakes of one moment until "
            "it "
            "improves no longer, and then says how often it is right."
        ),
    ),
    Entry(
        "sharp",
        say("How sharp"),
        say("The share of fakes that pass a strict reader who knows what such an item must look like."),
    ),
    Entry(
        "varied",
        say("How varied"),
        say("As many kinds, all equally often, would be as varied as what the forger makes."),
        r"\exp\Bigl(-\sum_k p_k \log p_k\Bigr)",
    ),
    Entry(
        "coverage",
        say("How much is reached, the coverage"),
        say(
            "For data without kinds: the share of real items that have a fake nearby, as near as their own neighbours "
            "are. "
            "As many perfect fakes as real items would reach 97 %."
        ),
        r"1 - 2^{-k}, \quad k = 5",
    ),
    Entry(
        "density",
        say("How dense, the density"),
        say(
            "For data without kinds: how crowded the fakes lie where real items are. 1 is as crowded as real items; "
            "more "
            "means that they crowd together."
        ),
    ),
    Entry(
        "loss_value",
        say("Loss"),
        say(
            "The number that a player makes small. It says how the game between these two stands, not how good the "
            "fakes "
            "are."
        ),
    ),
)
