"""The columns beside the conversation: the sheets and their faults, the county's documents, the history, the frame."""

import re
from collections import Counter

import pytest
from starlette.testclient import TestClient

from assistant.kept.readers import Conversation
from assistant.service import Assistant
from corpus.bilingual import Language
from tests.conftest import sample
from ui.chat.panels import (
    MAX_CONVERSATIONS,
    MAX_DOCUMENTS,
    documents_of,
    documents_panel,
    evidence_panel,
    header,
    history_panel,
    sheets_panel,
    side_head,
    start,
    upload_hint,
)
from ui.chat.tab import Talk
from ui.chat.talk import answered, asked, with_sample
from ui.chat.widgets import relabelled
from ui.check_page.samples import SAMPLES, sample_uploads
from ui.words.labels import SEVERITIES
from ui.words.sheets_read import FilesRead, files_read

LANGUAGES: tuple[Language, ...] = ("zh", "en")


def test_the_faults_of_the_sheets_are_counted_by_severity_the_gravest_first(assistant: Assistant) -> None:
    report = assistant.check([sample("county_survey_messy.xlsx")])
    found = files_read(report).faults
    assert dict(found) == Counter(one.severity for one in report.issues)
    assert [one for one, _ in found] == [one for one in ("error", "warning", "note") if one in dict(found)]
    panel = sheets_panel(("a.xlsx",), "zh", files_read(report))
    assert found and all(f"{SEVERITIES[one].zh} {count}" in panel for one, count in found)


def test_sheets_without_a_fault_are_said_to_have_none() -> None:
    assert "未发现数据问题" in sheets_panel(("a.xlsx",), "zh", FilesRead())
    assert "No faults" in sheets_panel(("a.xlsx",), "en", FilesRead())


def test_the_check_of_this_conversation_is_one_step_away() -> None:
    assert 'href="/check?lang=zh&amp;c=3"' in sheets_panel(("a.xlsx",), "zh", number=3)
    assert "/check" not in sheets_panel((), "zh", number=3), "there is nothing to check yet"


def test_names_of_files_and_of_conversations_are_shown_as_text() -> None:
    hostile = "<img src=x onerror=alert(1)>"
    shown = history_panel((Conversation(1, hostile, 0),), 1, "zh") + sheets_panel((hostile,), "zh")
    assert "<img" not in shown and shown.count("&lt;img") == 2


def test_a_county_has_its_own_documents_and_those_above_it_but_no_neighbours(assistant: Assistant) -> None:
    places = sorted({one.jurisdiction for one in assistant.library.documents})
    for place in places:
        own = documents_of(assistant, place)
        assert own and all(place.startswith(one.jurisdiction) for one in own)
    assert documents_of(assistant, None) == documents_of(assistant, "没有这个地方") == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_documents_of_a_county_are_listed_and_the_rest_are_one_step_away(
    assistant: Assistant, language: Language
) -> None:
    county = assistant.library.documents[0].jurisdiction
    panel = documents_panel(assistant, county, language)
    own = documents_of(assistant, county)
    assert len(re.findall(r'href="/documents/[^"?]', panel)) == min(len(own), MAX_DOCUMENTS)
    assert f'href="/documents?lang={language}"' in panel and str(len(own)) in panel
    assert str(len(assistant.library.documents)) in documents_panel(assistant, "", language)


def test_a_county_that_nobody_knows_is_shown_as_text_or_not_at_all(assistant: Assistant) -> None:
    assert "<b>" not in documents_panel(assistant, "<b>", "zh")


def test_the_latest_conversations_are_links_and_the_open_one_is_marked() -> None:
    many = tuple(Conversation(number, f"问题{number}", 0) for number in range(30, 0, -1))
    panel = history_panel(many, 29, "zh")
    assert panel.count('href="/?c=') == MAX_CONVERSATIONS
    assert re.findall(r'href="/\?c=(\d+)&amp;lang=zh" aria-current="page"', panel) == ["29"]
    assert 'data-number="29"' in panel and 'href="/conversations?lang=zh"' in panel
    assert "还没有" in history_panel((), None, "zh")
    assert "（空）" in history_panel((Conversation(1, "", 0),), 1, "zh")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_stands_on_one_line_and_says_its_language(assistant: Assistant, language: Language) -> None:
    parts = [one(language) for one in (header, side_head, start, upload_hint, evidence_panel)]
    parts += [documents_panel(assistant, "", language), history_panel((), None, language), sheets_panel((), language)]
    for part in parts:
        assert "\n" not in part, "a blank line would end the HTML block"
        assert f'lang="{"zh-CN" if language == "zh" else "en"}"' in part


def test_the_frame_of_the_evidence_has_a_title_and_the_sheet_a_way_out() -> None:
    assert re.search(r'<iframe name="jh-evidence" title="[^"]+" hidden>', evidence_panel("zh"))
    assert "data-close" in evidence_panel("zh") and "data-close" in side_head("zh")


def test_the_sample_is_read_as_an_upload_would_be(assistant: Assistant) -> None:
    uploads = sample_uploads(SAMPLES[0].name)
    talk = with_sample(assistant, uploads, "", "zh", Talk())
    assert talk.sheets == tuple(one.name for one in uploads) and "结论" in talk.messages[-1][1]


def test_the_year_that_is_chosen_is_the_year_that_is_asked_about(assistant: Assistant) -> None:
    talk = with_sample(assistant, sample_uploads(SAMPLES[0].name), "", "zh", Talk())
    given = answered(assistant, "", "zh", asked("我们县音乐教室达标吗？", talk), year=2024).answer
    assert given and "2024年" in given.text


def test_the_page_speaks_the_language_that_is_chosen_in_every_part(assistant: Assistant) -> None:
    said = [relabelled(assistant, language, Talk(), "", "") for language in LANGUAGES]
    alike = [number for number, (chinese, english) in enumerate(zip(*said, strict=True)) if chinese == english]
    assert alike == [], "a part has the same words in both languages"


def test_the_page_loads_the_styles_and_scripts_that_there_are(client: TestClient) -> None:
    named = re.findall(r'(?:href|src)="(/style/[^"]+)"', client.get("/").text)
    assert "/style/chat.js" in named and "/style/theme.js" in named and "/style/tokens.css" in named
    for address in named:
        assert client.get(address).status_code == 200, address


def test_every_module_that_the_page_imports_is_served(client: TestClient) -> None:
    wanted, seen = ["chat.js"], set[str]()
    while wanted:
        name = wanted.pop()
        seen.add(name)
        answer = client.get(f"/style/{name}")
        assert answer.status_code == 200 and "javascript" in answer.headers["content-type"], name
        wanted += [one for one in re.findall(r'from "\./([^"]+)"', answer.text) if one not in seen]
    assert {"chat_evidence.js", "chat_columns.js", "chat_uploads.js"} <= seen


def test_who_allows_no_script_is_told_what_works_without(client: TestClient) -> None:
    told = re.findall("<noscript><p>(.*?)</p></noscript>", client.get("/").text)
    assert [part for part in told if "/check" in part and "/documents" in part]


def test_the_bar_leads_to_every_page_in_the_language_of_this_one() -> None:
    for language in LANGUAGES:
        assert re.findall(r'<a href="([^"]+)"', header(language)) == [
            f"/?lang={language}", f"/check?lang={language}", f"/documents?lang={language}"
        ]  # fmt: skip
