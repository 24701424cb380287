"""The tables of sentences: these are let through, and those are rejected for the reason given."""

import pytest

from tests.assistant.verified.at_hand import checked, table

ACCEPTED = table("accepted.yaml")
REJECTED = [
    *table("rejected_quantities.yaml"),
    *table("rejected_words.yaml"),
    *table("rejected_records.yaml"),
]


def id_of(row: dict[str, str]) -> str:
    return row["sentence"].encode("unicode_escape").decode()


@pytest.mark.parametrize("row", ACCEPTED, ids=id_of)
def test_this_sentence_is_let_through(row: dict[str, str]) -> None:
    assert checked(row["sentence"]) == []


@pytest.mark.parametrize("row", REJECTED, ids=id_of)
def test_this_sentence_is_rejected(row: dict[str, str]) -> None:
    assert row["code"] in checked(row["sentence"]), row["group"]


def test_no_sentence_stands_in_both_tables() -> None:
    assert not {row["sentence"] for row in ACCEPTED} & {row["sentence"] for row in REJECTED}
