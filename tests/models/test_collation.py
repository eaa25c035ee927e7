"""Names as they are typed on a Norwegian keyboard, and as the alphabet orders them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.collation import fold, sort_key


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
