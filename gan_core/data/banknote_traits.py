"""What to look at on a banknote: amounts, frame, portrait, ground, paper, ink. A trait is low where it is wrong."""

from __future__ import annotations

from typing import Final

import numpy as np

from gan_core.clues import Box, Sight, Trait
from gan_core.data import banknote_plates as b
from gan_core.data.base import Floats
from gan_core.words import say

CENTRE: Final = (11, 23.5)  # of the portrait: row, column
CORNER_NAMES: Final = (say("the upper left corner"), say("the lower right corner"))
CORNERS: Final[tuple[Box, ...]] = tuple((top, left, 9, 14) for top, left in b.CORNERS)
OVAL: Final[Box] = (1, 15, 21, 17)
WHOLE: Final[Box] = (0, 0, b.HEIGHT, b.WIDTH)
LEGIBLE: Final = 0.6


def _darkness(notes: Floats) -> Floats:
    dark: Floats = -notes.mean(axis=1)
    return dark


def _under(items: Floats, *masks: np.ndarray) -> Floats:
    """Means of items (…, 24, 48) under each of k masks (24, 48): (…, k), in one product."""
    weights = np.stack([mask.ravel() / mask.sum() for mask in masks], axis=1).astype(np.float32)
    means: Floats = items.reshape(*items.shape[:-2], -1) @ weights
    return means


# ---- amounts


def _agreement(notes: Floats) -> Floats:
    """How well both corners show the one amount that fits them best: the worse corner's correlation."""
    scores = np.stack([b.match(_darkness(notes), corner) for corner in range(2)])
    best: Floats = scores.min(axis=0).max(axis=1)
    return best


def _see_amounts(note: Floats) -> Sight:
    scores = [b.match(_darkness(note), corner)[0] for corner in range(2)]
    amounts = [b.AMOUNTS[int(s.argmax())] for s in scores]
    blurred = [k for k in range(2) if scores[k].max() < LEGIBLE]
    if len(blurred) == 2:
        return say("no amount can be read in either corner"), CORNERS
    if blurred:
        return say("no amount can be read in {corner}", corner=CORNER_NAMES[blurred[0]]), (CORNERS[blurred[0]],)
    if amounts[0] != amounts[1]:
        return say("two amounts: {upper} above, {lower} below", upper=amounts[0], lower=amounts[1]), CORNERS
    worse = min(range(2), key=lambda k: scores[k].max())
    return say("a smudged {amount} in {corner}", amount=amounts[worse], corner=CORNER_NAMES[worse]), (CORNERS[worse],)


# ---- frame


def _edges(notes: Floats) -> Floats:
    """How much darker the frame is than the note just inside, on its palest side in thirds: (n, 4)."""
    dark = _darkness(notes)
    pairs = [(dark[:, 0], dark[:, 1]), (dark[:, -1], dark[:, -2]), (dark[:, :, 0], dark[:, :, 1]),
             (dark[:, :, -1], dark[:, :, -2])]  # fmt: skip
    thirds = [np.stack([part.mean(axis=1) for part in np.array_split(outer[:, 1:-1] - inner[:, 1:-1], 3, axis=1)])
              for outer, inner in pairs]  # fmt: skip
    edges: Floats = np.stack([third.min(axis=0) for third in thirds], axis=1)
    return edges


def _see_frame(note: Floats) -> Sight:
    sides = (
        say("the frame is smeared at the top"),
        say("the frame is smeared at the bottom"),
        say("the frame is smeared at the left"),
        say("the frame is smeared at the right"),
    )
    boxes: tuple[Box, ...] = ((0, 0, 2, b.WIDTH), (b.HEIGHT - 2, 0, 2, b.WIDTH), (0, 0, b.HEIGHT, 2),
                              (0, b.WIDTH - 2, b.HEIGHT, 2))  # fmt: skip
    palest = int(_edges(note)[0].argmin())
    return sides[palest], (boxes[palest],)


# ---- portrait


def _eyes(notes: Floats) -> Floats:
    """How much darker the eyes, or their glasses, are than the cheeks below: of the paler one."""
    eyes, cheeks = ([b.ellipse(y, 23.5 + x, *size) for x in (-1.8, 1.8)] for y, size in
                    ((10.5, (0.8, 0.8)), (12.6, (0.6, 0.8))))  # fmt: skip
    means = _under(_darkness(notes), *eyes, *cheeks)
    paler: Floats = (means[:, :2] - means[:, 2:]).min(axis=1)
    return paler


def _mouth(notes: Floats) -> Floats:
    """How much darker the mouth is than the chin below."""
    mouth, chin = _under(_darkness(notes), b.ellipse(13.6, 23.5, 0.5, 1.4), b.ellipse(12.1, 23.5, 0.5, 1.0)).T
    darker: Floats = mouth - chin
    return darker


def _evenness(notes: Floats) -> Floats:
    """How alike the left and the right half of the portrait are: the correlation of the oval with its mirror image."""
    top, left, height, width = OVAL
    oval = _darkness(notes)[:, top : top + height, left : left + width + 1]
    return _correlation(oval, oval[:, :, ::-1])


def _rim(notes: Floats) -> Floats:
    """How much darker the oval's rim is than the ground outside of it, in its palest quarter."""
    y, x = b.grid()
    rim = b.ellipse(11.5, 23.5, 10, 7.5) - b.ellipse(11.5, 23.5, 9, 6.5)
    around = b.ellipse(11.5, 23.5, 11.6, 9.1) - b.ellipse(11.5, 23.5, 10.4, 7.9)
    quarters = [up & left for up in (y < 11.5, y >= 11.5) for left in (x < 23.5, x >= 23.5)]
    means = _under(_darkness(notes), *[rim * q for q in quarters], *[around * q for q in quarters])
    palest: Floats = (means[:, :4] - means[:, 4:]).min(axis=1)
    return palest


# ---- ground and paper


def _waves(notes: Floats) -> Floats:
    """How well the lines of the ground show: their correlation with what is printed beside portrait and amounts."""
    return _correlation(_darkness(notes)[:, _GROUND], b.ground()[_GROUND][None])


def _ground_alone() -> np.ndarray:
    bare = np.ones((b.HEIGHT, b.WIDTH), bool)
    bare[[0, 1, -2, -1], :] = bare[:, [0, 1, -2, -1]] = False
    for top, left, height, width in (*CORNERS, (0, 14, b.HEIGHT, 20)):
        bare[top : top + height, left : left + width] = False
    return bare


def _paper(notes: Floats) -> Floats:
    """How near the colour of the ground is to that of some real note: minus the distance, in colour."""
    return _nearness(_under(notes, _GROUND)[..., 0], 0.14)


def _ink_tone(notes: Floats) -> Floats:
    """How near the colour of the frame is to that of some real note's."""
    return _nearness(_under(notes, _FRAME)[..., 0], 0.85)


def _one_ink(notes: Floats) -> Floats:
    """How alike the frame's quarters are in how they differ from the paper: the least cosine of those differences."""
    apart = _under(notes, *[_FRAME * q for q in _quarters()]) - _under(notes, _GROUND)
    mean = apart.mean(axis=2, keepdims=True)
    lengths = np.linalg.norm(apart, axis=1) * np.linalg.norm(mean, axis=1)
    alike: Floats = ((apart * mean).sum(axis=1) / np.maximum(lengths, 1e-6)).min(axis=1)
    return alike


def _one_paper(notes: Floats) -> Floats:
    """Minus how far the ground's colour strays, in some quarter of the note, from its mean."""
    colours = _under(notes, *[_GROUND * q for q in _quarters()])
    same: Floats = -np.linalg.norm(colours - colours.mean(axis=2, keepdims=True), axis=1).max(axis=1)
    return same


def _quarters() -> list[np.ndarray]:
    y, x = b.grid()
    return [up & left for up in (y < 12, y >= 12) for left in (x < 24, x >= 24)]


def _nearness(colours: Floats, coverage: float) -> Floats:
    """Minus the distance of colours (n, 3) from the nearest that an amount's ink, so thick, has on its paper: (n,)."""
    paper, ink = b.colours(b.PAPER), b.colours(b.INK)
    real = (paper + coverage * (ink - paper))[:, :, 0, 0] * 2 - 1
    near: Floats = -np.linalg.norm(colours[:, None] - real[None], axis=2).min(axis=1)
    return near


def _grain(notes: Floats) -> Floats:
    """How rough the ground is: the spread of what a pixel differs by from its neighbours, beside the lines' own."""
    grey = notes.mean(axis=1) - _LINES
    fine = grey[:, 1:-1, 1:-1] - (grey[:, :-2, 1:-1] + grey[:, 2:, 1:-1] + grey[:, 1:-1, :-2] + grey[:, 1:-1, 2:]) / 4
    rough: Floats = fine[:, _GROUND[1:-1, 1:-1]].std(axis=1)
    return rough


def _face(notes: Floats) -> Floats:
    """How dark the cheeks are."""
    dark: Floats = _under(_darkness(notes), b.ellipse(12.2, 23.5, 1.2, 2.6))[:, 0]
    return dark


def _correlation(one: Floats, other: Floats) -> Floats:
    a, c = (x.reshape(len(x), -1) - x.reshape(len(x), -1).mean(axis=1, keepdims=True) for x in (one, other))
    norms = np.linalg.norm(a, axis=1) * np.linalg.norm(c, axis=1)
    alike: Floats = (a * c).sum(axis=1) / np.maximum(norms, 1e-6)
    return alike


_GROUND: Final = _ground_alone()
_FRAME: Final = b.frame() > 0
_LINES: Final = -2 * b.ground() * 0.6  # about as dark as the lines are on a note, whatever its ink
_EYES: Final[Box] = (8, 19, 5, 10)
_MOUTH: Final[Box] = (12, 20, 4, 8)
TRAITS: Final = (
    Trait(_agreement, _see_amounts, low=say("their amounts are smudged"), high=say("their amounts are too crisp")),
    Trait(lambda notes: _edges(notes).min(axis=1), _see_frame,
          low=say("their frames are smeared"), high=say("their frames are too crisp")),
    Trait(_eyes, lambda note: (say("a face without eyes"), (_EYES,)),
          low=say("their eyes are too pale"), high=say("their eyes are too dark")),
    Trait(_mouth, lambda note: (say("a face without a mouth"), (_MOUTH,)),
          low=say("their mouths are too pale"), high=say("their mouths are too dark")),
    Trait(_evenness, lambda note: (say("the two halves of the portrait do not match"), (OVAL,)),
          low=say("the two halves of their portraits do not match"), high=say("their portraits are too even")),
    Trait(_rim, lambda note: (say("the oval around the portrait is broken"), (OVAL,)),
          low=say("the ovals around their portraits are broken"),
          high=say("the ovals around their portraits are too crisp")),
    Trait(_waves, lambda note: (say("the wavy lines of the ground are blurred"), ((2, 34, 10, 12), (12, 2, 10, 12))),
          low=say("the wavy lines of their ground are blurred"),
          high=say("the wavy lines of their ground are too crisp")),
    Trait(_paper, lambda note: (say("paper of a colour that the bank does not use"), (WHOLE,)),
          low=say("their paper strays from the bank’s colours"), high=say("their paper varies too little")),
    Trait(_ink_tone, lambda note: (say("ink of a colour that the bank does not use"), (WHOLE,)),
          low=say("their ink strays from the bank’s colours"), high=say("their ink varies too little")),
    Trait(_one_ink, lambda note: (say("two inks on one note"), (WHOLE,)),
          low=say("their frames are of more than one ink")),
    Trait(_one_paper, lambda note: (say("two papers in one note"), (WHOLE,)),
          low=say("their ground is not of one colour")),
    Trait(lambda notes: -_grain(notes), lambda note: (say("paper that is too rough"), (WHOLE,))),
    Trait(_grain, lambda note: (say("paper that is too smooth"), (WHOLE,)),
          low=say("their paper is too smooth"), high=say("their paper is too rough")),
    Trait(_face, lambda note: (say("a face paler than any real one"), (OVAL,)), low=say("their faces are too pale"),
          high=say("their faces are too dark"), alike=say("their faces are too much alike"),
          unlike=say("their faces vary too much")),
)  # fmt: skip


def _boxed(*boxes: Box) -> np.ndarray:
    mask = np.zeros((b.HEIGHT, b.WIDTH), bool)
    for top, left, height, width in boxes:
        mask[top : top + height, left : left + width] = True
    return mask


PLACES: Final = {
    say("the amounts"): _boxed(*CORNERS),
    say("the frame"): _FRAME,
    say("the portrait"): _boxed(OVAL),
    say("the ground"): _GROUND,
}
