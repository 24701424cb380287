"""What a call of a tool is given: its own arguments, and what every call may carry beside them."""

import base64
import binascii
from collections.abc import Mapping
from pathlib import PurePath
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from assistant.errors import WrongArguments
from calculators.errors import FORMATS
from calculators.model import Upload
from corpus.bilingual import Bilingual, Language
from corpus.records import Year
from ui.command.uploads import read_uploads
from ui.errors import UnreadableFile
from ui.server.turns import MAX_FILES
from ui.words.labels import MAX_ECHO
from ui.words.text import Name, Readings, Text

SUFFIXES = frozenset(f".{one}" for one in FORMATS.en.split(", "))
County = Annotated[Name | None, Field(description="县（市、区）名 / the county's name, such as 晋江市")]
YearAsked = Annotated[Year | None, Field(description="适用年份 / the year whose requirements apply")]
ReadingsAsked = Annotated[
    Readings | None, Field(description="口径 / readings by id, such as {'rooms.kinds': 'sum'}; default: the usual ones")
]


class AskArguments(BaseModel):
    """A question, with the county and year that it is about."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    question: Annotated[Text, Field(description="问题原话，中文或英文 / the user's question in their own words")]
    county: County = None
    year: YearAsked = None
    readings: ReadingsAsked = None


class WhoseSheets(BaseModel):
    """The county and year by whose requirements sheets are judged that a call carries."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    county: County = None
    year: YearAsked = None


class CheckArguments(WhoseSheets):
    """How sheets are judged."""

    readings: ReadingsAsked = None


class SessionArguments(BaseModel):
    """What a session may start with."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    county: County = None


class EndArguments(BaseModel):
    """The session that ends."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    session: Annotated[Name, Field(description="要结束的会话 / the session to end")]


class GivenSheet(BaseModel):
    """A sheet whose content a call carries."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: Annotated[Name, Field(description="文件名 / the file's name, such as school.xlsx")]
    base64: Annotated[
        str, Field(description="文件内容，base64，至多 20 MB / the file's bytes in base64, at most 20 MB")
    ]


class Spoken(BaseModel):
    """What every call may carry: the language to answer in."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    lang: Annotated[
        Language | None, Field(description="回答的语言，默认随问题 / the answer's language, else the question's")
    ] = None

    def uploads(self, tool: str) -> tuple[Upload, ...]:
        """Return the sheets that a call carries."""
        return ()


class InSession(Spoken):
    """What a call that goes on a conversation carries: the session, whose turns and sheets it sees."""

    session: Annotated[Name | None, Field(description="open_session 给出的会话 / a session of open_session")] = None


class WithSheets(InSession):
    """What a call about a county's sheets carries: their content, unless a session has them."""

    contents: Annotated[
        tuple[GivenSheet, ...],
        Field(max_length=MAX_FILES, description="学校数据表的内容 / school data sheets by their content"),
    ] = ()

    def uploads(self, tool: str) -> tuple[Upload, ...]:
        """Return the sheets. Raises WrongArguments for what is not base64."""
        return tuple(Upload(one.name, _decoded(one, tool)) for one in self.contents)


class WithFiles(WithSheets):
    """What a call from the user's own machine carries: sheets also by their paths."""

    files: Annotated[
        tuple[Text, ...],
        Field(
            max_length=MAX_FILES,
            description=f"本机上的学校数据表的路径 / paths of school data sheets on this machine ({FORMATS.en})",
        ),
    ] = ()

    def uploads(self, tool: str) -> tuple[Upload, ...]:
        """Return the sheets. Raises UnreadableFile also for a file that is no sheet by its name: it is not opened."""
        for path in self.files:
            _refuse_other_files(path)
        return (*WithSheets.uploads(self, tool), *read_uploads(self.files))


def divided(arguments: Mapping[str, object], model: type[BaseModel]) -> tuple[dict[str, object], dict[str, object]]:
    """Return the arguments that a model is for, and all others."""
    of_model = {name: value for name, value in arguments.items() if name in model.model_fields}
    return of_model, {name: value for name, value in arguments.items() if name not in of_model}


def _decoded(sheet: GivenSheet, tool: str) -> bytes:
    try:
        return base64.b64decode(sheet.base64, validate=True)
    except (binascii.Error, ValueError) as error:
        why = Bilingual("内容应为文件全部字节的 base64", "its content must be all bytes of the file in base64")
        raise WrongArguments(tool, "contents", sheet.name, why) from error


def _refuse_other_files(path: str) -> None:
    """Refuse a file by its name: whoever may name files must not read any other kind of file through us."""
    if PurePath(path).suffix.lower() not in SUFFIXES:
        raise UnreadableFile(
            Bilingual(
                f"{path[:MAX_ECHO]} 不是数据表文件，未打开。", f"{path[:MAX_ECHO]} is no sheet; it was not opened."
            ),
            Bilingual(f"可用的格式：{FORMATS.zh}。", f"Formats that are read: {FORMATS.en}."),
        )
