"""What the entries of a ledger are about, their own names and labels included, so that nothing rests on one field.

A topic is the id of an item (R4, CV, G3), or of a part that words tell apart: G3.music and G3.art.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.verified.ledger import About, CitedEntry, Entry, FigureEntry, NameEntry, RankEntry, VerdictEntry
from corpus.places import Gazetteer
from corpus.terms import Terms

_ITEM = re.compile(r"(?<![a-z0-9])(R[1-7]|CV|G1?\d|Q[1-9]|S1|V1)(?![a-z0-9])", re.IGNORECASE)
_PARTS = {"music": re.compile(r"音乐|music"), "art": re.compile(r"美术|(?<![a-z])art(?![a-z])")}


@dataclass(frozen=True, slots=True)
class Readers:
    """What names places and indicators in a text."""

    gazetteer: Gazetteer
    terms: Terms


@lru_cache(maxsize=4096)
def topics_in(text: str, terms: Terms) -> frozenset[str]:
    """Return the topics that a text names.

    >>> from corpus.terms import load_terms
    >>> sorted(topics_in("美术教室的差异系数", load_terms()))
    ['CV', 'G3.art']
    """
    mentions = [*terms.mentions_chinese(text), *terms.mentions_english(text)]
    return frozenset(
        _topic(one.term.indicator, f"{one.term.zh} {one.term.indicator}")
        for one in mentions
        if one.term.indicator and not one.term.zh.endswith("学校")  # a kind of school is no indicator
    )


def agree(one: str, other: str) -> bool:
    """Say whether two topics can be one: an item agrees with its parts, music does not agree with art."""
    return one == other or one.startswith(f"{other}.") or other.startswith(f"{one}.")


def topics_of_entry(entry: Entry, terms: Terms) -> frozenset[str]:
    """Return the topics of an entry, by its record, its id, its requirement and its label or quotation."""
    found = {_topic(entry.about.indicator, entry.about.indicator)} if entry.about.indicator else set()
    match entry:
        case FigureEntry(figure=figure):
            found |= {_topic(id.upper(), figure.id) for id in _ITEM.findall(figure.id)}
            found |= {_topic(one.indicator, one.indicator) for one in (figure.threshold,) if one}
            found |= topics_in(figure.label.zh.replace(entry.about.school or "\n", " "), terms)
        case NameEntry(kind="indicator" | "term"):
            found |= topics_in(entry.text.zh, terms)
        case CitedEntry():
            found |= topics_in(entry.quote, terms)
        case VerdictEntry() | RankEntry() | NameEntry():
            pass
    return frozenset(one for one in found if not any(other.startswith(f"{one}.") for other in found))


def about(entry: Entry, gazetteer: Gazetteer) -> About:
    """Return what an entry is about; a name is about what it names, whether or not its record says so."""
    if not isinstance(entry, NameEntry):
        return entry.about
    if entry.kind == "school" and entry.about.school is None:
        return replace(entry.about, school=entry.text.zh)
    if entry.kind == "stage" and entry.about.stage is None:
        return replace(entry.about, stage=entry.text.zh)
    if entry.kind == "place" and entry.about.place is None and (named := gazetteer.find(entry.text.zh)):
        return replace(entry.about, place=named[-1].full_name)
    return entry.about


def _topic(indicator: str, text: str) -> str:
    item = indicator.split(".")[0]
    parts = [part for part, pattern in _PARTS.items() if pattern.search(text)]
    return f"{item}.{parts[0]}" if item == "G3" and len(parts) == 1 else item
