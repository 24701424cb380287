"""Readers of the check: browsers of their own over one application, their sheets, and what stands on their pages."""

import html
import json
import re
from pathlib import Path

from starlette.testclient import TestClient

from assistant.check import CheckReport
from assistant.service import Assistant
from calculators.model import Upload
from tests.conftest import GOLDEN
from tests.ui.conftest import ADDRESS

SHEETS = GOLDEN / "sheets"
# Every sample sheet, each with the files that belong to it.
COUNTIES = (
    ("county_survey.xlsx",),
    ("county_survey_messy.xls",),
    ("county_survey.csv",),
    ("county_strong.xlsx", "county_form.xlsx"),
    ("county_uneven.xlsx",),
    ("county_edges.xlsx",),
    ("county_missing_column.xlsx",),
    ("county_statistics_小学.xlsx", "county_statistics_初中.xls"),
    ("county_form_II-2.xlsx",),
    ("one_school.ods",),
)


def reader(client: TestClient) -> TestClient:
    """Return another browser at the application of `client`, with a cookie of its own."""
    own = TestClient(client.app, base_url=ADDRESS)
    own.get("/check")
    return own


def upload(own: TestClient, *files: tuple[str, bytes]) -> str:
    """Send files by the form of the page, and return the page that it leads to."""
    answer = own.post("/check/upload?lang=zh", files=[("files", file) for file in files])
    assert answer.status_code == 200, answer.text
    return answer.text


def golden(*names: str) -> list[tuple[str, bytes]]:
    """Return sample sheets as files of a form."""
    return [(name, (SHEETS / name).read_bytes()) for name in names]


def with_sheets(client: TestClient, *names: str) -> tuple[TestClient, str]:
    """Return a reader who has these sample sheets, and the page of their check."""
    own = reader(client)
    return own, upload(own, *golden(*names))


def checked(assistant: Assistant, *names: str, readings: dict[str, str] | None = None) -> CheckReport:
    """Return the check of sample sheets as the assistant makes it, in no conversation."""
    uploads = [Upload(name, Path(SHEETS, name).read_bytes()) for name in names]
    return assistant.check(uploads, readings=readings)


def json_of(report: CheckReport) -> dict[str, object]:
    """Return the check's JSON as it is sent."""
    return json.loads(json.dumps(report.as_json()))


def text_of(page: str) -> str:
    """Return the words of a page, mark-up aside."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


def links_in(page: str, start: str) -> list[str]:
    """Return the addresses on a page that begin so, each once."""
    found = (html.unescape(link) for link in re.findall(r'href="([^"]*)"', page))
    return list(dict.fromkeys(link for link in found if link.startswith(start)))


def rows_of(page: str) -> list[dict[str, str]]:
    """Return the items on a page of a check, each with its attributes and the words of its row in `said`."""
    found = []
    for attributes, row in re.findall(
        r'<details class="item[^"]*"([^>]*)>\s*<summary[^>]*>(.*?)</summary>', page, re.S
    ):
        known = dict(re.findall(r'data-(\w+)="([^"]*)"', attributes))
        cells = re.findall(r"<span[^>]*>(.*?)</span>(?=<span|$)", row.strip(), re.S)
        found.append({"hidden": "hidden" if "hidden" in attributes else "", **known, "value": text_of(cells[-3])})
    return found
