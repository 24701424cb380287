"""Whatever stands in a file is in a part or among what was left out; nothing is lost, nothing is made up."""

import html
import io
from collections import Counter

import docx
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import EmptyDocument
from corpus.intake.letters import seen
from corpus.intake.model import Block, Received
from corpus.intake.open_document import read

LETTERS = st.characters(exclude_categories=["C", "Z"], exclude_characters="\ufe0f\ufe0e")
CHINESE = st.sampled_from("教育均衡优质县一二三（）、。；：“”〔〕①1.5%ABab |#*_[]<>&-—:\\`~!")
WORDS = st.text(st.one_of(CHINESE, LETTERS), min_size=1, max_size=60)
LINES = st.lists(WORDS, min_size=1, max_size=12)
ROWS = st.lists(st.lists(WORDS, min_size=3, max_size=3), min_size=2, max_size=5)


def letters(*texts):
    return Counter(char for text in texts for char in seen(text) if not char.isspace())


def of(received: Received):
    """Count the letters of the parts and of what was left out."""
    cells = [cell for part in received.parts if not isinstance(part, Block) for row in part.rows for cell in row]
    blocks = [part.text for part in received.parts if isinstance(part, Block)]
    return letters(*blocks, *cells, *(one.text for one in received.left_out if one.why != "不可见字符"))


def found(content, kind):
    try:
        return of(read(content, kind))
    except EmptyDocument:
        return Counter()


@given(st.lists(st.text(st.one_of(CHINESE, LETTERS, st.sampled_from("\n\t 　")), max_size=80), max_size=10))
@settings(max_examples=150, deadline=None)
def test_plain_text_loses_no_letter(pieces):
    text = "\n".join(pieces)
    assert found(text.encode(), "txt") == letters(text)


@given(LINES, ROWS)
@settings(max_examples=40, deadline=None)
def test_a_word_file_loses_no_letter(lines, rows):
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    table = document.add_table(len(rows), 3)
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    assert found(stream.getvalue(), "docx") == letters(*lines, *(cell for row in rows for cell in row))


@given(
    LINES,
    ROWS,
    st.sampled_from(["<p>{}</p>", "<div>{}</div>", "<h2>{}</h2>", "<p style='display:none'>{}</p>", "{}<br>"]),
)
@settings(max_examples=100, deadline=None)
def test_a_web_page_loses_no_letter(lines, rows, form):
    body = "".join(form.format(html.escape(line)) for line in lines)
    table = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    content = f"<meta charset=utf-8><body><a href=x>首页</a>{body}<table>{table}</table></body>".encode()
    assert found(content, "html") == letters("首页", *lines, *(cell for row in rows for cell in row))


@given(
    st.lists(
        st.text(st.sampled_from("教育均衡优质县一二三（）、。；：“”〔〕①5%Ab"), min_size=1, max_size=60),
        min_size=1,
        max_size=9,
    )
)
@settings(max_examples=100, deadline=None)
def test_markdown_without_marks_loses_no_letter(lines):
    assert found("\n\n".join(lines).encode(), "md") == letters(*lines)


@given(
    st.lists(st.text(st.one_of(CHINESE, LETTERS, st.sampled_from("\n\t 　\x00\u200b\u202e")), max_size=60), max_size=8)
)
@settings(max_examples=100, deadline=None)
def test_a_part_is_one_line_without_white_space_around_it(pieces):
    text = "\n".join(pieces).replace("\x00", "")
    try:
        received = read(text.encode(), "txt")
    except EmptyDocument:
        return
    for part in received.parts:
        for one in [part.text] if isinstance(part, Block) else [cell for row in part.rows for cell in row]:
            assert one == one.strip() and "\n" not in one and "\r" not in one and "\u200b" not in one
