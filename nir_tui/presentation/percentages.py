"""Shares as text: per cent with a decimal comma."""

from decimal import ROUND_HALF_UP, Decimal

_TENTH = Decimal("0.1")


def percent(share: float | None) -> str:
    """Return a share as `41,0 %`; nothing for None."""
    if share is None:
        return ""
    rounded = Decimal(100 * share).quantize(_TENTH, ROUND_HALF_UP)
    return f"{rounded} %".replace(".", ",")
