"""`Bruker`: id, role, and for most roles a municipality."""

from models.access import NATIONWIDE, Role
from models.users import User, add_user, disable_user
from nir_tui.forms.base import Form
from nir_tui.language import _, label
from nir_tui.widgets.choice_field import Choice, ChoiceField
from nir_tui.widgets.fields import TextField, YesField
from rules.findings import Field, Finding, error
from rules.sentence import say


class UserForm(Form):
    """Adds a user, gives one another role, or disables one."""

    def __init__(self, user: User | None) -> None:
        super().__init__()
        self._user = user
        self.title_text = f"{_('Bruker')} · {user.id}" if user else _("Ny bruker")

    def make_fields(self) -> None:
        """The fields, as they stand at first."""
        user, reference = self._user, self.session.register.reference
        self.user_id = TextField(Field.KIND, _("Bruker-id"), required=True, width=24)
        roles = [Choice(str(role), label(role)) for role in Role]
        self.role = ChoiceField(Field.REASON, _("Rolle"), roles, required=True)
        self.municipality = ChoiceField(
            Field.PLACE,
            _("Kommune"),
            [Choice(m.number, f"{m.name} ({m.number})") for m in reference.current()],
            required=True,
        )
        self.district = ChoiceField(Field.PLACE, _("Bydel"), [], empty=_("Alle bydeler"))
        self.stopped = YesField(Field.CASE, _("Sperret (j/n)"))
        self.stopped.start_with_answer(user is not None and user.disabled)
        changed = (self.role, self.municipality, self.district)
        self.fields = (*changed, self.stopped) if user else (self.user_id, *changed)
        if user:
            self.role.choose(str(user.role))
            self.municipality.choose(user.municipality)
            self.district.offer(self._districts(user.municipality))
            self.district.choose(user.district)

    def _districts(self, municipality: str | None) -> list[Choice]:
        reference = self.session.register.reference
        return [
            Choice(number, f"{name} ({number})")
            for number, name in sorted(reference.districts.items())
            if municipality and number.startswith(municipality)
        ]

    @property
    def _named(self) -> str:
        return self._user.id if self._user else self.user_id.value

    @property
    def _is_everywhere(self) -> bool:
        return self.role.value is not None and Role(self.role.value) in NATIONWIDE

    def adapt(self) -> None:
        """Who sees the whole country has no municipality."""
        self.municipality.display = not self._is_everywhere
        districts = self._districts(self.municipality.value)
        self.district.offer(districts)
        self.district.display = bool(districts) and not self._is_everywhere

    def findings(self) -> tuple[Finding, ...]:
        """What is missing; the register has the last word."""
        found = []
        if not self._named:
            found.append(error(Field.KIND, say("Skriv en bruker-id")))
        if self.role.value is None:
            found.append(error(Field.REASON, say("Velg en rolle")))
        elif not self._is_everywhere and not self.municipality.value:
            found.append(error(Field.PLACE, say("Rollen må ha en kommune")))
        return tuple(found)

    def save(self, confirmed: bool) -> str:
        """Write it."""
        session, user = self.session, self._named
        place: tuple[str | None, str | None] = (None, None)
        if not self._is_everywhere:
            place = (self.municipality.value, self.district.value)
        add_user(session.register, session.actor, user, Role(self.role.value or ""), *place)
        if self._user and self.stopped.value:
            disable_user(session.register, session.actor, user)
            return _("{user} er sperret").format(user=user)
        return _("{user} er lagret").format(user=user)
