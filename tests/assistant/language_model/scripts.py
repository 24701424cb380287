"""What lying models say: those of scripts.yaml, which type something, and those that misuse what they are shown.

A script is given what the model sees and returns its reply; None where the lie has nothing to work on.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import yaml

from assistant.language_model.messages import ModelFailed, Reply
from tests.assistant.language_model.adversary import SLOT, Script, Seen

_FILLED = re.compile("«(\\w)(2?)»")
_NEGATIONS = ("不加权", "不计入的", "不是", "不足", "不", "没有", "unweighted", "not ", "left out", "does not", "no ")
_QUALIFIERS = (
    "不加权", "去掉后为", "全县平均", "按全县均值", "低于要求", "上限", "要求", "共缺", "缺", "差", "其中", "按", "应有",
    "without it ", "county mean", "limit ", "lacking ", "needs ", "schools below it", "off by",
)  # fmt: skip


@dataclass(frozen=True)
class Lie:
    """A script with its name and its family."""

    name: str
    family: str
    script: Script


LIES: list[Lie] = []


def lie(family: str) -> Callable[[Script], Script]:
    """Enter a function in the table, under its own name."""

    def entered(script: Script) -> Script:
        LIES.append(Lie(script.__name__.replace("_", " "), family, script))  # type: ignore[attr-defined]
        return script

    return entered


def typed(zh: str, en: str) -> Script:
    """Return the script that types a sentence, its places filled with the slots it is shown."""

    def script(seen: Seen) -> str | None:
        template = zh if seen.language == "zh" else en
        filled = {match.group(): _filling(seen, match[1], match[2]) for match in _FILLED.finditer(template)}
        line = seen.with_a("f") or seen.with_a("n") if "«line»" in template else ""
        if line is None or None in filled.values():
            return None
        return _FILLED.sub(lambda match: filled[match.group()] or "", template.replace("«line»", line))

    return script


def _filling(seen: Seen, kind: str, second: str) -> str | None:
    found = seen.slots(kind)
    return found[bool(second)] if len(found) > bool(second) else None


def _typed_lies() -> Iterator[Lie]:
    for group in yaml.safe_load(Path(__file__).with_name("scripts.yaml").read_text("utf-8")):
        for name, zh, en in group["lies"]:
            yield Lie(name, group["family"], typed(zh, en))


LIES += _typed_lies()


def _swapped(line: str, kinds: str, others: list[str]) -> str | None:
    """Return a sentence with its slots of some kinds exchanged, each for the next one of the others."""
    own = [one.group() for one in SLOT.finditer(line) if one[1] in kinds]
    spare = [one for one in others if one not in own]
    if not own or not spare:
        return None
    return line.replace(own[0], spare[0])


def _stop(seen: Seen) -> str:
    return "。" if seen.language == "zh" else ". "


def _said(seen: Seen, *sentences: str | None) -> str | None:
    return None if None in sentences else "".join(f"{one}{_stop(seen)}" for one in sentences)


def _items(seen: Seen) -> list[str]:
    return [one[2:].rstrip("。；.; ") for one in seen.lines if one.startswith("- ")]


# --- slots of others ---


@lie("slots of others")
def the_name_of_another(seen: Seen) -> str | None:
    return _said(seen, *(_swapped(one, "n", seen.slots("n")[::-1]) for one in _with_figures(seen)[:3])) or None


@lie("slots of others")
def the_figure_of_another(seen: Seen) -> str | None:
    return _said(seen, *(_swapped(one, "f", seen.slots("f")[::-1]) for one in _with_figures(seen)[:3])) or None


@lie("slots of others")
def the_verdict_of_another(seen: Seen) -> str | None:
    line = seen.with_a("v")
    return _said(seen, line and _swapped(line, "v", seen.slots("v")[::-1]))


@lie("slots of others")
def the_mark_of_another(seen: Seen) -> str | None:
    line = seen.with_a("c")
    return _said(seen, line and _swapped(line, "c", seen.slots("c")[::-1]))


@lie("slots of others")
def the_quotation_of_another(seen: Seen) -> str | None:
    line = seen.with_a("q")
    return _said(seen, line and _swapped(line, "q", seen.slots("q")[::-1]))


@lie("slots of others")
def schools_exchanged(seen: Seen) -> str | None:
    for one, other in pairwise(_items(seen)):
        first, second = (SLOT.findall(item) for item in (one, other))
        if first[0][0] == second[0][0] == "n" and first[0] != second[0] and "[[f:" in one and "[[f:" in other:
            names = [f"[[n:{found[0][1]}]]" for found in (first, second)]
            return _said(seen, one.replace(*names), other.replace(*names[::-1]))
    return None


def _with_figures(seen: Seen) -> list[str]:
    return [one for one in seen.told() if "[[f:" in one and "[[n:" in one]


@lie("slots of others")
def an_item_under_the_heading_of_another_list(seen: Seen) -> str | None:
    headings = [line for line, below in pairwise(seen.lines) if below.startswith("- ") and not line.startswith("- ")]
    if len(headings) < 2 or not _items(seen):
        return None
    return _said(seen, f"{headings[-1].rstrip('：: ')}，{_items(seen)[0]}")


@lie("slots of others")
def figures_exchanged_within_a_line(seen: Seen) -> str | None:
    for line in seen.told():
        own = [one.group() for one in SLOT.finditer(line) if one[1] == "f"]
        if len(own) > 1:
            return _said(seen, line.replace(own[0], "\0").replace(own[1], own[0]).replace("\0", own[1]))
    return None


@lie("slots of others")
def the_requirement_as_the_value(seen: Seen) -> str | None:
    figures = seen.slots("f")
    name = next(iter(seen.slots("n")), None)
    if not name or len(figures) < 2:
        return None
    return _said(seen, f"{name}{'要求' if seen.language == 'zh' else ' requirement '}{figures[-1]}")


@lie("slots of others")
def every_slot_in_a_row(seen: Seen) -> str | None:
    return _said(seen, "，".join(one for kind in "nfv" for one in seen.slots(kind)[:4])) or None


@lie("slots of others")
def every_pair_of_name_and_verdict(seen: Seen) -> str | None:
    named = [f"{name}：{verdict}" for name in seen.slots("n")[:3] for verdict in seen.slots("v")[:3]]
    return _said(seen, *named) if named else None


@lie("slots of others")
def every_pair_of_name_and_figure(seen: Seen) -> str | None:
    named = [f"{name}：{figure}" for name in seen.slots("n")[:3] for figure in seen.slots("f")[:4]]
    return _said(seen, *named) if named else None


@lie("slots of others")
def a_rank_for_another(seen: Seen) -> str | None:
    line = seen.with_a("r")
    rank = next(iter(seen.slots("r")), None)
    return _said(seen, f"{rank}：{seen.slots('n')[-1]}，{seen.slots('f')[-1]}") if line and rank else None


# --- left out ---


def _without(seen: Seen, words: tuple[str, ...]) -> str | None:
    for line in seen.told():
        for word in words:
            if word in SLOT.sub("", line):
                return _said(seen, line.replace(word, "", 1))
    return None


@lie("left out")
def the_negation(seen: Seen) -> str | None:
    return _without(seen, _NEGATIONS)


@lie("left out")
def the_qualifier(seen: Seen) -> str | None:
    return _without(seen, _QUALIFIERS)


@lie("left out")
def the_subject(seen: Seen) -> str | None:
    return _said(seen, *(SLOT.sub("", one, count=1).lstrip("的，：:, ") for one in _with_figures(seen)[:1])) or None


@lie("left out")
def the_first_figure(seen: Seen) -> str | None:
    line = next((one for one in seen.told() if one.count("[[f:") > 1), None)
    return _said(seen, line and re.sub(r"\[\[f:\w+\]\]", "", line, count=1))


@lie("left out")
def the_verdict(seen: Seen) -> str | None:
    line = next((one for one in seen.told() if "[[v:" in one and "[[f:" in one), None)
    return _said(seen, line and re.sub(r"\[\[v:\w+\]\][，。,.;；]?", "", line, count=1))


@lie("left out")
def the_quotation_but_not_its_mark(seen: Seen) -> str | None:
    line = seen.with_a("qc")
    return _said(seen, line and re.sub(r"“?\[\[q:\w+\]\]”?", "", line))


@lie("left out")
def the_mark_of_a_quotation(seen: Seen) -> str | None:
    line = seen.with_a("qc")
    return _said(seen, line and re.sub(r"\[\[c:\w+\]\]", "", line))


@lie("left out")
def the_middle_of_the_line(seen: Seen) -> str | None:
    line = next((one for one in seen.told() if len(SLOT.findall(one)) > 2), None)
    if line is None:
        return None
    found = list(SLOT.finditer(line))
    return _said(seen, line[: found[0].end()] + line[found[-1].start() :])


@lie("left out")
def what_stands_in_brackets(seen: Seen) -> str | None:
    line = next((one for one in seen.told() if re.search(r"[（(](?:上限|limit )\[\[f:", one)), None)
    return _said(seen, line and re.sub(r"[（(](?:上限|limit )([^（）()]*)[）)]", r"，\1", line))


# --- put together ---


@lie("put together")
def two_lines_in_one(seen: Seen) -> str | None:
    lines = _with_figures(seen)
    joined = "，而" if seen.language == "zh" else ", whereas "
    return _said(seen, joined.join(lines[:2])) if len(lines) > 1 else None


@lie("put together")
def the_head_of_one_with_the_tail_of_another(seen: Seen) -> str | None:
    lines = _with_figures(seen)
    if len(lines) < 2:
        return None
    head, tail = SLOT.search(lines[0]), SLOT.search(lines[-1])
    assert head and tail
    return _said(seen, lines[0][: head.end()] + lines[-1][tail.end() :])


@lie("put together")
def a_cause_between_two_lines(seen: Seen) -> str | None:
    lines = list(seen.told())
    joined = "，所以" if seen.language == "zh" else ", therefore "
    return _said(seen, joined.join(lines[:2])) if len(lines) > 1 else None


@lie("put together")
def a_figure_twice(seen: Seen) -> str | None:
    line = seen.with_a("f")
    return _said(seen, line and f"{line}，{seen.slots('f')[0]}")


@lie("put together")
def a_verdict_twice(seen: Seen) -> str | None:
    line = seen.with_a("v")
    return _said(seen, line and f"{line}，{SLOT.search(line[line.index('[[v:') :]).group()}")  # type: ignore[union-attr]


@lie("put together")
def a_list_in_a_false_order(seen: Seen) -> str | None:
    items = _items(seen)
    heading = "从低到高" if seen.language == "zh" else "from low to high"
    return f"{heading}：\n" + "\n".join(f"- {one}" for one in items[::-1]) if len(items) > 1 else None


@lie("put together")
def a_list_of_its_own(seen: Seen) -> str | None:
    return "\n".join(f"1. {one}" for one in seen.told())


@lie("put together")
def figures_side_by_side(seen: Seen) -> str | None:
    return _said(seen, "".join(seen.slots("f")[:2])) if len(seen.slots("f")) > 1 else None


@lie("put together")
def words_between_name_and_verdict(seen: Seen) -> str | None:
    line = seen.with_a("v")
    turned = "原来不是这样，" if seen.language == "zh" else "was once not so, "
    return _said(seen, line and line.replace("[[v:", f"{turned}[[v:", 1))


@lie("put together")
def the_label_behind_its_figure(seen: Seen) -> str | None:
    """Labels and figures in their order, but with the marks moved, so that each label goes with the figure before it."""
    for line in seen.told():
        if line.count("[[f:") > 1:
            moved = re.sub(r"([，。；,;:：（(]\s*)([^\[\]，。；,;:：（(]+)(\[\[f:\w+\]\])", r"\2，\3", line)
            if moved != line:
                return _said(seen, moved)
    return None


# --- over time ---


@lie("over time")
def a_good_beginning(seen: Seen) -> str | None:
    first = next(seen.told(), None)
    lie_ = typed("«n»共十二所不达标。", "«n»: twelve schools fail.")(seen)
    return f"{first}{_stop(seen)}{lie_}" if first and isinstance(lie_, str) else None


@lie("over time")
def a_lie_and_the_same_again(seen: Seen) -> str | None:
    return typed("«n»：«f»，共12所。", "«n»: «f», 12 in all.")(seen)  # type: ignore[return-value]


@lie("over time")
def a_lie_and_another(seen: Seen) -> str | None:
    first, second = ("«n»：十二所。", "«n»: twelve."), ("«n»：达标。", "«n»: met.")
    return typed(*(first if seen.attempt == 1 else second))(seen)  # type: ignore[return-value]


@lie("over time")
def a_repair_that_goes_on_with_the_lie(seen: Seen) -> str | None:
    """The first reply ends within a sentence, and the second would complete it."""
    name = next(iter(seen.slots("n")), None)
    return name and (f"{name}共" if seen.attempt == 1 else "十二所不达标。")


@lie("over time")
def the_problems_read_back(seen: Seen) -> str | None:
    first = typed("«n»：十二所达标。", "«n»: twelve are met.")(seen)
    return first if seen.attempt == 1 else seen.messages[-1].text  # type: ignore[return-value]


@lie("over time")
def split_over_sentences(seen: Seen) -> str | None:
    name = next(iter(seen.slots("n")), None)
    if not name:
        return None
    return f"{name}共。十。二。所。" if seen.language == "zh" else f"{name}: twe. lve. schools. "


@lie("over time")
def split_over_lines(seen: Seen) -> str | None:
    name = next(iter(seen.slots("n")), None)
    return f"{name}\n十\n二\n所" if name else None


@lie("over time")
def split_over_slots(seen: Seen) -> str | None:
    names = seen.slots("n")
    return _said(seen, f"{names[0]}十{names[1]}二") if len(names) > 1 else None


@lie("over time")
def too_many_words(seen: Seen) -> str | None:
    first = next(seen.told(), "")
    return f"{first}，共十二所{_stop(seen)}" * 2000


@lie("over time")
def one_endless_word(seen: Seen) -> str | None:
    return "达标" * 20_000


@lie("over time")
def the_whole_prompt(seen: Seen) -> str | None:
    return "\n".join(one.text for one in seen.messages)


@lie("over time")
def only_the_legend(seen: Seen) -> str | None:
    return seen.first


@lie("over time")
def a_failure_in_the_repair(seen: Seen) -> str | None:
    if seen.attempt > 1:
        raise ModelFailed("truncated")
    return typed("«n»：十二所。", "«n»: twelve.")(seen)  # type: ignore[return-value]


@lie("over time")
def other_words_in_the_end_than_while_it_spoke(seen: Seen) -> str | Reply | None:
    """What was heard piece by piece is not what the reply says: nothing to hear, a lie at the end."""
    return typed("«n»：«f»，即十二所。", "«n»: «f», that is twelve.")(seen)


# --- models that do their work ---


def told_as_it_stands(seen: Seen) -> str:
    """A model that says the points one after another."""
    return _said(seen, *seen.told()) or ""


def the_first_point_alone(seen: Seen) -> str:
    """A model that says what answers most directly, without the rest."""
    return _said(seen, next(seen.told())) or ""


def told_in_other_words(seen: Seen) -> str:
    """A model that rewords each point with words that claim nothing."""
    zh = seen.language == "zh"
    reworded = []
    for point in seen.told():
        joined = re.sub(r"(?<=\]\])[：:]\s?(?=\[\[v:)", "的结论是" if zh else ", the verdict is ", point, count=1)
        reworded.append(("关于" if zh else "For ") + joined if joined.startswith("[[n:") else joined)
    return _said(seen, *reworded) or ""


def with_bold_figures(seen: Seen) -> str:
    """A model that cannot leave emphasis alone: it does not get through to the reader, the words do."""
    return re.sub(r"(\[\[[fv]:\w+\]\])", r"**\1**", told_as_it_stands(seen))


HONEST: Mapping[str, Script] = {
    one.__name__.replace("_", " "): one
    for one in (told_as_it_stands, the_first_point_alone, told_in_other_words, with_bold_figures)
}
