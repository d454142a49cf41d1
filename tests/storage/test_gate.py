"""Files that somebody made or spoilt: each is refused with a sentence, and left as it was."""

from __future__ import annotations

import os
import sqlite3
import struct
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from storage import hashing, marks
from storage.document import Document
from storage.errors import DamagedPlan, NewerPlan, NotAPlan, PlanNotFound, StorageError, UnknownJournal
from storage.gate import Examination
from tests.storage.small import SmallBase, library

Spoil = Callable[[Path], None]


def open_and_close(path: Path) -> None:
    Document.open(path, base=SmallBase).close()


def refused(path: Path, kind: type[StorageError], examine: Examination | None = None) -> StorageError:
    """The refusal of a file, after making sure that nothing in its folder changed."""

    def folder() -> dict[str, tuple[bytes, int]]:
        return {item.name: (item.read_bytes(), item.stat().st_mtime_ns) for item in path.parent.iterdir()}

    before = folder()
    with pytest.raises(kind) as caught:
        Document.open(path, base=SmallBase, examine=examine).close()
    assert folder() == before
    return caught.value


@cache
def library_file() -> bytes:
    """The file of a sound plan, made elsewhere: this computer has no log, mark or copy of it."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as elsewhere:
        elsewhere.setenv("PERIPLE_DATA", folder)
        made = Path(folder, "made.periple")
        Document.create(made, library(), base=SmallBase).close()
        return made.read_bytes()


@pytest.fixture
def plan(path: Path) -> Path:
    """A sound plan that came from elsewhere: this computer never opened it."""
    received = path.with_name("received.periple")
    received.write_bytes(library_file())
    return received


def sql(*statements: str) -> Spoil:
    def spoil(path: Path) -> None:
        connection = sqlite3.connect(path, isolation_level=None)
        connection.create_function("app_fn", 1, str)
        for statement in statements:
            connection.execute(statement)
        connection.close()

    return spoil


def schema_sql(*statements: str) -> Spoil:
    return sql("PRAGMA writable_schema = 1", *statements)


def becomes(content: bytes) -> Spoil:
    def spoil(path: Path) -> None:
        path.write_bytes(content)

    return spoil


def bytes_at(offset: int, new: bytes) -> Spoil:
    def spoil(path: Path) -> None:
        content = bytearray(path.read_bytes())
        content[offset : offset + len(new)] = new
        path.write_bytes(content)

    return spoil


def flip_in_text(path: Path) -> None:
    content = path.read_bytes()
    assert b"Three" in content
    path.write_bytes(content.replace(b"Three", b"Thrie"))


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-5000])


CRAFTED: dict[str, Spoil] = {
    "trigger": sql("CREATE TRIGGER t AFTER UPDATE ON head BEGIN DELETE FROM book; END"),
    "trigger that calls a function": sql("CREATE TRIGGER t AFTER UPDATE ON head BEGIN SELECT app_fn(1); END"),
    "view in place of a table": sql(
        "ALTER TABLE book RENAME TO b0",
        "CREATE VIEW book AS WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r) SELECT b0.* FROM b0, r",
    ),
    "extra table": sql("CREATE TABLE extra (a)"),
    "a thousand tables": sql("BEGIN", *(f"CREATE TABLE x{number} (a)" for number in range(1000)), "COMMIT"),
    "index with an expression": sql("CREATE INDEX i ON book (length(title))"),
    "missing table": sql("DROP TABLE reader"),
    "column added": sql("ALTER TABLE book ADD COLUMN more TEXT"),
    "reference without cascade": schema_sql(
        "UPDATE sqlite_schema SET sql = replace(sql, 'ON DELETE CASCADE', '') WHERE name = 'book'"
    ),
    "unreadable schema": schema_sql("UPDATE sqlite_schema SET sql = 'create tabble' WHERE name = 'book'"),
    "table in another's pages": schema_sql(
        "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'shelf') "
        "WHERE name = 'reader'"
    ),
    "blob in a text": sql("UPDATE book SET title = zeroblob(10)"),
    "text in a float": sql("UPDATE book SET price = 'dear'"),
    "two as a truth value": sql("UPDATE book SET is_lent = 2"),
    "no date": sql("UPDATE book SET printed = '2024-02-30'"),
    "no JSON": sql("UPDATE book SET words = '[1,'"),
    "JSON without end": sql(f"UPDATE book SET words = '{'[' * 90_000}'"),
    "JSON with NaN": sql("UPDATE book SET marks = '{\"x\": NaN}'"),
    "text of 2 MB": sql("UPDATE book SET title = CAST(zeroblob(2000000) AS TEXT)"),
    "text of 60 MB": sql("UPDATE book SET title = CAST(zeroblob(60000000) AS TEXT)"),
    "text that is not UTF-8": sql("UPDATE book SET title = CAST(x'ff41' AS TEXT)"),
    "reference to nothing": sql("PRAGMA foreign_keys = 0", "UPDATE book SET shelf_id = 'gone'"),
    "row added": sql("INSERT INTO shelf (id, name, position) VALUES ('x', 'x', 0)"),
    "row removed": sql("DELETE FROM reader"),
    "plan id that is a path": sql("UPDATE head SET plan_id = '../../../../evil'"),
    "count that the next gesture cannot go on from": sql(f"UPDATE head SET seq = {(1 << 63) - 1}"),
    "no head": sql("DELETE FROM head"),
    "a proof of another row": sql("UPDATE proof SET hash = (SELECT max(hash) FROM proof) WHERE kind = 'reader'"),
    "no proof of a row": sql("DELETE FROM proof WHERE kind = 'reader'"),
    "a proof without a row": sql("INSERT INTO proof VALUES ('reader', 'nobody', zeroblob(16))"),
    "a proof of nothing": sql("INSERT INTO proof VALUES ('nothing', 'nobody', zeroblob(16))"),
    "a wrong proof of a kind": sql("UPDATE kind_proof SET hash = zeroblob(16) WHERE kind = 'reader'"),
    "no proof of a kind": sql("DELETE FROM kind_proof WHERE kind = 'reader'"),
    "a text as the proof of a kind": sql("UPDATE kind_proof SET hash = 'x' WHERE kind = 'reader'"),
    "a proof of no kind": sql("INSERT INTO kind_proof VALUES ('nothing', zeroblob(16))"),
    "two heads": sql(f"INSERT INTO head VALUES ('{'0' * 32}', 0, '{'0' * 32}')"),
    "state that is no number": sql("UPDATE head SET state = 'x'"),
    "write-ahead log": sql("PRAGMA journal_mode = WAL"),
    "one letter changed": flip_in_text,
    "cut short": cut,
    "page of zeros": bytes_at(4096, bytes(4096)),
}


@pytest.mark.parametrize("spoil", CRAFTED.values(), ids=CRAFTED.keys())
@pytest.mark.feature("feat_plan_files")
def test_a_crafted_or_damaged_plan_is_refused(plan: Path, spoil: Spoil) -> None:
    spoil(plan)
    error = refused(plan, DamagedPlan)
    assert isinstance(error, DamagedPlan)
    assert error.finding
    assert "received.periple" in str(error)


def repeat_an_id(path: Path) -> None:
    """Puts a reader in twice, behind the index that forbids it, and makes the state right again as a forger can."""
    connection = sqlite3.connect(path, isolation_level=None)
    (key,) = connection.execute(
        "SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_reader_1'"
    ).fetchone()
    (table,) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'reader'").fetchone()
    connection.close()
    keyless = table.replace("CONSTRAINT pk_reader PRIMARY KEY (id), ", "")
    schema_sql(
        "DELETE FROM sqlite_schema WHERE name = 'sqlite_autoindex_reader_1'",
        f"UPDATE sqlite_schema SET sql = '{keyless}' WHERE name = 'reader'",
    )(path)
    sql("INSERT INTO reader SELECT * FROM reader")(path)
    schema_sql(
        f"UPDATE sqlite_schema SET sql = '{table}' WHERE name = 'reader'",
        f"INSERT INTO sqlite_schema VALUES ('index', 'sqlite_autoindex_reader_1', 'reader', {key}, NULL)",
    )(path)
    connection = sqlite3.connect(path, isolation_level=None)
    rows = [(kind, row) for kind in ("shelf", "book", "reader") for row in connection.execute(f"SELECT * FROM {kind}")]
    state = hashing.as_text(hashing.total(hashing.row_hash(kind, row) for kind, row in rows))
    connection.execute("UPDATE head SET state = ?", (state,))
    connection.close()
    assert len(rows) == len(library()) + 1


def test_an_id_that_two_rows_have_is_found_whatever_the_state_says(plan: Path) -> None:
    repeat_an_id(plan)
    error = refused(plan, DamagedPlan)
    assert isinstance(error, DamagedPlan)
    assert error.finding == "SQLite's own check fails"


NO_VALUES: dict[str, Spoil] = {
    "infinite number": sql("UPDATE book SET price = 9e999"),
    "date at the end of time": sql("UPDATE book SET printed = '9999-12-31'"),
    "day of a week": sql("UPDATE book SET printed = '2024-W01-1'"),
    "object for a list": sql("UPDATE book SET words = '{}'"),
    "list for an object": sql("UPDATE book SET marks = '[]'"),
    "number in a list of texts": sql("UPDATE book SET words = '[1]'"),
    "half a character": sql("""UPDATE book SET words = '["\\ud800"]'"""),
    "half a character in a name": sql("""UPDATE book SET marks = '{"\\udc00": 1}'"""),
    "infinite number in an object": sql("""UPDATE book SET marks = '{"x": [1e999]}'"""),
    "nested without end": sql(f"""UPDATE book SET marks = '{{"x": {"[" * 300}{"]" * 300}}}'"""),
}


@pytest.mark.parametrize("spoil", NO_VALUES.values(), ids=NO_VALUES.keys())
def test_a_value_that_no_page_could_show_is_refused_whatever_the_state_says(plan: Path, spoil: Spoil) -> None:
    spoil(plan)
    error = refused(plan, DamagedPlan)
    assert isinstance(error, DamagedPlan)
    assert "holds what it may not" in error.finding  # and not merely: the state differs


FOREIGN: dict[str, Spoil] = {
    "another program's database": sql("PRAGMA application_id = 1"),
    "archive": becomes(b"PK\3\4" + bytes(500)),
    "empty file": becomes(b""),
    "short text": becomes(b"Bonjour"),
}


@pytest.mark.parametrize("spoil", FOREIGN.values(), ids=FOREIGN.keys())
def test_what_is_not_a_plan_is_refused(plan: Path, spoil: Spoil) -> None:
    spoil(plan)
    refused(plan, NotAPlan)


def test_a_plan_of_a_newer_version_is_refused(plan: Path) -> None:
    sql("PRAGMA user_version = 99")(plan)
    refused(plan, NewerPlan)


def test_a_folder_is_not_a_plan(tmp_path: Path) -> None:
    with pytest.raises(NotAPlan):
        open_and_close(tmp_path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(PlanNotFound, match=r"gone\.periple"):
        open_and_close(tmp_path / "gone.periple")
    assert os.listdir(tmp_path) == []


def test_a_sound_plan_from_elsewhere_opens(plan: Path) -> None:
    with Document.open(plan, base=SmallBase) as document:
        assert not document.is_read_only


def test_a_sound_plan_is_refused_when_its_opener_finds_a_fault(path: Path) -> None:
    with Document.create(path, library(), base=SmallBase) as document:
        backup = document.back_up()
    error = refused(path, DamagedPlan, lambda read: f"{len(read('book'))} books")
    assert isinstance(error, DamagedPlan)
    assert (error.finding, error.newest_backup) == ("3 books", backup)
    with Document.open(path, base=SmallBase, examine=lambda _read: None) as document:
        assert not document.is_read_only


@pytest.mark.parametrize("spoil", [flip_in_text, cut], ids=["its id is readable", "nothing is readable"])
def test_a_damaged_plan_offers_its_newest_backup(path: Path, spoil: Spoil) -> None:
    with Document.create(path, library(), base=SmallBase) as document:
        backup = document.back_up()
    spoil(path)
    error = refused(path, DamagedPlan)

    assert isinstance(error, DamagedPlan)
    assert error.newest_backup == backup


def test_a_damaged_plan_finds_its_backup_even_when_it_was_moved(path: Path) -> None:
    with Document.create(path, library(), base=SmallBase) as document:
        backup = document.back_up()
    moved = path.rename(path.with_name("moved.periple"))
    flip_in_text(moved)
    error = refused(moved, DamagedPlan)

    assert isinstance(error, DamagedPlan)
    assert error.newest_backup == backup


CRASH = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 2")
connection.execute("PRAGMA cache_spill = 1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE book SET title = title || hex(zeroblob(20000))")
connection.execute("UPDATE book SET title = title || 'y'")
os._exit(9)
"""


def leave_journal(plan: Path, *, naming: Path | None = None) -> Path:
    """Leaves a half-written plan with its journal; with `naming`, the journal asks SQLite to delete that file."""
    subprocess.run([sys.executable, "-c", CRASH, str(plan)], check=False)
    journal = plan.with_name(plan.name + "-journal")
    assert journal.stat().st_size > 0
    if naming:
        name = os.fsencode(naming)
        length, checksum = struct.pack(">I", len(name)), struct.pack(">I", sum(name) & 0xFFFFFFFF)
        page = struct.pack(">I", 0x40000000 // 4096 + 1)
        with open(journal, "ab") as file:
            file.write(page + name + length + checksum + bytes.fromhex("d9d505f920a163d7"))
    return journal


def test_a_journal_that_we_did_not_leave_is_not_obeyed(plan: Path) -> None:
    leave_journal(plan)
    refused(plan, UnknownJournal)


def test_a_hostile_journal_deletes_nothing_even_where_we_crashed(plan: Path, tmp_path: Path) -> None:
    victim = tmp_path / "letter.txt"
    victim.write_text("to a client")
    leave_journal(plan, naming=victim)
    marks.mark_open(plan, "0" * 32)
    refused(plan, UnknownJournal)
    assert victim.read_text() == "to a client"


def test_without_the_gate_the_hostile_journal_would_delete_the_file(plan: Path, tmp_path: Path) -> None:
    victim = tmp_path / "letter.txt"
    victim.write_text("to a client")
    leave_journal(plan, naming=victim)
    connection = sqlite3.connect(plan)
    connection.execute("SELECT count(*) FROM book").fetchone()
    connection.close()
    assert not victim.exists()


def test_our_own_journal_is_rolled_back(plan: Path) -> None:
    leave_journal(plan)
    marks.mark_open(plan, "0" * 32)
    with Document.open(plan, base=SmallBase) as document:
        assert not document.is_read_only
    assert os.listdir(plan.parent) == [plan.name]


@pytest.mark.parametrize("suffix", ["-wal", "-shm"])
def test_a_log_beside_the_plan_is_never_ours(plan: Path, suffix: str) -> None:
    plan.with_name(plan.name + suffix).write_bytes(b"")
    refused(plan, UnknownJournal)


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_that_leads_to_itself_is_told(tmp_path: Path) -> None:
    loop = tmp_path / "loop.periple"
    loop.symlink_to(loop)
    with pytest.raises(PlanNotFound):
        open_and_close(loop)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_name_that_is_not_unicode_is_a_name_like_any_other(plan: Path) -> None:
    odd = plan.rename(os.fsdecode(os.fsencode(plan.parent) + b"/pl\xe9.periple"))
    with Document.open(odd, base=SmallBase) as document:
        assert not document.is_read_only


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
@pytest.mark.parametrize("suffix", ["-journal", ".lock"])
def test_a_link_beside_the_plan_is_not_followed(plan: Path, tmp_path: Path, suffix: str) -> None:
    victim = tmp_path / "letter.txt"
    victim.write_text("to a client")
    plan.with_name(plan.name + suffix).symlink_to(victim)
    if suffix == ".lock":
        with Document.open(plan, base=SmallBase) as document:
            assert document.is_read_only
    else:
        with pytest.raises(UnknownJournal):
            open_and_close(plan)
    assert victim.read_text() == "to a client"
