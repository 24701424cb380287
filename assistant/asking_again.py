"""A question that was asked once, as it is asked again: complete by itself, and by the readings of then or others."""

from collections.abc import Mapping

from assistant.kept.receipts import Receipt
from calculators.choice import Choice


def question_again(receipt: Receipt) -> str | None:
    """Return the question of a receipt as it can be asked anew: completed, where it rested on what was said before.

    None where its words were deleted.
    """
    if receipt.shown is None:
        return None
    return str(receipt.shown["question"]) if receipt.given.before else receipt.given.question


def readings_again(receipt: Receipt, others: Mapping[str, str]) -> dict[str, str]:
    """Return the readings that were given with the question of a receipt, with `others` in place of theirs.

    Raises UnknownReading.
    """
    readings = {**(receipt.given.readings or {}), **others}
    Choice.of(readings)
    return readings
