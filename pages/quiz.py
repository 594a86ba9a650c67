"""The quiz: eight questions, one for each of the things that people believe of GANs at first."""

from __future__ import annotations

from gan_core.words import say
from ui import query, quiz
from ui.head import head, notice
from ui.live_page import still_page

head(
    say("Quiz"), say("Eight questions, no clock and no points. A wrong answer leads to the experiment that refutes it.")
)
notice(query.strangers())
still_page("quiz", quiz.about())
