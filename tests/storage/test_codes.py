"""Codes: the check character catches every single wrong letter and every swap of neighbours."""

import pytest

from storage.codes import ALPHABET, find_codes, make_code


def test_a_code_is_found_again_in_a_text() -> None:
    code = make_code("KEK", 2026, 137)
    assert code.startswith("KEK-26-0137-")
    assert find_codes(f"Par iesniegumu {code.lower()}, sūtīju vakar.") == [code]


@pytest.mark.parametrize("number", [1, 137, 9999, 10000])
def test_a_mistyped_code_is_not_taken(number: int) -> None:
    code = make_code("KEK", 2026, number)
    for place, letter in enumerate(code):
        if letter == "-":
            continue
        same_kind = [other for other in ALPHABET if other.isdigit() == letter.isdigit() and other != letter]
        assert all(find_codes(code[:place] + other + code[place + 1 :]) == [] for other in same_kind)


def test_swapped_neighbours_are_not_taken() -> None:
    code = make_code("KEK", 2026, 1372)
    assert find_codes(code.replace("1372", "3172")) == []
