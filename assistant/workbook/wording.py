"""The words of the report, once, in both languages."""

from calculators.layouts.own_sheets import MARK
from calculators.model import Severity
from corpus.bilingual import Bilingual, Language

AUTHOR = Bilingual("均衡", "Junheng")
DATA = Bilingual("规范数据", "Data as read")
RESULTS = Bilingual("指标结果", "Indicator results")
SPREAD = Bilingual("差异系数", "Coefficients of variation")
ROOMS = Bilingual("专用教室", "Music and art rooms")
SIZES = Bilingual("规模与班额", "School and class size")
ITEMS = Bilingual("判定汇总", "All items")
ISSUES = Bilingual("问题清单", "Issues")
NOTES = Bilingual("口径说明", "Readings and sources")

SEVERITIES: dict[Severity, Bilingual] = {
    "error": Bilingual("错误", "error"),
    "warning": Bilingual("警告", "warning"),
    "note": Bilingual("提示", "note"),
}
FILLS: dict[Severity, str] = {"error": "F8CBAD", "warning": "FFE699", "note": "BDD7EE"}


def headed(title: Bilingual, language: Language, about: str = "") -> str:
    """Return the first line of a page of the report, by which a later check knows it."""
    return f"{MARK}{title.say(language)}{f'　{about}' if about else ''}"
