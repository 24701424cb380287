"""From a source to its canonical file."""

from importlib.resources import files

import pytest

from corpus.errors import MalformedDocument
from corpus.ingest import Recipe, ingest, shipped_sources

FACTS = {
    "id": "test-1",
    "title": "办法",
    "number": None,
    "issuer": "某市",
    "jurisdiction": "某省某市",
    "kind": "normative",
    "issued": "2024-01-01",
    "effective": None,
    "interprets": None,
    "paragraph_ends": "sentence",
}


def body_of(source: str, **steering: object) -> list[str]:
    recipe = Recipe.model_validate(FACTS | steering)
    canonical = ingest(source.encode(), "test-1.txt", recipe)
    return [line for line in canonical.split("---\n", 2)[2].splitlines() if line]


@pytest.mark.parametrize("name", sorted(shipped_sources()))
def test_a_shipped_source_gives_the_shipped_file_byte_for_byte(name: str) -> None:
    source, recipe = shipped_sources()[name]
    shipped = files("corpus") / "documents" / f"{recipe.id}.md"
    assert ingest(source, name, recipe) == shipped.read_text("utf-8")


def test_a_sentence_that_breaks_in_the_middle_is_joined() -> None:
    assert body_of("小学、初中生\n\n均设备值达 4000 元。\n下一段。") == ["小学、初中生均设备值达 4000 元。", "下一段。"]


def test_white_space_at_a_line_end_ends_a_paragraph_where_the_recipe_says_so() -> None:
    joined = body_of("均达90%以上。\n\n推行标准班额。 \n\n下一段 ", paragraph_ends="trailing-space")
    assert joined == ["均达90%以上。推行标准班额。", "下一段"]


@pytest.mark.parametrize(
    ("line", "following", "expected"),
    [
        ("一、目标", "到2025年。", "## 一、目标"),
        ("（一）优化配置，推进均衡。", "1. 布局。甲。", "### （一）优化配置，推进均衡。"),
        ("（一）组织保障。成立领导小组。", "下文。", "（一）组织保障。成立领导小组。"),
        ("（三）不得收费。", "（四）不得择校。", "（三）不得收费。"),
        ("4.社会认可度达到85%以上。", "下文。", "4.社会认可度达到85%以上。"),
    ],
)
def test_a_numbered_line_is_a_heading_only_with_something_below_it(line: str, following: str, expected: str) -> None:
    assert body_of(f"{line}\n{following}")[0] == expected


def test_only_what_is_declared_is_dropped() -> None:
    dropped = [
        {"why": "目录", "lines": [1, 2]},
        {"why": "列表标记", "line": 3, "text": "- "},
        {"why": "标记", "text": "**", "times": 2},
    ]
    assert body_of("目 录\n一、甲 6\n- **正**文。", dropped=dropped) == ["正文。"]


def test_a_table_gets_as_many_cells_in_each_row_as_its_head() -> None:
    table = {"lines": [1, 2], "path": "附件2", "group": "类", "key": "号"}
    assert body_of("类\t号\t责任\n甲\tL1", tables=[table]) == [
        "| 类 | 号 | 责任 |",
        "| --- | --- | --- |",
        "| 甲 | L1 |  |",
    ]


@pytest.mark.parametrize("steering", [{"sections": {2: "通知"}}, {"headings": {9: 1}}])
def test_a_recipe_that_speaks_of_a_line_where_nothing_begins_is_refused(steering: dict) -> None:
    with pytest.raises(MalformedDocument, match="test-1"):
        body_of("第一段\n\n第二段。", **steering)


def test_an_unknown_key_in_a_recipe_is_refused() -> None:
    with pytest.raises(ValueError, match="paragraph_end\n"):
        Recipe.model_validate(FACTS | {"paragraph_end": "sentence"})
