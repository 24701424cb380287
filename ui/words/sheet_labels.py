"""Every word of the page about sheets that were uploaded: what they were read as, and the columns to confirm."""

from collections.abc import Iterable

from calculators.errors import FORMATS
from corpus.bilingual import Bilingual, Language
from ui.words.labels import listed

ACCEPTED = Bilingual(f"可用格式：{FORMATS.zh}。", f"Formats: {FORMATS.en}.")
TEMPLATE = Bilingual("下载空白模板", "Download the empty template")
WORKBOOK = Bilingual("下载标注后的工作簿", "Download the marked-up workbook")
WORKBOOK_HINT = Bilingual(
    "本对话现有各表的副本：问题单元格着色并加批注，另附指标算式",
    "a copy of the sheets now in this conversation: faulty cells coloured and noted, indicators as live formulas",
)

SCHOOL_NAMES = Bilingual("{count} 个校名", "{count} school names")
ONE_SCHOOL_NAME = Bilingual("1 个校名", "1 school name")
COUNTY_FORM = Bilingual("县级填报表，{count} 项", "county form, {count} fields")
YEAR = Bilingual("{year}年", "{year}")
NO_YEAR = Bilingual("未写年份", "no year stated")
LEFT_OUT = Bilingual("没有读入或没有计入 {count} 处", "Not read or not counted: {count}")
REPLACED = Bilingual(
    "不再使用 {names}：与新表重名，或不是同一县数据的其他部分、其他年份。",
    "No longer used: {names}. A new sheet has the same name, or is not another part or year of the same county's data.",
)

CONFIRM_TITLE = Bilingual("请确认这些列", "Please confirm these columns")
CONFIRM_HINT = Bilingual(
    "表头意思拿不准，未确认前按各列所写的“现在”处理。请选择后确认；同样表头的表以后照此识别。",
    "These headings are in doubt and are treated as stated until confirmed. Choose and confirm; the choice is "
    "remembered for sheets with the same headings.",
)
CONFIRM = Bilingual("确认并重新检查", "Confirm and check again")
TAKEN_NOW = Bilingual("现在：{label}", "Now: {label}")
UNUSED_NOW = Bilingual("未使用", "not used")
NOT_USED = Bilingual("不使用", "Not used")
UNDECIDED = Bilingual("请选择", "Choose")
MEANS = Bilingual("{heading}（{cell}）是", "{heading} ({cell}) is")
WAITING = Bilingual("另有 {count} 列，确认后再问。", "{count} more will be asked after these.")
TO_CONFIRM = Bilingual(
    "有 {count} 列的表头拿不准，请在“请确认这些列”处确认。",
    "Columns with a doubtful heading: {count}. Confirm them under “Please confirm these columns”.",
)
CONFIRMED = Bilingual(
    "已按您的确认重新检查，并记住这种表头，以后同样表头的表照此识别：",
    "Checked again as you confirmed. This is remembered for sheets with the same headings:",
)
CONFIRM_FAILED = Bilingual("没有按确认重新检查：", "Not checked again:")
NOT_SHOWN = Bilingual(
    "已照此重新检查，但结果没有显示出来：", "The sheets were checked again so, but the result could not be shown:"
)
ASK_AGAIN = Bilingual("撤销对这些表头的确认，重新询问", "Undo what was confirmed of these headings, and ask again")
UNDONE = Bilingual(
    "已撤销对这些表头的确认，并重新检查；以后同样表头的表也会再问。",
    "What was confirmed of these headings is undone, and the sheets were checked again. Sheets with the same headings "
    "will be asked about too.",
)
UNDO_FAILED = Bilingual("没有撤销确认：", "Not undone:")
NOTHING_CHOSEN = Bilingual("还没有选择任何一列。", "No column has been chosen.")
NOTHING_CHOSEN_HINT = Bilingual(
    "请至少为一列选择含义，或选“不使用”。", "Choose a meaning for at least one column, or “Not used”."
)

AFFECTS = Bilingual("影响 {items}", "affects {items}")
AFFECTS_NOTHING = Bilingual("不影响判定", "no item affected")
NOT_LISTED = Bilingual("其余 {count} 条见标注后的工作簿。", "{count} more are in the marked-up workbook.")


def affects(items: Iterable[str], language: Language) -> str:
    """Return which items a group of faults bears on, as the head of the group says it."""
    words = listed(items, language)
    return AFFECTS.say(language).format(items=words) if words else AFFECTS_NOTHING.say(language)


def school_names(count: int, language: Language) -> str:
    """Return how many schools a sheet names."""
    return (ONE_SCHOOL_NAME if count == 1 else SCHOOL_NAMES).say(language).format(count=count)
