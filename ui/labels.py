"""Every word of the faces that is not an answer, once, in both languages; verdict words are the assistant's own."""

from assistant.render import BORDERLINE, UNITS_EN, VERDICTS
from calculators.model import FigureKind, Severity
from corpus.bilingual import Bilingual, Language

__all__ = ["BORDERLINE", "VERDICTS"]

PRODUCT = Bilingual("均衡", "Junheng")
TAGLINE = Bilingual(
    "县域义务教育优质均衡 · 有条文、有出处、可核对的答复",
    "Balanced compulsory education: answers with the clause and the figure that prove them",
)
QUESTION = Bilingual("问题", "Question")
QUESTION_HINT = Bilingual("输入问题，按回车发送", "Type a question and press Enter")
ASK = Bilingual("提问", "Ask")
NEW_CHAT = Bilingual("新对话", "New chat")
CONVERSATION = Bilingual("对话", "Conversation")
EMPTY_CHAT = Bilingual(
    "可以直接问政策条文，也可以先上传学校数据表再问是否达标。",
    "Ask about the policy documents, or upload a school data sheet first and ask what it meets.",
)
COUNTY = Bilingual("县（市、区）", "County")
ANY_COUNTY = Bilingual("不限定（国家指标）", "Not set (national floor)")
UPLOAD = Bilingual("上传数据表（xlsx、xls、csv）", "Upload a sheet (xlsx, xls, csv)")
SHEETS = Bilingual("数据表", "Sheets")
NO_SHEETS = Bilingual(
    "尚未上传。文件只读入本次对话，不留副本。", "None yet. A file is read into this conversation only; no copy is kept."
)
TOO_LARGE = Bilingual("上传内容超过 20 MB。", "The upload is larger than 20 MB.")
TOO_LARGE_HINT = Bilingual(
    "请删去无关的工作表或列后再传。", "Remove sheets or columns that are not needed and try again."
)
EXAMPLES = Bilingual("示例问题", "Examples")
FIGURES = Bilingual("数字与依据", "Figures and how they came about")
NO_FIGURES = Bilingual(
    "答复中的每个数字会列在这里：算式、单元格、条文。",
    "Each figure of an answer is listed here: formula, cells, clause.",
)
SOURCES = Bilingual("来源", "Sources")
FORMULA = Bilingual("算式", "Formula")
CELLS = Bilingual("单元格", "Cells")
READINGS = Bilingual("采用口径", "Readings used")
CONFLICTS = Bilingual("说法不一", "Conflicts")
SUSPECTS = Bilingual("存疑", "Doubtful")
SUGGESTIONS = Bilingual("还可以问", "You could also ask")
VERIFIED = Bilingual(
    "追溯到来源的数字和引文 {traced} 处，拒绝 {rejected} 处",
    "{traced} figures and quotations traced to a source, {rejected} rejected",
)
RECEIPT = Bilingual("回执", "Receipt")
DOCUMENTS = Bilingual("政策文件", "Policy documents")
BACK = Bilingual("返回问答", "Back to the questions")
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
DISPERSION = Bilingual("校际差异系数", "Coefficients of variation")
UNITS_READ = Bilingual("读入 {units} 个单位（学校×学段）", "{units} units read (a school in a stage)")
FAILING_UNITS = Bilingual("资源配置不达标的单位（逐校判定）", "Units that fail the resources rule (school by school)")
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
STAGES = {
    "小学": Bilingual("小学", "primary"),
    "初中": Bilingual("初中", "junior"),
    "义务教育": Bilingual("义务教育", "both"),
}

EXAMPLE_QUESTIONS = (
    Bilingual("乐清市要求每间音乐专用教室多大？", "How large must a music room be in Yueqing?"),
    Bilingual("小学校际差异系数不能超过多少？", "What is the limit of 差异系数 in primary schools?"),
    Bilingual("我们县音乐教室达标吗？", "Does our county have enough music rooms?"),
    Bilingual("我们县小学差异系数达标吗？", "Is our primary 差异系数 within the limit?"),
)


def unit(sign: str, language: Language) -> str:
    """Return a unit in words of the language.

    >>> unit("间", "en"), unit("间", "zh")
    ('rooms', '间')
    """
    return UNITS_EN.get(sign, sign) if language == "en" else sign


def refused(names: tuple[str, ...]) -> Bilingual:
    """Return the words before the reason why sheets were not read."""
    listed = "、".join(names)
    return Bilingual(f"没有读入 {listed}：", f"Not read: {listed}.")
