"""`?`: what the screen is for, what its fields take, and all its keys, searchable."""

from collections.abc import Mapping, Sequence

from textual.app import ComposeResult
from textual.widgets import Static

from nir_tui.actions import Scope, actions_at
from nir_tui.presentation.field_texts import FieldText
from nir_tui.presentation.i18n import _, marked
from nir_tui.presentation.label_search import ranked_matches
from nir_tui.presentation.safe_text import content
from nir_tui.screens.common.lookup import Entry, Lookup
from nir_tui.screens.common.screen_about import SCREEN_ABOUT


class HelpScreen(Lookup):
    """The fields and keys of a screen, one a line; the keys are from the registry of actions."""

    def __init__(
        self, about: Scope, notes: Mapping[str, str], fields: Sequence[FieldText] = ()
    ) -> None:
        """`notes`: what to say of an action in place of its help, by id."""
        super().__init__()
        self._fields = fields
        self._notes = notes
        self._about = about
        self.title_text = _("Taster · {where}").format(where=_(str(about)))
        self.placeholder = _("Søk i felt og taster") if fields else _("Søk i tastene")

    def compose(self) -> ComposeResult:
        """Yield what the screen is for below the title, then the search and the lines."""
        title, *rest = super().compose()
        yield title
        about = _(SCREEN_ABOUT[self._about])
        yield Static(content(about, "$text-muted"), id="help-about", markup=False)
        yield from rest

    def find(self, typed: str) -> Sequence[Entry]:
        """Return the actions found by key, title or help."""
        lines: list[str] = []
        actions: list[str] = []
        for action in actions_at(self._about):
            keys = " ".join(self.keys_by_id(action.id))
            if keys and not self.permission_refusal(action.id):
                actions.append(action.id)
                text = self._notes.get(action.id) or _(action.help)
                lines.append(f"{keys:<9} {_(action.title):<18} {text}")
        lines += [f"{keys:<9} {_(title):<18} {_(text)}" for keys, title, text in MOVING]
        actions += [""] * len(MOVING)
        keys_found = [Entry(lines[i], "", actions[i]) for i in ranked_matches(typed, lines)]
        fields = [f"{field.label}: {field.help}" for field in self._fields]
        return [*(Entry(fields[i], fields[i]) for i in ranked_matches(typed, fields)), *keys_found]

    async def take(self, entry: Entry) -> None:
        """Leave with the action on the row: the application does it on the screen below."""
        if entry.value:
            self.dismiss(entry.value)


MOVING = (
    ("piler j k", marked("Flytt"), marked("En rad; PgUp PgDn side; Home End først/sist")),
    ("Tab", marked("Neste felt"), marked("Enter også; på det siste feltet lagrer Enter")),
)
