"""Nothing goes anywhere but to the endpoint, whatever is set in the environment; and no key is ever told."""

import json
import os
import subprocess
import sys
import textwrap
import traceback
from pathlib import Path

import pytest

from assistant.language_model.endpoint import Endpoint
from assistant.language_model.messages import ModelFailed, Patience, Utterance
from assistant.language_model.settings import ModelSettings
from tests.assistant.language_model.scripted_endpoint import Fails, Says, ScriptedEndpoint, Sends

QUESTION = (Utterance("user", "好吗？"),)
KEY = "sk-geheim-0123456789"
ROOT = Path(__file__).parents[3]
ASK = textwrap.dedent(
    """
    import platform
    from assistant.language_model.endpoint import configured_chat
    from assistant.language_model.messages import Patience, Utterance
    print(configured_chat().reply((Utterance("user", "好吗？"),), (), Patience.of(60), str).text, platform.node())
    from langchain_core.tracers.langchain import wait_for_all_tracers
    wait_for_all_tracers()
    """
)
ELSEWHERE = {
    "LANGSMITH_TRACING": "true", "LANGSMITH_TRACING_V2": "true", "LANGCHAIN_TRACING_V2": "true",
    "LANGCHAIN_TRACING": "true", "LANGCHAIN_HANDLER": "langchain", "LANGSMITH_API_KEY": "lsv2_secret",
    "LANGCHAIN_API_KEY": "lsv2_secret", "OPENAI_API_KEY": "sk-another", "OPENAI_ORG_ID": "org-mine",
    "OPENAI_PROJECT_ID": "project-mine", "OPENAI_LOG": "debug", "NO_PROXY": "",
}  # fmt: skip
ADDRESSES = (
    "LANGSMITH_ENDPOINT", "LANGCHAIN_ENDPOINT", "LANGSMITH_GATEWAY", "OPENAI_BASE_URL", "OPENAI_API_BASE",
    "OPENAI_PROXY", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy",
)  # fmt: skip


def test_no_setting_of_the_environment_sends_anything_elsewhere_or_adds_to_what_is_sent() -> None:
    with ScriptedEndpoint(Says("好。")) as endpoint, ScriptedEndpoint() as elsewhere:
        variables = {**ELSEWHERE, **dict.fromkeys(ADDRESSES, elsewhere.url.removesuffix("/v1"))}
        model = {"JUNHENG_MODEL": "small", "JUNHENG_MODEL_URL": endpoint.url, "JUNHENG_MODEL_KEY": ""}
        done = subprocess.run(
            [sys.executable, "-c", ASK], env={**os.environ, **variables, **model}, cwd=ROOT,
            capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert elsewhere.requests == [] and len(endpoint.requests) == 1
        sent = endpoint.requests[0]
    said, machine = done.stdout.split()
    assert said == "好。"
    assert set(sent.headers) <= {
        "host", "accept", "accept-encoding", "connection", "user-agent", "content-type", "content-length",
    }  # fmt: skip
    assert sent.headers["user-agent"] == "junheng"
    assert machine not in json.dumps([dict(sent.headers), sent.body])


def test_a_remote_endpoint_may_be_behind_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    with ScriptedEndpoint() as proxy:
        for variable in ("HTTP_PROXY", "http_proxy"):
            monkeypatch.setenv(variable, proxy.url.removesuffix("/v1"))
        with pytest.raises(ModelFailed):  # this proxy knows no other host
            Endpoint(ModelSettings("small", "http://models.test/v1", KEY)).reply(QUESTION, (), Patience.of(60), str)
        assert [one.path for one in proxy.requests] == ["http://models.test/v1/chat/completions"]


@pytest.mark.parametrize(
    "behaviour",
    [
        Fails(401, f"Incorrect API key: {KEY}"), Fails(500, KEY), Fails(429, KEY), Sends(KEY.encode()),
        Sends(f'data: {{"error": {{"message": "{KEY}"}}}}\n\n'.encode()),
    ],
    ids=["401", "500", "429", "no reply", "an error in the stream"],
)  # fmt: skip
def test_no_failure_tells_the_key_even_if_the_endpoint_does(
    behaviour: Fails | Sends, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    with ScriptedEndpoint(behaviour) as endpoint:
        with pytest.raises(ModelFailed) as failed:
            Endpoint(ModelSettings("small", endpoint.url, KEY)).reply(QUESTION, (), Patience.of(60), str)
        assert endpoint.requests[0].headers["authorization"] == f"Bearer {KEY}"
    told = "".join(traceback.format_exception(failed.value))
    assert KEY not in told and KEY not in caplog.text and KEY not in repr(failed.value.__dict__)


def test_who_asks_without_a_model_does_not_load_the_library(home: Path) -> None:
    ask = f"""
        import sys
        from pathlib import Path
        from assistant.service import Assistant
        print(Assistant.open(Path({str(home)!r})).ask("你能做什么？").engine)
        print({{"langchain_core", "langchain_openai", "openai"}} & sys.modules.keys())
    """
    variables = {**os.environ, "JUNHENG_MODEL": ""}
    command = [sys.executable, "-c", textwrap.dedent(ask)]
    done = subprocess.run(command, env=variables, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.stdout.split() == ["builtin", "set()"], done.stderr
