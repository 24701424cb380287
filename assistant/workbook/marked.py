"""The marked-up copy of a county's workbook, and the check as live formulas: one xlsx, the originals untouched."""

from collections.abc import Sequence

from assistant.check import CheckReport
from assistant.workbook import wording
from assistant.workbook.cells import Page
from assistant.workbook.copied import Copies, originals, wanted_names
from assistant.workbook.data_sheet import DataSheet
from assistant.workbook.dispersion_sheet import DispersionSheet
from assistant.workbook.issues_sheet import issues_page
from assistant.workbook.items_sheet import ItemsSheet
from assistant.workbook.names import sheet_names
from assistant.workbook.notes_sheet import notes_page
from assistant.workbook.results_sheet import ResultsSheet
from assistant.workbook.rooms_sheet import RoomsSheet
from assistant.workbook.sizes_sheet import SizesSheet
from assistant.workbook.writing import written
from calculators.model import Upload
from corpus.bilingual import Language
from corpus.model import STAGES, Scope

OWN = (
    wording.ISSUES, wording.ITEMS, wording.RESULTS, wording.SPREAD, wording.ROOMS, wording.SIZES, wording.DATA,
    wording.NOTES,
)  # fmt: skip


def marked_workbook(report: CheckReport, uploads: Sequence[Upload], language: Language) -> bytes:
    """Return the xlsx: every sheet of the files checked with its faults marked, and the pages of results after them.

    `uploads` are the files that the report was made from; those of earlier years are not copied. Raises SheetError.
    """
    files = [upload for upload in uploads if upload.name in report.table.files]
    found = originals(files)
    names = sheet_names([*wanted_names(found), *(one.say(language) for one in OWN)])
    copies = Copies(dict(zip(names, found, strict=False)))
    data = DataSheet(names[-2], report.check.schools, copies, language)
    own = _results(report, files, data, names[len(found) :])
    pages = [*copies.pages(report.issues, data.live, language), *own]
    return written(pages, wording.AUTHOR.say(language), wording.RESULTS.say(language))


def _results(report: CheckReport, files: Sequence[Upload], data_sheet: DataSheet, names: Sequence[str]) -> list[Page]:
    """Return the report's own pages, in the order of `OWN`."""
    issues, items, results, spread, rooms, sizes, _, notes = names
    copies, language = data_sheet.copies, data_sheet.language
    check, sources = report.check, {one.document_id: one.document for one in report.citations}
    result = ResultsSheet(results, check, data_sheet, sources, language)
    dispersion = DispersionSheet(spread, check, result, sources, language)
    room = RoomsSheet(rooms, check, data_sheet, sources, language)
    size = SizesSheet(sizes, check, data_sheet, sources, language)
    decided: dict[tuple[str, Scope | None], str | None] = {
        ("G3", check.item("G3").stage): room.status, ("G4", check.item("G4").stage): size.size_status,
        **{("G5", stage): size.class_status(stage) for stage in STAGES},
    }  # fmt: skip
    return [
        issues_page(issues, report.issues, check.schools, copies, language),
        ItemsSheet(items, report, result, dispersion, size, decided, language).page,
        result.page, dispersion.page, room.page, size.page, data_sheet.page,
        notes_page(notes, report, files, copies, language),
    ]  # fmt: skip
