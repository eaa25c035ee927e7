"""`statistics`: goal attainment per group, by termination year."""

from models.list_filter import ListFilter
from models.lists.goal_attainment import Statistics, attainment_by_year
from nir_tui.commands.context import Context, Subcommands, add_command, print_json, print_line
from nir_tui.commands.known_at import add_known_at, read_known_at
from nir_tui.commands.list_filters import add_law, add_years, read_year
from nir_tui.lists.filter_summary import filter_summary
from nir_tui.presentation.drawing import ASCII, bar
from nir_tui.presentation.i18n import _
from nir_tui.presentation.percentages import percent
from nir_tui.presentation.safe_text import fit
from rules.code_lists import Law
from rules.message import norwegian_date

_BAR = 30


def add_commands(commands: Subcommands) -> None:
    """Add the command to the parser."""
    parser = add_command(commands, "statistics", _statistics, _("måloppnåelse per gruppe"))
    add_years(parser)
    parser.add_argument("--municipality", metavar="M", help=_("nummer eller navn"))
    add_law(parser, str(Law.INTEGRERINGSLOVEN))
    add_known_at(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text")


def _statistics(context: Context) -> int:
    session, options = context.session, context.options
    reference = session.register.reference
    list_filter = ListFilter(
        law=Law(options.law),
        municipality=reference.find(options.municipality) if options.municipality else None,
        years=tuple(read_year(year) for year in options.year),
    )
    known_at = read_known_at(session, options)
    as_of = session.actor.as_of
    found, years = attainment_by_year(session.register, list_filter, as_of, known_at)
    if options.format == "json":
        print_json(_as_values(found))
    else:
        filters = filter_summary(list_filter, session.register)
        if known_at:
            filters += " > " + _("kjent {day}").format(day=norwegian_date(known_at))
        print_line(f"{_('Måloppnåelse')} · {filters}")
        for year, of_year in years:
            print_line("")
            _print(str(year), of_year)
        if len(found.years) != 1:
            print_line("")
            _print(_("I alt"), found)
    return 0


def _as_values(found: Statistics) -> dict[str, object]:
    return {
        "years": list(found.years),
        "groups": [
            {"group": str(group.group), "count": group.count, "share": group.share}
            for group in found.attainment.groups
        ],
        "denominator": found.attainment.denominator,
        "needs_correction": found.needs_correction,
    }


def _print(title: str, found: Statistics) -> None:
    print_line(title)
    for group in found.attainment.groups:
        print_line(
            fit(_(group.group), 45),
            f"{group.count:>8}",
            f"{percent(group.share):>8}",
            bar(group.share, _BAR, ASCII),
        )
    print_line(fit(_("Tallgrunnlag"), 45), f"{found.attainment.denominator:>8}")
    total = found.attainment.total
    share = percent(found.needs_correction / total if total else None)
    print_line(fit(_("Må rettes"), 45), f"{found.needs_correction:>8}", f"{share:>8}")
