"""The words of the pages on which a reader keeps conversations, and of an answer that was shared."""

import time

from corpus.bilingual import Bilingual

CONVERSATIONS = Bilingual("对话记录", "Conversations")
KEPT = Bilingual(
    "本浏览器的对话保存在本服务器上，其他人看不到；{days} 天不用自动删除。清除浏览器的 Cookie 后不能再打开。",
    "This browser's conversations are kept on this server and shown to nobody else; those not used for {days} days are "
    "deleted. Without the browser's cookie they cannot be opened again.",
)
TITLE = Bilingual("对话", "Conversation")
USED = Bilingual("最后使用", "Last used")
UNTITLED = Bilingual("（没有提问）", "(nothing asked)")
NONE = Bilingual("还没有对话。", "There are no conversations yet.")
NEW = Bilingual("新对话", "New conversation")
ACTIONS = Bilingual("操作", "Actions")
DELETE = Bilingual("删除", "Delete")
DELETE_ALL = Bilingual("删除全部", "Delete all")
DELETE_SURE = Bilingual("删除这个对话？", "Delete this conversation?")
DELETE_ALL_SURE = Bilingual("删除全部 {count} 个对话？", "Delete all {count} conversations?")
DELETE_HINT = Bilingual(
    "其中的提问、答复、上传的数据表、分享链接和您的意见一并删除，不能恢复。",
    "Its questions, answers, sheets, links that share it and what you said of answers are deleted with it, for good.",
)
CANCEL = Bilingual("不删除", "Keep")

SHARED = Bilingual("分享的答复", "A shared answer")
SHARED_HINT = Bilingual(
    "由本系统用户分享；仅本服务器内可打开。只有这一个答复，看不到对话的其他内容。",
    "Shared by a user of this system; it opens on this server only, and shows this one answer of a conversation.",
)
SAID = Bilingual("答复时间", "Answered")
MADE = Bilingual("分享时间", "Shared")
RECEIPT = Bilingual("回执号", "Receipt")
ASK_TOO = Bilingual("我也要提问", "Ask a question of your own")


def moment(seconds: int) -> str:
    """Return a moment as the clock of this machine showed it."""
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(seconds))
