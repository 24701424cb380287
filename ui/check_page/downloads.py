"""What can be taken away from a check: the marked-up workbook, and the results as xlsx and csv."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from fastapi import APIRouter, Response

from assistant.model import Json
from assistant.service import Assistant
from assistant.workbook.marked import marked_workbook
from corpus.bilingual import Bilingual, Language
from ui.check_page.addresses import CHECK
from ui.check_page.asked import Asked, CheckAsked, Sheets
from ui.check_page.spreadsheets import Row, csv_file, xlsx_file, zip_file
from ui.check_page.tables import TABLES, Table
from ui.errors import Refused
from ui.server.attached import CSV, XLSX, ZIP, attached
from ui.server.turns import turn
from ui.words.check_labels import NO_SUCH_TABLE, PICK_HINT
from ui.words.labels import WORKBOOK_FILE

RESULTS = Bilingual("优质均衡核查结果", "junheng-results")


def download_routes(router: APIRouter, assistant: Assistant) -> None:
    """Add the routes of the downloads: always of the reader's own sheets, read as the address says."""

    @router.get(f"{CHECK}/workbook")
    def workbook(asked: Asked) -> Response:
        def made(sheets: Sheets) -> Response:
            content = marked_workbook(sheets.report, sheets.uploads, asked.language)
            return attached(content, WORKBOOK_FILE.say(asked.language), XLSX, WORKBOOK_FILE.en)

        return _of_sheets(made, asked, assistant)

    @router.get(f"{CHECK}/results.xlsx")
    def as_xlsx(asked: Asked) -> Response:
        def made(sheets: Sheets) -> Response:
            found, language = _results(sheets, asked), asked.language
            tables = ((one.title.say(language), *_parts(one, found, language)) for one in TABLES)
            return attached(xlsx_file(tables), f"{RESULTS.say(language)}.xlsx", XLSX, f"{RESULTS.en}.xlsx")

        return _of_sheets(made, asked, assistant)

    @router.get(f"{CHECK}/results.zip")
    def as_zip(asked: Asked) -> Response:
        def made(sheets: Sheets) -> Response:
            files = _csv_files(_results(sheets, asked), asked.language)
            return attached(zip_file(files), f"{RESULTS.say(asked.language)}.zip", ZIP, f"{RESULTS.en}.zip")

        return _of_sheets(made, asked, assistant)

    @router.get(f"{CHECK}/results/{{table}}.csv")
    def as_csv(asked: Asked, table: str) -> Response:
        def made(sheets: Sheets) -> Response:
            one = _table(table)
            content = csv_file(*_parts(one, _results(sheets, asked), asked.language))
            return attached(content, f"{one.title.say(asked.language)}.csv", CSV, f"junheng-{one.name}.csv")

        return _of_sheets(made, asked, assistant)


def _of_sheets(made: Callable[[Sheets], Response], asked: CheckAsked, assistant: Assistant) -> Response:
    with turn(()):
        return made(asked.sheets(assistant))


def _results(sheets: Sheets, asked: CheckAsked) -> Json:
    """The check's JSON, its messages in the language of the page."""
    return replace(sheets.report, language=asked.language).as_json()


def _table(name: str) -> Table:
    one = next((one for one in TABLES if one.name == name), None)
    if one is None:
        raise Refused(404, "unknown_table", NO_SUCH_TABLE, PICK_HINT)
    return one


def _parts(one: Table, found: Json, language: Language) -> tuple[Sequence[str], Iterator[Row]]:
    return [head.say(language) for head in one.heads], one.rows(found, language)


def _csv_files(found: Json, language: Language) -> Iterator[tuple[str, bytes]]:
    for one in TABLES:
        yield f"{one.title.say(language)}.csv", csv_file(*_parts(one, found, language))
