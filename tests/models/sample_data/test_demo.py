"""The demo register has the guide's persons and figures, computed by the program's own rules."""

from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest

from models.administration.check import check_register
from models.cases.lookup import read_case
from models.engine.run import run_engine
from models.journal.actor import actor_for
from models.list_filter import ENGINE, ListFilter
from models.lists.counts import Counts, count_list
from models.lists.pages import list_page
from models.lists.sort_order import Order
from models.sample_data.demo import make_demo_register
from models.sample_data.demo.build import DEMO_DAY
from models.storage.register import Register, open_register
from rules.code_lists import Law
from rules.deadlines import completion_deadline
from rules.early_decisions import decided_ahead_lines
from rules.reasons import ENGINE_REASONS, MUNICIPALITY_REASONS
from tests.case_builder import CHANCE, TODAY

KRISTIANSAND_2024 = ListFilter(municipality="4204", years=(2024,), registered_by=ENGINE)

SECTION_3 = [
    (
        "992400002200",
        "FORNØYDE, GRANITT",
        "rett",
        "arbeid-med-vgo",
        "ikke-registrert",
        "18.09.2024",
    ),
    ("992400001009", "LEVENDE, LØFT", "kan-tilbys", "arbeid-med-vgo", "flyttet", "16.08.2024"),
    (
        "988822031177",
        "VANNKLARE, GAMLEBY",
        "rett",
        "arbeid-med-vgo",
        "avvist-program",
        "22.03.2024",
    ),
    (
        "988818011199",
        "PLIKTOPPFYLLENDE, MYSTIKK",
        "rett-og-plikt",
        None,
        "utgatt-oppstartsfrist",
        "26.09.2024",
    ),
    ("977722031133", "GLADE, MELKEVEIEN", "rett", "arbeid-med-vgo", "utvandret", "27.08.2024"),
    (
        "977722031104",
        "VENNLIGE, MAJESTET",
        "rett",
        "arbeid-med-vgo",
        "permanent-stans",
        "02.09.2024",
    ),
]


@pytest.mark.parametrize(("duf", "name", "category", "goal", "reason", "on"), SECTION_3)
def test_section_3s_persons_of_kristiansand(
    demo: Register, duf: str, name: str, category: str, goal: str | None, reason: str, on: str
) -> None:
    lines = {line.duf: line for line in list_page(demo, KRISTIANSAND_2024, Order(), TODAY)}
    line = lines[duf]
    assert (line.name, line.category, line.goal, line.reason) == (name, category, goal, reason)
    assert f"{line.date:%d.%m.%Y}" == on
    assert line.by_engine


def test_the_guides_figures(demo: Register) -> None:
    assert count_list(demo, KRISTIANSAND_2024, TODAY) == Counts(
        total=346, matching=10, to_correct=3
    )
    assert actor_for(demo, "4204-DEMO").as_of == date(2024, 12, 9)


def history(register: Register, duf: str) -> list[tuple[str, str, str, str | None]]:
    return [
        (t.reason, f"{t.date:%d.%m.%Y}", t.registered_by, t.deleted_by)
        for t in read_case(register, duf).terminations
    ]


def test_section_7s_stop_in_baerum_superseded_by_work(demo: Register) -> None:
    assert history(demo, "992200001432") == [
        ("arbeid", "14.09.2022", "3025-ASGE", None),
        ("permanent-stans", "14.09.2022", "Regelmotor", "3025-ASGE"),
    ]
    active = read_case(demo, "992200001432").facts.active
    assert active is not None
    assert str(active.hours) == "30"
    assert demo.reference.name(active.municipality) == "Bærum"


def test_sections_9_and_10s_deadline_in_vennesla(demo: Register) -> None:
    assert history(demo, "992100003178") == [
        ("arbeid", "15.11.2023", "ces", None),
        ("ikke-registrert", "15.11.2023", "Regelmotor", "ces"),
    ]


def test_sections_6_and_8s_education_in_baerum(demo: Register) -> None:
    case = read_case(demo, "992000004455")
    active = case.facts.active
    assert active is not None
    assert (active.reason, active.registered_by) == ("vgo-studiespesialisering", "3024-NIBO")
    assert active.registered_at.date() == date(2021, 6, 8)
    assert active.date == date(2021, 6, 21)
    assert all(m.end and m.end > active.date for m in case.measures)


def test_all_reasons_categories_laws_and_districts_occur(demo: Register) -> None:
    new = list_page(demo, ListFilter(), Order(), TODAY)
    old = list_page(demo, ListFilter(law=Law.INTRODUKSJONSLOVEN), Order(), TODAY)
    assert {r.reason for r in new if r.by_engine} == {r.code for r in ENGINE_REASONS}
    assert {r.reason for r in new if not r.by_engine} == {r.code for r in MUNICIPALITY_REASONS}
    assert {r.category for r in new} == {"rett-og-plikt", "rett", "kan-tilbys"}
    assert len(old) == 86
    assert len({r.municipality for r in new}) >= 10
    oslo = Counter(r.district for r in new if r.municipality == "0301")
    assert len(oslo) == 15


def test_the_engine_finds_nothing_to_do_and_check_nothing_wrong(demo: Register) -> None:
    actor = actor_for(demo, "4204-DEMO")
    report = run_engine(demo, actor)
    assert (sum(report.added.values()), sum(report.withdrawn.values())) == (0, 0)
    assert check_register(demo, actor) == []


@pytest.mark.file
def test_it_is_the_same_every_time(demo_place: str, place_for: Callable[[str], str]) -> None:
    again = place_for("again.db")
    make_demo_register(again)
    assert _content(demo_place) == _content(again)


def _content(path: str) -> list[object]:
    register = open_register(path)
    tables = ("person", "decision", "measure", "event", "termination", "journal", "report_row")
    with register.read():
        content: list[object] = [
            register.execute(f"SELECT {CHANCE.get(table, '*')} FROM {table} ORDER BY 1")
            for table in tables
        ]
    register.close()
    return content


RULE_CASES = [
    # DUF number, completion deadline, reason computed by the engine, the rule it demonstrates
    ("992200090008", "2025-12-15", None, "a leave that the one before brings inside"),
    ("992200090102", "2025-06-15", None, "only leave after the extension was decided on top"),
    ("992400090200", "2025-08-31", None, "6 + 6 months from a 31st, added in one step"),
    ("991800090310", "2021-01-09", "permanent-stans", "decided before the stop: not lifted"),
    ("991900090406", "2021-05-05", "ikke-registrert", "no threshold under introduksjonsloven"),
    ("992300090502", "2025-06-05", None, "a reform is no move"),
    ("992200090605", "2026-04-15", None, "decided after the start deadline, and registered"),
    ("992400090703", "2027-05-06", None, "a goal for those under 25, of one who is older"),
]


@pytest.mark.parametrize(("duf", "deadline", "reason", "rule"), RULE_CASES)
def test_there_is_a_person_for_each_rule(
    demo: Register, duf: str, deadline: str, reason: str | None, rule: str
) -> None:
    facts = read_case(demo, duf).facts
    found = completion_deadline(facts, DEMO_DAY)
    assert found
    assert found.day.isoformat() == deadline, rule
    assert (facts.active.reason if facts.active else None) == reason, rule


def test_some_had_a_period_decided_before_they_were_stopped(demo: Register) -> None:
    with demo.read():
        stopped = demo.execute("SELECT duf FROM report_row WHERE reason = 'permanent-stans'")
    cases = [read_case(demo, str(duf)) for (duf,) in stopped]
    assert sum(1 for case in cases if decided_ahead_lines(case.facts)) >= 3
