"""The documents' pages: the list by rank, a document with its contents, the look in a frame, what a version changes."""

import html
import re
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from assistant.listing import grouped
from assistant.service import Assistant
from assistant.tools import Tools
from corpus.documents import load_library
from corpus.model import NATIONAL, Document
from corpus.shelf import Contents
from ui.pages.document_parts import AROUND, outline, parts, surroundings

DOCUMENT = "nanan-2022-45"
IDS = [one.id for one in load_library().documents]


def with_documents(tools: Tools, *documents: Document) -> Tools:
    library = tools.library.with_documents(documents, "".join(one.id for one in documents))
    return Tools(tools.home, Contents(documents, (), library))


def test_an_interpretation_stands_right_under_its_text(assistant: Assistant) -> None:
    (group,) = [one for one in grouped(assistant.tools) if one.rank == "county"]
    listed = [(one.document.id, one.below) for one in group.documents]
    assert len(listed) == len(IDS)
    assert listed.index(("licheng-2021-63-interpretation", True)) == listed.index(("licheng-2021-63", False)) + 1


def test_documents_are_listed_by_rank_and_one_of_the_future_as_not_yet_in_force(assistant: Assistant) -> None:
    base = assistant.library.document("licheng-2021-69")
    coming = replace(base, id="guojia", jurisdiction=NATIONAL, effective="2999-01-01", origin="user")
    city = replace(base, id="quanzhou", jurisdiction="福建省泉州市", origin="user")
    groups = {one.rank: one.documents for one in grouped(with_documents(assistant.tools, coming, city))}
    assert [(one.document.id, one.coming, one.restores) for one in groups["country"]] == [("guojia", True, False)]
    assert [one.document.id for one in groups["middle"]] == ["quanzhou"]
    assert not any(one.coming for one in groups["county"])


def test_a_place_sees_its_own_documents_and_those_of_what_it_belongs_to(assistant: Assistant) -> None:
    base = assistant.library.document("licheng-2021-69")
    above = [replace(base, id="quanzhou", jurisdiction="福建省泉州市"), replace(base, id="all", jurisdiction=NATIONAL)]
    tools = with_documents(assistant.tools, *above)
    seen = {one.document.id for group in grouped(tools, "福建省泉州市南安市") for one in group.documents}
    assert seen == {DOCUMENT, "quanzhou", "all"}


def test_the_filter_of_the_list_keeps_to_places_that_are_there(client: TestClient) -> None:
    page = client.get("/documents", params={"of": "浙江省温州市乐清市", "lang": "zh"}).text
    assert "乐政办发〔2023〕39号" in page and "南政办" not in page
    assert "南政办" in client.get("/documents", params={"of": "<b>", "lang": "zh"}).text


@pytest.mark.parametrize("id", IDS)
def test_the_contents_name_every_heading_once_and_lead_to_it(client: TestClient, assistant: Assistant, id: str) -> None:
    document, page = assistant.library.document(id), client.get(f"/documents/{id}").text
    contents = page.partition('<nav class="contents"')[2].partition("</nav>")[0]
    links = re.findall(r'<a href="#([^"]*)">(.*?)</a>', contents)
    assert {html.unescape(text) for _, text in links} == {
        one for clause in document.clauses for one in clause.trail[1:]
    }
    assert len(links) == len({anchor for anchor, _ in links})
    assert all(re.search(rf'<h[2-6] id="{anchor}"', page) for anchor, _ in links)


@pytest.mark.parametrize("id", IDS)
def test_the_words_of_a_clause_stay_whole_where_its_heading_stands_out(assistant: Assistant, id: str) -> None:
    document = assistant.library.document(id)
    for clause in document.clauses:
        (part,) = [one for one in parts(document, clause.id, 0, 5) if one.cited]
        assert part.before + part.quote + part.after == clause.text
        assert part.lead == 0, "the quotation begins in the heading, which must not cut it"
        (plain,) = [one for one in parts(document, clause.id, 0, 0) if one.cited]
        assert clause.text[: plain.lead] == (plain.headings[-1].text if plain.lead else "")


def test_a_paragraph_heading_stands_above_the_clause_that_opens_with_it(assistant: Assistant) -> None:
    shown = parts(assistant.library.document(DOCUMENT), None, 0, 0)
    (opens,) = [one for one in shown if one.clause.id == "三/（二）/5"]
    assert opens.headings[-1].told and opens.clause.text.startswith(opens.headings[-1].text)
    (below,) = [one for one in shown if one.clause.id == "三/（二）/5/段2"]
    assert below.headings == () and below.trail[-1] == opens.headings[-1].text


def test_a_frame_shows_the_quotation_with_its_neighbours_and_no_bar(client: TestClient, assistant: Assistant) -> None:
    clause = assistant.library.document(DOCUMENT).clauses[100]
    asked = {"clause": clause.id, "start": 0, "end": 4, "framed": 1, "lang": "zh"}
    page = client.get(f"/documents/{DOCUMENT}", params=asked).text
    assert '<header class="bar"' not in page and "<nav" not in page and "<form" not in page
    assert re.findall(r'<mark id="quote">(.*?)</mark>', page, re.S) == [clause.text[:4]]
    assert page.count('<section class="clause') == 2 * AROUND + 1
    inside = [html.unescape(one) for one in re.findall(r'<a href="(\?[^"]*)"', page)]
    assert all("framed=1" in one for one in inside[1:]) and "framed" not in inside[0]
    whole = client.get(f"/documents/{DOCUMENT}{inside[0].partition('#')[0]}").text
    assert '<header class="bar"' in whole and f'<mark id="quote">{clause.text[:4]}</mark>' in whole


@pytest.mark.parametrize("id", IDS)
def test_what_a_frame_shows_lies_under_all_its_headings(assistant: Assistant, id: str) -> None:
    document = assistant.library.document(id)
    for number in range(0, len(document.clauses), 13):
        shown = surroundings(parts(document, document.clauses[number].id, 0, 0))
        assert [one.cited for one in shown].count(True) == 1
        assert tuple(one.text for one in shown[0].headings) == shown[0].trail
        assert {one.level for one in outline(shown)} >= {2} if shown[0].trail else True


def test_an_error_in_a_frame_brings_no_bar(client: TestClient) -> None:
    answer = client.get("/documents/none?framed=1")
    assert answer.status_code == 404 and '<header class="bar"' not in answer.text


def test_a_clause_that_is_part_of_a_conflict_or_a_doubt_links_to_it(client: TestClient, assistant: Assistant) -> None:
    register = assistant.tools.register
    there = client.get("/documents/conflicts?lang=zh").text
    noted = {ref.clause for one in register.conflicts for ref in one.sides if ref.document == DOCUMENT}
    noted |= {ref.clause for one in register.suspects for ref in (one.ref, *one.against) if ref.document == DOCUMENT}
    sections = client.get(f"/documents/{DOCUMENT}?lang=zh").text.split(' data-clause="')[1:]
    linked = {
        html.unescape(one.partition('"')[0]): re.findall(r'conflicts\?lang=zh#([\w-]+)"', one) for one in sections
    }
    assert noted and {clause for clause, anchors in linked.items() if anchors} == noted
    for anchor in {anchor for anchors in linked.values() for anchor in anchors}:
        section = there.partition(f'id="{anchor}"')[2].partition("</section>")[0]
        assert f"/documents/{DOCUMENT}?clause=" in section


def test_a_shipped_document_compared_with_itself_shows_no_change(client: TestClient) -> None:
    page = client.get(f"/documents/{DOCUMENT}/changes?lang=zh").text
    assert "条文没有变化" in page and "<del>" not in page
    assert client.get("/documents/none/changes").status_code == 404


def test_kept_answers_that_a_new_version_touches_are_counted_before_it_comes(assistant: Assistant) -> None:
    now = assistant.library
    old = now.document("licheng-2021-63")
    clauses = tuple(replace(one, text=one.text.replace("96", "98")) for one in old.clauses)
    coming = now.with_documents([replace(old, clauses=clauses, origin="user")], "new")
    same, changed = (assistant.kept.would_mark(old.id, one) for one in (now, coming))
    answer = assistant.ask("鲤城区要求每间音乐专用教室多大？", language="zh")
    assert any("96" in one.text for one in answer.citations if one.document_id == old.id)
    assert assistant.kept.would_mark(old.id, now) == same
    assert assistant.kept.would_mark(old.id, coming) == changed + 1
