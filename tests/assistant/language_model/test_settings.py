"""Which model an operator may set, and what is told of a wrong setting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import WrongSetting
from assistant.language_model.settings import ModelSettings, model_settings

LOCAL, REMOTE = "http://127.0.0.1:8000/v1", "https://models.example/v1"
VARIABLES = ("", "_URL", "_KEY", "_TIMEOUT", "_NAMES")


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in VARIABLES:
        monkeypatch.delenv(f"JUNHENG_MODEL{variable}", raising=False)


@pytest.fixture
def is_set(monkeypatch: pytest.MonkeyPatch):
    def put(name: str = "small", url: str = LOCAL, **others: str) -> None:
        for variable, value in {"": name, "_URL": url, **{f"_{one.upper()}": v for one, v in others.items()}}.items():
            monkeypatch.setenv(f"JUNHENG_MODEL{variable}", value)

    return put


def test_without_a_name_no_model_is_set(is_set) -> None:
    assert model_settings() is None
    is_set(name="  ")
    assert model_settings() is None


def test_a_name_and_an_address_are_enough(is_set) -> None:
    is_set(" qwen ", " http://127.0.0.1:8000/v1/ ")
    assert model_settings() == ModelSettings("qwen", LOCAL, None, 30, "hidden")


def test_a_name_without_an_address_is_a_wrong_setting_and_never_a_hosted_service(is_set) -> None:
    is_set(url="")
    with pytest.raises(WrongSetting) as told:
        model_settings()
    assert "JUNHENG_MODEL_URL" in told.value.message.zh and "127.0.0.1" in told.value.hint.en


@pytest.mark.parametrize(
    "url",
    [
        "127.0.0.1:8000", "ftp://127.0.0.1/v1", "http://", "http:///v1", "http://host:99999/v1", "http://host:x/v1",
        "http://host:0/v1", "http://[::1/v1", "http://ho st/v1", "http://host/v1?key=1", "http://host/v1#x",
        "http://a..b/v1", "http://host/v1\tx", "http://host/v1/chat/completions", "http://host/v1/chat/completions/",
    ],
)  # fmt: skip
def test_what_is_no_address_of_an_endpoint_is_told_with_a_hint(url: str, is_set) -> None:
    is_set(url=url)
    with pytest.raises(WrongSetting) as told:
        model_settings()
    assert "JUNHENG_MODEL_URL" in told.value.message.en and told.value.hint.zh


@pytest.mark.parametrize(
    "url", ["http://me:geheim@host/v1", "https://geheim@host/v1", "http://me:geheim@host:99999/v1"]
)
def test_an_address_with_a_password_is_refused_without_repeating_it(url: str, is_set) -> None:
    is_set(url=url)
    with pytest.raises(WrongSetting) as told:
        model_settings()
    assert "geheim" not in f"{told.value} {told.value.message} {told.value.hint}"


@pytest.mark.parametrize(
    ("url", "local"),
    [
        (LOCAL, True), ("http://localhost:1", True), ("http://[::1]:8000/v1", True), ("http://127.9.9.9", True),
        (REMOTE, False), ("http://10.0.0.1/v1", False), ("http://localhost.example/v1", False),
        ("http://0.0.0.0:8000/v1", False), ("https://模型.example/v1", False),
    ],
)  # fmt: skip
def test_only_an_address_that_must_be_this_machine_is_local(url: str, local: bool, is_set) -> None:
    is_set(url=url)
    settings = model_settings()
    assert settings and settings.is_local is local and settings.url == url


@pytest.mark.parametrize(
    ("url", "names", "shown"),
    [(LOCAL, "", False), (LOCAL, "hidden", False), (LOCAL, "Shown", True), (REMOTE, "shown", False)],
)
def test_names_are_shown_to_a_model_on_this_machine_only(url: str, names: str, shown: bool, is_set) -> None:
    is_set(url=url, names=names)
    settings = model_settings()
    assert settings and settings.shows_names is shown


def test_another_wish_for_names_is_a_wrong_setting(is_set) -> None:
    is_set(names="yes")
    with pytest.raises(WrongSetting, match="JUNHENG_MODEL_NAMES"):
        model_settings()


@pytest.mark.parametrize(("given", "seconds"), [("", 30), ("1", 1), (" 2.5 ", 2.5), ("600", 600), ("030", 30)])
def test_a_time_is_a_number_of_seconds(given: str, seconds: float, is_set) -> None:
    is_set(timeout=given)
    settings = model_settings()
    assert settings and settings.seconds == seconds


@pytest.mark.parametrize(
    "given", ["0", "0.9", "600.5", "601", "-1", "1e2", "inf", "nan", "３０", "三十", "30 s", "1_0"]
)
def test_other_times_are_wrong_settings(given: str, is_set) -> None:
    is_set(timeout=given)
    with pytest.raises(WrongSetting, match="JUNHENG_MODEL_TIMEOUT"):
        model_settings()


@pytest.mark.parametrize("name", ["a\nb", "a\u202eb", "x" * 201])
def test_a_name_that_would_spoil_a_line_is_refused(name: str, is_set) -> None:
    is_set(name=name)
    with pytest.raises(WrongSetting) as told:
        model_settings()
    assert name not in str(told.value)


@pytest.mark.parametrize("key", ["密钥-geheim", "geheim geheim", "geheim\x07"])
def test_a_key_that_no_header_can_carry_is_refused_without_repeating_it(key: str, is_set) -> None:
    is_set(key=key)
    with pytest.raises(WrongSetting) as told:
        model_settings()
    assert "geheim" not in f"{told.value} {told.value.message} {told.value.hint}"


@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789-_", min_size=12, max_size=40))
def test_the_key_is_never_part_of_what_is_printed(key: str) -> None:
    assert f"sk-{key}" not in repr(ModelSettings("small", LOCAL, f"sk-{key}"))
