"""Export followed by import gives the same register, whatever its content."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings

from models.administration.check import check_register
from models.cases.stored_case import StoredCase
from models.exchange.exporting.bundle import export_bundle
from models.exchange.importing.run import import_paths
from tests.hypothesis_profiles import examples
from tests.models.exchange.importing.generated import make, registers, somebody


def files_of(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.mark.register
@settings(max_examples=examples(60), deadline=None)
@given(registers)
def test_out_and_in_again_gives_the_same_register(content: list[StoredCase]) -> None:
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        first = make(place / "first.db", content)
        export_bundle(first, somebody(), str(place / "out"))
        second = make(place / "second.db", [])
        import_paths(second, somebody(), [str(place / "out")])
        export_bundle(second, somebody(), str(place / "again"))
        assert files_of(place / "again") == files_of(place / "out")
        assert check_register(second, somebody()) == check_register(first, somebody())
        again = import_paths(first, somebody(), [str(place / "out")])
        assert not again.changes
        for register in (first, second):
            register.close()


@pytest.mark.register
@settings(max_examples=examples(15), deadline=None)
@given(registers)
def test_a_zip_holds_the_same_files(content: list[StoredCase]) -> None:
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        register = make(place / "register.db", content)
        export_bundle(register, somebody(), str(place / "out"))
        export_bundle(register, somebody(), str(place / "out.zip"))
        other = make(place / "other.db", [])
        import_paths(other, somebody(), [str(place / "out.zip")])
        assert not import_paths(other, somebody(), [str(place / "out")]).changes
        for opened in (register, other):
            opened.close()
