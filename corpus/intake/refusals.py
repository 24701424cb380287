"""Why a file is refused: one sentence and what to do next. The name of the file is put before it by `reading`."""

from corpus.bilingual import Bilingual
from corpus.errors import (
    DamagedDocument,
    DocumentTooLarge,
    EmptyDocument,
    GarbledDocument,
    ProtectedDocument,
    ScannedDocument,
    UnreadableDocument,
    UnsupportedDocument,
)

KINDS: dict[str, type[UnreadableDocument]] = {
    kind.code: kind
    for kind in (
        DamagedDocument,
        DocumentTooLarge,
        EmptyDocument,
        GarbledDocument,
        ProtectedDocument,
        ScannedDocument,
        UnsupportedDocument,
    )
}
READABLE = Bilingual(
    "请提供 .docx、.pdf（可选中文字的）、.html、.md 或 .txt 文件。",
    "Bring a .docx, .pdf (with text that can be selected), .html, .md or .txt file.",
)
SAVE_AS_DOCX = Bilingual(
    "请在 Word 或 WPS 中打开，另存为 .docx 后再添加。", "Open it in Word or WPS, save it as .docx and add that."
)
_OCR = Bilingual(
    "请先做文字识别（OCR），或改用该文件的 Word 版、网页版。",
    "Run OCR on it first, or bring the Word or web version of the document.",
)
_MOST_PAGES_NAMED = 10


def empty() -> EmptyDocument:
    """No bytes, or no text."""
    return EmptyDocument(
        Bilingual("文件里没有文字。", "the file holds no text."),
        Bilingual(
            "请打开原文件确认有内容后再添加。", "Open the original, make sure that it has content, and add that."
        ),
    )


def too_large(what: Bilingual) -> DocumentTooLarge:
    """More than a policy document needs; `what` says of what."""
    return DocumentTooLarge(
        what,
        Bilingual(
            "请只保留政策正文（去掉图片和无关附件）后再添加。",
            "Keep only the text of the policy (no pictures, no unrelated annexes) and add that.",
        ),
    )


def damaged(what: Bilingual) -> DamagedDocument:
    """Cut short, or not what its format demands; `what` says where."""
    return DamagedDocument(
        Bilingual(f"文件已损坏：{what.zh}。", f"the file is damaged: {what.en}."),
        Bilingual(
            "请重新下载，或在能打开它的程序中另存一份后再添加。",
            "Download it again, or open it where it opens, save a copy and add that.",
        ),
    )


def protected() -> ProtectedDocument:
    """A password is set."""
    return ProtectedDocument(
        Bilingual("文件设有密码，无法读取。", "the file is protected by a password."),
        Bilingual("请取消密码、另存一份后再添加。", "Remove the password, save a copy and add that."),
    )


def scanned(pages: tuple[int, ...], of: int) -> ScannedDocument:
    """Pages without letters; `pages` count from 1, `of` is how many the file has."""
    if len(pages) == of:
        what = Bilingual(
            f"共 {of} 页，都是扫描图片，没有文字层。", f"its {of} page(s) are scanned pictures without a text layer."
        )
    else:
        named = "、".join(map(str, pages[:_MOST_PAGES_NAMED])) + ("…" if len(pages) > _MOST_PAGES_NAMED else "")
        what = Bilingual(
            f"第 {named} 页（{of} 页中的 {len(pages)} 页）是扫描图片，没有文字层。",
            f"page(s) {named.replace('、', ', ')} ({len(pages)} of {of}) are scanned pictures without a text layer.",
        )
    return ScannedDocument(what, _OCR)


def garbled(what: Bilingual, hint: Bilingual = _OCR) -> GarbledDocument:
    """Letters that cannot be told; `what` says why."""
    return GarbledDocument(what, hint)


def unsupported(what: Bilingual, hint: Bilingual = READABLE) -> UnsupportedDocument:
    """A format that is not read; `what` names it."""
    return UnsupportedDocument(
        Bilingual(
            f"这是{what.zh}，不能作为政策文件读取。", f"this is {what.en}, which is not read as a policy document."
        ),
        hint,
    )


def only_pictures(count: int) -> ScannedDocument:
    """A Word file whose pages are pictures."""
    return ScannedDocument(
        Bilingual(f"文件里只有 {count} 张图片，没有文字。", f"the file holds {count} picture(s) and no text."), _OCR
    )


def nested_too_deep() -> DocumentTooLarge:
    """Elements in elements in elements, as no document has them."""
    return too_large(Bilingual("内部层层嵌套过深。", "its parts are nested too deep."))
