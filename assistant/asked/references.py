"""What a question points to instead of naming it: the schools of the list shown before (第二所, 该校, the last two)."""

import re
from dataclasses import dataclass
from typing import Literal

from assistant.asked.amounts import ORDINALS, amount_of

_N = r"(?:[一二两三四五六七八九十]{1,3}|\d{1,3})"
# 第二个 means a school at the end, or where something is said of it; 第二个指标 does not.
_SCHOOL = "学校|小学|初中|中学"
_UNIT = rf"(?:[所家](?:{_SCHOOL})?|个(?:{_SCHOOL}|(?=呢|的?(?:差|缺|超|为|怎|是|达|够|情|有)|\W*$)))"
_NTH = "|".join(ORDINALS)
_SOME = r"two|three|four|five|six|seven|eight|nine|ten|\d+"
Reference = Literal["nth", "last", "first_n", "last_n", "one", "all"]
_REFERENCES: tuple[tuple[Reference, re.Pattern[str]], ...] = (
    ("last", re.compile(rf"倒数第(?P<n>{_N}){_UNIT}|最后(?:那|这)?一?{_UNIT}|\b(?:the )?last (?:one"
                        rf"|school)\b", re.I)),
    ("first_n", re.compile(rf"前(?P<n>{_N}){_UNIT}|\b(?:the )?first (?P<en>{_SOME}) (?:schools?|ones?"
                           rf"|of them)\b", re.I)),
    ("last_n", re.compile(rf"(?:最后|后)(?P<n>{_N}){_UNIT}|\b(?:the )?last (?P<en>{_SOME}) (?:schools?|ones?"
                          rf"|of them)\b", re.I)),
    # Several at once cannot be chosen: which are meant is asked.
    ("nth", re.compile(rf"第(?P<n>{_N}(?:[、,，和](?:第)?{_N})+){_UNIT}")),
    ("nth", re.compile(
        rf"(?:其中|里面|上面|名单里|表中)?的?第(?P<n>{_N}){_UNIT}|\b(?:the )?(?P<en>{_NTH})(?: (?:one|schools?"
        rf"|of them|on the list)\b|(?= (?:worked|short|fail|lack|miss)|\W*$))"
        r"|^\W*(?:and |what about |how about )?(?:number|no\.?|#) ?(?P<digits>\d+)\W*$", re.I)),
    ("all", re.compile(
        r"(?:这|那)(?:些|几个)(?:学校|小学|初中|中学)|(?:上述|以上|上面的?)(?:学校|小学|初中)|(?:这|那)些(?=呢"
        r"|\W*$)|它们"
        r"|(?:这|那|上述|以上|上面)(?:几|两|[三四五六七八九十\d]+)所(?:学校|小学|初中|中学)?"
        r"|\b(?:these|those)(?: \w+)? schools\b|\bthose ones\b|\ball of them\b", re.I)),
    ("one", re.compile(
        r"该校|该学校|(?:这|那)(?:一)?所(?:学校|小学|初中|中学)?|(?:这|那)个学校|\b(?:this"
        r"|that) school\b(?! (?:year|term))|\b(?:this|that) one\b|\bthe same school\b", re.I)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Referring:
    """Where a question points to schools named before, and to which; `number` is None where it cannot be read."""

    start: int
    end: int
    kind: Reference
    number: int | None

    @property
    def counted(self) -> bool:
        """Whether it counts in a list (第二所), and so can mean nothing else."""
        return self.kind in ("nth", "last", "first_n", "last_n")

    def chosen(self, schools: tuple[str, ...]) -> tuple[str, ...]:
        """Return the schools meant; none where the list does not reach, or where one is meant and there are several."""
        n = self.number
        if n is None or not 1 <= n <= len(schools):
            return ()
        match self.kind:
            case "nth":
                return (schools[n - 1],)
            case "last":
                return (schools[-n],)
            case "first_n":
                return schools[:n]
            case "last_n":
                return schools[-n:]
            case "one":
                return schools if len(schools) == 1 else ()
            case "all":
                return schools


def referring(question: str) -> Referring | None:
    """Return where a question points to schools named before.

    >>> referring("第二所学校为什么不达标").number, referring("第二实验小学为什么不达标")
    (2, None)
    """
    for kind, pattern in _REFERENCES:
        if match := pattern.search(question):
            groups = match.groupdict()
            written = groups.get("n") or groups.get("en") or groups.get("digits")
            return Referring(*match.span(), kind, amount_of(written) if written else 1)
    return None
