"""`Hent inn`: the file to import, and its law if the file does not name one."""

from collections.abc import Mapping
from pathlib import Path

from nir_tui.presentation import field_texts
from nir_tui.presentation.i18n import _, label, marked
from nir_tui.presentation.label_search import Choice
from nir_tui.screens.common.form import Form
from nir_tui.session.paths import is_there, typed_path
from nir_tui.widgets.fields.choice_field import ChoiceField
from nir_tui.widgets.fields.simple_fields import TextField
from rules.code_lists import Law
from rules.findings import Field, Finding, error
from rules.message import message


class ImportForm(Form):
    """A form whose answer is a path and a law; None for the law that the file names."""

    titles: Mapping[str, str] = {"form.save": marked("Se endringene")}

    def make_fields(self) -> None:
        """Make the fields of path and law."""
        self.title_text = _("Hent inn en pakke eller en NIR-rapport")
        self.path = TextField(Field.PLACE, field_texts.IMPORT_PATH, width=46, required=True)
        self.law = ChoiceField(
            Field.LAW,
            field_texts.IMPORT_LAW,
            [Choice(str(law), label(law)) for law in Law],
            empty=_("Den filen oppgir"),
        )
        self.fields = (self.path, self.law)

    def findings(self) -> tuple[Finding, ...]:
        """Return an error if there is no file to read."""
        if not self.path.value:
            return (error(Field.PLACE, message("Skriv hvor filen ligger")),)
        if not is_there(self.chosen_path):
            return (error(Field.PLACE, message("Finner ikke {path}", path=self.chosen_path)),)
        return ()

    @property
    def chosen_path(self) -> Path:
        """The path typed, with `~` for the home folder."""
        return typed_path(self.path.value)

    def help_text(self) -> str:
        """Return what can be imported."""
        return _("En mappe eller zip med pakkens CSV-filer, eller CSV-filen fra NIR-rapporten.")

    def after_text(self) -> str:
        """Return that Enter shows the changes first."""
        return _("Enter eller ctrl+s viser hva som vil endres, før noe endres.")

    def save(self, confirmed: bool) -> tuple[str, Law | None]:
        """Return path and law, for the preview."""
        return str(self.chosen_path), Law(self.law.value) if self.law.value else None
