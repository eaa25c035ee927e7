"""Names are found as typed on a Norwegian keyboard and sorted by the Norwegian alphabet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.collation import (
    fold,
    is_found_in,
    search_key,
    search_words,
    sort_key,
    typed_ends,
)
from tests.models.naive_search import finds, meant


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Öztürk", "ozturk"),
        ("ŞAHİN", "sahin"),
        ("Aydın", "aydin"),
        ("Núñez", "nunez"),
        ("Espérance", "esperance"),
        ("Łukasz", "lukasz"),
        ("Straße", "strasse"),
        ("Å", "å"),
        ("A\N{COMBINING RING ABOVE}SE", "åse"),
        ("ØSTBY", "østby"),
        ("Æ", "æ"),
        ("نور", "نور"),
        ("김민준", "김민준"),
    ],
)
def test_a_name_is_found_as_it_is_typed(name: str, typed: str) -> None:
    assert fold(name) == fold(typed) == typed


@pytest.mark.parametrize(("one", "other"), [("Ås", "as"), ("Østby", "ostby"), ("Ærø", "aero")])
def test_the_norwegian_letters_are_letters_of_their_own(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Håkon", "hakon haakon håkon HÅK"),
        ("Haakon", "håkon haakon HÅK"),
        ("Ærø", "aero aro aeroe æroe ærø"),
        ("Bjørn", "bjorn bjoern bjørn"),
        ("Ødegård", "odegard oedegaard ødegaard odegaard"),
        ("Michael", "michael el michae"),
        ("Ben-Ali", "benali ben-ali ben–ali ben‑ali"),
        ("Ben Ali", "benali ben-ali nali"),
        ("O’Neil", "oneil o'neil o´neil oʼneil"),
        ("Ǿrsted", "orsted ørsted"),
    ],
)
def test_a_name_is_found_by_each_of_its_spellings(name: str, typed: str) -> None:
    for word in typed.split():
        assert all(part in search_key(name) for part in search_words(word)), word


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Oslo", "ø"),
        ("Aer", "æ"),
        ("Oersted", "ørsted"),
        ("Hakon", "håkon"),
        ("Hakon", "haakon"),
        ("Bjørn", "ern"),
        ("Ærlig", "erlig"),
        ("Ben, Ali", "benali"),
    ],
)
def test_the_three_letters_find_only_themselves(name: str, typed: str) -> None:
    assert not all(part in search_key(name) for part in search_words(typed))


NAMES = st.text("aaooeæøåbr-' ,", max_size=9).filter(
    lambda name: sum(letter in "æøå" for letter in name) < 5
)


@given(NAMES, st.text("aaooeæøåbr- ", max_size=6))
def test_the_key_finds_what_the_naive_reading_finds(name: str, typed: str) -> None:
    key = search_key(name)
    assert all(word in key for word in search_words(typed)) == finds(typed, name)


@given(st.text("aaooeæøåbr", max_size=9), st.text("aaooeæøåbr", max_size=6))
def test_a_label_is_found_by_the_same_rule(label: str, typed: str) -> None:
    assert is_found_in(typed, label) == finds(typed, label)
    assert (len(label) in typed_ends(typed, label)) == (label in meant(typed))


@given(st.text("æøåaoeb", min_size=1, max_size=100))
def test_a_long_name_is_found_in_each_way_throughout(name: str) -> None:
    for plain in (("æ", "ø", "å"), ("a", "o", "a"), ("ae", "oe", "aa")):
        typed = name.translate(dict(zip(map(ord, "æøå"), plain, strict=True)))
        assert all(word in search_key(name) for word in search_words(typed))


@given(st.text())
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    once = fold(text)
    assert fold(once) == once


def test_letters_that_are_typed_otherwise_are_ordered_as_they_are_typed() -> None:
    ordered = ["Đorđe", "Døving", "Əli", "Ewa", "Lone", "Łukasz", "Lunde", "Thea", "Þór", "Tuva"]
    ordered += ["Yıldız", "Yilmaz", "Yngve", "Yusuf", "Ål"]
    assert sorted(sorted(ordered), key=sort_key) == ordered


def test_the_alphabet_ends_with_its_three_letters() -> None:
    names = ["Åse", "Aase", "Ärla", "Öst", "Østby", "Æra", "Zara", "Ürün", "Anna"]
    ordered = ["Anna", "Ürün", "Zara", "Æra", "Ärla", "Öst", "Østby", "Aase", "Åse"]
    assert sorted(names, key=lambda name: (sort_key(name), name)) == ordered
