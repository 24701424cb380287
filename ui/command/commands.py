"""The commands that answer: ask, check, search."""

from pathlib import Path

import click

from assistant.check import CheckReport
from assistant.kept.session import Session
from assistant.service import Assistant
from calculators.errors import FORMATS
from calculators.model import Upload
from calculators.sheets.confirmed import NOTHING_CONFIRMED, Confirmed
from corpus.bilingual import Bilingual, Language
from corpus.records import FIRST_YEAR, LAST_YEAR
from ui.command.batch import answer_batch
from ui.command.columns import read_mappings
from ui.command.options import Voice, reading_option, speaking
from ui.command.report_file import report_path, write_report
from ui.command.uploads import read_uploads
from ui.errors import WrongUse
from ui.terminal.say_answer import answer_text, search_text
from ui.terminal.say_check import check_text, has_findings
from ui.words.text import named, readable, readings_given

FINDINGS = 1
YEAR = click.IntRange(FIRST_YEAR, LAST_YEAR)


@click.command()
@click.argument("question", required=False)
@click.option("--county", metavar="NAME", help="The county asked about.")
@click.option("--year", type=YEAR, metavar="YYYY", help="The year whose requirements apply.")
@click.option(
    "--sheet", "sheets", multiple=True, metavar="FILE", help=f"A school data sheet ({FORMATS.en}); repeatable."
)
@click.option("--batch", metavar="FILE", help="Questions, one JSON object a line.")
@reading_option
@speaking
def ask(
    voice: Voice, question: str | None, county: str | None, year: int | None, sheets: tuple[str, ...],
    batch: str | None, readings: tuple[str, ...],
) -> None:  # fmt: skip
    """Answer a QUESTION with the clause and the figure that prove it."""
    if (question is None) == (batch is None):
        raise WrongUse(
            Bilingual(
                "请给出一个问题，或用 --batch 给出问题文件。",
                "Give either a question or a file of questions with --batch.",
            ),
            Bilingual("用法见 junheng ask --help。", "See junheng ask --help."),
        )
    if batch is not None:
        if county or year or sheets or readings:
            raise WrongUse(
                Bilingual(
                    "--batch 不能与 --county、--year、--sheet、--reading 同用。",
                    "--batch goes without --county, --year, --sheet and --reading.",
                ),
                Bilingual("请写在每一行里。", "Put them into each row."),
            )
        answer_batch(batch, voice)
        return
    uploads = read_uploads(sheets)
    answer = Assistant.open().ask(
        readable(question or ""), county=named(county), year=year, language=voice.asked, uploads=uploads,
        readings=readings_given(readings),
    )  # fmt: skip
    voice.put_json(answer.as_json()) if voice.as_json else voice.put(answer_text(answer))


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--county", metavar="NAME", help="The county of the sheet.")
@click.option("--year", type=YEAR, metavar="YYYY", help="The year whose requirements apply.")
@click.option("--columns", metavar="MAPPING.yaml", help="Confirmed columns, for this check only.")
@click.option("--report", "out", metavar="OUT.xlsx", help="Write a marked-up copy with the figures as live formulas.")
@reading_option
@speaking
def check(
    voice: Voice, files: tuple[str, ...], county: str | None, year: int | None, columns: str | None, out: str | None,
    readings: tuple[str, ...],
) -> int:  # fmt: skip
    """Check a county's school data sheet (FILE...) against the national requirements."""
    confirmed = Confirmed.of(read_mappings(columns)) if columns else NOTHING_CONFIRMED
    path, uploads = report_path(out, files) if out else None, read_uploads(files)
    session = Session()
    report = Assistant.open().check(
        uploads, county=named(county), year=year, language=voice.language, columns=confirmed,
        readings=readings_given(readings), session=session,
    )  # fmt: skip
    if path:
        _write_workbook(path, report, session.uploads, voice.language)
    voice.put_json(report.as_json()) if voice.as_json else voice.put(check_text(report, voice.language))
    return FINDINGS if has_findings(report) else 0


def _write_workbook(path: Path, report: CheckReport, uploads: tuple[Upload, ...], language: Language) -> None:
    from assistant.workbook.marked import marked_workbook

    write_report(path, marked_workbook(report, uploads, language))


@click.command()
@click.argument("query")
@click.option("-k", default=5, type=click.IntRange(1, 50), metavar="N", help="How many clauses (default 5).")
@click.option("--county", metavar="NAME", help="Only documents that hold for this county.")
@speaking
def search(voice: Voice, query: str, k: int, county: str | None) -> None:
    """Find the clauses that a QUERY is about."""
    report = Assistant.open().search(readable(query), k=k, county=named(county))
    voice.put_json(report.as_json()) if voice.as_json else voice.put(search_text(report, voice.language))
