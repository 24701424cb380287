"""The security headers of every response: pages of ours run scripts of ours from files; the chat page is as tight as
it works.
"""

import secrets
from collections.abc import Iterable

from starlette.types import Scope

CHAT_PAGE = "/"
# Pictures of charts are drawn from data that the page holds (blob:); frames show pages of ours beside others of ours.
OWN_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
# Gradio starts from inline scripts and styles: those of the page as it leaves us have its nonce, and no others count.
# Nothing may be evaluated, and nothing comes from elsewhere.
CHAT_POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}' {icon}; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; frame-src 'self'; "
    "form-action 'self'; base-uri 'self'; frame-ancestors 'none'"
)
FIXED = {
    "x-content-type-options": "nosniff",
    # Not "no-referrer": a browser then sends forms of our own with Origin: null, which the guard refuses.
    "referrer-policy": "same-origin",
    "x-frame-options": "SAMEORIGIN",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
ICON_STYLE = "'sha256-g1bHISw0wC5zPcnfBxdUydnwBkCuBpNPwannoyMIG3M='"  # one of Gradio's icons has a style in it
NONCE = "junheng.nonce"  # where the guard leaves it for whoever makes the page
LASTING = ("/assets/", "/static/", "/style/", "/favicon.ico")

Header = tuple[bytes, bytes]


def with_nonce(scope: Scope) -> Scope:
    """Return a request for the chat page with the nonce of its answer; any other as it is."""
    return {**scope, NONCE: secrets.token_urlsafe(18)} if scope.get("path") == CHAT_PAGE else scope


def sent_headers(headers: Iterable[Header], scope: Scope) -> list[Header]:
    """Return a response's headers with ours in place of its own; no other site may read the response."""
    ours = dict(FIXED)
    ours["content-security-policy"] = (
        CHAT_POLICY.format(nonce=scope[NONCE], icon=ICON_STYLE) if NONCE in scope else OWN_POLICY
    )
    if not scope["path"].startswith(LASTING):
        ours["cache-control"] = "no-store"
    kept = [(name, value) for name, value in headers if not _is_replaced(name.lower().decode("latin-1"), ours)]
    return kept + [(name.encode(), value.encode()) for name, value in ours.items()]


def _is_replaced(name: str, ours: dict[str, str]) -> bool:
    return name in ours or name.startswith("access-control-")
