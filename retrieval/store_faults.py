"""What can go wrong with a store: inside as `StoreLost` and `StoreUnreachable`, outside as IndexUnavailable."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.bilingual import Bilingual
from retrieval.errors import IndexUnavailable


class StoreLost(Exception):
    """The collection or its files are gone, or not what they were."""


class StoreUnreachable(Exception):
    """The server does not answer."""


def server_url() -> str | None:
    """Return what CHROMA_URL says, credentials and all; None where it is not set."""
    return os.environ.get("CHROMA_URL") or None


def server_in_use() -> str | None:
    """Return the address of the Chroma server that is used, without credentials; None for this machine's folder."""
    url = server_url()
    return shown_url(url) if url else None


def shown_url(url: str) -> str:
    """Return a server's address without user and password, for messages.

    >>> shown_url("https://user:secret@chroma.example:8443")
    'https://chroma.example:8443'
    """
    scheme, between, rest = url.strip().rpartition("://")
    return f"{scheme}{between}{rest.rpartition('@')[2]}"


@contextmanager
def told_as_unavailable(home: Path) -> Iterator[None]:
    """Turn whatever keeps a store from being made or read into IndexUnavailable."""
    try:
        yield
    except StoreUnreachable as error:
        raise unreachable(server_in_use() or "") from error
    except StoreLost as error:
        server = server_in_use()
        raise (server_faulty(server, error) if server else home_unusable(home, error)) from error
    except (OSError, sqlite3.Error) as error:
        raise home_unusable(home, error) from error


def home_unusable(home: Path, error: Exception) -> IndexUnavailable:
    """Return the error for a data folder that cannot be written or read, or is full."""
    return IndexUnavailable(
        Bilingual(
            f"索引无法在数据目录中建立或读取：{home}（{error}）。",
            f"The index cannot be made or read in {home} ({error}).",
        ),
        Bilingual(
            "请用 JUNHENG_HOME 指定一个可写、空间足够的目录。",
            "Set JUNHENG_HOME to a folder that can be written and has room.",
        ),
    )


def server_faulty(shown: str, error: Exception) -> IndexUnavailable:
    """Return the error for a server that answers, but does not keep what it is given."""
    return IndexUnavailable(
        Bilingual(
            f"索引无法在 Chroma 服务器 {shown} 上建立或读取（{error}）。",
            f"The index cannot be made or read on the Chroma server at {shown} ({error}).",
        ),
        Bilingual("请检查该服务器的磁盘空间和日志。", "See to the room and the log of that server."),
    )


def unreachable(shown: str) -> IndexUnavailable:
    """Return the error for a server that does not answer; `shown` is its address without credentials."""
    return IndexUnavailable(
        Bilingual(f"Chroma 服务器没有应答：{shown}。", f"The Chroma server at {shown} does not answer."),
        Bilingual(
            "请启动该服务器，或改正 CHROMA_URL；不设 CHROMA_URL 时使用本机的索引。",
            "Start it, or correct CHROMA_URL; without CHROMA_URL an index on this machine is used.",
        ),
    )


def no_address(shown: str) -> IndexUnavailable:
    """Return the error for a CHROMA_URL that cannot be the address of a server."""
    return IndexUnavailable(
        Bilingual(f"CHROMA_URL 不是服务器地址：{shown}。", f"CHROMA_URL is not a server's address: {shown}."),
        Bilingual("应为 http://主机:端口 或 https://主机:端口。", "Write http://host:port or https://host:port."),
    )
