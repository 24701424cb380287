"""Every word of the check as a page."""

from corpus.bilingual import Bilingual, Language
from ui.words.labels import listed

TITLE = Bilingual("达标核查", "Check")
WHAT = Bilingual(
    "上传学校数据表，逐项对照国家指标：哪些达标、哪些未达标、还缺什么数据。每个数字都可以点开，看算式、单元格和条文。",
    "Upload the schools' data sheets and see item by item what the national standard finds met, not met or still "
    "without data. Every number opens its formula, its cells and its clause.",
)
CHOOSE = Bilingual("选择数据表（可选多个）", "Choose data sheets (several at once)")
DROP = Bilingual("或把文件拖到这里", "or drop files here")
UPLOAD = Bilingual("上传并核查", "Upload and check")
SENDING = Bilingual("正在上传…", "Sending…")
READING = Bilingual("正在读取…", "Reading…")
NOT_SENT = Bilingual("没有传到服务器，请检查网络后重试。", "The files did not reach the server; try again.")
LIMITS = Bilingual(
    "一次最多 {files} 个文件，合计不超过 {size} MB。", "At most {files} files at a time, {size} MB together."
)
PRIVATE = Bilingual(
    "数据只在本服务器内处理，只有您的浏览器能看到，随对话一起删除。",
    "The data stay on this server, are seen by your browser alone, and go with the conversation.",
)
SAMPLES = Bilingual("没有现成的表？先用示例试试", "No sheet at hand? Try a sample")
SAMPLES_HINT = Bilingual("示例的县和数据均为虚构。", "The counties and numbers of the samples are made up.")
TRY = Bilingual("使用", "Use it")
TEMPLATE = Bilingual("下载空白模板（学校数据、县级填报表）", "Download the empty template (schools, county form)")
TEMPLATE_HINT = Bilingual(
    "不必改动现有表格：常见的统计表、填报汇总表、申报表表Ⅱ-2 都能直接读。",
    "Your own sheets need no change: statistics, survey sheets and form Ⅱ-2 are read as they are.",
)
ADD = Bilingual("添加数据表", "Add sheets")
ADD_HINT = Bilingual(
    "同一县的其他学段、其他年份或县级填报表会合在一起核查；另一县的表会替换现有的表。",
    "Other stages, other years and the county form of the same county are checked together; another county's sheets "
    "take the place of these.",
)
FILES = Bilingual("已读入的数据表", "Sheets read")
REMOVE = Bilingual("移除", "Remove")
REMOVE_ALL = Bilingual("全部移除", "Remove all")
LEFT_OUT = Bilingual("没有读入或没有计入", "Not read or not counted")

SECTIONS = Bilingual("本页内容", "On this page")
VERDICT = Bilingual("结论", "Verdict")
ITEMS = Bilingual("逐项结果", "Item by item")
MISSING = Bilingual("缺什么数据", "Data missing")
ISSUES = Bilingual("数据问题", "Faults of the data")
COLUMNS = Bilingual("列的对应", "Columns")
READINGS = Bilingual("口径", "Readings")
YEARS = Bilingual("与上年比较", "Year on year")
SMALL = Bilingual("小规模学校", "Small schools")
DOWNLOADS = Bilingual("下载", "Downloads")
DISPERSION = Bilingual("校际差异系数", "coefficient of variation")
DECISIVE = Bilingual("县级项目不达标", "Items of the county not met")
OF_SCHOOLS = Bilingual(
    "另有资源配置 {count} 项有学校未达到标准，不单独决定结论，按下面的逐校规则判定。",
    "Resource indicators that some school misses: {count}; they decide nothing alone, the rule by school does.",
)
HEAT = Bilingual("热力图", "Heat map")
SPREAD = Bilingual("差异系数", "Dispersion")
ROOMS = Bilingual("专用教室", "Rooms")
SIZES = Bilingual("班额规模", "Class and school size")

NOT_IN_SHEET = Bilingual("数据表中没有这部分数据。", "The sheets hold no such data.")

SUBJECT = Bilingual("核查对象", "Checked")
STANDARD = Bilingual("依据", "Held against")
NO_PLACE = Bilingual("表中未写县名", "the sheet names no county")
COUNTY = Bilingual("县（市、区）", "County")
YEAR = Bilingual("采用标准的年份", "Year of the requirements")
NOT_SAID = Bilingual("表中没有写明，可在此选定：", "The sheets do not say; choose here:")
APPLY = Bilingual("按此核查", "Check so")
ONLY_HERE = Bilingual(
    "本页按所选的{what}显示，没有保存；对话仍用原来的核查。",
    "This page is shown by the {what} chosen; nothing is kept, and the conversation goes on with the check as it was.",
)
CHOSEN_READING = Bilingual("口径", "reading")
CHOSEN_COUNTY = Bilingual("县或年份", "county or year")
BACK_TO_KEPT = Bilingual("返回原来的核查", "Back to the check as it was")
OTHER_PLACE = Bilingual(
    "数据表写的是{sheet}，对话选定的是{given}：本地目标按{given}对照。",
    "The sheets name {sheet}, the conversation {given}: own targets are those of {given}.",
)
COUNTY_UNKNOWN = Bilingual(
    "本系统没有{county}的文件，只按国家指标判定。",
    "There are no documents of {county} here; the national floor is applied.",
)
OF_31 = Bilingual("{count} 项合计", "The {count} items")
BESIDE = Bilingual("另列（不计入合计）", "Beside them (not in the sum)")
GROUP_OF = Bilingual("{group}（{count} 项）", "{group} ({count})")
SHEETS = Bilingual("数据表", "Sheets")
CHANGE_SHEETS = Bilingual("添加、更换或移除", "Add, replace or remove")
SEE_FAULTS = Bilingual("查看全部", "See all")
GROUPS = {
    "R": Bilingual("资源配置", "Resources"),
    "CV": Bilingual("校际差异系数", "Coefficients of variation"),
    "G": Bilingual("政府保障程度", "Government support"),
    "Q": Bilingual("教育质量", "Education quality"),
    "S": Bilingual("社会认可度", "Public approval"),
    "V": Bilingual("否决事项", "Veto facts"),
}
GROUP = Bilingual("类别", "Group")
TOTAL = Bilingual("合计", "Total")
HOW_COUNTED = Bilingual(
    "分学段判定的项目，各学段都达标才算达标。资源配置{rule}",
    "An item judged by stage counts as met when every stage meets it. Resources: {rule}",
)
ALL_PASS = Bilingual("各校七项指标的判定全部达标。", "Every school passes the rule of the seven indicators.")
NOT_DECIDED = Bilingual("各校七项指标的判定，数据不足。", "The data do not decide the rule of the seven indicators.")
FAILING = Bilingual("七项指标判定未达标的学校", "Schools that fail the rule of the seven indicators")

FILTER = Bilingual("只看", "Show")
ALL = Bilingual("全部", "All")
OPEN_ALL = Bilingual("展开全部", "Open all")
CLOSE_ALL = Bilingual("收起全部", "Close all")
NONE_SHOWN = Bilingual("没有这样的项目。", "There is no such item.")
STATUS = Bilingual("判定", "Status")
SCHOOLS = Bilingual("{count} 所未达到", "{count} fall short")
MORE_SCHOOLS = Bilingual("全部 {count} 所", "all {count}")
HOW = Bilingual("算式与依据", "How it came about")
EVIDENCE = Bilingual("需要的佐证", "Evidence needed")
PARTS = Bilingual("包含的数字", "Its numbers")
TARGETS = Bilingual("本地目标（不影响国家指标的判定）", "Own targets (no part of the national verdict)")
FLIPS = Bilingual("换用另一口径会改变判定：", "Another reading would change the status: ")
SEE_READINGS = Bilingual("见“口径”", "see “Readings”")
QUOTED = Bilingual("条文", "Clause")

WOULD_DECIDE = Bilingual("补上后可判定", "Would decide")
NOTHING_MISSING = Bilingual("没有因缺数据而无法判定的项目。", "No item is left open for want of data.")
FILL_IN = Bilingual(
    "可填入空白模板后，与现有数据表一起上传：", "Fill in the template and upload it beside the sheets: "
)
EVIDENCE_LIST = Bilingual("需要佐证材料的项目", "Items that need evidence")
NO_ISSUES = Bilingual("没有发现数据问题。", "No fault of the data was found.")
ISSUES_COUNTED = Bilingual(
    "错误 {error}，警告 {warning}，提示 {note}", "errors {error}, warnings {warning}, notes {note}"
)
CELL = Bilingual("单元格", "Cell")
COLUMN = Bilingual("表头", "Heading")
TAKEN_AS = Bilingual("识别为", "Taken as")
WHY = Bilingual("理由", "Why")
UNSURE = Bilingual("待确认", "to confirm")
USED_COLUMNS = Bilingual("已使用的列（{count}）", "Columns used ({count})")
UNUSED_COLUMNS = Bilingual("未使用的列（{count}）", "Columns not used ({count})")
ASSIGN = Bilingual(
    "有用到却没有认出的列，可在这里指定：", "A column that matters and was not recognised is named here:"
)
UNUSED_COLUMN = Bilingual("未使用的列", "Column not used")
MEANT_AS = Bilingual("实际是", "It is")
USED = Bilingual("采用", "Used")
OTHERWISE = Bilingual("换用后", "Otherwise")
NO_CHANGE = Bilingual("各项判定不变", "no status changes")
TRY_READING = Bilingual("按“{name}”再算", "Check as “{name}”")
EARLIER = Bilingual("较早", "earlier")
NOW = Bilingual("现在", "now")
FAIL_NOW = Bilingual("由达标变为不达标", "now fail")
PASS_NOW = Bilingual("由不达标变为达标", "now pass")
SAME_STATUS = Bilingual("各项判定没有变化。", "No item has another status.")
CHANGE = Bilingual("变化", "Change")
MEAN = Bilingual("全县平均", "County mean")
STAGE = Bilingual("学段", "Stage")
INDICATOR = Bilingual("指标", "Indicator")
FUNDED_FOR = Bilingual("按多少人核定", "Funded for")
PUPILS = Bilingual("在校生", "Pupils")
SCHOOL = Bilingual("学校", "School")
WHOSE_RULE = Bilingual("谁的规定", "Whose rule")

WORKBOOK = Bilingual("标注后的工作簿（xlsx）", "Marked-up workbook (xlsx)")
WORKBOOK_HINT = Bilingual(
    "原表的副本：问题单元格着色并加批注，另附带算式的判定页。",
    "A copy of the sheets: faulty cells coloured and noted, with pages of live formulas.",
)
RESULTS_XLSX = Bilingual("核查结果（xlsx）", "Results (xlsx)")
RESULTS_XLSX_HINT = Bilingual("各表一页，数字未取整，可再加工。", "One page a table, numbers unrounded.")
RESULTS_CSV = Bilingual("核查结果（csv，压缩包）", "Results (csv, zipped)")
RESULTS_CSV_HINT = Bilingual("每表一个 UTF-8 文件，Excel 可直接打开。", "One UTF-8 file a table, which Excel opens.")
ONE_TABLE = Bilingual("单独下载", "Single tables")
PRINT_HINT = Bilingual("本页可直接打印（A4）。", "This page prints on A4.")

FIGURE_PANE = Bilingual("数字的由来", "How the number came about")
CLOSE = Bilingual("关闭", "Close")
FIGURE_HINT = Bilingual("点任一数字，可看算式、单元格和条文。", "Click a number to see its formula, cells and clause.")
BACK = Bilingual("返回核查", "Back to the check")
IN_WORDS = Bilingual("算法", "In words")
INPUT = Bilingual("代入的数", "Put in")
ON_WHAT = Bilingual("依据的条文", "Clauses")
OPEN_IN_DOCUMENT = Bilingual("在文件中查看", "See it in the document")
MADE_OF = Bilingual("相关数字", "Related numbers")
NOT_GIVEN = Bilingual("表中没有", "not in the sheet")
UNDER = Bilingual("口径：", "Reading: ")
NO_FIGURE = Bilingual("这一项没有单一的数字。", "No single number decides this item.")

NO_SAMPLE = Bilingual("没有这个示例。", "There is no such sample.")
NO_SUCH_TABLE = Bilingual("没有这张结果表。", "There is no such table of results.")
PICK_HINT = Bilingual("请从核查页上选择。", "Choose one on the page of the check.")


def chosen(what: list[Bilingual], language: Language) -> str:
    """Return the words that the page is shown by what was chosen on it alone."""
    return ONLY_HERE.say(language).format(what=listed((one.say(language) for one in what), language))
