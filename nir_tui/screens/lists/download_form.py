"""`Last ned`: which kind of file, and where; what is there already is never overwritten unasked."""

from pathlib import Path

from models.exchange.exporting.download import FileFormat
from models.list_filter import ListFilter, Subject
from nir_tui.lists.filter_summary import crumbs
from nir_tui.presentation.i18n import _
from nir_tui.screens.common.form import Form
from nir_tui.session.paths import is_folder, is_there, typed_path
from nir_tui.widgets.fields.choice_field import Choice, ChoiceField
from nir_tui.widgets.fields.simple_fields import TextField
from rules.findings import Field, Finding, error, warning
from rules.message import message

_FORMATS = {FileFormat.XLSX: "Excel (xlsx)", FileFormat.CSV: "CSV"}


class DownloadForm(Form):
    """Answers with a format and a path."""

    wants_a_letter = True

    def __init__(self, chosen: ListFilter, matching: int) -> None:
        super().__init__()
        self._chosen, self._matching = chosen, matching
        is_report = chosen.subject is Subject.ENDED
        self._stem = _("avsluttede") if is_report else _("personer")
        self.title_text = _("Last ned {lines}").format(lines=_lines(matching))

    def make_fields(self) -> None:
        """Format and place, as they are proposed."""
        self.format = ChoiceField(
            Field.KIND,
            _("Format"),
            [Choice(str(kind), title) for kind, title in _FORMATS.items()],
            required=True,
        )
        self.format.choose(str(FileFormat.XLSX))
        self.place = TextField(Field.PLACE, _("Fil"), width=46, required=True)
        self._proposed = self._proposal(FileFormat.XLSX)
        self.place.start_with(self._proposed)
        # Over a line from outside the program names the file, in the one folder there is.
        self.fields = (self.format,) if self.session.over_ssh else (self.format, self.place)

    def _proposal(self, file_format: FileFormat) -> str:
        """A name that is free, in the folder of the configuration."""
        stem = f"{self._stem}-{self.session.actor.as_of.isoformat()}"
        folder = self.session.downloads
        names = [stem, *(f"{stem}-{number}" for number in range(2, 1000))]
        paths = (folder / f"{name}.{file_format}" for name in names)
        return str(next((path for path in paths if not is_there(path)), folder / stem))

    @property
    def chosen_format(self) -> FileFormat:
        """The format chosen."""
        return FileFormat(self.format.value or FileFormat.XLSX)

    @property
    def chosen_path(self) -> Path:
        """The place typed, `~` for one's own folder."""
        if self.session.over_ssh:
            return Path(self._proposal(self.chosen_format))
        return typed_path(self.place.value)

    def adapt(self) -> None:
        """A name that nobody has touched gets the format's ending."""
        proposal = self._proposal(self.chosen_format)
        if self.place.text == self._proposed != proposal:
            self._proposed = proposal
            self.place.start_with(proposal)

    def findings(self) -> tuple[Finding, ...]:
        """A file in a folder that is there; one that exists asks first."""
        path = self.chosen_path
        if not self.place.value and not self.session.over_ssh:
            return (error(Field.PLACE, message("Skriv hvor filen skal ligge")),)
        if is_folder(path):
            return (error(Field.PLACE, message("{path} er en mappe; skriv et filnavn", path=path)),)
        if not is_folder(path.parent):
            return (error(Field.PLACE, message("Mappa {path} finnes ikke", path=path.parent)),)
        found = []
        if is_there(path):
            found.append(
                warning(Field.PLACE, message("{path} finnes og blir erstattet", path=path))
            )
        ending = f".{self.chosen_format}"
        if path.suffix.lower() != ending:
            text = message("Filnavnet slutter ikke på {ending}", ending=ending)
            found.append(warning(Field.PLACE, text))
        return tuple(found)

    def help_text(self) -> str:
        """What the list is narrowed to."""
        return crumbs(self._chosen, self.session.register)

    def after_text(self) -> str:
        """Where it will be."""
        return _("Etter lagring: {lines} i {path}").format(
            lines=_lines(self._matching), path=self.chosen_path.name
        )

    def save(self, confirmed: bool) -> tuple[FileFormat, str]:
        """Go on to writing it."""
        return self.chosen_format, str(self.chosen_path.absolute())


def _lines(count: int) -> str:
    return _("1 linje") if count == 1 else _("{count} linjer").format(count=count)
