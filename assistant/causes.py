"""Why an answer may not be what it was: what has changed of the documents, the standards, the sheet, the program."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.kept.keeping import document_parts, standards_parts
from assistant.kept.receipts import MODEL, Receipt
from assistant.model import Json
from assistant.service import Assistant
from corpus.bilingual import Bilingual, Language
from corpus.errors import UnknownDocument

MOST = 10  # parts named; how many more there are is said


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that differs: what it is, in words, and as it was `then` and is `now`."""

    code: str
    says: Bilingual
    then: object = None
    now: object = None

    def as_json(self, language: Language) -> Json:
        """Return it as JSON."""
        return {"code": self.code, "says": self.says.say(language), "then": self.then, "now": self.now}


def causes(assistant: Assistant, then: Receipt, now: Receipt) -> tuple[Told, ...]:
    """Return what is not as it was around an answer."""
    return tuple(_causes(assistant, then, now))


def _causes(assistant: Assistant, then: Receipt, now: Receipt) -> Iterator[Told]:
    if _differ(then, now, "corpus"):
        yield _parts(assistant, then, now, "corpus", Bilingual("文件", "documents"))
        yield from (
            _clause(assistant, one.cited.document, one.cited.clause, gone=one.gone)
            for one in assistant.kept.receipts.touched(then, assistant.library)
        )
    if _differ(then, now, "standards"):
        yield _parts(assistant, then, now, "standards", Bilingual("标准", "standards"))
    if _differ(then, now, "version"):
        was, is_now = str(then.decided["version"]), str(now.decided["version"])
        words = Bilingual(f"程序版本：{was} → {is_now}", f"version of the program: {was} → {is_now}")
        yield Told("version", words, was, is_now)
    if then.seen["calls"] != now.seen["calls"]:
        yield Told("calls", Bilingual("调用的工具或其结果与当时不同", "the tools called, or what they gave, differ"))
    yield from _of_model(then, now)
    if _differ(then, now, "sheet") and then.given.sheets:
        zh, en = (
            "数据表读出的内容与当时不同（文件，或确认过的列）",
            "what is read of the sheets is not what it was (file or columns)",
        )
        yield Told("sheet_read", Bilingual(zh, en), then.decided["sheet"], now.decided["sheet"])


def _of_model(then: Receipt, now: Receipt) -> Iterator[Told]:
    """Yield what is not as it was of the words with a language model, which are played back."""
    if then.by_model and then.stripped:
        zh, en = (
            "大模型当时的话已随会话删除，现在由内置引擎作答",
            "a model's words were deleted with their conversation",
        )
        yield Told("model_deleted", Bilingual(zh, en))
    elif then.seen.get(MODEL) != now.seen.get(MODEL):
        zh = "给大模型看的内容与当时不同；它当时的回复在此重放"
        yield Told(
            "model_asked", Bilingual(zh, "what a model would be shown differs; its replies of then are played back")
        )


def _differ(then: Receipt, now: Receipt, name: str) -> bool:
    return then.decided[name] != now.decided[name]


def _parts(assistant: Assistant, then: Receipt, now: Receipt, name: str, what: Bilingual) -> Told:
    """Return what differs between two states of the documents or the standards."""
    was, is_now = str(then.decided[name]), str(now.decided[name])
    tools = assistant.tools
    before = assistant.kept.receipts.parts(was)
    after = document_parts(tools.library) if name == "corpus" else standards_parts(tools.standards)
    if before is None:
        zh, en = (
            f"{what.zh}与当时不同（没有当时的清单）",
            f"the {what.en} are not what they were (no list of then is kept)",
        )
        return Told(name, Bilingual(zh, en), was, is_now)
    return Told(name, _listed(assistant, what, before, after), was, is_now)


def _listed(assistant: Assistant, what: Bilingual, before: Mapping[str, str], after: Mapping[str, str]) -> Bilingual:
    changed = [id for id in before if id in after and before[id] != after[id]]
    kinds = (
        (Bilingual("新增", "added"), [id for id in after if id not in before]),
        (Bilingual("移除", "removed"), [id for id in before if id not in after]),
        (Bilingual("内容有变", "changed"), changed),
    )
    told = [(kind, _names(assistant, ids)) for kind, ids in kinds if ids]
    if not told:
        return Bilingual(f"{what.zh}的排列或其他信息有变", f"the {what.en} differ in other things than their parts")
    zh = "；".join(f"{kind.zh} {names.zh}" for kind, names in told)
    en = "; ".join(f"{kind.en}: {names.en}" for kind, names in told)
    return Bilingual(f"{what.zh}有变：{zh}", f"the {what.en} have changed: {en}")


def _names(assistant: Assistant, ids: list[str]) -> Bilingual:
    named = [_name(assistant, id) for id in ids[:MOST]]
    more = len(ids) - len(named)
    zh, en = "、".join(named), ", ".join(named)
    return Bilingual(f"{zh} 等 {len(ids)} 项", f"{en} and {more} more") if more else Bilingual(zh, en)


def _name(assistant: Assistant, id: str) -> str:
    try:
        return assistant.library.document(id).name
    except UnknownDocument:
        return id


def _clause(assistant: Assistant, document: str, clause: str, *, gone: bool) -> Told:
    name = _name(assistant, document)
    words = (
        Bilingual(f"引用的条文已不在：{name} {clause}", f"a clause cited is gone: {name} {clause}")
        if gone
        else Bilingual(f"引用的条文有变：{name} {clause}", f"a clause cited has changed: {name} {clause}")
    )
    return Told("clause_gone" if gone else "clause_changed", words, f"{document}#{clause}")
