"""Scripts that leave out of a true line what it is not true without."""

import re

from tests.assistant.language_model.adversary import SLOT, Seen
from tests.assistant.language_model.lies import Lies, said, with_figures

LEFT_OUT = Lies()
_NEGATIONS = ("不加权", "不计入的", "不是", "不足", "不", "没有", "unweighted", "not ", "left out", "does not", "no ")
_QUALIFIERS = (
    "不加权", "去掉后为", "全县平均", "按全县均值", "低于要求", "上限", "要求", "共缺", "缺", "差", "其中", "按",
    "应有", "without it ", "county mean", "limit ", "lacking ", "needs ", "schools below it", "off by",
)  # fmt: skip


def _without(seen: Seen, words: tuple[str, ...]) -> str | None:
    for line in seen.told():
        for word in words:
            if word in SLOT.sub("", line):
                return said(seen, line.replace(word, "", 1))
    return None


@LEFT_OUT.of("left out")
def the_negation(seen: Seen) -> str | None:
    return _without(seen, _NEGATIONS)


@LEFT_OUT.of("left out")
def the_qualifier(seen: Seen) -> str | None:
    return _without(seen, _QUALIFIERS)


@LEFT_OUT.of("left out")
def the_subject(seen: Seen) -> str | None:
    return said(seen, *(SLOT.sub("", one, count=1).lstrip("的，：:, ") for one in with_figures(seen)[:1]))


@LEFT_OUT.of("left out")
def the_first_figure(seen: Seen) -> str | None:
    line = next((one for one in seen.told() if one.count("[[f:") > 1), None)
    return said(seen, line and re.sub(r"\[\[f:\w+\]\]", "", line, count=1))


@LEFT_OUT.of("left out")
def the_verdict(seen: Seen) -> str | None:
    line = next((one for one in seen.told() if "[[v:" in one and "[[f:" in one), None)
    return said(seen, line and re.sub(r"\[\[v:\w+\]\][，。,.;；]?", "", line, count=1))


@LEFT_OUT.of("left out")
def the_quotation_but_not_its_mark(seen: Seen) -> str | None:
    line = seen.with_a("qc")
    return said(seen, line and re.sub(r"“?\[\[q:\w+\]\]”?", "", line))


@LEFT_OUT.of("left out")
def the_mark_of_a_quotation(seen: Seen) -> str | None:
    line = seen.with_a("qc")
    return said(seen, line and re.sub(r"\[\[c:\w+\]\]", "", line))


@LEFT_OUT.of("left out")
def the_middle_of_the_line(seen: Seen) -> str | None:
    line = next((one for one in seen.told() if len(SLOT.findall(one)) > 2), None)
    if line is None:
        return None
    found = list(SLOT.finditer(line))
    return said(seen, line[: found[0].end()] + line[found[-1].start() :])


@LEFT_OUT.of("left out")
def what_stands_in_brackets(seen: Seen) -> str | None:
    line = next((one for one in seen.told() if re.search(r"[（(](?:上限|limit )\[\[f:", one)), None)
    return said(seen, line and re.sub(r"[（(](?:上限|limit )([^（）()]*)[）)]", r"，\1", line))
