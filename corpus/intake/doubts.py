"""What a user should look at before a document goes into the library: facts not found, numbers that stand twice."""

import re
from collections.abc import Iterator

from corpus.bilingual import Bilingual
from corpus.intake.facts import Fact, Facts
from corpus.intake.structure import Structure
from corpus.model import Document

_COPY = re.compile(r"~\d+$")
_SHOWN = 8  # ids that one warning lists


def doubts(facts: Facts, document: Document, structure: Structure) -> tuple[Bilingual, ...]:
    """Return the warnings, what matters most first."""
    return (*_missing(facts, structure), *_structure(document, structure), *_repeated(document), *_odd(facts))


def _missing(facts: Facts, structure: Structure) -> Iterator[Bilingual]:
    named: tuple[tuple[Fact, str, str], ...] = (
        (facts.place, "适用地区", "place"),
        (facts.issued, "发文日期", "date of issue"),
        (facts.issuer, "发文机关", "issuer"),
        (facts.number, "文号", "document number"),
    )
    for fact, zh, en in named:
        usual = en != "document number" or facts.kind.value == "normative"  # an interpretation has no 文号
        if fact.value is None and usual and not fact.given:
            yield Bilingual(
                f"没有找到{zh}，记为“未注明”；请核对并补填。", f"No {en} was found; please check and fill it in."
            )
    if structure.layout.title is None and facts.title.quote is None and not facts.title.given:
        yield Bilingual(
            f"正文里没有找到标题，暂用文件属性或文件名：“{facts.title.value}”。",
            f"The text has no title; that of the file stands for it: “{facts.title.value}”.",
        )
    if facts.kind.value == "interpretation" and facts.interprets.value is None:
        yield Bilingual(
            "这是一份解读，但没有找到它所解读的文件。",
            "This explains another document, and that document was not found in the library.",
        )


def _structure(document: Document, structure: Structure) -> Iterator[Bilingual]:
    if not document.clauses:
        yield Bilingual("文件没有可引用的条款。", "The document has no clause that could be cited.")
    elif all(len(clause.path) == 1 and clause.path[0].startswith("段") for clause in document.clauses):
        yield Bilingual(
            "没有识别出章、条、一、（一）等结构，按自然段引用。",
            "No numbering or headings were recognised; the document is cited by paragraph.",
        )


def _repeated(document: Document) -> Iterator[Bilingual]:
    copies = ["/".join(clause.path) for clause in document.clauses if any(_COPY.search(part) for part in clause.path)]
    if copies:
        shown = copies[:_SHOWN]
        more = len(copies) - len(shown)
        zh, en = (f"等{len(copies)}处", f" and {more} more") if more else ("", "")
        yield Bilingual(
            f"有编号重复，已加“~2”等区分：{'、'.join(shown)}{zh}。",
            f"Some numbers stand twice and were told apart by ~2 and so on: {', '.join(shown)}{en}.",
        )


def _odd(facts: Facts) -> Iterator[Bilingual]:
    issued, effective = facts.issued.value, facts.effective.value
    if issued and effective and effective < issued:
        yield Bilingual(
            f"施行日期 {effective} 早于发文日期 {issued}，请核对。",
            f"It is in force from {effective}, before its date of issue {issued}; please check.",
        )
