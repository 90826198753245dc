"""Names stand in the order of the Latvian alphabet."""

from __future__ import annotations

from config.alphabet import alphabetical


def test_places_stand_in_the_order_of_the_latvian_alphabet() -> None:
    names = ["Žagari", "Mellupi", "Ķekava", "Katlakalns", "Odukalns", "Āne", "Alejas", "Lapenieki"]
    wanted = ["Alejas", "Āne", "Katlakalns", "Ķekava", "Lapenieki", "Mellupi", "Odukalns", "Žagari"]
    assert sorted(names, key=alphabetical) == wanted
