"""The keys of each role: an action that is not allowed is not offered, and its key says why."""

from models.access import Access
from nir_tui.presentation.i18n import _

_OF_A_CASE = ("report", "person", "decisions", "measures", "details")

CHANGES = frozenset(
    (
        *("person.add", "person.edit", "person.delete", "person.goal"),
        *("decisions.add", "decisions.edit", "decisions.delete"),
        *("measures.add", "measures.edit", "measures.delete"),
        *("details.edit", "details.delete", "details.restore", "person.repeat"),
        *("report.set-aside", "person.set-aside"),
        *("report.mark", "report.mark-all", "report.add"),
        *(f"{where}.{name}" for where in _OF_A_CASE for name in ("undo", "set-aside", "repeat")),
    )
)
ADMINISTRATOR_ACTIONS = frozenset(
    ("everywhere.engine", "everywhere.import", "everywhere.users", "everywhere.journal")
)


def why_not_allowed(access: Access, over_ssh: bool, action_id: str) -> str | None:
    """Return why a role does not have a key; None if it has."""
    if over_ssh and action_id == "everywhere.import":
        return _("Filer hentes inn på maskinen registeret ligger på")
    if action_id in CHANGES and not access.may_change:
        return _("Rollen din kan se, men ikke endre")
    if action_id in ADMINISTRATOR_ACTIONS and not access.is_administrator:
        return _("Dette kan bare administratorer gjøre")
    return None
