"""What Gradio calls a tab counts only together with the browser's cookie.

Gradio holds what a tab shows under a name that the page makes up, and gives it to whoever knows that name. So the name
is replaced, before Gradio sees it, by one that the reader's cookie is part of: under another cookie it is another tab.
"""

import hashlib
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.types import Scope

from ui.server.cookie import reader_of

NAME = "session_hash"
HEARTBEAT = "/gradio_api/heartbeat/"
DATA = "/gradio_api/queue/data"


def own_tab(given: str, scope: Scope, home: Path) -> str:
    """Return the name under which a tab of the request's reader is held."""
    reader = reader_of(cookie_parser(Headers(scope=scope).get("cookie", "")), home) or ""
    return hashlib.sha256(f"{reader}\n{given}".encode()).hexdigest()


def in_own_tab(scope: Scope, home: Path) -> Scope:
    """Return a request that names a tab in its address with the tab's own name; any other as it is."""
    path = scope["path"]
    if path == DATA:
        asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        named = [(name, own_tab(value, scope, home) if name == NAME else value) for name, value in asked]
        return {**scope, "query_string": urlencode(named).encode()}
    if path.startswith(HEARTBEAT):
        path = HEARTBEAT + own_tab(path.removeprefix(HEARTBEAT), scope, home)
        return {**scope, "path": path, "raw_path": path.encode()}
    return scope
