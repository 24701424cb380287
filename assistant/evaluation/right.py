"""Whether an answer is right: it says, names, cites and judges what a row expects, and nothing that it forbids."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.evaluation.rows import Cite, Expected, SheetExpected
from assistant.model import Answer
from calculators.compare import STATUS_NAMES
from calculators.model import Status

_NUMBER = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?!\.?\d)")
_VERDICTS: dict[str, Status] = {
    word: status for status, name in STATUS_NAMES.items() for word in (name.zh, name.en)
}  # fmt: skip
_VERDICT = re.compile(rf"\*\*({'|'.join(map(re.escape, sorted(_VERDICTS, key=len, reverse=True)))})\*\*")


def fault(answer: Answer, expect: Expected) -> str | None:
    """Say what is wrong with an answer from the documents, or None when it is right."""
    if said := [words for words in expect.forbid if words in answer.text]:
        return f"says {said}"
    if expect.kind == "abstain":
        return None if answer.status == "abstained" else f"status {answer.status}"
    if answer.status != "answered":
        return f"status {answer.status}"
    if missing := [cite.contains for cite in expect.cites if not _is_cited(cite, answer)]:
        return f"does not cite {missing}"
    if absent := [number for number in expect.numbers if not _is_said(number, answer.text)]:
        return f"does not say {absent}"
    beside: dict[str, Sequence[object]] = {"conflict": answer.conflicts, "suspect": answer.suspects}
    return f"shows no {expect.kind}" if not beside.get(expect.kind, "nothing expected") else None


def sheet_fault(answer: Answer, expect: SheetExpected) -> str | None:
    """Say what is wrong with an answer over sheets, or None when it is right.

    >>> _VERDICT.search("初中班额：**不达标**（上限50人）")[1]
    '不达标'
    """
    return "; ".join(_sheet_faults(answer, expect)) or None


def _sheet_faults(answer: Answer, expect: SheetExpected) -> Iterator[str]:
    if answer.status not in expect.status:
        code = answer.verification.fallback
        yield f"status {answer.status}" + (f" (withheld: {code})" if code else "")
    if answer.language != expect.language:
        yield f"language {answer.language}"
    if said := [words for words in expect.forbid if words in answer.text]:
        yield f"says {said}"
    if expect.verdict and (first := first_verdict(answer.text)) != expect.verdict:
        yield f"verdict {first}, not {expect.verdict}"
    if absent := [number for number in expect.says if Decimal(number) not in _numbers(answer.text)]:
        yield f"does not say {absent}"
    offered = "\n".join((answer.text, *answer.suggestions))
    for wanted, text in ((expect.words, answer.text), (expect.offers, offered)):
        if absent := [words for words in wanted if not any(word in text for word in words.split("|"))]:
            yield f"does not say {absent}"
    yield from _schools(answer.text, expect)
    if missing := [cite.contains for cite in expect.cites if not _is_cited(cite, answer)]:
        yield f"does not cite {missing}"
    if answer.status == "needs_input" and len(answer.suggestions) < expect.choices:
        yield f"offers {len(answer.suggestions)} choices"


def first_verdict(text: str) -> Status | None:
    """Return the verdict that an answer gives first, or None where it gives none."""
    found = _VERDICT.search(text)
    return _VERDICTS[found[1]] if found else None


def _schools(text: str, expect: SheetExpected) -> Iterator[str]:
    if absent := [school for school in (*expect.schools, *expect.order) if school not in text]:
        yield f"does not name {absent}"
    elif list(expect.order) != sorted(expect.order, key=text.index):
        yield f"does not name in the order {list(expect.order)}"
    if named := [school for school in expect.not_schools if school in text]:
        yield f"names {named}"


def _numbers(text: str) -> set[Decimal]:
    """The whole numbers of a text, so that 2.30 says 2.3."""
    return {Decimal(number) for number in _NUMBER.findall(unicodedata.normalize("NFKC", text))}


def _is_cited(cite: Cite, answer: Answer) -> bool:
    return any(
        (cite.doc is None or cite.doc in (citation.document, citation.title) or cite.doc in citation.title
         or citation.document.endswith(cite.doc))
        and _squeezed(cite.contains) in _squeezed(citation.text)
        for citation in answer.citations
    )  # fmt: skip


def _is_said(number: str, text: str) -> bool:
    return bool(re.search(rf"(?<![\d.]){re.escape(number)}(?![\d]|\.\d)", unicodedata.normalize("NFKC", text)))


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)
