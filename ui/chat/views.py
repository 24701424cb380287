"""What the chat page shows, as Markdown and HTML in which nothing from a question, sheet or document is mark-up."""

import re
from collections.abc import Mapping, Sequence
from functools import partial

from assistant.check import CheckReport
from assistant.model import BUILTIN, Answer
from assistant.overview import count_of_31
from calculators.columns import label_of
from calculators.model import ColumnReading, Item
from corpus.bilingual import Bilingual, Language
from corpus.errors import JunhengError
from ui.chat.blocks import block
from ui.check_page.addresses import CHECK, Way
from ui.evidence.links import citation_link, evidence_link
from ui.evidence.marked import MARK
from ui.terminal.say_check import (
    MAX_ISSUES,
    OPEN_STATUSES,
    failing_units,
    grouped,
    having,
    subject,
    units_read,
    wanted,
)
from ui.terminal.say_targets import TARGETS, target_lines
from ui.words import check_labels, evidence_labels, sheet_labels
from ui.words.columns_asked import Key, columns_asked, key_of, taken_words
from ui.words.engine_labels import engine_line
from ui.words.issue_groups import cell_of, counted, issue_groups, split
from ui.words.item_names import item_name, requirement, shown_value

# Thousands of faults are in the workbook; a message of the chat lists this many.
MAX_LISTED = 200

_PLACE, _NO_PLACES = "\ue000", {0xE000: "\ufffd"}
_NUMBER = re.compile(f"{_PLACE}(\\d+){_PLACE}([^{_PLACE}]*){_PLACE}")
_MARK_UP = re.compile(r"(?<!\\)[<>~&@]")


def shown_as_text(text: str) -> str:
    """Return a text that Markdown shows exactly as it stands: every sign that could be mark-up as an entity.

    >>> shown_as_text("<b> [x](y)")
    '&#60;b&#62; &#91;x&#93;&#40;y&#41;'
    """
    lines = ("".join(_entity(character) for character in line) for line in text.splitlines())
    return "\n".join(re.sub(r"^ +", lambda spaces: "&#160;" * len(spaces.group()), line) for line in lines)


def answer_markdown(answer: Answer, number: int | None = None) -> str:
    """Return an answer for the chat: its Markdown with numbers and citation marks as links, and the sources below.

    Below those stands what can be done with it, in the reader's conversation of that `number`.
    """
    links = {one.n: citation_link(one, answer.language) for one in answer.citations}

    def linked(match: re.Match[str]) -> str:
        link = links.get(int(match.group(1)))
        return f"[\\[{match.group(1)}\\]]({link})" if link else match.group(0)

    text = _with_numbers(MARK.sub(linked, _harmless(_with_places(answer))))
    told = engine_line(answer) if answer.engine != BUILTIN or answer.verification.fallback else ""
    sources = block("chat_sources.html", answer.language, answer=answer, links=links, engine=told)
    acts = block(
        "chat_acts.html", answer.language, a=evidence_labels, receipt=answer.receipt,
        evidence=evidence_link(answer.receipt, answer.language, number),
    )  # fmt: skip
    return "\n\n".join(part for part in (text, sources, acts) if part)


def _with_places(answer: Answer) -> str:
    """Return the text with each figure between marks of the private area, which nobody's words have here."""
    text, made, end = answer.text.translate(_NO_PLACES), "", 0
    for number, start, stop in answer.places:
        made += f"{text[end:start]}{_PLACE}{number}{_PLACE}{text[start:stop]}{_PLACE}"
        end = stop
    return made + text[end:]


def _with_numbers(text: str) -> str:
    """Return the text with the figures between those marks as links to how they came about."""
    return _NUMBER.sub(r'<a class="jh-number" href="#figure-\1">\2</a>', text)


def growing_markdown(text: str, working: str, language: Language) -> str:
    """Return an answer of which so much has been released, with the words that there is more to come."""
    waiting = block("chat_waiting.html", language, working=working)
    return f"{_harmless(text)}\n\n{waiting}" if text else waiting


def check_markdown(report: CheckReport, names: Sequence[str], language: Language, number: int | None = None) -> str:
    """Return the summary of a sheet that was just uploaded: verdict, what falls short, how the 31 items stand, faults.

    Of the reader's conversation `number` the marked-up workbook can be downloaded.
    """
    return block(
        "chat_check.html",
        language,
        report=report,
        names=names,
        units=units_read(report),
        subject=subject(report, language),
        asked=len(columns_asked(report)),
        workbook=Way(language, number).to(f"{CHECK}/workbook") if number else None,
        **_judged(report, language),
        **_faults(report, several=len(names) > 1),
    )


def _judged(report: CheckReport, language: Language) -> dict[str, object]:
    """Return what the summary says of the items: those failed and open, how the 31 stand, and the place's targets."""
    links = {one.n: citation_link(one, language) for one in report.citations}

    def row(item: Item) -> tuple[object, ...]:
        needed = requirement(item, report.check.floor, language)
        return item_name(item, language), shown_value(item, language), needed, item, _link(report, item, links)

    found, all_31 = [(status, having(report, status)) for status in OPEN_STATUSES], count_of_31(report.check)
    return {
        "failing_units": failing_units(report, language),
        "failed": [(heading, [row(one) for one in group]) for heading, group in grouped(having(report, "not_met"))],
        "open": [
            (status, [(item_name(one, language), wanted(one, language)) for one in items])
            for status, items in found
            if items
        ],
        "head_of_31": check_labels.OF_31.say(language).format(count=all_31.total),
        "counts": [(status, count) for status, count in all_31.counts.items() if count],
        "targets": [(one, links[one.source]) for one in target_lines(report, language)],
        "targets_head": TARGETS,
    }


def _faults(report: CheckReport, *, several: bool) -> dict[str, object]:
    """Return what the summary says of the faults: the gravest at once, the others folded, a flood counted."""
    groups = issue_groups(report.issues)
    shown, more = split([one for one in groups if one.severity != "note"], MAX_ISSUES)
    more, unlisted = split(more, MAX_LISTED)
    notes, other_notes = split([one for one in groups if one.severity == "note"], MAX_LISTED)
    return {
        "shown": shown,
        "more": more,
        "notes": notes,
        "unlisted": counted((*unlisted, *other_notes)),
        "counted": counted,
        "cell": partial(cell_of, several=several),
    }


def confirmed_markdown(columns: Sequence[ColumnReading], choices: Mapping[Key, str], language: Language) -> str:
    """Return what the reader has confirmed: each column with its meaning."""
    meant = [(one, choices[key_of(one)]) for one in columns if key_of(one) in choices]
    said = [(one, label_of(id).say(language) if id else sheet_labels.NOT_USED.say(language)) for one, id in meant]
    return block("chat_confirmed.html", language, head=sheet_labels.CONFIRMED, said=said)


def undone_markdown(language: Language) -> str:
    """Return the words that what was confirmed is undone."""
    return block("chat_confirmed.html", language, head=sheet_labels.UNDONE, said=())


def replaced_markdown(names: Sequence[str], language: Language) -> str:
    """Return which sheets of the conversation new ones have taken the place of."""
    return block("chat_replaced.html", language, names=names)


def column_markdown(column: ColumnReading, language: Language) -> str:
    """Return one column to confirm: its heading and cell, what it is used as now, and why that is in doubt."""
    return block("chat_column.html", language, column=column, taken=taken_words(column, language))


def asking_markdown(waiting: int, language: Language) -> str:
    """Return the head of the columns to confirm; `waiting` more are asked after these."""
    return block("chat_asking.html", language, waiting=waiting)


def problem_markdown(
    error: JunhengError, language: Language, before: Bilingual | None = None, *, about: str | None = None
) -> str:
    """Return an error as a message of the chat. The file that it is `about` is named in the words `before`."""
    message = error.message.say(language)
    for mark in ("：", ": ") if about else ():
        message = message.removeprefix(f"{about}{mark}")
    return block("chat_problem.html", language, message=message, hint=error.hint, before=before)


def _link(report: CheckReport, item: Item, links: dict[int, str]) -> tuple[int, str] | None:
    n = report.source(item)
    return (n, links[n]) if n else None


def _harmless(text: str) -> str:
    """Return an answer's Markdown without anything that could become a tag, an image or a link by itself."""
    escaped = _MARK_UP.sub(lambda sign: f"&#{ord(sign.group())};", text)
    return escaped.replace("![", "&#33;[").replace("](", "]&#40;").replace("://", "&#58;//").replace("www.", "www&#46;")


def _entity(character: str) -> str:
    is_sign = character.isascii() and not character.isalnum() and character != " "
    return f"&#{ord(character)};" if is_sign else character
