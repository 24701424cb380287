"""Runs what opens a stranger's file in a process of its own, with bounded memory, time and output.

The readers of file formats allocate before anyone can ask how much, and a forged file makes that any amount. Here such
a file ends its own process and nothing else. This file is also what that process runs: the bytes come on standard
input, the result goes to standard output.
"""

import importlib
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

MEGABYTE = 1024 * 1024
SPENT = 3  # exit status of a process that ran out of memory or would say too much
MISSING = 4  # exit status where a module cannot be imported: a fault of the installation, not of the file
FAILED = 1  # exit status of Python after an error that nobody caught


class Limits(NamedTuple):
    """What the process may use: bytes of memory, seconds of the processor and of the clock, bytes of output."""

    memory_bytes: int
    cpu_seconds: int
    seconds: float
    output_bytes: int = 512 * MEGABYTE


class Exceeded(Exception):
    """The work needs more than its limits."""


class Crashed(Exception):
    """The work ended in an error of its own; the text is that error."""


def run_bounded(work: str, content: bytes, limits: Limits, *arguments: str) -> bytes:
    """Return what `work`, "package.module:function", makes of the content and the arguments (bytes to bytes).

    Raises `Exceeded`, `Crashed` with what the process said of its error, or ImportError for a broken installation.
    """
    numbers = (str(limits.memory_bytes), str(limits.cpu_seconds), str(limits.output_bytes))
    command = [sys.executable, "-I", __file__, work, *numbers, *arguments]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=limits.seconds, check=False)
    except subprocess.TimeoutExpired as fault:
        raise Exceeded(f"{work} took more than {limits.seconds} s") from fault
    said = done.stderr.decode("utf-8", "replace").strip()
    if done.returncode == FAILED:
        raise Crashed(said)
    if done.returncode == MISSING:
        raise ImportError(said)
    if done.returncode != 0:
        raise Exceeded(f"{work} ended with status {done.returncode}")
    return done.stdout


def _bound_this_process(memory_bytes: int, cpu_seconds: int) -> None:
    """Limit memory and time where the system can."""
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _work(name: str, memory: str, cpu: str, output: str, *arguments: str) -> None:
    """Do the work in this process and write its result."""
    _bound_this_process(int(memory), int(cpu))
    sys.path.insert(0, str(Path(__file__).parents[1]))
    module, function = name.split(":")
    try:
        result: bytes = getattr(importlib.import_module(module), function)(sys.stdin.buffer.read(), *arguments)
    except MemoryError:
        sys.exit(SPENT)
    except ImportError as fault:
        sys.stderr.write(str(fault))
        sys.exit(MISSING)
    if len(result) > int(output):
        sys.exit(SPENT)
    sys.stdout.buffer.write(result)


if __name__ == "__main__":
    _work(*sys.argv[1:])
