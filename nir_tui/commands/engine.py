"""`engine`: run the rule engine over the register; explain one person; the rules by paragraph."""

from collections import Counter
from typing import Any

from models.engine.run import EngineReport, other_day_warning, run_engine
from models.errors import Refused
from nir_tui.commands.context import (
    Context,
    Subcommands,
    add_command,
    add_group,
    add_json,
    iso,
    print_json,
    print_line,
    progress_shown,
)
from nir_tui.commands.explain import add_explain
from nir_tui.commands.law import add_law_command
from nir_tui.presentation.engine_changes import change_in_words
from nir_tui.presentation.i18n import _, render
from rules.message import norwegian_date
from rules.reasons import REASONS


def add_commands(commands: Subcommands) -> None:
    """Add the commands to the parser."""
    group = add_group(commands, "engine", _("regelmotoren: run, explain, law"))
    run = add_command(group, "run", _run, _("kjør regelmotoren over registeret"))
    run.add_argument("--dry-run", action="store_true", help=_("vis, men endre ingenting"))
    run.add_argument(
        "--all", action="store_true", help=_("alle saker, også de som tiden ikke kan ha endret")
    )
    run.add_argument("--yes", action="store_true", help=_("kjør også per en annen dag enn i dag"))
    add_json(run)
    add_explain(group)
    add_law_command(group)


def _run(context: Context) -> int:
    options, session = context.options, context.session
    other_day = other_day_warning(session.actor)
    if other_day and not (options.dry_run or options.yes):
        raise Refused([other_day])
    report = run_engine(
        session.register,
        session.actor,
        dry_run=options.dry_run,
        progress=progress_shown(),
        every=options.all,
    )
    if options.json:
        print_json(_run_values(report))
        return 0
    print_line(_("Per {date}").format(date=norwegian_date(session.actor.as_of)))
    print_line(_("Undersøkt:"), str(report.examined))
    _print_counts(_("Lagt til:"), report.added)
    _print_counts(_("Trukket tilbake:"), report.withdrawn)
    print_line(_("Uendret:"), str(report.unchanged))
    if report.moved:
        _print_counts(_("Av disse bare med ny dato:"), report.moved)
    for change in report.changes:
        print_line(f"{change_in_words(change)}. {render(change.because)}")
    return 0


def _print_counts(title: str, counts: Counter[str]) -> None:
    print_line(title, str(sum(counts.values())))
    for reason, count in counts.most_common():
        print_line(f"  {count:>6}", _(REASONS[reason].label))


def _run_values(report: EngineReport) -> dict[str, Any]:
    values: dict[str, Any] = {
        "as_of": report.as_of,
        "examined": report.examined,
        "added": sum(report.added.values()),
        "withdrawn": sum(report.withdrawn.values()),
        "unchanged": report.unchanged,
        "dry_run": report.dry_run,
    }
    if report.dry_run:
        values["changes"] = [
            {"duf": c.duf, "action": action, "reason": one.reason, "date": iso(one.date)}
            for c in report.changes
            for action, one in (("withdraw", c.withdrawn), ("add", c.added))
            if one
        ]
    return values
