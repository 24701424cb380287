"""What the numbers of the county form come to: one small record an indicator, with its fields and its formula.

What is required of them stands in the standards, never here. All arithmetic is exact.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from calculators.compare import WHOLE
from calculators.county_form.fields import load_fields
from calculators.indicators.record import Source, minus, plus
from calculators.model import CountyForm, FormValue
from calculators.rounding import half_up, plain
from corpus.bilingual import Bilingual
from corpus.model import JUNIOR, PRIMARY, Scope

PERCENT = "%"
SIGNS = {1: " + ", -1: " − "}


@dataclass(frozen=True, slots=True)
class Ratio:
    """numerator ÷ denominator × `per`, in `unit`; shown with `decimals`, as the national form does."""

    indicator: str
    stage: Scope
    label: Bilingual
    numerator: Source
    denominator: Source
    unit: str = PERCENT
    per: int = 100
    decimals: int = 1

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that it is made of, in the order of its formula."""
        return tuple(id for id, _ in (*self.numerator, *self.denominator))

    def missing(self, form: CountyForm) -> tuple[str, ...]:
        """Return the rows that the form does not give, as the form names them."""
        return labels_of(form, self.fields)

    def value(self, form: CountyForm) -> Fraction | None:
        """Return the exact value; None where a number is missing, or where the numbers make no sense of it."""
        if self.missing(form) or self.is_absurd(form):
            return None
        return _sum(self.numerator, form) * self.per / _sum(self.denominator, form)

    def is_absurd(self, form: CountyForm) -> bool:
        """Whether the form gives every number, and yet nothing to divide by or less than nothing to divide."""
        return not self.missing(form) and (_sum(self.denominator, form) <= 0 or _sum(self.numerator, form) < 0)

    def undivided(self, form: CountyForm) -> tuple[str, ...]:
        """Return what leaves no ratio though every number is there: the rows of its denominator, or else all."""
        if not self.is_absurd(form):
            return ()
        divisor = tuple(id for id, _ in self.denominator)
        wrong = divisor if _sum(self.denominator, form) <= 0 else self.fields
        return tuple(f"{load_fields()[id].zh}（填报为{plain(_number(form, id))}）" for id in wrong)

    def has_nobody(self, form: CountyForm) -> bool:
        """Whether the form says that there is nobody to count: the denominator is one count, and 0."""
        counted = len(self.denominator) == 1 and load_fields()[self.denominator[0][0]].kind == "count"
        return counted and self.is_absurd(form) and _sum(self.denominator, form) == 0

    def exceeds_whole(self, form: CountyForm) -> bool:
        """Whether a share of a whole is more than the whole; pay is compared, and is no share."""
        value = self.value(form)
        return self.unit == PERCENT and not load_fields()[self.fields[0]].same_as and value is not None and value > 100

    def shown(self, value: Fraction) -> str:
        """Return a value as the national form shows it, half up."""
        return half_up(value, self.decimals)

    def formula(self, form: CountyForm) -> str | None:
        """Return the formula with the values put in, or None where there is no value."""
        value = self.value(form)
        if value is None:
            return None
        per = f" × {self.per}" if self.per != 1 else ""
        return f"{_terms(self.numerator, form)} ÷ {_terms(self.denominator, form)}{per} = {self.shown(value)}"


@dataclass(frozen=True, slots=True)
class Shortfall:
    """How many schools do not have what is required: those counted, less those that have it. None may remain."""

    indicator: str
    label: Bilingual
    counted: str
    having: str | None = None
    stage: Scope = WHOLE
    unit: str = "所"

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that it is made of."""
        return (self.counted, self.having) if self.having else (self.counted,)

    def missing(self, form: CountyForm) -> tuple[str, ...]:
        """Return the rows that the form does not give; where there is no such school nothing more is asked."""
        counted = form.one(self.counted)
        return () if counted and counted.value == 0 else labels_of(form, self.fields)

    def value(self, form: CountyForm) -> Fraction | None:
        """Return the number of schools, or None."""
        if self.missing(form):
            return None
        having = form.one(self.having) if self.having else None
        return _number(form, self.counted) - (having.value if having else 0)

    def formula(self, form: CountyForm) -> str | None:
        """Return the formula with the values put in, or None where nothing is subtracted."""
        value = self.value(form)
        if value is None or not self.having or not form.one(self.having):
            return None
        return f"{plain(_number(form, self.counted))} − {plain(_number(form, self.having))} = {plain(value)}"


@dataclass(frozen=True, slots=True)
class BySubject:
    """A number that the form gives for each subject; every subject is held against the requirement."""

    indicator: str
    label: Bilingual
    field: str
    unit: str
    stage: Scope = WHOLE

    def values(self, form: CountyForm) -> tuple[FormValue, ...]:
        """Return the subjects' values; the name is "" for what the form says of all subjects."""
        return form.all(self.field)


Measure = Ratio | Shortfall | BySubject


def labels_of(form: CountyForm, fields: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of the fields that a form does not give."""
    return tuple(load_fields()[id].zh for id in fields if form.one(id) is None)


def _number(form: CountyForm, id: str) -> Fraction:
    found = form.one(id)
    return found.value if found else Fraction(0)


def _sum(source: Source, form: CountyForm) -> Fraction:
    return sum((sign * _number(form, id) for id, sign in source), Fraction(0))


def _terms(source: Source, form: CountyForm) -> str:
    first, *others = ((plain(_number(form, id)), sign) for id, sign in source)
    text = first[0] + "".join(SIGNS[sign] + number for number, sign in others)
    return f"({text})" if others else text


def _share(indicator: str, stage: Scope, zh: str, en: str, part: str, whole: str) -> Ratio:
    return Ratio(indicator, stage, Bilingual(zh, en), plus(part), plus(whole))


RATIOS = (
    Ratio(
        "G7", "特教", Bilingual("特教学校生均公用经费", "public funds per pupil in special schools"),
        plus("special_funds"), plus("special_pupils"), "元/生", per=1, decimals=0,
    ),
    _share("G8", WHOLE, "义务教育教师与公务员年平均工资收入之比",
           "mean pay of teachers as a share of civil servants'", "teacher_pay", "civil_servant_pay"),
    _share("G9", WHOLE, "教师5年360学时培训完成率",
           "teachers who completed 360 hours of training", "trained_teachers", "teachers"),
    _share("G11.rotation", WHOLE, "交流轮岗教师的比例",
           "eligible teachers who rotated", "rotated_teachers", "eligible_teachers"),
    _share("G11.backbone", WHOLE, "交流轮岗教师中骨干教师的比例",
           "backbone teachers among those who rotated", "rotated_backbone", "rotated_teachers"),
    _share("G12", WHOLE, "专任教师持证上岗率",
           "full-time teachers who hold a certificate", "certified_teachers", "teachers"),
    _share("G13", PRIMARY, "小学就近划片入学比例",
           "primary pupils admitted by catchment area", "primary_catchment", "primary_intake"),
    _share("G13", JUNIOR, "初中就近划片入学比例",
           "junior secondary pupils admitted by catchment area", "junior_catchment", "junior_intake"),
    _share("G14", JUNIOR, "优质高中招生名额分配比例",
           "places of good senior high schools allocated to junior schools", "allocated_places", "good_places"),
    Ratio("G15", WHOLE, Bilingual("随迁子女在公办和政府购买服务的民办学校就读的比例",
                                  "children of migrant workers in public schools or places that the government buys"),
          plus("migrant_public", "migrant_bought"), plus("migrant_children")),
    Ratio("Q1", JUNIOR, Bilingual("初中三年巩固率", "three-year retention in junior secondary schools"),
          (*minus(plus("graduates"), "moved_in"), *plus("moved_out")), minus(plus("entrants"), "deaths")),
    _share("Q2", WHOLE, "残疾儿童少年入学率",
           "children with disabilities who are enrolled", "disabled_enrolled", "disabled_children"),
    _share("S1", WHOLE, "社会认可度", "public approval", "satisfied", "questionnaires"),
)  # fmt: skip
SHORTFALLS = (
    Shortfall("G6.base", Bilingual("未按100人核定公用经费的村小和教学点数",
                                   "small village schools and teaching points not funded as 100 pupils"),
              "small_schools", "small_schools_funded"),
    Shortfall("Q4", Bilingual("培训经费不足5%的学校数", "schools that spend less than 5 % on training"),
              "training_short"),
)  # fmt: skip
SUBJECTS = (
    BySubject("Q9.level", Bilingual("学业水平等级", "level of achievement"), "levels", "级"),
    BySubject("Q9.spread", Bilingual("校际差异率", "between-school difference rate"), "rates", ""),
)
# what only local targets ask: the share in 公办 schools alone
LOCAL_RATIOS = (
    _share("G15.public", WHOLE, "随迁子女在公办学校就读的比例",
           "children of migrant workers in public schools", "migrant_public", "migrant_children"),
)  # fmt: skip


def items_of_field(field: str) -> tuple[str, ...]:
    """Return the items that a field bears on.

    >>> items_of_field("teachers")
    ('G9', 'G12')
    """
    return tuple(dict.fromkeys(indicator.partition(".")[0] for indicator, fields in _uses() if field in fields))


def _uses() -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from ((one.indicator, one.fields) for one in (*RATIOS, *SHORTFALLS))
    yield from ((one.indicator, (one.field,)) for one in SUBJECTS)
    yield "V1", ("vetoes",)
