"""`Bruker`: id, role, and for most roles a municipality."""

from models.access import NATIONWIDE, Role
from models.administration.users import User, add_user, check_user, is_personal
from nir_tui.presentation import field_texts
from nir_tui.presentation.i18n import _, label
from nir_tui.presentation.label_search import Choice
from nir_tui.screens.common.form import Form
from nir_tui.widgets.fields.choice_field import ChoiceField
from nir_tui.widgets.fields.simple_fields import TextField, YesNoField
from rules.findings import Field, Finding


class UserForm(Form):
    """A form that adds a user, changes a user's role, or disables a user."""

    def __init__(self, user: User | None) -> None:
        super().__init__()
        self._user = user
        self.title_text = f"{_('Bruker')} · {user.id}" if user else _("Ny bruker")

    def make_fields(self) -> None:
        """Make the fields with their first values."""
        user, reference = self._user, self.session.register.reference
        self._is_first = is_personal(self.session.register)
        self.user_id = TextField(Field.USER, field_texts.USER_ID, required=True, width=24)
        roles = [Choice(str(role), label(role)) for role in Role]
        self.role = ChoiceField(Field.ROLE, field_texts.ROLE, roles, required=True)
        self.municipality = ChoiceField(
            Field.PLACE,
            field_texts.USER_MUNICIPALITY,
            [
                Choice(m.number, f"{m.name} ({m.number})", reference.also_known_as(m.number))
                for m in reference.current()
            ],
            required=True,
        )
        self.district = ChoiceField(
            Field.PLACE, field_texts.USER_DISTRICT, [], empty=_("Alle bydeler")
        )
        self.stopped = YesNoField(Field.CASE, field_texts.USER_STOPPED)
        self.stopped.start_with_answer(user is not None and user.disabled)
        changed = (self.role, self.municipality, self.district)
        self.fields = (*changed, self.stopped) if user else (self.user_id, *changed)
        if user:
            self.role.select_choice(str(user.role))
            self.municipality.select_choice(user.municipality)
            self.district.set_choices(self._districts(user.municipality))
            self.district.select_choice(user.district)

    def _districts(self, municipality: str | None) -> list[Choice]:
        reference = self.session.register.reference
        return [
            Choice(number, f"{name} ({number})")
            for number, name in reference.districts_of(municipality).items()
        ]

    @property
    def _named(self) -> str:
        return self._user.id if self._user else self.user_id.value

    @property
    def _role(self) -> Role | None:
        return Role(self.role.value) if self.role.value else None

    @property
    def _place(self) -> tuple[str | None, str | None]:
        """Municipality and district; no district for a nationwide role, whatever was typed before.

        The municipality of a nationwide role is the one that their lists open on.
        """
        is_everywhere = self._role in NATIONWIDE
        return self.municipality.value, None if is_everywhere else self.district.value

    def update_fields(self) -> None:
        """Show the district of a role that is limited to a place."""
        is_everywhere = self._role in NATIONWIDE
        self.municipality.require(not is_everywhere)
        self.municipality.hint(_("kan stå tom; listene åpner på den") if is_everywhere else "")
        districts = self._districts(self.municipality.value)
        self.district.set_choices(districts)
        self.district.display = bool(districts) and not is_everywhere

    def findings(self) -> tuple[Finding, ...]:
        """Return what is missing; the register checks again when saving."""
        reference = self.session.register.reference
        return tuple(check_user(reference, self._named, self._role, *self._place))

    def after_text(self) -> str:
        """Return that, once there is a first user, only listed users may use the register."""
        if not self._is_first:
            return ""
        text = _("Etter lagring slipper bare brukere i lista inn; du, {user}, er administrator.")
        return text.format(user=self.session.actor.user)

    def save(self, confirmed: bool) -> str:
        """Save the user."""
        session, user, stopped = self.session, self._named, self.stopped.value
        assert self._role is not None
        add_user(session.register, session.actor, user, self._role, *self._place, stopped)
        said = _("{user} er sperret") if stopped else _("{user} er lagret")
        return said.format(user=user)
