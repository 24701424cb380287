"""What the arguments of the tools are called, so that a reader who knows none of the ids can choose."""

from collections.abc import Callable, Mapping, Sequence

from assistant.offered.arguments import ITEMS, OF_SCHOOLS, SheetWant
from corpus.bilingual import Bilingual, Language
from corpus.indicators import name_of
from corpus.model import STAGES
from corpus.saying import STAGES_EN

WANTS: Mapping[SheetWant, Bilingual] = {
    "verdict": Bilingual("是否达标", "whether it is met"),
    "value": Bilingual("数值是多少", "its value"),
    "which": Bilingual("哪些学校不达标", "which schools fail"),
    "count": Bilingual("多少所学校不达标", "how many schools fail"),
    "rank": Bilingual("最低（不写指标时为最差）的几所学校", "the lowest schools; without an item, the worst"),
    "list": Bilingual("列出所有学校的数值", "the values of all schools"),
    "drivers": Bilingual("差异系数主要由哪些学校造成", "which schools drive the coefficient of variation"),
    "explain": Bilingual("怎么算出来的", "how it was worked out"),
    "missing": Bilingual("还缺哪些数据", "which data is missing"),
}
KINDS: Mapping[str, Bilingual] = {
    "requirement": Bilingual("要求（标准）", "what is required"),
    "target": Bilingual("某地自定的目标", "the target that a place has set itself"),
}
_SCHOOLS = Bilingual(
    "学校：数据表中的校名，只问一所学校时写；这时 want 为 verdict、value 或 explain，"
    f"item 为 {'、'.join(OF_SCHOOLS)} 或不写",
    "School: a name of the sheet, where one school is asked about; want is then verdict, value or explain, and item "
    f"one of {', '.join(OF_SCHOOLS)} or none",
)
FIELDS: Mapping[str, Bilingual] = {
    "item": Bilingual("指标", "Indicator"),
    "want": Bilingual("问什么", "What is asked"),
    "kind": Bilingual("要求还是目标", "Requirement or target"),
    "stage": Bilingual("学段，不写则不限", "Stage; both where it is not given"),
    "place": Bilingual(
        "地方名，如“鲤城区”；不写则为国家要求", "Place, such as 鲤城区; the country where it is not given"
    ),
    "places": Bilingual("要比较的地方名", "The places to compare"),
    "year": Bilingual("年份，不写则为现行", "Year; what is in force now where it is not given"),
    "school": _SCHOOLS,
    "query": Bilingual("关键词", "What to search for"),
    "count": Bilingual("返回几条", "How many clauses to return"),
    "document": Bilingual("文件的编号、文号或标题", "A document by its id, its 文号 or its title"),
    "clause": Bilingual("条文编号，见检索结果的 clause", "The id of a clause, as `clause` of a search result"),
}
_VALUES: Mapping[str, tuple[Sequence[str], Callable[[str], Bilingual]]] = {
    "item": (ITEMS, name_of),
    "want": (tuple(WANTS), {str(id): one for id, one in WANTS.items()}.__getitem__),
    "kind": (tuple(KINDS), KINDS.__getitem__),
    "stage": (STAGES, lambda stage: Bilingual(stage, STAGES_EN[stage])),
}


def labelled(field: str, language: Language | None, *, values: bool = True) -> str:
    """Return what a field of a tool's arguments means, with its values; in one language, or (None) in both.

    >>> labelled("stage", "en")
    'Stage; both where it is not given. 小学: primary; 初中: junior secondary'
    """
    if language is None:
        return "\n".join(labelled(field, one, values=values) for one in ("zh", "en"))
    told = FIELDS[field].say(language)
    if not values or field not in _VALUES:
        return told
    ids, label = _VALUES[field]
    if language == "zh":
        return f"{told}。{'；'.join(f'{id}：{label(id).zh}' for id in ids)}"
    return f"{told}. {'; '.join(f'{id}: {label(id).en}' for id in ids)}"
