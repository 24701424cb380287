"""Replaying a receipt: the same question is answered anew, and what differs is told, with why."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.causes import Told, causes
from assistant.effects import effects
from assistant.errors import SheetNeeded, WordsNeeded
from assistant.kept.receipts import Given, Receipt, TouchedClause, given_digest
from assistant.kept.sheets import SheetGiven, sha256_of
from assistant.model import Json
from assistant.service import Assistant
from calculators.model import Upload
from corpus.bilingual import Bilingual, Language

_OTHER_WORDS = Told(
    "given",
    Bilingual(
        "给出的问题或文件名与当时不是一字不差", "the question or a file's name is not, to the letter, what it was then"
    ),
)


@dataclass(frozen=True, slots=True)
class Replay:
    """What came of a replay: the receipt of `then` and of `now`.

    `changes` are what differs in the answer, `causes` what is not as it was around it: those may leave an answer as it
    was. `touched` are the clauses cited then that are not as they were.
    """

    then: Receipt
    now: Receipt
    changes: tuple[Told, ...]
    causes: tuple[Told, ...]
    touched: tuple[TouchedClause, ...]

    @property
    def same(self) -> bool:
        """Whether the answer is the same to the last character, from the same sheets."""
        return not self.changes

    def as_json(self, language: Language) -> Json:
        """Return what came of it as JSON."""
        return {
            "receipt": self.then.id, "now": self.now.id, "same": self.same,
            "changes": [one.as_json(language) for one in self.changes],
            "causes": [one.as_json(language) for one in self.causes],
            "touched": [touched_json(one) for one in self.touched],
        }  # fmt: skip


def replay(assistant: Assistant, id: str, uploads: Sequence[Upload] = (), question: str | None = None) -> Replay:
    """Answer the question of a receipt anew, from the sheets that are kept, else from `uploads`.

    `question` are its very words, where they were deleted with their conversation. Raises UnknownReceipt,
    AlteredReceipt, DamagedRecord, WordsNeeded, SheetNeeded, DatabaseUnavailable, and what `Assistant.ask` raises.
    """
    then = assistant.kept.receipts.get(id)
    if then.stripped and (question is None or then.decided["before"]):
        raise WordsNeeded(followed=bool(then.decided["before"]))
    sheets, others = sheets_again(assistant, then, uploads)
    given = _in_words(then.given, question or "", sheets) if then.stripped else then.given
    now = assistant.again(given, sheets, then.exchange)
    said = () if others or given_digest(given) == then.seen["given"] else (_OTHER_WORDS,)
    why = causes(assistant, then, now)
    touched = assistant.kept.receipts.touched(then, assistant.library)
    return Replay(then, now, (*others, *said, *effects(then, now)), why, touched)


def _in_words(given: Given, question: str, sheets: Sequence[Upload]) -> Given:
    """Return what was given with a question, with the words that were deleted of it."""
    named = zip(given.sheets, sheets, strict=True)
    again = tuple(SheetGiven(upload.name, one.sha256, upload.came_as) for one, upload in named)
    return replace(given, question=question.strip(), sheets=again)


def sheets_again(
    assistant: Assistant, receipt: Receipt, uploads: Sequence[Upload]
) -> tuple[tuple[Upload, ...], tuple[Told, ...]]:
    """Return the sheets of a receipt, and what is to be told of files that are not the same. Raises SheetNeeded.

    A file is known by its bytes, whatever it is called now; one that is another serves for the sheet of its name, or
    for the one that is still missing.
    """
    by_digest = {sha256_of(one): one for one in uploads}
    wanted = {one.sha256 for one in receipt.given.sheets}
    spare = [one for sha256, one in by_digest.items() if sha256 not in wanted]
    found, others, missing = [], [], []
    for sheet in receipt.given.sheets:
        same = by_digest.get(sheet.sha256)
        other = None if same else _other(sheet, spare)
        if same:
            found.append(_as_then(sheet, same))
        elif other:
            found.append(_as_then(sheet, other))
            others.append(_another(sheet, other))
        elif sheet.name and (kept := assistant.kept.receipts.sheet(sheet.sha256, sheet.name, sheet.came_as)):
            found.append(kept)
        else:
            missing.append(_called(sheet))
    if missing:
        raise SheetNeeded(missing)
    return tuple(found), tuple(others)


def touched_json(one: TouchedClause) -> Json:
    """Return a clause that is not as it was as JSON."""
    return {"document": one.cited.document, "clause": one.cited.clause, "gone": one.gone, "since": one.since}


def _as_then(sheet: SheetGiven, upload: Upload) -> Upload:
    """Return a file under the name that it had then; under its own where that was deleted."""
    return Upload(sheet.name, upload.content, sheet.came_as) if sheet.name else upload


def _called(sheet: SheetGiven) -> str:
    return sheet.name or f"SHA-256 {sheet.sha256[:12]}"


def _other(sheet: SheetGiven, spare: list[Upload]) -> Upload | None:
    """Take the file that serves for a sheet out of those that are none of the receipt's."""
    named = next((one for one in spare if one.name in {sheet.name, sheet.came_as}), next(iter(spare), None))
    if named is not None:
        spare.remove(named)
    return named


def _another(sheet: SheetGiven, other: Upload) -> Told:
    now = sha256_of(other)
    then = " ".join(filter(None, (sheet.name, f"SHA-256 {sheet.sha256[:12]}")))
    return Told(
        "sheet",
        Bilingual(
            f"数据表不是同一个文件：当时 {then}，现在 {other.name}（SHA-256 {now[:12]}）",
            f"the sheet is another file: {then}, now {other.name} (SHA-256 {now[:12]})",
        ),
        sheet.sha256,
        now,
    )
