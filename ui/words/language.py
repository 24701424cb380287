"""Which language to speak to a browser when nobody has said so: the one that it prefers."""

from corpus.bilingual import Language


def accepted_language(header: str | None) -> Language:
    """Return the better liked of the two languages in an Accept-Language header, else Chinese.

    >>> accepted_language("en-GB,en;q=0.9,zh;q=0.8"), accepted_language("fr, zh;q=0.9, en;q=0.5")
    ('en', 'zh')
    >>> accepted_language(None)
    'zh'
    """
    liking = {"zh": 0.0, "en": 0.0}
    for part in (header or "").split(","):
        name, _, weight = part.strip().partition(";")
        primary = name.split("-")[0].lower()
        if primary in liking:
            liking[primary] = max(liking[primary], _quality(weight))
    return "en" if liking["en"] > liking["zh"] else "zh"


def _quality(parameter: str) -> float:
    try:
        return float(parameter.strip().removeprefix("q=")) if parameter.strip() else 1.0
    except ValueError:
        return 0.0
