"""Of a damaged plan, what its proofs or its state know is proven; nothing else ever is."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage import hashing, salvage
from storage.changes import StoredRow
from storage.document import Document
from storage.errors import NotAPlan, PlanError, StorageError
from storage.pages import PAGE
from storage.salvage import Salvage, Why
from storage.schema import schema_of
from tests.storage.small import Book, Shelf, SmallBase, library, raw, rename, stored

SCHEMA = schema_of(SmallBase)


class Sound:
    """A plan that was saved and closed, and its rows."""

    def __init__(self, path: Path) -> None:
        shelves = [Shelf(id=f"s{number}", name=f"Shelf {number}") for number in range(90)]
        books = [Book(id=f"b{number}", shelf_id=f"s{number}", title=f"Title {number} " * 9) for number in range(90)]
        with Document.create(path, [*library(), *shelves, *books], base=SmallBase) as document:
            rename(document, "Upper")
            self.rows = {
                (name, str(row[kind.id_index])): row
                for name, kind in SCHEMA.kinds.items()
                for row in raw(document).execute(f'SELECT * FROM "{name}"')
            }
            self.head = document._writing().head
            self.pages = dict(raw(document).execute("SELECT name, rootpage FROM sqlite_schema"))
        self.content = path.read_bytes()


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Sound:
    return Sound(tmp_path_factory.mktemp("sound") / "library.periple")


def rows_of(found: Salvage) -> dict[tuple[str, str], StoredRow]:
    return {(kind, row_id): row for kind, rows in found.rows.items() for row_id, row in rows.items()}


def read(content: bytes, path: Path, copy: list[tuple[str, StoredRow]] | None = None) -> Salvage:
    path.write_bytes(content)
    return salvage.read(path, SCHEMA, copy or [])


def without_page(content: bytes, number: int) -> bytes:
    return content[: (number - 1) * PAGE] + bytes(PAGE) + content[number * PAGE :]


def leaf_with(content: bytes, words: bytes) -> int:
    """The number of the page where these words stand."""
    return content.index(words) // PAGE + 1


def test_a_sound_file_is_read_as_it_is(sound: Sound, path: Path) -> None:
    found = read(sound.content, path)
    assert found.is_exact
    assert rows_of(found) == sound.rows
    assert found.head == sound.head
    assert found.doubts == ()


def test_the_last_state_is_written_as_the_same_plan(sound: Sound, path: Path, tmp_path: Path) -> None:
    found = read(without_page(sound.content, sound.pages["book"]), path)  # the root of a tree, no row
    assert found.is_exact
    target = tmp_path / "again.periple"
    salvage.write(found, target, SCHEMA)
    with Document.open(target, base=SmallBase) as document:
        assert document._writing().head == sound.head
        assert sum(map(len, stored(document).values())) == len(sound.rows)
    with pytest.raises(PlanError, match="exists already"):
        salvage.write(found, target, SCHEMA)


def test_what_is_lost_is_named_where_the_proofs_are_whole(sound: Sound, path: Path) -> None:
    found = read(without_page(sound.content, leaf_with(sound.content, b"Title 70 ")), path)
    assert not found.is_exact
    assert found.is_complete
    assert rows_of(found).items() < sound.rows.items()
    lost = {(each.kind, each.id) for each in found.doubts}
    assert lost == sound.rows.keys() - rows_of(found).keys()
    assert {each.why for each in found.doubts} == {Why.LOST}
    assert ("book", "b70") in lost


def test_a_letter_that_changed_is_not_proven(sound: Sound, path: Path) -> None:
    found = read(sound.content.replace(b"Title 70 Title 70", b"Title 70 Tytle 70"), path)
    (doubt,) = found.doubts
    assert (doubt.kind, doubt.id, doubt.why) == ("book", "b70", Why.ALTERED)
    assert doubt.row is not None
    assert "Tytle" in str(doubt.row)
    assert found.count == len(sound.rows) - 1


def test_rows_that_add_up_to_the_state_need_no_proofs(sound: Sound, path: Path) -> None:
    content = without_page(sound.content, leaf_with(sound.content, b"bookb70"))
    assert content != sound.content
    found = read(content, path)
    assert found.is_exact
    assert rows_of(found) == sound.rows


def test_a_kind_without_all_its_proofs_is_named_as_a_whole(sound: Sound, path: Path) -> None:
    content = without_page(sound.content, leaf_with(sound.content, b"bookb70"))
    content = without_page(content, leaf_with(sound.content, b"Title 7 "))
    found = read(content, path)
    assert not found.is_exact
    assert found.is_complete, "the proofs of the kinds are there"
    assert rows_of(found).items() < sound.rows.items()
    assert {"shelf", "reader"}.isdisjoint(each.kind for each in found.doubts), "they add up"
    assert [(each.kind, each.why) for each in found.doubts if not each.id] == [("book", Why.SOME)]
    assert Why.UNPROVEN in {each.why for each in found.doubts}


def test_without_the_proofs_of_kinds_as_well_it_cannot_be_told_what_is_missing(sound: Sound, path: Path) -> None:
    content = without_page(sound.content, leaf_with(sound.content, b"bookb70"))
    content = without_page(content, leaf_with(sound.content, b"Title 7 "))
    content = without_page(content, sound.pages["kind_proof"])
    found = read(content, path)
    assert not found.is_complete
    assert found.count == 0, "nothing says that the proofs that are left are the last ones"
    assert Why.UNPROVEN in {each.why for each in found.doubts}


@pytest.mark.parametrize(
    "names",
    [["shelf"], ["proof"], ["shelf", "proof"], ["shelf", "kind_proof"], ["shelf", "proof", "kind_proof"], ["head"]],
)
def test_what_came_back_from_an_earlier_state_is_not_proven(path: Path, tmp_path: Path, names: list[str]) -> None:
    """A disk lost its last writes in some places: row and proofs may agree, and be old."""
    with Document.create(path, library(), base=SmallBase) as document:
        pages = dict(raw(document).execute("SELECT name, rootpage FROM sqlite_schema"))
        older = path.read_bytes()
        rename(document, "Upper")
    content = path.read_bytes()
    for start in ((pages[name] - 1) * PAGE for name in names):
        content = content[:start] + older[start : start + PAGE] + content[start + PAGE :]
    found = read(content, tmp_path / "mixed")
    assert rows_of(found).get(("shelf", "top")) in (None, (0, "Upper", "top"))
    assert found.is_exact == (names == ["proof"])


@pytest.mark.parametrize("digits", [b"0", b"01234567", b"x"])
def test_a_spoilt_head_is_told_from_an_old_one(sound: Sound, path: Path, digits: bytes) -> None:
    state = hashing.as_text(sound.head.state).encode()
    found = read(sound.content.replace(state, digits + state[len(digits) :]), path)
    assert rows_of(found) == sound.rows
    found = read(sound.content.replace(state, b"0123456789abcdef" * 2), path)
    assert found.count == 0


def test_without_a_head_the_proofs_may_agree_among_themselves(sound: Sound, path: Path) -> None:
    content = without_page(without_page(sound.content, sound.pages["head"]), leaf_with(sound.content, b"Title 70 "))
    found = read(content, path)
    assert found.head is None
    assert found.is_complete
    assert found.count > len(sound.rows) // 2
    assert rows_of(found).items() < sound.rows.items()


def test_the_rows_of_an_earlier_copy_fill_the_gaps_where_they_are_proven(sound: Sound, path: Path) -> None:
    content = without_page(sound.content, leaf_with(sound.content, b"Title 70 "))
    copy = [(kind, row) for (kind, _), row in sound.rows.items()]
    assert read(content, path, copy).is_exact
    stale = [(kind, tuple("Title 0" if value == "Title 70 " * 9 else value for value in row)) for kind, row in copy]
    found = read(content, path, stale)
    assert [(each.id, each.why) for each in found.doubts] == [("b70", Why.LOST)]
    assert found.doubts[0].row is not None, "what the copy had of it"


def test_the_end_of_a_file_that_was_cut_comes_from_a_copy(sound: Sound, path: Path) -> None:
    copy = [(kind, row) for (kind, _), row in sound.rows.items()]
    cut = sound.content[: len(sound.content) // 2]
    assert not read(cut, path).is_exact
    assert read(cut, path, copy).is_exact


def test_a_row_of_which_two_proofs_tell_is_not_proven(sound: Sound, path: Path) -> None:
    """An old page of proofs lies beside the new one."""
    at = leaf_with(sound.content, b"bookb70")
    page = sound.content[(at - 1) * PAGE : at * PAGE]
    place = page.index(b"bookb70") + len("bookb70")
    older = page[:place] + bytes(16) + page[place + 16 :]
    found = read(sound.content + older, path)
    assert found.is_exact, "the rows still add up to the state"
    other = sound.content.replace(b"Title 3 Title 3", b"Title 3 Tytle 3")
    found = read(other + older, path)
    assert {each.id for each in found.doubts} == {"b3", "b70"}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    spoils=st.lists(st.tuples(st.integers(0, 1 << 20), st.binary(min_size=1, max_size=60)), min_size=1, max_size=6),
    cut=st.sampled_from([0, 0, 0, 1, 700, 5000]),
)
def test_nothing_is_proven_that_was_not_written(
    sound: Sound, path: Path, spoils: list[tuple[int, bytes]], cut: int
) -> None:
    content = bytearray(sound.content)
    for place, new in spoils:
        place %= len(content)
        content[place : place + len(new)] = new[: len(content) - place]
    found = read(bytes(content[: len(content) - cut]), path)
    assert rows_of(found).items() <= sound.rows.items()
    assert not found.is_exact or rows_of(found) == sound.rows
    if found.is_complete:
        told = {(each.kind, each.id) for each in found.doubts}
        missing = sound.rows.keys() - rows_of(found).keys()
        assert all(key in told or (key[0], "") in told for key in missing)


@pytest.mark.parametrize("content", [b"", b"x", b"SQLite format 3\0", bytes(9000), b"no plan at all " * 999])
def test_what_is_no_plan_has_nothing_proven(path: Path, content: bytes) -> None:
    found = read(content, path)
    assert found.count == 0
    assert not found.is_exact
    assert not found.is_complete


def test_a_file_that_is_open_here_is_left_alone(document: Document) -> None:
    """To read it past SQLite would drop SQLite's lock on it."""
    with pytest.raises(PlanError, match="is open"):
        salvage.read(document.path, SCHEMA)


def test_a_file_that_is_not_there_or_too_large_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(StorageError):
        salvage.read(path, SCHEMA)
    monkeypatch.setattr(salvage, "LARGEST_FILE", 10)
    path.write_bytes(bytes(11))
    with pytest.raises(PlanError, match="too large"):
        salvage.read(path, SCHEMA)


@pytest.mark.parametrize("make", [os.mkdir, getattr(os, "mkfifo", os.mkdir), lambda path: path.symlink_to("/dev/zero")])
def test_what_is_no_file_is_refused_and_not_waited_for(
    path: Path, make: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    make(path)
    with pytest.raises(NotAPlan):
        salvage.read(path, SCHEMA)
    monkeypatch.setattr(Path, "is_file", lambda _path: True)  # it took the place of a file this very moment
    with pytest.raises(StorageError):
        salvage.read(path, SCHEMA)


@pytest.mark.parametrize(
    ("letters", "spoilt"), [(b"Shelf 33", b"Shelg 33"), (b"shelfs33", b"shelfs33"), (b"b33", b"b3;")]
)
def test_one_spoilt_byte_costs_nothing(sound: Sound, path: Path, letters: bytes, spoilt: bytes) -> None:
    at = sound.content.rindex(letters)
    found = read(sound.content[:at] + spoilt + sound.content[at + len(letters) :], path)
    assert found.is_exact
    assert rows_of(found) == sound.rows
