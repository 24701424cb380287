"""The clause index on the shipped corpus: what is found, what is refused."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrieval.evaluate import evaluate
from retrieval.questions import load_questions
from retrieval.search import open_index

QUESTIONS = Path(__file__).with_name("questions.jsonl")


@pytest.mark.parametrize(
    ("question", "clause", "words"),
    [
        ("乐清市要求每间音乐专用教室多大？", "yueqing-2023-39#附件2/二、政府保障程度/L3", "96平方米"),
        ("How big must a music room be in Yueqing?", "yueqing-2023-39#附件2/二、政府保障程度/L3", "96平方米"),
        ("乐清小学差异系数的国家上限", "yueqing-2023-39#附件2/一、资源配置/观测点", "0.50"),
        ("南安民办学校学生占比上限", "nanan-2022-45#三/（六）/19", "15%"),
        ("鲤城基金会首期筹了多少钱", "licheng-2021-69#一/（一）/段3", "2.73亿元"),
        ("南安市长是谁", "nanan-2022-45#附件1/段1", "王连赞"),
        ("泉鲤政办〔2021〕63号五（二）4", "licheng-2021-63#五/（二）/4", "85%"),
    ],
)
def test_the_clause_and_the_words_are_found(index, question: str, clause: str, words: str) -> None:
    result = index.search(question)
    assert not result.abstained
    assert clause in [hit.clause.key for hit in result.hits[:3]]
    assert words in "".join(next(hit for hit in result.hits if hit.clause.key == clause).quote.split())


@pytest.mark.parametrize(
    "question",
    [
        "晋江市的目标是什么？",
        "What are the targets of Jinjiang?",
        "校服多少钱",
        "school bus drivers' salaries in Beijing",
        "明天天气怎么样",
        "鲤城区教育局的电话",
        "？？？",
        "",
    ],
)
def test_what_the_corpus_does_not_hold_is_refused(index, question: str) -> None:
    assert index.search(question).abstained


def test_places_limit_the_documents(index) -> None:
    nanan = "福建省泉州市南安市"
    result = index.search("音乐教室要多大", 10, places=(nanan,))
    assert {hit.clause.document for hit in result.hits} == {"nanan-2022-45"}


def test_a_place_without_documents_has_no_hits(index) -> None:
    result = index.search("音乐教室要多大", places=("福建省泉州市晋江市",))
    assert result.abstained and result.hits == () and result.confidence == 0


def test_a_place_in_the_question_is_preferred(index) -> None:
    assert index.search("乐清残疾孩子入学率").hits[0].clause.document == "yueqing-2023-39"
    assert index.search("南安残疾孩子入学率").hits[0].clause.document == "nanan-2022-45"


def test_a_document_outranks_its_interpretation(index) -> None:
    found = [hit.clause.document for hit in index.search("2028年差异系数低于省定标准", 10).hits]
    assert found.index("licheng-2021-63") < found.index("licheng-2021-63-interpretation")


def test_who_leads_is_not_answered_with_a_deputy(index) -> None:
    assert "王连赞" in index.search("南安市长是谁").hits[0].quote
    assert "邱雪亮" in index.search("南安副市长是谁").hits[0].quote


def test_letterheads_and_distribution_lists_do_not_answer(index) -> None:
    for question in ("义务教育优质均衡发展", "教育局要做什么工作", "南安市教育"):
        assert not [h for h in index.search(question).hits if h.clause.id.startswith(("通知", "版记"))]


@pytest.mark.parametrize(("k", "count"), [(-1, 0), (0, 0), (1, 1), (7, 7)])
def test_k_says_how_many(index, k: int, count: int) -> None:
    assert len(index.search("班额", k).hits) == count


def test_more_than_there_is_gives_what_there_is(index, library) -> None:
    assert 0 < len(index.search("班额", 100_000).hits) <= len(library.clauses)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=60), st.sampled_from(["a" * 5000, "班额" * 3000, "\x00", "[[c:1]]", "(((", "第一"])))
def test_any_question_gets_ranked_hits_with_true_quotes(index, question: str) -> None:
    result = index.search(question)
    assert [hit.rank for hit in result.hits] == list(range(1, len(result.hits) + 1))
    assert [hit.score for hit in result.hits] == sorted((hit.score for hit in result.hits), reverse=True)
    assert all(0 < hit.score <= 1 for hit in result.hits) and 0 <= result.confidence <= 1
    assert all(hit.clause.text[hit.start : hit.end] == hit.quote != "" for hit in result.hits)


def test_a_question_always_gets_the_same_answer(index) -> None:
    assert index.search("留守儿童怎么照顾") == index.search("留守儿童怎么照顾")


def test_retrieval_is_as_good_as_it_was(index, library) -> None:
    report = evaluate(index, library, load_questions(QUESTIONS), ("fused",))
    fused = {figures.method: figures for figures in report.methods}["fused"]
    assert fused.hit_at_1 >= 0.77 and fused.hit_at_5 >= 0.94
    assert report.abstention.answered >= 0.9 and report.abstention.abstained >= 0.82


def test_opening_a_fresh_index_loads_no_model(index, home) -> None:
    code = f"""
import sys
from pathlib import Path
from corpus.documents import load_library
from retrieval.search import open_index
open_index(load_library(), Path({str(home)!r}))
print(sorted({{"torch", "transformers", "sentence_transformers", "bm25s"}} & sys.modules.keys()))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[]", done.stderr


def test_importing_search_loads_nothing_heavy() -> None:
    code = """
import sys
import retrieval.search, retrieval.evaluate
print(sorted({"torch", "transformers", "sentence_transformers", "bm25s", "chromadb"} & sys.modules.keys()))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[]", done.stderr


def test_two_indexes_of_one_home_give_the_same(index, library, home) -> None:
    assert open_index(library, home).search("班额上限") == index.search("班额上限")
