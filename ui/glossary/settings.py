"""The glossary's words for the settings of an experiment."""

from __future__ import annotations

from typing import Final

from gan_core.words import say
from ui.glossary.entry import Entry

SETTINGS: Final = (
    Entry(
        "data", say("Data"), say("What the real items are. Each set comes with settings under which it trains well.")
    ),
    Entry(
        "seed",
        say("Seed"),
        say(
            "The number from which all chance of a run follows. The same seed and settings give the same run on one "
            "machine."
        ),
    ),
    Entry("loss", say("Loss"), say("What the two players play for; each choice has its own entry.")),
    Entry(
        "r1",
        say("R1"),
        say(
            "A fine on the detective for steep slopes at real items. It keeps its feedback gentle, and the game calmer."
        ),
        r"+\,\tfrac{\gamma}{2}\,\mathbb{E}_x \lVert \nabla_x \ell(x) \rVert^2",
    ),
    Entry(
        "r2",
        say("R2"),
        say("The same fine at fakes."),
        r"+\,\tfrac{\gamma}{2}\,\mathbb{E}_z \lVert \nabla \ell(G(z)) \rVert^2",
    ),
    Entry(
        "gp",
        say("Gradient penalty"),
        say(
            "A fine that pulls the detective's slope toward 1 at places between real items and fakes; made for the "
            "Wasserstein loss."
        ),
        r"+\,\lambda\,\mathbb{E}\bigl(\lVert \nabla \ell(\hat{x}) \rVert - 1\bigr)^2",
    ),
    Entry(
        "lr_g",
        say("Forger's learning rate"),
        say(
            "How big a step the forger takes along its feedback. Too big a one, and it runs after the detective's last "
            "mistake."
        ),
    ),
    Entry(
        "lr_d",
        say("Detective's learning rate"),
        say(
            "How big a step the detective takes. Stronger is not always better: a detective that is sure of everything "
            "teaches nothing."
        ),
    ),
    Entry(
        "noise",
        say("Instance noise"),
        say(
            "Noise that is laid upon real items and fakes alike before the detective judges them in a lesson. It "
            "cannot be sure of anything then, and its hints reach fakes that lie far off."
        ),
    ),
    Entry(
        "moved",
        say("Moved pictures"),
        say(
            "By how many pixels pictures are moved, each by chance, before the detective judges them in a lesson. Few "
            "real pictures then look like many, and are harder to learn by heart."
        ),
    ),
    Entry(
        "light",
        say("Changed light"),
        say(
            "How far pictures are made lighter or darker, and paler or stronger, each by chance, before the detective "
            "judges them in a lesson. It cannot go by the shade alone then."
        ),
    ),
    Entry(
        "cut",
        say("Cut out"),
        say(
            "Side, in pixels, of a square that is cut out of every picture, each at a place of its own, before the "
            "detective judges it in a lesson. It cannot go by one corner alone then."
        ),
    ),
    Entry("g_steps", say("Forger's turns a round"), say("How often the forger learns in one round.")),
    Entry("d_steps", say("Detective's turns a round"), say("How often the detective learns in one round.")),
    Entry(
        "few",
        say("Real items"),
        say(
            "How many real items there are to learn from: the first so many of the set, or, for 0, all of it. A "
            "detective "
            "that sees few learns them by heart."
        ),
    ),
    Entry("batch", say("Batch"), say("How many items each player sees in one turn.")),
    Entry(
        "pack",
        say("Packing"),
        say("The detective sees several items of one sort at once, so that sameness gives a forger away."),
    ),
    Entry(
        "mbstd",
        say("Batch spread"),
        say(
            "The detective is also told how much the items of a batch differ from each other: little spread gives a "
            "collapsed forger away."
        ),
    ),
    Entry(
        "seats",
        say("Seats"),
        say("How many items the detective has room for. Packing may rise to so many while a run trains."),
    ),
    Entry("z_dim", say("Latent size"), say("How many numbers a dice roll z has.")),
    Entry(
        "g_width",
        say("Forger's width"),
        say("How many units each hidden layer of the forger has. More can draw finer things, and costs more time."),
    ),
    Entry("d_width", say("Detective's width"), say("The same for the detective.")),
    Entry(
        "patch",
        say("Patch features"),
        say(
            "Pictures only: both players go by patches of 4 × 4 pixels. The forger lays a picture out from the whole "
            "to tiles, patches and pixels; the detective sees each patch beside the average real one and makes so many "
            "numbers of it. 0: the forger prints every pixel by itself, and the detective sees bare patches."
        ),
    ),
    Entry(
        "waves",
        say("Waves"),
        say(
            "Points only: the players see places through waves of several lengths, which lets small networks draw fine "
            "detail. 0: they see bare coordinates."
        ),
        r"x \mapsto \bigl(\sin Bx, \cos Bx\bigr)",
    ),
    Entry("pitch", say("Pitch"), say("Points only: how fine those waves are; 1 has them as fine as they come.")),
    Entry(
        "coarse",
        say("Coarse"),
        say("Points with waves: how many times coarser the detective's waves are than the forger's."),
    ),
    Entry("draft", say("Draft"), say("Points with waves: how far the forger's very first fakes are spread.")),
    Entry(
        "aside",
        say("Aside"),
        say("Points with waves: how far from the middle, up and to the right, the forger's very first fakes lie."),
    ),
    Entry(
        "beta1",
        say("Adam β₁"),
        say("How long a player's steps remember earlier directions. 0: only the latest counts."),
        r"m \leftarrow \beta_1 m + (1 - \beta_1)\,g",
    ),
    Entry(
        "beta2",
        say("Adam β₂"),
        say("How long a player remembers how big its slopes were, by which each step is scaled."),
        r"v \leftarrow \beta_2 v + (1 - \beta_2)\,g^2, \quad \theta \leftarrow \theta - \eta\, \hat m / \sqrt{\hat v}",
    ),
    Entry(
        "ema",
        say("Averaging"),
        say(
            "The wall shows a running average of the forger, which is calmer than the forger that plays. This is its "
            "half-life in steps; 0 shows the forger itself."
        ),
        r"\bar\theta \leftarrow 2^{-1/h}\,\bar\theta + (1 - 2^{-1/h})\,\theta",
    ),
    Entry("relax", say("Relaxing"), say("Over so many steps the fines R1 and R2 fall to a fifth; 0 keeps them.")),
    Entry(
        "anneal",
        say("Annealing"),
        say("Over so many steps both learning rates fall, so that the game comes to rest; 0 keeps them."),
    ),
    Entry("anneal_to", say("Annealed to"), say("The part of the learning rates that annealing leaves.")),
)
