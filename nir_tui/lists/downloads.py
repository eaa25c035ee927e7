"""Lists as files: their proposed names, and writing them without replacing another file."""

from pathlib import Path
from typing import NamedTuple

from models.atomic_files import AlreadyThere
from models.exchange.exporting.download import FileFormat, download_list
from models.list_filter import ListFilter
from models.lists.list_kinds import kind_of
from models.lists.sort_order import Order
from nir_tui.presentation.i18n import _
from nir_tui.session.session import Session
from nir_tui.session.ssh_downloads import remove_old_downloads


class Download(NamedTuple):
    """The download chosen; its paths are tried in order until one is free."""

    file_format: FileFormat
    paths: tuple[Path, ...]
    may_replace: bool


def download_paths(
    session: Session, list_filter: ListFilter, file_format: FileFormat
) -> tuple[Path, ...]:
    """Return the paths of a list and a date in the folder for downloads, in the order tried."""
    stem = f"{_(kind_of(list_filter).file.name)}-{session.actor.as_of.isoformat()}"
    names = [stem, *(f"{stem}-{number}" for number in range(2, 1000))]
    return tuple(session.downloads / f"{name}.{file_format}" for name in names)


def write_download(
    session: Session, wanted: Download, list_filter: ListFilter, order: Order, about: str
) -> Path:
    """Write the file under the first free name; return its path. Raises RegisterError.

    Over SSH the user's downloads older than a day are removed first. The write itself checks that
    a name is free: a check before could be outdated.
    """
    if session.over_ssh:
        remove_old_downloads(session.downloads)
    for path in wanted.paths:
        try:
            download_list(
                session.register,
                session.actor,
                list_filter,
                order,
                wanted.file_format,
                str(path),
                about,
                wanted.may_replace,
            )
        except AlreadyThere:
            if path is wanted.paths[-1]:
                raise
        else:
            return path
    raise AssertionError("a download has a name")


def saved_text(session: Session, path: Path) -> str:
    """Return where the file is; over SSH, the command that fetches it."""
    if session.over_ssh:
        text = _("Lagret. På din egen maskin: ssh HOST fetch {name}")
        return text.format(name=path.name)
    return _("Lagret: {path}").format(path=path)
