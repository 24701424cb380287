import importlib
import io
import json
import math
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import hypothesis
import openpyxl
import pytest

from calculators.county import CountyCheck, check_county
from calculators.model import Upload
from calculators.opening import grids
from calculators.sheets.reading import read_tables
from corpus.documents import load_library
from corpus.standards import Thresholds, load_standards

# A busy machine is no failure.
hypothesis.settings.register_profile("repository", deadline=None)
hypothesis.settings.load_profile("repository")

GOLDEN = Path(__file__).parents[1] / "golden" / "sheets"
Rows = list[list[object]]


def open_here(work: str, content: bytes, limits: object, *arguments: str) -> bytes:
    """Do what `run_bounded` has done in a process of its own."""
    module, function = work.split(":")
    opened: bytes = getattr(importlib.import_module(module), function)(content, *arguments)
    return opened


@pytest.fixture(scope="module", autouse=True)
def opened_here() -> Iterator[None]:
    """Workbooks are opened in this process: to start one for each takes longer than to read these small sheets.

    The files about what that process is for (what is forged, too large or broken) override this with nothing.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grids, "run_bounded", open_here)
        yield


@pytest.fixture(scope="session")
def floor() -> Thresholds:
    return load_standards(load_library()).floor(2025)


@pytest.fixture(scope="session")
def golden() -> Callable[[str], Upload]:
    return lambda name: Upload(name, (GOLDEN / name).read_bytes())


@pytest.fixture(scope="session")
def expected() -> Callable[[str], dict]:
    return lambda name: json.loads((GOLDEN / f"{name}.expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def golden_rows() -> Callable[[str], Rows]:
    def read(name: str) -> Rows:
        sheet = openpyxl.load_workbook(GOLDEN / name).worksheets[0]
        return [list(row) for row in sheet.iter_rows(values_only=True)]

    return read


@pytest.fixture(scope="session")
def workbook() -> Callable[..., Upload]:
    def build(rows: Sequence[Sequence[object]], merges: Sequence[str] = (), name: str = "sheet.xlsx") -> Upload:
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append([None if cell == "" else cell for cell in row])
        for merge in merges:
            book.active.merge_cells(merge)
        stream = io.BytesIO()
        book.save(stream)
        return Upload(name, stream.getvalue())

    return build


@pytest.fixture(scope="session")
def check(floor: Thresholds) -> Callable[..., CountyCheck]:
    return lambda *uploads: check_county(read_tables(uploads), floor)


def assert_same(found, wanted, path=""):
    if isinstance(wanted, dict):
        assert set(found) == set(wanted), path
        for key, value in wanted.items():
            assert_same(found[key], value, f"{path}/{key}")
    elif isinstance(wanted, list):
        assert len(found) == len(wanted), path
        for position, (left, right) in enumerate(zip(found, wanted, strict=True)):
            assert_same(left, right, f"{path}/{position}")
    elif isinstance(wanted, float):
        assert isinstance(found, int | float) and math.isclose(found, wanted, rel_tol=1e-9, abs_tol=1e-12), path
    else:
        assert found == wanted and type(found) is type(wanted), path


@pytest.fixture(scope="session")
def same() -> Callable[[object, object], None]:
    """Compare figures to 1e-9 and everything else exactly."""
    return assert_same


HEADINGS = {
    "name": "学校名称",
    "type": "办学类型",
    "pupils": "小学在校生数",
    "pupils_junior": "初中在校生数",
    "pupils_senior": "高中在校生数",
    "classes": "小学班级数",
    "classes_junior": "初中班级数",
    "largest": "小学最大班额",
    "degree": "小学本科及以上学历专任教师数",
    "diploma": "小学专科学历专任教师数",
    "degree_junior": "初中本科及以上学历专任教师数",
    "backbone": "小学县级及以上骨干教师数",
    "backbone_junior": "初中县级及以上骨干教师数",
    "arts": "小学体育、艺术专任教师数",
    "arts_junior": "初中体育、艺术专任教师数",
    "teaching": "教学及辅助用房面积（㎡）",
    "indoor": "室内体育用房面积（㎡）",
    "ground": "运动场地面积（㎡）",
    "equipment": "教学仪器设备资产值（万元）",
    "multimedia": "网络多媒体教室数（间）",
    "music": "音乐专用教室间数",
    "music_areas": "音乐专用教室各间面积（㎡）",
    "art": "美术专用教室间数",
    "art_areas": "美术专用教室各间面积（㎡）",
}
# 1000 pupils that exactly reach every standard of 小学.
AT_THE_LINE = {
    "name": "甲小学",
    "type": "小学",
    "pupils": 1000,
    "classes": 24,
    "largest": 45,
    "degree": 32,
    "diploma": 10,
    "backbone": 10,
    "arts": 9,
    "teaching": 4500,
    "indoor": 0,
    "ground": 7500,
    "equipment": 200,
    "multimedia": 23,
    "music": 2,
    "music_areas": "96、96",
    "art": 2,
    "art_areas": "90、90",
}


@pytest.fixture(scope="session")
def county(workbook: Callable[..., Upload], check: Callable[..., CountyCheck]) -> Callable[..., CountyCheck]:
    """Check a small county: each school is the one at the line with some cells changed; None drops a column."""

    def build(*schools: dict[str, object], drop: Sequence[str] = ()) -> CountyCheck:
        keys = [key for key in HEADINGS if key not in drop]
        filled = [{**AT_THE_LINE, **school} for school in schools]
        rows = [[HEADINGS[key] for key in keys], *([school.get(key) for key in keys] for school in filled)]
        return check(workbook(rows))

    return build
