"""Whatever a file holds: nothing is lost, nothing is misread as mark-up, and the canonical file reads back."""

from collections import Counter

from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.canonical import lines_of, read
from corpus.documents import load_library, parse_document
from corpus.intake.model import Block, LeftOut, Received, Table
from corpus.intake.take_in import Intake, take_in_received

FRAGMENTS = st.sampled_from(
    [
        "# 标题", "|", "| 甲 | 乙 |", "| --- | --- |", "::: 通知", ":::", "---", "\\", "\\# 甲", "[[f:x]]", "<br>",
        "\\<br>", "^", "<", "-", ":-:", "一、总体要求", "（一）优化布局。按规划建设。", "1.补充教师", "第一章 总则",
        "第一条 为规范办学，制定本办法。", "第二条 宗旨", "附件1", "附件：1.名单", "附件2：责任分工表", "目 录",
        "一、总体要求……3", "第二章 附则\t12", "责任单位：教育局", "某市教育局", "2024年3月5日", "抄送：各局。",
        "表1 各校情况", "关于印发《办法》的通知", "办法", "各镇人民政府：", "某政办〔2024〕3号",
        "发文机关：某局 成文日期：2024-01-02", "序号", "2023年", "甲/乙", "~2", "段1", "款2", "\u202e反",
        "\x00\x07", "a\u2028b", "\ufeff", "\x85", "\u3000", "１．甲",
    ]
)  # fmt: skip
TEXTS = st.one_of(FRAGMENTS, st.text(max_size=30), st.lists(FRAGMENTS, min_size=1, max_size=3).map("".join))
BLOCKS = st.builds(Block, TEXTS, st.one_of(st.none(), st.integers(1, 4)), st.booleans())


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A table as readers give it: rows of unlike length, a merge whose other cells are empty."""
    rows = draw(st.lists(st.lists(TEXTS, min_size=1, max_size=4).map(tuple), min_size=1, max_size=6))
    width, height = max(map(len, rows)), len(rows)
    top, left = draw(st.integers(0, height - 1)), draw(st.integers(0, width - 1))
    bottom, right = draw(st.integers(top, height - 1)), draw(st.integers(left, width - 1))
    merges = ((top, left, bottom, right),) if draw(st.booleans()) and (bottom, right) != (top, left) else ()
    return Table(tuple(rows), merges, draw(st.integers(1, 2)))


VISIBLE = (Block("正文。"),)  # a file without text is refused before
PARTS = st.lists(st.one_of(BLOCKS, BLOCKS, tables()), max_size=12).map(lambda parts: (*parts, *VISIBLE))


def taken(received: Received) -> Intake:
    return take_in_received(received, b"bytes", "file.txt", load_library())


def characters(texts: list[str]) -> Counter[str]:
    return Counter("".join("".join(texts).split()))


@settings(max_examples=150, deadline=None)
@given(PARTS)
@example((Block("# 标题"), Block("|"), Block(":::")))
@example((Table((("^", "<"), ("\\", "a\nb"))),))
def test_every_character_received_is_in_the_body_or_declared_left_out(parts: tuple[Block | Table, ...]) -> None:
    intake = taken(Received(parts))
    received = [text for part in parts for text in ([part.text] if isinstance(part, Block) else sum(part.rows, ()))]
    left_out = [one.text for one in intake.left_out]
    assert characters(received) == characters([intake.document.body, *left_out])


@settings(max_examples=100, deadline=None)
@given(PARTS)
def test_the_canonical_file_reads_back_as_the_same_document(parts: tuple[Block | Table, ...]) -> None:
    intake = taken(Received(parts, left_out=(LeftOut("页眉", "某市文件\n---\n第 1 页"),) * 3))
    document = parse_document(intake.text, "again.md")
    assert document == intake.document
    assert len({clause.id for clause in document.clauses}) == len(document.clauses)
    assert all(document.body[clause.start : clause.end] == clause.text for clause in document.clauses)
    front, body = read(intake.text, "again.md")
    assert (front.left_out[0].why, front.left_out[0].times) == ("页眉", 3)
    assert list(lines_of(body))


@settings(max_examples=30, deadline=None)
@given(PARTS)
def test_the_same_parts_give_the_same_text(parts: tuple[Block | Table, ...]) -> None:
    assert taken(Received(parts)).text == taken(Received(parts)).text


@settings(max_examples=60, deadline=None)
@given(PARTS)
def test_clauses_and_headings_together_are_the_whole_body(parts: tuple[Block | Table, ...]) -> None:
    """A paragraph is always of a clause: only the title, headings and the heads of tables stand outside."""
    document = taken(Received(parts)).document
    covered = [False] * len(document.body)
    for clause in document.clauses:
        covered[clause.start : clause.end] = [True] * (clause.end - clause.start)
    assert all(clause.text.strip() for clause in document.clauses)
    outside = "".join(one for one, inside in zip(document.body, covered, strict=True) if not inside)
    below_the_title = outside.replace(document.title, "", 1)
    assert "责任单位：教育局" not in below_the_title or any(isinstance(part, Table) for part in parts)
