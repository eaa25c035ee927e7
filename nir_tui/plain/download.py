"""`Last ned` as a question: the format; the program names the file."""

from models.exchange.exporting.download import FileFormat
from models.list_filter import ListFilter
from models.lists.sort_order import Order
from nir_tui.lists.downloads import Download, download_paths, saved_text, write_download
from nir_tui.lists.file_subheading import subheading
from nir_tui.plain.dialogue import Dialogue
from nir_tui.plain.questions import ask_choice
from nir_tui.presentation import field_texts
from nir_tui.presentation.label_search import Choice
from nir_tui.session.session import Session


def ask_download(
    dialogue: Dialogue, session: Session, list_filter: ListFilter, order: Order
) -> None:
    """Write the list to a free name in the folder for downloads, and say where. Journalled."""
    formats = [Choice(str(kind), str(kind)) for kind in FileFormat]
    chosen = FileFormat(ask_choice(dialogue, field_texts.FILE_FORMAT, formats))
    paths = download_paths(session, list_filter, chosen)
    wanted = Download(chosen, paths, may_replace=False)
    about = subheading(session, list_filter)
    path = write_download(session, wanted, list_filter, order, about)
    dialogue.say(saved_text(session, path))
