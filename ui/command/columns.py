"""The commands that keep confirmed columns: columns list, export, remember, forget."""

from pathlib import Path

import click

from assistant.confirming import columns_of, exported
from assistant.service import Assistant
from calculators.sheets.confirmed import HeaderMapping
from calculators.sheets.confirmed_files import MAX_BYTES, dump_mappings, load_mappings
from corpus.bilingual import Bilingual
from ui.command.options import Voice, speaking
from ui.command.uploads import read_bytes, read_uploads
from ui.errors import UnwritableFile
from ui.terminal.say_columns import asked, kept_json, kept_text
from ui.words.text import readable


@click.group()
def columns() -> None:
    """Keep what columns of sheets mean, so that sheets of one template are asked about once."""


@columns.command("list")
@speaking
def list_columns(voice: Voice) -> None:
    """List the headers that columns are kept for."""
    confirmed = Assistant.open().columns.confirmed()
    voice.put_json(kept_json(confirmed)) if voice.as_json else voice.put(kept_text(confirmed, voice.language))


@columns.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.argument("out", metavar="OUT.yaml")
@speaking
def export(voice: Voice, files: tuple[str, ...], out: str) -> None:
    """Write how the columns of sheets (FILE...) are understood, to be mended and remembered."""
    refuse_other_files(out)
    report = Assistant.open().check(read_uploads(files), language=voice.language)
    mappings, doubtful = exported(columns_of(report)), asked(columns_of(report))
    left = len(doubtful)
    remarks = [f"# {one.cell} {one.heading}: {' | '.join(one.alternatives)}\n" for one in doubtful]
    _write(out, "".join(remarks) + dump_mappings(mappings))
    if voice.as_json:
        voice.put_json({"written": out, "headers": [one.shape for one in mappings], "asked": left})
    else:
        voice.say(_written(out, left))


@columns.command()
@click.argument("mapping", metavar="MAPPING.yaml")
@speaking
def remember(voice: Voice, mapping: str) -> None:
    """Keep the columns of a file for every check of sheets with that header, in place of what was kept."""
    mappings = read_mappings(mapping)
    Assistant.open().columns.keep(mappings)
    shapes = [one.shape for one in mappings]
    if voice.as_json:
        voice.put_json({"remembered": shapes})
    else:
        voice.say(Bilingual(f"已保存表头：{'、'.join(shapes)}。", f"Kept for the headers {', '.join(shapes)}."))


@columns.command()
@click.argument("shape")
@speaking
def forget(voice: Voice, shape: str) -> None:
    """Forget what is kept for a header (SHAPE as in the list)."""
    Assistant.open().columns.forget(readable(shape))
    if voice.as_json:
        voice.put_json({"forgotten": shape})
    else:
        voice.say(Bilingual(f"已删除表头 {shape} 的列。", f"What was kept for the header {shape} is removed."))


def read_mappings(path: str) -> tuple[HeaderMapping, ...]:
    """Return the mappings of a file. Raises UnreadableFile or MalformedMapping."""
    return load_mappings(read_bytes(path, MAX_BYTES + 1), Path(path).name)


def _written(out: str, left: int) -> Bilingual:
    if not left:
        return Bilingual(f"已写入 {out}。", f"Written to {out}.")
    return Bilingual(
        f"已写入 {out}；其中 {left} 列有待确认，未写在 columns 下，请补上后用 junheng columns remember 保存。",
        f"Written to {out}; {left} columns are to be confirmed and stand under headings alone: add them under columns, "
        "then keep the file with junheng columns remember.",
    )


def refuse_other_files(out: str) -> None:
    """Raise UnwritableFile where the file to write is no YAML: a sheet may have been meant as input."""
    if Path(out).suffix.lower() not in (".yaml", ".yml"):
        raise UnwritableFile(
            Bilingual(f"{out} 不是 .yaml 文件，未写入。", f"{out} is no .yaml file; nothing was written."),
            Bilingual("请在最后给出要写入的 .yaml 文件名。", "Name the .yaml file to write last."),
        )


def _write(path: str, text: str) -> None:
    try:
        Path(path).write_text(text, encoding="utf-8")
    except OSError as error:
        why = error.strerror or str(error)
        raise UnwritableFile(
            Bilingual(f"无法写入 {path}（{why}）。", f"Cannot write {path} ({why})."),
            Bilingual("请检查路径和权限。", "Check the path and its permissions."),
        ) from error
