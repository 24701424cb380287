"""The commands that answer: ask, check, search."""

import click

from assistant.service import Assistant
from corpus.bilingual import Bilingual
from ui.batch import answer_batch
from ui.errors import WrongUse
from ui.options import Voice, reading_option, speaking
from ui.say_answer import answer_text, search_text
from ui.say_check import check_text, has_findings
from ui.text import named, readable, readings_given
from ui.uploads import read_uploads

FINDINGS = 1


@click.command()
@click.argument("question", required=False)
@click.option("--county", metavar="NAME", help="The county asked about.")
@click.option("--year", type=click.IntRange(1949, 2999), metavar="YYYY", help="The year whose requirements apply.")
@click.option(
    "--sheet", "sheets", multiple=True, metavar="FILE", help="A school data sheet (xlsx, xls, csv); repeatable."
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
@click.option("--year", type=click.IntRange(1949, 2999), metavar="YYYY", help="The year whose requirements apply.")
@reading_option
@speaking
def check(voice: Voice, files: tuple[str, ...], county: str | None, year: int | None, readings: tuple[str, ...]) -> int:
    """Check a county's school data sheet (FILE...) against the national requirements."""
    report = Assistant.open().check(
        read_uploads(files), county=named(county), year=year, language=voice.language, readings=readings_given(readings)
    )
    voice.put_json(report.as_json()) if voice.as_json else voice.put(check_text(report, voice.language))
    return FINDINGS if has_findings(report) else 0


@click.command()
@click.argument("query")
@click.option("-k", default=5, type=click.IntRange(1, 50), metavar="N", help="How many clauses (default 5).")
@click.option("--county", metavar="NAME", help="Only documents that hold for this county.")
@speaking
def search(voice: Voice, query: str, k: int, county: str | None) -> None:
    """Find the clauses that a QUERY is about."""
    report = Assistant.open().search(readable(query), k=k, county=named(county))
    voice.put_json(report.as_json()) if voice.as_json else voice.put(search_text(report, voice.language))
