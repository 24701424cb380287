"""Meaning as vectors, from the shipped weights alone: the only importer of sentence-transformers, transformers, torch.

The weights ship at 4 bits (PROVENANCE.md beside them). Unpacking them takes seconds, so the unpacked model is kept in
the data home under the digest of what it was made from. Nothing here ever asks a model hub.
"""

import hashlib
import os
import secrets
import shutil
import threading
from collections.abc import Sequence
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from filelock import FileLock
from numpy.typing import NDArray

from corpus.bilingual import Bilingual
from retrieval.errors import ModelDamaged

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from transformers import BertModel

Vectors = NDArray[np.float32]
Side = Literal["query", "document"]

WEIGHTS = Path(__file__).parent / "models" / "multilingual-e5-small-zh-en"
DIMENSIONS = 384
_UNPACKING = b"1"  # raise when the unpacked folder must be made anew from the same weights
_MAX_TOKENS = 512
_THREADS = 2
_BATCH = 16
_REMEMBERED = 512  # questions whose vectors are kept: one is searched for, and compared with examples, more than once
_LINEAR = (
    ("q", "attention.self.query"),
    ("k", "attention.self.key"),
    ("v", "attention.self.value"),
    ("ao", "attention.output.dense"),
    ("fi", "intermediate.dense"),
    ("fo", "output.dense"),
    ("aln", "attention.output.LayerNorm"),
    ("oln", "output.LayerNorm"),
)


@cache
def model_digest(weights: Path = WEIGHTS) -> str:
    """Return the sha256 (hex) of everything that decides a vector: weights, tokenizer and how they are unpacked."""
    digest = hashlib.sha256(_UNPACKING)
    for name in ("model.npz", "tokenizer.json"):
        try:
            digest.update((weights / name).read_bytes())
        except OSError as error:
            raise _damaged(weights / name) from error
    return digest.hexdigest()


class Embedder:
    """Turns texts into unit vectors. The model is loaded at the first text, never before."""

    def __init__(self, home: Path, weights: Path = WEIGHTS) -> None:
        """Keep the unpacked model in `home`. Raises ModelDamaged where the weights cannot be read."""
        self.digest = model_digest(weights)
        self._lock = threading.Lock()
        self._weights = weights
        self._folder = home / "models" / f"e5-{self.digest[:16]}"
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._encoded_alone)

    def question(self, text: str) -> Vectors:
        """Return the unit vector of one question, from memory where it was asked for lately. Not to be written to."""
        return self._remembered(text)

    def _encoded_alone(self, text: str) -> Vectors:
        """Encode one text by itself: what it is encoded with would change its last digits."""
        vector = self.encode([text], "query").reshape(-1)
        vector.flags.writeable = False
        return vector

    def encode(self, texts: list[str], side: Side) -> Vectors:
        """Return one unit vector a text (rows of `DIMENSIONS` numbers); questions and clauses have their own prompt."""
        with self._lock:  # the tokenizer refuses to be used by two threads at once
            model = self._model
            _share_cores(len(texts))
            vectors = model.encode(
                texts, prompt_name=side, batch_size=_BATCH, convert_to_numpy=True, show_progress_bar=False
            )
        return np.asarray(vectors, dtype=np.float32)

    @cached_property
    def _model(self) -> "SentenceTransformer":
        _stay_offline()
        _show_no_progress()
        if not self._folder.is_dir():
            self._folder.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(f"{self._folder}.lock"):
                if not self._folder.is_dir():
                    _unpack(self._weights, self._folder)
        return _load(self._folder)


class CrossEncoding:
    """A cross-encoder that an operator has put on this machine (see retrieval.reranking)."""

    def __init__(self, folder: Path) -> None:
        """Load it. Raises ModelDamaged."""
        _stay_offline()
        from sentence_transformers import CrossEncoder

        self._lock = threading.Lock()
        try:
            self._model = CrossEncoder(str(folder), device="cpu", local_files_only=True)
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise ModelDamaged(
                Bilingual(f"重排模型无法读取：{folder}。", f"The cross-encoder cannot be read: {folder}."),
                Bilingual("请检查 JUNHENG_RERANKER，或去掉它。", "Mend JUNHENG_RERANKER, or unset it."),
            ) from error

    def scores(self, question: str, passages: Sequence[str]) -> Vectors:
        """Return how well each passage answers the question: more is better."""
        with self._lock:
            found = self._model.predict([(question, passage) for passage in passages], show_progress_bar=False)
        return np.asarray(found, dtype=np.float32).reshape(len(passages), -1)[:, -1]


def _stay_offline() -> None:
    # Read by the libraries when they are imported, so these must stand before the first import of any of them.
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["TRANSFORMERS_OFFLINE"] = "1"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    os.environ["HF_HUB_DISABLE_PROGRESS_BARS"] = "1"
    os.environ["TRANSFORMERS_VERBOSITY"] = "error"
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    os.environ.setdefault("OMP_NUM_THREADS", str(_THREADS))


def _share_cores(texts: int) -> None:
    """Give a question one core, many texts several: for a short text, threads that wait for each other cost more.

    On a busy machine they turned 150 ms into more than a second.
    """
    import torch

    torch.set_num_threads(1 if texts < _BATCH else min(_THREADS, os.cpu_count() or 1))


def _show_no_progress() -> None:
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()  # type: ignore[no-untyped-call]


def _load(folder: Path) -> "SentenceTransformer":
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(folder), device="cpu", local_files_only=True)


def _unpack(weights: Path, folder: Path) -> None:
    """Write the model as the library reads it, aside, and move it to `folder` when it is whole."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer

    aside = folder.with_name(f"{folder.name}.{secrets.token_hex(4)}")
    try:
        _save_encoder(weights, aside / "encoder")
        modules = [Transformer(str(aside / "encoder"), max_seq_length=_MAX_TOKENS), Pooling(DIMENSIONS, "mean")]
        model = SentenceTransformer(
            modules=[*modules, Normalize()], prompts={"query": "query: ", "document": "passage: "}, device="cpu"
        )
        model.save(str(aside / "whole"), create_model_card=False)
        (aside / "whole").rename(folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _save_encoder(weights: Path, folder: Path) -> None:
    from transformers import PreTrainedTokenizerFast

    try:
        _encoder(weights).save_pretrained(folder)
        PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
            tokenizer_file=str(weights / "tokenizer.json"),
            bos_token="<s>",
            eos_token="</s>",
            unk_token="<unk>",
            pad_token="<pad>",
            cls_token="<s>",
            sep_token="</s>",
            model_max_length=_MAX_TOKENS,
        ).save_pretrained(folder)
    except (KeyError, ValueError, RuntimeError) as error:
        raise _damaged(weights) from error


def _encoder(weights: Path) -> "BertModel":
    import torch
    from transformers import BertConfig, BertModel

    with np.load(weights / "model.npz") as tensors:
        hidden, layers, heads, inner, vocab, positions, types = (int(size) for size in tensors["dims"])
        model = BertModel(
            BertConfig(
                vocab_size=vocab,
                hidden_size=hidden,
                num_hidden_layers=layers,
                num_attention_heads=heads,
                intermediate_size=inner,
                max_position_embeddings=positions,
                type_vocab_size=types,
                pad_token_id=1,
            )
        )
        names = _names(layers)
        state = model.state_dict()
        for name, target in state.items():
            # The pooler is never used (vectors are means of tokens): zeros keep the folder the same at every making.
            array = _dequantise(tensors[names[name]]) if name in names else np.zeros(target.shape, np.float32)
            target.copy_(torch.from_numpy(np.ascontiguousarray(array)).reshape(target.shape))
    return model


def _names(layers: int) -> dict[str, str]:
    """Map the library's tensor names to the short names in the shipped file."""
    names = {
        "embeddings.word_embeddings.weight": "emb.word",
        "embeddings.position_embeddings.weight": "emb.pos",
        "embeddings.token_type_embeddings.weight": "emb.type",
        "embeddings.LayerNorm.weight": "emb.ln.w",
        "embeddings.LayerNorm.bias": "emb.ln.b",
    }
    for layer in range(layers):
        for short, long in _LINEAR:
            names[f"encoder.layer.{layer}.{long}.weight"] = f"l{layer}.{short}.w"
            names[f"encoder.layer.{layer}.{long}.bias"] = f"l{layer}.{short}.b"
    return names


def _dequantise(packed: NDArray[np.uint8] | Vectors) -> Vectors:
    """Return Q4_0 rows (uint8; blocks of 18 bytes: a float16 scale, then 32 nibbles less 8) as float32."""
    if packed.dtype != np.uint8:
        return packed.astype(np.float32)
    scale = packed[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = packed[:, 2:].view(np.uint8)
    values = np.concatenate([nibbles & 15, nibbles >> 4], axis=1).astype(np.float32) - 8
    return np.asarray(values * scale, dtype=np.float32)


def _damaged(path: Path) -> ModelDamaged:
    return ModelDamaged(
        Bilingual(f"语义模型文件无法读取：{path.name}。", f"The embedding model file cannot be read: {path.name}."),
        Bilingual("请重新安装 junheng。", "Please install junheng again."),
    )
