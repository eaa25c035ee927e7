"""Shares as text: per cent with a decimal comma, and bars of characters."""

from decimal import ROUND_HALF_UP, Decimal

_TENTH = Decimal("0.1")


def percent(share: float | None) -> str:
    """Return a share as `41,0 %`; nothing for None."""
    if share is None:
        return ""
    rounded = Decimal(100 * share).quantize(_TENTH, ROUND_HALF_UP)
    return f"{rounded} %".replace(".", ",")


def bar(share: float | None, width: int) -> str:
    """Return a bar: full width is a share of 1, and any share above 0 shows."""
    if not share:
        return ""
    return "#" * max(1, round(share * width))
