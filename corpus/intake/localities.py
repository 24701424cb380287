"""Which place a document speaks for: that of its issuer, or of its title."""

import re
from dataclasses import dataclass

from corpus.places import COUNTRY, Place, load_gazetteer

_BRANCH = 12  # characters behind the name of a national organ that may name the place of its branch
_PASSED_ON = re.compile(r"印发|转发")
_NATIONAL = re.compile(
    r"(?:国务院|中共中央|中央办公厅|全国人民代表大会|全国人大|中华人民共和国|教育部|财政部|人力资源社会保障部|国家发展|"
    r"国家[\u4e00-\u9fff]{2,8}[局委])"
)


@dataclass(frozen=True, slots=True)
class Locality:
    """A place, and the words that name it; none where the user named it."""

    place: Place
    quote: str | None


def place_of(*, title: str, cover: str, issuer: str | None) -> Locality | None:
    """Return the place of the issuer, or the smaller one that the title begins with; None where neither names one."""
    by_issuer = _named(issuer or "") or _named(_issuing(cover))
    subject = re.sub(r"^.*?关于(?:印发|转发)?", "", title or cover) or title
    by_title = _named(subject.lstrip("《〈“"), at_start=True) or _named(title) or _named(cover)
    if by_issuer is None:
        return by_title
    inside = by_title is not None and by_issuer.place in load_gazetteer().ancestors(by_title.place)
    begins = by_title is not None and subject.lstrip("《〈“").startswith(by_title.quote or subject)
    return by_title if inside and begins and _PASSED_ON.search(cover) else by_issuer


def _issuing(cover: str) -> str:
    """The part of a title that names who issues: 某市教育局关于…."""
    return cover.split("关于")[0] if "关于" in cover else ""


def _named(text: str, *, at_start: bool = False) -> Locality | None:
    """Return the first place that the text names."""
    squeezed = re.sub(r"\s", "", text)
    if match := _NATIONAL.match(squeezed):
        branch = _named(squeezed[match.end() :][:_BRANCH], at_start=True)  # 国家统计局南安调查队
        return branch or Locality(COUNTRY, match[0])
    found = load_gazetteer().find(squeezed)
    if not found:
        return None
    place = found[0]
    quote = next((name for name in (place.full_name, place.name, place.short) if name in squeezed), squeezed)
    return None if at_start and not squeezed.startswith(quote[:1]) else Locality(place, quote)
