"""Standard input, output and error, even if the caller has closed them."""

import contextlib
import io
import os
import sys
from typing import TextIO


def open_closed_streams() -> None:
    """Replace closed streams, so that no other file gets their descriptor.

    Such an input is empty. Writing to such an output fails, as on a full disk. Messages are lost.
    """
    for number, is_closed in enumerate((sys.stdin is None, sys.stdout is None, sys.stderr is None)):
        if is_closed and not _is_open(number):
            opened = os.open(os.devnull, os.O_WRONLY if number == 2 else os.O_RDONLY)
            if opened != number:
                os.dup2(opened, number)
                os.close(opened)
            os.set_inheritable(number, True)
    sys.stdin = sys.stdin or _text(0, "r")
    sys.stdout = sys.stdout or _text(1, "w")
    sys.stderr = sys.stderr or _text(2, "w")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def write_stderr(line: str) -> None:
    """Write a message; one that cannot be written is lost, without any error."""
    try:
        print(line, file=sys.stderr, flush=True)
    except OSError:
        discard_output(sys.stderr)


def takes_output(stream: TextIO) -> bool:
    """Flush a stream; return whether it accepts output."""
    try:
        stream.flush()
    except OSError:
        return False
    return True


def discard_output(stream: TextIO) -> None:
    """Discard buffered and future output of a stream that cannot be written to."""
    with contextlib.suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
        stream.flush()


def _text(number: int, mode: str) -> io.TextIOWrapper:
    stream = os.fdopen(number, mode, encoding="utf-8", errors="backslashreplace", closefd=False)
    assert isinstance(stream, io.TextIOWrapper)
    return stream


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True
