"""Every word of the faces that is not an answer, once, in both languages; verdict words are the assistant's own."""

from collections.abc import Iterable

from assistant.model import reading_name
from assistant.verified.phrases import EXAMPLES as EXAMPLE_QUESTIONS
from assistant.verified.render import BORDERLINE, SINGULAR, UNITS_EN, VERDICTS
from assistant.view import STAGE_NAMES
from calculators.model import FigureKind, Reading, Severity
from corpus.bilingual import Bilingual, Language
from corpus.model import Scope

__all__ = ["BORDERLINE", "EXAMPLE_QUESTIONS", "VERDICTS"]

# What comes from outside is repeated in an error up to this many characters.
MAX_ECHO = 60

PRODUCT = Bilingual("均衡", "Junheng")
PAGES = Bilingual("页面", "Pages")
SKIP = Bilingual("跳到正文", "Skip to the text")
# The pages of the bar: what a page calls itself, its path, its name.
PAGE_LIST = (
    ("chat", "/", Bilingual("问答", "Ask")),
    ("check", "/check", Bilingual("达标核查", "Check")),
    ("documents", "/documents", Bilingual("政策文件", "Policy documents")),
)
DARK = Bilingual("深色", "Dark")
OTHER_LANGUAGE = Bilingual("English", "中文")
QUESTION = Bilingual("问题", "Question")
QUESTION_HINT = Bilingual("输入问题，按回车发送", "Type a question and press Enter")
ASK = Bilingual("提问", "Ask")
NOTE = Bilingual("提示", "Note")
BUSY = Bilingual("上一个问题还在回答，请稍候。", "The last question is still being answered; please wait.")
CONVERSATION = Bilingual("对话", "Conversation")
EMPTY_CHAT = Bilingual(
    "可以直接问政策条文，也可以先上传学校数据表再问是否达标。",
    "Ask about the policy documents, or upload a school data sheet first and ask what it meets.",
)
COUNTY = Bilingual("县（市、区）", "County")
ANY_COUNTY = Bilingual("不限定（国家指标）", "Not set (national floor)")
NO_SHEETS = Bilingual(
    "尚未上传。文件只用于本对话，随对话一并删除。",
    "None yet. A file serves this conversation only, and is deleted with it.",
)
TOO_LARGE = Bilingual("上传内容超过 20 MB。", "The upload is larger than 20 MB.")
TOO_LARGE_HINT = Bilingual(
    "请删去无关的工作表或列后再传。", "Remove sheets or columns that are not needed and try again."
)
TOO_LARGE_TEXT = Bilingual("请求正文太长。", "The body is too long.")
TOO_LARGE_TEXT_HINT = Bilingual("请缩短后再发。", "Send a shorter one.")
EXAMPLES = Bilingual("示例问题", "Examples")
FIGURES = Bilingual("数字与依据", "Figures and how they came about")
SOURCES = Bilingual("来源", "Sources")
FORMULA = Bilingual("算式", "Formula")
CELLS = Bilingual("来源单元格", "Source cells")
COUNTED = Bilingual("计入的（{count}个）", "What is counted ({count})")
CELLS_COUNTED = Bilingual("来源单元格（{count}个）", "Source cells ({count})")
READINGS = Bilingual("采用口径", "Readings used")
CONFLICTS = {
    "contradiction": Bilingual("说法不一", "Conflict"),
    "interpretation": Bilingual("解读与正文不一", "Interpretation differs"),
    "floor_beside_target": Bilingual("本地目标与国家底线", "Local target and national floor"),
}
SUSPECTS = Bilingual("存疑", "Doubtful")
SUGGESTIONS = Bilingual("还可以问", "You could also ask")
VERIFIED = Bilingual(
    "核对：{figures} 个数字有出处，{rejected} 个被拒", "Verified: {figures} traced, {rejected} rejected"
)
QUOTED = Bilingual("；{quotations} 处引文与原文一致", "; {quotations} word for word")
BY_CLOCK = Bilingual("（表中未写年份，按今年）", " (the sheet names no year: this year's requirements)")
READ_FAILED = Bilingual("读入失败：", "Reading failed:")
ANSWER_FAILED = Bilingual("回答失败：", "Answering failed:")
RECEIPT = Bilingual("回执", "Receipt")
SENT_TO = Bilingual("发给模型 {name} {host} 的内容", "What was sent to the model {name} {host}")
NAMES_SENT = {
    "hidden": Bilingual("校名和人名已换成代称。", "Names of schools and persons were replaced."),
    "shown": Bilingual("校名和人名照原样。", "Names of schools and persons stood as they are."),
}
DOCUMENTS = Bilingual("政策文件", "Policy documents")
ALL_DOCUMENTS = Bilingual("全部文件", "All documents")
STALE_QUOTE = Bilingual(
    "链接中的引文位置与条款不符，未作标记。", "The link's quotation does not lie in the clause, so nothing is marked."
)
ISSUER = Bilingual("发文机关", "Issuer")
NUMBER = Bilingual("文号", "Number")
PLACE = Bilingual("适用地区", "Jurisdiction")
ISSUED = Bilingual("发布日期", "Issued")
EFFECTIVE = Bilingual("施行日期", "In force from")
INTERPRETS = Bilingual("解读对象", "Interprets")
TITLE = Bilingual("标题", "Title")
TOKEN = Bilingual("访问口令", "Access token")
SIGN_IN = Bilingual("登录", "Sign in")
SIGN_IN_HINT = Bilingual(
    "请输入管理员设置的访问口令（JUNHENG_TOKEN）。", "Enter the access token that the operator has set (JUNHENG_TOKEN)."
)
WRONG_TOKEN = Bilingual("口令不对，请重试。", "That token is not right; try again.")
BACK_TO_CHAT = Bilingual("回到问答", "Back to the questions")
WORKBOOK_FILE = Bilingual("优质均衡核查报告.xlsx", "junheng-report.xlsx")
BACK_TO_CHECK = Bilingual("回到达标核查", "Back to the check")
UNREADABLE_PART = Bilingual(
    "网址或表单中的“{part}”一项缺失或不合要求。", "“{part}” in the address or the form is missing or not as required."
)
NO_PAGE_HINT = Bilingual("请从页面上的链接或按钮重新进入。", "Come here again by a link or button of the pages.")
API_COLUMNS = (
    Bilingual("方法", "Method"),
    Bilingual("路径", "Path"),
    Bilingual("用途", "Purpose"),
    Bilingual("参数与正文", "Parameters and body"),
)
API_TITLE = Bilingual("接口说明", "The REST interface")
API_NOTE = Bilingual(
    "请求和应答均为 JSON（上传为 multipart/form-data）；出错时返回 {error: {code, message, hint}}。机器可读的说明：",
    "JSON in and out (uploads: multipart/form-data); an error is {error: {code, message, hint}}. For machines:",
)

VERDICT = Bilingual("结论", "Verdict")
ITEM = Bilingual("项目", "Item")
VALUE = Bilingual("数值", "Value")
LIMIT = Bilingual("要求", "Required")
FALLING_SHORT = Bilingual("未达到的学校", "Schools that fall short")
MISSING = Bilingual("缺少的数据", "Data missing")
OPEN = Bilingual("尚未定论", "Still open")
ISSUES = Bilingual("数据问题", "Faults of the data")
STANDARD = Bilingual("采用标准", "Standard used")
DISPERSION = Bilingual("{name} 校际差异系数", "coefficient of variation: {name}")
COEFFICIENT = Bilingual("差异系数", "Coefficient")
LOWEST = Bilingual("最低值", "Lowest")
ROOMS_REQUIRED = Bilingual(
    "每{classes}个班各1间（音乐{music}、美术{art}）", "1 of each per {classes} classes (music {music}, art {art})"
)
SIZE_REQUIRED = Bilingual("{school}（一贯制{combined}）", "{school} (combined schools {combined})")
SOURCE = Bilingual("来源", "Source")
MORE_ISSUES = Bilingual("另有 {count} 条", "{count} more")
IN_JSON = Bilingual("（用 --json 列出全部）", " (all of them with --json)")
UNITS_READ = Bilingual("读入 {units} 个单位（学校×学段）", "{units} units read (a school in a stage)")
FAILING_UNITS = Bilingual("资源配置不达标的单位（逐校判定）", "Schools (by stage) that fail the resources rule")
NOTHING_FOUND = Bilingual("现有文件里没有相符的条文。", "Nothing in the corpus matches.")

SEVERITIES: dict[Severity, Bilingual] = {
    "error": Bilingual("错误", "error"),
    "warning": Bilingual("警告", "warning"),
    "note": Bilingual("提示", "note"),
}
KINDS: dict[FigureKind, Bilingual] = {
    "computed": Bilingual("计算", "computed"),
    "quoted": Bilingual("引自条文", "quoted"),
    "sheet": Bilingual("表中原值", "from the sheet"),
    "given": Bilingual("用户所说", "given by the user"),
}


def unit(sign: str, language: Language) -> str:
    """Return a unit in words of the language.

    >>> unit("间", "en"), unit("间", "zh")
    ('rooms', '间')
    """
    return UNITS_EN.get(sign, sign) if language == "en" else sign


def quantity(display: str, sign: str, language: Language) -> str:
    """Return a number with its unit.

    >>> quantity("12", "所", "zh"), quantity("12", "所", "en"), quantity("1", "所", "en")
    ('12所', '12 schools', '1 school')
    """
    word = unit(sign, language)
    if language == "zh":
        return f"{display}{word}"
    return f"{display} {SINGULAR.get(word, word) if display == '1' else word}".strip()


def stage(name: Scope, language: Language) -> str:
    """Return a stage in words of the language."""
    return name if language == "zh" else STAGE_NAMES[name]


def beside(word: str, language: Language) -> str:
    """Return a word in brackets, as it stands after another.

    >>> "A" + beside("小学", "zh"), "A" + beside("primary", "en")
    ('A（小学）', 'A (primary)')
    """
    return f"（{word}）" if language == "zh" else f" ({word})"


def listed(names: Iterable[str], language: Language) -> str:
    """Return names as a list in a sentence.

    >>> listed(("a", "b"), "zh"), listed(("a", "b"), "en")
    ('a、b', 'a, b')
    """
    return ("、" if language == "zh" else ", ").join(names)


def led(head: Bilingual, language: Language) -> str:
    """Return words that lead in what follows on the line, with the colon of the language."""
    return f"{head.zh}：" if language == "zh" else f"{head.en}: "


def heading(words: Bilingual, language: Language) -> str:
    """Return words as they begin a heading or a sentence: in English with a capital letter."""
    text = words.say(language)
    return text[:1].upper() + text[1:]


def reading(one: Reading, language: Language) -> str:
    """Return a 口径 in words."""
    return reading_name(one).say(language)


def verified(figures: int, quotations: int, rejected: int, language: Language) -> str:
    """Return how much of an answer was traced to its source and how much was rejected; nothing where nothing was.

    >>> verified(12, 0, 0, "zh"), verified(1, 2, 0, "en")
    ('核对：12 个数字有出处，0 个被拒', 'Verified: 1 figure traced, 0 rejected; 2 quotations word for word')
    """
    if not figures + quotations + rejected:
        return ""
    said = VERIFIED.say(language).format(figures=_counted(figures, "figure", language), rejected=rejected)
    quoted = QUOTED.say(language).format(quotations=_counted(quotations, "quotation", language))
    return said + (quoted if quotations else "")


def _counted(number: int, noun: str, language: Language) -> str:
    """Return a number, in English with what it counts."""
    return str(number) if language == "zh" else f"{number} {noun}{'s' * (number != 1)}"


def year(report_year: int, source: str, language: Language) -> str:
    """Return the year whose requirements a check applied, and that nobody has said it where that is so."""
    return f"{report_year}{BY_CLOCK.say(language)}" if source == "clock" else str(report_year)


def refused(names: Iterable[str]) -> Bilingual:
    """Return the words before the reason why sheets were not read; a very long name is cut."""
    names = tuple(name[:MAX_ECHO] for name in names)
    return Bilingual(f"没有读入 {listed(names, 'zh')}：", f"Could not read {listed(names, 'en')}:")
