"""Shares as people read them: per cent with a decimal comma, and bars drawn as text."""

from decimal import ROUND_HALF_UP, Decimal

_TENTH = Decimal("0.1")


def percent(share: float | None) -> str:
    """`41,0 %`; nothing where there is no share."""
    if share is None:
        return ""
    rounded = Decimal(100 * share).quantize(_TENTH, ROUND_HALF_UP)
    return f"{rounded} %".replace(".", ",")


def bar(share: float | None, width: int) -> str:
    """A bar whose full width is everything; what there is of anything shows."""
    if not share:
        return ""
    return "#" * max(1, round(share * width))
