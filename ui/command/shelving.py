"""The commands that keep the policy documents: corpus list, add, remove, verify, rebuild, conflicts."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.service import Assistant
from assistant.settings import data_home
from calculators.model import Upload
from calculators.opening.guards import MAX_FILE_BYTES
from corpus.bilingual import Bilingual
from corpus.brought import EXTENSIONS, MAX_BYTES
from ui.command.options import Voice, speaking
from ui.command.uploads import read_bytes
from ui.errors import WrongUse
from ui.terminal import say_corpus, say_standards
from ui.words import shelf_labels
from ui.words.text import readable

if TYPE_CHECKING:
    from corpus.intake.corrections import Corrections

FINDINGS = 1


@click.group()
def corpus() -> None:
    """See to the policy documents and their index."""


@corpus.command("list")
@speaking
def list_documents(voice: Voice) -> None:
    """List the documents, shipped and added, the standards that were added, and what is damaged."""
    shelf = Assistant.open().tools.shelf
    if voice.as_json:
        voice.put_json(say_corpus.list_json(shelf, voice.language))
    else:
        voice.put(say_corpus.list_text(shelf, voice.language))


@corpus.command()
@click.argument("file")
@click.option("--title", help="The title, where it was read wrongly.")
@click.option("--number", help="The 文号.")
@click.option("--issuer", help="The issuing body (发文机关).")
@click.option("--place", help="The place that it holds for, such as 晋江市; 国家 for the country.")
@click.option("--issued", metavar="YYYY-MM-DD", help="The date of issue.")
@click.option(
    "--kind", type=click.Choice(["normative", "interpretation"]), help="A rule, or the reading of one (解读)."
)
@click.option("--dry-run", is_flag=True, help="Show what was understood and add nothing.")
@click.option("--yes", is_flag=True, help="Add without asking.")
@speaking
def add(voice: Voice, file: str, dry_run: bool, yes: bool, **facts: str | None) -> None:
    """Add a policy document, FILE being .docx, .pdf with text, .html, .md or .txt; or standards for one (.yaml)."""
    if Path(file).suffix.lower() in EXTENSIONS:
        _add_standards(voice, file, facts, dry_run=dry_run, yes=yes)
        return
    upload = Upload(Path(file).name, read_bytes(file, MAX_FILE_BYTES + 1))
    corrections = _corrections(facts)
    assistant = Assistant.open()
    proposal = assistant.bookshelf.propose(upload, corrections)
    if not voice.as_json:
        voice.put(say_corpus.proposal_text(proposal, assistant.tools, voice.language))
    agreed = _agreed(voice, shelf_labels.ADD_SURE, dry_run=dry_run, yes=yes)
    if agreed:
        voice.progress(shelf_labels.INDEXING)
        assistant.bookshelf.add(proposal, upload.content)
    if voice.as_json:
        voice.put_json(say_corpus.proposal_json(proposal, assistant.tools, voice.language, added=agreed))
    else:
        voice.say(shelf_labels.added(proposal.document) if agreed else shelf_labels.NOT_ADDED)


@corpus.command()
@click.argument("document")
@speaking
def remove(voice: Voice, document: str) -> None:
    """Remove a document that was added (its id, 文号 or title), or standards (the name in the list)."""
    assistant = Assistant.open()
    rested = _at_rest(assistant)
    restored = assistant.bookshelf.remove(readable(document))
    if voice.as_json:
        voice.put_json({"removed": document, "restored": restored.id if restored else None})
        return
    voice.say(shelf_labels.removed(document, restored))
    for name, why in _at_rest(assistant).items():
        if name not in rested:
            voice.say(shelf_labels.rests(name, why))


@corpus.command()
@speaking
def verify(voice: Voice) -> int:
    """Prove that every document and quotation is the source's own text."""
    from corpus.verify import verify_corpus, verify_shelf

    findings = (*verify_corpus(), *verify_shelf(data_home()))
    if voice.as_json:
        voice.put_json(
            [{"code": one.code, "where": one.where, "message": one.message.say(voice.language)} for one in findings]
        )
    elif findings:
        voice.put("\n".join(f"{one.where}: {one.message.say(voice.language)}" for one in findings))
    else:
        voice.say(
            Bilingual(
                "全部文件与来源一致，全部引文逐字相符。",
                "Every document equals its source, every quotation stands word for word.",
            )
        )
    return FINDINGS if findings else 0


@corpus.command()
@speaking
def rebuild(voice: Voice) -> None:
    """Build the index anew."""
    report = Assistant.open().rebuild()
    voice.put_json(report.as_json()) if voice.as_json else voice.say(report.summary)


@corpus.command()
@speaking
def conflicts(voice: Voice) -> None:
    """List the contradictions between clauses and the doubtful passages, known and found, each with its words."""
    tools = Assistant.open().tools
    if voice.as_json:
        voice.put_json(say_corpus.conflicts_json(tools, voice.language))
    else:
        voice.put(say_corpus.conflicts_text(tools, voice.language))


def _add_standards(voice: Voice, file: str, facts: dict[str, str | None], *, dry_run: bool, yes: bool) -> None:
    """Add the standards of a YAML file, once they were shown and agreed to."""
    if any(value is not None for value in facts.values()):
        raise WrongUse(*shelf_labels.NO_FACTS)
    assistant = Assistant.open()
    proposal = assistant.bookshelf.propose_standards(Upload(Path(file).name, read_bytes(file, MAX_BYTES + 1)))
    if not voice.as_json:
        voice.put(say_standards.proposal_text(proposal, voice.language))
    agreed = _agreed(voice, shelf_labels.ADD_STANDARDS_SURE, dry_run=dry_run, yes=yes)
    if agreed:
        assistant.bookshelf.add_standards(proposal)
    if voice.as_json:
        voice.put_json(say_standards.proposal_json(proposal, voice.language, added=agreed))
    else:
        voice.say(shelf_labels.added_standards(proposal) if agreed else shelf_labels.NOT_ADDED)


def _at_rest(assistant: Assistant) -> dict[str, Bilingual]:
    """Return the standards that are not in force, with why."""
    return {one.name: one.rests for one in assistant.tools.shelf.standards if one.rests}


def _agreed(voice: Voice, question: Bilingual, *, dry_run: bool, yes: bool) -> bool:
    """Say whether to add: on a terminal it is asked first."""
    asks = not (voice.as_json or dry_run or yes) and sys.stdin.isatty()
    return not dry_run and (not asks or click.confirm(question.say(voice.language), err=True))


def _corrections(facts: dict[str, str | None]) -> "Corrections":
    from corpus.intake.corrections import Corrections

    return Corrections(**{name: readable(given) for name, given in facts.items() if given is not None})
