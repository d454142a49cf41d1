from __future__ import annotations

from ui.models.lines import lines_of


def test_bullets_go_and_empty_lines_too() -> None:
    text = "• Poster\n\n- Leaflet\r\n  \t* Flyer\n•\n-\n•Card\n– – Letter"
    assert lines_of(text) == ["Poster", "Leaflet", "Flyer", "Card", "Letter"]


def test_dashes_and_stars_that_belong_to_the_text_stay() -> None:
    kept = ["-20 % for the loyal", "Hotel 5*", "Programme A-", "*Terms apply*", "2 - 3 calls", "Price −5 €"]
    assert lines_of("\n".join(kept)) == kept
