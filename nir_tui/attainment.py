"""Shares as people read them: per cent with a decimal comma, and bars drawn as text."""


def percent(share: float | None) -> str:
    """`41,0 %`; nothing where there is no share."""
    return "" if share is None else f"{100 * share:.1f} %".replace(".", ",")


def bar(share: float | None, width: int) -> str:
    """A bar whose full width is everything; what there is of anything shows."""
    if not share:
        return ""
    return "#" * max(1, round(share * width))
