"""Changes one line of the rules at a time and runs their tests: `make mutants`, by hand only."""

import argparse
import sys
import time

from tools.mutants.equal import equal_ones, row
from tools.mutants.made import modules, mutants_of
from tools.mutants.runs import passes_unchanged, survivors


def main() -> int:
    """Print the mutants that no test noticed, and the counts.

    Return 0, 1 if any of them is not listed as equal, or 2 if the tests fail without a change.
    """
    parser = argparse.ArgumentParser(prog="mutants", description=__doc__)
    parser.add_argument("modules", nargs="*", metavar="FILE", help="leave, deadlines; else all")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--tables", action="store_true", help="without the tests by hypothesis")
    asked = parser.parse_args()
    unknown = set(asked.modules) - set(modules())
    if unknown:
        parser.error(f"no rules in {', '.join(sorted(unknown))}; there are {', '.join(modules())}")
    if not passes_unchanged(asked.tables):
        print("The tests fail without any change.")
        return 2
    equal, begun = equal_ones(), time.monotonic()
    total = total_equal = total_survived = 0
    for module in asked.modules or modules():
        mutants = list(mutants_of(module))
        found = survivors(mutants, asked.workers, asked.tables)
        alive = [mutant for mutant, passes in found if passes]
        new = [mutant for mutant in alive if mutant.key not in equal]
        for mutant in sorted(new, key=lambda one: one.line):
            print(f"rules/{module}.py:{mutant.line}", row(mutant.key))
        killed = {one.key for one in mutants} - {one.key for one in alive}
        for key in sorted(key for key in equal if key[0] == module and key in killed):
            print(f"called equal, but a test noticed it: {row(key)}")
        gone = {key for key in equal if key[0] == module} - {one.key for one in mutants}
        for key in sorted(gone):
            print(f"called equal, but is no mutant any more: {row(key)}")
        print(f"{module}: {_figure(len(mutants), len(alive) - len(new), len(new))}", flush=True)
        total, total_equal = total + len(mutants), total_equal + len(alive) - len(new)
        total_survived += len(new)
    seconds = round(time.monotonic() - begun)
    print(f"all: {_figure(total, total_equal, total_survived)}, {seconds} seconds")
    return 1 if total_survived else 0


def _figure(count: int, equal: int, survived: int) -> str:
    killed = count - equal - survived
    return f"{killed} of {count} killed, {equal} equal, {survived} survived"


if __name__ == "__main__":
    sys.exit(main())
