"""The report of a crash: a short message, and a traceback without values."""

import os
import tempfile
import traceback
from pathlib import Path

from models.errors import RegisterError
from rules.message import Message, message


def write_crash(error: Exception) -> tuple[Message, ...]:
    """Write the traceback to a file that only its owner can read; return messages for the user.

    The message of an unknown error may quote register data, so only the error's type is kept.
    """
    if isinstance(error, RegisterError):
        return error.messages
    kind = type(error).__name__
    said = message("Noe gikk galt ({kind}). Det du hadde lagret, er lagret.", kind=kind)
    lines = traceback.format_list(traceback.extract_tb(error.__traceback__))
    try:
        path = _written([*lines, kind, "\n"])
    except OSError:
        # If this error escaped, the values in the first error would be shown with it.
        return said, message("Hvor det skjedde, kunne ikke skrives til en fil. Si fra til driften.")
    return said, message("Feilen står i {path}, uten persondata. Send den til driften.", path=path)


def _written(lines: list[str]) -> Path:
    handle, name = tempfile.mkstemp(prefix="nir-tui-", suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.writelines(lines)
    return Path(name)
