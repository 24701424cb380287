"""The connecting phrases: the only sentences that may stand in an answer without a slot. A closed list."""

import re

from corpus.bilingual import Bilingual

NO_CLAUSE = Bilingual(
    "现有文件里没有能够支持回答的条文，所以不作回答。",
    "None of the documents here holds a clause that supports an answer, so none is given.",
)
NEAREST = Bilingual(
    "最接近的条文如下，但它不是这个问题的答案：", "The nearest clause follows; it is not an answer to this question:"
)
DOCUMENTS_HERE = Bilingual("现有文件：", "The documents here:")
ASK_ELSEWHERE = Bilingual(
    "可以换个说法再问，或请管理员添加相关文件。", "Try other words, or ask the operator to add the document concerned."
)
SHEET_NEEDED = Bilingual(
    "要判断是否达标，请上传学校数据表；没有数据不能下结论。",
    "To judge this, please upload the school data sheet; without data there is no verdict.",
)
NOTHING_MISSING = Bilingual("没有学校低于要求。", "No school falls short.")
CHECKS = Bilingual("各项结果：", "Results:")
OPEN_ITEMS = Bilingual("尚未定论的项目（缺数据或需佐证）：", "Items still open (data or evidence missing):")
CONFLICT = Bilingual("请注意，文件之间（或文件内部）说法不同：", "Note that the documents do not agree here:")
SUSPECT = Bilingual("请注意，这个数字存疑：", "Note that this figure is doubtful:")
HELP = Bilingual(
    "可以问政策条文和标准，也可以上传学校数据表后问是否达标、哪些学校不足、差异系数是多少。",
    "Ask about clauses and standards, or upload a school data sheet and ask what is met, which schools fall short,"
    " and what the coefficients are.",
)
UNREADABLE = Bilingual(
    "没有收到可以回答的问题，请重新输入。", "There is no question to answer here; please write it again."
)
WITHHELD = Bilingual(
    "答案没有通过核对，已经撤回；请换个说法再问。",
    "The answer did not pass verification and was withheld; try other words.",
)
COMPARE = Bilingual("各地的规定：", "What each place lays down:")
DATA_FAULTS = Bilingual("表中有数据问题，影响到上面的结果：", "The sheet has faults that bear on this:")
OTHER_FAULTS = Bilingual("其他数据问题见上传后的检查结果。", "Other faults stand in the check of the sheet.")
NOT_IN_SHEET = Bilingual(
    "学校数据表不能判断这个问题，也没有引用其他县的文件来代替。",
    "A school data sheet does not decide this, and another county's document would be no answer.",
)
TARGET_BESIDE_FLOOR = Bilingual(
    "本地目标与国家底线并列，都适用：", "The local target stands beside the national floor; both apply:"
)

# Questions that the shipped corpus can answer.
EXAMPLES = (
    Bilingual("音乐教室要多大？", "How large must a music room be?"),
    Bilingual("差异系数不能超过多少？", "What is the limit of the coefficient of variation?"),
    Bilingual("我们县音乐教室达标吗？", "Does our county meet the music-room requirement?"),
)

PHRASES = tuple(value for value in list(globals().values()) if isinstance(value, Bilingual))
_CUT = re.compile(r"(?<=[。！？])|(?<=[.!?])(?=\s)|\n")


def sentences(text: str) -> list[str]:
    """Return the sentences of a text: cut at line ends and after a full stop of either language."""
    return [part.strip() for part in _CUT.split(text) if part.strip()]


CONNECTING = frozenset(part for phrase in PHRASES for text in (phrase.zh, phrase.en) for part in sentences(text))
