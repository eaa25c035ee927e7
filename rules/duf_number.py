"""The DUF number: twelve digits, of which the last two are check digits."""

import re

from rules.invisible_characters import tidy
from rules.message import Message, message

LENGTH = 12

_BETWEEN = re.compile(r"[\s\-\u2010-\u2015\u2212]+")
"""What may stand between the digits: spaces and hyphens."""

_WEIGHTS = (4, 6, 3, 2, 4, 6, 3, 2, 7, 5)


class InvalidDufNumber(ValueError):
    """Raised for a text that cannot be a DUF number; `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def parse_duf(text: str) -> str:
    """Parse a DUF number, ignoring spaces and hyphens; InvalidDufNumber if not 12 digits."""
    digits = bare_duf(tidy(text))
    if not (digits.isascii() and digits.isdigit()):
        raise InvalidDufNumber(
            message("«{text}» er ikke et DUF-nummer: bare sifre, 12 i alt", text=text.strip())
        )
    if len(digits) != LENGTH:
        raise InvalidDufNumber(
            message(
                "«{text}» har {count} sifre; et DUF-nummer har 12",
                text=text.strip(),
                count=len(digits),
            )
        )
    return digits


def bare_duf(text: str) -> str:
    """Return a DUF number, or a part of one, without spaces and hyphens."""
    return _BETWEEN.sub("", text)


def format_duf(duf: str) -> str:
    """Show a DUF number as NIR does: `9924 000022 00`."""
    return f"{duf[:4]} {duf[4:10]} {duf[10:]}"


def check_digits(first_ten: str) -> str:
    """Compute the two check digits from the first ten digits: weighted sum modulo 11."""
    total = sum(int(digit) * weight for digit, weight in zip(first_ten, _WEIGHTS, strict=True))
    return f"{total % 11:02d}"


def has_valid_check(duf: str) -> bool:
    """Whether the check digits are right. Test persons' are not: warn, but never refuse."""
    return check_digits(duf[:10]) == duf[10:]
