"""Who a request comes from and goes to: host names, and the cookie of a browser that has signed in."""

import hashlib
import hmac
import re
from collections.abc import Iterable, Mapping

_HOST = re.compile(r"(?:\[(?P<six>[0-9A-Fa-f:.]+)\]|(?P<name>[\w.-]+))(?::\d{1,5})?", re.ASCII)
COOKIE = "junheng"
# The plain pages, each with what is under it. A reader's own, or what leads there; and everybody's.
OWN_PAGES = ("/check", "/evidence", "/documents", "/conversations")
PAGES = (*OWN_PAGES, "/shared", "/docs")
UPLOAD_PAGE = "/documents/upload"
CHECK_UPLOAD = "/check/upload"
MCP = "/mcp"


def host_name(header: str) -> str:
    """Return the name of a Host header without its port, brackets of IPv6 removed; "" for what is no host.

    >>> host_name("127.0.0.1:7860"), host_name("[::1]:7860"), host_name("localhost")
    ('127.0.0.1', '::1', 'localhost')
    >>> host_name("[::1].evil.example"), host_name("127.0.0.1:80@evil.example")
    ('', '')
    """
    match = _HOST.fullmatch(header)
    return (match["six"] or match["name"]) if match else ""


def cookie_value(token: str) -> str:
    """Return what a signed-in browser carries: it proves the token and does not tell it."""
    return hmac.new(token.encode(), b"junheng browser session", hashlib.sha256).hexdigest()


def is_page(path: str) -> bool:
    """Tell whether a path is a page for people, whom a redirect to the form serves better than an error.

    >>> is_page("/"), is_page("/check"), is_page("/check/upload"), is_page("/checks"), is_page("/api/check")
    (True, True, True, False, False)
    """
    return path == "/" or _is_under(path, PAGES)


def is_own_page(path: str) -> bool:
    """Tell whether a page shows what is a reader's own, or leads to it."""
    return path == "/" or _is_under(path, OWN_PAGES)


def by_script(headers: Mapping[str, str]) -> bool:
    """Tell whether a script of a page asks, rather than a reader who follows a link or sends a form."""
    return "application/json" in headers.get("accept", "")


def is_for_person(path: str, headers: Mapping[str, str]) -> bool:
    """Tell whether what is answered is read in a window, as a page, and not by a program."""
    return is_page(path) and not by_script(headers)


def _is_under(path: str, pages: Iterable[str]) -> bool:
    return any(path == one or path.startswith(f"{one}/") for one in pages)
