"""`import` and `export`: bundles and NIR reports in, the whole register out."""

from pathlib import Path

from models.atomic_files import new_file
from models.errors import RegisterError
from models.exchange.exporting.bundle import export_bundle
from models.exchange.importing.run import import_paths
from nir_tui.commands.context import (
    Context,
    Subcommands,
    add_command,
    print_line,
    print_stderr,
    progress_shown,
)
from nir_tui.commands.list_filters import add_law
from nir_tui.presentation.i18n import _, render
from nir_tui.presentation.import_summary import lead, summary
from nir_tui.session.paths import typed_path
from nir_tui.session.session import Session
from rules.code_lists import Law
from rules.duf_number import parse_duf
from rules.message import message


def add_commands(commands: Subcommands) -> None:
    """Add the commands to the parser."""
    bring = add_command(commands, "import", _import, _("hent inn en pakke eller en NIR-rapport"))
    bring.add_argument("paths", metavar="STI", nargs="+", help=_("mappe, zip eller CSV"))
    bring.add_argument(
        "--dry-run", action="store_true", help=_("vis hva som ville skje, men endre ingenting")
    )
    add_law(bring, None)
    take = add_command(commands, "export", _export, _("skriv hele registeret som en pakke"))
    take.add_argument("path", metavar="STI", help=_("en ny mappe, eller en fil på .zip"))
    take.add_argument(
        "--duf", metavar="DUF", help=_("bare én person, med forklaringen ved siden av som STI.txt")
    )


def _import(context: Context) -> int:
    options, session = context.options, context.session
    report = import_paths(
        session.register,
        session.actor,
        [str(typed_path(path)) for path in options.paths],
        law=Law(options.law) if options.law else None,
        dry_run=options.dry_run,
        progress=progress_shown(),
    )
    for line in filter(None, (lead(report), *summary(report))):
        print_line(line)
    for notice in report.notices:
        print_stderr(render(notice))
    if report.more_notices:
        print_stderr(_("… og {count} merknader til").format(count=report.more_notices))
    return 0


def _export(context: Context) -> int:
    session, duf = context.session, context.options.duf
    path = str(typed_path(context.options.path))
    if duf is not None:
        _hand_over(session, path, parse_duf(duf))
        return 0
    count = export_bundle(session.register, session.actor, path, progress_shown())
    print_stderr(_("Skrev {count} personer til {path}").format(count=count, path=path))
    return 0


def _hand_over(session: Session, path: str, duf: str) -> None:
    """Write one person's bundle and the explanation beside it: both, or neither."""
    from models.engine.run import explain
    from nir_tui.presentation.explanation import explanation_text

    register, beside = session.register, f"{Path(path)}.txt"
    if Path(beside).exists():
        raise RegisterError(message("{path} finnes; velg et nytt navn", path=beside))
    with new_file(beside, register.location, may_replace=False) as unfinished:
        export_bundle(register, session.actor, path, duf=duf)
        text = explanation_text(*explain(register, session.actor, duf))
        unfinished.write_text(text, encoding="utf-8")
    print_stderr(_("Skrev personen til {path} og {beside}").format(path=path, beside=beside))
