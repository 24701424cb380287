"""Searching the documents on the web: the words as they stand first, then clauses of like meaning, honestly told."""

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from assistant.finding import find_words
from assistant.service import Assistant
from corpus.bilingual import Bilingual
from corpus.finding import spans_of
from retrieval.errors import IndexUnavailable

DOCUMENT = "licheng-2021-63"


def search(client: TestClient, words: str, **asked: str) -> str:
    answer = client.get("/documents/search", params={"q": words, "lang": "zh", **asked})
    assert answer.status_code == 200
    return answer.text


def exact_of(page: str) -> str:
    """Return the part of a page that lists where the words themselves stand."""
    return page.partition("意思相近的条文")[0]


def results(part: str) -> list[tuple[str, list[str]]]:
    """Return the address of each result, and the words marked in it."""
    items = re.findall(r'<li><p class="of"><a href="([^"]*)".*?<p class="excerpt"[^>]*>(.*?)</p></li>', part, re.S)
    return [(html.unescape(link), [html.unescape(one) for one in re.findall("<mark>(.*?)</mark>", text, re.S)])
            for link, text in items]  # fmt: skip


@pytest.mark.parametrize("words", ["专用教室", "督导", "96 平方米", "骨干教师"])
def test_every_clause_that_holds_the_words_is_listed_and_each_place_counted(
    client: TestClient, assistant: Assistant, words: str
) -> None:
    holding = [one for one in assistant.library.clauses if "".join(words.split()) in "".join(one.text.split())]
    page = search(client, words)
    found = results(exact_of(page))
    assert {parse_qs(urlsplit(link).query)["clause"][0] for link, _ in found} >= {one.id for one in holding}
    told = re.search(r"(\d+) 条，共 (\d+) 处", page)
    assert told and int(told[1]) == len(found) >= len(holding)
    assert int(told[2]) == sum(len(marked) for _, marked in found)


def test_a_result_opens_the_document_with_the_words_marked(client: TestClient) -> None:
    for link, marked in results(exact_of(search(client, "音乐专用教室面积"))):
        opened = client.get(link.partition("#")[0]).text
        assert re.findall(r'<mark id="quote">(.*?)</mark>', opened, re.S) == marked[:1]


@pytest.mark.parametrize(
    "typed", ["音樂專用教室", "音乐 专用教室", "音乐专用教室 ", "每間音樂專用教室面積不小於９６平方米", "督導評估"]
)
def test_traditional_characters_width_and_spacing_do_not_matter(client: TestClient, typed: str) -> None:
    assert results(exact_of(search(client, typed)))


def test_a_document_is_found_by_its_number_in_any_brackets(client: TestClient) -> None:
    page = search(client, "泉鲤政办[2021]63号")
    assert f'<li><a href="/documents/{DOCUMENT}?lang=zh"' in page.partition("原文中有这些字")[0]


def test_words_that_never_stand_together_are_found_apart_and_that_is_said(client: TestClient) -> None:
    page = search(client, "音乐 食堂教室 平方米")
    assert "原文中没有这些字" in page
    page = search(client, "美术 音乐专用教室面积")
    assert "没有连在一起的原文" in page
    assert all({"美术", "音乐专用教室面积"} <= set(marked) for _, marked in results(exact_of(page)))


def test_a_heading_that_holds_the_words_is_found_where_its_clauses_do_not(assistant: Assistant) -> None:
    found = find_words("构建完善思想政治工作体系", assistant.tools)
    assert {one.where for one in found.exact} == {"heading"}
    assert all(one.text in one.clause.trail for one in found.exact)


def test_a_search_in_one_document_shows_no_other(client: TestClient) -> None:
    page = search(client, "教师交流轮岗", document=DOCUMENT)
    links = [link for link, _ in results(page)]
    assert links and all(urlsplit(link).path == f"/documents/{DOCUMENT}" for link in links)


def test_what_means_the_like_follows_and_repeats_none_of_the_exact(client: TestClient) -> None:
    page = search(client, "音乐教室要多大")
    _, _, near = page.partition("意思相近的条文")
    assert "原文中没有这些字" in page and "按意思找到" in near
    assert any("96" in word for _, marked in results(near) for word in marked)
    both = search(client, "专用教室")
    clauses = [link.partition("&start")[0] for link, _ in results(both)]
    assert len(clauses) == len(set(clauses))


def test_what_the_documents_do_not_cover_is_said_not_to_be_answered(client: TestClient) -> None:
    page = search(client, "明天北京的天气怎么样")
    assert "没有意思足够相近的条文" in page and "按意思找到" not in page


def test_the_words_are_found_all_the_same_where_the_index_cannot_be_used(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise IndexUnavailable(
            Bilingual("索引打不开。", "The index does not open."), Bilingual("请重建。", "Rebuild it.")
        )

    monkeypatch.setattr("ui.pages.document_search.find_near", broken)
    page = search(client, "专用教室")
    assert results(exact_of(page)) and "索引打不开" in page.partition("意思相近的条文")[2]


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "。。。", "{{7*7}}"])
def test_what_is_typed_is_shown_as_text(client: TestClient, words: str) -> None:
    page = search(client, words)
    assert words == "。。。" or words not in page or words == "{{7*7}}"
    assert html.escape(words, quote=True).replace("&quot;", "&#34;") in page and "<img" not in page


def test_an_unknown_document_and_too_long_a_search_are_refused(client: TestClient) -> None:
    assert client.get("/documents/search", params={"q": "教室", "document": "none"}).status_code == 404
    assert client.get("/documents/search", params={"q": "教" * 201}).status_code == 422


def test_an_empty_search_shows_the_form_alone(client: TestClient) -> None:
    page = search(client, "  ")
    assert '<input id="q"' in page and not results(page) and "<h2>" not in page


@pytest.mark.parametrize(
    ("words", "text"), [("㎡", "每间96㎡"), ("〔2021〕", "（2021）"), ("ab", "ＡＢ ab"), ("", "x")]
)
def test_a_place_found_holds_the_words_once_folded(words: str, text: str) -> None:
    for start, end in spans_of(words, text):
        assert spans_of(words, text[start:end]) == ((0, end - start),)
    assert bool(spans_of(words, text)) == bool(words)
