"""Reading charts back: a page's table, a file's rows, a picture's words."""

import csv
import io
import re
from collections.abc import Mapping

from lxml import etree, html

from ui.charts.model import Chart

SIGNS = re.compile(r"[△×临缺]|n/a")
SVG = "{http://www.w3.org/2000/svg}"


def table_of(chart: Chart) -> dict[str, list[str]]:
    """Return what stands in a chart's table, by the name of the row: what is seen, without what is only read aloud."""
    figure = html.fromstring(str(chart.html))
    for unseen in figure.xpath("//tbody//*[@class='unseen']"):
        unseen.drop_tree()
    rows = figure.xpath("//tbody/tr[th]")
    return {row.xpath("string(th)").strip(): [cell.text_content().strip() for cell in row.xpath("td")] for row in rows}


def steps_of(chart: Chart) -> dict[str, list[str]]:
    """Return the classes of a chart's cells, by the name of the row."""
    rows = html.fromstring(str(chart.html)).xpath("//tbody/tr[th]")
    return {row.xpath("string(th)").strip(): [cell.get("class", "") for cell in row.xpath("td")] for row in rows}


def columns_of(chart: Chart) -> list[str]:
    """Return the ids of a chart's columns, by which its buttons sort."""
    values = html.fromstring(str(chart.html)).xpath("//thead//button/@value")
    return [value.removeprefix(f"{chart.id}.").rpartition(".")[0] for value in values][1:]


def cells_of(chart: Chart) -> dict[str, dict[str, str]]:
    """Return what stands in a chart's table, by row and column."""
    columns = columns_of(chart)
    return {name: dict(zip(columns, cells, strict=True)) for name, cells in table_of(chart).items()}


def csv_rows(content: bytes) -> list[list[str]]:
    """Return the rows of a file for a spreadsheet, its heads first."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def words_of(drawing: bytes) -> list[str]:
    """Return the texts of a picture. Raises XMLSyntaxError where it is not well formed."""
    return ["".join(text.itertext()) for text in etree.fromstring(drawing).iter(f"{SVG}text")]


def shown(value: object, unknown: str = "缺") -> str:
    """Return a number as it is to stand in a table."""
    return unknown if value is None else str(value)


def number(text: str) -> str:
    """Return a cell without its sign."""
    return text if text in ("缺", "n/a") else SIGNS.sub("", text).strip()


def verdict(passes: object) -> str:
    """Return a verdict as it is to stand in a table."""
    names: Mapping[object, str] = {True: "达标", False: "不达标", None: "数据不足"}
    return names[passes]
