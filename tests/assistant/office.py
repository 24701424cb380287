"""Recalculates workbooks with LibreOffice: what the live formulas come to in a program that is not ours."""

import io
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

SECONDS = 300
Cells = dict[str, list[list[object]]]


def cells_of(workbook: bytes) -> Cells:
    """Return the values of all sheets from A1 on, formulas as their cached values."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def without_cached(workbook: bytes) -> bytes:
    """Return the workbook with no cached value beside any formula, so that every one must be calculated."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.startswith("xl/worksheets/"):
                content = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", content)
            target.writestr(name, content)
    return stream.getvalue()


def recalculated(workbooks: Mapping[str, bytes], folder: Path) -> dict[str, Cells]:
    """Return the values of each workbook as LibreOffice calculates them; skips without it, unless it is required."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        if os.environ.get("JUNHENG_REQUIRE_OFFICE") == "1":
            pytest.fail("LibreOffice is required: install libreoffice-calc")
        pytest.skip("needs LibreOffice")
    given = []
    for number, content in enumerate(workbooks.values()):
        path = folder / "in" / f"{number}.xlsx"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(without_cached(content))
        given.append(str(path))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [program, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder / "out"), *given]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
    return {name: cells_of((folder / "out" / f"{n}.xlsx").read_bytes()) for n, name in enumerate(workbooks)}
