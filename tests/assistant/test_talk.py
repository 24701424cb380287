"""What is put to the assistant itself is answered as such, and nothing else is."""

import pytest

from assistant.asked.talk import Talk, is_gibberish, talk_in
from assistant.service import Assistant
from corpus.places import load_gazetteer
from corpus.terms import load_terms


@pytest.mark.parametrize(
    ("question", "talk"),
    [
        ("你能做什么", "help"), ("你会什么？", "help"), ("请问你能做什么？", "help"), ("怎么用", "help"),
        ("你是谁", "help"), ("我可以问什么", "help"), ("使用说明", "help"), ("help me", "help"),
        ("What can you do?", "help"), ("how do I use this?", "help"), ("怎么上传", "upload"),
        ("数据表怎么上传？", "upload"), ("可以上传什么格式的文件", "upload"),
        ("How do I upload a sheet?", "upload"), ("有哪些文件", "documents"),
        ("What documents do you have?", "documents"), ("谢谢你！", "thanks"), ("好的，谢谢", "thanks"),
        ("Thanks!", "thanks"), ("你好啊", "greeting"), ("hi there", "greeting"),
        ("你好，音乐教室要多大", None), ("怎么用多媒体教室", None), ("哪些文件提到轮岗", None),
        ("功能教室有什么要求", None), ("谢谢，那初中呢", None), ("how is the coefficient used", None),
        ("帮我看看音乐教室", None),
    ],
)  # fmt: skip
def test_talk_is_told_from_questions_that_hold_more(question: str, talk: Talk | None) -> None:
    assert talk_in(question) == talk


@pytest.mark.parametrize(
    ("question", "is_none"),
    [("asdf", True), ("qwerty uiop", True), ("R4", False), ("CV", False), ("class size", False), ("Nan'an", False),
     ("why?", False), ("which ones?", False), ("音乐教室", False), ("one two three four words", False)],
)  # fmt: skip
def test_only_a_few_words_that_nobody_knows_are_gibberish(question: str, is_none: bool) -> None:
    assert is_gibberish(question, load_terms(), load_gazetteer()) == is_none


def test_a_long_text_is_no_small_talk() -> None:
    assert talk_in("谢谢" * 1000 + "x") is None


@pytest.mark.parametrize(
    ("question", "status", "said"),
    [
        ("怎么上传数据表？", "answered", "--sheet"),
        ("What documents do you have?", "answered", "乐政办发〔2023〕39号"),
        ("谢谢", "answered", "不客气"),
        ("asdf", "needs_input", "was not understood"),
        ("讲个笑话", "abstained", "优质均衡"),
    ],
)
def test_each_gets_an_honest_reply_with_questions_that_can_be_asked(
    assistant: Assistant, question: str, status: str, said: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status == status and said in answer.text and answer.suggestions
    assert answer.verification.rejected == 0
