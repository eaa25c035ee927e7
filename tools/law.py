"""Writes docs/law.md, and the list of tests that cover each paragraph of the law: `make law`."""

import ast
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from nir_tui.presentation.explanation import explanation_lines
from nir_tui.presentation.law import Paragraph, checked_line, paragraphs
from rules.durations import REGIMES, Duration, Regime
from rules.explanation import explain_case
from rules.sources import NBSP
from tools.law_examples import EXAMPLES

ROOT = Path(__file__).parent.parent
TESTS_FILE = ROOT / "nir_tui" / "law_tests.json"
_EVERYTHING = 6
PAGE = ROOT / "docs" / "law.md"


def marked_tests() -> dict[str, list[str]]:
    """Return the tests marked with a paragraph, by its title, in the order of the files."""
    found: dict[str, list[str]] = defaultdict(list)
    for file in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef):
                for title in _marks(node):
                    name = f"{file.relative_to(ROOT)}: {node.name}"
                    found[title.replace("§ ", f"§{NBSP}").replace("nitt ", f"nitt{NBSP}")] += [name]
    return dict(sorted(found.items()))


def _marks(test: ast.FunctionDef) -> Iterator[str]:
    for mark in test.decorator_list:
        if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.law":
            yield from (str(ast.literal_eval(argument)) for argument in mark.args)


def page() -> str:
    """Return the text of docs/law.md."""
    lines = [
        "# The rules by paragraph",
        "",
        "Made by `make law` from the program itself; `nir-tui engine law` prints the same. Each",
        "paragraph has its wordings with their days, the functions that rest on it, the tests that",
        "hold it, and an example. What the register has chosen itself stands last.",
        "",
        checked_line() + ".",
        "",
        "## How long a programme may last",
        "",
        "| rules | computed from | offered from | chosen by | end goals | months | extension |"
        " source |",
        "|---|---|---|---|---|---|---|---|",
        *(_duration(regime, row) for regime in REGIMES for row in regime.rows),
        "",
    ]
    for one in paragraphs():
        lines += _section(one)
    return "\n".join(lines).rstrip() + "\n"


def _duration(regime: Regime, row: Duration) -> str:
    goals = "all" if len(row.goals) == 9 else "; ".join(sorted(goal.label for goal in row.goals))
    days = (_day(regime.applies_from), _day(regime.offered_from))
    cells = (regime.name, *days, regime.source.text, goals, row.months, row.extension)
    return f"| {' | '.join(map(str, cells))} | {row.source.text} |"


def _day(day: object) -> str:
    return "always" if str(day) == "0001-01-01" else str(day)


def _section(one: Paragraph) -> Iterator[str]:
    yield f"## {one.title[:1].upper()}{one.title[1:]}"
    yield ""
    yield from (f"- [{source.place}]({source.url})" for source in one.sources if source.url)
    yield from (f"- `{rule.place}`: {rule.says}" for rule in one.rules)
    yield from (f"- `{test}`" for test in one.tests)
    yield ""
    yield from _example(one)


def _example(one: Paragraph) -> Iterator[str]:
    """Yield the result of the first example that cites a paragraph, and lines that cite it."""
    for facts, as_of in EXAMPLES:
        lines = explanation_lines(explain_case(facts, as_of))
        # The line for grounds that plainly do not hold cites many sources, and explains none.
        citing = [
            line
            for line in lines
            if set(line.sources) & set(one.sources) and len(line.sources) < _EVERYTHING
        ]
        if citing:
            yield f"> {lines[0].text}"
            yield from (f">\n> {line.text} [{line.source}]" for line in citing[:3])
            yield ""
            return


def main() -> None:
    """Write the list of tests, then the page."""
    text = json.dumps(marked_tests(), ensure_ascii=False, indent=1)
    TESTS_FILE.write_text(text + "\n", encoding="utf-8")
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
