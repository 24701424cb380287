"""What a new version of a document changes, clause by clause, and which records that touches."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.changes import changes, touched, words_changed
from corpus.documents import load_library
from corpus.model import Clause, Document
from corpus.register import load_register
from corpus.spans import sentences_around
from corpus.standards import load_standards


def document(*clauses: str) -> Document:
    """Return a document of clauses written as id=text."""
    made = []
    for clause in clauses:
        id, _, text = clause.partition("=")
        made.append(Clause("d", id, tuple(id.split("/")), ("标题",), text, 0, len(text)))
    return Document("d", "标题", None, "i", "p", "normative", "2024-01-01", None, None, "s", "0", "", tuple(made))


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (["一=甲", "二=乙"], ["一=甲", "二=乙"], []),
        (["一=甲"], ["一= 甲 "], []),
        (["一=甲"], ["一=甲", "二=乙"], [("added", None, "二")]),
        (["一=甲", "二=乙"], ["一=甲"], [("removed", "二", None)]),
        (["一=甲"], ["一=乙"], [("changed", "一", "一")]),
        (["一=甲", "二=乙"], ["一=乙", "二=甲"], [("moved", "二", "一"), ("moved", "一", "二")]),
        (["一=甲", "二=乙"], ["一=丙", "二=甲", "三=乙"],
         [("added", None, "一"), ("moved", "一", "二"), ("moved", "二", "三")]),
        (["一=甲", "二=甲"], ["三=甲"], [("moved", "一", "三"), ("removed", "二", None)]),
        (["一=甲"], ["二=甲", "三=甲"], [("moved", "一", "二"), ("added", None, "三")]),
        (["一=甲"], ["二=乙"], [("added", None, "二"), ("removed", "一", None)]),
    ],
)  # fmt: skip
def test_clauses_are_compared_by_id_first_and_then_by_text(
    old: list[str], new: list[str], found: list[tuple[str, str | None, str | None]]
) -> None:
    made = changes(document(*old), document(*new))
    assert [(one.kind, one.old.id if one.old else None, one.new.id if one.new else None) for one in made] == found


TEXTS = st.dictionaries(st.sampled_from("一二三四五六"), st.sampled_from("甲乙丙丁"), max_size=6)


@given(TEXTS, TEXTS)
def test_every_clause_that_is_not_the_same_is_told_once(old: dict[str, str], new: dict[str, str]) -> None:
    made = changes(document(*map("=".join, old.items())), document(*map("=".join, new.items())))
    same = {id for id in old.keys() & new.keys() if old[id] == new[id]}
    assert sorted(one.new.id for one in made if one.new) == sorted(new.keys() - same)
    assert sorted(one.old.id for one in made if one.old) == sorted(old.keys() - same)
    assert all(one.old.text == one.new.text for one in made if one.kind == "moved")


@given(st.text("一二三45.人\n%", max_size=40), st.text("一二三45.人\n%", max_size=40))
def test_the_pieces_are_both_texts_and_nothing_else(old: str, new: str) -> None:
    pieces = words_changed(old, new)
    assert plain(piece.text for piece in pieces if piece.kind != "new") == plain([old])
    assert plain(piece.text for piece in pieces if piece.kind != "old") == plain([new])
    assert all(plain(piece.text) for piece in pieces)


def plain(texts: Iterable[str]) -> str:
    """Return texts as one, without white space."""
    return "".join("".join(texts).split())


def test_white_space_alone_is_no_change() -> None:
    assert {piece.kind for piece in words_changed("第一条\t45 人", "第一条 45人\n")} == {"same"}


def test_a_number_changes_as_a_whole() -> None:
    kinds = {piece.kind: piece.text for piece in words_changed("不低于4.2人", "不低于4.25人")}
    assert (kinds["old"], kinds["new"]) == ("4.2", "4.25")


def test_very_long_clauses_are_compared_as_wholes_and_at_once() -> None:
    old, new = "旧" * 200_000, "新" * 200_000
    assert [(piece.kind, len(piece.text)) for piece in words_changed(old, new)] == [("old", 200_000), ("new", 200_000)]


LIBRARY = load_library()
STANDARDS, REGISTER = load_standards(LIBRARY), load_register(LIBRARY)


def edited(id: str, before: str, after: str) -> Document:
    """Return a shipped document with some words replaced in its clauses."""
    old = LIBRARY.document(id)
    clauses = tuple(
        Clause(c.document, c.id, c.path, c.trail, c.text.replace(before, after), c.start, c.end, c.context)
        for c in old.clauses
    )
    return Document(**{**{name: getattr(old, name) for name in Document.__slots__}, "clauses": clauses})


def test_a_changed_figure_suspends_the_requirement_and_the_side_that_rest_on_it() -> None:
    id = "yueqing-2023-39"
    found = touched(LIBRARY.document(id), edited(id, "不低于 85%", "不低于 90%"), STANDARDS, REGISTER)
    fallen = {one.ref for one in found if not one.stands}
    around = [sentences_around(ref.quote, LIBRARY.clause(id, ref.clause).text) for ref in fallen]
    assert fallen and all(any("85%" in sentence for sentence in each) for each in around)
    assert [one.stands for one in found] == sorted(one.stands for one in found), "what falls comes first"


def test_another_sentence_of_the_clause_leaves_its_requirement_standing() -> None:
    id = "yueqing-2023-39"
    found = touched(LIBRARY.document(id), edited(id, "确保", "切实确保"), STANDARDS, REGISTER)
    around = [sentences_around(one.ref.quote, LIBRARY.clause(id, one.ref.clause).text) for one in found]
    assert [one.stands for one in found] == [not any("确保" in sentence for sentence in each) for each in around]
    assert any(one.stands for one in found)


@pytest.mark.parametrize(
    ("before", "after"),
    [("不超过 45 人、50 人", "原定不超过 45 人、50 人不再执行"), ("校际差异率低于0.15", "校际差异率低于0.155")],
)
def test_words_that_stand_in_a_sentence_that_says_something_else_are_no_longer_in_force(
    before: str, after: str
) -> None:
    for old in LIBRARY.documents:
        found = touched(old, edited(old.id, before, after), STANDARDS, REGISTER)
        assert not any(one.stands for one in found if before in one.ref.quote)
    library = LIBRARY.with_documents([replace(edited("licheng-2021-63", before, after), origin="user")], "x")
    replaced = [one for one in load_standards(library).all if one.ref.document == "licheng-2021-63"]
    assert replaced and not [one for one in replaced if before in one.ref.quote]


def test_the_same_text_touches_nothing() -> None:
    for old in LIBRARY.documents:
        assert touched(old, old, STANDARDS, REGISTER) == () == changes(old, old)
