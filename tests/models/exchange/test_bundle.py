"""Effects of a bundle on the register, as the contract defines them."""

from datetime import date
from pathlib import Path

import pytest

from models.administration.journal_view import read_lines
from models.changes.apply_change import apply_change
from models.changes.terminations import DeleteTermination, EditTermination, RegisterTermination
from models.exchange.importing.problems import ImportRefused
from models.exchange.importing.run import ImportReport, import_paths
from rules.code_lists import Completeness, DecisionKind, EventKind, Goal
from tests.case_builder import World, actor, contents
from tests.models.exchange.files import (
    ANNA,
    BELA,
    PERSONS,
    TERMINATIONS,
    bundle,
    nir_report,
    person,
    zipped,
)

PARTICIPATES = f"{ANNA};deltakelse;fattet;2024-03-01;2024-03-18;"
WORK = f"{ANNA};arbeid;2024-08-01;30,0;4204-MABE;2024-08-05T10:00:00+02:00;;"


def bring(world: World, path: str, dry_run: bool = False) -> ImportReport:
    return import_paths(world.register, actor(), [path], dry_run=dry_run)


def test_a_new_person_comes_with_everything_and_the_engine_answers(
    world: World, tmp_path: Path
) -> None:
    path = bundle(
        tmp_path / "in",
        persons=[person()],
        decisions=[PARTICIPATES],
        measures=[f"{ANNA};norsk;20.03.2024;01.12.2024"],
        events=[f"{ANNA};flyttet;2024-10-01;;4223"],
    )
    report = bring(world, path)
    assert report.counts["persons.new"] == 1
    assert report.counts["engine.added"] == 1
    case = world.case(ANNA)
    assert (case.person.name, case.facts.goal) == ("STILLE, SKOG", Goal.WORK_HAS_UPPER_SECONDARY)
    assert case.decisions[0].start == date(2024, 3, 18)
    assert case.measures[0].end == date(2024, 12, 1)
    # Without `from_municipality` it is the person's municipality in the same import.
    [event] = case.facts.events
    assert event.moved_from and event.moved_from.number == "4204"
    active = case.facts.active
    assert active and (active.reason, active.date) == ("ikke-registrert", date(2024, 9, 18))
    assert active.registered_by == "Regelmotor"


def test_a_case_marked_report_only_becomes_full_with_decision_and_goal(
    world: World, tmp_path: Path
) -> None:
    titles = f"{PERSONS};known"
    path = bundle(tmp_path / "in", persons=[], decisions=[PARTICIPATES])
    rows = "\n".join([titles, f"{person()};report", f"{person(BELA)};report", ""])
    (tmp_path / "in" / "persons.csv").write_text(rows, encoding="utf-8")
    bring(world, path)
    assert world.case(ANNA).facts.known is Completeness.FULL
    assert world.case(BELA).facts.known is Completeness.REPORT, "no decision is stored"


def test_the_same_files_again_change_nothing(world: World, tmp_path: Path) -> None:
    path = bundle(
        tmp_path / "in",
        persons=[person()],
        decisions=[PARTICIPATES],
        events=[f"{ANNA};flyttet;2024-10-01;;4223"],
        terminations=[WORK],
    )
    assert bring(world, path).changes
    before = contents(world.register)
    report = bring(world, path)
    assert not report.changes
    assert report.counts["persons.unchanged"] == 1
    after = contents(world.register)
    assert {k: v for k, v in after.items() if k != "journal"} == {
        k: v for k, v in before.items() if k != "journal"
    }
    assert [line.action for line in read_lines(world.register)][:2] == ["import", "import"]


def test_a_trial_tells_the_same_and_changes_nothing(world: World, tmp_path: Path) -> None:
    path = bundle(tmp_path / "in", persons=[person()], decisions=[PARTICIPATES])
    before = contents(world.register)
    trial = bring(world, path, dry_run=True)
    assert contents(world.register) == before
    assert trial.counts == bring(world, path).counts


def test_a_person_in_the_file_replaces_decisions_measures_and_events(
    world: World, tmp_path: Path
) -> None:
    world.participant(date(2024, 9, 2), duf=ANNA)
    world.decide(DecisionKind.LEAVE, date(2024, 10, 1), date(2024, 10, 31), duf=ANNA)
    world.measure(date(2024, 9, 3), None, duf=ANNA)
    world.event(EventKind.DIED, date(2024, 12, 1), ANNA)
    kept = world.case(ANNA).facts.first_participation
    report = bring(
        world,
        bundle(
            tmp_path / "in",
            persons=[person(first_name="SÅR", goal_date="")],
            decisions=[f"{ANNA};deltakelse;;2024-09-02;2024-09-02;"],
        ),
    )
    case = world.case(ANNA)
    assert case.person.name == "SÅR, SKOG"
    assert case.decisions == (kept,), "the decision that is in the file too keeps its number"
    assert (case.measures, case.facts.events) == ((), ())
    assert case.person.goal_date is None, "an empty cell clears"
    assert report.counts["decisions.removed"] == 1
    [line] = [x for x in read_lines(world.register, ANNA) if x.action == "import.person"]
    assert line.before and line.before["first_name"] == "STILLE"
    assert line.after and line.after["first_name"] == "SÅR"
    leave = {"kind": "permisjon", "date": "2024-10-01", "from": "2024-10-01", "to": "2024-10-31"}
    assert line.before["decisions"] == [{**leave, "result": "fattet"}]


def test_a_missing_column_keeps_what_is_stored(world: World, tmp_path: Path) -> None:
    world.participant(date(2024, 9, 2), duf=ANNA)
    titles = (
        "duf;first_name;last_name;sex;born;law;category;category_ended;municipality;settled;"
        "start_deadline;goal"
    )
    row = f"{ANNA};STILLE;SKOG;K;1990-05-14;integreringsloven;rett;;4204;2024-01-08;;arbeid-med-vgo"
    folder = tmp_path / "in"
    bundle(folder, decisions=[f"{ANNA};deltakelse;fattet;2024-09-02;2024-09-02;"])
    (folder / "persons.csv").write_text(f"{titles}\n{row}\n", encoding="utf-8")
    goal_date = world.case(ANNA).person.goal_date
    assert not bring(world, str(folder)).changes
    assert world.case(ANNA).person.goal_date == goal_date is not None


def test_persons_not_named_stay_and_rows_of_theirs_are_added_once(
    world: World, tmp_path: Path
) -> None:
    world.participant(date(2024, 9, 2), duf=ANNA)
    stands = f"{ANNA};deltakelse;fattet;2024-09-02;2024-09-02;"
    leave = f"{ANNA};permisjon;fattet;2024-10-01;2024-10-01;2024-11-30"
    report = bring(world, bundle(tmp_path / "in", decisions=[stands, leave]))
    assert (report.counts["decisions.added"], report.counts["decisions.removed"]) == (1, 0)
    assert len(world.case(ANNA).decisions) == 2
    assert not bring(world, str(tmp_path / "in")).changes


def test_rows_for_nobody_are_errors(world: World, tmp_path: Path) -> None:
    path = bundle(tmp_path / "in", persons=[person()], measures=[f"{BELA};norsk;2024-03-01;"])
    with pytest.raises(ImportRefused, match=r"measures\.csv, rad 2, duf: «9924 000777 11»"):
        bring(world, path)


OLDER = f"{ANNA};helse;2024-10-01;;4204-ASGE;2024-10-02T08:00:00+00:00;;"


def test_an_active_termination_makes_an_older_one_history(world: World, tmp_path: Path) -> None:
    bring(
        world,
        bundle(
            tmp_path / "first",
            persons=[person()],
            decisions=[PARTICIPATES],
            terminations=[OLDER],
        ),
    )
    newer = f"{ANNA};arbeid;2024-08-01;30;4204-MABE;2024-11-05;;"
    report = bring(world, bundle(tmp_path / "second", terminations=[newer]))
    assert report.counts["terminations.closed"] == 1
    [line] = [x for x in read_lines(world.register, ANNA) if x.action == "import.person"][:1]
    assert line.before and line.after
    [closed], [came] = line.before["terminations"], line.after["terminations"]
    assert closed["registered_at"] < came["registered_at"]
    history = world.case(ANNA).terminations
    assert [(t.reason, t.deleted_by) for t in history] == [
        ("arbeid", None),
        ("helse", "4204-MABE"),
    ]
    assert not bring(world, str(tmp_path / "first")).changes, "it is history already"
    with pytest.raises(ImportRefused, match="registrert etter den aktive"):
        bring(
            world,
            bundle(tmp_path / "third", terminations=[OLDER.replace("helse", "ukjent")]),
        )


def test_the_engines_own_termination_is_no_obstacle(world: World, tmp_path: Path) -> None:
    path = bundle(tmp_path / "in", persons=[person()], decisions=[PARTICIPATES])
    bring(world, path)
    active = world.case(ANNA).facts.active
    assert active and active.by_engine
    bring(world, bundle(tmp_path / "late", terminations=[WORK]))
    history = world.case(ANNA).terminations
    assert [(t.reason, t.deleted) for t in history] == [
        ("ikke-registrert", True),
        ("arbeid", False),
    ]


def test_a_termination_deleted_or_edited_here_is_not_brought_back(
    world: World, tmp_path: Path
) -> None:
    path = bundle(
        tmp_path / "in", persons=[person()], decisions=[PARTICIPATES], terminations=[WORK]
    )
    bring(world, path)
    apply_change(world.register, actor(), ANNA, DeleteTermination())
    after = world.case(ANNA).terminations
    assert not bring(world, path).changes
    assert world.case(ANNA).terminations == after
    apply_change(
        world.register,
        actor(),
        ANNA,
        RegisterTermination("ukjent", date(2024, 9, 1)),
        confirmed=True,
    )
    apply_change(
        world.register, actor(), ANNA, EditTermination("annet", date(2024, 9, 1)), confirmed=True
    )
    assert not bring(world, path).changes


def test_history_comes_with_its_attribution_in_its_order(world: World, tmp_path: Path) -> None:
    closed = "4204-ASGE;2024-08-06T09:00:00+00:00"
    rows = [
        f"{ANNA};ukjent;2024-07-01;;4204-NIBO;2024-07-02T09:00:00+00:00;{closed}",
        f"{ANNA};helse;2024-07-01;;4204-ASGE;2024-08-06T09:00:00+00:00;{closed}",
        f"{ANNA};arbeid;2024-07-01;37.5;4204-ASGE;2024-08-06T09:00:00+00:00;;",
    ]
    bring(
        world,
        bundle(tmp_path / "in", persons=[person()], decisions=[PARTICIPATES], terminations=rows),
    )
    history = world.case(ANNA).terminations
    assert [t.reason for t in history] == ["arbeid", "helse", "ukjent"]
    assert [t.deleted_by for t in history] == [None, "4204-ASGE", "4204-ASGE"]
    assert str(history[0].hours) == "37.5"
    assert {t.municipality for t in history} == {"4204"}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([WORK, WORK.replace("arbeid", "arbeid-vgo")], "høyst én aktiv avslutning"),
        ([WORK.replace("arbeid", "jobb")], "reason: «jobb» – skal være en av: arbeid"),
        (
            [WORK.replace("2024-08-01", "31.02.2024")],
            "date: «31.02.2024» – skal være en dag som finnes",
        ),
        ([WORK.replace("+02:00", "")], "dato, klokkeslett og sone"),
        ([WORK.replace("30,0", "mange")], "er ikke et timetall"),
        ([WORK.replace("30,0", "-30")], "er ikke et timetall"),
        ([WORK[:-1] + "4204-MABE;"], "deleted_by og deleted_at fylles ut begge to"),
        ([WORK + ";"], "rad 2: «.*» – skal ha 8 celler, som tittelraden, ikke 9"),
    ],
)
def test_what_is_wrong_with_a_termination(
    world: World, tmp_path: Path, rows: list[str], expected: str
) -> None:
    path = bundle(tmp_path / "in", persons=[person()], terminations=rows)
    before = contents(world.register)
    with pytest.raises(ImportRefused, match=expected):
        bring(world, path)
    assert contents(world.register) == before


def test_an_extension_without_end_is_an_error_one_past_the_cap_a_remark(
    world: World, tmp_path: Path
) -> None:
    endless = f"{ANNA};utvidet-deltakelse;;2024-09-01;2024-09-19;"
    with pytest.raises(ImportRefused, match="må ha til-dato"):
        bring(
            world,
            bundle(tmp_path / "a", persons=[person()], decisions=[PARTICIPATES, endless]),
        )
    report = bring(
        world,
        bundle(
            tmp_path / "b", persons=[person()], decisions=[PARTICIPATES, endless + "2025-12-31"]
        ),
    )
    assert [str(notice) for notice in report.notices] == [
        "decisions.csv, rad 3, 9924 000777 03: utvidelse til 2025-12-31 går ut over lengste frist "
        "18.03.2025; fristen stopper der"
    ]
    assert len(world.case(ANNA).decisions) == 2


def test_all_errors_are_told_at_once_the_first_hundred_shown(world: World, tmp_path: Path) -> None:
    rows = [person(f"9924{n:06d}00", law="loven") for n in range(150)]
    path = bundle(tmp_path / "in", persons=rows, measures=["12;sport;x;y"])
    with pytest.raises(ImportRefused) as refused:
        bring(world, path)
    assert refused.value.count == 154
    output = [str(message) for message in refused.value.messages]
    assert len(output) == 101
    assert (
        output[0] == "persons.csv, rad 2, law: «loven» – skal være en av: "
        "integreringsloven, introduksjonsloven"
    )
    assert output[-1] == "… og 54 feil til"


def test_a_bad_persons_other_rows_are_not_complained_of(world: World, tmp_path: Path) -> None:
    path = bundle(tmp_path / "in", persons=[person(sex="X")], decisions=[PARTICIPATES])
    with pytest.raises(ImportRefused) as refused:
        bring(world, path)
    assert [str(s) for s in refused.value.messages] == [
        "persons.csv, rad 2, sex: «X» – skal være en av: K, M"
    ]


def test_a_move_is_from_where_the_person_was_before_the_import(
    world: World, tmp_path: Path
) -> None:
    world.participant(date(2024, 9, 2), duf=ANNA)
    moved = bundle(
        tmp_path / "in",
        persons=[person(municipality="4223")],
        decisions=[f"{ANNA};deltakelse;fattet;2024-09-02;2024-09-02;"],
        events=[f"{ANNA};flyttet;2024-11-01;;4223"],
    )
    bring(world, moved)
    case = world.case(ANNA)
    assert case.person.municipality == "4223"
    assert case.facts.active and case.facts.active.reason == "flyttet"
    assert not bring(world, moved).changes


def test_a_district_goes_with_its_municipality(world: World, tmp_path: Path) -> None:
    bring(
        world,
        bundle(tmp_path / "a", persons=[person(municipality="0301", district="030101")]),
    )
    without = person(municipality="4601").split(";")
    titles = PERSONS.split(";")
    place = titles.index("district")
    folder = tmp_path / "b"
    folder.mkdir()
    rows = (";".join(row[:place] + row[place + 1 :]) for row in (titles, without))
    (folder / "persons.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    bring(world, str(folder))
    moved = world.case(ANNA).person
    assert (moved.municipality, moved.district) == ("4601", None)
    lost = f"{WORK};;030101"
    with pytest.raises(
        ImportRefused, match="district: «030101» – skal være en bydel i kommunen 4601"
    ):
        bring(
            world,
            write(tmp_path / "c", f"{TERMINATIONS};municipality;district\n{lost}\n"),
        )


def write(folder: Path, terminations: str) -> str:
    folder.mkdir()
    (folder / "terminations.csv").write_text(terminations, encoding="utf-8")
    return str(folder)


def test_a_zip_does_as_well_also_with_one_folder_in_it(world: World, tmp_path: Path) -> None:
    bundle(tmp_path / "in", persons=[person()], decisions=[PARTICIPATES])
    files = {f"uttrekk/{f.name}": f.read_bytes() for f in (tmp_path / "in").iterdir()}
    assert bring(world, zipped(tmp_path / "in.zip", files)).counts["persons.new"] == 1


def test_titles_in_any_order_norwegian_days_and_a_bom(world: World, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    bundle(folder, persons=[person()])
    text = "to;from;kind;duf;date\r\n;18.03.2024;deltakelse;9924 000777 03;01.03.2024\r\n"
    (folder / "decisions.csv").write_bytes(text.encode("utf-8-sig"))
    bring(world, str(folder))
    assert world.case(ANNA).facts.programme_start == date(2024, 3, 18)


def test_several_paths_are_all_or_nothing_together(world: World, tmp_path: Path) -> None:
    good = bundle(tmp_path / "good", persons=[person()])
    bad = bundle(tmp_path / "bad", persons=[person(BELA, sex="X")])
    before = contents(world.register)
    with pytest.raises(ImportRefused):
        import_paths(world.register, actor(), [good, bad])
    assert contents(world.register) == before
    rest = bundle(tmp_path / "rest", decisions=[PARTICIPATES])
    report = import_paths(world.register, actor(), [good, rest])
    assert (report.counts["persons.new"], report.counts["decisions.added"]) == (1, 1)


def test_a_person_known_from_a_report_is_full_once_a_bundle_brings_them(
    world: World, tmp_path: Path
) -> None:
    bring(world, nir_report(tmp_path / "nir.csv"))
    assert world.case(ANNA).facts.known is Completeness.REPORT
    bring(world, bundle(tmp_path / "in", persons=[person()], decisions=[PARTICIPATES]))
    case = world.case(ANNA)
    assert case.facts.known is Completeness.FULL
    assert [t.reason for t in case.terminations] == ["arbeid"]
