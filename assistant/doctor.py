"""The doctor: what is installed, indexed and configured, each with what to do when it is not well."""

import contextlib
import os
import sys
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata

from assistant.bookshelf import suspended
from assistant.kept.keeping import Keeping
from assistant.language_model.doctor_line import model_found
from assistant.settings import session_days, version
from assistant.tools import Tools
from corpus.bilingual import Bilingual, Language, same
from corpus.errors import JunhengError
from corpus.verify import verify_corpus
from retrieval.store_faults import server_in_use

LIBRARIES = ("torch", "sentence-transformers", "chromadb", "gradio", "fastapi", "pandas", "langchain")


@dataclass(frozen=True, slots=True)
class DoctorLine:
    """One finding in the user's language. `ok` is False when something must be mended; `value` then says how."""

    name: str
    ok: bool
    value: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding in both languages."""

    name: Bilingual
    ok: bool
    detail: Bilingual


def examine(tools: Tools, keeping: Keeping, language: Language) -> tuple[DoctorLine, ...]:
    """Examine the installation: versions, texts, weights, data folder, database, index, settings. Loads no model."""
    found = _examinations(tools, keeping)
    return tuple(DoctorLine(one.name.say(language), one.ok, one.detail.say(language)) for one in found)


def _examinations(tools: Tools, keeping: Keeping) -> Iterator[Finding]:
    yield Finding(same("junheng"), True, same(f"{version()}, Python {sys.version.split()[0]}"))
    yield from (_library(name) for name in LIBRARIES)
    yield _sound(Bilingual("文件与标准", "documents and standards"), lambda: _corpus(tools))
    yield from _users_documents(tools)
    yield _sound(Bilingual("向量模型", "embedding model"), lambda: _model(tools))
    yield _data_folder(tools)
    yield _sound(Bilingual("回执与会话", "receipts and sessions"), keeping.told)
    yield _sound(same("JUNHENG_SESSION_DAYS"), lambda: same(str(session_days())))
    yield _index(tools)
    yield _sound(Bilingual("语言模型", "language model"), model_found)
    token = bool(os.environ.get("JUNHENG_TOKEN"))
    yield Finding(
        same("JUNHENG_TOKEN"),
        True,
        Bilingual("已设置", "set")
        if token
        else Bilingual("未设置，只向本机提供服务", "not set: served to this machine only"),
    )


def _library(name: str) -> Finding:
    try:
        return Finding(same(name), True, same(metadata.version(name)))
    except metadata.PackageNotFoundError:
        return Finding(
            same(name), False, Bilingual("没有安装，请重新安装 junheng", "not installed: install junheng again")
        )


def _sound(name: Bilingual, examine: Callable[[], Bilingual]) -> Finding:
    try:
        return Finding(name, True, examine())
    except JunhengError as error:
        return Finding(
            name, False, Bilingual(f"{error.message.zh}{error.hint.zh}", f"{error.message.en} {error.hint.en}")
        )


def _corpus(tools: Tools) -> Bilingual:
    faults = verify_corpus()
    if faults:
        raise JunhengError(
            Bilingual(
                f"{len(faults)} 处不符，请运行 junheng corpus verify",
                f"{len(faults)} mismatches: run junheng corpus verify",
            )
        )
    documents, clauses = len(tools.library.documents), len(tools.library.clauses)
    requirements = len(tools.standards.all)
    return Bilingual(
        f"{documents} 份文件，{clauses} 条条文，{requirements} 项要求",
        f"{documents} documents, {clauses} clauses, {requirements} requirements",
    )


def _users_documents(tools: Tools) -> Iterator[Finding]:
    """Yield how many documents users have added, those left aside, and what their versions have suspended."""
    added = len(tools.shelf.documents)
    yield Finding(Bilingual("用户文件", "users' documents"), True, Bilingual(f"{added} 份", str(added)))
    for one in tools.shelf.damaged:
        yield Finding(Bilingual(f"用户文件 {one.id}", f"document {one.id}"), False, one.why)
    for file in tools.shelf.standards:
        told = file.rests or Bilingual(f"{len(file.records)} 条", f"{len(file.records)} records")
        yield Finding(Bilingual(f"用户标准 {file.name}", f"standards {file.name}"), True, told)
    with contextlib.suppress(JunhengError):  # told above, where the standards cannot be read
        yield from _suspended(tools)


def _suspended(tools: Tools) -> Iterator[Finding]:
    for rule in suspended(tools):
        zh = f"停用：{rule.about.zh}（用户版本 {rule.ref.document} {rule.ref.clause} 中没有原有文字）"
        en = f"suspended: {rule.about.en} (the user's version of {rule.ref.document} {rule.ref.clause} lacks its words)"
        yield Finding(Bilingual("停用的标准", "suspended"), True, Bilingual(zh, en))


def _model(tools: Tools) -> Bilingual:
    from retrieval.embedding import Embedder

    return same(Embedder(tools.home).digest[:12])


def _data_folder(tools: Tools) -> Finding:
    name = Bilingual("数据目录", "data folder")
    try:
        tools.home.mkdir(parents=True, exist_ok=True)
        probe = tools.home / f".probe-{uuid.uuid4().hex}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        why = error.strerror or str(error)
        return Finding(
            name,
            False,
            Bilingual(
                f"{tools.home} 不可写（{why}）；请设置 JUNHENG_HOME",
                f"{tools.home} is not writable ({why}): set JUNHENG_HOME",
            ),
        )
    return Finding(name, True, same(str(tools.home)))


def _index(tools: Tools) -> Finding:
    name = Bilingual("条文索引", "clause index")
    server = server_in_use()
    where = (
        Bilingual(f"Chroma 服务器 {server}", f"Chroma server {server}") if server else Bilingual("本机", "this machine")
    )
    try:
        ready = tools.index_is_ready()
    except JunhengError as error:
        detail = Bilingual(f"{error.message.zh}{error.hint.zh}", f"{error.message.en} {error.hint.en}")
        return Finding(name, False, detail)
    if ready:
        return Finding(name, True, Bilingual(f"已建好（{where.zh}）", f"ready ({where.en})"))
    zh, en = f"还没有，首次提问时建立（{where.zh}）", f"not yet: built at the first question ({where.en})"
    return Finding(name, True, Bilingual(zh, en))
