"""What the routes that take files share: the media type of a body, the language that it asks for, and its files."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import File, Form, Request, UploadFile, params

from assistant.check import CheckReport
from assistant.kept.session import Session
from assistant.service import Assistant
from calculators.model import Upload
from corpus.bilingual import Bilingual, Language
from corpus.records import Year
from ui.errors import Refused
from ui.server.problems import INTERFACE_HINT, request_language
from ui.words.text import Name, readings_given


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


def is_for_reader(request: Request) -> bool:
    """Tell whether a person asks, by a link that a browser follows; programs are answered in JSON."""
    return "text/html" in request.headers.get("accept", "")


class CheckForm:
    """What a check by itself is asked with: the sheets, the county and year, the language, the readings (口径)."""

    def __init__(
        self,
        request: Request,
        files: Annotated[list[UploadFile], File()],
        county: Annotated[Name | None, Form()] = None,
        year: Annotated[Year | None, Form()] = None,
        lang: Annotated[Language | None, Form()] = None,
        reading: Annotated[list[Name] | None, Form()] = None,
    ) -> None:
        self.files, self._county, self._year = files, county or None, year
        self.language, self._readings = spoken(request, lang), readings_given(reading or ())

    def checked(self, assistant: Assistant) -> tuple[CheckReport, tuple[Upload, ...]]:
        """Return the check and the files that it was made from, as it calls them. Raises SheetError and Refused."""
        alone = Session()
        assistant.check(
            uploads_of(self.files), county=self._county, year=self._year, language=self.language,
            readings=self._readings, session=alone,
        )  # fmt: skip
        return alone.checked()
