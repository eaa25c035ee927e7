"""Bundles and NIR reports for tests, written as a spreadsheet would write them."""

import zipfile
from pathlib import Path

PERSONS = (
    "duf;first_name;last_name;sex;born;law;category;category_ended;municipality;district;"
    "settled;start_deadline;goal;goal_date"
)
DECISIONS = "duf;kind;result;date;from;to"
MEASURES = "duf;kind;from;to"
EVENTS = "duf;kind;date;from_municipality;to_municipality"
TERMINATIONS = "duf;reason;date;hours;registered_by;registered_at;deleted_by;deleted_at"

ANNA, BELA, CARL = "992400077703", "992400077711", "992400077729"


def person(duf: str = ANNA, **given: str) -> str:
    """Return a row of persons.csv."""
    values = {
        "first_name": "STILLE",
        "last_name": "SKOG",
        "sex": "K",
        "born": "1990-05-14",
        "law": "integreringsloven",
        "category": "rett",
        "category_ended": "",
        "municipality": "4204",
        "district": "",
        "settled": "2024-01-08",
        "start_deadline": "",
        "goal": "arbeid-med-vgo",
        "goal_date": "2024-02-01",
        **given,
    }
    return ";".join([duf, *values.values()])


def bundle(folder: Path, **files: list[str]) -> str:
    """Write the files of a bundle to a folder, each with its title row; return the path."""
    titles = {
        "persons": PERSONS,
        "decisions": DECISIONS,
        "measures": MEASURES,
        "events": EVENTS,
        "terminations": TERMINATIONS,
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in files.items():
        text = "\n".join([titles[name], *rows, ""])
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return str(folder)


def zipped(path: Path, files: dict[str, bytes]) -> str:
    """Write a zip of files by name; return its path."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return str(path)


NIR_TITLES = (
    *("DUF-nummer", "Fornavn, Etternavn", "Kjønn", "Alder", "Kategori", "Sluttmål"),
    *("Avslutningsårsak", "Avslutningsårsakgruppe", "Avslutningsdato", "Oppfølgingsfylke"),
    *("Oppf.kommune", "Registrert dato", "Registrert av", "Frist for gjennomføring"),
)
NIR_ROW = (
    *("9924 000777 03", "STILLE, SKOG", "Kvinne", "34", "Rett til introduksjonsprogram"),
    *("Arbeid - person har utdanning på videregående nivå fra før", "Arbeid", "Arbeid"),
    *("01.09.2023", "Viken", "Asker", "04.09.2023", "3025-ASGE", "18.09.2023"),
)
HEADING = "Oversikt over personer avsluttet introduksjonsprogram etter integreringsloven"


def nir_row(**given: str) -> tuple[str, ...]:
    """Return a row of NIR's report; cells are given by the short names of their columns."""
    names = (
        *("duf", "name", "sex", "age", "category", "goal", "reason", "group", "date", "county"),
        *("municipality", "registered_at", "registered_by", "deadline"),
    )
    values = dict(zip(names, NIR_ROW, strict=True)) | given
    return tuple(values[name] for name in names)


def nir_report(
    path: Path,
    *rows: tuple[str, ...],
    above: tuple[str, ...] = (HEADING, "Asker, 2023"),
    titles: tuple[str, ...] = NIR_TITLES,
    separator: str = ";",
    encoding: str = "utf-8-sig",
) -> str:
    """Write NIR's report as a file; return its path."""

    def line(cells: tuple[str, ...]) -> str:
        quoted = (f'"{cell}"' if separator in cell else cell for cell in cells)
        return separator.join(quoted)

    text = "\r\n".join([*above, line(titles), *map(line, rows or (NIR_ROW,)), ""])
    path.write_bytes(text.encode(encoding))
    return str(path)
