"""A secret is taken out of a text wherever its pieces were cut; nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language_model.masking import LEAST_SECRET, MASK, Masking

SECRET = st.text("ab-", min_size=LEAST_SECRET, max_size=LEAST_SECRET + 2)


@given(SECRET, st.data())
def test_the_pieces_do_not_matter_and_the_secret_is_not_in_them(secret: str, data: st.DataObject) -> None:
    pieces = data.draw(st.lists(st.one_of(st.just(secret), st.text("ab-字", max_size=6)), max_size=8))
    text, masking = "".join(pieces), Masking(secret)
    said = [*map(masking.take, pieces), masking.rest()]
    assert "".join(said) == text.replace(secret, MASK)
    assert secret not in "".join(said)


@pytest.mark.parametrize("word", ["", "none", "ollama", "x" * (LEAST_SECRET - 1)])
def test_a_key_that_is_a_mere_word_may_be_said(word: str) -> None:
    masking = Masking(word)
    assert (masking.take(f"a {word} b"), masking.rest(), masking.whole(word)) == (f"a {word} b", "", word)
