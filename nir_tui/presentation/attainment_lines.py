"""Goal attainment as text: each group with its count and share."""

from models.lists.goal_attainment import Statistics
from nir_tui.presentation.i18n import _
from nir_tui.presentation.percentages import percent


def attainment_rows(found: Statistics) -> list[tuple[str, int, str]]:
    """Return the label, count and share of each group, the basis, and those to correct."""
    reached = found.attainment
    rows = [(_(group.group), group.count, percent(group.share)) for group in reached.groups]
    share = found.needs_correction / reached.total if reached.total else None
    return [
        *rows,
        (_("Tallgrunnlag"), reached.denominator, ""),
        (_("Må rettes"), found.needs_correction, percent(share)),
    ]


def attainment_pairs(found: Statistics) -> list[tuple[str, str]]:
    """Return a label and a value for each row."""
    return [
        (name, f"{count}, {share}" if share else str(count))
        for name, count, share in attainment_rows(found)
    ]
