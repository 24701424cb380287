"""Models that do their work."""

import re
from collections.abc import Mapping

from tests.assistant.language_model.adversary import Script, Seen
from tests.assistant.language_model.lies import said


def told_as_it_stands(seen: Seen) -> str:
    """A model that says the points one after another."""
    return said(seen, *seen.told()) or ""


def the_first_point_alone(seen: Seen) -> str:
    """A model that says what answers most directly, without the rest."""
    return said(seen, next(seen.told())) or ""


def told_in_other_words(seen: Seen) -> str:
    """A model that rewords each point with words that claim nothing."""
    zh = seen.language == "zh"
    reworded = []
    for point in seen.told():
        joined = re.sub(r"(?<=\]\])[：:]\s?(?=\[\[v:)", "的结论是" if zh else ", the verdict is ", point, count=1)
        reworded.append(("关于" if zh else "For ") + joined if joined.startswith("[[n:") else joined)
    return said(seen, *reworded) or ""


def with_bold_figures(seen: Seen) -> str:
    """A model that cannot leave emphasis alone: it does not get through to the reader, the words do."""
    return re.sub(r"(\[\[[fv]:\w+\]\])", r"**\1**", told_as_it_stands(seen))


HONEST: Mapping[str, Script] = {
    one.__name__.replace("_", " "): one
    for one in (told_as_it_stands, the_first_point_alone, told_in_other_words, with_bold_figures)
}
