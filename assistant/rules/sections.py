"""What belongs to a thing, one by one: the parts of a section that a question names by its heading, and how many."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.register_notes import with_notes
from assistant.rules.lines import RuleView
from assistant.rules.words import asks_list_of_parts, asks_overview, asks_section
from assistant.tools import Tools
from assistant.verified import phrases
from assistant.verified.draft import Draft
from assistant.verified.ledger import About, quotation
from calculators.figures import count_figure
from corpus.bilingual import Bilingual, same
from corpus.folding import fold
from corpus.model import NATIONAL, Clause
from retrieval.model import Hit

_NUMBERING = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]+[）)]?[、．.]?|附件\s*\d+)\s*")
_REMARK = re.compile(r"[（(].*$")
# The observation (观测点) of a table says how many of its rows must hold; a paragraph is no part by a name of its own.
_BESIDE = re.compile(r"^(?:观测点|段\d+)$")
_SENTENCE = re.compile(r"[^\n。；]+[。；]?")
_LISTED = re.compile(r"[^：；。]+")
_LEAST = 3


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document under one heading, with its clauses."""

    heading: str
    depth: int
    clauses: tuple[Clause, ...]

    @property
    def children(self) -> dict[str, Clause]:
        """The first clause of each part, by its number."""
        found: dict[str, Clause] = {}
        for clause in self.clauses:
            if len(clause.path) > self.depth and not _BESIDE.match(clause.path[self.depth]):
                found.setdefault(clause.path[self.depth], clause)
        return found

    @property
    def rule(self) -> Clause | None:
        """What is said of all parts together, or None."""
        own = (one for one in self.clauses if one.path[self.depth :] == ("观测点",))
        return next(own, None)


def draft_section(rules: RuleView) -> Draft | None:
    """List the parts of the sections that a question names, with their number; None where it names none."""
    if not asks_list_of_parts(rules.view.asked):
        return None
    known = sections(_clauses(rules))
    found = [one for one in _named(known, rules) if len(_parts(one)) >= _LEAST]
    if not found and asks_overview(rules.view.asked):
        return _overview(known, rules)
    lines, hits = [], list[Hit]()
    for section in found:
        parts = _parts(section)
        shown = (*_rule(section), *parts) if section.children else _whole(parts)
        lines += [_head(section, parts, rules), *(_line(section, hit, rules) for hit in shown)]
        hits += parts
    return with_notes(Draft("answered", tuple(lines)), hits, rules.view) if lines else None


def sections(clauses: Sequence[Clause]) -> Mapping[tuple[str, tuple[str, ...]], Section]:
    """Return the sections of some clauses by document and path."""
    grouped: dict[tuple[str, tuple[str, ...]], list[Clause]] = {}
    heads: dict[tuple[str, tuple[str, ...]], str] = {}
    for clause in clauses:
        for depth, heading in enumerate(clause.trail[1:], start=1):
            key = (clause.document, clause.path[:depth])
            grouped.setdefault(key, []).append(clause)
            heads.setdefault(key, heading)
    return {key: Section(heads[key], len(key[1]), tuple(held)) for key, held in grouped.items()}


def name_of_heading(heading: str) -> str:
    """Return a heading without its number and remark.

    >>> name_of_heading("（一）筹备启动阶段（2023年4月底前）")
    '筹备启动阶段'
    """
    return _REMARK.sub("", _NUMBERING.sub("", heading.strip())).strip()


def _clauses(rules: RuleView) -> list[Clause]:
    """Return the clauses of the place asked; without one, those that list national requirements, or else all."""
    tools, place = rules.view.tools, rules.place
    if place is not None and rules.view.asked.places:
        names = {source.full_name for source in tools.sources(place)}
        return [one for one in tools.library.clauses if tools.jurisdiction(one) in names]
    return list(tools.library.clauses)


def _named(known: Mapping[tuple[str, tuple[str, ...]], Section], rules: RuleView) -> list[Section]:
    """Return the sections whose heading a question names: those of the longest name, the country's before others."""
    question, terms = rules.view.asked.question, rules.view.tools.terms
    said = fold(" ".join((question, *terms.to_standard(question), terms.to_chinese(question))))
    names = {key: [fold(one) for one in _names(section, rules.view.tools)] for key, section in known.items()}
    held = {
        key: name
        for key, several in names.items()
        for name in several
        if len(name) > 1 and name in said and asks_section(rules.view.asked, name)
    }
    longest = max((len(name) for name in held.values()), default=0)
    found = [known[key] for key, name in held.items() if len(name) == longest]
    national = [one for one in found if _is_national(one, rules.view.tools)]
    return national or found


def _names(section: Section, tools: Tools) -> tuple[str, ...]:
    """Return the name of a section's heading, and the term of the standards that it is another word for."""
    name = name_of_heading(section.heading)
    terms = tools.terms.to_standard(name)
    return (name, *terms) if len(terms) == 1 and not tools.terms.without(name).strip() else (name,)


def _is_national(section: Section, tools: Tools) -> bool:
    return all(clause.key in tools.national_clauses for clause in section.clauses)


def _parts(section: Section) -> list[Hit]:
    """Return what a section lists: the words of its parts, or where it has none, what its one clause lists."""
    children = section.children
    if children:
        return [_hit(clause, *_words(clause)) for clause in children.values()]
    return _pieces(section.clauses[0])


def _rule(section: Section) -> list[Hit]:
    """Return what is said of all parts together."""
    return [_hit(section.rule, 0, len(section.rule.text.rstrip()))] if section.rule else []


def _whole(parts: Sequence[Hit]) -> list[Hit]:
    """Return a list that stands in one clause as it stands there, with the words that lead to it."""
    clause, end = parts[0].clause, parts[-1].end
    return [_hit(clause, 0, end + clause.text.startswith(("。", "；"), end))]


def _words(clause: Clause) -> tuple[int, int]:
    """Return the span that says what a clause is about: the first cell that is a sentence, or its first sentence."""
    if "\t" in clause.text:
        cells = clause.text.split("\t")
        cell = next((one for one in cells if one.rstrip().endswith("。")), max(cells, key=len))
        start = clause.text.index(cell)
        return start, start + len(cell.rstrip())
    found = _SENTENCE.search(clause.text)
    return found.span() if found else (0, len(clause.text))


def _pieces(clause: Clause) -> list[Hit]:
    """Return what a clause lists behind its colon, piece by piece."""
    behind = clause.text.find("：") + 1
    cell = clause.text.find("\t", behind)
    end = cell if cell >= 0 else len(clause.text)
    spans = [one.span() for one in _LISTED.finditer(clause.text, behind, end) if one.group().strip()]
    return [_hit(clause, *span) for span in spans] if behind else []


def _hit(clause: Clause, start: int, end: int) -> Hit:
    return Hit(1, 1.0, clause, clause.text[start:end], start, end)


def _head(section: Section, parts: Sequence[Hit], rules: RuleView) -> str:
    """Return the line that names a section, its document, and how many parts it lists."""
    clause = section.clauses[0]
    place = _place(clause, rules.view.tools)
    document = rules.view.ledger.name("document", same(rules.view.tools.library.document(clause.document).name))
    heading = rules.view.ledger.name("clause", same(name_of_heading(section.heading)))
    label = Bilingual(f"{name_of_heading(section.heading)}所列的条数", "parts listed")
    figure = count_figure(f"section.{clause.document}.{section.depth}", label, [one.quote for one in parts], "条")
    counted = rules.view.ledger.figure(figure, About(place=place))
    shown = rules.name(place)
    return rules.say(
        f"{shown}，{document}“{heading}”，共列出：{counted}",
        f"{shown}, {document}, “{heading}”, parts listed: {counted}",
    )


def _line(section: Section, hit: Hit, rules: RuleView) -> str:
    """Return the line of one part; where its words begin further down, under the heading that the part has."""
    trail, quoted = hit.clause.trail[1:], _quoted(hit, rules)
    if len(hit.clause.path) <= section.depth + 1 or len(trail) <= section.depth:
        return f"- {quoted}"
    heading = rules.view.ledger.name("clause", same(name_of_heading(trail[section.depth])))
    return rules.say(f"- {heading}：{quoted}", f"- {heading}: {quoted}")


def _quoted(hit: Hit, rules: RuleView) -> str:
    about = About(place=_place(hit.clause, rules.view.tools))
    cited = rules.view.ledger.cite(hit.clause, hit.start, hit.end, about)
    return rules.say(f"“{quotation(cited)}”{cited}", f"“{quotation(cited)}” {cited}")


def _place(clause: Clause, tools: Tools) -> str:
    return NATIONAL if clause.key in tools.national_clauses else tools.jurisdiction(clause)


def _overview(known: Mapping[tuple[str, tuple[str, ...]], Section], rules: RuleView) -> Draft | None:
    """Return the parts of the national list of indicators, each with what is said of all its items."""
    parts = [one for one in known.values() if one.depth > 1 and _is_national(one, rules.view.tools)]
    lines = []
    for section in parts:
        heading = rules.view.ledger.name("clause", same(name_of_heading(section.heading)))
        said = section.rule or section.clauses[0]
        quoted = _quoted(_hit(said, *_words(said)), rules)
        lines.append(rules.say(f"- {heading}：{quoted}", f"- {heading}: {quoted}"))
    return Draft("answered", (rules.view.phrase(phrases.LISTED), *lines)) if lines else None
