"""How long it takes to compare records, and how it grows: many requirements of one indicator and place.

Run by `make bench`; it prints figures and asserts nothing.
"""

import sys
import time
from dataclasses import replace
from decimal import Decimal

from corpus.contradictions import find_contradictions
from corpus.documents import load_library
from corpus.standards import Standards, load_standards

SIZES = (100, 600, 2_400)


def main() -> None:
    """Print the figures."""
    library = load_library()
    shipped = load_standards(library)
    began = time.perf_counter()
    find_contradictions(shipped, library)
    sys.stdout.write(f"{'the shipped records':<32} {1000 * (time.perf_counter() - began):9.1f} ms\n")
    one = next(record for record in shipped.all if record.basis == "target")
    for size in SIZES:
        many = tuple(
            replace(one, id=str(at), value=Decimal(at), since=2020 + at % 10, ref=replace(one.ref, clause=str(at)))
            for at in range(size)
        )
        began = time.perf_counter()
        find_contradictions(Standards(many, ""), library)
        sys.stdout.write(f"{f'{size} records of one indicator':<32} {1000 * (time.perf_counter() - began):9.1f} ms\n")


if __name__ == "__main__":
    main()
