"""What an import came to, in words: for the command line and the screen alike."""

from collections.abc import Iterator

from models.exchange.importing import ImportReport
from nir_tui.language import _, marked

_LINES = (
    (
        marked("Personer"),
        (
            ("persons.new", marked("{count} nye")),
            ("persons.changed", marked("{count} endret")),
            ("persons.unchanged", marked("{count} uendret")),
            ("persons.skipped", marked("{count} hoppet over")),
        ),
    ),
    (
        marked("Vedtak"),
        (
            ("decisions.added", marked("{count} lagt til")),
            ("decisions.removed", marked("{count} fjernet")),
        ),
    ),
    (
        marked("Tiltak"),
        (
            ("measures.added", marked("{count} lagt til")),
            ("measures.removed", marked("{count} fjernet")),
        ),
    ),
    (
        marked("Hendelser"),
        (
            ("events.added", marked("{count} lagt til")),
            ("events.removed", marked("{count} fjernet")),
        ),
    ),
    (
        marked("Avslutninger"),
        (
            ("terminations.added", marked("{count} lagt til")),
            ("terminations.closed", marked("{count} ble historikk")),
        ),
    ),
    (
        marked("Regelmotor"),
        (
            ("engine.added", marked("{count} lagt til")),
            ("engine.withdrawn", marked("{count} trukket tilbake")),
        ),
    ),
)


def summary(report: ImportReport) -> Iterator[str]:
    """First whether anything is another than before; then what came, file by file."""
    if report.dry_run:
        yield _("Prøve: dette ville skje. Ingenting er endret.")
    elif not report.changes:
        yield _("Ingenting er endret: alt var her fra før")
    for title, parts in _LINES:
        told = [
            _(text).format(count=report.counts[name]) for name, text in parts if report.counts[name]
        ]
        if told:
            yield f"{_(title)}: {', '.join(told)}"
