"""The source tree has the layout that docs/architecture.md describes."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("rules", "models", "nir_tui")

SAME_NAME_ON_PURPOSE = {"add_commands"}
"""Public names defined in several files: every family of commands has an `add_commands`."""

TOP_LEVEL_FILES = {
    "models": {"access.py", "atomic_files.py", "collation.py", "errors.py", "list_filter.py"},
    "nir_tui": {"__main__.py", "actions.py", "app.py", "cli.py", "theme.py"},
}


def sources() -> Iterator[Path]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if path.parent.name != "migrations":
                yield path


def public_names(path: Path) -> Iterator[str]:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        names = []
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names = [node.name]
        elif isinstance(node, ast.Assign):
            names = [target.id for target in node.targets if isinstance(target, ast.Name)]
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names = [node.target.id]
        yield from (name for name in names if not name.startswith("_"))


def test_a_public_name_is_defined_in_one_file_only() -> None:
    files_by_name = defaultdict(set)
    for path in sources():
        for name in public_names(path):
            files_by_name[name].add(str(path.relative_to(ROOT)))
    assert len(files_by_name) > 500
    twice = {name: files for name, files in files_by_name.items() if len(files) > 1}
    assert twice.keys() <= SAME_NAME_ON_PURPOSE, twice


@pytest.mark.parametrize("package", TOP_LEVEL_FILES)
def test_new_files_go_into_folders(package: str) -> None:
    files = {path.name for path in (ROOT / package).glob("*.py")}
    assert files == TOP_LEVEL_FILES[package] | {"__init__.py"}


@pytest.mark.parametrize("package", ["models", "nir_tui"])
def test_every_folder_is_named_in_the_architecture(package: str) -> None:
    described = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    folders = {path.parent for path in sources() if path.is_relative_to(ROOT / package)}
    missing = {
        f"{folder.name}/"
        for folder in folders - {ROOT / package}
        if f"{folder.name}/" not in described
    }
    assert not missing


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in sources()
    }
    assert {name: length for name, length in lengths.items() if length > 400} == {}
    assert lengths["nir_tui/app.py"] < 200


OF_ONE_KIND = ("SqliteDatabase", "CySqliteDatabase", "PostgresqlDatabase", "PostgresqlExtDatabase")
DRIVERS = {"cysqlite", "psycopg", "psycopg2", "playhouse", "sqlite3"}
OF_FILES = {
    "models/administration/backup.py": "copies a register in a file",
    "models/administration/restore.py": "puts a copy in the place of a register in a file",
    "models/exchange/importing/staging.py": "its own scratch file, which is no register",
}
"""The files outside models/storage that know a kind of database, and why."""


def knows_a_database(node: ast.AST) -> bool:
    """Return whether a piece of code names a kind of database, a driver, or the one in a proxy."""
    modules: list[str] = []
    if isinstance(node, ast.Import):
        modules = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom):
        modules = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value in DRIVERS
    elif isinstance(node, ast.Attribute):
        return node.attr in ("obj", *OF_ONE_KIND)
    return any(
        name.split(".")[0] in DRIVERS
        or name.startswith(("models.storage.sqlite", "models.storage.postgresql"))
        or name.endswith(OF_ONE_KIND)
        for name in modules
    )


def test_only_the_storage_knows_what_kind_of_database_it_is() -> None:
    """Other code asks `bound_storage()` or `register.storage` what its database does."""
    found = {
        path.relative_to(ROOT).as_posix()
        for path in sources()
        if not path.is_relative_to(ROOT / "models" / "storage")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if knows_a_database(node)
    }
    assert found == OF_FILES.keys()
