"""The form of the lists' filters, all combinable, with the number of rows that match."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from textual import events

from models.errors import RegisterError
from models.list_filter import ENGINE, EVERYONE, MUNICIPALITY, ListFilter
from models.lists.counts import Counts, count_list
from models.lists.list_kinds import kind_of
from nir_tui.presentation.i18n import _, label, marked, render
from nir_tui.presentation.safe_text import content
from nir_tui.runtime.background import QueryThread
from nir_tui.screens.common.form import Form
from nir_tui.widgets.fields.choice_field import Choice, ChoiceField, MultiSelectField
from nir_tui.widgets.fields.simple_fields import DigitsField, NumberField, TextField, YesNoField
from nir_tui.widgets.text_line import TextLine
from rules.code_lists import CasePart, Category, Law, Status
from rules.findings import Field, Finding
from rules.reasons import REASONS

_SOON = 0.1
"""Seconds after which the form says that it is counting."""

_WITH, _WITHOUT = "with ", "without "
"""What the values of one field begin with: two fields more would not leave room for the count."""

_ROOM = " "
"""Keeps the place of the count: nothing moves when the count appears."""


class FilterForm(Form):
    """A form whose answer is a ListFilter."""

    titles: Mapping[str, str] = {"form.save": marked("Bruk")}

    def __init__(self, list_filter: ListFilter, years: Sequence[int]) -> None:
        """`years` are the years of the list's terminations."""
        super().__init__()
        self._chosen = list_filter
        self._years = years
        self._counted: ListFilter | None = None
        self._told = _ROOM
        # All that the form is built from, without the search, which it does not show.
        self._built_from = (
            replace(list_filter, search=""),
            tuple(years),
            self.session.register.access,
            self.app.theme,
        )
        self._of_terminations = kind_of(list_filter).of_terminations
        what = label(list_filter.law) if self._of_terminations else _("Personer")
        self.title_text = f"{_('Filtrer på')} · {what}"

    def becomes(self, other: "FilterForm") -> bool:
        """Take over from `other`, a form with newer arguments; False if the two would differ."""
        if self._built_from != other._built_from:
            return False
        self._chosen = other._chosen
        return True

    def make_fields(self) -> None:
        """Make the fields with their first values."""
        reference, list_filter = self.session.register.reference, self._chosen
        own = reference.current_number(self.session.own_municipality or "")
        municipalities = sorted(reference.current(), key=lambda m: m.number != own)
        access = self.session.register.access
        if not access.is_everywhere:
            own_number = reference.current_number(access.municipality or "")
            municipalities = [m for m in municipalities if m.number == own_number]
        self.municipality = ChoiceField(
            Field.CASE,
            _("Oppfølgingskommune"),
            [
                Choice(m.number, f"{m.name} ({m.number})", reference.also_known_as(m.number))
                for m in municipalities
            ],
            empty=self._whole_list(reference.name(access.municipality), _("Alle kommuner")),
        )
        if list_filter.municipality:
            self.municipality.select_choice(reference.current_number(list_filter.municipality))
        own_district = reference.district_name(access.district)
        all_districts = self._whole_list(own_district, _("Alle bydeler"))
        self.district = ChoiceField(Field.CASE, _("Bydel"), [], empty=all_districts)
        self.district.set_choices(self._districts(list_filter.municipality))
        self.district.select_choice(list_filter.district)
        self.categories = MultiSelectField(
            Field.CASE,
            _("Kategori"),
            [Choice(str(c), label(c), _(c.short_label)) for c in Category],
            list_filter.categories,
            empty=_("Alle"),
        )
        self.years = MultiSelectField(
            Field.CASE,
            _("Avslutningsår"),
            [
                Choice(str(year), str(year))
                for year in sorted({*self._years, *list_filter.years}, reverse=True)
            ],
            [str(year) for year in list_filter.years],
            empty=_("Alle"),
        )
        self.registered_by = ChoiceField(
            Field.CASE,
            _("Avslutningsårsak registrert av"),
            [
                Choice(EVERYONE, _("Alle")),
                Choice(MUNICIPALITY, _("Avslutningsårsak registrert av kommunen")),
                Choice(ENGINE, _("Avslutningsårsak beregnet av regelmotor")),
            ],
            empty=_("Alle"),
        )
        self.registered_by.select_choice(list_filter.registered_by)
        self.reasons = MultiSelectField(
            Field.CASE,
            _("Avslutningsårsak"),
            [Choice(r.code, _(r.label), _(r.short_label)) for r in REASONS.values()],
            list_filter.reasons,
            empty=_("Alle"),
        )
        self.duf = DigitsField(Field.CASE, _("DUF-nummer"), width=24)
        self.duf.start_with(list_filter.duf)
        self.name_part = TextField(Field.CASE, _("Fornavn eller etternavn"), width=30)
        self.name_part.start_with(list_filter.name)
        self.to_correct = YesNoField(Field.CASE, _("Bare de som må rettes"))
        self.to_correct.start_with_answer(list_filter.needs_correction)
        self._make_fields_of_persons()
        ended = (self.years, self.registered_by, self.reasons)
        self.fields = (
            self.municipality,
            self.district,
            self.categories,
            *(() if self._of_terminations else (self.statuses, self.within, self.law, self.parts)),
            *ended,
            self.duf,
            self.name_part,
            *((self.to_correct,) if self._of_terminations else ()),
        )

    def _make_fields_of_persons(self) -> None:
        list_filter = self._chosen
        self.statuses = MultiSelectField(
            Field.CASE,
            _("Status"),
            [Choice(str(status), label(status)) for status in Status],
            [str(status) for status in list_filter.statuses],
            empty=_("Alle"),
        )
        self.parts = MultiSelectField(
            Field.CASE,
            _("Med og uten"),
            [
                Choice(prefix + part, text.format(parts=_(part.short_label).lower()))
                for prefix, text in ((_WITH, _("Med {parts}")), (_WITHOUT, _("Uten {parts}")))
                for part in CasePart
            ],
            [
                *(_WITH + part for part in list_filter.with_parts),
                *(_WITHOUT + part for part in list_filter.without_parts),
            ],
            empty=_("Alle"),
        )
        self.within = NumberField(Field.CASE, _("Frist innen så mange dager"), width=5)
        self.within.start_with(
            "" if list_filter.deadline_within is None else str(list_filter.deadline_within)
        )
        self.law = ChoiceField(
            Field.CASE,
            _("Lov"),
            [Choice(str(law), label(law)) for law in Law],
            empty=_("Begge lover"),
        )
        self.law.select_choice(str(list_filter.law) if list_filter.law else None)

    def _whole_list(self, own: str, everything: str) -> str:
        """Return what an empty field means: everything, or the user's own if they see no other."""
        return everything if self.session.register.access.is_everywhere else own or everything

    def _districts(self, municipality: str | None) -> list[Choice]:
        register = self.session.register
        reference, access = register.reference, register.access
        seen, own = municipality or None, None
        if not access.is_everywhere:
            seen, own = seen or access.municipality, access.district
        today = reference.current_number(seen) if seen else None
        names = reference.districts_of(today) if today else reference.districts
        return [
            Choice(number, f"{name} ({number})")
            for number, name in names.items()
            if own in (None, number)
        ]

    def update_fields(self) -> None:
        """Offer only the districts of the municipality."""
        self.district.set_choices(self._districts(self.municipality.value))

    def findings(self) -> tuple[Finding, ...]:
        """Return no findings: any combination is valid."""
        return ()

    def _filter(self) -> ListFilter:
        list_filter = replace(
            self._chosen,
            municipality=self.municipality.value,
            district=self.district.value,
            categories=self.categories.values,
            years=tuple(int(year) for year in self.years.values),
            reasons=self.reasons.values,
            registered_by=self.registered_by.value or EVERYONE,
            duf=self.duf.value,
            name=self.name_part.value,
        )
        if self._of_terminations:
            return replace(list_filter, needs_correction=self.to_correct.value)
        return replace(
            list_filter,
            law=Law(self.law.value) if self.law.value else None,
            statuses=tuple(Status(slug) for slug in self.statuses.values),
            deadline_within=self.within.value,
            with_parts=self._chosen_parts(_WITH),
            without_parts=self._chosen_parts(_WITHOUT),
        )

    def _chosen_parts(self, prefix: str) -> tuple[CasePart, ...]:
        chosen = (value for value in self.parts.values if value.startswith(prefix))
        return tuple(CasePart(value.removeprefix(prefix)) for value in chosen)

    def help_text(self) -> str:
        """Return how to choose several values, while the focus is in such a field."""
        if isinstance(self._here, MultiSelectField):
            return _("Enter legger til eller tar bort (*); Enter uten tekst går videre.")
        return ""

    def after_text(self) -> str:
        """Return how many rows match, once counted; only a form that is shown counts."""
        if self.is_current:
            self._count(self._filter())
        return self._told

    def _count(self, list_filter: ListFilter) -> None:
        """Count in a thread: it may take a while, and typing must not wait for it."""
        if list_filter == self._counted:
            return
        self._counted = list_filter
        session = self.session
        late = self.set_timer(_SOON, lambda: self._tell(_("Teller …")))

        def show(counts: Counts) -> None:
            late.stop()
            self._tell(
                _("Gir {matching} av {total} linjer, {count} må rettes").format(
                    matching=counts.matching, total=counts.total, count=counts.to_correct
                )
            )

        def give_up(error: RegisterError) -> None:
            late.stop()
            self._counted = None
            self._tell("; ".join(map(render, error.messages)))

        look = partial(count_list, session.register, list_filter, session.actor.as_of)
        self._reading.run(self, "filter", look, show, give_up)

    def _tell(self, text: str) -> None:
        self._told = text
        self.query_one(".form-after", TextLine).show_or_hide(content(text))

    def on_mount(self) -> None:
        """Open the thread that counts."""
        self._reading = QueryThread(self.session.register)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Count when shown: the form may have been built long before."""
        self._count(self._filter())

    def on_unmount(self) -> None:
        """Stop counting."""
        self._reading.close()

    def do_save(self) -> None:
        """Leave with the filters, or show the errors."""
        if any(field.display and field.parse_error for field in self.fields):
            super().do_save()
            return
        self.dismiss(self._filter())
