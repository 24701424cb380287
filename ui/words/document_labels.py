"""The words of the documents' pages: list, search, contents, conflicts and coverage."""

from assistant.finding import Where
from assistant.listing import Rank
from corpus.bilingual import Bilingual

# the list
RANKS: dict[Rank, Bilingual] = {
    "country": Bilingual("国家", "National"),
    "middle": Bilingual("省、市", "Provinces and cities"),
    "county": Bilingual("县（市、区）", "Counties"),
    "other": Bilingual("其他", "Others"),
}
NONE_OF_RANK = Bilingual("尚无文件。", "No document yet.")
FLOOR_FROM = Bilingual("国家指标目前依据下列文件中的指标体系附件", "The national indicators rest on the annex of")
SHOW_PLACE = Bilingual("按地区筛选", "By place")
ALL_PLACES = Bilingual("全部地区", "All places")
FILTER = Bilingual("筛选", "Filter")
STATE = Bilingual("状态", "State")
IN_USE = Bilingual("在用", "in use")
NOT_YET = Bilingual("{date} 起施行", "in force from {date}")
TAKES_PLACE = Bilingual("取代系统自带版本", "in place of the shipped version")
RESTORE = Bilingual("移除并恢复自带版本", "Remove and restore the shipped version")
INTERPRETATION = Bilingual("解读", "interpretation")
RECORDS = Bilingual("读出的要求与数据", "Records")
UPDATE_HINT = Bilingual(
    "如果是已有文件的新版本，系统会先逐条列出变化，确认后才替换。",
    "A new version of a document that is here is first compared clause by clause; it takes its place once you confirm.",
)

# searching
SEARCH = Bilingual("查找条文", "Search the clauses")
SEARCH_IN = Bilingual("在本文件中查找", "Search this document")
SEARCH_HINT = Bilingual("输入原文中的字句，也可以直接提问", "Words of the text, or a question")
FIND = Bilingual("查找", "Search")
EXACT = Bilingual("原文中有这些字的条文", "Clauses that hold these words")
APART = Bilingual(
    "没有连在一起的原文；以下条文各词都有", "Not found side by side; these clauses hold each of the words"
)
NO_EXACT = Bilingual("原文中没有这些字。", "No clause holds these words.")
FOLDED = Bilingual("不分全角半角、繁简、空格。", "Width, traditional characters and spacing do not matter.")
NEAR = Bilingual("意思相近的条文", "Clauses of like meaning")
NEAR_HINT = Bilingual(
    "字句不同，按意思找到，请核对原文。", "Found by meaning, not by these words; please check the text."
)
NOT_NEAR = Bilingual(
    "没有意思足够相近的条文。下面几条最接近，但多半答不了这个问题。",
    "No clause is near enough in meaning. These come nearest, but probably do not answer.",
)
NO_NEAR = Bilingual("没有其他意思相近的条文。", "No other clause is near in meaning.")
NAMED = Bilingual("文号或标题中有这些字的文件", "Documents whose number or title holds these words")
IN_ALL = Bilingual("在全部文件中查找", "Search all documents")
FIRST_OF = Bilingual(
    "只列出前 {count} 条，请把字句写得更具体。", "Only the first {count} are listed; be more specific."
)
WHERE: dict[Where, Bilingual] = {
    "text": Bilingual("正文", "text"),
    "heading": Bilingual("标题", "heading"),
    "context": Bilingual("表头", "head of the table"),
}

# one document
CONTENTS = Bilingual("目录", "Contents")
COPY = Bilingual("复制引文", "Copy quotation")
COPIED = Bilingual("已复制引文", "Copied")
NOT_COPIED = Bilingual("没能复制，请选中文字后手动复制", "Could not copy; please select the text and copy it")
LINK = Bilingual("本条链接", "Link to this clause")
OPEN_WHOLE = Bilingual("打开全文", "Open the document")
CUT = Bilingual("这里只显示前后条文。", "Only the surroundings are shown here.")
IN_CONFLICT = Bilingual("说法不一", "Conflict")
IN_DOUBT = Bilingual("存疑", "Doubtful")
READ_FROM_HERE = Bilingual("由本条读出", "Read from this clause")
FACT_OF = Bilingual("现状", "reported")
BASES = {"floor": Bilingual("国家底线", "national floor"), "target": Bilingual("本地目标", "local target")}
SINCE = Bilingual("{year} 年起", "from {year}")
OF_YEAR = Bilingual("{year} 年", "in {year}")
NO_YEAR = Bilingual("未写年份", "no year stated")
OF_MEAN = Bilingual("按全县平均", "of the county's mean")
WHAT = Bilingual("指标", "Indicator")
STAGE = Bilingual("学段", "Stage")
SAYS = Bilingual("内容", "What it says")
WHEN = Bilingual("年份", "Year")
NATURE = Bilingual("性质", "Nature")
WORDS = Bilingual("依据文字", "Words")

# conflicts
CONFLICT_LEAD = Bilingual(
    "文件之间或同一文件内说法不同的地方。答复涉及这些内容时，会并列引出各方原文，不替您取舍。",
    "Where documents, or parts of one, differ. An answer on such a matter quotes every side and does not choose.",
)
DOUBT_LEAD = Bilingual(
    "原文疑似有误或容易误读的数字。引用时总会同时说明疑点。",
    "Figures that look wrong or are easily misread. They are never quoted without the doubt.",
)
CONFLICTS_HEAD = Bilingual("说法不一", "Conflicts")
DOUBTS_HEAD = Bilingual("存疑数字", "Doubtful figures")
WHAT_IS_DONE = Bilingual("系统怎么做", "What the assistant does")
DONE_ABOUT = {
    "contradiction": Bilingual("并列引用各方原文，不作取舍；请以发文机关解释为准。",
                               "It quotes every side and does not choose; ask the issuer which holds."),
    "interpretation": Bilingual("以正文为准，同时引出解读的说法。",
                                "The text itself holds; the interpretation is quoted beside it."),
    "floor_beside_target": Bilingual("国家底线与本地目标分别列出，核查时分开判定。",
                                     "The national floor and the local target are told, and checked, apart."),
}  # fmt: skip
DONE_ABOUT_DOUBT = Bilingual("引用时同时说明疑点；请核对原件。", "It is quoted with the doubt; check the original.")

# coverage
COVERAGE = Bilingual("要求的覆盖情况", "Coverage of requirements")
COVERAGE_LEAD = Bilingual(
    "文件中每个带单位的数字，要么已读成要求、目标或现状，要么写明不收的理由；两者都不是的列为“未读”。",
    "Every number with a unit is read as a requirement, an aim or a fact, or left out for a stated reason; what is "
    "neither is listed as unread.",
)
BY_DOCUMENT = Bilingual("按文件", "By document")
BY_ITEM = Bilingual("按评估项目", "By item of the evaluation")
QUANTITIES = Bilingual("带单位的数字", "Numbers with a unit")
COUNTS = {
    "requirements": Bilingual("数量要求", "Requirements"),
    "aims": Bilingual("定性要求", "Aims"),
    "facts": Bilingual("现状", "Facts"),
    "left_out": Bilingual("不收（有理由）", "Left out"),
    "open": Bilingual("未读", "Unread"),
}
ALL_READ = Bilingual("没有未读的数字。", "No number is unread.")
UNREAD_HERE = Bilingual(
    "下列数字没有读成记录，核查用不到；答复只原样引用原文：",
    "These numbers are in no record: no check uses them, and answers only quote them as they stand:",
)
WITH_RECORDS = Bilingual("有要求的条文", "Clauses with records")
REASON = Bilingual("不收的理由", "Why it is left out")
FLOOR = Bilingual("国家底线依据", "National floor rests on")
LOCAL = Bilingual("本地目标", "Local targets")
NO_FLOOR = Bilingual("无", "none")

# a new version
MARKS = Bilingual("标记", "Marks")
AGAINST_SHIPPED = Bilingual(
    "与系统自带的版本逐条比较。移除这份文件，自带版本就恢复使用。",
    "Compared clause by clause with the shipped version, which comes back once this one is removed.",
)
COMPARE = Bilingual("与自带版本比较", "Compare with the shipped version")
UPDATE = Bilingual("添加新版本", "Add a newer version")
OLD_WORDS = Bilingual("删去的字", "words taken out")
NEW_WORDS = Bilingual("新增的字", "words put in")


def answers_touched(count: int) -> Bilingual:
    """Return how many kept answers cite clauses that a new version changes, and what becomes of them."""
    return Bilingual(
        f"已保存的答复中，有 {count} 份引用了将变动的条文；替换后其回执会注明引用的条文已变，答复本身不改。",
        f"{count} kept answer{'s cite' if count != 1 else ' cites'} clauses that change. The answers stay as "
        "they are; their receipts will say that what they cite has changed.",
    )


def counted(clauses: int, places: int) -> Bilingual:
    """Return how many clauses hold the words, and how often."""
    en = f"{clauses} clause{'s' * (clauses != 1)}, {places} place{'s' * (places != 1)}"
    return Bilingual(f"{clauses} 条，共 {places} 处", en)
