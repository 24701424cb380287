"""The page of what was read from the documents: its counts are those of the records, and nothing is left untold."""

import html
import re
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from assistant.coverage import document_cover, item_covers
from assistant.service import Assistant
from assistant.tools import Tools
from corpus.documents import parse_document
from corpus.model import Fact

KINDS = ("requirements", "aims", "facts", "left_out", "open")


@pytest.fixture(scope="module")
def page(client: TestClient) -> str:
    return client.get("/documents/coverage?lang=zh").text


def rows_of(table: str) -> list[list[str]]:
    """Return the cells of a table's body as text."""
    body = table.partition("<tbody>")[2].partition("</tbody>")[0]
    rows = [re.findall(r"<t[hd].*?>(.*?)</t[hd]>", row, re.S) for row in re.findall(r"<tr.*?>(.*?)</tr>", body, re.S)]
    return [[html.unescape(re.sub("<[^>]*>", "", cell)).strip() for cell in row] for row in rows]


def test_the_counts_of_each_document_are_those_of_its_records(page: str, assistant: Assistant) -> None:
    standards = assistant.tools.standards
    shown = {row[0]: row[4:] for row in rows_of(page)}
    for document in assistant.library.documents:
        held = [
            sum(one.ref.document == document.id for one in records)
            for records in (standards.all, standards.aims, standards.facts, standards.left_out)
        ]
        assert shown[document.name] == [*map(str, held), "0"]


def test_every_item_of_the_evaluation_rests_on_clauses_that_open_with_its_words_marked(
    page: str, client: TestClient, assistant: Assistant
) -> None:
    items = re.findall(r'<tr id="(\w+)"', page)
    assert [*(f"R{n}" for n in range(1, 8)), "CV"] == items[1:9]
    assert {*(f"G{n}" for n in range(1, 16)), *(f"Q{n}" for n in range(1, 10)), "S1"} <= set(items)
    for cover in item_covers(assistant.tools.standards):
        assert cover.floor, f"no national requirement for {cover.item}"
        row = page.partition(f'<tr id="{cover.item}"')[2].partition("</tr>")[0]
        links = [html.unescape(link) for link in re.findall(r'<a href="([^"]*)"', row)]
        assert len(links) == len(cover.floor) + len(cover.local)
        marked = re.search(r'<mark id="quote">(.*?)</mark>', client.get(links[0].partition("#")[0]).text, re.S)
        assert marked and html.unescape(marked[1]) == cover.floor[0].ref.quote


def test_every_thing_left_out_stands_there_with_its_reason(page: str, assistant: Assistant) -> None:
    shown = html.unescape(page)
    assert all(one.ref.quote in shown and one.why.zh in shown for one in assistant.tools.standards.left_out)


def test_a_number_that_nobody_has_read_is_listed_as_unread(assistant: Assistant) -> None:
    shipped = assistant.library.document("yueqing-2023-39")
    text = (
        "---\nid: dehua-2024-9\ntitle: 测试办法\nnumber: 德政办〔2024〕9号\nissuer: 德化县人民政府\n"
        "jurisdiction: 福建省泉州市德化县\nkind: normative\nissued: '2024-01-01'\neffective: null\ninterprets: null\n"
        f"source: a.txt\nsha256: {shipped.sha256}\n---\n\n# 测试办法\n\n"
        "## 一、目标\n\n每间教室不小于96平方米，2025年完成。\n"
    )
    document = parse_document(text, "dehua-2024-9.md", "user")
    tools: Tools = assistant.tools.with_document(document)
    cover = document_cover(document, tools.standards)
    assert cover.quantities == cover.count("open") == 1
    ((clause, (span,)),) = [(one.clause, one.open) for one in cover.clauses]
    assert clause.text[slice(*span)] == "96平方米"


def test_a_record_that_is_taken_away_leaves_its_number_unread(assistant: Assistant) -> None:
    tools = assistant.tools
    document = tools.library.document("licheng-2021-63")
    fewer = replace(tools.standards, all=tuple(one for one in tools.standards.all if one.indicator != "G3.art_area"))
    before, after = (document_cover(document, one) for one in (tools.standards, fewer))
    assert (before.count("open"), after.count("open")) == (0, 1)
    assert after.quantities == before.quantities


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_of_a_document_shows_each_record_beside_its_clause(
    client: TestClient, assistant: Assistant, lang: str
) -> None:
    shown = client.get(f"/documents/nanan-2022-45?lang={lang}").text
    beside = {
        html.unescape(section.partition('"')[0]): section.count("<tr><td>")
        for section in shown.split(' data-clause="')[1:]
    }
    records = [one for one in assistant.tools.standards.records if one.ref.document == "nanan-2022-45"]
    for clause, count in beside.items():
        assert count == sum(one.ref.clause == clause for one in records)
    assert sum(beside.values()) == len(records)
    assert ("现状" if lang == "zh" else "reported") in shown
    assert any(isinstance(one, Fact) for one in records)
