"""The base of every form: fields in order, errors below them, consequences, questions, saving."""

from collections.abc import Iterable
from typing import Any, ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from models.errors import ChangedMeanwhile, Refused, RegisterError
from nir_tui.actions import Action, Scope, bindings
from nir_tui.presentation.field_texts import FieldText
from nir_tui.presentation.i18n import _, render
from nir_tui.presentation.safe_text import content
from nir_tui.presentation.save_messages import look_again
from nir_tui.runtime.fixed_content_size import FormColumn
from nir_tui.screens.common.base import ModalBase
from nir_tui.widgets.confirm_bar import ConfirmBar
from nir_tui.widgets.fields.form_field import FormField
from nir_tui.widgets.key_line import KeyFooter
from nir_tui.widgets.text_line import TextLine
from rules.findings import Field, Finding, errors, warnings


class Form(ModalBase):
    """A form; its answer is the message after saving, or the value chosen; None if left."""

    where = Scope.FORM
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Scope.FORM),
        Binding("tab", "next_field", show=False),
    ]

    title_text = ""
    is_form = True
    fields: tuple[FormField, ...] = ()

    def compose(self) -> ComposeResult:
        """Yield title, fields, help, consequences, question and keys."""
        self.make_fields()
        with FormColumn(classes="box"):
            yield Static(content(self.title_text, "bold"), classes="title", markup=False)
            with FormColumn(classes="form-body"):
                with FormColumn(classes="form-fields"):
                    yield from self.fields
                yield TextLine(classes="form-help")
            yield TextLine(classes="field-error", id="case-error")
            yield TextLine(classes="form-after")
            yield ConfirmBar()
        yield KeyFooter()

    @property
    def typing(self) -> bool:
        """Always True: the focus is in a text field."""
        return True

    def on_mount(self) -> None:
        """Focus the first field."""
        self.preview_findings()
        self.first_field().focus_input()

    def first_field(self) -> FormField:
        """Return the field that has the focus at first."""
        return self.fields[0]

    # What a subclass defines

    def __init__(self) -> None:
        super().__init__()
        self._asked_from: FormField | None = None
        self._typed_before = ""
        self._tried = False
        # A wide terminal shows the help text beside the fields.
        self.HORIZONTAL_BREAKPOINTS = [(118, "-wide")]

    def make_fields(self) -> None:
        """Set `fields`, in order."""
        raise NotImplementedError

    def findings(self) -> tuple[Finding, ...]:
        """Return the rules' findings for the current input."""
        raise NotImplementedError

    def help_text(self) -> str:
        """Return help for the current choice."""
        return ""

    def after_text(self) -> str:
        """Return what saving will do."""
        return ""

    def question_details(self) -> list[str]:
        """Return lines with details of the question."""
        return []

    def update_fields(self) -> None:
        """Show and hide fields, or change their choices, after a change of input."""

    def save(self, confirmed: bool) -> Any:
        """Save; return the message, or the value chosen. Raises RegisterError."""
        raise NotImplementedError

    def reload_case(self) -> None:
        """Read the case again, after another user changed it."""

    def unavailable_reason(self, action_id: str) -> str | None:
        """Return that an open question must be answered first."""
        asking = bool(self.children) and self.query_one(ConfirmBar).is_asking
        return _("Svar på spørsmålet først") if asking else None

    # While typing

    @on(FormField.Changed)
    def _changed(self) -> None:
        self.preview_findings()

    def preview_findings(self) -> tuple[Finding, ...]:
        """Check the input and show the errors; for fields not reached yet only after a save."""
        self.update_fields()
        found = self._all_findings()
        complaints = 0
        for field in self.fields:
            own = [f for f in errors(found) if f.field is field.field is not Field.CASE]
            if field.parse_error:
                own = [Finding(field.field, field.parse_error)]
            reached = self._tried or field.touched or not field.is_empty
            says = own and reached and field.display and not field.is_unfinished
            field.show_error(render(own[0].text) if says else "")
            complaints += bool(says)
        shown = {field.field for field in self.fields if field.display}
        rest = [render(f.text) for f in errors(found) if f.field not in shown]
        after = "" if complaints or rest else self.after_text()
        for where, text in (
            ("#case-error", Content("\n").join(map(content, rest))),
            (".form-help", content(self.help_text())),
            (".form-after", content(after)),
        ):
            self.query_one(where, TextLine).show_or_hide(text)
        return found

    def _all_findings(self) -> tuple[Finding, ...]:
        unreadable = tuple(
            Finding(field.field, field.parse_error)
            for field in self.fields
            if field.display and field.parse_error
        )
        bad = {finding.field for finding in unreadable}
        return (*unreadable, *(f for f in self.findings() if f.field not in bad))

    # Enter, save, leave

    @on(FormField.Done)
    def _next_field(self, done: FormField.Done) -> None:
        sender = done.sender
        if self._keeps_cursor(sender):
            return
        shown = [field for field in self.fields if field.display]
        index = shown.index(sender)
        if index + 1 < len(shown):
            shown[index + 1].focus_input()
        else:
            self.do_save()

    def action_next_field(self) -> None:
        """Go to the next field, unless this one is wrong."""
        here = self._here
        if here is None or not self._keeps_cursor(here):
            self.focus_next()

    def _keeps_cursor(self, field: FormField) -> bool:
        """Show what is wrong with a field that is not empty; the next text typed replaces it.

        Return whether anything is: then Enter and Tab do not leave the field.
        """
        wrong = field.parse_error
        if wrong is None and field.field is not Field.CASE:
            own = [f.text for f in errors(self.findings()) if f.field is field.field]
            wrong = own[0] if own else None
        if wrong is None or field.is_empty:
            return False
        field.show_error(render(wrong))
        field.input.select_all()
        return True

    def do_save(self) -> None:
        """Save, show the errors, or ask."""
        if self.query_one(ConfirmBar).is_asking:
            return
        self._tried = True
        for field in self.fields:
            field.normalize()
            field.accept_value()
        found = self.preview_findings()
        wrong = errors(found)
        if wrong:
            self._go_to_error({finding.field for finding in wrong})
            return
        asked = warnings(found)
        if asked:
            self._ask([render(finding.text) for finding in asked] + self.question_details())
            return
        self._save(confirmed=False)

    def _go_to_error(self, wrong: set[Field]) -> None:
        for field in self.fields:
            if field.display and (field.parse_error or field.field in wrong - {Field.CASE}):
                field.focus_input()
                # The next text typed replaces the invalid one.
                field.input.select_all()
                return

    def _ask(self, texts: Iterable[str]) -> None:
        question = _("Er du sikker på at du vil lagre?")
        self._asked_from = self._here
        bar = self.query_one(ConfirmBar)
        bar.ask("save", list(texts), question, _("Avbryt"))

    def _save(self, confirmed: bool) -> None:
        # After a failure the focus is where it was, and the input is kept.
        (self._asked_from or self._here or self.first_field()).focus_input()
        try:
            said = self.save(confirmed)
        except Refused as refusal:
            # Another user changed the case meanwhile, so that the rules' findings differ.
            if errors(refusal.findings):
                self.show_error(refusal)
            else:
                self._ask([render(finding.text) for finding in refusal.findings])
        except ChangedMeanwhile as meanwhile:
            if not self.try_read(self.reload_case):
                return
            refused = errors(self.preview_findings())
            self.show_refusal(look_again(meanwhile, bool(refused)))
        except RegisterError as error:
            self.show_error(error)
        else:
            self.dismiss(said)

    @on(ConfirmBar.Answered)
    def _answered(self, answer: ConfirmBar.Answered) -> None:
        if answer.what == "leave" and answer.yes:
            self.dismiss(None)
        elif answer.what == "quit" and answer.yes:
            self.app.exit()
        elif answer.what == "save" and answer.yes and not errors(self.preview_findings()):
            self._save(confirmed=True)
        else:
            field = self._asked_from or self.first_field()
            # A user who stays goes on typing; one who does not save replaces the text.
            if answer.what == "save":
                field.focus_input()
            else:
                field.restore_focus()
                if self._asked_from:
                    field.put_back(self._typed_before)

    @property
    def _here(self) -> FormField | None:
        """The field with the focus."""
        return next((field for field in self.fields if field.input.has_focus), None)

    def do_leave(self) -> None:
        """Leave; ask first if something was typed."""
        if not self.asks_before_closing("leave"):
            self.dismiss(None)

    @property
    def is_changed(self) -> bool:
        """Whether something was typed."""
        return any(field.is_changed for field in self.fields)

    def asks_before_closing(self, what: str) -> bool:
        """Ask before typed text is lost; False if nothing was typed."""
        if not self.is_changed:
            return False
        question = _("Forkaste det du har skrevet?")
        self._asked_from = self._here
        self._typed_before = self._here.text if self._here else ""
        self.query_one(ConfirmBar).ask(what, [], question, _("Fortsett"))
        return True

    def do_codes(self) -> None:
        """Show the termination codes."""
        self.nir.do_codes()

    def do_help(self) -> None:
        """Show what each field takes, and the keys."""
        self.nir.do_help()

    def help_fields(self) -> list[FieldText]:
        """Return the fields that are shown."""
        return [field.about for field in self.fields if field.display]

    def palette_actions(self) -> list[Action]:
        """Return only the form's own actions."""
        return [action for action in super().palette_actions() if action.where is self.where]


def asks_before_quitting(app: App[Any]) -> bool:
    """Let a form with typed text ask before quitting, closing screens above it; False if none."""
    for screen in reversed(app.screen_stack):
        if isinstance(screen, Form) and screen.is_changed:
            while app.screen is not screen:
                app.pop_screen()
            return screen.asks_before_closing("quit")
    return False
