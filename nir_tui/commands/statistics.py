"""`statistics`: goal attainment per group, by termination year."""

from dataclasses import replace

from models.list_filter import ListFilter
from models.lists.goal_attainment import Statistics, goal_attainment
from nir_tui.commands.context import Context, Subcommands, add_command, print_json, print_line
from nir_tui.commands.list_filters import add_law, add_years, read_year
from nir_tui.lists.filter_summary import filter_summary
from nir_tui.presentation.drawing import ASCII, bar
from nir_tui.presentation.i18n import _
from nir_tui.presentation.percentages import percent
from nir_tui.presentation.safe_text import fit
from rules.code_lists import Law

_BAR = 30


def add_commands(commands: Subcommands) -> None:
    """Add the command to the parser."""
    parser = add_command(commands, "statistics", _statistics, _("måloppnåelse per gruppe"))
    add_years(parser)
    parser.add_argument("--municipality", metavar="M", help=_("nummer eller navn"))
    add_law(parser, str(Law.INTEGRERINGSLOVEN))
    parser.add_argument("--format", choices=("text", "json"), default="text")


def _statistics(context: Context) -> int:
    session, options = context.session, context.options
    reference = session.register.reference
    list_filter = ListFilter(
        law=Law(options.law),
        municipality=reference.find(options.municipality) if options.municipality else None,
        years=tuple(read_year(year) for year in options.year),
    )
    found = goal_attainment(session.register, list_filter, session.actor.as_of)
    if options.format == "json":
        print_json(_as_values(found))
    else:
        print_line(f"{_('Måloppnåelse')} · {filter_summary(list_filter, session.register)}")
        for year in found.years:
            print_line("")
            of_year = replace(list_filter, years=(year,))
            _print(str(year), goal_attainment(session.register, of_year, session.actor.as_of))
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
