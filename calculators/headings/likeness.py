"""How like two headings are in their characters, and whether they differ by a slip of the keyboard alone."""

import re
from difflib import SequenceMatcher

LIKENESS = 0.8
# A difference in one of these is another meaning, never a slip of the keyboard.
DISTINGUISHING = re.compile(
    "[上下住离座位实验合总其非不未无副新旧男女原拟及和与外内大小高低前后双半兼民公市省国县区校乡镇村室馆房人间个班生师值数\\d]"
)


def likeness(text: str, name: str) -> float:
    """Return the share of characters that two headings have in common, in order; 0 where they are not alike."""
    matcher = SequenceMatcher(None, text, name)
    alike = matcher.real_quick_ratio() >= LIKENESS and matcher.quick_ratio() >= LIKENESS
    ratio = matcher.ratio() if alike else 0.0
    return ratio if ratio >= LIKENESS else 0.0


def is_slip(text: str, name: str) -> bool:
    """Whether a heading is a name with one character typed twice, left out, or changed places with its neighbour.

    A character of another kind may be another thing (东运动场地面积), and so may one left out that has a meaning of
    its own.

    >>> is_slip("运动场地面面积", "运动场地面积"), is_slip("东运动场地面积", "运动场地面积")
    (True, False)
    """
    return _typed_twice(text, name) or _left_out(text, name) or _changed_places(text, name)


def _typed_twice(text: str, name: str) -> bool:
    return any(text[:at] + text[at + 1 :] == name and text[at] == text[at - 1] for at in range(1, len(text)))


def _left_out(text: str, name: str) -> bool:
    return any(name[:at] + name[at + 1 :] == text and not DISTINGUISHING.match(name[at]) for at in range(len(name)))


def _changed_places(text: str, name: str) -> bool:
    swapped = (name[:at] + name[at + 1] + name[at] + name[at + 2 :] for at in range(len(name) - 1))
    return text != name and text in swapped
