"""`report`: the participants whose programme has ended."""

import argparse
import os
from pathlib import Path

from models.errors import Refused, RegisterError
from models.report import (
    COLUMNS,
    ENGINE,
    EVERYONE,
    MUNICIPALITY,
    Counts,
    Order,
    ReportFilter,
    ReportLine,
    count_report,
    report_page,
)
from nir_tui.commands.common import (
    Context,
    Subcommands,
    add_command,
    as_json,
    iso,
    read_word,
)
from nir_tui.counts import count_line
from nir_tui.language import _
from nir_tui.session import Session
from nir_tui.text import fit, plain
from rules.codes import REASONS, find_reason
from rules.duf import format_duf
from rules.findings import Field, error
from rules.plausible import EARLIEST, LATEST
from rules.programme import Category, Goal, Law
from rules.sentence import norwegian_date, say


def add_commands(commands: Subcommands) -> None:
    """Add to the parser."""
    parser = add_command(commands, "report", _report, _("rapporten over avsluttede deltakere"))
    add_filters(parser)
    parser.add_argument("--sort", choices=COLUMNS, help=_("kolonnen det sorteres på"))
    parser.add_argument("--desc", action="store_true", help=_("omvendt rekkefølge"))
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--out", metavar="FIL", help=_("skriv til en fil"))


def add_filters(parser: argparse.ArgumentParser) -> None:
    """Add the report's filters."""
    parser.add_argument("--law", choices=[str(law) for law in Law], default="integreringsloven")
    parser.add_argument("--municipality", metavar="M", help=_("nummer eller navn"))
    parser.add_argument("--district", metavar="B", help=_("nummer eller navn"))
    parser.add_argument("--category", metavar="K", action="append", default=[])
    parser.add_argument("--year", metavar=_("ÅR"), action="append", default=[], type=int)
    parser.add_argument("--reason", metavar=_("ÅRSAK"), action="append", default=[])
    parser.add_argument(
        "--registered-by", choices=(EVERYONE, MUNICIPALITY, ENGINE), default=EVERYONE
    )
    parser.add_argument("--duf", default="", help=_("hele eller en del av DUF-nummeret"))
    parser.add_argument("--name", default="", help=_("fornavn eller etternavn, eller en del"))
    parser.add_argument("--needs-correction", action="store_true", help=_("bare de som må rettes"))


def read_filters(session: Session, options: argparse.Namespace) -> ReportFilter:
    """The filters asked for. Raises Refused for what cannot be read."""
    reference = session.register.reference
    return ReportFilter(
        law=Law(options.law),
        municipality=reference.find(options.municipality) if options.municipality else None,
        district=reference.find_district(options.district) if options.district else None,
        categories=tuple(str(read_word(Category, c, _("kategori"))) for c in options.category),
        years=tuple(_year(year) for year in options.year),
        reasons=tuple(_reason(text) for text in options.reason),
        registered_by=options.registered_by,
        duf=options.duf,
        name=options.name,
        needs_correction=options.needs_correction,
    )


def _year(year: int) -> int:
    if not EARLIEST.year <= year <= LATEST.year:
        raise Refused([error(Field.DATE, say("Året {year} kan ikke være rett", year=year))])
    return year


def _reason(text: str) -> str:
    reason = find_reason(text)
    if reason is None:
        raise Refused([error(Field.REASON, say("Ukjent avslutningsårsak «{text}»", text=text))])
    return reason.code


def _report(context: Context) -> int:
    session, options = context.session, context.options
    chosen = read_filters(session, options)
    order = Order(options.sort or "reason", options.desc)
    counts = count_report(session.register, chosen)
    lines = report_page(session.register, chosen, order)
    if options.format == "json":
        answer = as_json(_as_values(session, counts, lines))
    else:
        answer = "\n".join([*map(_as_text, lines), count_line(1, len(lines), counts)])
    if options.out:
        write_answer(answer + "\n", options.out, session.register.location)
    else:
        print(answer)
    return 0


def write_answer(text: str, place: str, register: str) -> None:
    """Write a file whole or not at all, readable for its owner only.

    Raises RegisterError for the register itself, and for a place that cannot be written.
    """
    path = Path(place)
    if path.resolve() in {Path(register + suffix).resolve() for suffix in ("", "-wal", "-shm")}:
        raise RegisterError(say("{path} er selve registeret; velg en annen fil", path=place))
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        unfinished.touch(mode=0o600)
        unfinished.write_text(text, encoding="utf-8")
        unfinished.replace(path)
    except OSError as trouble:
        unfinished.unlink(missing_ok=True)
        why = trouble.strerror or ""
        raise RegisterError(say("Kan ikke skrive {path}: {why}", path=place, why=why)) from trouble


def _as_values(session: Session, counts: Counts, lines: list[ReportLine]) -> dict[str, object]:
    names = session.register.reference
    return {
        "total": counts.total,
        "matching": counts.matching,
        "rows": [
            {
                "duf": line.duf,
                "name": line.name,
                "first_name": line.first_name,
                "last_name": line.last_name,
                "category": line.category,
                "goal": line.goal,
                "reason": line.reason,
                "reason_label": REASONS[line.reason].label,
                "group": str(REASONS[line.reason].group),
                "date": iso(line.date),
                "registered_by": line.registered_by,
                "engine": line.by_engine,
                "needs_correction": line.needs_correction,
                "municipality": line.municipality,
                "municipality_name": names.name(line.municipality),
                "district": line.district,
                "completion_deadline": iso(line.completion_deadline),
            }
            for line in lines
        ],
    }


def _as_text(line: ReportLine) -> str:
    return plain(
        "  ".join(
            (
                "●" if line.needs_correction else " ",
                format_duf(line.duf),
                fit(line.name, 30),
                fit(_(Category(line.category).label), 39),
                fit(_(Goal(line.goal).label) if line.goal else "", 40),
                fit(_(REASONS[line.reason].label), 46),
                norwegian_date(line.date),
            )
        )
    )
