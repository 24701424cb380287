"""Questions that hold what was asked about against something else: 跟初中比呢, 和差异系数是一回事吗, 哪个高."""

import re

from assistant.asked.facets import Facet, Names, Span, spans_in
from assistant.asked.rewriting import Piece, pieces_of, put, runs
from assistant.asked.subjects import asks_about
from assistant.asked.understanding import language_of
from corpus.folding import has_chinese

_BESIDE = re.compile(
    r"(?:那么?)?(?:跟|和|与|同|比)(?P<other>.{2,20}?)(?P<words>(?:相比|比较?|对比)?(?:一下|起来)?(?:呢|怎么样"
    r"|如何|哪个(?:更|要)?[高低大小多少好差严松强弱].{0,3})?"
    r"|(?:是不是|是)?(?:一回事|一样|相同|同一个).{0,3}|(?:有)?(?:什么|啥)?(?:区别|差别|不同).{0,3})[\s？?。！!]*"
)
_WHICH = re.compile(
    r"(?:那么?|那|这两[所个县]?|两[个者所]|它们|哪)*(?:哪[个所边家项]?(?:县|市|区|学校|学段)?|谁)?(?:的)?(?:更"
    r"|比较|要)?(?P<how>[高低大小多少好差严松宽强弱])(?:一些|一点|些|点)?\W*"
    r"|(?:and |so )?(?:which|who)(?: one| school| stage| county| of (?:them|the two|these))?(?: is| are"
    r"| has)?(?: the)?"
    r" (?P<en>higher|lower|larger|bigger|smaller|better|worse|stricter|looser|more|less)(?: one)?\W*",
    re.I,
)
_CONTRASTED: tuple[Facet, ...] = ("school", "stage", "place", "year")
_TOPICS: tuple[Facet, ...] = ("topic", "spread")
_TWO = 2


def contrasted(question: str, before: str, earlier: str, names: Names) -> str | None:
    """Return a question that holds two things against each other, where one is named and the other was spoken of.

    `before` is the question before, `earlier` the one that it followed up, if any. None where this is no such question.
    """
    text = question.strip()
    if (other := _BESIDE.fullmatch(text)) and has_chinese(before) and (found := _beside(other, before, names)):
        return found
    which = _WHICH.fullmatch(text) if "哪" in text or "谁" in text or text.isascii() else None
    both = _both(before, earlier, names) if which else None
    if which is None or both is None:
        return None
    language = language_of(both)
    if language == "en":
        return asks_about("contrast", "", both, names, language)
    required = "的要求" if _of_places(both, names) else ""
    return asks_about("contrast", f"{required}哪个更{which['how'] or '高'}", both, names, language)


def _of_places(question: str, names: Names) -> bool:
    return any(one.facet == "place" for one in spans_in(question, names))


def _beside(match: re.Match[str], before: str, names: Names) -> str | None:
    """Return the question before with a second thing beside its own (小学和初中), or against the national standard."""
    other, words = match["other"], match["words"]
    for one in pieces_of(other, "zh", names, "zh"):
        named = spans_in(before, names)
        spans = [span for span in named if span.facet == one.facet]
        if one.text != other:
            continue
        if one.facet in _TOPICS and (topics := [span for span in named if span.facet in _TOPICS]):
            return f"{before[topics[0].start : topics[-1].end]}和{other}{words or '比较'}？"
        if one.facet in _CONTRASTED and len(spans) == 1:
            return f"{before[: spans[0].end]}和{one.text}{before[spans[0].end :]}"
    return None


def _both(before: str, earlier: str, names: Names) -> str | None:
    """Return a question about the two things of one kind that the questions before were about."""
    spans = spans_in(before, names)
    for facet in _CONTRASTED:
        if any(len(run) == _TWO and run[0].facet == facet for run in runs(before, spans)):
            return before
    if not earlier or language_of(earlier) != language_of(before):
        return None
    now, then = _values(spans), _values(spans_in(earlier, names))
    changed = [
        facet for facet in _CONTRASTED if facet in now and facet in then and now[facet].value != then[facet].value
    ]
    if len(changed) != 1:
        return None
    one, other = then[changed[0]], now[changed[0]]
    language = language_of(before)
    joined = "和".join((earlier[one.start : one.end], before[other.start : other.end]))
    if language == "en":
        joined = joined.replace("和", " and ")
    return put(Piece(changed[0], (one.value, other.value), joined), before, names, language)


def _values(spans: tuple[Span, ...]) -> dict[Facet, Span]:
    """Return the facets of which a question names one."""
    counted = {one.facet: [other for other in spans if other.facet == one.facet] for one in spans}
    return {facet: found[0] for facet, found in counted.items() if len(found) == 1}
