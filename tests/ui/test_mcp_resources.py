"""The documents as resources: every clause of the corpus is found at its address, word for word."""

import json
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mcp.server.lowlevel import Server
from mcp.shared.uri_template import UriTemplate

from assistant.service import Assistant
from corpus.documents import load_library
from corpus.errors import JunhengError
from tests.ui.mcp_client import read, refused, with_client
from ui.mcp.resources import clause_uri, content, uri_of
from ui.mcp.server import server_of

CLAUSE = UriTemplate.parse("junheng://documents/{document}/clauses/{clause}")


@pytest.fixture(scope="module")
def server(assistant: Assistant) -> Server:
    return server_of(assistant, "zh")


def test_the_lists_and_every_document_are_listed(server: Server, assistant: Assistant) -> None:
    found = with_client(server, lambda client: client.list_resources()).resources
    documents = assistant.library.documents
    assert [one.uri for one in found[:2]] == ["junheng://documents", "junheng://standards"]
    assert [(one.uri, one.title) for one in found[2:]] == [(uri_of(one), one.title) for one in documents]


def test_a_document_is_read_in_its_own_words(server: Server, assistant: Assistant) -> None:
    documents = assistant.library.documents
    assert read(server, *map(uri_of, documents)) == [one.body for one in documents]


def test_the_list_of_documents_leads_to_every_clause(server: Server, assistant: Assistant) -> None:
    documents = json.loads(read(server, "junheng://documents")[0])["documents"]
    lists = read(server, *(f"{one['uri']}/clauses" for one in documents))
    addresses = [row["uri"] for one in lists for row in json.loads(one)["clauses"]]
    texts = [json.loads(one)["text"] for one in read(server, *addresses)]
    assert texts == [clause.text for one in assistant.library.documents for clause in one.clauses]


def test_an_address_that_a_client_makes_of_the_template_is_the_one_that_is_listed(server: Server) -> None:
    templates = with_client(server, lambda client: client.list_resource_templates()).resource_templates
    assert str(CLAUSE) in {one.uri_template for one in templates}
    for document in load_library().documents:
        for clause in document.clauses:
            made = CLAUSE.expand({"document": document.id, "clause": clause.id})
            assert unquote(made) == unquote(clause_uri(document, clause))
            assert CLAUSE.match(clause_uri(document, clause)) == {"document": document.id, "clause": clause.id}


def test_a_clause_is_also_found_by_an_address_that_nobody_encoded(server: Server, assistant: Assistant) -> None:
    document = assistant.library.documents[-1]
    clause = next(one for one in document.clauses if "/" in one.id)
    (found,) = read(server, f"junheng://documents/{document.id}/clauses/{clause.id}")
    assert json.loads(found)["text"] == clause.text


def test_the_standards_are_listed_with_the_words_that_set_them(server: Server) -> None:
    rows = json.loads(read(server, "junheng://standards")[0])["standards"]
    assert rows and all(one["quote"] and one["document"] for one in rows)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("junheng://documents/none", "unknown_document"),
        ("junheng://documents/none/clauses", "unknown_document"),
        ("junheng://documents/leqing-2023-39/clauses/%E6%97%A0", "unknown_clause"),
        ("junheng://documents/..%2F..%2Fetc%2Fpasswd", "unknown_document"),
        ("junheng://documents/", "unknown_document"),
        ("junheng://other", "unknown_resource"),
        ("file:///etc/passwd", "unknown_resource"),
        ("", "unknown_resource"),
    ],
)
def test_what_is_not_there_is_told_with_what_is(server: Server, assistant: Assistant, address: str, code: str) -> None:
    library = assistant.library
    address = address.replace("leqing-2023-39", library.documents[-1].id)
    error = refused(server, address)
    assert error is not None and error.data["code"] == code
    assert error.data["hint"] and str(error) == f"{error.data['message']} {error.data['hint']}"


@given(rest=st.text(max_size=40))
def test_any_address_is_a_resource_or_refused(assistant: Assistant, rest: str) -> None:
    try:
        type, text = content(assistant, f"junheng://documents/{rest}", "zh")
    except JunhengError as error:
        assert error.message.zh and error.hint.zh
    else:
        assert type in {"text/plain", "application/json"} and text
