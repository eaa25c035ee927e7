"""The field for the reason of a termination."""

from nir_tui.forms.reasons_offered import reasons_offered
from nir_tui.presentation import field_texts
from nir_tui.screens.common.base import BaseScreen
from nir_tui.widgets.fields.choice_field import ChoiceField
from rules.findings import Field

_HELP_BESIDE = 118
"""The width from which the help text stands beside the fields, in columns."""
_LINES_BESIDE, _LINES_BELOW = 17, 19
"""The lines of the form besides the list of reasons, by where the help text stands."""


def make_reason_field(screen: BaseScreen) -> ChoiceField:
    """Return the field; the reasons used in this session come first, and as many as have room."""
    choices = reasons_offered(screen.session)
    wide = screen.app.size.width >= _HELP_BESIDE
    room = screen.app.size.height - (_LINES_BESIDE if wide else _LINES_BELOW)
    return ChoiceField(Field.REASON, field_texts.REASON, choices, required=True, rows=max(5, room))
