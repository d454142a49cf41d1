"""What a plan can be brought back to, in words: the exact last state, the verified copies, the rest of a file."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from resources.i18n import current, ntr, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.backups import Backup
    from storage.recovery import LastState
    from strategy.rescue import Rescue
    from strategy.salvage import Salvaged

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = Qt.ItemDataRole.UserRole + 1
_KB, _MB = 1000, 1_000_000


@dataclass(frozen=True, slots=True)
class RescueLine:
    """One state: of `last`, of `copy`, or what can be read of a damaged file, `salvaged`."""

    title: str
    caption: str
    is_newest: bool
    last: LastState | None = None
    copy: Backup | None = None
    salvaged: Salvaged | None = None

    @property
    def is_ready(self) -> bool:
        """Whether there is something to bring back: not while a file is being read, nor where nothing is proven."""
        if self.salvaged is not None:
            return self.salvaged.count > 0
        return self.last is not None or self.copy is not None

    @property
    def is_exact(self) -> bool:
        """Whether it is known to be the last state, whole."""
        return self.last is not None or (self.salvaged is not None and self.salvaged.is_exact)


class RescueModel(QAbstractListModel):
    """The states of one plan, the newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[RescueLine] = []

    def show(self, rescue: Rescue | None, file: RescueLine | None = None) -> None:
        """Another plan was chosen; `file` is what its damaged file gives."""
        self.beginResetModel()
        self._lines = rescue_lines(rescue) if rescue else []
        if file is not None:
            others = [replace(line, is_newest=line.is_newest and not file.is_newest) for line in self._lines]
            self._lines = [file, *others]
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # any: Qt's variant
        line = self.line(index.row())
        if line is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{line.title}, {line.caption}"
        return line if role == LINE_ROLE else None

    def line(self, row: int) -> RescueLine | None:
        """The state at a row, None outside."""
        return self._lines[row] if 0 <= row < len(self._lines) else None


def rescue_lines(rescue: Rescue) -> list[RescueLine]:
    """The exact last state first, unless the newest copy is of it; then the copies."""
    last, newest = rescue.last, rescue.newest_copy
    is_copied = last is not None and newest is not None and newest.seq >= last.point.seq
    lines = []
    if last is not None and not is_copied:
        how = tr("From the log of gestures on this computer")
        caption = " · ".join((how, _changes(last.point.seq)))
        title = tr("Exact last state, {when}").format(when=moment(last.at))
        lines.append(RescueLine(title, caption, True, last=last))
    for copy in rescue.copies:
        is_newest = not lines
        how = tr("Verified copy") if copy.version is None else tr("Verified copy before a change of format")
        caption = " · ".join((how, _changes(copy.seq), size_in_words(copy.size)))
        lines.append(RescueLine(moment(copy.made_at), caption, is_newest, copy=copy))
    return lines


def file_being_read() -> RescueLine:
    """Stands in the list while a damaged file is read."""
    return RescueLine(tr("What can still be read of the file"), tr("Reading the file…"), False)


def file_line(salvaged: Salvaged) -> RescueLine:
    """What a damaged file gives."""
    from strategy.salvage_report import SalvageReport

    summary = SalvageReport(salvaged, current()).summary()
    return RescueLine(tr("What can still be read of the file"), summary, salvaged.is_exact, salvaged=salvaged)


def file_refused(words: str) -> RescueLine:
    """A damaged file that cannot even be searched."""
    return RescueLine(tr("What can still be read of the file"), words, False)


def last_in_words(last: LastState) -> str:
    """The exact last state as a line of what is safe."""
    return tr("The exact last state, of {when}, is safe.").format(when=moment(last.at))


def copies_in_words(copies: Sequence[Backup]) -> str:
    """Verified copies as a line of what is safe."""
    count = len(copies)
    sentence = ntr("{n} verified copy, of {when}.", "{n} verified copies, the newest of {when}.", count)
    return sentence.format(n=current().number(count), when=moment(copies[0].made_at))


def plan_in_words(rescue: Rescue, names: dict[str, str]) -> str:
    """A plan by its name where this computer knows one, else by its last state: copies and logs bear no names."""
    when = moment(rescue.at)
    name = names.get(rescue.plan_id)
    if name:
        return tr("{name}, {when}").format(name=name, when=when)
    return tr("Plan without a known file, {when}").format(when=when)


def known_names() -> dict[str, str]:
    """The names of plans by their id, from the list of recent ones."""
    from storage.marks import known_id
    from ui.recent import recent_plans

    found: dict[str, str] = {}
    for plan in recent_plans():
        plan_id = known_id(Path(plan.path))
        if plan_id:
            found.setdefault(plan_id, plan.name)
    return found


def moment(value: datetime.datetime) -> str:
    """A time in UTC on the reader's clock."""
    return current().moment(value.astimezone())


def size_in_words(size: int) -> str:
    """The size of a file: "48 kB"."""
    if size < _MB:
        return tr("{n} kB").format(n=current().number(max(1, round(size / _KB))))
    return tr("{n} MB").format(n=current().number(round(size / _MB, 1)))


def _changes(seq: int) -> str:
    return ntr("after {n} change", "after {n} changes", seq).format(n=current().number(seq))
