"""The light colours of the pages, for pictures that leave them."""

import re
from functools import lru_cache
from pathlib import Path

TOKENS = Path(__file__).parents[1] / "static" / "tokens.css"
_LIGHT = re.compile(r":root \{(.*?)\}", re.S)
_COLOUR = re.compile(r"--([a-z-]+): (#[0-9a-f]{3,8});")


@lru_cache(maxsize=1)
def light_colours() -> dict[str, str]:
    """Return the colours of light pages by name, as the style sheet of all pages has them.

    >>> sorted(light_colours())[:3]
    ['bad', 'bad-ground', 'bar']
    """
    found = _LIGHT.search(TOKENS.read_text(encoding="utf-8"))
    return dict(_COLOUR.findall(found[1])) if found else {}
