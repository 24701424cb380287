"""What a question wants, by examples: right where it is sure, and silent where it is not."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.asked.meant import Meant, Want, open_examples
from corpus.strict import load_yaml
from tests.conftest import GOLDEN

PRECISION, RECALL = 0.9, 0.35
PHRASINGS = load_yaml((GOLDEN / "meant_phrasings.yaml").read_text(encoding="utf-8"))


def tried(half: str, home: Path) -> Iterator[tuple[Want, Meant]]:
    examples = open_examples(home)
    for want, texts in PHRASINGS[half].items():
        for text in texts:
            yield want, examples.meant(text)


@pytest.mark.parametrize("half", ["open", "held_back"])
def test_a_want_that_is_sure_is_right_nine_times_of_ten(half: str, home: Path) -> None:
    found = list(tried(half, home))
    sure = [(want, meant) for want, meant in found if meant.sure]
    right = sum(meant.wants[0] == want for want, meant in sure)
    assert right / len(sure) >= PRECISION and right / len(found) >= RECALL, (right, len(sure), len(found))


def test_no_phrasing_is_an_example_or_stands_on_both_sides() -> None:
    examples = load_yaml((Path(__file__).parents[2] / "assistant/asked/examples.yaml").read_text(encoding="utf-8"))
    sides = [
        {text for texts in side.values() for text in texts}
        for side in (examples, PHRASINGS["open"], PHRASINGS["held_back"])
    ]
    assert not sides[0] & sides[1] and not sides[0] & sides[2] and not sides[1] & sides[2]


@pytest.mark.parametrize("text", ["教师职称怎么评", "学校食堂的饭菜", "⟨地⟩的人口"])
def test_what_is_like_no_want_is_not_sure(text: str, home: Path) -> None:
    assert not open_examples(home).meant(text).sure
