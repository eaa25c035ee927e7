"""`Last ned`: the format and path of a file; an existing file is never replaced without asking."""

from pathlib import Path

from models.exchange.exporting.download import FileFormat
from models.list_filter import ListFilter
from nir_tui.lists.downloads import Download, download_paths
from nir_tui.lists.filter_summary import filter_summary
from nir_tui.presentation import field_texts
from nir_tui.presentation.i18n import _
from nir_tui.presentation.label_search import Choice
from nir_tui.screens.common.form import Form
from nir_tui.session.paths import is_folder, is_there, typed_path
from nir_tui.widgets.fields.choice_field import ChoiceField
from nir_tui.widgets.fields.simple_fields import TextField
from rules.findings import Field, Finding, error, warning
from rules.message import message

_FORMATS = {FileFormat.XLSX: "Excel (xlsx)", FileFormat.CSV: "CSV"}


class DownloadForm(Form):
    """A form whose answer is a Download."""

    def __init__(self, list_filter: ListFilter, matching: int) -> None:
        super().__init__()
        self._chosen, self._matching = list_filter, matching
        self.title_text = _("Last ned {lines}").format(lines=_lines(matching))

    def make_fields(self) -> None:
        """Make the fields with the proposed format and path."""
        self.format = ChoiceField(
            Field.KIND,
            field_texts.FILE_FORMAT,
            [Choice(str(kind), title) for kind, title in _FORMATS.items()],
            required=True,
        )
        self.format.select_choice(str(FileFormat.XLSX))
        self.place = TextField(Field.PLACE, field_texts.FILE, width=46, required=True)
        self._proposed = self._proposal(FileFormat.XLSX)
        self.place.start_with(self._proposed)
        # Over SSH the program names the file, in the user's only folder.
        self.fields = (self.format,) if self.session.over_ssh else (self.format, self.place)

    def _proposal(self, file_format: FileFormat) -> str:
        """Return a free path in the session's folder for downloads."""
        names = self._names(file_format)
        return str(next((path for path in names if not is_there(path)), names[0]))

    def _names(self, file_format: FileFormat) -> tuple[Path, ...]:
        return download_paths(self.session, self._chosen, file_format)

    @property
    def chosen_format(self) -> FileFormat:
        """The format chosen."""
        return FileFormat(self.format.value or FileFormat.XLSX)

    @property
    def chosen_path(self) -> Path:
        """The path typed, with `~` for the home folder; over SSH the proposed one."""
        if self.session.over_ssh:
            return Path(self._proposal(self.chosen_format))
        return typed_path(self.place.value)

    def update_fields(self) -> None:
        """Give a name that the user has not changed the extension of the format."""
        proposal = self._proposal(self.chosen_format)
        if self.place.text == self._proposed != proposal:
            self._proposed = proposal
            self.place.start_with(proposal)

    def findings(self) -> tuple[Finding, ...]:
        """Return errors for a path that is not a file in an existing folder; warn of replacing."""
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
        """Return the filters of the list."""
        return filter_summary(self._chosen, self.session.register)

    def after_text(self) -> str:
        """Return where the file will be."""
        return _("Etter lagring: {lines} i {path}").format(
            lines=_lines(self._matching), path=self.chosen_path.name
        )

    def save(self, confirmed: bool) -> "Download":
        """Return the download; only a file that the user saw to exist may be replaced."""
        file_format, path = self.chosen_format, self.chosen_path.absolute()
        if self.session.over_ssh or self.place.text == self._proposed:
            # The user did not choose the name: if another user takes it first, use the next.
            return Download(file_format, self._names(file_format), may_replace=False)
        return Download(file_format, (path,), may_replace=is_there(path))


def _lines(count: int) -> str:
    return _("1 linje") if count == 1 else _("{count} linjer").format(count=count)
