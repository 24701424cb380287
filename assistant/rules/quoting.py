"""The sentence that quotes a clause: whose word it is, where it stands, and from which year it binds."""

from assistant.tools import Tools
from assistant.verified.ledger import About, quotation
from assistant.view import NATIONAL_NAME, View
from corpus.bilingual import Bilingual, same
from corpus.model import NATIONAL
from retrieval.model import Hit


def statement(hit: Hit, view: View) -> str:
    """Return the sentence that quotes a clause, with the place that it speaks for."""
    cited, about = cite_hit(hit, view), _about(hit, view)
    document = view.ledger.name("document", same(view.tools.library.document(hit.clause.document).name), about)
    path = view.ledger.name("clause", same(" › ".join(hit.clause.path)), about)
    is_floor = about.place == NATIONAL and hit.clause.key in view.tools.national_clauses
    named = NATIONAL_NAME if is_floor else place_name(about.place or "", view.tools)
    place, since = view.ledger.name("place", named, about), _since(hit, about, view)
    return view.say(
        f"{place}，{document}（{path}）{since}：“{quotation(cited)}”{cited}",
        f"{place}, {document} ({path}){since}: “{quotation(cited)}” {cited}",
    )


def _since(hit: Hit, about: About, view: View) -> str:
    """Return “，2025年起” where all targets quoted bind from one year that their clauses name, or that is to come."""
    set_here = [one for one in view.tools.thresholds(hit.clause) if one.ref.quote in hit.quote]
    asked = view.asked.year
    dated = [
        one.basis == "target" and (one.year_stated or (asked is not None and one.since > asked)) for one in set_here
    ]
    years = {one.since if said else None for one, said in zip(set_here, dated, strict=True)}
    if about.place == NATIONAL or len(years) != 1 or (year := years.pop()) is None:
        return ""
    entered = view.ledger.name("year", same(str(year)), About(year=year))
    return view.say(f"，{entered}年起", f", from {entered}")


def _about(hit: Hit, view: View) -> About:
    """Say whom a clause speaks for."""
    return About(place=speaks_for(hit, view.tools))


def speaks_for(hit: Hit, tools: Tools) -> str:
    """Return the country where a clause lists national requirements, whoever's document carries it; else its place."""
    return NATIONAL if hit.clause.key in tools.national_clauses else tools.jurisdiction(hit.clause)


def cite_hit(hit: Hit, view: View) -> str:
    """Enter the words of a hit as a quotation; return its citation mark."""
    return view.ledger.cite(hit.clause, hit.start, hit.end, _about(hit, view))


def place_name(full_name: str, tools: Tools) -> Bilingual:
    """Return the short name of a place; its full one where the gazetteer does not know it."""
    place = tools.place(full_name)
    return Bilingual(place.name, place.english) if place else same(full_name)
