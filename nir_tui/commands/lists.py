"""`report` and `persons`: the persons whose programme has ended, and all persons."""

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import chain

from models.exchange.exporting.download import FileFormat, download_list
from models.list_filter import ListFilter, Subject
from models.lists.counts import Counts, count_list
from models.lists.list_kinds import PERSONS, REPORT, WORK_LIST
from models.lists.list_line import ListLine
from models.lists.list_stream import stream_list_known
from models.lists.search_journal import write_search
from models.lists.set_asides import set_asides
from models.lists.sort_order import Order, first_order
from nir_tui.commands.context import Context, Subcommands, add_command, as_json, iso
from nir_tui.commands.known_at import add_known_at, read_known_at
from nir_tui.commands.list_filters import add_filters, read_filters
from nir_tui.commands.output import add_out, opened, refuse_terminal_for_xlsx
from nir_tui.lists.count_line import count_line
from nir_tui.lists.file_subheading import subheading
from nir_tui.presentation.i18n import _, label
from nir_tui.presentation.safe_text import fit, sanitize
from nir_tui.session.session import Session
from rules.code_lists import Category, Goal, Labelled, Law, Status
from rules.duf_number import format_duf
from rules.message import norwegian_date
from rules.reasons import REASONS

_SORT_OF_PERSONS = (*REPORT.columns, *PERSONS.columns[-2:])


def add_commands(commands: Subcommands) -> None:
    """Add the commands to the parser."""
    report = add_command(commands, "report", _report, _("rapporten over avsluttede deltakere"))
    add_filters(report, Subject.ENDED)
    report.add_argument(
        "--work-list",
        action="store_true",
        help=_("alle som må rettes, alle år og begge lover, de eldste først"),
    )
    add_known_at(report)
    _add_output(report, REPORT.columns)
    persons = add_command(commands, "persons", _persons, _("alle personer, med status og frist"))
    add_filters(persons, Subject.PERSONS)
    _add_output(persons, _SORT_OF_PERSONS)


def _add_output(parser: argparse.ArgumentParser, columns: tuple[str, ...]) -> None:
    parser.add_argument("--sort", choices=columns, help=_("kolonnen det sorteres på"))
    parser.add_argument("--desc", action="store_true", help=_("omvendt rekkefølge"))
    formats = ("text", "json", *(str(file_format) for file_format in FileFormat))
    parser.add_argument("--format", choices=formats, default="text")
    add_out(parser)


def _report(context: Context) -> int:
    return _list(context, Subject.ENDED, _report_values, _report_text, _report_titles)


def _persons(context: Context) -> int:
    return _list(context, Subject.PERSONS, _person_values, _person_text, _person_titles)


def _list(
    context: Context,
    subject: Subject,
    as_values: Callable[[Session, ListLine], dict[str, object]],
    as_text: Callable[[ListLine, date], str],
    titles: Callable[[], str],
) -> int:
    session, options = context.session, context.options
    list_filter = read_filters(session, options, subject)
    is_work_list = subject is Subject.ENDED and options.work_list
    known_at = read_known_at(session, options) if subject is Subject.ENDED else None
    if is_work_list:
        own = list_filter.municipality or session.own_municipality
        list_filter = replace(list_filter, municipality=own, needs_correction=True)
    elif subject is Subject.ENDED and list_filter.law is None:
        list_filter = replace(list_filter, law=Law.INTEGRERINGSLOVEN)
    order = Order(WORK_LIST.first_column) if is_work_list else first_order(list_filter)
    order = Order(options.sort or order.column, options.desc)
    if options.format in iter(FileFormat):
        _download(session, list_filter, order, FileFormat(options.format), options.out, known_at)
        return 0
    register, as_of = session.register, session.actor.as_of
    with opened(options.out, register.location) as stream:
        write_search(register, session.actor, list_filter, known_at)
        with register.read():
            counts = _count(session, list_filter, known_at)
            lines = stream_list_known(register, list_filter, order, as_of, known_at)
            if options.format == "json":
                head = {"total": counts.total, "matching": counts.matching}
                answer = _json_pieces(head, (as_values(session, line) for line in lines))
            else:
                asides = set_asides(register, as_of) if is_work_list else ()
                aside = {one.duf: one.until for one in asides}
                texts = (_with_aside(as_text(line, as_of), aside.get(line.duf)) for line in lines)
                head_line = [titles()] if counts.matching else []
                last = count_line(1, counts.matching, counts)
                answer = _text_pieces(chain(head_line, texts), last)
            for piece in answer:
                stream.write(piece)
    return 0


def _count(session: Session, list_filter: ListFilter, known_at: date | None) -> Counts:
    if known_at is None:
        return count_list(session.register, list_filter, session.actor.as_of)
    from models.lists.known_at import count_known

    return count_known(session.register, list_filter, known_at)


def _download(
    session: Session,
    list_filter: ListFilter,
    order: Order,
    file_format: FileFormat,
    out: str | None,
    known_at: date | None,
) -> None:
    if out is None and file_format is FileFormat.XLSX:
        refuse_terminal_for_xlsx()
    target = out or sys.stdout.buffer
    line = subheading(session, list_filter, known_at)
    register, actor = session.register, session.actor
    download_list(register, actor, list_filter, order, file_format, target, line, known_at=known_at)


def _json_pieces(head: dict[str, int], rows: Iterator[dict[str, object]]) -> Iterator[str]:
    """Yield one object, a row at a time: the rows of a whole country need not fit in memory."""
    yield "{\n"
    yield from (f'  "{name}": {value},\n' for name, value in head.items())
    between = '  "rows": ['
    for row in rows:
        yield between + "\n    " + as_json(row).replace("\n", "\n    ")
        between = ","
    yield ("\n  ]" if between == "," else between + "]") + "\n}\n"


def _text_pieces(lines: Iterator[str], last: str) -> Iterator[str]:
    yield from (f"{line}\n" for line in lines)
    yield f"{last}\n"


def _report_values(session: Session, line: ListLine) -> dict[str, object]:
    reason = REASONS[line.reason or ""]
    return {
        "duf": line.duf,
        "name": line.name,
        "first_name": line.first_name,
        "last_name": line.last_name,
        "category": line.category,
        "goal": line.goal,
        "reason": reason.code,
        "reason_label": reason.label,
        "group": str(reason.group),
        "date": iso(line.date),
        "registered_by": line.registered_by,
        "engine": bool(line.by_engine),
        "needs_correction": line.needs_correction,
        "municipality": line.ended_municipality,
        "municipality_name": session.register.reference.name(line.ended_municipality),
        "district": line.ended_district,
        "completion_deadline": iso(line.completion_deadline),
    }


def _person_values(session: Session, line: ListLine) -> dict[str, object]:
    return {
        "duf": line.duf,
        "name": line.name,
        "law": line.law,
        "category": line.category,
        "goal": line.goal,
        "status": line.status,
        "municipality": line.municipality,
        "district": line.district,
        "start_deadline": iso(line.start_deadline),
        "completion_deadline": iso(line.completion_deadline),
    }


def _with_aside(text: str, until: date | None) -> str:
    """Return a person's line, with until when the person is set aside."""
    if until is None:
        return text
    return f"{text}  {_('satt til side til {day}').format(day=norwegian_date(until))}"


def _report_titles() -> str:
    return _titles(_("Avslutningsårsak"), _reason_width(), _("Avslutningsdato"))


def _person_titles() -> str:
    last = f"{fit(_('Lov'), _width(Law))}  {_('Frist')}"
    return _titles(_("Status"), _width(Status), last)


def _report_text(line: ListLine, today: date) -> str:
    reason = _(REASONS[str(line.reason)].label)
    return _text_line(line, _reason_width(), reason, norwegian_date(line.date))


def _person_text(line: ListLine, today: date) -> str:
    """Return a person's line, with the deadline or, if correction is needed, the days since.

    Leave without an end is marked.
    """
    last = norwegian_date(line.deadline)
    if line.needs_correction and line.date:
        last = _("{days} dager siden").format(days=(today - line.date).days)
    elif line.open_leave and not line.reason:
        last += "  " + _("Permisjon uten sluttdato")
    if line.from_report:
        last += "  " + _("fra NIR-rapport")
    law = fit(label(Law(line.law)), _width(Law))
    return _text_line(line, _width(Status), label(Status(line.status)), f"{law}  {last}")


_DUF_WIDTH, _NAME_WIDTH = 14, 30
"""The widths of columns, in cells; a longer name is not cut."""


@cache
def _width(words: type[Labelled]) -> int:
    """Return the width of a column of codes, in cells: no label is cut."""
    return max(len(label(word)) for word in words)


@cache
def _reason_width() -> int:
    return max(len(_(reason.label)) for reason in REASONS.values())


def _titles(what: str, width: int, last: str) -> str:
    """Return the titles of the columns; the first is a remark, without a title."""
    titles = (
        fit(_("DUF-nummer"), _DUF_WIDTH),
        fit(_("Fornavn, Etternavn"), _NAME_WIDTH),
        fit(_("Kategori"), _width(Category)),
        fit(_("Sluttmål"), _width(Goal)),
        fit(what, width),
        last,
    )
    return "  ".join((" " * len(_to_correct()), *titles))


def _text_line(line: ListLine, width: int, what: str, last: str) -> str:
    mark = _to_correct()
    return sanitize(
        "  ".join(
            (
                mark if line.needs_correction else " " * len(mark),
                format_duf(line.duf),
                fit(line.name, _NAME_WIDTH) if len(line.name) <= _NAME_WIDTH else line.name,
                fit(_(Category(line.category).label), _width(Category)),
                fit(_(Goal(line.goal).label) if line.goal else "", _width(Goal)),
                fit(what, width),
                last,
            )
        ).rstrip()
    )


def _to_correct() -> str:
    return _("må rettes")
