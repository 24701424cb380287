"""Headings that name the size of classes: 46-50人, 56人及以上, 大班额."""

import re

from calculators.headings.remarks import NEVER
from calculators.headings.words import Heading
from calculators.kinds import load_form

LARGE_CLASSES = re.compile("([超特]?大班额)(的)?(教学)?(班级?)?(总)?(个)?(数量?)?")
SIZE_ALONE = re.compile(r"[超过大于高不少低>≥≤]*\d+人?(?:[-~至到—–]\d+人?|(?:及|和|或)?以[上下])?(?:的?班级?数?)?")
BANDS = (
    (re.compile(r"(\d+)人?(?:-|~|至|到|—|–)(\d+)人?"), 0),
    (re.compile(r"(?<!不)(?:超过?|大于|高于|>)(\d+)人?"), 1),
    (re.compile(r"(?:≥|不少于|不低于)(\d+)人?()|(\d+)人?(?:\(含\)|含)?(?:及|和|或)?以上"), 0),
    (re.compile(r"()(?:≤|不超过|不大于)(\d+)人?|(\d+)人?(?:\(含\)|含)?(?:及|和|或)?以下"), 0),
)


def class_band(heading: Heading, path: tuple[str, ...]) -> str | None:
    """Return "46-50" or "46-" for a count of classes by size, from the words of the heading."""
    if "班" not in "".join(path) or not heading.parts or NEVER.search(heading.path) or "最大" in heading.key:
        return None
    return band_in(heading.key)


def band_in(text: str) -> str | None:
    """Return the class size that a text names, as "46-50" or "46-", or None."""
    for pattern, above in BANDS:
        found = pattern.search(text)
        if found:
            bounds = [group for group in found.groups() if group is not None]
            if pattern is BANDS[3][0]:
                return f"0-{bounds[-1]}"
            low = int(bounds[0]) + above
            return f"{low}-{bounds[1] if len(bounds) > 1 else ''}"
    return None


def large_classes(heading: Heading, path: tuple[str, ...]) -> int | None:
    """Return from how many pupils a 大班额 or 超大班额 is counted, unless the heading itself names another number."""
    found = LARGE_CLASSES.fullmatch(heading.key)
    if found is None or NEVER.search(heading.path):
        return None
    least = load_form().large_classes[found.group(1)]
    named = re.findall(r"\d+", "".join(path))
    return least if not named or str(least) in named else None


def limit_said(heading: Heading) -> str | None:
    """超班额班级数（超45人） counts the classes above 45 pupils, whatever the standard calls oversize."""
    return next((band for one in heading.remarks if (band := _band_alone(one.text))), None)


def _band_alone(remark: str) -> str | None:
    """小学超45人、初中超50人 is no one size."""
    return band_in(remark) if SIZE_ALONE.fullmatch(remark) else None


def is_of_band(remark: str, band: re.Match[str]) -> bool:
    """Whether a remark says the class size of a heading once more: 45人以下（含45人）."""
    bound = re.fullmatch(r"含(\d+)人?", remark)
    return bound.group(1) in band.groups() if bound else _band_alone(remark) == f"{band[1]}-{band[2]}"
