"""Bad files are refused with a clear message; the register is unchanged."""

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from models.errors import Stopped
from models.exchange.importing.problems import ImportRefused
from models.exchange.importing.run import import_paths
from tests.case_builder import World, actor, contents
from tests.models.exchange.files import (
    DECISIONS,
    NIR_TITLES,
    PERSONS,
    bundle,
    nir_report,
    nir_row,
    person,
    zipped,
)

TITLES = f"{PERSONS}\n".encode()
ROW = f"{person()}\n".encode()


def folder_of(content: bytes, name: str = "persons.csv") -> Callable[[Path], str]:
    def make(place: Path) -> str:
        (place / "in").mkdir()
        (place / "in" / name).write_bytes(content)
        return str(place / "in")

    return make


def file_of(content: bytes) -> Callable[[Path], str]:
    def make(place: Path) -> str:
        (place / "nir.csv").write_bytes(content)
        return str(place / "nir.csv")

    return make


def zip_of(**files: bytes) -> Callable[[Path], str]:
    return lambda place: zipped(place / "in.zip", files)


def zip_named(name: str, content: bytes = TITLES) -> Callable[[Path], str]:
    return lambda place: zipped(place / "in.zip", {name: content})


def broken_zip(place: Path) -> str:
    path = place / "in.zip"
    zipped(path, {"persons.csv": TITLES + ROW * 50})
    whole = bytearray(path.read_bytes())
    whole[60:70] = b"\xff" * 10
    path.write_bytes(whole)
    return str(path)


def damaged_lzma(place: Path) -> str:
    path = place / "in.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("persons.csv", TITLES + ROW * 500)
    whole = bytearray(path.read_bytes())
    whole[60:90] = b"\xff" * 30
    path.write_bytes(whole)
    return str(path)


def locked_zip(place: Path) -> str:
    path = place / "in.zip"
    zipped(path, {"persons.csv": TITLES})
    whole = bytearray(path.read_bytes())
    directory = whole.index(b"PK\x01\x02")
    whole[6] |= 1
    whole[directory + 8] |= 1
    path.write_bytes(whole)
    return str(path)


def unreadable_in_folder(place: Path) -> str:
    path = bundle(place / "in", persons=[person()])
    (place / "in" / "decisions.csv").mkdir()
    return path


def dangling_link(place: Path) -> str:
    path = bundle(place / "in", persons=[person()])
    (place / "in" / "decisions.csv").symlink_to(place / "nowhere")
    return path


def two_folders(place: Path) -> str:
    return zipped(place / "in.zip", {"a/persons.csv": TITLES, "b/decisions.csv": b""})


def workbook(place: Path) -> str:
    return zipped(place / "in.xlsx", {"xl/workbook.xml": b"<x/>"})


def wrong_cells(place: Path) -> str:
    return nir_report(place / "nir.csv", nir_row(), nir_row()[:-1])


BOMB = b"0" * (64 * 1024 * 1024)
BAD: dict[str, tuple[Callable[[Path], str], str]] = {
    "empty file": (file_of(b""), "nir.csv: filen er tom"),
    "empty file in a bundle": (folder_of(b""), "persons.csv, rad 1: tittelraden mangler"),
    "empty folder": (lambda place: str(place), "er tom; en pakke har minst én"),
    "binary": (file_of(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 40), "nulltegn|ikke en NIR-rapport"),
    "binary in a bundle": (folder_of(os.urandom(4096)), "persons.csv"),
    "a huge line": (file_of(b"x" * 5_000_000), "linja er over 100000 tegn"),
    "a huge line in a bundle": (folder_of(TITLES + b"x" * 5_000_000), "rad 2: linja er over"),
    "an unclosed quote": (folder_of(TITLES + ROW.replace(b"STILLE", b'"STILLE')), "anførselstegn"),
    "a quote in a cell": (folder_of(TITLES + ROW.replace(b"STILLE", b'"ST"ILLE')), "anførselstegn"),
    "nul bytes": (folder_of(TITLES + ROW.replace(b"STILLE", b"ST\0LLE")), "rad 2: .*nulltegn"),
    "not UTF-8": (folder_of(TITLES + ROW.replace(b"STILLE", b"S\xd8R")), "ikke UTF-8"),
    "too few cells": (folder_of(TITLES + ROW[:-12]), "rad 2: .*14 celler"),
    "too few cells in a report": (wrong_cells, "rad 5: .*14 celler"),
    "no title row": (folder_of(ROW), "persons.csv, rad 1: tittelraden mangler"),
    "an unknown column": (
        folder_of(TITLES.replace(b"sex", b"gender")),
        "«gender» – ukjent kolonne",
    ),
    "a column that lacks": (
        folder_of(b"duf;kind;date\n", "decisions.csv"),
        "«from, to» – kolonnen",
    ),
    "a column twice": (folder_of(f"{DECISIONS};duf\n".encode(), "decisions.csv"), "to ganger"),
    "an unknown file": (folder_of(b"x", "people.csv"), "people.csv: ukjent fil"),
    "an unknown code": (
        folder_of(TITLES + ROW.replace(b"rett", b"kanskje")),
        "«kanskje» – skal være en av",
    ),
    "a duplicate DUF": (folder_of(TITLES + ROW + ROW), "rad 3, duf: .*står i filen før"),
    "a day that is none": (
        folder_of(TITLES + ROW.replace(b"2024-01-08", b"31.02.2024")),
        "settled: «31.02.2024» – skal være en dag som finnes i kalenderen",
    ),
    "a day far off": (
        folder_of(TITLES + ROW.replace(b"2024-01-08", b"9999-12-31")),
        "en dag mellom",
    ),
    "control characters": (
        folder_of(TITLES + ROW.replace(b"STILLE", b"ST\x1b[31mLLE")),
        "first_name: .*styretegn",
    ),
    "bidi characters": (
        folder_of(TITLES + ROW.replace(b"STILLE", "ST\u202eLLE".encode())),
        "first_name: .*styretegn",
    ),
    "a name without end": (
        folder_of(TITLES + ROW.replace(b"STILLE", b"A" * 300)),
        "høyst 255 tegn",
    ),
    "a zip with a way out": (zip_named("../persons.csv"), "fører ut av zip-filen"),
    "a zip with a root": (zip_named("/persons.csv"), "fører ut av zip-filen"),
    "a zip bomb": (zip_named("persons.csv", BOMB), "pakkes ut til 67108864 byte"),
    "a broken zip": (broken_zip, "kan ikke leses|persons.csv"),
    "a damaged zip of another kind": (damaged_lzma, "kan ikke leses; filen er skadet"),
    "an age without end": (
        folder_of(
            f"{PERSONS};reported_age\n{person()};0000999999999999999999999\n".encode(),
        ),
        "reported_age: .*alder i hele år",
    ),
    "a comma in a first name": (folder_of(TITLES + ROW.replace(b"STILLE", b"A, B")), "uten komma"),
    "a name that is none": (
        lambda place: nir_report(place / "nir.csv", nir_row(name=" , ")),
        "rad 4, Fornavn, Etternavn: «,» – fornavn eller etternavn",
    ),
    "a locked zip": (locked_zip, "låst med passord"),
    "a zip that is none": (file_of(b"PK\x03\x04" + b"x" * 100), "kan ikke leses"),
    "a zip of two folders": (two_folders, "flere mapper"),
    "an Excel file": (workbook, "er en Excel-fil"),
    "a folder with a file that cannot be read": (
        unreadable_in_folder,
        "decisions.csv: kan ikke leses",
    ),
    "a folder with a link to nowhere": (dangling_link, "decisions.csv: kan ikke leses"),
    "one file of a bundle": (
        lambda place: folder_of(TITLES + ROW)(place) + "/persons.csv",
        "oppgi mappa eller zip-filen",
    ),
    "a report that lacks columns": (
        file_of((";".join(NIR_TITLES[:-2]) + "\n").encode()),
        "mangler Registrert av, Frist for gjennomføring",
    ),
    "some other CSV": (file_of(b"navn;adresse\nA;B\n"), "er ikke en NIR-rapport"),
}


@pytest.mark.parametrize("what", BAD)
def test_bad_files_are_refused_and_the_register_is_as_it_was(
    world: World, tmp_path: Path, what: str
) -> None:
    make, expected = BAD[what]
    place = tmp_path / "files"
    place.mkdir()
    path = make(place)
    before = contents(world.register)
    with pytest.raises(ImportRefused, match=f"(?s){expected}"):
        import_paths(world.register, actor(), [path])
    assert contents(world.register) == before


def test_a_path_to_nothing_or_to_no_file_is_refused(world: World, tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match=r"none\.csv: finnes ikke"):
        import_paths(world.register, actor(), [str(tmp_path / "none.csv")])
    for endless in ("/dev/zero", "/dev/null"):
        with pytest.raises(ImportRefused, match="er ikke en vanlig fil"):
            import_paths(world.register, actor(), [endless])


def test_everything_wrong_with_names_and_titles_is_told_at_once(
    world: World, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    bundle(folder, decisions=["992400077703;deltakels;fattet;x;2024-05-10;2024-01-01"])
    (folder / "persons.csv").write_text("duf;tull;sex;sex\n", encoding="utf-8")
    with pytest.raises(ImportRefused) as refused:
        import_paths(world.register, actor(), [str(folder)])
    output = [str(message) for message in refused.value.messages]
    assert [line.split(" – ")[0] for line in output] == [
        "persons.csv, rad 1: «tull»",
        "persons.csv, rad 1: «first_name, last_name, born, law, category, category_ended, …»",
        "persons.csv, rad 1: «sex»",
        "decisions.csv, rad 2, kind: «deltakels»",
        "decisions.csv, rad 2, date: «x»",
        "decisions.csv, rad 2, to: «2024-01-01»",
    ]
    for name in ("x.csv", "y.csv"):
        (folder / name).touch()
    with pytest.raises(ImportRefused, match=r"in/x\.csv.*in/y\.csv"):
        import_paths(world.register, actor(), [str(folder)])


def test_rows_are_not_called_nobodys_where_the_persons_could_not_be_read(
    world: World, tmp_path: Path
) -> None:
    bad = bundle(tmp_path / "a", persons=["x"])
    rows = [f"9924{n:06d}00;norsk;2024-03-01;" for n in range(20)]
    other = bundle(tmp_path / "b", measures=rows)
    with pytest.raises(ImportRefused) as refused:
        import_paths(world.register, actor(), [bad, other])
    assert refused.value.count == 1
    (tmp_path / "b" / "persons.csv").write_text("duf;tull\n", encoding="utf-8")
    with pytest.raises(ImportRefused) as refused:
        import_paths(world.register, actor(), [other])
    assert refused.value.count == 2


def test_what_is_wrong_shows_no_more_of_a_cell_than_fits_a_line(
    world: World, tmp_path: Path
) -> None:
    path = folder_of(TITLES + ROW.replace(b"rett", b"x" * 5000))(tmp_path)
    with pytest.raises(ImportRefused) as refused:
        import_paths(world.register, actor(), [path])
    assert len(str(refused.value.messages[0])) < 200


def test_stopping_leaves_nothing_half_done(world: World, tmp_path: Path) -> None:
    path = bundle(tmp_path / "in", persons=[person(f"9924{n:06d}00") for n in range(1200)])
    before = contents(world.register)
    seen: list[tuple[int, int]] = []

    def stop_after_the_first_batch() -> bool:
        return len(seen) > 2

    with pytest.raises(Stopped):
        import_paths(
            world.register,
            actor(),
            [path],
            progress=lambda done, total: seen.append((done, total)),
            shall_stop=stop_after_the_first_batch,
        )
    assert (500, 1200) in seen, "it was under way"
    assert contents(world.register) == before


def test_of_several_bundles_each_error_says_in_which(world: World, tmp_path: Path) -> None:
    unknown = bundle(tmp_path / "a", persons=[person(law="loven")])
    nobodys = bundle(tmp_path / "b", persons=[], measures=["992400000104;norsk;2024-03-01;"])
    with pytest.raises(ImportRefused) as refused:
        import_paths(world.register, actor(), [unknown, nobodys])
    [first, *_rest] = [str(message) for message in refused.value.messages]
    assert first.startswith(f"{unknown}/persons.csv, rad 2, law: «loven»")
    with pytest.raises(ImportRefused) as refused:
        import_paths(world.register, actor(), [bundle(tmp_path / "c", persons=[person()]), nobodys])
    assert [str(message) for message in refused.value.messages] == [
        f"{nobodys}/measures.csv, rad 2, duf: «9924 000001 04» – skal være en person i "
        "persons.csv eller i registeret"
    ]
