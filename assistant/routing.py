"""What decides which drafter answers: small questions about a question, each with an example of one that it fits.

The engine's table asks them in its order, so that each may rely on those before it having said no.
"""

import re
from dataclasses import dataclass, replace

from assistant.asked.groups import group_in
from assistant.asked.items import topics_of
from assistant.asked.meant import THINGS, masked, speaks_of_more
from assistant.asked.measures import ANOTHER, MEASURES, items_asked, resources_asked
from assistant.asked.numbers import holds_against
from assistant.asked.own import asks_own_item, asks_own_whole, is_overall
from assistant.asked.readings import readings_asked_about
from assistant.asked.schools import schools_named
from assistant.asked.sources import asks_a_norm, asks_a_term, asks_how_it_is_done, asks_the_documents, is_a_topic
from assistant.asked.talk import Talk, is_gibberish, talk_in
from assistant.asked.understanding import Understanding
from assistant.asked.vague import Vague, vague_in
from assistant.asked.want_words import FAILING, HELD, SHARE
from assistant.asked.wants import wanted_of
from assistant.check import CheckReport
from assistant.clock import this_year
from assistant.from_given import gives_numbers
from assistant.from_sheet import TOPICS, explains
from assistant.rules.words import asks_of_documents, kind_asked
from assistant.sheet.view import SheetView
from assistant.sheet.years import years_asked
from assistant.view import View
from calculators.model import Status
from corpus.places import Place

# In English one phrase asks what a thing is and what it comes to; with a sheet at hand it is the latter.
_VALUE = re.compile(r"^\W*(?:and |so |tell me |do you know )*what(?:'s| is| are| was| were)(?! an? )\b", re.I)
_NAMELY = re.compile(
    r"\bmean(?:s|t|ing)?\b(?! (?!of\b)\w+ (?:area|value|floor|number))|\bdefin|\bdifferen\w+ between\b|\bfor\?$", re.I
)
_AMOUNT = re.compile(r"\b(?:rate|ratio|share|percentage|proportion|average|total|number|figure)\b", re.I)
_COUNT = re.compile(r"(?:几|多少)\s*[所家间辆名台张座]|(?:几|多少)个(?!方面|步骤|阶段|部分|文件|条件|环节)")
# The county's verdict as a whole, however it is called.
_WHOLE = re.compile(
    r"结论|结果|总评|总体|整体|总的|情况|怎么样|如何|差在哪|短板|弱项|\b(?:overall|verdict|results?|conclusion|outcome|doing|summary|whole)\b",
    re.I,
)
DECIDED: tuple[Status, ...] = ("met", "not_met")
# Meanings of one word that are answered one by one; of more, the user chooses.
MOST_MEANT = 3
# A term is asked for, not what one's own county comes to: 什么是差异系数, how is it defined.
_DEFINED = re.compile(
    r"什么(?:是|叫)|(?:是|指)(?:的是)?(?:什么|啥)(?:意思)?(?:$|\W)|什么意思|啥意思|(?:的)?(?:定义|含义|概念)|怎么理解|如何理解"
    r"|\b(?:what (?:does|do)\b.{0,60}\bmean|definition of|defined?|what is meant by|meaning of)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Asking:
    """One question with all that decides where its answer comes from. `place` is the one selected."""

    view: View
    place: Place | None
    year: int
    report: CheckReport | None

    @property
    def asked(self) -> Understanding:
        """The question."""
        return self.view.asked

    @property
    def sheet(self) -> SheetView:
        """The question over the sheet at hand, which there must be."""
        assert self.report is not None
        view = self.view
        return SheetView(view.asked, view.tools, view.ledger, view.county, self.report)

    @property
    def years(self) -> tuple[int, ...]:
        """The years that the sheets at hand say they are of."""
        if self.report is None:
            return ()
        table = self.report.table
        told = (table.year, *(one.table.year for one in self.report.earlier), *table.other_years.values())
        return tuple(sorted({year for year in told if year is not None}))

    def understood_as(self, asked: Understanding) -> "Asking":
        """Return the same with another understanding of the question."""
        return replace(self, view=replace(self.view, asked=asked))

    @property
    def talk(self) -> Talk | None:
        """What is said to the assistant itself."""
        tools = self.view.tools
        said = talk_in(self.asked.question)
        if said or self.asked.schools:
            return said
        return "gibberish" if is_gibberish(self.asked.question, tools.terms, tools.gazetteer) else None

    @property
    def vague(self) -> Vague | None:
        """The word that can mean several items; of these, those that the sheet decides where it decides any."""
        found = None if self.asked.schools else vague_in(self.asked)
        if found is None or self.report is None:
            return found
        decided = {item.id for item in self.report.check.items if item.status in DECIDED}
        return replace(found, items=tuple(item for item in found.items if item in decided) or found.items)


def is_talk(one: Asking) -> bool:
    """Whether a question is put to the assistant itself: 你能做什么, 谢谢, asdf."""
    return one.asked.intent == "help" or one.talk is not None


def is_about_readings(one: Asking) -> bool:
    """Whether a question is about the readings (口径) as such: 音乐美术教室能不能合计算."""
    return bool(readings_asked_about(one.asked.question))


def gives_its_own_numbers(one: Asking) -> bool:
    """Whether numbers in the question itself are to be judged: 我校24个班，2间音乐教室够吗."""
    return gives_numbers(one.asked)


def is_unclear(one: Asking) -> bool:
    """Whether a word of a question can mean more items than an answer can hold: 比例达标吗."""
    vague = one.vague
    return vague is not None and len(vague.items) > MOST_MEANT


def names_a_school_without_sheet(one: Asking) -> bool:
    """Whether a question is about a school and there is no sheet: 第一实验小学达标吗."""
    if one.report is not None or one.asked.intent == "clause":
        return False
    return bool(schools_named(one.asked.question, ()).unknown)


def names_a_school(one: Asking) -> bool:
    """Whether a question is about a school of the sheet: 康美小学达标吗."""
    return bool(one.asked.schools)


def asks_why(one: Asking) -> bool:
    """Whether what lies behind the figures of the sheet is asked, or how they changed: 小学差异系数是哪些学校拉高的."""
    return one.report is not None and explains(one.asked)


def names_a_stranger(one: Asking) -> bool:
    """Whether a question names a school that the sheet at hand does not have: 石井小学达标吗."""
    asked = one.asked
    of_a_place = asked.places and any("的" in name for name in asked.unknown_schools)
    return one.report is not None and bool(asked.unknown_schools) and not asked.rule and not of_a_place


def asks_for_the_whole(one: Asking) -> bool:
    """Whether the verdict as a whole is asked of the sheet: 总体结论是什么, how are we doing overall."""
    asked = one.asked
    if one.report is None or asked.places or topics_of(asked) or not _WHOLE.search(asked.question):
        return False
    if kind_asked(asked) == "documents" or asks_the_documents(asked):
        return False
    return is_overall(asked) or not speaks_of_more(masked(asked, one.view.tools.terms), (*THINGS, "eng"))


def asks_its_value(one: Asking) -> bool:
    """Whether what the sheet comes to is asked in words that may ask for a meaning: What is the retention rate?"""
    asked, report = one.asked, one.report
    if report is None or asked.language != "en" or asked.places or asked.national or asked.rule:
        return False
    if not _VALUE.search(asked.question) or _NAMELY.search(asked.question):
        return False
    held = {item.id.split(".")[0] for item in report.check.items if item.status in DECIDED or item.value is not None}
    return bool(set(topics_of(asked)) & held)


def asks_of_another_year(one: Asking) -> bool:
    """Whether what one's schools came to is asked of a year that no sheet is of: 2022年哪些学校不达标."""
    asked, years = one.asked, one.years
    if not years or asked.year is None or asked.places or asks_the_documents(asked) or years_asked(asked):
        return False
    return asked.year not in years and asked.year <= this_year()


def names_a_measure(one: Asking) -> bool:
    """Whether schools are asked about by a thing that the sheet counts, and nothing else: 规模超了没有."""
    asked = one.asked
    rest = FAILING.sub(" ", _without_measures(one))
    return bool(items_asked(asked)) and not ANOTHER.search(asked.question) and not speaks_of_more(rest)


def names_another_thing(one: Asking) -> bool:
    """Whether a question names a thing that no item and no measure of schools is: 教师平均年龄是多少."""
    asked = one.asked
    if topics_of(asked) or asked.schools or one.vague or is_overall(asked):
        return False
    wanted = wanted_of(asked)
    of_data = wanted is not None and wanted.want in ("each", "missing", "left_out", "describe", "doubt", "median")
    told = of_data or (wanted and (wanted.classes or wanted.group is not None or "met_count" in wanted.measures))
    if told or resources_asked(asked) or group_in(asked.question):
        return False
    return speaks_of_more(_WHOLE.sub(" ", SHARE.sub(" ", _without_measures(one))), (*THINGS, "eng"))


def _without_measures(one: Asking) -> str:
    """Return the question without its terms and without the words that schools are measured by."""
    rest = HELD.sub(" ", masked(one.asked, one.view.tools.terms))
    for _, named in MEASURES:
        rest = named.sub(" ", rest)
    return rest


def asks_of_rules_only(one: Asking) -> bool:
    """Whether only documents can answer, whatever sheet there is: 哪个县的要求最严."""
    asked = one.asked
    counts = bool(_COUNT.search(asked.question) or (_VALUE.search(asked.question) and _AMOUNT.search(asked.question)))
    own = one.report is not None and counts and not asked.places and not asks_the_documents(asked)
    return asks_of_documents(asked) and not own


def asks_what_a_term_means(one: Asking) -> bool:
    """Whether a term is asked for: 什么是差异系数."""
    asked = one.asked
    return asked.intent == "clause" and not asked.own and bool(_DEFINED.search(asked.question))


def asks_no_data(one: Asking) -> bool:
    """Whether a word or a limit is asked about, whatever sheet there is: 校际差异率和差异系数是一回事吗."""
    asked = one.asked
    return (asks_a_term(asked) or asks_a_norm(asked)) and not asked.own and not asked.schools


def asks_of_its_schools(one: Asking) -> bool:
    """Whether the sheet's schools are to be listed, counted, compared or put in order: 生均面积最低的五所."""
    asked, wanted = one.asked, wanted_of(one.asked)
    if one.report is None or asked.places or wanted is None:
        return False
    return not asked.national or wanted.want == "mean"  # the county mean beside the national standard


def asks_own_form(one: Asking) -> bool:
    """Whether an item, or a part of the whole verdict, is asked of the sheet: 轮岗率多少, 还缺哪些数据."""
    return one.report is not None and (asks_own_item(one.asked) or asks_own_whole(one.asked))


def takes_anothers_standard(one: Asking) -> bool:
    """Whether the sheet is to be held against another place's targets: 达到乐清的目标了吗."""
    asked = one.asked
    if one.report is None or not asked.places or not all(holds_against(asked, place) for place in asked.places):
        return False
    return bool(topics_of(asked)) or is_overall(asked)


def is_of_the_sheets_place(one: Asking) -> bool:
    """Whether the place asked about is the one whose sheet is at hand: 南安音乐教室达标吗, with Nan'an's sheet."""
    asked, report = one.asked, one.report
    if report is None or asked.intent == "clause":
        return False
    return asked.places == (one.place or one.view.tools.place(report.county),)


def wants_a_verdict_elsewhere(one: Asking) -> bool:
    """Whether a verdict is asked on a place whose data are not at hand: 乐清达标了吗."""
    asked = one.asked
    if asked.intent not in ("verdict", "which") or len(asked.places) != 1 or asked.own or asked.year:
        return False
    if asked.rule and not is_overall(asked):
        return False
    if any(holds_against(asked, place) for place in asked.places):
        return False
    return bool(topics_of(asked)) or is_overall(asked)


def asks_a_rule(one: Asking) -> bool:
    """Whether what is required is asked, of the country or of a place: 音乐教室要多大, 南安的班额目标."""
    asked = one.asked
    if asked.places:
        return asked.intent == "clause" or not asked.own
    if one.report is None:
        return asked.intent == "clause"
    if asks_how_it_is_done(asked) and not asked.own:
        return True
    is_topic = is_a_topic(asked) and not _is_topical(one)
    return asked.intent == "clause" and (asked.rule or asks_the_documents(asked) or is_topic)


def is_of_ones_own(one: Asking) -> bool:
    """Whether only the user's data can answer: 我们县达标吗, 哪些学校音乐教室不足, and 班额 with a sheet at hand."""
    return one.asked.own or one.report is not None or _is_topical(one) or is_overall(one.asked)


def is_anything(one: Asking) -> bool:
    """Whatever is left is asked of the documents, which answer or say that they do not: 鲤城有几所幼儿园."""
    return True


def _is_topical(one: Asking) -> bool:
    return any(topic in TOPICS for topic in topics_of(one.asked))
