"""Makes the mutants of a file: its text with one change, and the lines before and after."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.ast.ast_query import ASTQuery
from cosmic_ray.mutating import mutate_code

from tools.mutants.operators import all_operators
from tools.mutants.places import is_inside, left_out

ROOT = Path(__file__).parent.parent.parent

LEFT_OUT = {
    "__init__": "empty",
    "code_lists": "labels",
    "code_texts": "labels and help texts",
    "codes": "the table of the guide, compared with the guide by a test",
    "explanation": "words",
    "facts_used": "words",
    "what_changes": "words",
    "findings": "a class for a text and its field",
    "legal_sources": "titles, paragraphs and addresses",
    "message": "how a text is filled in",
    "register_choices": "texts",
    "rests_on": "which function names which source",
    "sources": "how a source is written",
    "case_cache": "speed alone",
}
"""Files of `rules/` that hold no rule, each with what it holds instead."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: its place, the line before and after, and the changed text of the whole file."""

    module: str
    line: int
    function: str
    before: str
    after: str
    code: str

    @property
    def key(self) -> tuple[str, str, str, str]:
        """The identity of the mutant, which does not change when lines are added above it."""
        return (self.module, self.function, self.before, self.after)


def modules() -> list[str]:
    """Return the names of the files of `rules/` that hold rules."""
    names = sorted(path.stem for path in (ROOT / "rules").glob("*.py"))
    return [name for name in names if name not in LEFT_OUT]


def mutants_of(module: str) -> Iterator[Mutant]:
    """Yield every mutant of a file of `rules/`."""
    source = (ROOT / "rules" / f"{module}.py").read_text(encoding="utf-8")
    parts, seen = left_out(source), set()
    for _name, operator in all_operators():
        positions = (
            (node, start, end)
            for node in ast_nodes(get_ast(source))
            for start, end in operator.mutation_positions(node)
        )
        for occurrence, (node, start, end) in enumerate(positions):
            if is_inside(start, end, parts):
                continue
            code = mutate_code(source, operator, occurrence)
            if code is None or code in seen:
                continue
            seen.add(code)
            before, after = _changed(source, code)
            function = ASTQuery(node).get_definition_name() or ""
            yield Mutant(module, start[0], function, before, after, code)


def _changed(source: str, code: str) -> tuple[str, str]:
    lines = list(difflib.ndiff(source.splitlines(), code.splitlines()))
    taken = (" ".join(line[2:].strip() for line in lines if line[0] == sign) for sign in "-+")
    before, after = taken
    return before, after
