"""What the doctor says of the language model, and what the server says answers."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.errors import WrongSetting
from assistant.language_model.endpoint import Endpoint
from assistant.service import Assistant
from tests.assistant.language_model.scripted_endpoint import Says, ScriptedEndpoint, deaf_host, nobody
from ui.server.app import create_app
from ui.server.settings import ServerSettings

KEY = "sk-geheim-0123456789"
NAMES = {"zh": "语言模型", "en": "language model"}


@pytest.fixture
def is_set(monkeypatch: pytest.MonkeyPatch):
    for variable in ("", "_URL", "_KEY", "_TIMEOUT", "_NAMES"):
        monkeypatch.delenv(f"JUNHENG_MODEL{variable}", raising=False)

    def put(url: str, name: str = "small", **others: str) -> None:
        for variable, value in {"": name, "_URL": url, **{f"_{one.upper()}": v for one, v in others.items()}}.items():
            monkeypatch.setenv(f"JUNHENG_MODEL{variable}", value)

    return put


def line(home: Path, language: str = "en"):
    return next(one for one in Assistant.open(home).doctor(language) if one.name == NAMES[language])


def test_without_a_model_the_built_in_engine_answers(tmp_path: Path, is_set) -> None:
    assert line(tmp_path).ok and line(tmp_path).value == "not set: the built-in engine answers"
    is_set("http://127.0.0.1:1/v1", name="")
    assert line(tmp_path).ok and "JUNHENG_MODEL_URL is set, JUNHENG_MODEL is not" in line(tmp_path).value


def test_a_model_on_this_machine_is_named_with_what_it_may_see(tmp_path: Path, is_set) -> None:
    with ScriptedEndpoint(Says("好。")) as endpoint:
        is_set(endpoint.url, key=KEY)
        host = endpoint.url.removeprefix("http://").removesuffix("/v1")
        assert line(tmp_path, "zh").value == f"small，{host}（本机），学校名称用代称，可以连接"
        is_set(endpoint.url, key=KEY, names="shown")
        assert line(tmp_path).value == f"small at {host} (this machine), school names are sent as they are, reachable"
        assert line(tmp_path).ok and endpoint.asked == [], "nobody is asked anything"


@pytest.mark.parametrize("somewhere", [nobody, deaf_host])
def test_an_endpoint_that_cannot_be_reached_is_something_to_mend(somewhere, tmp_path: Path, is_set) -> None:
    with somewhere() as url:
        is_set(url)
        found = line(tmp_path)
    assert not found.ok and "cannot be reached" in found.value and "JUNHENG_MODEL_URL" in found.value


def test_an_endpoint_that_does_not_take_the_key_is_something_to_mend_and_the_key_is_not_told(
    tmp_path: Path, is_set
) -> None:
    with ScriptedEndpoint(models_status=401) as endpoint:
        is_set(endpoint.url, key=KEY)
        found = line(tmp_path)
    assert not found.ok and "does not accept the key" in found.value and KEY not in found.value


def test_an_endpoint_that_lists_no_models_can_still_be_reached(tmp_path: Path, is_set) -> None:
    with ScriptedEndpoint(models_status=404) as endpoint:
        is_set(endpoint.url)
        assert line(tmp_path).ok


def test_names_stay_hidden_from_a_remote_model_and_the_doctor_says_so(tmp_path: Path, is_set) -> None:
    is_set("http://no-such-host.invalid/v1", key=KEY, names="shown")
    told = line(tmp_path).value
    assert "(remote)" in told and "school names are replaced (JUNHENG_MODEL_NAMES=shown is for a model on this" in told
    assert "unencrypted" in told and KEY not in told


def test_a_wrong_setting_is_told(tmp_path: Path, is_set) -> None:
    is_set("")
    assert not line(tmp_path).ok and "JUNHENG_MODEL_URL is not" in line(tmp_path).value


def test_the_server_says_which_engine_answers(assistant: Assistant, home: Path, is_set) -> None:
    def engine(of: Assistant) -> str:
        with TestClient(create_app(of, ServerSettings()), base_url="http://127.0.0.1:7860") as client:
            return client.get("/api/health").json()["engine"]

    assert engine(Assistant.open(home)) == "builtin"
    is_set("http://127.0.0.1:1/v1", name="qwen 3")
    assert engine(Assistant.open(home)) == "model:qwen 3"
    assert isinstance(Assistant.open(home).chat, Endpoint)


def test_a_server_is_not_started_with_half_a_setting(home: Path, is_set) -> None:
    is_set("")
    with pytest.raises(WrongSetting):
        Assistant.open(home).prepare()
