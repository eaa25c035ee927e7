"""Detects the encoding of a text file from all of its bytes: UTF-8, UTF-16 or Windows-1252."""

import codecs
from contextlib import closing

from models.exchange.importing.csv_rows import CANNOT_BE_READ
from models.exchange.importing.problems import BadFile, Problem
from models.exchange.importing.source import SourceFile, unreadable_file
from rules.message import message

WINDOWS = "cp1252"
_BATCH_SIZE = 1024 * 1024
_BEGINNING = 64


def bundle_encoding(file: SourceFile) -> str:
    """Return UTF-8, or UTF-16 if the file begins so. Raises BadFile if it cannot be read."""
    try:
        with closing(file.open()) as stream:
            return _utf_16(stream.read(_BEGINNING)) or "utf-8-sig"
    except CANNOT_BE_READ as error:
        raise unreadable_file(file.name, error) from error


def detect_encoding(file: SourceFile) -> str:
    """Return the encoding that fits. Raises BadFile for an empty or unreadable file."""
    try:
        with closing(file.open()) as stream:
            beginning = stream.read(_BEGINNING)
            if not beginning:
                raise BadFile(Problem(file.name, message("filen er tom")))
            if utf_16 := _utf_16(beginning):
                return utf_16
            decoder = codecs.getincrementaldecoder("utf-8")()
            chunk = beginning
            while chunk:
                decoder.decode(chunk)
                chunk = stream.read(_BATCH_SIZE)
            decoder.decode(b"", final=True)
            return "utf-8-sig"
    except UnicodeDecodeError:
        return WINDOWS
    except CANNOT_BE_READ as error:
        raise unreadable_file(file.name, error) from error


def _utf_16(beginning: bytes) -> str | None:
    if beginning.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if _every_other_is_nul(beginning[1::2], beginning[::2]):
        return "utf-16-le"
    if _every_other_is_nul(beginning[::2], beginning[1::2]):
        return "utf-16-be"
    return None


def _every_other_is_nul(these: bytes, others: bytes) -> bool:
    """Whether nearly all of `these` are zero, as in UTF-16, where each Latin letter has a zero."""
    return len(these) > 4 and these.count(0) > 0.9 * len(these) and 0 not in others
