"""Files that are saved and not shown: their media types, and a name that every client can keep."""

from pathlib import PurePath
from urllib.parse import quote

from fastapi import Response

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV, SVG, ZIP = "text/csv; charset=utf-8", "image/svg+xml; charset=utf-8", "application/zip"


def attached(content: bytes, name: str, media_type: str, plain: str = "") -> Response:
    """Return a response that a browser saves under a name, also one in Chinese; `plain`: the name in ASCII."""
    plain = plain or f"junheng{PurePath(name).suffix}"
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    return Response(content, media_type=media_type, headers={"Content-Disposition": disposition})
