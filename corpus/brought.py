"""The standards files that users bring: checked as strictly as the shipped ones, and in force with their document.

A file sets targets only, for a document that is here, in words that stand in it. It rests, and that is told, as long as
its document is gone or has another version: nobody has read it against that one.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.bilingual import Bilingual, same
from corpus.documents import Library
from corpus.errors import CorpusError, UnknownDocument
from corpus.file_faults import entry
from corpus.folding import fold_width
from corpus.indicators import is_named
from corpus.model import NATIONAL, Aim, Document, Threshold
from corpus.quoted import verify_records
from corpus.records import StandardsFile, malformed_standard, parse_standards
from corpus.standards import load_standards, only_targets
from corpus.terms import load_terms
from corpus.written import Record, Written

EXTENSIONS = (".yaml", ".yml")
MAX_BYTES = 1024 * 1024
MOST_TOLD = 3
_PIN = re.compile(r"# document_sha256: ([0-9a-f]{64})(?=\r?\n)")  # a comment: whatever the style of the file
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")  # 二○二五年
_UPWARD, _DOWNWARD = (">=", ">"), ("<=", "<")


_Entry = tuple[Bilingual, Record]  # which entry of a file a record is of, and the record


@dataclass(frozen=True, slots=True)
class BroughtStandards:
    """A standards file of a user's: its records, empty while it rests. `rests` says why it is not in force."""

    name: str
    text: str
    document: str
    records: tuple[Record, ...]
    rests: Bilingual | None = None


def brought_name(document: Document) -> str:
    """Return the name under which the standards of a document are kept: one file a document."""
    return f"{document.id}.yaml"


def read_brought(texts: Mapping[str, str], library: Library) -> tuple[list[BroughtStandards], dict[str, Bilingual]]:
    """Return the files of a shelf (name to text) that can be read, and of the others what is wrong with them."""
    found: list[BroughtStandards] = []
    wrong: dict[str, Bilingual] = {}
    for name, text in sorted(texts.items()):
        try:
            found.append(check_brought(text, name, library, found))
        except CorpusError as fault:
            wrong[name] = fault.message
    return found, wrong


def check_brought(text: str, name: str, library: Library, others: Sequence[BroughtStandards]) -> BroughtStandards:
    """Return a file that keeps every rule, beside the shipped standards and `others`. Raises MalformedStandard."""
    file = only_targets(parse_standards(text, name), name)
    if why := _why_at_rest(file, text, library):
        return BroughtStandards(name, text, file.document, (), why)
    written = Written(file, library.document(file.document), brought=True)
    records = tuple(written.records())
    entries = list(zip(_entries(file), records, strict=True))
    faults = [*_national(written.document), *_names(file), *_measures(entries, library)]
    faults += [*_words(written, entries, library), *_years(entries, library)]
    faults += _twice(entries, others, library)
    if faults:
        told = faults[:MOST_TOLD]
        raise malformed_standard(name, Bilingual("".join(f.zh for f in told), " ".join(f.en for f in told)))
    return BroughtStandards(name, text, written.document.id, records)


def pinned(text: str, name: str, library: Library) -> str:
    """Return the text with the version of its document noted, so that it rests once that is another one.

    Raises MalformedStandard, or UnknownDocument where the document is not here.
    """
    file = parse_standards(text, name)
    document = library.document(file.document)
    return text if _pin(file, text) else f"# document_sha256: {document.sha256}\n{text}"


def _pin(file: StandardsFile, text: str) -> str | None:
    """Return the version of its document that a file was read against: noted above it, or by a key of its own."""
    noted = _PIN.match(text)
    return noted[1] if noted else file.document_sha256


def _why_at_rest(file: StandardsFile, text: str, library: Library) -> Bilingual | None:
    try:
        document = library.document(file.document)
    except UnknownDocument:
        zh = f"它所依据的文件 {file.document} 已不在库中，重新添加该文件后恢复使用。"
        en = f"Its document {file.document} is not here; it is in force again when that is added again."
        return Bilingual(zh, en)
    if _pin(file, text) in (None, document.sha256):
        return None
    zh = f"文件 {document.name} 已换成另一个版本，请对照新版本核对后重新添加（先删去其中的 document_sha256）。"
    en = (
        f"{document.name} ({document.id}) is another version now: read the file against it and add it again "
        "(without its document_sha256)."
    )
    return Bilingual(zh, en)


def _national(document: Document) -> Iterator[Bilingual]:
    if document.jurisdiction == NATIONAL:
        yield Bilingual(
            f"{document.name} 是国家文件：国家底线随系统提供，不能自行添加。",
            f"{document.name} speaks for the country: the national floor is shipped and cannot be added.",
        )


def _names(file: StandardsFile) -> Iterator[Bilingual]:
    """Yield the indicators that have no name, and the names that no file may give."""
    own = Counter(one.id for one in file.indicators)
    for id in own:
        if not id.startswith("LOCAL.") or is_named(id):
            yield Bilingual(
                f"indicators 中的 {id} 不能命名：只能为新的 LOCAL.* 指标命名。",
                f"{id} cannot be named under indicators: only new LOCAL.* ones can.",
            )
        if own[id] > 1:
            yield Bilingual(f"indicators 中的 {id} 出现两次。", f"{id} stands twice under indicators.")
    for one in file.indicators:
        yield from (_taken(one.id, word) for word in (one.zh, one.en, *one.also) if load_terms().indicators(word))
    used = [one.indicator for one in file.requirements]
    used += [one.indicator for one in file.aims] + [one.indicator for one in file.facts]
    for id in dict.fromkeys(used):
        if id not in own and not is_named(id):
            yield Bilingual(
                f"没有指标 {id}：请改用已有指标，或在 indicators 中为它命名（LOCAL.*）。",
                f"There is no indicator {id}: use one that is known, or name it under indicators (LOCAL.*).",
            )


def _taken(id: str, word: str) -> Bilingual:
    known = "、".join(load_terms().indicators(word))
    return Bilingual(
        f"indicators 中 {id} 的名称“{word}”已用于 {known}，请换一个不会混淆的名称。",
        f"The name “{word}” of {id} under indicators means {known} already: choose another.",
    )


def _years(entries: Sequence[_Entry], library: Library) -> Iterator[Bilingual]:
    """Yield the entries that say that their clause names a year which it does not."""
    for where, one in entries:
        if isinstance(one, Threshold | Aim) and one.year_stated and not _names_year(one, library):
            yield Bilingual(
                f"{where.zh}：条款中没有写 {one.since} 年；请改正 since，或写 year_stated: false。",
                f"{where.en}: the clause does not name {one.since}: mend `since`, or say year_stated: false.",
            )


def _names_year(one: Threshold | Aim, library: Library) -> bool:
    try:
        clause = library.clause(one.ref.document, one.ref.clause)
    except CorpusError:
        return True  # that the clause is not there is told already
    said = "".join((*clause.path, *clause.trail, clause.text, clause.context or ""))
    return str(one.since) in fold_width(said).translate(_DIGITS)


def _entries(file: StandardsFile) -> Iterator[Bilingual]:
    """Yield for each record of a file, in their order, which entry it is of."""
    yield from (entry("requirements", n) for n, one in enumerate(file.requirements) for _ in one.values)
    yield from (entry("aims", n) for n in range(len(file.aims)))
    yield from (entry("facts", n) for n, one in enumerate(file.facts) for _ in one.values)


def _measures(entries: Sequence[_Entry], library: Library) -> Iterator[Bilingual]:
    """Yield the requirements that could not be held beside the shipped ones: in another unit, the other way round."""
    shipped: dict[str, list[Threshold]] = {}
    for one in load_standards(library).all:
        shipped.setdefault(one.indicator, []).append(one)
    for where, record in entries:
        alike = shipped.get(record.indicator, [])
        if isinstance(record, Threshold) and alike and not any(_fits(record, one) for one in alike):
            sign = _UPWARD if alike[0].comparison in _UPWARD else _DOWNWARD
            yield Bilingual(
                f"{where.zh}：{record.indicator} 的 unit 应为“{alike[0].unit}”，comparison 应为 {' 或 '.join(sign)}。",
                f"{where.en}: the unit of {record.indicator} must be “{alike[0].unit}”, "
                f"its comparison {' or '.join(sign)}.",
            )


def _fits(record: Threshold, shipped: Threshold) -> bool:
    ways = {one.comparison in _UPWARD for one in (record, shipped) if one.comparison != "="}
    return record.unit == shipped.unit and len(ways) < 2


def _words(written: Written, entries: Sequence[_Entry], library: Library) -> Iterator[Bilingual]:
    """Yield the entries whose words do not stand in their clause, or whose value does not stand in their words."""
    left = [(entry("left_out", n), one) for n, one in enumerate(written.left_out())]
    told: dict[Bilingual, None] = {}
    for where, record in (*entries, *left):
        for finding in verify_records(library, [record]):
            said = finding.message
            told.setdefault(Bilingual(f"{where.zh}：{said.zh}", f"{where.en}: {said.en}"))
    yield from told


def _twice(entries: Sequence[_Entry], others: Sequence[BroughtStandards], library: Library) -> Iterator[Bilingual]:
    """Yield the requirements that a file says twice, or that are here already."""
    known = {one.id for one in load_standards(library).records}
    known |= {one.id for file in others for one in file.records}
    alike: dict[str, list[_Entry]] = {}
    for one in entries:
        alike.setdefault(one[1].id, []).append(one)
    for id, several in alike.items():
        if len(several) > 1 or id in known:
            zh, en = "、".join(where.zh for where, _ in several), ", ".join(where.en for where, _ in several)
            here = Bilingual("，已有的标准中也有", ", and in the standards that are here") if id in known else same("")
            yield Bilingual(f"同一要求出现两次：{zh}{here.zh}。", f"A requirement stands twice: {en}{here.en}.")
