"""How people write the name of a school for short: 二实小 for 第二实验小学, 康美小学 for 南安市康美中心小学."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from corpus.folding import fold

_NUMERAL = "一二三四五六七八九十"
_COUNTY = re.compile(r"^(?:[一-鿿]{2,5}?(?:省|自治区))?(?:[一-鿿]{2,5}?[市州盟])?(?:[一-鿿]{1,5}?[县区旗])?")
_TOWN = re.compile(r"^[一-鿿]{2,4}?(?:镇|乡|街道)(?:[一-鿿]{1,4}?村)?")
_DIVISION = re.compile(r"(?<=[一-鿿]{2})(?:[省市县区镇乡村]|街道)(?=[一-鿿]{4})")
_BRACKETS = re.compile(r"[()]")
_CAMPUS = re.compile(r"\([^()]*\)$")
_DIGIT = re.compile(r"(?<=第)[1-9](?!\d)")
_ORDINAL = re.compile(rf"第(?P<n>[{_NUMERAL}]+)")
# What many names share; what is left of a name without it is what tells it from others.
_SHARED = re.compile(
    rf"第[{_NUMERAL}]+|实验|中心|附属|初级|高级|完全|九年一贯制|十二年一贯制|一贯制|九年制|外国语|希望|民族|小学"
    rf"|中学|学校|教学点|实小|附小|附中|初中|高中|完小|完中"
)
_SHORTER = (
    ("实验小学", "实小"), ("附属小学", "附小"), ("附属中学", "附中"), ("初级中学", "初中"), ("初级中学", "中学"),
    ("完全中学", "中学"),
    ("完全中学", "完中"), ("高级中学", "高中"), ("高级中学", "中学"),
    ("完全小学", "完小"), ("完全小学", "小学"), ("中心小学", "小学"), ("中心学校", "学校"),
    ("九年一贯制学校", "学校"),
    ("九年制学校", "学校"), ("一贯制学校", "学校"), ("外国语学校", "外国语"),
)  # fmt: skip
# Names that stand for one school where only one of the sheet has them; 小学 and 中心小学 are said of many.
_ALONE = frozenset(
    {"实验小学", "实验中学", "实验学校", "附属小学", "附属中学", "外国语学校", "外国语", "实小", "附小", "附中"}
)
_COUNTED = (
    ("实验小学", "实小"),
    ("实验小学", "实验小学"),
    ("实验中学", "实中"),
    ("小学", "小"),
    ("初级中学", "中"),
    ("中学", "中"),
)
_LONG_ENOUGH = 5  # characters of a name in which one mistyped still leaves no doubt
# Characters that tell one school from another wherever they stand.
_TELLING = frozenset(f"{_NUMERAL}零百东西南北中上下前后内外大小新老高初第附分0123456789")
_DISTINCT = 2  # characters that a short name must keep of its own


def canonical(name: str) -> str:
    """Return a name folded, 第2 as 第二.

    >>> canonical("南安市第２實驗小學")
    '南安市第二实验小学'
    """
    return _DIGIT.sub(lambda match: _NUMERAL[int(match.group()) - 1], fold(name))


def own_part(name: str) -> str:
    """Return what tells a name from others: neither its place nor what many names share.

    >>> own_part("南安市康美中心小学"), own_part("第二实验小学")
    ('康美', '')
    """
    return _own(without_place(canonical(name)))


@lru_cache(maxsize=16)
def own_parts(names: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Return the schools by their own part; only parts that are long enough to be told from other words.

    >>> own_parts(("石井中学", "诗山小学", "诗山中学", "第二实验小学"))
    {'石井': ('石井中学',), '诗山': ('诗山小学', '诗山中学')}
    """
    found: dict[str, dict[str, None]] = {}
    for name in names:
        if len(part := own_part(name)) >= _DISTINCT and not re.search(r"[()\s\d]", part):
            found.setdefault(part, {})[name] = None
    return {part: tuple(schools) for part, schools in found.items()}


def _own(name: str) -> str:
    return _SHARED.sub("", _BRACKETS.sub("", name))


def without_place(name: str) -> str:
    """Return a name without the province, city and county before it, where enough of it is left to be a name."""
    return _without(_COUNTY, name)


def _without(prefix: re.Pattern[str], name: str) -> str:
    rest = prefix.sub("", name, count=1)
    return rest if len(rest) >= len("一中学") and rest not in ("中心小学", "中心学校") else name


@lru_cache(maxsize=16)
def short_forms(names: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Return the schools that each form of a name may mean: a whole name means that school alone."""
    found: dict[str, dict[str, None]] = {}
    for name in names:
        for form in _forms(canonical(name)):
            found.setdefault(form, {})[name] = None
    found |= {canonical(name): {name: None} for name in names}
    return {form: tuple(schools) for form, schools in found.items()}


def _forms(name: str) -> Iterator[str]:
    yield name
    whole = {name, _BRACKETS.sub("", name), _CAMPUS.sub("", name)}
    placed = whole | {without_place(one) for one in whole}
    placed |= {_without(_TOWN, one) for one in placed} | {_DIVISION.sub("", one) for one in placed}
    central = placed | {one.replace("中心", "") for one in placed}
    shorter = central | {one.replace(*pair) for one in central for pair in _SHORTER if one.endswith(pair[0])}
    alone = {kind for one in shorter for kind in _ALONE if one.endswith(kind) and not _ORDINAL.match(one)}
    for form in shorter | alone | {one for counted in shorter for one in _uncounted(counted)}:
        if _is_a_name(form):
            yield form


def _uncounted(form: str) -> Iterator[str]:
    """Yield 二实小, 实验二小 and 实验小学 for 第二实验小学."""
    ordinal = _ORDINAL.search(form)
    if not ordinal:
        return
    before, behind, numeral = form[: ordinal.start()], form[ordinal.end() :], ordinal["n"]
    for kind, short in _COUNTED:
        if behind == kind:
            yield from (f"{head}{numeral}{short}" for head in {before, ""})
            yield f"第{numeral}{kind}"
    if behind == "实验小学":
        yield from (
            f"{before}实验{numeral}小",
            f"实验{numeral}小",
            f"{before}第{numeral}实小",
            f"{before}{behind}",
            behind,
        )
    elif behind in _ALONE:
        yield from (f"{before}{behind}", behind)


def _is_a_name(form: str) -> bool:
    """Say whether a form is enough of a name: it keeps a part of its own, a numeral, or is a name that stands alone."""
    counted = re.search(rf"[{_NUMERAL}](?:实小|实验小学|实中|小|中|初中|中学|小学)$|实验[{_NUMERAL}]小$", form)
    return form in _ALONE or bool(counted) or len(_SHARED.sub("", form)) >= _DISTINCT


def mistyped(window: str, name: str) -> bool:
    """Say whether a text of equal length is a name with one character mistyped, and can be no other school's name.

    The character is none that tells schools apart: it stands in the shared part of the name or in the place before it,
    and it is no numeral and no direction.

    >>> mistyped("第二实验小字", "第二实验小学"), mistyped("第三实验小学", "第二实验小学")
    (True, False)
    """
    wrong = [at for at, (one, other) in enumerate(zip(window, name, strict=True)) if one != other]
    if len(wrong) != 1 or len(name) < _LONG_ENOUGH:
        return False
    own, at = _own(name), wrong[0]
    within = name.find(own) <= at < name.find(own) + len(own) if own else False
    return not within and not _TELLING & {window[at], name[at]}


def near_misses(text: str, names: tuple[str, ...]) -> Iterator[tuple[int, int, str]]:
    """Yield where a text holds a name of the sheet with one character mistyped."""
    gapped = _gapped(names)
    for length in {len(form) for form in gapped}:
        for start in range(len(text) - length + 1):
            window = text[start : start + length]
            for form in _gaps(window):
                yield from (
                    (start, start + length, name) for known, name in gapped.get(form, ()) if mistyped(window, known)
                )


@lru_cache(maxsize=16)
def _gapped(names: tuple[str, ...]) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return the names, whole and without their county, by each form of them in which one character is left open."""
    found: dict[str, dict[tuple[str, str], None]] = {}
    for name in names:
        for known in {canonical(name), without_place(canonical(name))}:
            for form in _gaps(known):
                found.setdefault(form, {})[known, name] = None
    return {form: tuple(schools) for form, schools in found.items()}


def _gaps(name: str) -> Iterator[str]:
    return (f"{name[:at]}_{name[at + 1 :]}" for at in range(len(name)))
