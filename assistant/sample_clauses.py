"""The clauses by which people see at a glance whether a document was read well."""

import re

from corpus.model import Clause, Document

_FORMAL_PARTS = frozenset({"文头", "题头", "通知", "附件说明", "落款", "版记"})
_ADDRESSED = re.compile(r"各[^。；]*[：:]\s*")  # 主送机关


def split_sample(document: Document, most: int) -> tuple[tuple[Clause, ...], tuple[Clause, ...]]:
    """Return up to `most` clauses to be shown first, and the others, both in the document's order.

    The formal parts (文头、通知、主送机关、附件说明、落款) are no sample where the document has other clauses.
    """
    substance = [one for one in document.clauses if not _is_formal(one)]
    sample = tuple(substance or document.clauses)[:most]
    return sample, tuple(one for one in document.clauses if one not in sample)


def _is_formal(clause: Clause) -> bool:
    return clause.path[0] in _FORMAL_PARTS or (clause.path[0] == "引言" and bool(_ADDRESSED.fullmatch(clause.text)))
