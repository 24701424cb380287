"""Adding a document on the web: upload, look, correct, confirm; and removing it. Forms only, no script."""

import asyncio
import html
import os
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from starlette.testclient import TestClient

from assistant.service import Assistant
from calculators.model import Upload
from corpus.documents import load_library
from corpus.errors import ShelfUnavailable
from tests.ui.conftest import ADDRESS
from ui.pages.pending import MOST, PendingFiles
from ui.server.app import create_app
from ui.server.settings import ServerSettings
from ui.server.uploads_folder import keep_swept

MEASURES = """晋江市人民政府办公室关于印发晋江市校车安全若干措施的通知

晋政办〔2024〕12号

一、工作目标

到2026年，全市小学图书馆生均藏书达到38册以上，初中达到52册以上。

二、保障措施

市财政每年安排校车安全专项资金850万元。

晋江市人民政府办公室

2024年3月5日
"""
QUESTION = "晋江市校车安全专项资金每年多少？"
ID = "jinjiang-2024-12"


@pytest.fixture(scope="module")
def one_app(own_home: Path) -> Iterator[tuple[Assistant, TestClient]]:
    assistant = Assistant.open(own_home)
    with TestClient(create_app(assistant, ServerSettings()), base_url=ADDRESS) as client:
        yield assistant, client


@pytest.fixture
def own(one_app: tuple[Assistant, TestClient]) -> Iterator[Assistant]:
    """An assistant without users' documents, at the beginning of each test."""
    yield one_app[0]
    for folder in ("documents", "sources", "pending"):
        shutil.rmtree(one_app[0].home / folder, ignore_errors=True)


@pytest.fixture
def web(own: Assistant, one_app: tuple[Assistant, TestClient]) -> TestClient:
    return one_app[1]


def upload(web: TestClient, text: str | bytes = MEASURES, name: str = "措施.txt", lang: str = "zh"):
    content = text.encode() if isinstance(text, str) else text
    return web.post(f"/documents/upload?lang={lang}", files={"file": (name, content)})


def form_of(page: str) -> dict[str, str]:
    """Return what the form of a page would send, every field as it stands."""
    fields = re.findall(r'<input[^>]*?name="(\w+)"[^>]*?value="([^"]*)"', page)
    fields += re.findall(r'<select[^>]*?name="(\w+)".*?<option value="([^"]*)" selected', page, re.S)
    return {name: html.unescape(value) for name, value in fields}


def send(web: TestClient, answer, action: str, **changed: str):
    """Press a button of the page of a proposal."""
    url = urlsplit(str(answer.url))
    return web.post(f"{url.path}?lang=zh", data={**form_of(answer.text), **changed, "action": action})


def add(web: TestClient, **changed: str):
    return send(web, upload(web), "add", **changed)


def waiting(own: Assistant) -> list[Path]:
    folder = own.home / "pending"
    return list(folder.iterdir()) if folder.exists() else []


def test_an_upload_is_shown_as_understood_and_nothing_is_added(web: TestClient, own: Assistant) -> None:
    answer = upload(web)
    assert answer.status_code == 200 and answer.url.path.startswith("/documents/pending/")
    shown = form_of(answer.text)
    assert shown["number"] == "晋政办〔2024〕12号" and shown["place"] == "福建省泉州市晋江市"
    assert shown["issued"] == "2024-03-05" and shown["seen"] == ""
    assert "850万元" in answer.text and "依据原文" in answer.text
    assert not (own.home / "documents").exists() and len(waiting(own)) == 1
    assert len(own.library.documents) == len(load_library().documents)


def test_what_is_confirmed_is_listed_answered_from_and_removed(web: TestClient, own: Assistant) -> None:
    before = web.post("/api/ask", json={"question": QUESTION}).json()
    assert not [one for one in before["citations"] if "12号" in one["document"]]
    done = add(web)
    assert done.url.path == f"/documents/{ID}/added" and "晋政办〔2024〕12号" in done.text
    assert waiting(own) == []
    listed = {one["id"]: one for one in web.get("/api/documents").json()["documents"]}
    assert listed[ID]["origin"] == "user" and listed[ID]["clauses"] == len(own.library.document(ID).clauses)
    assert {one["origin"] for id, one in listed.items() if id != ID} == {"shipped"}
    assert len(web.get(f"/api/documents/{ID}").json()["clauses"]) == listed[ID]["clauses"]
    assert "850万元" in web.get(f"/documents/{ID}").text
    answer = web.post("/api/ask", json={"question": QUESTION}).json()
    assert answer["status"] == "answered" and "850" in answer["text"]
    assert {one["document"] for one in answer["citations"]} == {"晋政办〔2024〕12号"}

    sure = web.get(f"/documents/{ID}/remove")
    assert sure.status_code == 200 and ID in {one.id for one in own.library.documents}
    gone = web.post(f"/documents/{ID}/remove")
    assert gone.url.path == "/documents" and "晋政办〔2024〕12号" not in gone.text
    after = web.post("/api/ask", json={"question": QUESTION}).json()
    assert (after["status"], after["text"]) == (before["status"], before["text"])
    assert web.get(f"/documents/{ID}").status_code == 404


def test_the_questions_on_the_done_page_are_answered_from_the_document(web: TestClient) -> None:
    questions = [html.unescape(one) for one in re.findall(r"<li>(.*?)</li>", add(web).text)]
    assert questions
    for question in questions:
        cited = web.post("/api/ask", json={"question": question}).json()["citations"]
        assert "晋政办〔2024〕12号" in {one["document"] for one in cited}, question


def test_a_correction_is_shown_again_and_then_holds(web: TestClient, own: Assistant) -> None:
    again = send(web, upload(web), "review", place="石狮市", title="新标题")
    assert form_of(again.text)["place"] == "石狮市" and "由您填写" in again.text
    done = send(web, again, "add")
    (document,) = own.tools.shelf.documents
    assert done.url.path == f"/documents/{document.id}/added"
    assert (document.jurisdiction, document.title) == ("福建省泉州市石狮市", "新标题")
    assert document.number == "晋政办〔2024〕12号", "what was not corrected stays as read"


def test_a_correction_and_a_confirmation_may_come_together(web: TestClient, own: Assistant) -> None:
    add(web, place="石狮市")
    assert own.tools.shelf.documents[0].jurisdiction == "福建省泉州市石狮市"


@pytest.mark.parametrize(("field", "value"), [("place", "亚特兰蒂斯"), ("issued", "2024-02-31"), ("title", "")])
@pytest.mark.parametrize("action", ["review", "add"])
def test_a_correction_that_cannot_be_is_told_beside_the_form(
    web: TestClient, own: Assistant, field: str, value: str, action: str
) -> None:
    answer = send(web, upload(web), action, **{field: value})
    assert answer.status_code == 200 and 'role="alert"' in answer.text
    assert form_of(answer.text)[field] == value
    assert own.tools.shelf.documents == () and len(waiting(own)) == 1
    send(web, answer, "add", **{field: {"place": "晋江市", "issued": "2024-02-29", "title": "标题"}[field]})
    assert len(own.tools.shelf.documents) == 1


def test_cancelling_forgets_the_file(web: TestClient, own: Assistant) -> None:
    answer = send(web, upload(web), "cancel")
    assert answer.url.path == "/documents" and waiting(own) == [] and own.tools.shelf.documents == ()


def test_what_replaces_a_document_is_not_added_before_its_changes_were_seen(web: TestClient, own: Assistant) -> None:
    add(web)
    newer = upload(web, MEASURES.replace("850", "900").replace("38册", "40册").replace("12号", "13号"))
    page = send(web, newer, "add", number="晋政办〔2024〕12号")
    assert "将取代已有文件" in page.text and "再次确认" in page.text
    assert "<del>850</del><ins>900</ins>" in page.text
    assert "850" in web.get(f"/documents/{ID}").text
    done = send(web, page, "add")
    assert done.url.path == f"/documents/{ID}/added"
    assert "900万元" in web.get(f"/documents/{ID}").text and len(own.tools.shelf.documents) == 1


def test_a_new_version_of_a_shipped_document_suspends_what_it_drops_and_removing_it_undoes_that(
    web: TestClient, own: Assistant
) -> None:
    shorter = MEASURES.replace("晋江", "乐清").replace("晋政办〔2024〕12号", "乐政办发〔2023〕39号")
    page = upload(web, shorter)
    assert "将停用" in page.text and "音乐" in page.text
    send(web, page, "add")
    assert own.tools.standards.suspended and own.library.document("yueqing-2023-39").origin == "user"
    for path in ("/documents", "/documents/conflicts", "/documents/yueqing-2023-39", "/api/standards"):
        assert web.get(path).status_code == 200
    told = web.post("/api/ask", json={"question": "乐清市要求每间音乐专用教室多大？"}).json()
    said = [line for line in told["text"].splitlines() if "96" in line]
    assert all(line.startswith("- 鲤城区，") for line in said)  # what others require, told as theirs
    assert told["status"] == "abstained"
    web.post("/documents/yueqing-2023-39/remove")
    assert own.tools.standards.suspended == ()
    assert "96" in web.post("/api/ask", json={"question": "乐清市要求每间音乐专用教室多大？"}).json()["text"]


@pytest.mark.parametrize(
    ("content", "name", "status"),
    [(b"", "空.txt", 422), (b"   \n", "空.txt", 422), (b"PK\x03\x04 broken", "坏.docx", 422),
     (b"\x89PNG\r\n\x1a\n", "图.png", 415), (b"x" * (20 * 1024 * 1024 + 1), "大.txt", 413),
     (b"x" * (22 * 1024 * 1024), "更大.txt", 413)],
    ids=["empty", "blank", "damaged", "picture", "large", "larger"],
)  # fmt: skip
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_cannot_be_read_is_told_on_a_page_and_nothing_is_kept(
    web: TestClient, own: Assistant, content: bytes, name: str, status: int, lang: str
) -> None:
    answer = web.post(
        f"/documents/upload?lang={lang}", files={"file": (name, content)}, headers={"accept-language": lang}
    )
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html") and "<h1>" in answer.text
    assert f'<html lang="{"zh-CN" if lang == "zh" else "en"}">' in answer.text
    assert waiting(own) == []


def test_no_file_is_told(web: TestClient) -> None:
    answer = web.post("/documents/upload?lang=zh", files={"file": ("", b"")})
    assert answer.status_code == 422 and "没有收到文件" in answer.text
    assert web.post("/documents/upload?lang=zh").status_code == 422


def test_the_same_file_twice_names_the_document_that_is_here(web: TestClient) -> None:
    add(web)
    for name, text in (("again.txt", MEASURES), ("spaced.txt", MEASURES.replace("\n\n", "\n\n\n"))):
        answer = upload(web, text, name)
        assert answer.status_code == 422 and ID in answer.text


@pytest.mark.parametrize("token", ["none", "a" * 32, "%2e%2e%2fdocuments", "x.md"])
def test_a_token_that_is_none_is_told(web: TestClient, token: str) -> None:
    assert web.get(f"/documents/pending/{token}").status_code == 404
    assert web.post(f"/documents/pending/{token}", data={"action": "add"}).status_code == 404


def test_a_shipped_or_unknown_document_cannot_be_removed(web: TestClient, own: Assistant) -> None:
    for id, status in (("nanan-2022-45", 422), ("none", 404)):
        assert web.get(f"/documents/{id}/remove").status_code == status
        assert web.post(f"/documents/{id}/remove").status_code == status
    assert own.library is load_library()


def test_mark_up_in_a_document_is_shown_as_text(web: TestClient) -> None:
    evil = "<script>alert(1)</script>"
    answer = upload(web, MEASURES.replace("850万元", f"850万元{evil}"), f"{evil}.txt")
    assert evil not in answer.text and html.escape(evil) in answer.text
    done = send(web, answer, "add")
    assert evil not in done.text and evil not in web.get(f"/documents/{ID}").text


@pytest.mark.parametrize("path", ["/documents", "/documents/conflicts", "/documents/coverage", "/documents/search",
                                  "pending", f"/documents/{ID}/added",
                                  f"/documents/{ID}/remove"])  # fmt: skip
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_pages_run_only_scripts_of_ours_label_every_field_and_switch_their_language(
    web: TestClient, path: str, lang: str
) -> None:
    if path == "pending":
        path = upload(web).url.path
    elif ID in path:
        add(web)
    answer = web.get(path, params={"lang": lang})
    page = answer.text
    assert answer.status_code == 200 and "script-src 'self';" in answer.headers["content-security-policy"]
    assert f'<html lang="{"zh-CN" if lang == "zh" else "en"}">' in page
    assert page.count("<script") == page.count('<script src="/style/') and "style=" not in page and "http" not in page
    for name in re.findall(r'<(?:input|select)(?![^>]*type="hidden")[^>]*name="(\w+)"', page):
        assert re.search(rf'<label[^>]*for="{name}"|<label>[^<]*<input[^>]*name="{name}"', page), name
    (switch,) = re.findall(r'<a href="(\?[^"]*)" lang="[\w-]+">(?:English|中文)</a>', page)
    other = web.get(f"{path}{html.unescape(switch)}").text
    assert f'<html lang="{"en" if lang == "zh" else "zh-CN"}">' in other


def test_the_switch_keeps_what_was_corrected(web: TestClient) -> None:
    page = send(web, upload(web), "review", title="新标题").text
    (switch,) = re.findall(r'<a href="(\?[^"]*)" lang="en">English</a>', page)
    assert dict(parse_qsl(html.unescape(switch)[1:])) == {"title": "新标题", "lang": "en"}


def test_a_form_of_another_site_is_refused(web: TestClient, own: Assistant) -> None:
    add(web)
    foreign = {"origin": "http://evil.example"}
    assert web.post(f"/documents/{ID}/remove", headers=foreign).status_code == 400
    assert web.post("/documents/upload", files={"file": ("a.txt", b"x")}, headers=foreign).status_code == 400
    assert len(own.tools.shelf.documents) == 1


def test_the_conflicts_page_links_each_side_to_its_marked_words(web: TestClient, own: Assistant) -> None:
    page = web.get("/documents/conflicts?lang=zh").text
    links = [html.unescape(link) for link in re.findall(r'<div class="side"><a href="([^"]*)"', page)]
    register = own.tools.register
    refs = [side for one in register.conflicts for side in one.sides]
    refs += [ref for one in register.suspects for ref in (one.ref, *one.against)]
    assert page.count("由记录比对发现") == sum(one.found is not None for one in register.suspects) > 0
    assert len(links) == len(refs)
    for link, ref in list(zip(links, refs, strict=True))[::7]:
        marked = re.findall(r'<mark id="quote">(.*?)</mark>', web.get(link.partition("#")[0]).text, re.S)
        assert [html.unescape(one) for one in marked] == [ref.quote]


def test_another_process_that_changes_the_shelf_is_noticed(web: TestClient, own: Assistant) -> None:
    session = web.post("/api/sessions").json()["session"]
    other = Assistant.open(own.home)
    content = MEASURES.encode()
    other.bookshelf.add(other.bookshelf.propose(Upload("措施.txt", content)), content)
    answer = web.post("/api/ask", json={"question": QUESTION, "session": session}).json()
    assert "850" in answer["text"]
    shutil.rmtree(own.home / "documents")
    assert "850" not in web.post("/api/ask", json={"question": QUESTION, "session": session}).json()["text"]


def test_a_damaged_document_is_told_and_stops_nothing(web: TestClient, own: Assistant) -> None:
    add(web)
    (own.home / "documents" / "broken.md").write_text("broken", "utf-8")
    page = web.get("/documents?lang=en").text
    assert "broken" in page and "left aside" in page
    assert "850" in web.post("/api/ask", json={"question": QUESTION}).json()["text"]


def test_a_folder_that_cannot_take_the_upload_is_told_and_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "pending").write_text("a file where the folder should be")
    with pytest.raises(ShelfUnavailable, match="pending"):
        PendingFiles(tmp_path).keep(Upload("方案.txt", b"x"))


def test_what_waits_for_an_hour_or_in_too_great_number_is_forgotten(tmp_path: Path) -> None:
    pending = PendingFiles(tmp_path)
    tokens = [pending.keep(Upload(f"{n}.txt", b"x")) for n in range(MOST + 3)]
    assert len(list((tmp_path / "pending").iterdir())) == MOST
    assert pending.get(tokens[-1]).name == f"{MOST + 2}.txt"
    old = time.time() - 3601
    for path in (tmp_path / "pending").iterdir():
        os.utime(path, (old, old))
    pending.sweep()
    assert list((tmp_path / "pending").iterdir()) == []


def put_off(home: Path, token: str, seconds: float) -> Path:
    """Lay an upload as another process left it, so many seconds ago."""
    place = home / "pending" / token
    place.mkdir(parents=True)
    (place / "file").write_bytes(b"x")
    then = time.time() - seconds
    os.utime(place, (then, then))
    return place


def soon_gone(place: Path) -> bool:
    until = time.monotonic() + 10
    while place.exists() and time.monotonic() < until:
        time.sleep(0.01)
    return not place.exists()


def test_abandoned_uploads_go_when_a_server_starts_and_its_own_when_it_ends(tmp_path: Path, own_home: Path) -> None:
    shutil.copytree(own_home, tmp_path / "home")
    home = tmp_path / "home"
    shutil.rmtree(home / "pending", ignore_errors=True)
    old, fresh = put_off(home, "a" * 32, 3601), put_off(home, "b" * 32, 60)
    with TestClient(create_app(Assistant.open(home), ServerSettings()), base_url=ADDRESS) as client:
        assert soon_gone(old) and fresh.exists()
        own = home / "pending" / upload(client).url.path.rpartition("/")[2]
        assert own.exists()
        aged = put_off(home, "c" * 32, 3601)
    assert not own.exists() and not aged.exists()
    assert fresh.exists(), "it may be another server's"


def test_sweeping_goes_on_by_itself_and_over_a_folder_that_fails(tmp_path: Path) -> None:
    pending = PendingFiles(tmp_path)

    def failing() -> None:
        raise FileNotFoundError

    async def swept() -> bool:
        sweeper = asyncio.create_task(keep_swept(failing, pending.sweep, every=0.01))
        await asyncio.sleep(0.05)
        place = put_off(tmp_path, "a" * 32, 3601)
        gone = await asyncio.to_thread(soon_gone, place)
        sweeper.cancel()
        return gone

    assert asyncio.run(swept())


def test_english_titles_of_conflicts_begin_with_a_capital_letter(web: TestClient) -> None:
    page = web.get("/documents/conflicts?lang=en").text
    titles = re.findall(r"<h3><span[^>]*>[^<]*</span> ([^<]+)<", page)
    assert len(titles) > 20 and all(one[0].isupper() for one in titles)


def test_what_is_shown_at_once_is_not_the_head_of_a_notice(web: TestClient) -> None:
    notice = MEASURES.replace("一、工作目标", "各学校：\n\n一、工作目标")
    shown, _, folded = upload(web, notice).text.partition("将收入的条文")[2].partition("<details>")
    assert "850万元" in shown and "各学校：" not in shown and "各学校：" in folded
