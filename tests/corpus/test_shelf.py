"""The shelf: whole or not at all, readable only by its owner, and never able to take the product down."""

import hashlib
import json
import multiprocessing
import os
import shutil
import stat
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from corpus.bilingual import same
from corpus.documents import Library, load_library, parse_document
from corpus.errors import ShelfUnavailable, UnknownDocument
from corpus.model import Document
from corpus.register import load_register
from corpus.shelf import Shelf, read_shelf
from corpus.standards import load_standards
from corpus.verify import verify_shelf

FRONT = """---
id: {id}
title: {title}
number: null
issuer: 晋江市教育局
jurisdiction: {place}
kind: normative
issued: '2024-03-05'
effective: null
interprets: null
source: {source}
sha256: {sha256}
---

# {title}

"""


@dataclass(frozen=True)
class Taken:
    """A document as it comes from a file."""

    text: str
    document: Document


def taken(id: str, body: str, *, source: str = "方案.txt", place: str = "福建省泉州市晋江市") -> Taken:
    sha256 = hashlib.sha256(body.encode()).hexdigest()
    facts = {"id": id, "title": f"方案{id}", "place": place, "source": json.dumps(source), "sha256": sha256}
    text = FRONT.format(**facts) + body
    return Taken(text, parse_document(text, f"{id}.md", "user"))


def put(home: Path, id: str, body: str, **given: str) -> Taken:
    one = taken(id, body, **given)
    Shelf(home).add(one, body.encode())
    return one


def files_of(home: Path) -> set[str]:
    return {str(path.relative_to(home)) for path in home.rglob("*") if path.is_file()} - {"documents.lock"}


def test_an_empty_shelf_leaves_the_shipped_library_as_it_is(tmp_path: Path) -> None:
    assert read_shelf(tmp_path).library is load_library()
    assert list(tmp_path.iterdir()) == []


def test_a_document_is_kept_with_the_file_as_received(tmp_path: Path) -> None:
    put(tmp_path, "jinjiang-1", "一、每年安排850万元。\n")
    assert files_of(tmp_path) == {"documents/jinjiang-1.md", "sources/jinjiang-1.txt"}
    contents = read_shelf(tmp_path)
    (document,) = contents.documents
    assert document.origin == "user"
    assert Shelf(tmp_path).source(document) == "一、每年安排850万元。\n".encode()
    assert contents.library.clause("jinjiang-1", "一").text == "一、每年安排850万元。"
    assert len(contents.library.documents) == len(load_library().documents) + 1


def test_the_folders_are_for_their_owner_only(tmp_path: Path) -> None:
    put(tmp_path, "jinjiang-1", "正文。\n")
    for path in tmp_path.rglob("*"):
        if path.name != "documents.lock":
            assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


@pytest.mark.parametrize(
    "source",
    ["../../etc/passwd", "/etc/passwd", "a.txt/../../b", "名.DOCX", "x." + "y" * 300, "..", "", "x.t\\xt", "a.tx\0t"],
)
def test_no_name_that_a_user_gives_becomes_a_path(tmp_path: Path, source: str) -> None:
    put(tmp_path / "home", "jinjiang-1", "正文。\n", source=source)
    assert {path.parent.name for path in tmp_path.rglob("jinjiang*")} == {"documents", "sources"}
    assert {path.name for path in tmp_path.iterdir()} == {"home"}


def test_a_received_file_may_have_the_ending_of_a_file_put_aside(tmp_path: Path) -> None:
    one = put(tmp_path, "jinjiang-1", "好。\n", source="办法.new")
    assert Shelf(tmp_path).source(one.document) == "好。\n".encode()
    assert verify_shelf(tmp_path) == ()


def test_a_check_sees_what_another_writer_added_and_stops_the_change(tmp_path: Path) -> None:
    put(tmp_path, "jinjiang-1", "好。\n")

    def refuse(library: Library) -> None:
        raise UnknownDocument(same(library.documents[-1].id), same(""))

    with pytest.raises(UnknownDocument, match="jinjiang-1"):
        Shelf(tmp_path).add(taken("jinjiang-2", "坏。\n"), b"", refuse)
    assert [one.id for one in read_shelf(tmp_path).documents] == ["jinjiang-1"]


def test_the_same_id_takes_the_place_and_leaves_no_stray_file(tmp_path: Path) -> None:
    put(tmp_path, "jinjiang-1", "旧。\n")
    put(tmp_path, "jinjiang-1", "新。\n", source="方案.docx")
    assert files_of(tmp_path) == {"documents/jinjiang-1.md", "sources/jinjiang-1.docx"}
    assert [clause.text for clause in read_shelf(tmp_path).documents[0].clauses] == ["新。"]


def test_removing_takes_both_files_and_brings_the_shipped_document_back(tmp_path: Path) -> None:
    put(tmp_path, "nanan-2022-45", "只有一段。\n")
    assert len(read_shelf(tmp_path).library.document("nanan-2022-45").clauses) == 1
    Shelf(tmp_path).remove("nanan-2022-45")
    assert files_of(tmp_path) == set()
    assert read_shelf(tmp_path).library is load_library()


@pytest.mark.parametrize("id", ["none", "../../x", "", "nanan-2022-45", "a/b"])
def test_what_is_not_on_the_shelf_cannot_be_removed(tmp_path: Path, id: str) -> None:
    (tmp_path / "x.md").write_text("not mine")
    with pytest.raises(UnknownDocument):
        Shelf(tmp_path / "home").remove(id)
    assert (tmp_path / "x.md").exists()


def test_the_fingerprint_changes_with_every_change_and_only_then(tmp_path: Path) -> None:
    shelf, seen = Shelf(tmp_path), []
    seen.append(shelf.fingerprint())
    put(tmp_path, "jinjiang-1", "旧。\n")
    seen.append(shelf.fingerprint())
    put(tmp_path, "jinjiang-1", "新。\n")
    seen.append(shelf.fingerprint())
    path = tmp_path / "documents" / "jinjiang-1.md"
    path.write_text(path.read_text("utf-8").replace("新。", "改。"), "utf-8")
    seen.append(shelf.fingerprint())
    assert shelf.fingerprint() == seen[-1]
    shelf.remove("jinjiang-1")
    seen.append(shelf.fingerprint())
    assert all(one != other for one, other in pairwise(seen))


def test_an_unchanged_shelf_is_the_same_library(tmp_path: Path) -> None:
    put(tmp_path, "jinjiang-1", "旧。\n")
    assert read_shelf(tmp_path).library is read_shelf(tmp_path).library


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (b"", "---"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"---\nid: x\n---\n", "front matter"),
        (b"no front matter", "---"),
        (FRONT.format(id="another", title="t", place="p", source="s", sha256="ab" * 32).encode(), "another"),
    ],
)
def test_a_damaged_file_is_left_aside_and_told(tmp_path: Path, damage: bytes, words: str) -> None:
    put(tmp_path, "jinjiang-1", "好。\n")
    (tmp_path / "documents" / "jinjiang-2.md").write_bytes(damage)
    contents = read_shelf(tmp_path)
    assert [one.id for one in contents.documents] == ["jinjiang-1"]
    assert [one.id for one in contents.damaged] == ["jinjiang-2"]
    assert words in contents.damaged[0].why.en
    assert [(one.code, one.where) for one in verify_shelf(tmp_path)] == [("malformed", "jinjiang-2.md")]
    Shelf(tmp_path).remove("jinjiang-2")
    assert read_shelf(tmp_path).damaged == ()


def test_a_damaged_document_keeps_its_received_file(tmp_path: Path) -> None:
    put(tmp_path, "jinjiang-1", "好。\n")
    (tmp_path / "documents" / "jinjiang-1.md").write_bytes(b"broken")
    put(tmp_path, "jinjiang-2", "又一份。\n")
    assert "sources/jinjiang-1.txt" in files_of(tmp_path)


def test_a_received_file_that_changed_or_went_is_found(tmp_path: Path) -> None:
    put(tmp_path, "jinjiang-1", "好。\n")
    assert verify_shelf(tmp_path) == ()
    source = tmp_path / "sources" / "jinjiang-1.txt"
    source.write_bytes(b"changed")
    assert [one.code for one in verify_shelf(tmp_path)] == ["source_changed"]
    source.unlink()
    assert [one.code for one in verify_shelf(tmp_path)] == ["source_changed"]


class Died(BaseException):
    """The process is gone."""


@pytest.mark.parametrize("step", range(8))
@pytest.mark.parametrize("replacing", [False, True])
def test_a_writer_that_dies_leaves_the_old_or_the_new_document_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int, replacing: bool
) -> None:
    if replacing:
        put(tmp_path, "jinjiang-1", "旧。\n", source="旧.txt")
    steps = iter(range(100))

    def dying(call):
        def wrapped(*given, **named):
            if next(steps) == step:
                raise Died
            return call(*given, **named)

        return wrapped

    with monkeypatch.context() as patch:
        for owner, name in ((os, "open"), (os, "fsync"), (Path, "replace"), (Path, "unlink")):
            patch.setattr(owner, name, dying(getattr(owner, name)))
        try:
            put(tmp_path, "jinjiang-1", "新。\n", source="新.docx")
            died = False
        except Died:
            died = True
    before = {"旧。"} if replacing else set()
    texts = {clause.text for one in read_shelf(tmp_path).documents for clause in one.clauses}
    assert texts in (before, {"新。"})
    assert died or texts == {"新。"}
    put(tmp_path, "jinjiang-2", "又一份。\n")  # the next writer cleans up
    assert verify_shelf(tmp_path) == ()
    assert not [name for name in files_of(tmp_path) if name.endswith(".new")]
    assert len(files_of(tmp_path)) == 2 * len(read_shelf(tmp_path).documents)


def add_many(home: str, name: str) -> None:
    for number in range(12):
        put(Path(home), f"{name}-{number}", f"第{number}份。\n")
        put(Path(home), "shared", f"{name} {number}。\n")


def test_two_writers_wait_for_each_other(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=add_many, args=(str(tmp_path), name)) for name in ("a", "b")]
    for one in writers:
        one.start()
    for one in writers:
        one.join(timeout=60)
    assert [one.exitcode for one in writers] == [0, 0]
    contents = read_shelf(tmp_path)
    assert {one.id for one in contents.documents} == {f"{n}-{k}" for n in "ab" for k in range(12)} | {"shared"}
    assert contents.damaged == () and verify_shelf(tmp_path) == ()


def test_a_folder_that_cannot_be_written_is_told_and_nothing_changes(tmp_path: Path) -> None:
    (tmp_path / "documents").write_text("a file where the folder should be")
    with pytest.raises(ShelfUnavailable) as fault:
        put(tmp_path, "jinjiang-1", "好。\n")
    assert "JUNHENG_HOME" in fault.value.hint.zh and str(tmp_path) in fault.value.message.en
    assert read_shelf(tmp_path).documents == ()


def test_a_users_version_keeps_what_still_stands_and_suspends_the_rest(tmp_path: Path) -> None:
    shipped = load_library()
    old = shipped.clause("yueqing-2023-39", "附件2/二、政府保障程度/L15").text
    put(tmp_path, "yueqing-2023-39", f"::: 附件2/二、政府保障程度/L15\n\n{old}\n", place="浙江省温州市乐清市")
    library = read_shelf(tmp_path).library
    standards, register = load_standards(library), load_register(library)
    all_before = load_standards(shipped).records
    assert {one.ref.clause for one in standards.all if one.ref.document == "yueqing-2023-39"} <= {
        "附件2/二、政府保障程度/L15"
    }
    assert {*standards.records} | {*standards.suspended} == {*all_before}
    assert not {*standards.records} & {*standards.suspended}
    assert standards.suspended
    assert all(len(one.sides) > 1 for one in register.conflicts)
    sides = {side for one in load_register(shipped).conflicts for side in one.sides}
    assert {one.ref for one in register.suspended} <= sides | {one.ref for one in load_register(shipped).suspects}
    assert {one.code for one in verify_shelf(tmp_path)} == {"suspended"}


def test_every_shipped_document_may_be_replaced_by_one_without_its_words(tmp_path: Path) -> None:
    for document in load_library().documents:
        put(tmp_path, document.id, "全新的内容。\n")
    library = read_shelf(tmp_path).library
    assert load_standards(library).all == () and load_register(library).conflicts == ()
    shutil.rmtree(tmp_path / "documents")
    assert read_shelf(tmp_path).library is load_library()
