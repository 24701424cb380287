"""Giving a predicate the subject of the question before: 差多少 after 我们县音乐教室达标吗 is 我们县音乐教室差多少."""

import re
from collections.abc import Callable

from assistant.asked.facets import Facet, Names, spans_in
from assistant.asked.rewriting import END, appended, runs
from assistant.asked.unsaid import Predicate
from corpus.bilingual import Bilingual, Language

_SUBJECT: tuple[Facet, ...] = ("place", "own", "school", "year", "kind", "stage", "topic", "spread")
OF_ALL: tuple[Predicate, ...] = ("which", "count", "rank", "list", "drivers")
_EXTREMES = re.compile(
    r"最[高低大小多少好差强弱]|\b(?:highest|lowest|largest|smallest|biggest|best|worst|most"
    r"|fewest)\b",
    re.I,
)
_EXTREME = re.compile(
    rf"(?P<zh>最[高低大小多少好差强弱])的?(?:是(?:谁|哪[所个]))?"
    rf"|(?:the )?(?P<en>{_EXTREMES.pattern.partition('|')[2]})",
    re.I,
)
_TEMPLATES: dict[Predicate, str] = {
    "how": "How is {} worked out?", "which": "Which schools fail {}?", "count": "How many schools fail {}?",
    "short": "By how much does {} fall short?", "verdict": "Does {} meet the requirement?", "value": "What is {}?",
    "required": "What is the requirement for {}?", "rank": "{1}: which schools are the {0}?",
    "drivers": "Which schools drive {}?", "contrast": "Compare {}.", "why": "Why is {} as it is?",
    "list": "List all the schools for {}.",
    "years": "How did {} change compared with last year?",
}  # fmt: skip


def asks_about(predicate: Predicate, words: str, question: str, names: Names, language: Language) -> str:
    """Return what is asked by a predicate alone, of what a question is about."""
    found = runs(question, spans_in(question, names))
    said = {facet: question[run[0].start : run[-1].end] for run in reversed(found) for facet in (run[0].facet,)}
    if predicate in OF_ALL:  # the school asked about before is no subject of 最高的三所
        said.pop("school", None)
    readings = "，".join(question[one.start : one.end] for run in found for one in run if one.facet == "reading")
    if language == "en":
        return _english(predicate, words, said, readings)
    spread = "的" if "topic" in said and "spread" in said else ""
    subject = "".join(f"{spread if facet == 'spread' else ''}{said[facet]}" for facet in _SUBJECT if facet in said)
    national = _national(said, words, predicate)
    of = "的" if predicate == "required" and subject and not national else ""
    return f"{readings}{'，' if readings else ''}{subject}{national or of}{_CHINESE.get(predicate, str)(words)}？"


def _national(said: dict[Facet, str], words: str, predicate: Predicate) -> str:
    """Return the word for the country, where it is whose requirement is asked for."""
    return "的国家" if "national" in said and predicate == "required" and "国家" not in words else ""


def _english(predicate: Predicate, words: str, said: dict[Facet, str], readings: str) -> str:
    whose = next((said[one] for one in ("school", "place", "own") if one in said), "")
    topic = said.get("topic", "")
    thing = f"{said['spread']} of {topic}" if topic and "spread" in said else topic or said.get("spread", "")
    facets = [whose and thing and f"in {whose}", said.get("stage", "") and f"in {said['stage']}", said.get("year", "")]
    noun = " ".join(one for one in (f"the {thing}" if thing else whose, *facets) if one)
    text = _TEMPLATES[predicate].format(words, noun) if predicate == "rank" else _TEMPLATES[predicate].format(noun)
    return appended(text, f", {readings}") if readings else text


def _which(words: str) -> str:
    return (
        words if re.search(r"[不未没]|满足|达", words) else f"{words if words.endswith('校') else f'{words}学校'}不达标"
    )


_CHINESE: dict[Predicate, Callable[[str], str]] = {
    "which": _which,
    "count": lambda words: words if re.search(r"[不未没]",
    words) else f"{words if words.endswith('校') else f'{words}学校'}不达标",
    "how": lambda words: f"是{words}" if words.startswith(("怎", "如何")) else words,
    "value": lambda words: words if words.startswith(("是", "现在", "目前", "有")) else f"是{words}",
    "required": lambda words: words if words.endswith(("多少", "什么", "几", "规定", "哪些")) else f"{words}是多少",
    "years": lambda words: words if len(words) > len("跟去年比") else f"{words}怎么样",
}  # fmt: skip
# A predicate as the other language says it, where the question before was in that.
TRANSLATED: dict[Predicate, Bilingual] = {
    "why": Bilingual("为什么", "why"), "how": Bilingual("怎么算出来的", "how was it worked out"),
    "which": Bilingual("哪些学校不达标",
    "which ones"),
    "count": Bilingual("有几所学校不达标", "how many"), "short": Bilingual("还差多少", "by how much"),
    "verdict": Bilingual("达标吗", "is it enough"),
    "value": Bilingual("是多少", "what is it"), "required": Bilingual("要求是多少", "the requirement"),
    "rank": Bilingual("最差的是哪几所", "worst"),
    "list": Bilingual("都列出来", "list them"), "drivers": Bilingual("哪些学校影响最大", "which schools drive it"),
    "years": Bilingual("跟去年比怎么样", "compared with last year"),
    "floor": Bilingual("和国家标准比怎么样", "compared with the national requirement"),
}  # fmt: skip
ADDED_ENGLISH: dict[Predicate, str] = {
    "why": "and why", "list": "and list them all", "floor": "compared with the national requirement",
}  # fmt: skip


def with_other_extreme(words: str, question: str) -> str | None:
    """Return a question with another extreme in the place of its own, where no more than that is asked: 最小的呢.

    >>> with_other_extreme("最小", "哪所学校最大"), with_other_extreme("最高的三所", "设备值最低的五所")
    ('哪所学校最小', None)
    """
    match = _EXTREME.fullmatch(words)
    said = match and (match["zh"] or match["en"])
    own = _EXTREMES.search(question)
    return f"{question[: own.start()]}{said}{question[own.end() :]}" if said and own else None


def added(predicate: Predicate, words: str, question: str, language: Language) -> str:
    """Return a question with more asked of it: 达标吗 becomes 达标吗，为什么."""
    if language == "en":
        text = ADDED_ENGLISH[predicate]
        return question if text in question else f"{END.sub('', question)}, {text}?"
    if words == "原因":
        words = "原因是什么"
    return question if words in question else f"{END.sub('', question)}，{words}？"
