"""The result of an import as text, for the command line and the screen."""

from collections import Counter
from collections.abc import Iterable, Iterator

from models.exchange.importing.run import ImportedPerson, ImportReport
from nir_tui.presentation.i18n import _, marked

_Line = tuple[str, tuple[tuple[str, tuple[str, str]], ...]]

_ADDED = marked("{count} lagt til"), marked("{count} vil bli lagt til")
_CHANGED = marked("{count} endret"), marked("{count} vil bli endret")
_UNCHANGED = marked("{count} uendret"), marked("{count} blir uendret")
_SKIPPED = marked("{count} hoppet over"), marked("{count} vil bli hoppet over")
_DELETED = marked("{count} slettet"), marked("{count} vil bli slettet")
_HISTORY = marked("{count} ble historikk"), marked("{count} vil bli historikk")
"""What was done with some records, and what a dry run says will be."""

_PERSONS = (
    marked("Personer"),
    (
        ("persons.new", _ADDED),
        ("persons.changed", _CHANGED),
        ("persons.unchanged", _UNCHANGED),
        ("persons.skipped", _SKIPPED),
    ),
)
_RECORDS = (
    (marked("Vedtak"), (("decisions.added", _ADDED), ("decisions.removed", _DELETED))),
    (marked("Tiltak"), (("measures.added", _ADDED), ("measures.removed", _DELETED))),
    (marked("Hendelser"), (("events.added", _ADDED), ("events.removed", _DELETED))),
    (marked("Avslutninger"), (("terminations.added", _ADDED), ("terminations.closed", _HISTORY))),
)
_ENGINE = (marked("Regelmotor"), (("engine.added", _ADDED), ("engine.withdrawn", _DELETED)))


def lead(report: ImportReport) -> str:
    """Return a line saying that it was a dry run or that nothing changed; else nothing."""
    if report.dry_run:
        return _("Prøve: dette ville skje. Ingenting er endret.")
    return "" if report.changes else _("Ingenting er endret: alt var her fra før")


def summary(report: ImportReport) -> Iterator[str]:
    """Yield the counts, one line for each kind of record."""
    yield from _counted((_PERSONS, *_RECORDS, _ENGINE), report.counts, report.dry_run)


def person_summary(person: ImportedPerson, dry_run: bool) -> str:
    """Return what was, or will be, done with one person and the records of the case."""
    texts = (_("lagt til"), _("vil bli lagt til"))
    if not person.is_new:
        texts = (_("endret"), _("vil bli endret"))
    records = ". ".join(_counted(_RECORDS, person.counts, dry_run))
    return f"{texts[dry_run]}. {records}" if records else texts[dry_run]


def _counted(lines: Iterable[_Line], counts: Counter[str], dry_run: bool) -> Iterator[str]:
    for title, parts in lines:
        counted = ((counts[name], texts[dry_run]) for name, texts in parts)
        found = [_(text).format(count=count) for count, text in counted if count]
        if found:
            yield f"{_(title)}: {', '.join(found)}"
