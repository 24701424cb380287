"""Why a text is no YAML of ours, said so that its writer finds it: the line, what is wrong there, what is meant."""

import re
from collections.abc import Mapping

import yaml

from corpus.bilingual import Bilingual
from corpus.strict import MOST_LEVELS, DuplicateKeyError

YamlFault = yaml.YAMLError | DuplicateKeyError
_MARK = re.compile(r"line (\d+), column (\d+)")
# What a parser of YAML says (a part of it), and what is meant. The first that fits is told.
_MEANT: Mapping[str, Bilingual] = {
    "stands twice": Bilingual("同一个键写了两次，请删去一个", "a key stands twice; remove one of them"),
    "is repeated by": Bilingual(
        "不能用 * 引用别处的内容，请写全", "a part is repeated with *, which is not allowed; write it out"
    ),
    "levels": Bilingual(f"嵌套超过 {MOST_LEVELS} 层", f"it is nested deeper than {MOST_LEVELS} levels"),
    "is tagged": Bilingual("不能使用标签（!），请直接写值", "a tag (!) is not allowed; write the plain value"),
    "whole number": Bilingual(
        "整数太长或写法不对；文字请加引号", "a whole number is too long or ill-formed; put text in quotes"
    ),
    "is no plain value": Bilingual("键应为文字", "a key must be plain text"),
    "mapping values": Bilingual(
        "这里不应再有“: ”；含冒号的文字请加引号", "another “: ” cannot stand here; put text with a colon in quotes"
    ),
    "tab character": Bilingual("缩进请用空格，不用制表符", "indent with spaces, not tabs"),
    "cannot start": Bilingual(
        "缩进请用空格，不用制表符；以 @、`、% 开头的文字请加引号",
        "indent with spaces, not tabs; put text that begins with @, ` or % in quotes",
    ),
    "end of stream": Bilingual("引号或括号没有结束", "a quotation mark or bracket is not closed"),
    "',' or": Bilingual(
        "各项之间应有“,”，结尾应有“]”或“}”", "“,” is expected between the items, and “]” or “}” at the end"
    ),
    "'-' indicator": Bilingual(
        "应以“- ”开头，并与同一列表的其他条对齐", "“- ” is expected, in line with the other entries of the list"
    ),
    "expected key": Bilingual(
        "应为“键: 值”，并与同一条的其他键对齐", "“key: value” is expected, in line with the keys beside it"
    ),
    "':'": Bilingual("键后应有“: ”", "“: ” is expected after the key"),
    "escape": Bilingual(
        "双引号中的“\\”请改用单引号括起", "put text with “\\” in single quotes instead of double ones"
    ),
    "another document": Bilingual(
        "一个文件只能有一份内容（不要再写“---”）", "a file holds one document only (no second “---”)"
    ),
    "document start": Bilingual("“...”之后不能再有内容", "nothing can stand after “...”"),
    "merge": Bilingual("不能使用“<<”，请写全", "“<<” is not allowed; write the entries out"),
    "2002:value": Bilingual("“=”请加引号", "put “=” in quotes"),
    "unacceptable": Bilingual("文件中有不允许的控制字符", "the file holds a control character, which is not allowed"),
}  # fmt: skip
_OTHERWISE = Bilingual("写法不合 YAML 格式", "this is not how YAML is written")


def yaml_fault_of(fault: YamlFault) -> Bilingual:
    """Return where a text is no YAML of ours, and what is expected there; where it began, if that is another line."""
    said = str(fault)
    meant = next((text for words, text in _MEANT.items() if words in said), _OTHERWISE)
    lines = [int(line) for line, _ in _MARK.findall(said)]
    zh, en = "不是合格的 YAML", "it is no valid YAML"
    if not lines:
        return Bilingual(f"{zh}：{meant.zh}", f"{en}: {meant.en}")
    begun = Bilingual("", "")
    if lines[0] != lines[-1]:
        begun = Bilingual(f"（起于第 {lines[0]} 行）", f" (begun in line {lines[0]})")
    return Bilingual(f"{zh}：第 {lines[-1]} 行{begun.zh}：{meant.zh}", f"{en}: line {lines[-1]}{begun.en}: {meant.en}")
