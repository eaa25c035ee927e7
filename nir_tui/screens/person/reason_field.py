"""The field for the reason of a termination."""

from nir_tui.presentation import field_texts
from nir_tui.presentation.i18n import _
from nir_tui.presentation.label_search import Choice
from nir_tui.screens.common.base import BaseScreen
from nir_tui.widgets.fields.choice_field import ChoiceField
from rules.findings import Field
from rules.reasons import MUNICIPALITY_REASONS

_HELP_BESIDE = 118
"""The width from which the help text stands beside the fields, in columns."""
_LINES_BESIDE, _LINES_BELOW = 17, 19
"""The lines of the form besides the list of reasons, by where the help text stands."""


def make_reason_field(screen: BaseScreen) -> ChoiceField:
    """Return the field; the reasons used in this session come first, and as many as have room."""
    used = screen.session.used_reasons
    ordered = sorted(
        MUNICIPALITY_REASONS,
        key=lambda reason: used.index(reason.code) if reason.code in used else len(used),
    )
    choices = [
        Choice(
            reason.code,
            _(reason.label),
            _(reason.short_label),
            _("(brukt nå)") if reason.code in used else "",
        )
        for reason in ordered
    ]
    wide = screen.app.size.width >= _HELP_BESIDE
    room = screen.app.size.height - (_LINES_BESIDE if wide else _LINES_BELOW)
    return ChoiceField(Field.REASON, field_texts.REASON, choices, required=True, rows=max(5, room))
