"""Pseudonyms: what a language model reads in place of the names of schools and persons, and what those stand for.

A school of the sheet is known by its whole name, by how people shorten it, and however it is spaced or written (width,
traditional characters, quotation marks inside). What is not in the sheet is found by `private_names`. The same name has
the same pseudonym throughout, and pseudonyms are given in the order of reading: the same question gives the same text.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count, product

from assistant.asked.school_names import short_forms
from assistant.asked.schools import find_schools
from assistant.privacy.aligned import Aligned, key_of
from assistant.privacy.nicknames import nicknames
from assistant.privacy.private_names import Kind, Private, private_names
from assistant.verified.ledger import Ledger, NameEntry
from assistant.verified.slots import SLOT, Slot
from corpus.bilingual import Bilingual, Language

_CALLED: Mapping[Kind, Bilingual] = {
    "school": Bilingual("学校", "School "),
    "person": Bilingual("人员", "Person "),
    "contact": Bilingual("联系方式", "Contact "),
}
# No I, V and X, which could be read as numbers, and no O.
_LETTERS = Bilingual("甲乙丙丁戊己庚辛壬癸", "ABCDEFGHJKLMNPQRSTUWYZ")
_ANY_SLOT = SLOT.pattern.replace("(", "(?:")
_LEAST = 2  # characters of a name that is hidden wherever it stands: a surname alone is part of other words


class Pseudonyms:
    """The pseudonyms of one conversation with a model; they grow as names are met."""

    def __init__(self, names: Sequence[str], language: Language, *, shown: bool = False) -> None:
        """Hide the schools of these names; `shown`: hide nothing."""
        self.shown = shown
        self._names = tuple(dict.fromkeys(names))
        self._language = language
        self._given: dict[tuple[Kind, str], str] = {}  # by the name as it is compared
        self._read: list[str] = []
        self._free: dict[Kind, Iterator[str]] = {kind: self._pseudonyms(kind) for kind in _CALLED}

    @classmethod
    def over(cls, names: Sequence[str], texts: Sequence[str], language: Language) -> "Pseudonyms":
        """Return the pseudonyms for a sheet's schools, and for what else is named in texts."""
        made = cls(names, language)
        made._read += [key_of(text) for text in texts]
        for text in texts:
            made.hide(text)
        return made

    @classmethod
    def none(cls) -> "Pseudonyms":
        """Return what hides nothing: for a model on this machine whose operator allows it."""
        return cls((), "zh", shown=True)

    def hide(self, text: str) -> str:
        """Return a text with pseudonyms in the place of all names that are found in it."""
        return text if self.shown else self._replaced(text, (*self._of_sheet(text), *private_names(text)))

    def hide_known(self, text: str) -> str:
        """Return a text with pseudonyms in the place of the sheet's schools and of names met before.

        For the words of a document or of this program, in which other names are no secret.
        """
        return text if self.shown else self._replaced(text, ())

    def hide_in(self, value: object) -> object:
        """Return a value of JSON with the known names hidden in all its texts."""
        if isinstance(value, str):
            return self.hide_known(value)
        if isinstance(value, Mapping):
            return {name: self.hide_in(one) for name, one in value.items()}
        if isinstance(value, Sequence):
            return [self.hide_in(one) for one in value]
        return value

    def school(self, name: str) -> str:
        """Return the pseudonym of a school, whether or not the sheet has it; several stand in a row by 、."""
        if self.shown:
            return name
        if name not in self._names and "、" in name:
            return "、".join(map(self.school, name.split("、")))
        return self._pseudonym("school", key_of(name))

    def restore(self, text: str, ledger: Ledger) -> str:
        """Return a model's text with the slot of a school in the place of its pseudonym, where the ledger has one.

        A pseudonym without one stays, so that it is rejected. What stands in slots is left alone.
        """
        slot_of = self._slots(ledger)
        if not slot_of:
            return text
        longest_first = sorted(slot_of, key=len, reverse=True)
        end = "" if self.shown else f"(?![{_LETTERS.zh}A-Za-z])"
        wanted = re.compile(f"{_ANY_SLOT}|(?:{'|'.join(map(re.escape, longest_first))}){end}")
        return wanted.sub(lambda match: slot_of.get(match.group(), match.group()), text)

    def _slots(self, ledger: Ledger) -> dict[str, str]:
        """Return the slots of the ledger's schools by what a model calls them; the first of each counts."""
        found: dict[str, str] = {}
        for id, entry in ledger.entries.items():
            if isinstance(entry, NameEntry) and entry.kind == "school":
                name = entry.text.zh if self.shown else self._given.get(("school", key_of(entry.text.zh)))
                if name:
                    found.setdefault(name, str(Slot("n", id)))
        return found

    def _of_sheet(self, text: str) -> Iterator[Private]:
        """Yield the schools of the sheet that a text names, as a question is understood; what is in doubt is too."""
        seen = Aligned.of(text)
        named = find_schools(seen.key, self._names)
        for one in named.found:
            yield Private(*seen.span(one.start, one.end), "school", key_of(one.name))
        for doubt in named.in_doubt:
            words = key_of(seen.key[doubt.start : doubt.end])
            yield Private(*seen.span(doubt.start, doubt.end), "school", words)
        for start, end, name in nicknames(seen.key, self._names):
            yield Private(*seen.span(start, end), "school", key_of(name))

    def _replaced(self, text: str, found: Iterable[Private]) -> str:
        self._read.append(key_of(text))
        taken: list[Private] = []
        for one in found:
            apart = all(one.end <= other.start or one.start >= other.end for other in taken)
            taken += [one] if apart else []
        closed = Aligned.of(text, closed_up=True)
        slots = [range(*match.span()) for match in SLOT.finditer(text)]
        taken += _standing(closed, self._known(), [*slots, *(range(one.start, one.end) for one in taken)])
        for one in sorted(taken, key=lambda one: one.start):
            self._pseudonym(one.kind, one.name)
        for one in sorted(taken, key=lambda one: -one.start):
            text = text[: one.start] + self._pseudonym(one.kind, one.name) + text[one.end :]
        return text

    def _known(self) -> "_Forms":
        """Return what is hidden wherever it stands: the forms of the sheet's names, and names met before."""
        met = {name: (kind, name) for kind, name in self._given if len(name) >= _LEAST}
        return _Forms(_forms(self._names), met)

    def _pseudonym(self, kind: Kind, name: str) -> str:
        if (kind, name) not in self._given:
            self._given[kind, name] = next(self._free[kind])
        return self._given[kind, name]

    def _pseudonyms(self, kind: Kind) -> Iterator[str]:
        """Yield pseudonyms of a kind, one after another; none that is a name, or part of what was read."""
        called, letters = _CALLED[kind].say(self._language), _LETTERS.say(self._language)
        names = "\n".join(map(key_of, self._names))
        for length in count(1):
            for row in product(letters, repeat=length):
                pseudonym = called + "".join(row)
                key = key_of(pseudonym)
                if key not in names and not any(key in one for one in self._read):
                    yield pseudonym


@dataclass(frozen=True, slots=True)
class _Forms:
    """What names are looked for, by the form in which they stand."""

    sheet: Mapping[str, str]
    met: Mapping[str, tuple[Kind, str]]

    def get(self, form: str) -> tuple[Kind, str] | None:
        return ("school", self.sheet[form]) if form in self.sheet else self.met.get(form)

    @property
    def lengths(self) -> list[int]:
        return sorted({*map(len, self.sheet), *map(len, self.met)}, reverse=True)


@lru_cache(maxsize=16)
def _forms(names: tuple[str, ...]) -> Mapping[str, str]:
    """Return the forms of the names of schools, each with the name that it stands for: itself where it is several's."""
    meant = {form: schools[0] if len(schools) == 1 else form for form, schools in short_forms(names).items()}
    found = {key_of(form): key_of(name) for form, name in meant.items()} | {
        key_of(name): key_of(name) for name in names
    }
    return {form: name for form, name in found.items() if len(form) >= _LEAST}


def _standing(text: Aligned, forms: _Forms, taken: Iterable[range]) -> list[Private]:
    """Return where forms of names stand in what is not taken, the longest first."""
    gone = {at for one in taken for at in one}
    key = "".join("\n" if at in gone else char for char, at in zip(text.key, text.at, strict=True))
    found: list[Private] = []
    for length in forms.lengths:
        for start in range(len(key) - length + 1):
            if known := forms.get(key[start : start + length]):
                found.append(Private(*text.span(start, start + length), *known))
                key = key[:start] + "\n" * length + key[start + length :]
    return found
