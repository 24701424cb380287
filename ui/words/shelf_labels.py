"""The words of the pages and commands that keep the documents, once, in both languages."""

from corpus.bilingual import Bilingual, Language
from corpus.brought import BroughtStandards
from corpus.changes import ChangeKind
from corpus.model import Document, Origin

ORIGINS: dict[Origin, Bilingual] = {
    "shipped": Bilingual("系统自带", "shipped"),
    "user": Bilingual("用户添加", "added"),
}
KINDS: dict[str, Bilingual] = {
    "normative": Bilingual("规范性文件", "rule"),
    "interpretation": Bilingual("政策解读", "interpretation"),
}
CHANGES: dict[ChangeKind, Bilingual] = {
    "added": Bilingual("新增", "added"),
    "removed": Bilingual("删去", "removed"),
    "changed": Bilingual("改动", "changed"),
    "moved": Bilingual("移动", "moved"),
}
ORIGIN = Bilingual("来源", "Origin")
CLAUSES = Bilingual("条文数", "Clauses")
KIND = Bilingual("类型", "Kind")
DAMAGED = Bilingual("已损坏，暂不使用", "damaged, left aside")
AT_REST = Bilingual("停用", "suspended")
USERS_STANDARDS = Bilingual("用户添加的标准", "Standards that were added")
STANDARDS_UNDERSTOOD = Bilingual("将收入的标准", "The standards as they will be")
FOUND = Bilingual("由记录比对发现", "found by comparing records")
CONFLICTS = Bilingual("已知冲突与存疑数字", "Known conflicts and doubtful figures")

ADD = Bilingual("添加文件", "Add a document")
ADD_HINT = Bilingual(
    "支持 .docx、带文字的 .pdf、.html、.md、.txt，不超过 20 MB。先显示识别结果，确认后才入库；文件只存在本机。",
    "A .docx, a .pdf with text, .html, .md or .txt, up to 20 MB. You see how it was understood before anything is "
    "added; the file stays on this machine.",
)
FILE = Bilingual("选择文件", "File")
READ = Bilingual("读取并预览", "Read and preview")
UNDERSTOOD = Bilingual("识别结果", "How the file was understood")
UNDERSTOOD_HINT = Bilingual(
    "请核对下列信息，有误可直接更正。确认之前什么都不会保存入库。",
    "Please check these facts and correct what is wrong. Nothing is added before you confirm.",
)
READ_FROM = Bilingual("依据原文", "read from")
NOT_FOUND = Bilingual("原文中没有找到，请补充", "not found in the text: please fill in")
GIVEN = Bilingual("由您填写", "given by you")
WARNINGS = Bilingual("请注意", "Please note")
LEFT_OUT = Bilingual("未收入的文字", "Left out")
COMING_CLAUSES = Bilingual("将收入的条文", "The clauses as they will be")
FIRST_CLAUSES = Bilingual("前几条", "The first clauses")
REPLACES = Bilingual("将取代已有文件", "Takes the place of")
NO_CHANGE = Bilingual("条文没有变化。", "No clause changes.")
WHAT_CHANGES = Bilingual("条文变化", "What changes")
TOUCHED = Bilingual("涉及的标准与冲突提示", "Standards and conflict notes that this touches")
STANDS = Bilingual("原文仍在，继续有效：", "The words still stand; these stay in force:")
FALLS = Bilingual("原文不在了，将停用：", "The words are gone; these will be suspended:")
SUSPENDED = Bilingual("因此停用", "Suspended by this")
LOOK_AGAIN = Bilingual(
    "按更正后的信息，这份文件将取代已有文件。请核对下面的变化后再次确认。",
    "With these corrections the document takes the place of another. Please look at the changes and confirm again.",
)
CONFIRM = Bilingual("确认添加", "Add the document")
READ_AGAIN = Bilingual("按更正重新识别", "Read again with corrections")
CANCEL = Bilingual("取消", "Cancel")
DATE_HINT = Bilingual("年-月-日", "YYYY-MM-DD")
PLACE_HINT = Bilingual("如：晋江市；全国适用填“国家”", "such as 晋江市; 国家 for the whole country")

DONE = Bilingual("已添加", "Added")
DONE_HINT = Bilingual("现在可以直接提问，答复会引用它的条文。", "You can ask now: answers cite its clauses.")
OPEN_DOCUMENT = Bilingual("查看文件", "Open the document")
ASK_NOW = Bilingual("去提问", "Ask a question")
CAN_ASK = Bilingual("可以这样问", "You could ask, in Chinese or English")
UPLOAD_TOO_LARGE = Bilingual("文件超过 20 MB。", "The file is larger than 20 MB.")
UPLOAD_TOO_LARGE_HINT = Bilingual("请去掉其中的图片，或分成几份后再传。", "Take out its pictures, or send it in parts.")
NO_FILE = Bilingual("没有收到文件。", "No file was received.")
NO_FILE_HINT = Bilingual("请先选择一份文件，再点“读取并预览”。", "Choose a file first, then press “Read and preview”.")
REMOVE = Bilingual("移除", "Remove")
REMOVE_SURE = Bilingual("移除这份文件？", "Remove this document?")
REMOVE_HINT = Bilingual(
    "移除后，答复不再引用它；收到的原文件也会从本机的文件库中删去。",
    "Answers will no longer cite it; the file as received is deleted from the shelf too.",
)
RESTORES = Bilingual("系统自带的版本将恢复使用。", "The shipped version comes back.")
INDEXING = Bilingual("正在更新索引……", "Updating the index …")
NOT_ADDED = Bilingual("没有添加，什么都没有改变。", "Not added; nothing has changed.")
ADD_SURE = Bilingual("添加这份文件吗？", "Add this document?")
NO_FACTS = (
    Bilingual(
        "--title、--number、--issuer、--place、--issued、--kind 只用于政策文件，不用于标准（.yaml）。",
        "--title, --number, --issuer, --place, --issued and --kind are for documents, not for standards (.yaml).",
    ),
    Bilingual("去掉这些选项再试。", "Leave them out."),
)
ADD_STANDARDS_SURE = Bilingual("添加这些标准吗？", "Add these standards?")
WHY = Bilingual("原因", "Why")

FACTS = {
    "title": Bilingual("标题", "Title"),
    "number": Bilingual("文号", "Number (文号)"),
    "issuer": Bilingual("发文机关", "Issuer"),
    "place": Bilingual("适用地区", "Jurisdiction"),
    "issued": Bilingual("发布日期", "Issued"),
    "effective": Bilingual("施行日期", "In force from"),
    "kind": KIND,
    "interprets": Bilingual("解读对象", "Interprets"),
}


def clauses(count: int) -> Bilingual:
    """Return a number of clauses in words."""
    return Bilingual(f"{count} 条条文", f"{count} clause{'' if count == 1 else 's'}")


def added(document: Document) -> Bilingual:
    """Return the words after a document was added."""
    return Bilingual(
        f"已添加：{document.name}（{document.id}），{clauses(len(document.clauses)).zh}，可以提问了。",
        f"Added: {document.name} ({document.id}), {clauses(len(document.clauses)).en}. You can ask now.",
    )


def records(count: int) -> Bilingual:
    """Return a number of records in words."""
    return Bilingual(f"{count} 条记录", f"{count} record{'' if count == 1 else 's'}")


def added_standards(one: BroughtStandards) -> Bilingual:
    """Return the words after a standards file was added."""
    count = records(len(one.records))
    return Bilingual(
        f"已添加：{one.name}，{count.zh}，核对与答复即日起采用。",
        f"Added: {one.name}, {count.en}. Checks and answers use them now.",
    )


def rests(name: str, why: Bilingual) -> Bilingual:
    """Return the words for standards that are not in force any more."""
    return Bilingual(f"{name} {AT_REST.zh}：{why.zh}", f"{name} {AT_REST.en}: {why.en}")


def removed(name: str, restored: Document | None) -> Bilingual:
    """Return the words after a document was removed."""
    if restored is None:
        return Bilingual(f"已移除 {name}。", f"Removed {name}.")
    return Bilingual(
        f"已移除 {name}，系统自带的 {restored.name} 恢复使用。", f"Removed {name}. The shipped {restored.name} is back."
    )


def fact(name: str, value: str | None, language: Language) -> str:
    """Return the value of a fact in words; a dash where there is none."""
    if name == "kind" and value in KINDS:
        return KINDS[value].say(language)
    return value or "—"
