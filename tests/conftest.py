"""What all tests share: one data folder and one assistant over the real corpus, index and sheets."""

import shutil
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from assistant.service import Assistant
from calculators.model import Upload
from calculators.opening import grids

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="session", autouse=True)
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Receipts and sessions of a run go with it, wherever its data folders are."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("JUNHENG_DATABASE_URL", f"sqlite:///{tmp_path_factory.mktemp('database') / 'junheng.db'}")
        yield


@pytest.fixture(scope="session", autouse=True)
def opened_once() -> Iterator[None]:
    """The same bytes are opened in a process of their own once in a run, not for every question over a sample sheet."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grids, "run_bounded", lru_cache(maxsize=256)(grids.run_bounded))
        yield


@pytest.fixture(scope="session")
def home(request: pytest.FixtureRequest) -> Path:
    """The data folder: kept between runs, since an index of an unchanged corpus is of use again."""
    return Path(request.config.cache.mkdir("junheng-home"))


@pytest.fixture(scope="session")
def assistant(home: Path) -> Assistant:
    return Assistant.open(home)


@pytest.fixture(scope="session")
def sheets() -> Path:
    """The folder of sample sheets."""
    return GOLDEN / "sheets"


def sample(name: str) -> Upload:
    """Return a sample sheet as it would be uploaded."""
    return Upload(name, (GOLDEN / "sheets" / name).read_bytes())


@pytest.fixture(scope="module")
def own_home(assistant: Assistant, home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder for documents of one's own, with the model and what is counted and indexed already."""
    assistant.search("音乐教室")
    own = tmp_path_factory.mktemp("home")
    for made in ("vectors", "words", "index"):
        shutil.copytree(home / made, own / made)
    (own / "models").symlink_to(home / "models", target_is_directory=True)
    return own
