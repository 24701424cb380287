"""What is shown first of a document that is about to be added."""

import pytest

from assistant.sample_clauses import split_sample
from corpus.documents import load_library
from corpus.intake.corrections import Corrections
from corpus.intake.take_in import take_in
from corpus.model import Document

HEAD = "石狮市教育局文件\n\n狮教综〔2023〕88号\n\n石狮市教育局关于下达食堂改造计划的通知\n\n各中小学：\n\n"
NOTICE = (
    f"{HEAD}为改善办学条件，现将计划下达给你们。\n\n一、资金安排。市财政承担七成。\n\n二、工作要求。每月报送进度。\n\n"
    "附件：食堂改造计划表\n\n石狮市教育局\n\n2023年6月15日\n"
)


def taken_in(text: str) -> Document:
    return take_in(text.encode(), "通知.txt", load_library(), Corrections()).document


def test_the_sample_begins_behind_the_formal_parts() -> None:
    document = taken_in(NOTICE)
    assert document.clauses[0].text == "石狮市教育局文件"
    sample, others = split_sample(document, 9)
    assert [one.text[:4] for one in sample] == ["为改善办", "一、资金", "二、工作"]
    assert {*sample, *others} == {*document.clauses} and len(sample) + len(others) == len(document.clauses)


def test_a_document_of_formal_parts_alone_shows_them() -> None:
    document = load_library().document("licheng-2021-63")
    formal = tuple(one for one in document.clauses if one.path[0] == "通知")
    assert len(formal) > 3
    bare = Document(**{name: getattr(document, name) for name in document.__slots__} | {"clauses": formal})
    assert split_sample(bare, 3) == (formal[:3], formal[3:])


@pytest.mark.parametrize("document", load_library().documents, ids=lambda one: one.id)
def test_no_shipped_document_would_show_a_head_first(document: Document) -> None:
    sample, others = split_sample(document, 5)
    assert len(sample) == 5 and len(others) == len(document.clauses) - 5
    assert not {"文头", "通知", "附件说明"} & {one.path[0] for one in sample}
