"""The command that writes the empty template: template."""

from pathlib import Path
from typing import BinaryIO

import click

from assistant.service import Assistant
from corpus.bilingual import Bilingual
from ui.command.options import Voice, speaking
from ui.errors import NotWritten
from ui.words.text import readable

SUFFIX = ".xlsx"
WRITTEN = Bilingual("空白模板已写入 {path}。", "The empty template is in {path}.")
NAME_HINT = Bilingual("请给出以 .xlsx 结尾的文件名。", "Give a file name that ends in .xlsx.")
TAKEN_HINT = Bilingual(
    "不覆盖已有文件；请换一个文件名，或先移走它。", "Nothing is overwritten: give another name, or move that file away."
)
FOLDER_HINT = Bilingual("请检查文件夹是否存在、能否写入。", "Check that the folder exists and can be written.")


@click.command()
@click.argument("out", metavar="OUT.xlsx")
@speaking
def template(voice: Voice, out: str) -> None:
    """Write an empty workbook to fill in (OUT.xlsx), with explanations and bounds for every cell."""
    from assistant.template.layout import FORM_SHEET, NOTES_SHEET, SCHOOL_SHEET
    from assistant.template.workbook import template_workbook

    path = Path(readable(out))
    if path.suffix.lower() != SUFFIX:
        raise NotWritten(Bilingual(f"{out} 不是 .xlsx 文件名。", f"{out} is no name of an .xlsx file."), NAME_HINT)
    _write_new(path, template_workbook(Assistant.open().tools, voice.language))
    if voice.as_json:
        voice.put_json({"written": str(path), "sheets": [NOTES_SHEET, SCHOOL_SHEET, FORM_SHEET]})
    else:
        voice.put(WRITTEN.say(voice.language).format(path=path))


def _write_new(path: Path, content: bytes) -> None:
    """Write a file that is not there yet, whole or not at all. Raises NotWritten."""
    try:
        with path.open("xb") as file:
            _write_whole(file, content, path)
    except FileExistsError as error:
        raise NotWritten(Bilingual(f"{path} 已经存在。", f"{path} is there already."), TAKEN_HINT) from error
    except (OSError, ValueError) as error:
        raise NotWritten(Bilingual(f"无法写入 {path}。", f"Cannot write {path}."), FOLDER_HINT) from error


def _write_whole(file: BinaryIO, content: bytes, path: Path) -> None:
    try:
        file.write(content)
        file.flush()
    except OSError:
        path.unlink(missing_ok=True)  # half a workbook is of no use, and would be in the way of the next try
        raise
