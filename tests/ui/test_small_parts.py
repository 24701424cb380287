"""Languages, addresses, cookies and rates."""

import pytest

from assistant.loopback import is_loopback
from ui.server.access import cookie_value, host_name
from ui.server.rate import RateLimit
from ui.server.settings import server_settings
from ui.words.language import accepted_language


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "zh"), ("", "zh"), ("en", "en"), ("en-US,en;q=0.9", "en"), ("zh-TW,en;q=0.8", "zh"), ("fr", "zh"),
        ("en;q=0.1, zh;q=0.2", "zh"), ("en;q=nonsense", "zh"), ("*", "zh"),
    ],
)  # fmt: skip
def test_the_better_liked_language_is_spoken(header: str | None, language: str) -> None:
    assert accepted_language(header) == language


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "localhost", "LocalHost", "::1", "[::1]"])
def test_loopback_addresses_mean_this_machine(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.1", "localhost.evil.example", "evil.example", ""])
def test_other_addresses_do_not(host: str) -> None:
    assert not is_loopback(host)


def test_the_port_is_no_part_of_a_host_name() -> None:
    assert [host_name(host) for host in ("a:1", "[::1]:1", "a", "")] == ["a", "::1", "a", ""]


@pytest.mark.parametrize(("value", "token"), [("", None), ("  ", None), ("x", "x"), (" x ", "x")])
def test_an_empty_token_is_none(value: str, token: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUNHENG_TOKEN", value)
    assert server_settings("127.0.0.1", 1).token == token


def test_cookies_of_different_tokens_differ_and_do_not_tell_them() -> None:
    assert cookie_value("a") != cookie_value("b")
    assert "sesame" not in cookie_value("sesame")


def test_a_bucket_is_refilled_with_time_up_to_its_size() -> None:
    now = [0.0]
    limit = RateLimit(2, 1.0, clock=lambda: now[0])
    assert [limit.allows("a") for _ in range(3)] == [True, True, False]
    assert limit.allows("b")
    now[0] = 1.0
    assert [limit.allows("a") for _ in range(2)] == [True, False]
    now[0] = 100.0
    assert [limit.allows("a") for _ in range(3)] == [True, True, False]
