"""What the tests of the model engine share."""

import pytest

from assistant.service import Assistant
from tests.assistant.language_model.cases import Case, cases_of


@pytest.fixture(scope="package")
def cases(assistant: Assistant) -> tuple[Case, ...]:
    return tuple(cases_of(assistant))
