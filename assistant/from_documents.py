"""Answers from the documents: the clause that says so, quoted, or an honest no."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.asked.items import topics_of
from assistant.asked.understanding import Understanding, without_places
from assistant.register_notes import with_notes
from assistant.rules.drafts import draft_from_rules, draft_left_open
from assistant.rules.lines import hits_of
from assistant.rules.patterns import NORM
from assistant.rules.quoting import cite_hit, place_name, speaks_for, statement
from assistant.rules.records import from_records, is_of_item, own_records
from assistant.rules.words import is_of_stage
from assistant.tools import Tools
from assistant.verified import phrases
from assistant.verified.draft import Draft
from assistant.verified.ledger import About
from assistant.verified.proofs import stands_in
from assistant.view import View, standard_figure
from corpus.bilingual import Bilingual
from corpus.indicators import item_of
from corpus.model import NATIONAL
from corpus.places import Place
from corpus.written import Record
from retrieval.answers import holds_what_is_asked, speaks_of_it
from retrieval.levels import levels_in, speaks_of
from retrieval.model import Hit

HITS_READ = 8
# A second clause is cited only when it fits about as well as the first.
SECOND_FITS = 0.97
# Where the best clause lacks what is asked for, one that holds it answers when it fits about this well.
NEXT_FITS = 0.7
# For a place that does not say it, the national requirement answers when it fits not much worse than any clause does.
NATIONAL_FITS = 0.7
_COMPARING = re.compile(
    r"分别|各自|相比|比较|对比|比一比|[两三四各]地|一样吗|相同吗|一致吗|有(?:什么|何|没有)(?:区别|不同|差别|差异)|[哪谁][^，。？?]*"
    r"|^\W*[和与跟及、]|[和与跟及、](?=的|\W*$)"
    r"|\b(?:compare|compared|versus|vs|respectively|both|differ|difference)\b",
    re.I,
)


def draft_from_documents(view: View, county: Place | None, year: int) -> Draft:
    """Answer from the clauses, place by place where several are named; refuse for a place without documents."""
    asked, tools = view.asked, view.tools
    strangers = [place for place in asked.places if not tools.sources(place)]
    place = asked.places[0] if asked.places else county
    if strangers:
        return draft_left_open(view, place, year) or _for_stranger(strangers, view, year) or refusal(view, strangers)
    if told := draft_from_rules(view, place, year):
        return told
    if len(asked.places) > 1:
        return _comparison(view, year)
    hits = find(asked, tools, place, year)
    if not hits:
        return refusal(view, [])
    return _stated(place, _own_first(place, hits, view, year), view)


def _stated(place: Place | None, hits: list[Hit], view: View) -> Draft:
    """Return the answer that quotes some clauses, with a word before them where none is the place's own."""
    lines = [statement(hit, view) for hit in hits]
    if place and not any(speaks_for(hit, view.tools) == place.full_name for hit in hits):
        lines.insert(0, _not_of_its_own(place, hits, view))
    return _complete(lines, hits, view)


def _for_stranger(strangers: Sequence[Place], view: View, year: int) -> Draft | None:
    """Return the national requirement for a place without documents, where a question wants what is required."""
    if len(view.asked.places) > 1 or not NORM.search(view.asked.question):
        return None
    hits = from_records(view.asked, view.tools, strangers[0], year)
    return _stated(strangers[0], hits, view) if hits else None


def _own_first(place: Place | None, hits: list[Hit], view: View, year: int) -> list[Hit]:
    """Return the clauses with what the place itself requires of the same before a national requirement."""
    tools = view.tools
    if place is None:
        return _country_first(hits, view, year)
    if view.asked.national or not tools.covers(place):
        return hits
    quoted = {
        one.indicator
        for hit in hits
        if hit.clause.key in tools.national_clauses
        for one in tools.thresholds(hit.clause)
        if is_of_stage(one.stage, view.asked) and (one.ref.quote in hit.quote or hit.quote in one.ref.quote)
    }
    records = [one for one in own_records(tools, place, year) if is_of_stage(one.stage, view.asked)]
    items = {item_of(indicator) for indicator in quoted}
    otherwise = [one for one in records if item_of(one.indicator) in items and is_of_item(one)]
    own = hits_of([one for one in records if one.indicator in quoted] or otherwise, tools)
    shown = {hit.clause.key for hit in hits}
    return [*(hit for hit in own if hit.clause.key not in shown), *hits]


def _country_first(hits: list[Hit], view: View, year: int) -> list[Hit]:
    """Return the clauses, with what the country requires of the same before a county's where no place is asked."""
    tools, topics = view.tools, set(topics_of(view.asked))
    local = {(hit.clause.document, hit.clause.id) for hit in hits if hit.clause.key not in tools.national_clauses}
    known: list[Record] = [*tools.standards.all, *tools.standards.aims]
    said = {item_of(one.indicator) for one in known if (one.ref.document, one.ref.clause) in local}
    in_force = tools.standards.floor(year)
    floor: list[Record] = [*in_force.in_force.values(), *in_force.aims]
    required = [one for one in floor if item_of(one.indicator) in said & topics and is_of_stage(one.stage, view.asked)]
    national = hits_of(required, tools)
    return [*national, *(hit for hit in hits if hit.clause.key not in {one.clause.key for one in national})]


def refusal(view: View, strangers: Sequence[Place]) -> Draft:
    """Say that nothing here supports an answer, and what comes nearest; which documents there are is asked apart."""
    lines = [_no_documents(place, view) for place in strangers]
    lines += [view.phrase(phrases.NO_CLAUSE), *_nearest(view)]
    return Draft("abstained", tuple(lines), suggestions=phrases.EXAMPLES)


def _nearest(view: View) -> list[str]:
    """Return the lines that show the clause nearest to the question, as what it is: no answer."""
    places = [source for place in view.asked.places for source in view.tools.sources(place)]
    hits = view.tools.search_clauses(view.asked.question, 1, places).hits
    return [view.phrase(phrases.NEAREST), *(f"- {statement(hit, view)}" for hit in hits)] if hits else []


def find(asked: Understanding, tools: Tools, place: Place | None, year: int) -> list[Hit]:
    """Return the clauses to cite, best first.

    A place answers for itself, with what it belongs to (its city, province and country bind it too), then the national
    requirements do: for a place that the question names, only where nothing else fits better. What the records hold
    needs no search.
    """
    if recorded := from_records(asked, tools, place, year):
        return recorded
    if place and (sources := tools.sources(place)):
        own = tools.search_clauses(asked.question, HITS_READ, sources)
        if not own.abstained:
            return _floor_instead(own.hits[0], asked, tools, year) or _worth_citing(own.hits, asked, tools)
    # The place's own clauses did not answer: what is left to ask is the matter itself.
    result = tools.search_clauses(" ".join(without_places(asked.question, asked.places).split()), HITS_READ)
    national = [hit for hit in result.hits if hit.clause.key in tools.national_clauses]
    if result.abstained or (asked.places and not any(hit.score >= NATIONAL_FITS for hit in national)):
        return []
    return _worth_citing(national if place or asked.national else result.hits, asked, tools)


def _floor_instead(best: Hit, asked: Understanding, tools: Tools, year: int) -> list[Hit]:
    """Return what the records hold, where the best clause is of a document that a user brought as the country's own.

    The national floor is the shipped one: no document that anybody can add may speak for it.
    """
    if tools.jurisdiction(best.clause) != NATIONAL:
        return []
    return from_records(replace(asked, national=True), tools, None, year)


def _worth_citing(hits: Sequence[Hit], asked: Understanding, tools: Tools) -> list[Hit]:
    """Return the best hit, and the second where it fits as well; none that quotes another level of schooling.

    None either that lacks the kind of thing that is asked for; then the next best is looked at.
    """
    levels = levels_in(f"{asked.question} {tools.terms.to_chinese(asked.question)}")
    near = [hit for hit in hits if hit.score >= hits[0].score * NEXT_FITS]
    answering = [hit for hit in near if _answers(hit, asked.question, tools)]
    fitting = [hit for hit in answering if hit.score >= answering[0].score * SECOND_FITS][:2]
    return [hit for hit in fitting if speaks_of("\n".join((hit.quote, *hit.clause.trail)), levels)]


def _answers(hit: Hit, question: str, tools: Tools) -> bool:
    """Say whether the words quoted speak of what is asked, and hold a thing of the kind."""
    heads = hit.clause.trail[1:]
    on_it = speaks_of_it(question, "\n".join((hit.clause.text, *heads)), tools.terms)
    return on_it and holds_what_is_asked(question, hit.quote, heads)


def _comparison(view: View, year: int) -> Draft:
    found = {
        place: _own_first(place, find(_asked_of(place, view.asked), view.tools, place, year), view, year)
        for place in view.asked.places
    }
    if not any(found.values()):
        return refusal(view, [])
    lines = [view.phrase(phrases.COMPARE)]
    for place, all_hits in found.items():
        own = [hit for hit in all_hits if speaks_for(hit, view.tools) == place.full_name]
        hits = own or all_hits
        lines += [f"- {statement(hit, view)}" for hit in hits[:1]]
        if not hits:
            name = view.ledger.name("place", place_name(place.full_name, view.tools), About(place=place.full_name))
            lines.append(view.say(f"- {name}的文件没有写到。", f"- The documents of {name} do not say."))
    return _complete(lines, [hit for hits in found.values() for hit in hits[:1]], view)


def _asked_of(place: Place, asked: Understanding) -> Understanding:
    """Return the question as it would be asked of one of its places alone."""
    question = without_places(asked.question, [other for other in asked.places if other != place])
    return replace(asked, question=_COMPARING.sub(" ", question), places=(place,))


def _complete(lines: list[str], hits: list[Hit], view: View) -> Draft:
    """Add the standards that the quotations set, and the conflicts and doubts that they touch."""
    figures = [
        view.ledger.figure(figure, About(place=one.jurisdiction), cite_hit(hit, view))
        for hit in hits
        for one in view.tools.thresholds(hit.clause)
        if one.ref.quote in hit.quote or hit.quote in one.ref.quote
        if stands_in((figure := standard_figure(one)).display, hit.quote)
    ]
    return with_notes(Draft("answered", tuple(lines), tuple(figures)), hits, view)


def _no_documents(place: Place, view: View) -> str:
    name = view.ledger.name("place", Bilingual(place.name, place.english))
    return view.say(f"这里没有{name}的文件。", f"There are no documents of {name} here.")


def _not_of_its_own(place: Place, hits: Sequence[Hit], view: View) -> str:
    """Say that what follows is not the place's own word, but the country's or that of what it belongs to."""
    name = view.ledger.name("place", Bilingual(place.name, place.english))
    here = view.tools.covers(place)
    if all(hit.clause.key in view.tools.national_clauses for hit in hits):
        zh, en = "国家指标", "the national requirement"
    else:
        zh, en = "上级文件的规定", "what the level above lays down"
    if here:
        return view.say(f"下面不是{name}自己的规定，而是{zh}。", f"What follows is not {name}'s own, but {en}.")
    return view.say(f"这里没有{name}的文件，下面是{zh}。", f"There are no documents of {name} here; {en} follows.")
