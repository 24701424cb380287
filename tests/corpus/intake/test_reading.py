"""Any file comes in by one door: told by its content, refused with one sentence, harmful to nothing."""

import io
import json
import zipfile

import docx
import pytest

from corpus import bounded, errors
from corpus.bounded import Crashed, Exceeded, Limits, run_bounded
from corpus.errors import (
    DamagedDocument,
    DocumentTooLarge,
    EmptyDocument,
    ProtectedDocument,
    UnreadableDocument,
    UnsupportedDocument,
)
from corpus.intake import kinds, reading, refusals
from corpus.intake.model import Block, LeftOut, Received, Table
from corpus.intake.packing import pack, unpack
from corpus.intake.reading import receive, shown_name

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORDS = "安宁县教育局关于公布结果的通知"
SMALL = Limits(memory_bytes=400 * 1024 * 1024, cpu_seconds=2, seconds=20, output_bytes=1000)


def word_file(*paragraphs):
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def archive(parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return stream.getvalue()


def word_with(body, **parts):
    """A Word file of only what it must have."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return archive({"word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>", **parts})


ENTITIES = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {two} "{f"&{one};" * 10}">' for one, two in zip("abcdefgh", "bcdefghi", strict=True)
)
BAD = {
    "empty.txt": (b"", EmptyDocument, "没有文字"),
    "blank.txt": (b" \r\n\t ", EmptyDocument, "没有文字"),
    "blank.docx": (word_file(), EmptyDocument, "没有文字"),
    "large.txt": (b"a" * (kinds.MAX_FILE_BYTES + 1), DocumentTooLarge, "20 MB"),
    "old.doc": (OLE + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(600), UnsupportedDocument, ".doc"),
    "old.wps": (OLE + bytes(3000), UnsupportedDocument, ".wps"),
    "old.xls": (OLE + bytes(600) + "Workbook".encode("utf-16-le"), UnsupportedDocument, "电子表格"),
    "locked.docx": (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), ProtectedDocument, "密码"),
    "sheet.xlsx": (archive({"xl/workbook.xml": "<a/>"}), UnsupportedDocument, "电子表格"),
    "sheet.docx": (archive({"xl/workbook.xml": "<a/>"}), UnsupportedDocument, "电子表格"),
    "data.csv": ("学校,人数\n甲,1\n".encode(), UnsupportedDocument, "电子表格"),
    "slides.pptx": (archive({"ppt/presentation.xml": "<a/>"}), UnsupportedDocument, "演示文稿"),
    "form.ofd": (archive({"OFD.xml": "<a/>"}), UnsupportedDocument, "OFD"),
    "files.zip": (archive({"../../etc/cron.d/a": "x", "a.docx": "y"}), UnsupportedDocument, "压缩包"),
    "files.rar": (b"Rar!\x1a\x07" + bytes(50), UnsupportedDocument, "压缩包"),
    "picture.jpg": (b"\xff\xd8\xff\xe0" + bytes(50), UnsupportedDocument, "图片"),
    "picture.pdf": (b"\x89PNG\r\n\x1a\n" + bytes(50), UnsupportedDocument, "图片"),
    "text.rtf": (b"{\\rtf1 text}", UnsupportedDocument, "RTF"),
    "page.mht": (b"MIME-Version: 1.0\r\n", UnsupportedDocument, "mht"),
    "word.xml": (
        b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><a/>',
        UnsupportedDocument,
        "Word XML",
    ),
    "code.py": (b"print(1)", UnsupportedDocument, ".py"),
    "not.pdf": (WORDS.encode(), DamagedDocument, ".pdf"),
    "not.docx": (WORDS.encode(), DamagedDocument, ".docx"),
    "cut.docx": (word_file(WORDS)[:-900], DamagedDocument, "压缩结构"),
    "noise.docx": (b"PK\x03\x04" + b"noise" * 50, DamagedDocument, "压缩结构"),
    "bad_xml.docx": (word_with("<w:p>"), DamagedDocument, "word/document.xml"),
    "no_body.docx": (archive({"word/document.xml": "<a/>"}), DamagedDocument, "正文"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_of_no_use_is_refused_with_one_sentence_and_a_way_on(name):
    content, kind, said = BAD[name]
    with pytest.raises(UnreadableDocument) as caught:
        receive(content, f"C:\\资料\\{name}")
    assert type(caught.value) is kind
    assert caught.value.message.zh.startswith(f"{name}：") and said in caught.value.message.zh
    assert caught.value.message.en.startswith(f"{name}: ") and caught.value.message.en.isascii()
    for text in (caught.value.message, caught.value.hint):
        assert text.zh and text.en and "\n" not in text.zh + text.en


def test_every_kind_of_refusal_has_its_own_code_and_comes_out_of_the_process_as_itself():
    found = {kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, UnreadableDocument)}
    assert set(refusals.KINDS.values()) == found - {UnreadableDocument}
    assert len({kind.code for kind in found}) == len(found)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("notice.txt", WORDS.encode()), ("notice", WORDS.encode()), ("notice.html", WORDS.encode()),
        ("notice.doc", f"<html><body><p>{WORDS}</p></body></html>".encode()), ("notice.pdf", word_file(WORDS)),
        ("notice.txt", f"<!DOCTYPE html><p>{WORDS}".encode()), ("NOTICE.MD", f"**{WORDS}**".encode()),
        ("notice.docx.exe", word_file(WORDS)),
    ],
)  # fmt: skip
def test_the_content_tells_the_format_whatever_the_name(name, content):
    assert [part.text for part in receive(content, name).parts] == [WORDS]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"), ("C:\\Users\\a\\通知.docx", "通知.docx"), ("a\n\x1b[31mb.txt", "a [31mb.txt"),
        ("附件\u202excod.exe", "附件xcod.exe"), ("长" * 300, "长" * 80 + "…"),
    ],
)  # fmt: skip
def test_a_file_name_is_shown_without_folders_and_tricks(name, shown):
    assert shown_name(name) == shown


def test_entities_that_grow_and_entities_that_fetch_come_to_nothing():
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    for declared, used in ((ENTITIES, "&i;"), ('<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;")):
        body = f"<w:body><w:p><w:r><w:t>{WORDS}{used}</w:t></w:r></w:p></w:body>"
        with_entity = archive({"word/document.xml": f"{declared}]><w:document {space}>{body}</w:document>"})
        try:
            text = str(receive(with_entity, "a.docx"))
        except DamagedDocument:
            continue
        assert "root:" not in text and "aaaa" not in text


def test_a_file_that_unpacks_to_too_much_is_refused_before_it_is_opened(monkeypatch):
    monkeypatch.setattr(kinds, "MAX_UNPACKED_BYTES", 1_000_000)
    bomb = word_with("", **{"word/media/a.xml": " " * 3_000_000})
    assert len(bomb) < 50_000
    with pytest.raises(DocumentTooLarge):
        receive(bomb, "bomb.docx")


def test_a_table_of_forged_width_is_refused():
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr><w:p/></w:tc><w:tc><w:p/></w:tc>'
    with pytest.raises(DocumentTooLarge):
        receive(word_with(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"), "wide.docx")


def test_boxes_in_boxes_without_end_are_refused():
    box, end = "<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"
    with pytest.raises(UnreadableDocument):
        receive(word_with(box * 62 + end * 62), "deep.docx")


def test_a_reader_that_needs_too_long_ends_only_its_own_process(monkeypatch):
    monkeypatch.setattr(reading, "LIMITS", Limits(400 * 1024 * 1024, 20, 0.01))
    with pytest.raises(DocumentTooLarge) as caught:
        receive(word_file(WORDS), "slow.docx")
    assert "内存或时间" in caught.value.message.zh


def test_work_that_spends_its_memory_or_says_too_much_is_stopped():
    with pytest.raises(Exceeded):
        run_bounded("builtins:bytes", b"a" * 2000, SMALL)
    with pytest.raises(Exceeded):
        run_bounded("json:loads", b"[" + b"[0]," * 20_000_000 + b"0]", SMALL)


def test_work_that_fails_says_how_and_missing_work_is_no_fault_of_the_file():
    with pytest.raises(Crashed, match="JSONDecodeError"):
        run_bounded("json:loads", b"{", SMALL)
    with pytest.raises(ImportError):
        run_bounded("no_such_module:work", b"", SMALL)


def test_the_bounded_process_inherits_no_search_path(monkeypatch, tmp_path):
    (tmp_path / "json.py").write_text("raise SystemExit(9)")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Crashed, match="JSONDecodeError"):
        run_bounded("json:loads", b"{", SMALL)
    assert bounded.FAILED == 1


def test_a_document_is_the_same_after_the_way_between_processes():
    received = Received(
        (
            Block("一、目标", 2, centred=True),
            Table((("甲", ""), ("乙", "丙")), ((0, 0, 0, 1),), 1),
            Block("\ud83d正文"),
        ),
        "标题",
        (LeftOut("页码", "—1—"),),
    )
    assert unpack(json.loads(pack(received))["received"]) == received
