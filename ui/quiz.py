"""The quiz: one question a misconception. A wrong answer names the one behind it, and what experiment refutes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final


@dataclass(frozen=True)
class Misconception:
    """What many people believe at first, and where they can see that it is not so."""

    belief: str  # the misconception, as a sentence
    truth: str  # why it is none
    invitation: str  # words of the link
    path: str  # the experiment's address, without the slash in front


@dataclass(frozen=True)
class Answer:
    """One of a question's answers."""

    words: str
    behind: str | None = None  # name of the misconception; None: the answer is right


@dataclass(frozen=True)
class Question:
    """One question, kept in the browser under its name."""

    name: str
    words: str
    answers: tuple[Answer, ...]
    because: str  # said of the right answer


MISCONCEPTIONS: Final = {
    "looks": Misconception(
        "The forger looks at the real items.",
        "It gets only the detective’s feedback on its own fakes. Where you are the forger, a count of what each side "
        "was told stands beside your points, and yours of real points stays at 0.",
        "Be the forger yourself",
        "forger",
    ),
    "loss": Misconception(
        "A falling loss means better fakes.",
        "The loss only says how the forger does against this one detective. Freeze the detective on the line: the "
        "forger’s side of the game looks better and better while its fakes move away from the real numbers.",
        "Freeze the detective, and watch the value fall",
        "hood?section=line",
    ),
    "fifty": Misconception(
        "50 % means success.",
        "A detective that learns too slowly is right half of the time or less, as if the fakes were perfect. Here is "
        "one beside its healthy twin: judge the fakes yourself.",
        "See a 50 % that means nothing",
        "crash?entry=slow_detective",
    ),
    "settles": Misconception(
        "GANs settle.",
        "Each player’s best step changes the other’s. In the smallest game there is, both circle the point where "
        "nobody would gain by moving.",
        "Play the Dirac-GAN",
        "hood?section=games",
    ),
    "whole": Misconception(
        "Good-looking fakes mean that the whole variety was learnt.",
        "A forger that prints one kind very well has dropped all others, and no single fake shows it. Push the slider "
        "and count the kinds.",
        "Make a forger collapse",
        "collapse",
    ),
    "copies": Misconception(
        "A GAN copies its training items.",
        "It has no access to them. Walk from one dice roll to another: each step between them prints a note of its "
        "own, out of the same weights.",
        "Take the walk between two dice rolls",
        "hood?section=weights",
    ),
    "stronger": Misconception(
        "More training, or a stronger detective, always helps.",
        "A detective that is sure of every fake says the same of all of them, and nothing about which way to go: the "
        "gradient vanishes.",
        "See a gradient vanish",
        "?data=banknotes&loss=saturating&r1=0&r2=0&d_steps=4&start=play",
    ),
    "epochs": Misconception(
        "A step is an epoch.",
        "A step, here a round, looks at one batch. An epoch is as many steps as it takes to look at every item once. "
        "Play a single round and read what the detective was shown.",
        "Play one round by hand",
        "hood",
    ),
}

QUESTIONS: Final = (
    Question(
        "looks",
        "What does the forger get to see of the real notes?",
        (
            Answer("Each of them once, so that it can imitate them.", "looks"),
            Answer("Nothing at all."),
            Answer("Only those that the detective took for fakes.", "looks"),
        ),
        "All that it ever gets is the detective’s feedback on its own fakes.",
    ),
    Question(
        "loss",
        "The forger’s loss has been falling for a while. What follows for its fakes?",
        (
            Answer("They have become better.", "loss"),
            Answer("They have become better, and of more kinds.", "loss"),
            Answer("Nothing, by itself."),
        ),
        "The loss compares the forger with the detective of this moment. If that one is weak, or stands still, the "
        "loss can fall while the fakes get worse.",
    ),
    Question(
        "fifty",
        "The detective is right half of the time. What do you know?",
        (
            Answer("It guesses. Why, another judge has to say."),
            Answer("The fakes are as good as real ones.", "fifty"),
            Answer("Training is finished: this is where a GAN comes to rest.", "settles"),
        ),
        "A weak detective guesses as well as one that faces perfect fakes. So the page asks a referee that is trained "
        "anew, and counts kinds.",
    ),
    Question(
        "settles",
        "The stalemate is reached. Both go on learning with steps as long as before. What happens?",
        (
            Answer("Nothing more: neither can gain.", "settles"),
            Answer("They keep moving around it, and may lose it again."),
            Answer("With enough time the fakes become perfect, and stay so.", "stronger"),
        ),
        "Each step of one changes what is best for the other. They come to rest only if something calms them, such as "
        "shorter and shorter steps, or a penalty on the detective.",
    ),
    Question(
        "whole",
        "You look at fifty fakes of one forger, and each would pass a strict look. Has it learnt what there is?",
        (
            Answer("Yes: bad fakes would have shown up.", "whole"),
            Answer("Yes, if the detective can only guess.", "fifty"),
            Answer("That cannot be seen from how good each of them is."),
        ),
        "Good fakes of one kind are good fakes. Whether all kinds are there, and how often, has to be counted.",
    ),
    Question(
        "copies",
        "A fake looks just like a real note. How was it made?",
        (
            Answer("Out of a dice roll, by weights that the feedback has shaped."),
            Answer("Out of a note that the forger has kept from training.", "copies"),
            Answer("Out of pieces of several notes from training.", "copies"),
        ),
        "Nothing of a training note ever reaches the forger. Whether its fakes lie too near to some is still worth "
        "measuring, since the detective’s feedback could lead there.",
    ),
    Question(
        "stronger",
        "The forger has stopped getting better, and its detective is sure of every single fake. What would help?",
        (
            Answer("A stronger detective, which would teach it more.", "stronger"),
            Answer("A detective that is less sure, or another loss."),
            Answer("To go on for longer.", "stronger"),
        ),
        "Feedback is a slope. Where the detective is sure of everything the slope of the saturating loss is almost 0, "
        "and the forger has nothing to follow. A penalty keeps slopes gentle; the non-saturating loss keeps its own.",
    ),
    Question(
        "epochs",
        "The page says “round 1000”. There are 5000 real notes, and each round the detective sees 64. How often has it "
        "seen each of them?",
        (
            Answer("1000 times", "epochs"),
            Answer("Once", "epochs"),
            Answer("About 13 times"),
        ),
        "1000 rounds of 64 notes are 64 000 looks at 5000 notes: about 13 epochs.",
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
