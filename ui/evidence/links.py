"""The addresses under which an answer's evidence is found."""

from urllib.parse import quote, urlencode

from assistant.model import Citation
from corpus.bilingual import Language


def citation_link(citation: Citation, language: Language, *, framed: bool = False) -> str:
    """Return the address of the document page with the quotation of a citation marked; `framed`: without the bar."""
    query = {"clause": citation.clause, "start": citation.start, "end": citation.end, "lang": language}
    query |= {"framed": 1} if framed else {}
    return f"/documents/{quote(citation.document_id, safe='')}?{urlencode(query)}#quote"


def evidence_link(receipt: str, language: Language, number: int | None = None, *, framed: bool = False) -> str:
    """Return the address of the evidence of an answer of the reader's conversation `number`."""
    query: dict[str, object] = {} if number is None else {"c": number}
    query |= {"lang": language} | ({"framed": 1} if framed else {})
    return f"/evidence/{quote(receipt, safe='')}?{urlencode(query)}"
