"""How a plain page is made: a template filled in the reader's language; readable without a script."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

from fastapi import Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from corpus.bilingual import Language
from corpus.errors import JunhengError
from ui.server.problems import request_language, status_of
from ui.words import labels, shelf_labels

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parents[1] / "templates"),
    autoescape=select_autoescape(default=True),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def html(template: str, language: Language, **values: object) -> str:
    """Fill a template. Every value is escaped."""
    return TEMPLATES.get_template(template).render(t=labels, lang=language, **values)


def page(request: Request, template: str, lang: Language | None, **values: object) -> HTMLResponse:
    """Fill the template of a page in the language asked for, else the browser's; it links to itself in the other."""
    language = lang or request_language(request)
    other = "zh" if language == "en" else "en"
    asked = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    switch = "?" + urlencode([*asked, ("lang", other)])
    return HTMLResponse(html(template, language, s=shelf_labels, switch=switch, **values))


def problem_page(error: JunhengError, language: Language, *, framed: bool = False) -> HTMLResponse:
    """Return the page that tells an error, or what a frame shows in its place."""
    return HTMLResponse(html("problem.html", language, error=error, framed=framed), status_code=status_of(error))


def told(step: Callable[[], Response], request: Request, lang: Language | None) -> Response:
    """Take a step; an error of it is told on a page."""
    try:
        return step()
    except JunhengError as error:
        framed = request.query_params.get("framed", "").lower() in ("1", "true")
        return problem_page(error, lang or request_language(request), framed=framed)
