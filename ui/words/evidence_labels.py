"""The words of the evidence page and of what a reader does with an answer, once, in both languages."""

from typing import Literal

from corpus.bilingual import Bilingual

EVIDENCE = Bilingual("依据与数字", "Evidence")
ANSWER = Bilingual("答复", "Answer")
FIGURES = Bilingual("数字", "Figures")
READINGS = Bilingual("口径", "Readings")
NOTES = Bilingual("冲突与存疑", "Conflicts and doubts")
ALL_CONFLICTS = Bilingual("全部冲突与存疑", "All conflicts and doubts")
NO_SOURCES = Bilingual("本答复没有引用条文。", "This answer cites no clause.")
NO_FIGURES = Bilingual("本答复没有数字。", "This answer has no figure.")
USED = Bilingual("采用", "In use")
BY_DEFAULT = Bilingual("默认", "default")
CHOSEN = Bilingual("本次另选", "chosen for this answer")
RESTS_ON = Bilingual("依据", "Rests on")
OTHERWISE = Bilingual("换用另一口径", "Under the other reading")
NOTHING_TURNS = Bilingual("换用“{name}”，结论不变", "Read as “{name}”, nothing turns")
ASK_OTHERWISE = Bilingual("按“{name}”再算", "Ask again: {name}")
RECEIPT_HINT = Bilingual(
    "凭回执号可核对本答复用了哪些条文、哪份表、哪种口径。",
    "The receipt tells by which clauses, which sheet and which readings this was answered.",
)
RECEIPT_DATA = Bilingual("回执数据（JSON）", "Receipt data (JSON)")
COPY_RECEIPT = Bilingual("复制回执号", "Copy the receipt")
REFERENCES = Bilingual("依据", "References")
VALUE = Bilingual("数值", "Value")
WHAT = Bilingual("项目", "What")
HOW = Bilingual("来历", "How it came about")

GONE_HINTS = (
    Bilingual(
        "对话可能已删除，或已超过保存期限。",
        "The conversation may have been deleted, or have grown too old to be kept.",
    ),
    Bilingual(
        "这个回答可能属于另一个浏览器；只有提问的浏览器能打开。",
        "The answer may be another browser's: only the one that asked can open it.",
    ),
    Bilingual("可以回到“问答”再问一次。", "You can ask again on the page of questions."),
)
BACK_TO_CHAT = Bilingual("回到问答", "Back to the questions")

COPY = Bilingual("复制", "Copy")
COPY_TO_WORD = Bilingual("复制到 Word", "Copy for Word")
AGAIN = Bilingual("重答", "Ask again")
EDIT = Bilingual("改问", "Edit question")
SHARE = Bilingual("分享", "Share")
RIGHT = Bilingual("有用", "Useful")
WRONG = Bilingual("有误", "Wrong")
ACTS = Bilingual("对这个答复", "With this answer")
COPIED = Bilingual("已复制", "Copied")
NOT_COPIED = Bilingual(
    "浏览器不允许复制；已打开可复制的页面。", "The browser did not allow it; a page to copy from was opened."
)
EDITING = Bilingual(
    "问题已放入输入框；修改后再问，新的答复接在后面", "The question is in the box; the new answer comes at the end"
)
ASKED_AGAIN = Bilingual("新的答复接在对话后面", "The new answer comes at the end")
FAILED = Bilingual("没有完成，请重试", "That did not work; please try again")

FEEDBACK = Bilingual("这个答复对吗", "Is this answer right?")
FEEDBACK_HINT = Bilingual(
    "意见与回执一起保存在本服务器，管理员可以看到。",
    "What you say is kept here with the receipt; the operator can read it.",
)
REASONS: dict[Literal["clause", "figure", "unanswered", "other"], Bilingual] = {
    "clause": Bilingual("条文不对", "the clause is not the right one"),
    "figure": Bilingual("数字不对", "a figure is wrong"),
    "unanswered": Bilingual("没答到问题", "it does not answer the question"),
    "other": Bilingual("其他", "something else"),
}
REASON = Bilingual("哪里有误", "What is wrong")
NOTE = Bilingual("说明（可不填，最多 {most} 字）", "Note (optional, up to {most} characters)")
SEND = Bilingual("提交意见", "Send")
SAID_RIGHT = Bilingual("已记下：有用", "Noted: useful")
SAID_WRONG = Bilingual("已记下：有误", "Noted: wrong")
NO_REASON = Bilingual("请选择哪里有误。", "Say what is wrong.")
NO_REASON_HINT = Bilingual("在“有误”下选一项再提交。", "Choose one of the reasons and send it again.")

SHARE_HINT = Bilingual(
    "得到链接的人在本服务器上可以看到这个问题、答复和依据（其中的校名、数字照原样），看不到对话的其他内容。",
    "Whoever has the link can read this question, the answer and its evidence on this server, names of schools "
    "included; nothing else of the conversation.",
)
MAKE_LINK = Bilingual("生成链接", "Make a link")
ANOTHER_LINK = Bilingual("再生成一个链接", "Make another link")
LINK = Bilingual("分享链接", "Link")
LINK_HINT = Bilingual("请现在复制；链接以后不再显示。", "Copy it now: it is not shown again.")
ONLY_HERE = Bilingual(
    "现在用的是本机地址，生成的链接只能在这台机器上打开。",
    "This page is at the machine's own address: a link made here opens on this machine alone.",
)
COPY_LINK = Bilingual("复制链接", "Copy the link")
SHARED = Bilingual("已分享。", "This answer is shared.")
WITHDRAW = Bilingual("撤销分享", "Withdraw")
WITHDRAWN = Bilingual("已撤销，原链接失效。", "Withdrawn; the link no longer works.")
