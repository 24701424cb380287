"""Numbers that stand twice in a document: an error in a shipped one, told apart as 一~2 in one that a user brought."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from corpus.model import Clause
from corpus.pieces import Path


@dataclass
class Opened:
    """The units that the numbering has opened so far, and those that it opened `twice`, unless these are told apart."""

    tell_apart: bool
    paths: set[Path] = field(default_factory=set)
    twice: set[Path] = field(default_factory=set)
    _copies: Counter[Path] = field(default_factory=Counter)

    def unit(self, path: Path, part: str) -> Path:
        """Open the unit `part` below `path` and return its path, told apart from one that has the same number."""
        wanted = (*path, part)
        if wanted in self.paths:
            if self.tell_apart:
                wanted = self._copy(wanted)
            else:
                self.twice.add(wanted)
        self.paths.add(wanted)
        return wanted

    def _copy(self, path: Path) -> Path:
        copy = path
        while copy in self.paths:
            self._copies[path] += 1
            copy = (*path[:-1], f"{path[-1]}~{self._copies[path] + 1}")
        return copy


def told_apart(clauses: Iterable[Clause]) -> Iterator[Clause]:
    """Yield the clauses, with ~2, ~3 … behind an id that stands before."""
    seen: set[str] = set()
    copies: Counter[str] = Counter()
    for clause in clauses:
        mark = ""
        while clause.id + mark in seen:
            copies[clause.id] += 1
            mark = f"~{copies[clause.id] + 1}"
        seen.add(clause.id + mark)
        yield replace(clause, id=clause.id + mark, path=(*clause.path[:-1], clause.path[-1] + mark)) if mark else clause
