"""Traces of spreadsheets and operating systems are ignored in imports; real errors are not."""

from pathlib import Path

import pytest

from models.exchange.importing.problems import ImportRefused
from models.exchange.importing.run import import_paths
from tests.case_builder import World, actor, contents
from tests.models.exchange.files import (
    ANNA,
    BELA,
    DECISIONS,
    PERSONS,
    bundle,
    nir_report,
    nir_row,
    person,
    zipped,
)

TITLES = PERSONS.encode() + b"\r\n"
ROW = person().encode() + b"\r\n"


def written(folder: Path, text: str, encoding: str = "utf-8") -> str:
    folder.mkdir()
    (folder / "persons.csv").write_bytes(text.encode(encoding))
    return str(folder)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("above", ["", "sep=;\r\n", "SEP=;;;;\r\n", '"sep=;"\r\n'])
@pytest.mark.parametrize("more", ["", ";;;"])
@pytest.mark.parametrize("below", ["", ";;;;;;;;;;;;;;;;\r\n" * 3, "\r\n\r\n", " ; \r\n"])
def test_a_bundle_as_a_spreadsheet_leaves_it(
    world: World, tmp_path: Path, encoding: str, above: str, more: str, below: str
) -> None:
    lines = (PERSONS, person(last_name="SÆRØÅ"), person(BELA))
    text = above + "".join(f"{line}{more}\r\n" for line in lines) + below
    path = written(tmp_path / "in", text, encoding)
    report = import_paths(world.register, actor(), [path])
    assert report.counts["persons.new"] == 2
    assert world.case(ANNA).person.last_name == "SÆRØÅ"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"sep=;\n{PERSONS}\n{person()}\n{person(sex='X')}\n", "persons.csv, rad 4, sex"),
        (f"{PERSONS}\n\n{person()}\n\n{person(sex='X')}\n", "persons.csv, rad 5, sex"),
        (f"{PERSONS};;\n;;;;;;;;;;;;;;;\n{person()};;\n", "persons.csv, rad 2, duf"),
        (f"{PERSONS};;\n{person()};x;\n", "rad 2: .*skal ha 14 celler"),
        (f"{PERSONS};;extra\n{person()};;\n", "kolonne 15 uten tittel, extra.*ukjent kolonne"),
        (f"sep=;\n{PERSONS};extra\n", "rad 2: «extra» – ukjent kolonne"),
        (f"sep=;\n{person()}\n", "persons.csv, rad 2: tittelraden mangler"),
        ("sep=;\n", "persons.csv, rad 2: tittelraden mangler"),
        (";;;;\n", "persons.csv, rad 1: tittelraden mangler"),
        (f"sep=,\n{PERSONS}\n", "skilletegnet i en pakke er semikolon"),
        (f"{person()}\n", "persons.csv, rad 1: tittelraden mangler"),
    ],
)
def test_what_stays_an_error_is_named_with_its_row(
    world: World, tmp_path: Path, text: str, expected: str
) -> None:
    before = contents(world.register)
    with pytest.raises(ImportRefused, match=expected):
        import_paths(world.register, actor(), [written(tmp_path / "in", text)])
    assert contents(world.register) == before


def test_a_report_as_a_spreadsheet_leaves_it(world: World, tmp_path: Path) -> None:
    path = nir_report(tmp_path / "nir.csv", above=("sep=;", "", ";;;"))
    with Path(path).open("ab") as file:
        file.write(b";;;;;;;;;;;;;;;;\r\n" * 3)
    assert import_paths(world.register, actor(), [path]).counts["persons.new"] == 1
    wrong = nir_report(tmp_path / "wrong.csv", nir_row(sex="X"), above=("sep=;", ""))
    with pytest.raises(ImportRefused, match="rad 4, Kjønn"):
        import_paths(world.register, actor(), [wrong])


MAC = {
    "__MACOSX/": b"",
    "__MACOSX/out/._persons.csv": b"\0\5\x16\7",
    "out/.DS_Store": b"\0\0\0\1Bud1",
    ".DS_Store": b"\0\0\0\1Bud1",
    "out/Thumbs.db": b"\xd0\xcf",
    "out/desktop.ini": b"[.ShellClassInfo]",
}


def test_a_zip_from_a_mac_or_from_windows(world: World, tmp_path: Path) -> None:
    path = zipped(tmp_path / "in.zip", {**MAC, "out/persons.csv": TITLES + ROW})
    assert import_paths(world.register, actor(), [path]).counts["persons.new"] == 1


def test_a_folder_from_a_mac_or_from_windows(world: World, tmp_path: Path) -> None:
    path = Path(bundle(tmp_path / "in", persons=[person()]))
    (path / "__MACOSX").mkdir()
    for name in (".DS_Store", "Thumbs.db", "Desktop.ini"):
        (path / name).write_bytes(b"\0")
    assert import_paths(world.register, actor(), [str(path)]).counts["persons.new"] == 1


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (MAC, "er tom; en pakke har minst én"),
        ({**MAC, "out/persons.csv": TITLES, "out/._persons.csv": b""}, "._persons.csv: ukjent fil"),
        ({"persons.csv": TITLES, "notes.txt": b""}, "notes.txt: ukjent fil"),
        ({"decisions.csv": DECISIONS.encode(), "x/persons.csv": TITLES}, "flere mapper"),
    ],
)
def test_what_is_no_bundle_stays_an_error(
    world: World, tmp_path: Path, files: dict[str, bytes], expected: str
) -> None:
    path = zipped(tmp_path / "in.zip", files)
    with pytest.raises(ImportRefused, match=expected):
        import_paths(world.register, actor(), [path])
