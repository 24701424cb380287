"""Sheets to try, shipped with the product: made-up counties that stand in no statistics."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from calculators.model import Upload
from corpus.bilingual import Bilingual
from ui.errors import Refused
from ui.words.check_labels import NO_SAMPLE, PICK_HINT


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample: its name in an address, what it shows, and its files with the names that they get when used."""

    name: str
    title: Bilingual
    files: tuple[tuple[str, str], ...]


SAMPLES = (
    Sample(
        "survey",
        Bilingual("示例县：26 所学校的填报汇总表", "Sample county: a survey sheet of 26 schools"),
        (("survey.xlsx", "示例县学校填报汇总（虚构）.xlsx"),),
    ),
    Sample(
        "strong",
        Bilingual("示例二县：19 所学校的数据表，加县级填报表", "Second sample county: 19 schools and the county form"),
        (("strong.xlsx", "示例二县学校数据（虚构）.xlsx"), ("form.xlsx", "示例二县县级填报表（虚构）.xlsx")),
    ),
    Sample(
        "messy",
        Bilingual(
            "示例县：填写不规范的表，看数据问题怎样列出", "Sample county: a messy sheet, to see its faults listed"
        ),
        (("messy.xlsx", "示例县学校填报汇总（不规范，虚构）.xlsx"),),
    ),
)


def sample_uploads(name: str) -> tuple[Upload, ...]:
    """Return the files of a sample. Raises Refused (404) for one that there is not."""
    sample = next((one for one in SAMPLES if one.name == name), None)
    if sample is None:
        raise Refused(404, "unknown_sample", NO_SAMPLE, PICK_HINT)
    return tuple(Upload(called, _content(file)) for file, called in sample.files)


@cache
def _content(file: str) -> bytes:
    return files("ui.check_page").joinpath("sample_sheets", file).read_bytes()
