"""The issues that a county form can raise, each worded once: what was found, where, and how to mend it."""

from collections.abc import Mapping, Sequence

from calculators.cell_names import place_of
from calculators.county_form.entry import Refused
from calculators.county_form.fields import Field, load_fields
from calculators.county_form.measures import Ratio, items_of_field
from calculators.model import CountyForm, FormValue, Issue, Severity
from calculators.rounding import plain
from corpus.bilingual import Bilingual


def _issue(
    code: str, severity: Severity, cell: str, fields: Sequence[Field], message: Bilingual,
    found: str | None = None, expected: str | None = None,
) -> Issue:  # fmt: skip
    affects = dict.fromkeys(item for field in fields for item in items_of_field(field.id))
    return Issue(code, severity, *place_of(cell), found, expected, tuple(affects), message)


def unused_item(cell: str, label: str) -> Issue:
    """A row with a value that is no field of the form."""
    message = Bilingual(
        f"{_short(cell)} 的填报项目“{label}”未采用：不是县级填报表的项目。",
        f"The row “{label}” at {_short(cell)} was not used: the county form has no such field.",
    )
    return _issue("unused_item", "note", cell, (), message, label)


def refused_value(cell: str, field: Field, found: str, why: Refused) -> Issue:
    """A value that cannot be, or cannot be read."""
    message = Bilingual(
        f"{_short(cell)} 的“{field.zh}”是“{found}”，应为{why.expected.zh}；与它有关的项目暂不判定，请改正后重查。",
        f"{_short(cell)}, {field.en}, reads “{found}”, expected {why.expected.en}; what depends on it is undecided. "
        "Correct it.",
    )
    return _issue(why.code, "error", cell, (field,), message, found, why.expected.zh)


def unstated_unit(cell: str, field: Field) -> Issue:
    """Money that nobody gave a unit."""
    message = Bilingual(
        f"{_short(cell)} 的“{field.zh}”没有写明单位，暂不判定；请在“单位”一栏写明元或万元。",
        f"{_short(cell)}, {field.en}, states no unit and is left undecided; write 元 or 万元 in the unit column.",
    )
    return _issue("unit_unstated", "error", cell, (field,), message, None, "元/万元")


def conflicting_values(field: Field, values: Sequence[FormValue]) -> Issue:
    """A field that is given several times with different values."""
    at, numbers = "、".join(_short(one.cell) for one in values), "、".join(plain(one.value) for one in values)
    message = Bilingual(
        f"“{field.zh}”在 {at} 几处填写不一致，均未采用；请只保留正确的一处。",
        f"The values of {field.en} at {at} differ; none was used. Keep the right one.",
    )
    return _issue("conflicting_values", "error", values[0].cell, (field,), message, numbers)


def veto_denied(field: Field, values: Sequence[FormValue]) -> Issue:
    """A veto fact that one row says to hold and another denies."""
    holding, denying = (next(one for one in values if bool(one.value) is holds) for holds in (True, False))
    message = Bilingual(
        f"{_short(holding.cell)} 填有一项否决事项，{_short(denying.cell)} 填无，两处矛盾；按“有”判定，请核对。",
        f"{_short(holding.cell)} says that a veto fact holds and {_short(denying.cell)} denies it; it is taken to "
        "hold. Check both.",
    )
    return _issue("veto_denied", "warning", holding.cell, (field,), message)


def too_much_each(field: Field, total: FormValue, of: Field, among: FormValue, most: int) -> Issue:
    """An amount that cannot be, divided by so many."""
    each = plain(total.value / among.value)
    message = Bilingual(
        f"{_short(total.cell)} 的“{field.zh}”按 {_short(among.cell)} 的“{of.zh}”平均为 {each}{field.unit}，明显过大；"
        "两处至少有一处有误，有关项目暂不判定，请核对。",
        f"{field.en} ({_short(total.cell)}) comes to {each} {field.unit} for each of {of.en} ({_short(among.cell)}), "
        "which cannot be; what depends on them is undecided. Check both.",
    )
    return _issue("too_large", "error", total.cell, (field, of), message, each, f"不超过 {most}")


def larger_than_whole(parts: Sequence[tuple[Field, FormValue]], whole: Field, total: FormValue) -> Issue:
    """A part that is larger than what it is a part of, or parts that are so together."""
    names, en = "、".join(one.zh for one, _ in parts), ", ".join(one.en for one, _ in parts)
    number, limit = plain(sum(value.value for _, value in parts)), plain(total.value)
    message = Bilingual(
        f"{'、'.join(_short(one.cell) for _, one in parts)} 的“{names}”（{number}）大于 {_short(total.cell)} 的"
        f"“{whole.zh}”（{limit}）；两处至少有一处有误，有关项目暂不判定，请核对。",
        f"{en} ({number}) exceeds {whole.en} ({limit}, {_short(total.cell)}); one of them is wrong, so what depends on "
        "them is undecided. Check both.",
    )
    fields = (*(one for one, _ in parts), whole)
    return _issue("part_exceeds_whole", "error", parts[0][1].cell, fields, message, number, f"不超过 {limit}")


def blank_rows(form: CountyForm, blanks: Sequence[tuple[Field, str]], words: Mapping[str, str]) -> list[Issue]:
    """One issue for each row that stands there without a value; `words` (—, 无) are what counts as blank, by cell."""
    return [
        _issue(
            "missing_value", "warning", cell, (field,),
            Bilingual(f"{_short(cell)} 的“{field.zh}”{_blank(words.get(cell)).zh}，有关项目无法判定。",
                      f"{_short(cell)}, {field.en}, {_blank(words.get(cell)).en}; what rests on it cannot be judged."),
            found=words.get(cell),
            expected=field.zh,
        )
        for field, cell in blanks
        if form.one(field.id) is None
    ]  # fmt: skip


def _blank(words: str | None) -> Bilingual:
    if words is None:
        return Bilingual("未填", "is blank")
    return Bilingual(
        f"填的是“{words}”，按未填处理（确实没有请填“0”）",
        f"reads “{words}”, which counts as blank (write 0 if there are none)",
    )


def missing_rows(file: str, fields: Sequence[Field]) -> Issue:
    """The fields that the form has no row for."""
    affects = tuple(dict.fromkeys(item for one in fields for item in items_of_field(one.id)))
    names, en = "、".join(one.zh for one in fields), ", ".join(one.en for one in fields)
    message = Bilingual(
        f"县级填报表缺少：{names}；无法判定：{'、'.join(affects)}。请补充这些填报项目。",
        f"The county form lacks: {en}; so these cannot be judged: {', '.join(affects)}. Add these rows.",
    )
    return Issue("missing_item", "warning", file, None, None, None, names, affects, message)


def ratio_issues(form: CountyForm, ratios: Sequence[Ratio]) -> list[Issue]:
    """Return what is wrong with shares: nothing to divide by, or more than the whole."""
    return [
        _absurd(form, one) if one.is_absurd(form) else _above_hundred(form, one)
        for one in ratios
        if one.is_absurd(form) or one.exceeds_whole(form)
    ]


def _absurd(form: CountyForm, ratio: Ratio) -> Issue:
    below = " − ".join(load_fields()[id].zh for id, _ in ratio.denominator)
    if ratio.has_nobody(form):
        message = Bilingual(
            f"“{ratio.label.zh}”没有可算的对象：{below}填报为 0；如确为 0，请附说明，否则请改正。该项暂不判定。",
            f"{ratio.label.en}: there is nothing to compute, since {load_fields()[ratio.denominator[0][0]].en} is 0. "
            "If that is so, add an explanation; else correct it. It is undecided.",
        )
        return _of_ratio("nothing_to_divide_by", "warning", form, ratio, message)
    message = Bilingual(
        f"“{ratio.label.zh}”无法计算：分母（{below}）为 0 或算出负数；暂不判定，请核对有关各行。",
        f"{ratio.label.en} cannot be computed: its denominator is 0, or a term is negative. It is undecided; check the "
        "rows that it is made of.",
    )
    return _of_ratio("nothing_to_divide_by", "error", form, ratio, message)


def _above_hundred(form: CountyForm, ratio: Ratio) -> Issue:
    message = Bilingual(
        f"“{ratio.label.zh}”超过 100%（{ratio.formula(form)}），请核对。",
        f"{ratio.label.en} is above 100 % ({ratio.formula(form)}); please check.",
    )
    return _of_ratio("above_100_percent", "warning", form, ratio, message)


def _of_ratio(code: str, severity: Severity, form: CountyForm, ratio: Ratio, message: Bilingual) -> Issue:
    divisor = form.one(ratio.denominator[0][0])
    item = ratio.indicator.partition(".")[0]
    return Issue(code, severity, *place_of(divisor.cell if divisor else None), None, None, (item,), message)


def _short(cell: str) -> str:
    return place_of(cell)[2] or cell
