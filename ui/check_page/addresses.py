"""The addresses of the check's pages, made in one place."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, urlencode

from corpus.bilingual import Language
from corpus.model import Stage

CHECK = "/check"


@dataclass(frozen=True, slots=True)
class Way:
    """What every address of a check carries: the language, the conversation's number, and how the sheets are read.

    `readings` are written ID=VALUE; `county` and `year` stand where the reader chose them for this page.
    """

    language: Language
    number: int | None = None
    county: str | None = None
    year: int | None = None
    readings: tuple[str, ...] = ()

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The query, as pairs; what a form sends along hidden."""
        kept = {"lang": self.language, "c": self.number, "county": self.county, "year": self.year}
        given = [(name, str(value)) for name, value in kept.items() if value is not None]
        return given + [("reading", one) for one in self.readings]

    @property
    def kept(self) -> "Way":
        """The way to the check as it is kept: no reading, county or year chosen for the page alone."""
        return Way(self.language, self.number)

    def to(self, path: str, fragment: str = "", **more: object) -> str:
        """Return an address with this query and what is asked for beside it; what is None is left out."""
        asked = urlencode([(name, str(value)) for name, value in more.items() if value is not None])
        return f"{path}?{asked}{asked and '&'}{_query(self)}{fragment and f'#{fragment}'}"

    def figure(
        self, item: str, stage: Stage | None = None, school: int | None = None, part: str | None = None
    ) -> str:  # fmt: skip
        """Return the address of one number: see `figure_link`."""
        return self.to(f"{CHECK}/figure/{quote(item, safe='')}", stage=stage, school=school, part=part)


@lru_cache(maxsize=256)
def _query(way: Way) -> str:
    """The query that thousands of addresses of a page share."""
    return urlencode(way.pairs)


def figure_link(
    item: str, language: Language, *, stage: Stage | None = None, school: int | None = None, number: int | None = None,
    part: str | None = None, county: str | None = None, year: int | None = None, readings: Iterable[str] = (),
) -> str:  # fmt: skip
    """Return the address of one number of the check: what it is, its formula, its cells and its clause.

    `item` is an item of the verdict (R5, CV.小学.R5, G3, G11), RULE for the six of seven, or a kind of room (music,
    art); `part` is one of an item's parts. `school` is the school's place among the item's `places`; without it the
    county's own number is meant.
    """
    return Way(language, number, county, year, tuple(readings)).figure(item, stage, school, part)
