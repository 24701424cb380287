"""What the words between the slots claim by themselves: a verdict, a school, a place, a stage or an indicator.

Words carry no proof. What they name must be what the slots of the same sentence are about, and a verdict is a slot.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict

from assistant.verified.numerals import folded
from assistant.verified.slots import FIGURE_MARK, SLOT
from calculators.model import Figure, FigureKind
from corpus.places import Gazetteer
from corpus.strict import load_yaml

# The Chinese word is the one of the records.
STAGE_WORDS: Mapping[str, re.Pattern[str]] = {
    "小学": re.compile(r"小学|(?<![a-z])(?:primary|elementary)(?![a-z])"),
    "初中": re.compile(r"初中|(?<![a-z])(?:junior|lower secondary|middle schools?)(?![a-z])"),
}
_NATIONAL = re.compile(r"国家|全国|中央|(?<![a-z])(?:national|nationwide|china)(?![a-z])")
_SCHOOL_ZH = re.compile(r"(?P<head>[一-鿿]*?)(?:小学|中学|学校|教学点|附小|附中|完小|完中)")
_SCHOOL_EN = re.compile(
    r"(?P<head>[A-Za-z'’]+)"
    r"(?: (?:No\.?|Primary|Middle|Elementary|Junior|Secondary|High|Central|Experimental))* Schools?\b"
)
_BENT = re.compile(
    rf"[-−–+.±×÷/^~<>=≥≤≈≠]{FIGURE_MARK}|{FIGURE_MARK}[×÷/^+~-]|{FIGURE_MARK}\s*[-–~:∶=/+至到比]?\s*{FIGURE_MARK}"
)
_FOREIGN = re.compile(r"[^\W\d_a-zA-Z㐀-鿿]")


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _BothLanguages(_Closed):
    zh: tuple[str, ...]
    en: tuple[str, ...]


class _Label(_BothLanguages):
    holds: str


class _Role(_BothLanguages):
    holds: str = ""
    lacks: str = ""
    kinds: tuple[FigureKind, ...] = ()

    def fits(self, figure: Figure) -> bool:
        label = figure.label.zh
        right = self.holds in label and not (self.lacks and self.lacks in label)
        return right and figure.kind in (self.kinds or (figure.kind,))


class _Sides(_Closed):
    before: tuple[str, ...]
    behind: tuple[str, ...]


class _Lists(_Closed):
    verdicts: _BothLanguages
    labels: tuple[_Label, ...]
    roles: tuple[_Role, ...]
    harmless: tuple[str, ...]
    turning: tuple[str, ...]
    bending: _Sides
    school_heads: _BothLanguages


@cache
def _lists() -> _Lists:
    return _Lists.model_validate(load_yaml((files("assistant.verified") / "wording.yaml").read_text("utf-8")))


def _any_of(words: Iterable[str]) -> str:
    """Return a pattern of any of the words; English ones end where letters end."""
    return "|".join(
        rf"(?<![a-z]){re.escape(word)}(?![a-z])" if word.isascii() else re.escape(word)
        for word in sorted(words, key=len, reverse=True)
    )


@cache
def _verdict() -> re.Pattern[str]:
    verdicts = _lists().verdicts
    return re.compile(_any_of((*verdicts.zh, *verdicts.en)))


@cache
def _label_phrases() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (_alone(phrase.replace("{f}", FIGURE_MARK)), label.holds)
        for label in _lists().labels
        for phrase in sorted((*label.zh, *label.en), key=len, reverse=True)
    )


def _alone(phrase: str) -> re.Pattern[str]:
    """Return the pattern of a phrase that is no part of a longer one; a figure at its edge is edge enough.

    Between words and the figure behind them 是 and 为 may stand, which say nothing else.
    """
    before = "" if phrase.startswith(FIGURE_MARK) else r"(?<!\w)"
    behind = "" if phrase.endswith(FIGURE_MARK) else r"(?!\w)"
    being = r"(?:\s*(?:[是为]|is|are)\s*)?" if before else ""
    return re.compile(before + re.escape(phrase).replace(FIGURE_MARK, being + FIGURE_MARK) + behind)


@cache
def _edge(side: Literal["turning", "before", "behind"]) -> re.Pattern[str]:
    lists = _lists()
    space = r"[\s“”\"'‘’*(（]*"
    if side == "turning":
        return re.compile(rf"(?:{_any_of(lists.turning)}){space}\[\[v:")
    if side == "before":
        return re.compile(rf"(?:{_any_of(lists.bending.before)}){space}{FIGURE_MARK}")
    return re.compile(rf"{FIGURE_MARK}\s*(?:{_any_of(lists.bending.behind)})")


def verdict_words(words: str, labels: Sequence[str]) -> list[str]:
    """Return the words that judge outside a verdict slot. `labels`: the Chinese labels of the figures, in order."""
    if not _may_judge(words):
        return []
    text = _without_label_phrases(words, labels)
    for phrase in _lists().harmless:
        text = _alone(phrase).sub(" ", text)
    return _verdict().findall(text)


@lru_cache(maxsize=1024)
def _may_judge(words: str) -> bool:
    """Say whether a word that judges stands in words at all, before the figures beside them are looked at."""
    return bool(_verdict().search(folded(words)))


def _without_label_phrases(words: str, labels: Sequence[str]) -> str:
    """Return the folded words without the phrases that the label of the figure beside them proves."""
    text = folded(words)
    for pattern, holds in _label_phrases():
        text = _without_label_phrase(text, pattern, holds, labels)
    return text


def _without_label_phrase(text: str, pattern: re.Pattern[str], holds: str, labels: Sequence[str]) -> str:
    def kept(match: re.Match[str]) -> str:
        label = labels[text[: match.end()].count(FIGURE_MARK) - 1]
        return FIGURE_MARK if holds in label else match.group()

    return pattern.sub(kept, text)


@cache
def _roles() -> tuple[re.Pattern[str], Mapping[str, _Role]]:
    by_word = {word: role for role in _lists().roles for word in (*role.zh, *role.en)}
    return re.compile(rf"({_any_of(by_word)})\s*(?:是|为|:|is|of)?\s*{FIGURE_MARK}"), by_word


def misread_figures(words: str, figures: Sequence[Figure]) -> Iterator[str]:
    """Yield the words before a figure that say it is what its label does not. `figures`: those shown, in order."""
    pattern, by_word = _roles()
    if not pattern.search(folded(words)):
        return
    text = _without_label_phrases(words, [figure.label.zh for figure in figures])
    for match in pattern.finditer(text):
        if not by_word[match[1]].fits(figures[text[: match.end()].count(FIGURE_MARK) - 1]):
            yield match[1]


def turned_verdict(sentence: str) -> str | None:
    """Return the words that turn a verdict slot into its contrary (不[[v:v1]]), if any."""
    return _turned(SLOT.sub(r"[[\1:]]", sentence))


@lru_cache(maxsize=1024)
def _turned(sentence: str) -> str | None:
    match = _edge("turning").search(folded(sentence))
    return match.group() if match else None


def bent_figure(words: str) -> str | None:
    """Return the words or signs that change what a figure says (超过[[f:f1]], −[[f:f1]]), if any."""
    text = folded(words)
    match = _BENT.search(text) or _edge("before").search(text) or _edge("behind").search(text)
    return match.group() if match else None


def schools_in(words: str) -> Iterator[str]:
    """Yield what names a school in words."""
    heads = _lists().school_heads
    for match in _SCHOOL_ZH.finditer(words):
        if match["head"] and not match["head"].endswith(heads.zh):
            yield match.group()
    for match in _SCHOOL_EN.finditer(words):
        if match["head"][0].isupper() and match["head"].lower() not in heads.en:
            yield match.group()


def places_in(words: str, gazetteer: Gazetteer) -> dict[str, str]:
    """Return the places that words name: full name to name."""
    return {place.full_name: place.name for place in gazetteer.find(words)}


def speaks_for_the_country(words: str) -> bool:
    """Say whether words name the country."""
    return bool(_NATIONAL.search(folded(words)))


def stages_in(words: str) -> list[str]:
    """Return the stages that words name."""
    text = folded(words)
    return [stage for stage, pattern in STAGE_WORDS.items() if pattern.search(text)]


def foreign_letters(words: str) -> list[str]:
    """Return letters that are neither Latin nor Chinese: in them a number or a name could hide."""
    return _FOREIGN.findall(folded(words))


def spelled(names: Iterable[str]) -> dict[str, str]:
    """Return names by how they are compared: folded, without white space."""
    return {"".join(folded(name).split()): name for name in names if name.strip()}


def known_names_in(words: str, names: Mapping[str, str]) -> list[str]:
    """Return the names of schools, as the ledger has them, that stand in words. `names`: as `spelled`."""
    text = "".join(folded(words).split())
    return [name for spelling, name in names.items() if spelling in text]
