"""`engine law`: the rules by paragraph, with their place in the program and their tests."""

from models.errors import Refused
from nir_tui.commands.context import Context, Subcommands, add_command, print_line
from nir_tui.presentation.i18n import _, render
from nir_tui.presentation.law import Paragraph, checked_line, paragraphs, wanted
from rules.findings import Field, error
from rules.message import message


def add_law_command(group: Subcommands) -> None:
    """Add the command to the parser."""
    law = add_command(
        group, "law", _law, _("reglene etter paragraf: hvor i programmet, og hvilke tester")
    )
    law.add_argument(
        "paragraph", nargs="*", metavar="PARAGRAPH", help=_("som 13, 18 a, forskriften 19")
    )


def _law(context: Context) -> int:
    asked = " ".join(context.options.paragraph)
    found = paragraphs()
    if asked:
        found = wanted(found, asked)
    if not found:
        text = message("Ingen regel hviler på «{asked}»", asked=asked)
        raise Refused([error(Field.CASE, text)])
    for one in found:
        _print(one)
    print_line(checked_line())
    return 0


def _print(one: Paragraph) -> None:
    print_line(one.title)
    for source in one.sources:
        if source.url:
            print_line("  " + render(source.place), source.url)
    for rule in one.rules:
        print_line(f"  {rule.place}", rule.says)
    for test in one.tests:
        print_line(f"  {test}")
