"""The facets of a question: where in its words it names a place, a year, a stage, a school, a topic or a reading."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.asked.readings import READING_WORDS
from assistant.asked.schools import find_schools
from assistant.asked.understanding import ITEM_ID, STAGE_WORDS
from corpus.bilingual import Bilingual, Language, same
from corpus.places import Gazetteer
from corpus.saying import STAGES_EN
from corpus.terms import Term, Terms

Facet = Literal[
    "place", "own", "national", "year", "stage", "school", "topic", "spread", "kind", "part", "reading", "language"
]
WHERE: tuple[Facet, ...] = ("place", "own", "national", "school")

OWN = Bilingual("我们县", "our county")
_OWN = re.compile(
    r"我们(?:县|市|区|这[里边儿]?)?|咱们?(?:县|市|区)?|我(?:县|市|区)|本(?:县|市|区)|全(?:县|区)(?:的|整体)?"
    r"|\bour (?:own )?(?:county|district|city)\b",
    re.I,
)
_NATIONAL = re.compile(r"国家|全国|国标|\b(?:the )?(?:national(?:ly)?|country)\b", re.I)
_YEAR = re.compile(
    r"(?:\b(?:in|by|for|until|from) )?(?<![\d.])20[0-4]\d(?!\d|\s*(?:[元人所间个名平㎡]|yuan|pupils"
    r"|students))\s*年?(?:度|底|末)?"
    r"|(?<![跟和与比同较过])去年(?!相?比|份)|(?<![跟和与比同较以此之从])前年(?!相?比|[度份])"
    r"|(?<!to )(?<!with )(?<!than )(?<!since )\blast year\b",
    re.I,
)
_STAGES = {
    stage: re.compile(rf"(?:{words})(?:部|阶段|学段| (?:schools?|stage|part)\b)?", re.I)
    for stage, words in STAGE_WORDS.items()
}
_LANGUAGES: dict[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"(?:用|换成?|改成?)?英[文语](?:回答|说|讲|版|再?答)?(?:一[遍下])?|\b(?:answer )?in english\b"
        r"|^\W*english(?: please| version)?\W*$",
        re.I,
    ),
    "zh": re.compile(
        r"(?:用|换成?|改成?)?(?:中文|汉语)(?:回答|说|讲|版|再?答)?(?:一[遍下])?|\b(?:answer )?in chinese\b", re.I
    ),
}
# A reading that is the default is named to leave another one.
_DEFAULTS = {
    "include_private": re.compile(r"(?<!不)(?:包?含|包括|算上|加上|计入)民办|\b(?:including"
                                  r"|with) private(?: schools)?\b", re.I),
    "relief_2019": re.compile(r"不(?:按|用|依|照)?[^，。？?]{0,3}放宽(?:口径|规定|标准|政策)?"
                              r"|\bwithout (?:the )?relief\b", re.I),
    "rooms.kinds": re.compile(r"(?:分开|分别|各自)(?:算|计算|计)|\b(?:counted|taken) (?:apart|separately)\b", re.I),
    "rounding": re.compile(r"不四舍五入|\bunrounded\b|\bwithout rounding\b", re.I),
}  # fmt: skip
# Terms that say what is asked of a thing, or of whom, and name no topic of their own.
_NO_TOPIC = frozenset(
    {
        "学校", "教育", "教室", "班级", "学生数", "名额", "指标", "面积", "比例", "生均", "每百名学生", "学生",
        "教师", "家长", "总体目标", "现状",
        "责任单位", "领导小组", "政策解读", "小学", "初中", "义务教育", "优质均衡发展", "国家督导评估", "市教育局",
        "县", "十四五", "时间表",
    }
)  # fmt: skip
_KINDS = frozenset(
    {"民办学校", "公办学校", "乡村学校", "城镇学校", "寄宿制学校", "薄弱学校", "教学点", "九年一贯制学校", "一贯制学校"}
)
# A school that the sheet does not have, asked about by its name alone.
_STRANGER = re.compile(r"\W*(?:那么?|换成?|再看看?)?(?P<name>[一-鿿]{4,14}?)呢\W*")
# What belongs to the name of a topic although no term has it: 轮岗率, 教学用房面积.
_MEASURED = re.compile(r"的?面积|人数|比例|占比|[率数值](?!量)")
# How a topic is named beside a question that has said what it is about.
_SHORT = {
    "G4": Bilingual("规模", "size"), "R7": Bilingual("多媒体", "multimedia"), "R6": Bilingual("设备", "equipment"),
    "R5": Bilingual("场馆", "venue"), "R1": Bilingual("学历", "qualification"),
}  # fmt: skip
_PARTS = {"音乐": "music", "美术": "art", "体育": "sport"}
_SUBJECTS = re.compile(r"音乐|美术|体育|\b(?:music|art|sport)\b", re.I)


@dataclass(frozen=True, slots=True)
class Names:
    """What names things in a question: the places, the terms, and the schools of the sheet."""

    gazetteer: Gazetteer
    terms: Terms
    schools: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """Where a text names a facet. `value` tells it from others of its kind; `said` is how each language names it.

    `short`: the words name it only beside a question that has said more.
    """

    facet: Facet
    start: int
    end: int
    value: str
    said: Bilingual
    short: bool = False


def spans_in(text: str, names: Names) -> tuple[Span, ...]:
    """Return the facets that a text names, in its order; none overlaps another.

    Names of schools go before places and terms: 南安市康美中心小学 is one school.
    """
    taken: list[Span] = []
    for found in (_schools(text, names), _readings(text), _languages(text), _places(text, names), _years(text)):
        taken += [one for one in found if _is_free(one, taken)]
    for one in _terms(text, names.terms):
        taken += [one] if _is_free(one, taken) else []
    taken += [one for one in (*_stages(text), *_others(text)) if _is_free(one, taken)]
    return tuple(sorted(taken, key=lambda one: one.start))


def without(text: str, spans: Iterable[Span]) -> str:
    """Return a text with a blank in the place of each span."""
    for one in sorted(spans, key=lambda one: -one.start):
        text = f"{text[: one.start]} {text[one.end :]}"
    return text


def _is_free(span: Span, taken: Iterable[Span]) -> bool:
    return all(span.end <= other.start or span.start >= other.end for other in taken)


def _schools(text: str, names: Names) -> Iterator[Span]:
    named = find_schools(text, names.schools)
    for one in named.found:
        yield Span("school", one.start, one.end, one.name, same(one.name))
    stranger = _STRANGER.fullmatch(text) if names.schools and named.unknown else None
    if stranger and stranger["name"] in named.unknown:
        yield Span("school", *stranger.span("name"), stranger["name"], same(stranger["name"]))


def _places(text: str, names: Names) -> Iterator[Span]:
    for start, end, place in names.gazetteer.spans(text):
        yield Span("place", start, end, place.full_name, Bilingual(place.name, place.english))


def _years(text: str) -> Iterator[Span]:
    for match in _YEAR.finditer(text):
        digits = re.search(r"\d{4}", match.group())
        year = digits.group() if digits else match.group()
        said = Bilingual(f"{year}年", f"in {year}") if digits else Bilingual("去年", "last year")
        yield Span("year", *match.span(), year, said)


def _readings(text: str) -> Iterator[Span]:
    for id, value, words in READING_WORDS:
        for match in words.finditer(text):
            yield Span("reading", *match.span(), f"{id}={value}", Bilingual(match.group(), match.group()))
    for id, words in _DEFAULTS.items():
        for match in words.finditer(text):
            yield Span("reading", *match.span(), f"{id}=", Bilingual(match.group(), match.group()))


def _languages(text: str) -> Iterator[Span]:
    for language, words in _LANGUAGES.items():
        for match in words.finditer(text):
            yield Span("language", *match.span(), language, Bilingual("", ""))


def _stages(text: str) -> Iterator[Span]:
    for stage, words in _STAGES.items():
        for match in words.finditer(text):
            yield Span("stage", *match.span(), stage, Bilingual(stage, f"{STAGES_EN[stage]} schools"))


def _others(text: str) -> Iterator[Span]:
    for match in _OWN.finditer(text):
        yield Span("own", *match.span(), "own", OWN)
    for match in _NATIONAL.finditer(text):
        yield Span("national", *match.span(), "national", Bilingual("国家", "the country"))


def _terms(text: str, terms: Terms) -> Iterator[Span]:
    for one in terms.located(text):
        if facet := _facet_of(one.term):
            said = Bilingual(one.term.zh, one.term.en[0])
            unit = _MEASURED.match(text, one.end) if facet == "topic" else None
            yield Span(facet, one.start, unit.end() if unit else one.end, one.term.indicator or one.term.zh, said)
    for match in ITEM_ID.finditer(text):
        yield Span("topic", *match.span(), match.group().upper(), same(match.group().upper()))
    for id, said in _SHORT.items():
        for match in re.finditer(rf"{said.zh}|\b{said.en}s?\b", text, re.I):
            term = next(term for term in terms if term.indicator == id)
            yield Span("topic", *match.span(), id, Bilingual(term.zh, term.en[0]), short=True)
    for match in _SUBJECTS.finditer(text):
        zh, en = next((zh, en) for zh, en in _PARTS.items() if match.group().lower() in (zh, en))
        yield Span("part", *match.span(), zh, Bilingual(zh, en))


def _facet_of(term: Term) -> Facet | None:
    if term.zh in _KINDS:
        return "kind"
    if term.zh in _NO_TOPIC:
        return None
    return "spread" if term.indicator == "CV" else "topic"
