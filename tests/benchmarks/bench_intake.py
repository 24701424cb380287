"""How long a user's document of half a megabyte takes, from its bytes and from its paragraphs.

Run by `make bench`; it prints figures and asserts nothing.
"""

import time
from collections.abc import Callable

from corpus.documents import load_library
from corpus.intake.model import Block, Received
from corpus.intake.take_in import take_in, take_in_received

ARTICLES, REPEATS = 1500, 3


def lines() -> list[str]:
    """Articles with an item each, about 500,000 characters."""
    article = "学校应当按照规定配备教师，保障办学条件。"
    item = "（一）" + "不得克扣、挪用教育经费，不得降低标准。" * 17
    return ["某市义务教育办法", *(line for n in range(1, ARTICLES) for line in (f"第{n}条 {article}", item))]


def best(run: Callable[[], object]) -> float:
    """The shortest of some runs, in seconds."""
    times = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        run()
        times.append(time.perf_counter() - began)
    return min(times)


def main() -> None:
    """Print the figures."""
    library, text = load_library(), lines()
    data = "\n".join(text).encode()
    received = Received(tuple(Block(line) for line in text))
    print(f"characters: {sum(map(len, text)):,}")
    print(f"from paragraphs to clauses: {best(lambda: take_in_received(received, data, '办法.txt', library)):.2f} s")
    print(f"from bytes to clauses: {best(lambda: take_in(data, '办法.txt', library)):.2f} s")


if __name__ == "__main__":
    main()
