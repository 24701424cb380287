"""The standards files as they are written: requirements, aims, facts and what was left out, read strictly."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.bilingual import Bilingual
from corpus.errors import MalformedStandard
from corpus.file_faults import fault_of
from corpus.model import Basis, Comparison, Scope
from corpus.strict import DuplicateKeyError, load_yaml

Unit = Literal[
    "", "%", "人", "人/百生", "间/百生", "㎡", "㎡/生", "元", "元/生", "万元", "万元/年", "班/间", "项", "所", "个",
    "间", "班", "级", "倍", "年", "学时", "小时/天", "场/年", "人/年", "人/所", "百分点/年", "M/班", "万人",
]  # fmt: skip
Indicator = Annotated[str, Field(pattern=r"^(R[1-7]|CV|G([1-9]|1[0-5])|Q[1-9]|S1|V1|RULE|LOCAL)(\.[a-z0-9_]+)?$")]
Quote = Annotated[str, Field(min_length=2)]
# No document here is older than the state that issues them; later than that it is no year but a slip of the keyboard.
FIRST_YEAR, LAST_YEAR = 1949, 2999
Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]
# How a clause may say a value without plain digits: the word and its unit, with the value (and the end of a range).
WORDED: Mapping[tuple[str, str], tuple[Decimal, Decimal | None]] = {
    ("不低于", "%"): (Decimal(100), None),
    ("Ⅲ级", "级"): (Decimal(3), None),
    ("III级", "级"): (Decimal(3), None),
    ("II级", "级"): (Decimal(2), None),
    ("高于", "%"): (Decimal(100), None),
    ("略高于", "%"): (Decimal(100), None),
    ("低于全省均值", "%"): (Decimal(100), None),
    ("达到省均值", "%"): (Decimal(100), None),
    ("全面消除", "个"): (Decimal(0), None),
    ("全面消除", "所"): (Decimal(0), None),
    ("基本消除", "个"): (Decimal(0), None),
    ("清零", "人"): (Decimal(0), None),
    ("1万～1.5万", "人/所"): (Decimal(10000), Decimal(15000)),
    ("3万～5万", "人/所"): (Decimal(30000), Decimal(50000)),
    ("6：4", ""): (Decimal("1.5"), None),
    ("1:1", ""): (Decimal(1), None),
    ("23.34万", "㎡"): (Decimal(233400), None),
    ("4.85万", "㎡"): (Decimal(48500), None),
}


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(_Strict):
    """One text in the two languages."""

    zh: Annotated[str, Field(min_length=1)]
    en: Annotated[str, Field(min_length=1)]

    def bilingual(self) -> Bilingual:
        """Return the text."""
        return Bilingual(self.zh, self.en)


class _Quoted(_Strict):
    clause: str
    quote: Quote


class Requirement(_Quoted):
    """One quantity that one clause requires. `values` holds a stage's value as the decimal that the file writes.

    `since` is the first year that it binds in: 到2025年 binds from 2025. `worded`: the words of the quote that say the
    value where no digits do (`WORDED`). `hedge`: the word of the quote that softens it. See `corpus.model.Threshold`.
    """

    indicator: Indicator
    basis: Basis
    comparison: Comparison
    unit: Unit
    since: Year
    year_stated: bool = True
    values: Annotated[Mapping[Scope, Decimal], Field(min_length=1)]
    upper: Mapping[Scope, Decimal] = {}
    worded: str | None = None
    hedge: str | None = None
    covers: Words | None = None
    of_mean: bool = False


class AimEntry(_Quoted):
    """One requirement without a number: `words` are those of the quote that say what is to be so."""

    indicator: Indicator
    basis: Basis
    stage: Scope
    since: Year
    year_stated: bool = True
    words: Quote
    open: Words | None = None


class FactEntry(_Quoted):
    """One reported state of affairs."""

    indicator: Indicator
    measure: Words
    comparison: Comparison = "="
    unit: Unit
    year: Year
    values: Annotated[Mapping[Scope, Decimal], Field(min_length=1)]
    worded: str | None = None


class LeftOutEntry(_Quoted):
    """A quantity that is no record, and why."""

    why: Words


class Named(_Strict):
    """One indicator: what it is called, and other Chinese wordings that a question may use for it."""

    id: Indicator
    zh: Annotated[str, Field(min_length=1)]
    en: Annotated[str, Field(min_length=1)]
    also: tuple[str, ...] = ()


class StandardsFile(_Strict):
    """The records of one document; `checked_on` is the day when a person last held them against its text.

    `indicators` names what the file sets and the product has no name for. `document_sha256` is the version of the
    document that they were read against; the shelf of a user's files notes it in a comment above them.
    """

    document: str
    checked_on: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$")]
    document_sha256: str | None = None
    indicators: tuple[Named, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    aims: tuple[AimEntry, ...] = ()
    facts: tuple[FactEntry, ...] = ()
    left_out: tuple[LeftOutEntry, ...] = ()


def parse_standards(text: str, name: str) -> StandardsFile:
    """Return what one YAML file says. Raises MalformedStandard for an unknown or doubled key or a wrong value."""
    try:
        return StandardsFile.model_validate(load_yaml(text))
    except (ValidationError, yaml.YAMLError, DuplicateKeyError) as fault:
        raise malformed_standard(name, fault_of(fault)) from fault


def malformed_standard(name: str, what: Bilingual) -> MalformedStandard:
    """Return the error for a standards or register file that says something it may not say."""
    return MalformedStandard(
        Bilingual(f"标准文件 {name} 有误：{what.zh}", f"The standards file {name} is wrong: {what.en}"),
        Bilingual("请对照原文改正后再运行 junheng corpus verify。", "Mend it and run junheng corpus verify."),
    )
