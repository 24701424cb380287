"""Real processes on one index: killed while they build, reading while another rebuilds, short of room or rights.

The processes are killed from outside (SIGKILL) as soon as something shows on disk, and some time after.
"""

import ctypes
import logging
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from retrieval.store import Record, open_store
from tests.retrieval.builder import MODEL, cache, is_right, opened

ROOT = Path(__file__).parents[2]
BUILDER = """
import sys, time
from pathlib import Path
from tests.retrieval.builder import cache, is_right, opened, unit

home = Path(sys.argv[1])
"""


def python(code: str, *arguments: object, **options: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", BUILDER + code, *map(str, arguments)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options,
    )  # fmt: skip


def finished(process: subprocess.Popen[str]) -> str:
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return out


def answers(home: Path) -> bool:
    """Say whether the store of a home, opened by this process, answers rightly."""
    with closing(opened(home)) as store:
        return is_right(store)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a store, to be copied."""
    home = tmp_path_factory.mktemp("built")
    opened(home).close()
    return home


@pytest.fixture
def home(built: Path, tmp_path: Path) -> Path:
    """A home of its own with a store."""
    return Path(shutil.copytree(built, tmp_path / "home"))


def stores(home: Path) -> set[Path]:
    return set(home.glob("index/*/store-????????"))


def encoding(home: Path, _: set[Path]) -> bool:
    return any(path.stat().st_size > 200_000 for path in home.glob("vectors/*.sqlite3"))


def adding(home: Path, before: set[Path]) -> bool:
    return bool(stores(home) - before)


def vectors_on_disk(home: Path, before: set[Path]) -> bool:
    return any(list(path.glob("*/data_level0.bin")) for path in stores(home) - before)


def in_force(home: Path, before: set[Path]) -> bool:
    markers = [path.read_text("utf-8") for path in home.glob("index/*/complete.json")]
    return any(path.name in marker for path in stores(home) - before for marker in markers)


def killed_when(home: Path, shown: Callable[[Path, set[Path]], bool], delay: float, *, anew: bool) -> bool:
    """Let a process build, kill it `delay` seconds after the condition shows; say whether it was killed at work."""
    before = stores(home)
    process = python(f"opened(home, anew={anew})\n", home)
    until = time.monotonic() + 120
    while not shown(home, before) and process.poll() is None and time.monotonic() < until:
        time.sleep(0.001)
    time.sleep(delay)
    process.kill()
    process.communicate()
    return process.returncode == -signal.SIGKILL


def killed_at_work(home: Path, shown: Callable[[Path, set[Path]], bool], delay: float, *, anew: bool) -> bool:
    """Kill a process that builds; where it was done by then, let another build, and kill that one sooner."""
    for sooner in (delay, delay / 4, 0.0):
        if not anew:
            shutil.rmtree(home)
            home.mkdir()
        if killed_when(home, shown, sooner, anew=anew):
            return True
    return False


@pytest.mark.parametrize("delay", [0.0, 0.1])
@pytest.mark.parametrize("shown", [encoding, adding, vectors_on_disk, in_force])
def test_a_first_build_that_is_killed_is_taken_up_again(tmp_path: Path, shown, delay: float) -> None:
    killed = killed_at_work(tmp_path, shown, delay, anew=False)
    assert killed, "the process was to be killed at work"
    assert answers(tmp_path)
    assert len(stores(tmp_path)) == 1


@pytest.mark.parametrize("delay", [0.0, 0.1])
@pytest.mark.parametrize("shown", [adding, vectors_on_disk, in_force])
def test_a_rebuild_that_is_killed_leaves_an_index_that_answers(home: Path, shown, delay: float, caplog) -> None:
    killed = killed_at_work(home, shown, delay, anew=True)
    assert killed, "the process was to be killed at work"
    assert answers(home) and not caplog.records, "it answers at once, without building"
    opened(home, anew=True).close()
    assert len(stores(home)) == 1, "what the killed process left is cleared away by the next one that builds"


def test_two_processes_read_while_a_third_rebuilds(home: Path, tmp_path: Path) -> None:
    stop = tmp_path / "stop"
    reading = """
held, asked = opened(home), 0
stop = Path(sys.argv[2])
while not stop.exists():
    for store in (held, opened(home)):
        n = asked % 1200
        assert next(iter(store.nearest(unit[n]))) == f"doc#{n}", n
        assert next(iter(store.nearest(unit[n], [f"甲省{n % 7}市"]))) == f"doc#{n}", n
        assert len(store.nearest(unit[n])) == 300
        asked += 1
    store.close()
print(asked)
"""
    readers = [python(reading, home, stop) for _ in range(2)]
    first = stores(home)
    try:
        out = finished(python("for _ in range(3): opened(home, anew=True).close()\nprint('built')\n", home))
    finally:
        stop.touch()
    assert out == "built\n"
    for reader in readers:
        out, err = reader.communicate(timeout=120)
        assert reader.returncode == 0 and err == "", err
        assert int(out) > 2
    assert first, "there was a store to be held"
    opened(home, anew=True).close()
    assert len(stores(home)) == 1, "a store is removed once nobody reads it"


@contextmanager
def lock_held(home: Path, seconds: float) -> Iterator[subprocess.Popen[str]]:
    (home / "index").mkdir(parents=True, exist_ok=True)
    code = """
from filelock import FileLock
with FileLock(home / "index" / "writer.lock"):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""
    holder = python(code, home, seconds)
    assert holder.stdout
    assert holder.stdout.readline() == "held\n"
    yield holder
    holder.kill()
    holder.communicate()


def test_the_lock_of_a_killed_process_holds_nobody_up(tmp_path: Path) -> None:
    with lock_held(tmp_path, 300) as holder:
        holder.kill()
        holder.wait()
        assert (tmp_path / "index" / "writer.lock").exists()
        assert answers(tmp_path)


def test_waiting_for_another_build_is_said(tmp_path: Path) -> None:
    with lock_held(tmp_path, 300) as holder:
        asking = python("print(is_right(opened(home)))\n", tmp_path)
        assert asking.stderr
        said = asking.stderr.readline()
        holder.kill()
        out, _ = asking.communicate(timeout=120)
    assert out == "True\n"
    assert "另一个进程正在建立索引" in said and "Another process is building the index" in said


TELL = """
from retrieval.errors import IndexUnavailable
try:
    opened(home)
except IndexUnavailable as error:
    print(error.hint.en)
"""


def no_room() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))


def test_a_full_disk_is_told_with_what_to_do(tmp_path: Path) -> None:
    cache(tmp_path).vectors([str(n) for n in range(1200)])
    assert "JUNHENG_HOME" in finished(python(TELL, tmp_path, preexec_fn=no_room))
    assert not stores(tmp_path), "half a store does not stay"
    assert answers(tmp_path)


def test_a_full_disk_leaves_the_index_there_is(home: Path) -> None:
    anew = TELL.replace("opened(home)", "opened(home, anew=True)")
    assert "JUNHENG_HOME" in finished(python(anew, home, preexec_fn=no_room))
    assert answers(home)


def rights_count() -> None:
    """Make rights count for the superuser too: drop CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH from what is run next."""
    for capability in (1, 2):
        ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)


@pytest.mark.parametrize("has_store", [False, True])
def test_a_home_without_rights_is_told_with_what_to_do(tmp_path: Path, built: Path, has_store: bool) -> None:
    if has_store:
        shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    for path in (tmp_path, *tmp_path.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    assert "JUNHENG_HOME" in finished(python(TELL, tmp_path, preexec_fn=rights_count))


def test_what_is_built_and_why_is_said_in_both_languages(counting, tmp_path: Path, caplog) -> None:
    from retrieval.vectors import VectorCache

    records = [Record("doc#1", "条文", "doc", "甲省乙市", "normative")]
    with caplog.at_level(logging.WARNING):
        open_store(records, MODEL, VectorCache(counting, tmp_path), tmp_path).close()
        next(tmp_path.glob("index/*/complete.json")).write_text("{")
        open_store(records, MODEL, VectorCache(counting, tmp_path), tmp_path).close()
        open_store(records, MODEL, VectorCache(counting, tmp_path), tmp_path, anew=True).close()
    why = ("there is none of these clauses yet", "damaged (complete.json)", "asked for anew")
    assert [reason in record.getMessage() for reason, record in zip(why, caplog.records, strict=True)] == [True] * 3
    assert all("正在建立条文索引（1 条）" in record.getMessage() for record in caplog.records)
