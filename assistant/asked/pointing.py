"""Schools that a question points to by 它 or 该校 instead of naming them, where it names none itself."""

from assistant.asked.facets import WHERE, Names, spans_in
from assistant.asked.references import Referring, referring
from assistant.asked.unsaid import OF_ITS_OWN


def referred_to(question: str, shown: tuple[str, ...], names: Names) -> Referring | None:
    """Return which schools a question points to; 这所学校 beside the name of one points to none.

    `shown`: the schools that the answer before named.
    """
    found = referring(question)
    if found is None or not (found.counted or shown or names.schools):
        return None
    return None if not found.counted and schools_asked(question, names) else found


def with_school_for_it(question: str, before: str, names: Names) -> str:
    """Return a question with the one school that the question before was about in the place of 它."""
    schools = schools_asked(before, names)
    named = any(one.facet in WHERE for one in spans_in(question, names))
    if len(schools) != 1 or named:
        return question
    return OF_ITS_OWN.sub(schools[0], question, count=1)


def schools_asked(question: str, names: Names) -> tuple[str, ...]:
    """Return the schools that a question names, each once."""
    return tuple(dict.fromkeys(one.value for one in spans_in(question, names) if one.facet == "school"))
