"""The hook for a cross-encoder: a real one, tiny and untrained, in a folder; and what becomes of its scores."""

from pathlib import Path

import numpy as np
import pytest

from retrieval import reranking
from retrieval.embedding import WEIGHTS
from retrieval.errors import ModelDamaged
from retrieval.reranking import reordered


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cross-encoder as its library keeps one, with random weights."""
    from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

    made = tmp_path_factory.mktemp("cross-encoder")
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_file=str(WEIGHTS / "tokenizer.json"), pad_token="<pad>", cls_token="<s>", sep_token="</s>"
    )
    small = BertConfig(
        vocab_size=len(tokenizer), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16,
        num_labels=1,
    )  # fmt: skip
    BertForSequenceClassification(small).save_pretrained(made)
    tokenizer.save_pretrained(made)
    return made


def test_a_cross_encoder_that_is_set_is_asked(index, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = index.search("班额上限是多少", 20)
    monkeypatch.setenv("JUNHENG_RERANKER", str(folder))
    after = index.search("班额上限是多少", 20)
    assert {hit.clause.key for hit in after.hits} == {hit.clause.key for hit in before.hits}
    assert [hit.clause.key for hit in after.hits] != [hit.clause.key for hit in before.hits]


def test_a_clause_named_outright_needs_no_reading(index, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUNHENG_RERANKER", str(folder))
    assert index.search("63号第三部分").hits[0].clause.key == "licheng-2021-63#三"


def test_a_folder_without_a_cross_encoder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUNHENG_RERANKER", str(tmp_path))
    with pytest.raises(ModelDamaged, match=tmp_path.name):
        reranking.configured()


@pytest.mark.parametrize(
    ("scores", "order"),
    [([0.9, 0.1], [0, 1, 2]), ([0.1, 0.2, 0.9], [0, 2, 1]), ([0.5, 0.5, 0.5], [0, 1, 2]), ([], [0, 1, 2])],
)
def test_both_rankings_count_the_same(scores: list[float], order: list[int]) -> None:
    assert reordered(3, np.array(scores, dtype=np.float32)) == order
