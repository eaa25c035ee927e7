"""The reasons that a municipality may register, in the order a user is offered them."""

from nir_tui.presentation.i18n import _
from nir_tui.presentation.label_search import Choice
from nir_tui.session.session import Session
from rules.reasons import MUNICIPALITY_REASONS


def reasons_offered(session: Session) -> list[Choice]:
    """Return the reasons used in this session first, then the others in the tables' order."""
    used = session.used_reasons
    ordered = sorted(
        MUNICIPALITY_REASONS,
        key=lambda reason: used.index(reason.code) if reason.code in used else len(used),
    )
    return [
        Choice(
            reason.code,
            _(reason.label),
            _(reason.short_label),
            _("(brukt nå)") if reason.code in used else "",
        )
        for reason in ordered
    ]
