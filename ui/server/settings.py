"""What an operator may set for the server, read from the environment in one place."""

import os
from dataclasses import dataclass

from calculators.opening.guards import MAX_FILE_BYTES

MULTIPART_OVERHEAD_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """Where and how to serve. `token` is asked of every client when it is set; without it only loopback is served.

    A client may send `burst` working requests at once and `per_second` more each second.
    """

    host: str = "127.0.0.1"
    port: int = 7860
    token: str | None = None
    max_body_bytes: int = MAX_FILE_BYTES + MULTIPART_OVERHEAD_BYTES
    burst: int = 600
    per_second: float = 20.0


def server_settings(host: str, port: int) -> ServerSettings:
    """Return the settings for an address, with the token of `JUNHENG_TOKEN`; an empty one counts as none."""
    return ServerSettings(host=host, port=port, token=os.environ.get("JUNHENG_TOKEN", "").strip() or None)
