"""What the name of a school tells of its stages: 康美小学 has no 初中."""

from corpus.model import JUNIOR, PRIMARY

# A school whose name ends so has one stage alone.
ENDS = {PRIMARY: ("小学", "教学点", "完小", "附小"), JUNIOR: ("初中", "初级中学")}


def _stage_of(school: str) -> str | None:
    """Return the one stage that a school has, by its name; a 中学 may have others than 初中, but not 小学."""
    return next((stage for stage, ends in ENDS.items() if school.endswith(ends)), None)


def tells(school: str, stage: str) -> bool:
    """Say whether the name of a school leaves nothing to say about a stage."""
    return _stage_of(school) == stage or cannot_have(school, stage)


def cannot_have(school: str, stage: str) -> bool:
    """Say whether a school cannot have a stage, by its name."""
    only = _stage_of(school)
    return (only is not None and only != stage) or (school.endswith("中学") and stage == PRIMARY)
