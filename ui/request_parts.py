"""What the routes that take files share: the media type of a body, the language that it asks for, and its files."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import Request, UploadFile, params
from pydantic import Field

from calculators.model import Upload
from corpus.bilingual import Bilingual, Language
from ui.errors import Refused
from ui.problems import INTERFACE_HINT, request_language

Year = Annotated[int | None, Field(ge=1949, le=2999)]


def _only(media_type: str) -> params.Depends:
    """Return a dependency that refuses a body of another media type."""

    def check(request: Request) -> None:
        given = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if given and given != media_type:
            raise Refused(
                415,
                "media_type",
                Bilingual(f"正文类型应为 {media_type}。", f"The body must be {media_type}."),
                INTERFACE_HINT,
            )

    return params.Depends(check)


JSON_ONLY = _only("application/json")
FORM_ONLY = _only("multipart/form-data")


def spoken(request: Request, asked: Language | None) -> Language:
    """Remember the language that a body asks for, so that an error speaks it too."""
    request.state.language = asked
    return request_language(request)


def uploads_of(files: Sequence[UploadFile]) -> tuple[Upload, ...]:
    """Return the files of a body. Raises Refused where there is none."""
    if not any(file.filename for file in files):
        raise Refused(422, "no_file", Bilingual("没有收到文件。", "No file was received."), INTERFACE_HINT)
    return tuple(Upload(file.filename or "", file.file.read()) for file in files)
