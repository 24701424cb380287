"""Receipts: the digest of everything that decides an answer, so that two answers can be proved to be one."""

import hashlib
import json


def receipt_id(**decided_by: object) -> str:
    """Return the receipt of an answer: 32 hexadecimal characters of SHA-256 over what decided it.

    >>> receipt_id(question="a") == receipt_id(question="a") != receipt_id(question="b")
    True
    """
    canonical = json.dumps(decided_by, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(canonical.encode()).hexdigest()[:32]
