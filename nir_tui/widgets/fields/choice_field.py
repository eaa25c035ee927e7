"""Fields for choosing one or several choices by typing any part of a label."""

from collections.abc import Sequence

from textual import events, on
from textual.widgets import Input
from textual.widgets.input import Selection

from nir_tui.presentation.field_texts import FieldText
from nir_tui.presentation.label_search import Choice, matching_choices
from nir_tui.widgets.fields.choice_list import ChoiceList
from nir_tui.widgets.fields.form_field import FormField
from nir_tui.widgets.fields.list_input import ListInput
from rules.findings import Field
from rules.message import Message, message


class ChoiceField(FormField):
    """A field for one choice. While focused, its list is open; the first match is chosen."""

    def __init__(
        self,
        field: Field,
        text: FieldText,
        choices: Sequence[Choice],
        required: bool = False,
        empty: str = "",
        rows: int = 6,
    ) -> None:
        super().__init__(field, text, required, width=46)
        self._empty = empty
        self._choices = self._with_none(choices)
        self._settled = ""
        self._shown: list[int] = []
        self._cursor: int | None = None
        self._rows = rows

    def make_input(self) -> Input:
        """Return an input whose arrows move the cursor of the list."""
        return ListInput(self._start, placeholder=self._empty, select_on_focus=True)

    def _list_below(self) -> ChoiceList:
        """Return the list below the line, built when first opened: most lists never are."""
        made = self.query(ChoiceList)
        if made:
            return made.first()
        choices = ChoiceList(self._rows)
        self.mount(choices)
        return choices

    def focus_input(self) -> None:
        """Focus the input; the list is opened before the screen is laid out."""
        if not self.input.has_focus:
            self._open_whole()
        super().focus_input()

    def _open_whole(self) -> None:
        """Open the list of all choices, with the cursor on the chosen one."""
        self._settled = self.text
        self._match()
        self._open()

    def on_descendant_focus(self) -> None:
        """Open the list; a long label shows its beginning."""
        self._open_whole()
        if self.input.select_on_focus:
            self.input.selection = Selection(len(self.text), 0)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Close the list."""
        for choices in self.query(ChoiceList):
            choices.display = False

    def on_mount(self) -> None:
        """Find the choices that match."""
        self._match()

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Replace the choices."""
        if self._with_none(choices) == self._choices:
            return
        self._choices = self._with_none(choices)
        if self._is_there:
            self._match()

    def _with_none(self, choices: Sequence[Choice]) -> list[Choice]:
        """Return the choices after one for an empty field, which can be found by its name."""
        is_there = any(choice.label == self._empty for choice in choices)
        return [*([] if is_there or not self._empty else [Choice("", self._empty)]), *choices]

    @property
    def chosen(self) -> Choice | None:
        """The choice under the list's cursor; None while nothing is typed or pointed at."""
        if self._cursor is None or self._cursor >= len(self._shown):
            return None
        return self._choices[self._shown[self._cursor]]

    @property
    def value(self) -> str | None:
        """The value of the choice; None for no choice, or for that of an empty field."""
        return (self.chosen.value or None) if self.chosen else None

    @property
    def parse_error(self) -> Message | None:
        """Why the text is none of the choices."""
        if self.chosen or self.is_empty:
            return None
        return message("Ingenting passer med «{text}»", text=self.text)

    def select_choice(self, value: str | None) -> None:
        """Set the first choice."""
        label = next((c.label for c in self._choices if c.value == value), "")
        self.start_with(label)

    def type_choice(self, value: str) -> None:
        """Choose, as if it had been typed."""
        self.input.value = next(c.label for c in self._choices if c.value == value)

    @on(Input.Changed)
    def _typed(self) -> None:
        self._match()

    def _match(self) -> None:
        labels = [choice.label for choice in self._choices]
        # While the text is unchanged since focus, the whole list is open.
        settled = self.text in labels and self.text == self._settled
        is_whole = settled or self.is_empty
        every = range(len(labels))
        self._shown = [*every] if is_whole else matching_choices(self.text, self._choices)
        if settled:
            self._cursor = labels.index(self.text)
        else:
            self._cursor = 0 if self._shown and not self.is_empty else None
        if self.input.has_focus:
            self._open()

    def _open(self) -> None:
        """Show the matching choices in the list."""
        lines = [self._line(self._choices[i]) for i in self._shown]
        self._list_below().show(lines, self._cursor)

    def _line(self, choice: Choice) -> str:
        return f" {choice.label}  {choice.note}".rstrip()

    @on(ListInput.Moved)
    def _move(self, moved: ListInput.Moved) -> None:
        moved.stop()
        if not self._shown:
            return
        start = self._before_the_first if self._cursor is None else self._cursor
        by = moved.rows(min(self._rows, len(self._shown)), len(self._shown))
        self._cursor = max(0, min(start + by, len(self._shown) - 1))
        self._list_below().highlighted = self._cursor
        self.post_message(self.Changed())

    @property
    def _before_the_first(self) -> int:
        """The cursor with nothing chosen: on the choice of an empty field, or above all."""
        return 0 if self._choices and self._choices[0].value == "" else -1

    def leave_by_enter(self) -> None:
        """Take the choice under the cursor; without a match, stay in the field."""
        if self.parse_error:
            return
        super().leave_by_enter()

    def normalize(self) -> None:
        """Write the whole label of the choice."""
        if self.chosen and self.text != self.chosen.label:
            self.input.value = self.chosen.label

    def put_back(self, text: str) -> None:
        """Restore the part of a label that was typed, so that typing goes on with it."""
        if text != self.text:
            self.input.value = text
            self.input.cursor_position = len(text)


class MultiSelectField(ChoiceField):
    """A field for any number of choices: Enter adds or removes one, Enter on nothing goes on."""

    def __init__(
        self,
        field: Field,
        text: FieldText,
        choices: Sequence[Choice],
        chosen: Sequence[str],
        empty: str,
        rows: int = 6,
    ) -> None:
        super().__init__(field, text, choices, empty=empty, rows=rows)
        self._first = tuple(chosen)
        self._taken = list(chosen)

    def on_mount(self) -> None:
        """Show the choices taken."""
        self._show_taken()

    def _line(self, choice: Choice) -> str:
        return f"{'*' if choice.value in self._taken else ' '}{choice.label}"

    def _with_none(self, choices: Sequence[Choice]) -> list[Choice]:
        return list(choices)

    @property
    def values(self) -> tuple[str, ...]:
        """The values chosen, in the order of the choices; a typed choice counts too."""
        typed = self.chosen if not self.is_empty else None
        taken = {*self._taken, *([typed.value] if typed else [])}
        return tuple(choice.value for choice in self._choices if choice.value in taken)

    @property
    def is_changed(self) -> bool:
        """Whether the choices differ from the first ones."""
        return tuple(self._taken) != self._first or bool(self.text)

    def leave_by_enter(self) -> None:
        """Toggle the choice under the cursor; with nothing typed or pointed at, go on."""
        if self.chosen is None:
            super().leave_by_enter()
            return
        value = self.chosen.value
        if value in self._taken:
            self._taken.remove(value)
        else:
            self._taken.append(value)
        self._clear()

    def put_back(self, text: str) -> None:
        """Restore nothing: the text typed has been taken as a choice."""

    def on_key(self, event: events.Key) -> None:
        """Remove the last choice at backspace in an empty field."""
        if event.key == "backspace" and self.is_empty and self._taken:
            self._taken.pop()
            self._clear()

    def _clear(self) -> None:
        self.input.value = ""
        self._match()
        self._show_taken()
        self.post_message(self.Changed())

    def _show_taken(self) -> None:
        labels = [c.also or c.label for c in self._choices if c.value in self._taken]
        self.input.placeholder = ", ".join(labels) or self._empty
        self.input.set_class(bool(labels), "-taken")

    def normalize(self) -> None:
        """Take the choice typed but not entered; a text without a match stays, to be corrected."""
        if self.parse_error:
            return
        self._taken = list(self.values)
        self.input.value = ""
        self._show_taken()
