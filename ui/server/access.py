"""Who a request comes from and goes to: host names, and the cookie of a browser that has signed in."""

import hashlib
import hmac
import re

_HOST = re.compile(r"(?:\[(?P<six>[0-9A-Fa-f:.]+)\]|(?P<name>[\w.-]+))(?::\d{1,5})?", re.ASCII)
COOKIE = "junheng"
PAGES = ("/documents", "/docs", "/check", "/conversations", "/evidence", "/shared")
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
    """Tell whether a path is a page for people, whom a redirect to the form serves better than an error."""
    return path == "/" or path.startswith(PAGES)
