"""`statistics`: goal attainment per group, by termination year."""

from models.lists.chosen import ListFilter
from models.statistics import Statistics, goal_attainment
from nir_tui.attainment import bar, percent
from nir_tui.commands.common import Context, Subcommands, add_command, print_json, say_line
from nir_tui.commands.list_filters import add_law, read_year
from nir_tui.language import _
from nir_tui.lists.crumbs import crumbs
from nir_tui.text import fit
from rules.programme import Law

_BAR = 30


def add_commands(commands: Subcommands) -> None:
    """Add to the parser."""
    parser = add_command(commands, "statistics", _statistics, _("måloppnåelse per gruppe"))
    parser.add_argument("--year", metavar=_("ÅR"), action="append", default=[], type=int)
    parser.add_argument("--municipality", metavar="M", help=_("nummer eller navn"))
    add_law(parser, str(Law.INTEGRERINGSLOVEN))
    parser.add_argument("--format", choices=("text", "json"), default="text")


def _statistics(context: Context) -> int:
    session, options = context.session, context.options
    reference = session.register.reference
    chosen = ListFilter(
        law=Law(options.law),
        municipality=reference.find(options.municipality) if options.municipality else None,
        years=tuple(read_year(year) for year in options.year),
    )
    found = goal_attainment(session.register, chosen, session.actor.as_of)
    if options.format == "json":
        print_json(_as_values(found))
    else:
        say_line(f"{_('Måloppnåelse')} · {crumbs(chosen, reference)}")
        _print(found)
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


def _print(found: Statistics) -> None:
    for group in found.attainment.groups:
        say_line(
            fit(_(group.group), 45),
            f"{group.count:>8}",
            f"{percent(group.share):>8}",
            bar(group.share, _BAR),
        )
    say_line(fit(_("Tallgrunnlag"), 45), f"{found.attainment.denominator:>8}")
    say_line(fit(_("Må rettes"), 45), f"{found.needs_correction:>8}")
