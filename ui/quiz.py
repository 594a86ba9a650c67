"""The quiz: one question a misconception. A wrong answer names the one behind it, and what experiment refutes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from gan_core.words import Said, say


@dataclass(frozen=True)
class Misconception:
    """What many people believe at first, and where they can see that it is not so."""

    belief: Said  # the misconception, as a sentence
    truth: Said  # why it is none
    invitation: Said  # words of the link
    path: str  # the experiment's address, without the slash in front


@dataclass(frozen=True)
class Answer:
    """One of a question's answers."""

    words: Said
    behind: str | None = None  # name of the misconception; None: the answer is right


@dataclass(frozen=True)
class Question:
    """One question, kept in the browser under its name."""

    name: str
    words: Said
    answers: tuple[Answer, ...]
    because: Said  # said of the right answer


MISCONCEPTIONS: Final = {
    "looks": Misconception(
        say("The forger looks at the real items."),
        say(
            "It gets only the detective’s feedback on its own fakes. Where you are the forger, a count of what each "
            "side "
            "was told stands beside your points, and yours of real points stays at 0."
        ),
        say("Be the forger yourself"),
        "forger",
    ),
    "loss": Misconception(
        say("A falling loss means better fakes."),
        say(
            "The loss only says how the forger does against this one detective. Freeze the detective on the line: the "
            "forger’s side of the game looks better and better while its fakes move away from the real numbers."
        ),
        say("Freeze the detective, and watch the value fall"),
        "hood?section=line",
    ),
    "fifty": Misconception(
        say("50 % means success."),
        say(
            "A detective that learns too slowly is right half of the time or less, as if the fakes were perfect. Here "
            "is "
            "one beside its healthy twin: judge the fakes yourself."
        ),
        say("See a 50 % that means nothing"),
        "crash?entry=slow_detective",
    ),
    "settles": Misconception(
        say("GANs settle."),
        say(
            "Each player’s best step changes the other’s. In the smallest game there is, both circle the point where "
            "nobody would gain by moving."
        ),
        say("Play the Dirac-GAN"),
        "hood?section=games",
    ),
    "whole": Misconception(
        say("Good-looking fakes mean that the whole variety was learnt."),
        say(
            "A forger that prints one kind very well has dropped all others, and no single fake shows it. Push the "
            "slider "
            "and count the kinds."
        ),
        say("Make a forger collapse"),
        "collapse",
    ),
    "copies": Misconception(
        say("A GAN copies its training items."),
        say(
            "It has no access to them. Walk from one dice roll to another: each step between them prints a note of its "
            "own, out of the same weights."
        ),
        say("Take the walk between two dice rolls"),
        "hood?section=weights",
    ),
    "stronger": Misconception(
        say("More training, or a stronger detective, always helps."),
        say(
            "A detective that is sure of every fake says the same of all of them, and nothing about which way to go: "
            "the "
            "gradient vanishes."
        ),
        say("See a gradient vanish"),
        "?data=banknotes&loss=saturating&r1=0&r2=0&d_steps=4&start=play",
    ),
    "epochs": Misconception(
        say("A step is an epoch."),
        say(
            "A step, here a round, looks at one batch. An epoch is as many steps as it takes to look at every item "
            "once. "
            "Play a single round and read what the detective was shown."
        ),
        say("Play one round by hand"),
        "hood",
    ),
}

QUESTIONS: Final = (
    Question(
        "looks",
        say("What does the forger get to see of the real notes?"),
        (
            Answer(say("Each of them once, so that it can imitate them."), "looks"),
            Answer(say("Nothing at all.")),
            Answer(say("Only those that the detective took for fakes."), "looks"),
        ),
        say("All that it ever gets is the detective’s feedback on its own fakes."),
    ),
    Question(
        "loss",
        say("The forger’s loss has been falling for a while. What follows for its fakes?"),
        (
            Answer(say("They have become better."), "loss"),
            Answer(say("They have become better, and of more kinds."), "loss"),
            Answer(say("Nothing, by itself.")),
        ),
        say("The loss compares the forger with the detective of this moment. If that one is weak, or stands still, the "
        "loss can fall while the fakes get worse."),
    ),
    Question(
        "fifty",
        say("The detective is right half of the time. What do you know?"),
        (
            Answer(say("It guesses. Why, another judge has to say.")),
            Answer(say("The fakes are as good as real ones."), "fifty"),
            Answer(say("Training is finished: this is where a GAN comes to rest."), "settles"),
        ),
        say("A weak detective guesses as well as one that faces perfect fakes. So the page asks a referee that is "
        "trained "
        "anew, and counts kinds."),
    ),
    Question(
        "settles",
        say("The stalemate is reached. Both go on learning with steps as long as before. What happens?"),
        (
            Answer(say("Nothing more: neither can gain."), "settles"),
            Answer(say("They keep moving around it, and may lose it again.")),
            Answer(say("With enough time the fakes become perfect, and stay so."), "stronger"),
        ),
        say("Each step of one changes what is best for the other. They come to rest only if something calms them, "
        "such as "
        "shorter and shorter steps, or a penalty on the detective."),
    ),
    Question(
        "whole",
        say("You look at fifty fakes of one forger, and each would pass a strict look. Has it learnt what there is?"),
        (
            Answer(say("Yes: bad fakes would have shown up."), "whole"),
            Answer(say("Yes, if the detective can only guess."), "fifty"),
            Answer(say("That cannot be seen from how good each of them is.")),
        ),
        say("Good fakes of one kind are good fakes. Whether all kinds are there, and how often, has to be counted."),
    ),
    Question(
        "copies",
        say("A fake looks just like a real note. How was it made?"),
        (
            Answer(say("Out of a dice roll, by weights that the feedback has shaped.")),
            Answer(say("Out of a note that the forger has kept from training."), "copies"),
            Answer(say("Out of pieces of several notes from training."), "copies"),
        ),
        say("Nothing of a training note ever reaches the forger. Whether its fakes lie too near to some is still worth "
        "measuring, since the detective’s feedback could lead there."),
    ),
    Question(
        "stronger",
        say("The forger has stopped getting better, and its detective is sure of every single fake. What would help?"),
        (
            Answer(say("A stronger detective, which would teach it more."), "stronger"),
            Answer(say("A detective that is less sure, or another loss.")),
            Answer(say("To go on for longer."), "stronger"),
        ),
        say("Feedback is a slope. Where the detective is sure of everything the slope of the saturating loss is "
        "almost 0, "
        "and the forger has nothing to follow. A penalty keeps slopes gentle; the non-saturating loss keeps its own."),
    ),
    Question(
        "epochs",
        say("The page says “round 1000”. There are 5000 real notes, and each round the detective sees 64. How often "
        "has it "
        "seen each of them?"),
        (
            Answer(say("1000 times"), "epochs"),
            Answer(say("Once"), "epochs"),
            Answer(say("About 13 times")),
        ),
        say("1000 rounds of 64 notes are 64 000 looks at 5000 notes: about 13 epochs."),
    ),
)  # fmt: skip


def about() -> dict[str, Any]:
    """The same as the browser shows it."""
    return {
        "questions": [
            {"name": q.name, "words": q.words, "because": q.because, "answers": [vars(answer) for answer in q.answers]}
            for q in QUESTIONS
        ],
        "misconceptions": {name: vars(one) for name, one in MISCONCEPTIONS.items()},
    }
