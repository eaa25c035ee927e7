"""The filters of `report` and `persons` on the command line."""

import argparse

from models.errors import Refused
from models.list_filter import ENGINE, EVERYONE, MUNICIPALITY, ListFilter, Subject
from nir_tui.commands.context import parse_all, parse_each, parse_enum
from nir_tui.presentation.i18n import _
from nir_tui.session.session import Session
from rules.code_lists import CasePart, Category, Law, Status
from rules.date_limits import EARLIEST, LATEST
from rules.findings import Field, error
from rules.message import message
from rules.reasons import find_reason

_MOST_DAYS = 36_500
_CHOSEN_PARTS = (CasePart.DECISION, CasePart.GOAL, CasePart.MEASURE, CasePart.TERMINATION)


def add_filters(parser: argparse.ArgumentParser, subject: Subject) -> None:
    """Add the filters of a list; the persons have four more, and by default both laws."""
    is_report = subject is Subject.ENDED
    add_law(parser, None)
    parser.add_argument("--municipality", metavar="M", help=_("nummer eller navn"))
    parser.add_argument("--district", metavar="B", help=_("nummer eller navn"))
    _add_several(parser, "--category", "K", _("kan gjentas"))
    add_years(parser)
    _add_several(parser, "--reason", _("ÅRSAK"), _("kan gjentas"))
    parser.add_argument(
        "--registered-by", choices=(EVERYONE, MUNICIPALITY, ENGINE), default=EVERYONE
    )
    parser.add_argument("--duf", default="", help=_("hele eller en del av DUF-nummeret"))
    parser.add_argument("--name", default="", help=_("fornavn eller etternavn, eller en del"))
    parser.add_argument("--needs-correction", action="store_true", help=_("bare de som må rettes"))
    if not is_report:
        known = ", ".join(Status)
        _add_several(parser, "--status", "S", known)
        choices = ", ".join(_CHOSEN_PARTS)
        _add_several(parser, "--with", "X", _("har alt dette: {parts}").format(parts=choices))
        _add_several(parser, "--without", "X", _("har ikke noe av dette: det samme"))
        parser.add_argument(
            "--deadline-within", metavar=_("DAGER"), type=int, help=_("frist innen så mange dager")
        )


def add_years(parser: argparse.ArgumentParser) -> None:
    """Add the choice of termination years."""
    _add_several(parser, "--year", _("ÅR"), _("kan gjentas"), of=int)


def _add_several(
    parser: argparse.ArgumentParser, name: str, value: str, help_text: str, of: type = str
) -> None:
    """Add an option that takes several values, in a row or each after the option's name."""
    parser.add_argument(
        name, metavar=value, nargs="+", action="extend", default=[], type=of, help=help_text
    )


def add_law(parser: argparse.ArgumentParser, default: str | None) -> None:
    """Add the choice of law."""
    parser.add_argument("--law", choices=[str(law) for law in Law], default=default)


def read_filters(session: Session, options: argparse.Namespace, subject: Subject) -> ListFilter:
    """Return the filters of the options. Raises Refused with all that cannot be parsed."""
    reference = session.register.reference
    is_report = subject is Subject.ENDED
    chosen = vars(options)
    municipality, district, categories, years, reasons, statuses, within, have, lack = parse_all(
        lambda: reference.find(options.municipality) if options.municipality else None,
        lambda: reference.find_district(options.district) if options.district else None,
        lambda: parse_each(lambda c: str(parse_enum(Category, c, _("kategori"))), options.category),
        lambda: parse_each(read_year, options.year),
        lambda: parse_each(_reason, options.reason),
        lambda: () if is_report else parse_each(_status, options.status),
        lambda: None if is_report else _days(options.deadline_within),
        lambda: () if is_report else parse_each(_part, chosen["with"]),
        lambda: () if is_report else parse_each(_part, chosen["without"]),
    )
    return ListFilter(
        subject,
        law=Law(options.law) if options.law else None,
        municipality=municipality,
        district=district,
        categories=categories,
        years=years,
        reasons=reasons,
        registered_by=options.registered_by,
        duf=options.duf,
        name=options.name,
        needs_correction=options.needs_correction,
        statuses=statuses,
        deadline_within=within,
        with_parts=have,
        without_parts=lack,
    )


def read_year(year: int) -> int:
    """Return a year within the limits. Raises Refused for any other."""
    if not EARLIEST.year <= year <= LATEST.year:
        raise Refused([error(Field.DATE, message("Året {year} kan ikke være rett", year=year))])
    return year


def _status(text: str) -> Status:
    return parse_enum(Status, text, _("status"))


def _part(text: str) -> CasePart:
    if text not in _CHOSEN_PARTS:
        known = ", ".join(_CHOSEN_PARTS)
        text_of = message("Ukjent valg «{text}»; velg blant {known}", text=text, known=known)
        raise Refused([error(Field.CASE, text_of)])
    return CasePart(text)


def _days(days: int | None) -> int | None:
    if days is not None and not 0 <= days <= _MOST_DAYS:
        text = message("{days} dager kan ikke være rett; velg 0 eller flere", days=days)
        raise Refused([error(Field.DATE, text)])
    return days


def _reason(text: str) -> str:
    reason = find_reason(text)
    if reason is None:
        raise Refused([error(Field.REASON, message("Ukjent avslutningsårsak «{text}»", text=text))])
    return reason.code
