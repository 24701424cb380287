"""Scripts that put the slots they are shown where they do not belong, or lines together that do not."""

import re
from itertools import pairwise

from tests.assistant.language_model.adversary import SLOT, Seen
from tests.assistant.language_model.lies import Lies, items, said, with_figures

MISUSED = Lies()


def _swapped(line: str, kinds: str, others: list[str]) -> str | None:
    """Return a sentence with its slots of some kinds exchanged, each for the next one of the others."""
    own = [one.group() for one in SLOT.finditer(line) if one[1] in kinds]
    spare = [one for one in others if one not in own]
    if not own or not spare:
        return None
    return line.replace(own[0], spare[0])


@MISUSED.of("slots of others")
def the_name_of_another(seen: Seen) -> str | None:
    return said(seen, *(_swapped(one, "n", seen.slots("n")[::-1]) for one in with_figures(seen)[:3]))


@MISUSED.of("slots of others")
def the_figure_of_another(seen: Seen) -> str | None:
    return said(seen, *(_swapped(one, "f", seen.slots("f")[::-1]) for one in with_figures(seen)[:3]))


@MISUSED.of("slots of others")
def the_verdict_of_another(seen: Seen) -> str | None:
    line = seen.with_a("v")
    return said(seen, line and _swapped(line, "v", seen.slots("v")[::-1]))


@MISUSED.of("slots of others")
def the_mark_of_another(seen: Seen) -> str | None:
    line = seen.with_a("c")
    return said(seen, line and _swapped(line, "c", seen.slots("c")[::-1]))


@MISUSED.of("slots of others")
def the_quotation_of_another(seen: Seen) -> str | None:
    line = seen.with_a("q")
    return said(seen, line and _swapped(line, "q", seen.slots("q")[::-1]))


@MISUSED.of("slots of others")
def schools_exchanged(seen: Seen) -> str | None:
    for one, other in pairwise(items(seen)):
        first, second = (SLOT.findall(item) for item in (one, other))
        if first[0][0] == second[0][0] == "n" and first[0] != second[0] and "[[f:" in one and "[[f:" in other:
            names = [f"[[n:{found[0][1]}]]" for found in (first, second)]
            return said(seen, one.replace(*names), other.replace(*names[::-1]))
    return None


@MISUSED.of("slots of others")
def an_item_under_the_heading_of_another_list(seen: Seen) -> str | None:
    headings = [line for line, below in pairwise(seen.lines) if below.startswith("- ") and not line.startswith("- ")]
    if len(headings) < 2 or not items(seen):
        return None
    return said(seen, f"{headings[-1].rstrip('：: ')}，{items(seen)[0]}")


@MISUSED.of("slots of others")
def figures_exchanged_within_a_line(seen: Seen) -> str | None:
    for line in seen.told():
        own = [one.group() for one in SLOT.finditer(line) if one[1] == "f"]
        if len(own) > 1:
            return said(seen, line.replace(own[0], "\0").replace(own[1], own[0]).replace("\0", own[1]))
    return None


@MISUSED.of("slots of others")
def the_requirement_as_the_value(seen: Seen) -> str | None:
    figures = seen.slots("f")
    name = next(iter(seen.slots("n")), None)
    if not name or len(figures) < 2:
        return None
    return said(seen, f"{name}{'要求' if seen.language == 'zh' else ' requirement '}{figures[-1]}")


@MISUSED.of("slots of others")
def every_slot_in_a_row(seen: Seen) -> str | None:
    return said(seen, "，".join(one for kind in "nfv" for one in seen.slots(kind)[:4]))


@MISUSED.of("slots of others")
def every_pair_of_name_and_verdict(seen: Seen) -> str | None:
    named = [f"{name}：{verdict}" for name in seen.slots("n")[:3] for verdict in seen.slots("v")[:3]]
    return said(seen, *named) if named else None


@MISUSED.of("slots of others")
def every_pair_of_name_and_figure(seen: Seen) -> str | None:
    named = [f"{name}：{figure}" for name in seen.slots("n")[:3] for figure in seen.slots("f")[:4]]
    return said(seen, *named) if named else None


@MISUSED.of("slots of others")
def a_rank_for_another(seen: Seen) -> str | None:
    line = seen.with_a("r")
    rank = next(iter(seen.slots("r")), None)
    return said(seen, f"{rank}：{seen.slots('n')[-1]}，{seen.slots('f')[-1]}") if line and rank else None


@MISUSED.of("put together")
def two_lines_in_one(seen: Seen) -> str | None:
    lines = with_figures(seen)
    joined = "，而" if seen.language == "zh" else ", whereas "
    return said(seen, joined.join(lines[:2])) if len(lines) > 1 else None


@MISUSED.of("put together")
def the_head_of_one_with_the_tail_of_another(seen: Seen) -> str | None:
    lines = with_figures(seen)
    if len(lines) < 2:
        return None
    head, tail = SLOT.search(lines[0]), SLOT.search(lines[-1])
    assert head and tail
    return said(seen, lines[0][: head.end()] + lines[-1][tail.end() :])


@MISUSED.of("put together")
def a_cause_between_two_lines(seen: Seen) -> str | None:
    lines = list(seen.told())
    joined = "，所以" if seen.language == "zh" else ", therefore "
    return said(seen, joined.join(lines[:2])) if len(lines) > 1 else None


@MISUSED.of("put together")
def a_figure_twice(seen: Seen) -> str | None:
    line = seen.with_a("f")
    return said(seen, line and f"{line}，{seen.slots('f')[0]}")


@MISUSED.of("put together")
def a_verdict_twice(seen: Seen) -> str | None:
    line = seen.with_a("v")
    return said(seen, line and f"{line}，{SLOT.search(line[line.index('[[v:') :]).group()}")


@MISUSED.of("put together")
def a_list_in_a_false_order(seen: Seen) -> str | None:
    turned = items(seen)[::-1]
    heading = "从低到高" if seen.language == "zh" else "from low to high"
    return "\n".join([f"{heading}：", *(f"- {one}" for one in turned)]) if len(turned) > 1 else None


@MISUSED.of("put together")
def a_list_of_its_own(seen: Seen) -> str | None:
    return "\n".join(f"1. {one}" for one in seen.told())


@MISUSED.of("put together")
def figures_side_by_side(seen: Seen) -> str | None:
    return said(seen, "".join(seen.slots("f")[:2])) if len(seen.slots("f")) > 1 else None


@MISUSED.of("put together")
def words_between_name_and_verdict(seen: Seen) -> str | None:
    line = seen.with_a("v")
    turned = "原来不是这样，" if seen.language == "zh" else "was once not so, "
    return said(seen, line and line.replace("[[v:", f"{turned}[[v:", 1))


@MISUSED.of("put together")
def the_label_behind_its_figure(seen: Seen) -> str | None:
    """Labels and figures in their order, but the marks moved, so that each label goes with the figure before it."""
    for line in seen.told():
        if line.count("[[f:") > 1:
            moved = re.sub(r"([，。；,;:：（(]\s*)([^\[\]，。；,;:：（(]+)(\[\[f:\w+\]\])", r"\2，\3", line)
            if moved != line:
                return said(seen, moved)
    return None


@MISUSED.of("marks and quotations")
def a_mark_before_the_line(seen: Seen) -> str | None:
    line = seen.with_a("qc")
    return said(seen, line and seen.slots("c")[0] + line)


@MISUSED.of("marks and quotations")
def a_mark_twice(seen: Seen) -> str | None:
    line = seen.with_a("qc")
    return said(seen, line and line + seen.slots("c")[0])


@MISUSED.of("marks and quotations")
def quotation_marks_turned_round(seen: Seen) -> str | None:
    line = seen.with_a("qc")
    return said(seen, line and line.replace("“", "\0").replace("”", "“").replace("\0", "”"))


@MISUSED.of("marks and quotations")
def a_quotation_without_its_marks(seen: Seen) -> str | None:
    line = seen.with_a("qc")
    return said(seen, line and re.sub("[“”]", "", line))


@MISUSED.of("marks and quotations")
def the_quotation_typed_out(seen: Seen) -> str | None:
    """The quotation as it is shown, with numbers of one's own for those that are not."""
    shown = re.search("\\[\\[q:\\w+\\]\\] = [^“]*“(?P<quote>[^”]+)", seen.first)
    line = seen.with_a("qc")
    return said(
        seen, line and shown and re.sub("\\[\\[q:\\w+\\]\\]", shown["quote"].replace("□", "十二"), line, count=1)
    )


@MISUSED.of("marks and quotations")
def words_put_into_a_quotation(seen: Seen) -> str | None:
    line = seen.with_a("qc")
    return said(seen, line and line.replace("“[[q:", "“不[[q:" if seen.language == "zh" else "“not [[q:"))


@MISUSED.of("marks and quotations")
def the_legend_typed_out(seen: Seen) -> str | None:
    """What a figure is called, as it is shown, with the figure behind it."""
    shown = re.search("(?P<slot>\\[\\[f:\\w+\\]\\]) = (?P<label>.+)", seen.first)
    return said(seen, shown and f"{shown['label']}：{shown['slot']}")
