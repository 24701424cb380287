"""The errors of retrieval.

JunhengError
└── RetrievalError
    ├── ModelDamaged        the shipped weights cannot be read
    ├── IndexUnavailable    the index folder cannot be written or read, or its server does not answer
    └── MalformedQuestions  a file of evaluation questions that cannot be read
"""

from corpus.errors import JunhengError


class RetrievalError(JunhengError):
    """Something in the clause index is missing or damaged."""

    code = "retrieval"


class ModelDamaged(RetrievalError):
    """The shipped weights cannot be read."""

    code = "model_damaged"


class IndexUnavailable(RetrievalError):
    """The index folder cannot be written or read, or its server does not answer."""

    code = "index_unavailable"


class MalformedQuestions(RetrievalError):
    """A file of evaluation questions that cannot be read."""

    code = "malformed_questions"
