"""The form of the lists' filters, all combinable, with the number of rows that match."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from textual import events

from models.errors import RegisterError
from models.list_filter import EVERYONE, ListFilter
from models.lists.counts import Counts, count_list
from models.lists.list_kinds import kind_of
from nir_tui.lists.filter_choices import (
    category_choices,
    district_choices,
    every_district,
    every_municipality,
    law_choices,
    municipality_choices,
    part_choices,
    reason_choices,
    registered_by_choices,
    status_choices,
    year_choices,
)
from nir_tui.presentation import field_texts
from nir_tui.presentation.field_texts import FieldText
from nir_tui.presentation.i18n import _, label, marked, render
from nir_tui.presentation.label_search import Choice
from nir_tui.presentation.safe_text import content
from nir_tui.runtime.background import QueryThread
from nir_tui.screens.common.form import Form
from nir_tui.widgets.fields.choice_field import ChoiceField, MultiSelectField
from nir_tui.widgets.fields.simple_fields import DigitsField, NumberField, TextField, YesNoField
from nir_tui.widgets.text_line import TextLine
from rules.code_lists import CasePart, Law, Status
from rules.findings import Field, Finding

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
        session, reference = self.session, self.session.register.reference
        list_filter = self._chosen
        self.municipality = ChoiceField(
            Field.CASE,
            field_texts.MUNICIPALITY,
            municipality_choices(session),
            empty=every_municipality(session),
        )
        if list_filter.municipality:
            self.municipality.select_choice(reference.current_number(list_filter.municipality))
        self.district = ChoiceField(
            Field.CASE, field_texts.DISTRICT, [], empty=every_district(session)
        )
        self.district.set_choices(district_choices(session, list_filter.municipality))
        self.district.select_choice(list_filter.district)
        self.categories = _several(field_texts.CATEGORY, category_choices(), list_filter.categories)
        self.years = _several(
            field_texts.TERMINATION_YEAR,
            year_choices(self._years, list_filter),
            [str(year) for year in list_filter.years],
        )
        self.registered_by = ChoiceField(
            Field.CASE, field_texts.REGISTERED_BY, registered_by_choices(), empty=_("Alle")
        )
        self.registered_by.select_choice(list_filter.registered_by)
        self.reasons = _several(field_texts.REASONS_SHOWN, reason_choices(), list_filter.reasons)
        self.duf = DigitsField(Field.CASE, field_texts.DUF, width=24)
        self.duf.start_with(list_filter.duf)
        self.name_part = TextField(Field.CASE, field_texts.NAME, width=30)
        self.name_part.start_with(list_filter.name)
        self.to_correct = YesNoField(Field.CASE, field_texts.ONLY_TO_CORRECT)
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
        self.statuses = _several(
            field_texts.CASE_STATUS,
            status_choices(),
            [str(status) for status in list_filter.statuses],
        )
        self.parts = _several(
            field_texts.PARTS,
            [*part_choices(_WITH, _("Med {parts}")), *part_choices(_WITHOUT, _("Uten {parts}"))],
            [
                *(_WITH + part for part in list_filter.with_parts),
                *(_WITHOUT + part for part in list_filter.without_parts),
            ],
        )
        self.within = NumberField(Field.CASE, field_texts.WITHIN, width=5)
        self.within.start_with(
            "" if list_filter.deadline_within is None else str(list_filter.deadline_within)
        )
        self.law = ChoiceField(Field.CASE, field_texts.LAW, law_choices(), empty=_("Begge lover"))
        self.law.select_choice(str(list_filter.law) if list_filter.law else None)

    def update_fields(self) -> None:
        """Offer only the districts of the municipality."""
        self.district.set_choices(district_choices(self.session, self.municipality.value))

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


def _several(text: FieldText, choices: Sequence[Choice], chosen: Sequence[str]) -> MultiSelectField:
    return MultiSelectField(Field.CASE, text, choices, chosen, empty=_("Alle"))
