"""The command line: exit codes, one sentence for whatever goes wrong, and what a command may load."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.doctor import DoctorLine
from assistant.model import IndexReport
from assistant.service import Assistant
from ui.main import run

pytestmark = pytest.mark.usefixtures("command_home")
ROOT = Path(__file__).parents[2]
SHEETS = ROOT / "tests" / "golden" / "sheets"
SURVEY = str(SHEETS / "county_survey.xlsx")
HEAVY = (
    "torch", "chromadb", "gradio", "transformers", "sentence_transformers", "bm25s", "fastapi", "uvicorn", "sqlalchemy",
    "langchain_core", "openai",
)  # fmt: skip


def loaded_by(arguments: list[str]) -> set[str]:
    """Run a command in a process of its own and return which heavy modules it loaded."""
    report = f"print('\\n', *(name for name in {HEAVY} if name in sys.modules))"
    script = f"import sys; from ui.main import run; run({arguments!r}); {report}"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    "arguments", [["check", SURVEY, "--json"], ["check", SURVEY], ["ask", "--help"], ["corpus", "list"]], ids=" ".join
)
def test_a_light_command_loads_nothing_heavy(arguments: list[str]) -> None:
    assert loaded_by(arguments) == set()


@pytest.mark.parametrize("name", ["county_survey", "county_strong", "county_uneven", "county_missing_column"])
def test_check_prints_the_figures_of_the_expected_file(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    expected = json.loads((SHEETS / f"{name}.expected.json").read_text("utf-8"))
    run(["check", str(SHEETS / f"{name}.xlsx"), "--json"])
    found = json.loads(capsys.readouterr().out)
    assert found["county"] == expected["county"]
    assert [unit["display"] for unit in found["units"]] == [unit["display"] for unit in expected["units"]]


@pytest.mark.parametrize("name", ["county_survey", "county_strong", "county_uneven", "county_missing_column"])
def test_check_ends_with_findings_exactly_when_the_verdict_or_an_error_says_so(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(["check", str(SHEETS / f"{name}.xlsx"), "--json"])
    found = json.loads(capsys.readouterr().out)
    errors = [issue for issue in found["issues"] if issue["severity"] == "error"]
    assert code == (1 if found["verdict"]["status"] == "not_met" or errors else 0)


def test_check_says_the_verdict_first_and_the_clauses_last(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", SURVEY]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("结论  不达标")
    assert lines.index("不达标") < lines.index("尚未定论") < lines.index("来源")
    assert any("乐政办发〔2023〕39号" in line for line in lines[lines.index("来源") :])


def test_check_speaks_english_when_asked_to(capsys: pytest.CaptureFixture[str]) -> None:
    run(["check", SURVEY, "--lang", "en"])
    assert capsys.readouterr().out.startswith("Verdict  not met")


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        (["chek"], "没有命令 chek", "No such command"),
        (["check"], "缺少参数", "Missing argument"),
        (["check", "--nope", "x"], "没有选项 --nope", "No such option"),
        (["search", "-k", "0", "x"], "参数 k 的值不对", "Invalid value"),
        (["ask"], "请给出一个问题", "Give either a question"),
        (["ask", "x", "--batch", "y"], "请给出一个问题", "Give either a question"),
        (["ask", "--batch", "y", "--county", "晋江市"], "--batch 不能与", "--batch goes without"),
        (["ask", ""], "没有收到", "no question"),
        (["ask", "长" * 100_000], "太长", "too long"),
        (["ask", "\udcff"], "编码", "Unicode"),
        (["check", "no-such.xlsx"], "没有文件 no-such.xlsx", "There is no file no-such.xlsx"),
        (["check", str(SHEETS)], "是文件夹", "is a folder"),
        (["check", str(ROOT / "pyproject.toml")], "", ""),
        (["ask", "--batch", str(SHEETS)], "是文件夹", "is a folder"),
        (["ask", "--batch", SURVEY], "不是 UTF-8", "is not text in UTF-8"),
        (["serve", "--host", "0.0.0.0"], "JUNHENG_TOKEN", "JUNHENG_TOKEN"),
        (["eval", "--questions", "no-such.jsonl"], "no-such.jsonl", "no-such.jsonl"),
    ],
)
def test_wrong_use_is_one_sentence_on_standard_error_and_exit_2(
    arguments: list[str], zh: str, en: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for language, words in (("zh", zh), ("en", en)):
        assert run([*arguments, "--lang", language]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert words in said.err
        assert said.err.count("\n") == 1


@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh_CN.UTF-8", "没有命令"), ("en_GB.UTF-8", "No such command"), ("C.UTF-8", "没有命令"), ("", "没有命令")],
)
def test_the_language_comes_from_the_environment_else_chinese(
    lang: str, words: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", lang)
    assert run(["chek"]) == 2
    assert words in capsys.readouterr().err


def test_help_is_shown_for_no_arguments_and_for_the_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 2
    assert "Commands:" in capsys.readouterr().err
    assert run(["--help"]) == 0
    assert "Commands:" in capsys.readouterr().out


def test_an_answer_shows_its_text_then_its_source_with_the_quotation(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", "乐清市要求每间音乐专用教室多大？"]) == 0
    said = capsys.readouterr().out
    assert "96" in said.split("来源")[0]
    assert "[1] 乐政办发〔2023〕39号" in said.split("来源")[1]


def test_ask_reads_a_sheet_for_its_question(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", "我们县音乐教室达标吗？", "--sheet", SURVEY, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["status"] == "answered"
    assert any(figure["kind"] == "computed" for figure in answer["figures"])


def test_search_gives_the_keys_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["search", "音乐专用教室面积", "-k", "3", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found) == {"query", "abstained", "results"}
    assert [result["rank"] for result in found["results"]] == [1, 2, 3]
    assert all(one["text"][one["start"] : one["end"]] == one["quote"] for one in found["results"])
    assert set(found["results"][0]) == {
        "rank", "score", "document", "title", "clause", "quote", "text", "start", "end",
    }  # fmt: skip


def test_corpus_list_names_the_documents(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["corpus", "list"]) == 0
    assert "乐政办发〔2023〕39号" in capsys.readouterr().out


def test_corpus_verify_ends_with_findings_only_when_there_are_some(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from corpus import verify
    from corpus.bilingual import same

    assert run(["corpus", "verify"]) == 0
    finding = verify.Finding("source_changed", "licheng-2021-63.md", same("changed"))
    monkeypatch.setattr(verify, "verify_corpus", lambda: (finding,))
    assert run(["corpus", "verify"]) == 1
    assert "licheng-2021-63.md: changed" in capsys.readouterr().out


def test_corpus_rebuild_says_what_was_built(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Assistant, "rebuild", lambda _: IndexReport(5, 600, 1.5))
    assert run(["corpus", "rebuild"]) == 0
    assert "600" in capsys.readouterr().out
    assert run(["corpus", "rebuild", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"documents": 5, "clauses": 600, "seconds": 1.5}


def test_doctor_finds_this_installation_sound(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", "--json"]) == 0
    lines = json.loads(capsys.readouterr().out)
    assert lines and all(line["ok"] for line in lines)


def test_doctor_ends_with_findings_when_something_must_be_mended(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Assistant, "doctor", lambda *_: (DoctorLine("条文索引", False, "损坏"),))
    assert run(["doctor"]) == 1
    assert capsys.readouterr().out == "!  条文索引  损坏\n"


@pytest.mark.parametrize(("pattern", "code"), [("音乐专用教室面积", 0), ("没有这句话", 1)])
def test_eval_ends_with_findings_when_a_gate_fails(
    pattern: str, code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    question = {
        "id": "1",
        "task": "retrieve",
        "question": "音乐专用教室面积",
        "any_of": [{"doc": None, "matches": pattern}],
    }
    file = tmp_path / "questions.jsonl"
    file.write_text(json.dumps(question), encoding="utf-8")
    assert run(["eval", "--questions", str(file), "--json"]) == code
    assert bool(json.loads(capsys.readouterr().out)["failed_gates"]) == bool(code)


def test_a_fault_of_ours_is_one_sentence_that_names_the_log(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def failing(*_: object) -> None:
        raise ZeroDivisionError("secret of the inside")

    monkeypatch.setenv("JUNHENG_HOME", str(tmp_path))
    monkeypatch.setattr("ui.command.commands.read_uploads", failing)
    for language, words in (("zh", "不是您的操作有误"), ("en", "no fault of yours")):
        assert run(["check", SURVEY, "--lang", language]) == 2
        said = capsys.readouterr()
        assert said.out == "" and said.err.count("\n") == 1
        assert words in said.err and "ZeroDivisionError" in said.err
        log = tmp_path / "last-failure.log"
        assert str(log) in said.err and "secret of the inside" in log.read_text("utf-8")
    monkeypatch.setenv("JUNHENG_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        run(["check", SURVEY])


def test_a_fault_that_cannot_be_logged_is_still_one_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("JUNHENG_HOME", str(blocked / "home"))
    monkeypatch.setattr("ui.command.commands.read_uploads", lambda *_: 1 / 0)
    assert run(["check", SURVEY]) == 2
    assert "JUNHENG_DEBUG=1" in capsys.readouterr().err


def test_an_interruption_is_one_sentence(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("ui.command.commands.read_uploads", interrupted)
    assert run(["check", SURVEY]) == 130
    assert capsys.readouterr().err.strip() == "已中断。"


def test_a_reader_that_goes_away_leaves_no_traceback() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "ui", "check", SURVEY],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout and process.stderr
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=30) == 2
    assert said == "输出的接收方已关闭。\n"


def wait_for_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline()


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_the_server_prints_its_address_and_stops_in_good_order(stop: signal.Signals, home: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "ui", "serve", "--port", "0", "--lang", "en"],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=os.environ | {"JUNHENG_HOME": str(home)},
    )  # fmt: skip
    with process:
        line = wait_for_line(process)
        assert line.startswith("Junheng is ready: http://127.0.0.1:")
        started = time.monotonic()
        process.send_signal(stop)
        _, err = process.communicate(timeout=20)
        assert process.returncode == 0
        assert time.monotonic() - started < 15
        said = err.splitlines()  # between them, what is built where there is no index yet
        assert (said[0], said[-1]) == ("Preparing the clause index …", "Stopped.")


def test_a_port_that_is_taken_is_told_before_anything_is_built(capsys: pytest.CaptureFixture[str]) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert run(["serve", "--port", str(port)]) == 2
    assert capsys.readouterr().err == f"无法监听 127.0.0.1:{port}：端口已被占用或不可用。请用 --port 换一个端口。\n"
