"""Choosing by typing any part of a label: one of many, or several."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events, on
from textual.widgets import Input
from textual.widgets.input import Selection

from nir_tui.presentation.label_search import ranked_matches
from nir_tui.widgets.fields.choice_list import ChoiceList
from nir_tui.widgets.fields.form_field import FormField
from nir_tui.widgets.fields.list_input import ListInput
from rules.findings import Field
from rules.message import Message, message


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: its value, its label, and what else it is found by."""

    value: str
    label: str
    also: str = ""


class ChoiceField(FormField):
    """One of some choices. The list opens while the cursor is here; the first match is chosen."""

    def __init__(
        self,
        field: Field,
        label: str,
        choices: Sequence[Choice],
        required: bool = False,
        empty: str = "",
        rows: int = 6,
    ) -> None:
        super().__init__(field, label, required, width=46)
        self._empty = empty
        self._choices = self._with_none(choices)
        self._settled = ""
        self._shown: list[int] = []
        self._cursor: int | None = None
        self._rows = rows

    def make_input(self) -> Input:
        """An input whose arrows move the cursor of the list."""
        return ListInput(self._start, placeholder=self._empty, select_on_focus=True)

    def _list_below(self) -> ChoiceList:
        """The list below the line, made when it is first opened: a form has many that never are."""
        made = self.query(ChoiceList)
        if made:
            return made.first()
        choices = ChoiceList(self._rows)
        self.mount(choices)
        return choices

    def focus_input(self) -> None:
        """Put the cursor here; the list stands there before the screen is laid out."""
        if not self.input.has_focus:
            self._open_whole()
        super().focus_input()

    def _open_whole(self) -> None:
        """All there is to choose from, with the cursor on what is chosen."""
        self._settled = self.text
        self._match()
        self._open()

    def on_descendant_focus(self) -> None:
        """The list opens; a long label shows its beginning."""
        self._open_whole()
        if self.input.select_on_focus:
            self.input.selection = Selection(len(self.text), 0)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """The list closes."""
        for choices in self.query(ChoiceList):
            choices.display = False

    def on_mount(self) -> None:
        """List what fits."""
        self._match()

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Other choices than before."""
        if self._with_none(choices) == self._choices:
            return
        self._choices = self._with_none(choices)
        if self._is_there:
            self._match()

    def _with_none(self, choices: Sequence[Choice]) -> list[Choice]:
        """The choices, and first of them what an empty field means: it can be found by its name."""
        is_there = any(choice.label == self._empty for choice in choices)
        return [*([] if is_there or not self._empty else [Choice("", self._empty)]), *choices]

    @property
    def chosen(self) -> Choice | None:
        """What the cursor of the list is on; nothing while nothing is typed or pointed at."""
        if self._cursor is None or self._cursor >= len(self._shown):
            return None
        return self._choices[self._shown[self._cursor]]

    @property
    def value(self) -> str | None:
        """The value of what is chosen; None for nothing, or for what an empty field means."""
        return (self.chosen.value or None) if self.chosen else None

    @property
    def parse_error(self) -> Message | None:
        """Why what is typed is none of the choices."""
        if self.chosen or self.is_empty:
            return None
        return message("Ingenting passer med «{text}»", text=self.text)

    def select_choice(self, value: str | None) -> None:
        """What is chosen at first."""
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
        # On what stood there when the cursor came the whole list is open.
        settled = self.text in labels and self.text == self._settled
        is_whole = settled or self.is_empty
        self._shown = list(range(len(labels))) if is_whole else self._found(labels)
        if settled:
            self._cursor = labels.index(self.text)
        else:
            self._cursor = 0 if self._shown and not self.is_empty else None
        if self.input.has_focus:
            self._open()

    def _open(self) -> None:
        """List what fits; of a list that is closed nobody sees what stands in it."""
        lines = [self._line(self._choices[i]) for i in self._shown]
        self._list_below().show(lines, self._cursor)

    def _found(self, labels: list[str]) -> list[int]:
        """By label; what is found by its other name only comes after."""
        found = ranked_matches(self.text, labels)
        others = ranked_matches(self.text, [choice.also for choice in self._choices])
        return [*found, *(i for i in others if i not in found and self._choices[i].also)]

    def _line(self, choice: Choice) -> str:
        return f" {choice.label}"

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
        """Where the cursor is with nothing chosen: on what an empty field means, or above all."""
        return 0 if self._choices and self._choices[0].value == "" else -1

    def leave_by_enter(self) -> None:
        """Take what the cursor is on; with no match the cursor stays."""
        if self.parse_error:
            return
        super().leave_by_enter()

    def normalize(self) -> None:
        """The whole label of what is chosen."""
        if self.chosen and self.text != self.chosen.label:
            self.input.value = self.chosen.label

    def put_back(self, text: str) -> None:
        """What is typed next goes on with the part of a label, not with the label."""
        if text != self.text:
            self.input.value = text
            self.input.cursor_position = len(text)


class MultiSelectField(ChoiceField):
    """Any number of choices: Enter adds or takes away, Enter on nothing goes on."""

    def __init__(
        self,
        field: Field,
        label: str,
        choices: Sequence[Choice],
        chosen: Sequence[str],
        empty: str,
        rows: int = 6,
    ) -> None:
        super().__init__(field, label, choices, empty=empty, rows=rows)
        self._first = tuple(chosen)
        self._taken = list(chosen)

    def on_mount(self) -> None:
        """Show what is chosen."""
        self._show_taken()

    def _line(self, choice: Choice) -> str:
        return f"{'*' if choice.value in self._taken else ' '}{choice.label}"

    def _with_none(self, choices: Sequence[Choice]) -> list[Choice]:
        return list(choices)

    @property
    def values(self) -> tuple[str, ...]:
        """The values chosen, in the order of the choices; what is typed counts as in any field."""
        typed = self.chosen if not self.is_empty else None
        taken = {*self._taken, *([typed.value] if typed else [])}
        return tuple(choice.value for choice in self._choices if choice.value in taken)

    @property
    def is_changed(self) -> bool:
        """Whether other choices than at first are made."""
        return tuple(self._taken) != self._first or bool(self.text)

    def leave_by_enter(self) -> None:
        """Turn the choice under the cursor; with nothing typed or pointed at, go on."""
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
        """What was typed has been taken."""

    def on_key(self, event: events.Key) -> None:
        """Backspace in an empty field takes the last choice away."""
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
        """Take what was typed and not entered; what fits nothing stays, to be put right."""
        if self.parse_error:
            return
        self._taken = list(self.values)
        self.input.value = ""
        self._show_taken()
