"""The result of an import as text, for the command line and the screen."""

from collections.abc import Iterator

from models.exchange.importing.run import ImportReport
from nir_tui.presentation.i18n import _, marked

_LINES = (
    (
        marked("Personer"),
        (
            ("persons.new", marked("{count} lagt til")),
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


def lead(report: ImportReport) -> str:
    """Return a line saying that it was a dry run or that nothing changed; else nothing."""
    if report.dry_run:
        return _("Prøve: dette ville skje. Ingenting er endret.")
    return "" if report.changes else _("Ingenting er endret: alt var her fra før")


def summary(report: ImportReport) -> Iterator[str]:
    """Yield the counts, one line for each kind of record."""
    for title, parts in _LINES:
        counted = ((report.counts[name], text) for name, text in parts)
        counts = [_(text).format(count=count) for count, text in counted if count]
        if counts:
            yield f"{_(title)}: {', '.join(counts)}"
