"""`Brukere`: the users of the register and their roles."""

from collections.abc import Sequence

from models.administration.users import User, list_users
from nir_tui.presentation.i18n import _, label
from nir_tui.presentation.label_search import ranked_matches
from nir_tui.screens.common.lookup import Entry, Lookup
from nir_tui.widgets.fields.list_input import ListInput

NEW = ""


class UsersScreen(Lookup):
    """All users; Enter changes a user, or adds one."""

    def __init__(self) -> None:
        super().__init__()
        self._users: list[User] = []
        self.title_text = _("Brukere")
        self.placeholder = _("Søk på bruker eller rolle")

    def on_mount(self) -> None:
        """Read the users."""
        self.try_read(self._read)

    def _read(self) -> None:
        self._users = list_users(self.session.register)

    def find(self, typed: str) -> Sequence[Entry]:
        """Return the users that match, and an entry for a new one."""
        entries = [self._entry(user) for user in self._users]
        entries = [entries[index] for index in ranked_matches(typed, [e.line for e in entries])]
        return [*entries, Entry(_("Ny bruker …"), _("Enter legger til en bruker"), NEW)]

    def _entry(self, user: User) -> Entry:
        reference = self.session.register.reference
        place = reference.name(user.municipality) if user.municipality else _("hele landet")
        if user.district:
            place += f", {reference.district_name(user.district)}"
        stopped = _("sperret") if user.disabled else ""
        line = f"{user.id:<20} {label(user.role):<16} {place:<24} {stopped}"
        return Entry(line, _("Enter endrer eller sperrer {id}").format(id=user.id), user.id)

    async def take(self, entry: Entry) -> None:
        """Change the user, or add a new one."""
        from nir_tui.screens.administration.user_form import UserForm

        known = {user.id: user for user in self._users}
        self.app.push_screen(UserForm(known.get(entry.value)), self._take_saved)

    def _take_saved(self, saved: str | None) -> None:
        before = {user.id for user in self._users}
        if not (saved and self.try_read(self._read)):
            return
        self._find(self.query_one(ListInput).value)
        new = {user.id for user in self._users} - before
        self.go_to(lambda entry: entry.value in new)
        self.show_saved(saved)
