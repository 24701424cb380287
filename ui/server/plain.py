"""How a plain page is made: a template filled in the reader's language; readable without a script."""

from pathlib import Path
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from corpus.bilingual import Language
from corpus.errors import JunhengError
from ui.server.problems import request_language, told
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


def problem_page(request: Request, error: JunhengError) -> HTMLResponse:
    """Return the page that tells an error, or what a frame shows in its place; from the check it leads back there."""
    status, message, hint = told(error)
    language, query = _asked_language(request), request.query_params
    kept = {"lang": language} | {name: query[name] for name in ("c",) if name in query}
    here = "check" if request.url.path.startswith("/check") else ""
    content = html(
        "problem.html", language, message=message, hint=hint, here=here, kept=urlencode(kept),
        framed=query.get("framed", "").lower() in ("1", "true"),
    )  # fmt: skip
    return HTMLResponse(content, status_code=status)


def _asked_language(request: Request) -> Language:
    match request.query_params.get("lang"):
        case "zh" | "en" as asked:
            return asked
    return request_language(request)
