"""From a file of NPS or CSAT answers to readings, and to comments that the team wants to keep."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from exports.wall import wall
from journey.model import Segment
from resources.i18n import current, ntr, tr
from strategy.kpis import KpiError
from strategy.naming import Naming
from strategy.operations.answers import SurveyReading, import_answers
from strategy.snapshot import Snapshot
from ui.dialogs.imports.report import ReportView
from ui.dialogs.imports.survey_columns import SurveyColumns
from ui.dialogs.imports.wizard import ImportDialog, ask_table
from ui.document_bridge import DocumentBridge
from ui.jobs import IsCancelled, Report
from ui.messages import messages
from ui.theme.theme import theme
from ui.widgets.checks import CheckBox
from ui.widgets.combo import ComboField
from ui.widgets.label import Label
from ui.widgets.panel import ScrollColumn, Section

if TYPE_CHECKING:
    from strategy.imports import Reading
    from strategy.imports.surveys import Answers, SurveyMapping

_FILE, _COLUMNS, _RESULTS = range(3)
_COMMENTS_SHOWN, _TARGET = 60, 220


class AnswersDialog(ImportDialog):
    """File, columns, figures. `origin` says whether they are baselines or follow the plan."""

    def __init__(self, bridge: DocumentBridge, path: Path, origin: str, parent: QWidget) -> None:
        self._columns, self._results = SurveyColumns(), Results(bridge.snapshot())
        self._origin = origin
        self._answers: Answers | None = None
        title = tr("Import answers from {name}").format(name=path.name)
        steps = (
            (tr("Columns"), tr("Which column holds the scores?"), self._columns),
            (tr("Figures"), tr("What is worth keeping?"), self._results),
        )
        super().__init__(bridge, path, title, parent, name="import_answers", steps=steps)
        self._columns.changed.connect(self.follow)

    def can_go_on(self, step: int) -> bool:
        return self._columns.mapping is not None if step == _COLUMNS else self._answers is not None

    def go_on(self, step: int) -> None:
        mapping, reading = self._columns.mapping, self.look.reading
        if step == _FILE and self.look.table is not None:
            self._columns.show_table(self.look.table)
            self.open_step(_COLUMNS)
        elif step == _COLUMNS and mapping is not None and reading is not None:
            self.read(partial(_read, self.path, reading, mapping, self._columns.leaves_out), self._show)
        elif step == _RESULTS:
            self._take()

    def _show(self, answers: Answers) -> None:
        self._answers = answers
        self._results.show_answers(answers)
        self.open_step(_RESULTS)

    def _take(self) -> None:
        answers = self._answers
        if answers is None:
            return
        words, document, results = current(), self.bridge.document, self._results
        days = answers.period
        period = tr("{start} to {end}").format(start=words.date(days[0]), end=words.date(days[1])) if days else ""
        taken = self.bridge.run(
            lambda: import_answers(
                document, answers.scale.value, results.readings(), origin=self._origin, period=period,
                date=days[1] if days else None, comments=results.comments(), method="listen_closed_survey",
                source=self.path.name,
            )
        )  # fmt: skip
        if taken is None:
            return
        self.leave()
        self.accept()
        said = ntr("{n} reading taken from {name}", "{n} readings taken from {name}", len(taken))
        messages().toast(said.format(n=words.number(len(taken)), name=self.path.name), icon="gauge")


class Results(ScrollColumn):
    """What the answers say as a whole, by group, and in words; what is ticked is taken."""

    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__(margins=(0, 0, 12, 0), spacing=12, name="survey_results")
        naming = Naming(snapshot, current())
        self._segments = [(row.id, naming.title(row)) for row in snapshot.all(Segment)]
        self._report = ReportView()
        self._figure = Label("", "title", "primary", name="survey_figure")
        self._beside = Label("", "small", "ink2", wrap=True, name="survey_beside")
        self._overall = CheckBox(tr("Take this figure"), checked=True, name="survey_overall")
        self._groups = Section(tr("By group"), name="survey_groups")
        self._said = Section(tr("What they added: tick what the team should remember"), name="survey_comments")
        self._targets: list[tuple[ComboField, tuple[int, ...]]] = []
        self._ticks: list[tuple[CheckBox, str]] = []
        self._answers: Answers | None = None
        for widget in (self._report, self._figure, self._beside, self._overall, self._groups, self._said):
            self.add(widget)

    def show_answers(self, answers: Answers) -> None:
        """Show the answers of another file."""
        self._answers = answers
        self._report.show_report(answers.report)
        value, beside = _said(answers, answers.counts)
        self._figure.setText(value)
        self._beside.setText(beside)
        self._show_groups(answers)
        self._show_comments(answers)

    def readings(self) -> list[SurveyReading]:
        """The figures to take: that of all answers, and those of segments, whose groups are counted together."""
        answers = self._answers
        if answers is None:
            return []
        found = []
        if self._overall.isChecked():
            found.append(SurveyReading(answers.outcome().value, answers.inputs()))
        by_segment: dict[str, list[tuple[int, ...]]] = {}
        for target, counts in self._targets:
            if target.value() is not None:
                by_segment.setdefault(str(target.value()), []).append(counts)
        for segment_id, groups in by_segment.items():
            together = tuple(map(sum, zip(*groups, strict=True)))
            found.append(SurveyReading(answers.outcome(together).value, answers.inputs(together), segment_id))
        return found

    def comments(self) -> list[str]:
        """The comments that were ticked."""
        return [text for tick, text in self._ticks if tick.isChecked()]

    def _show_groups(self, answers: Answers) -> None:
        _empty(self._groups.body)
        self._targets = []
        self._groups.setVisible(bool(answers.by_group))
        for name, counts in answers.by_group.items():
            row = QHBoxLayout()
            row.setSpacing(theme().px(12))
            known = next((key for key, said in self._segments if said.casefold() == name.casefold()), None)
            target = ComboField(self._segments, known, placeholder=tr("Not taken"), clearable=True, small=True,
                                name="survey_target",
                                accessible_name=tr("Segment of {name}").format(name=name))  # fmt: skip
            target.setFixedWidth(theme().px(_TARGET))
            value, _beside = _said(answers, counts)
            row.addWidget(Label(name or tr("Without group"), "small", wrap=True), 1)
            row.addWidget(Label(value, "small", weight=600, tabular=True, align=Qt.AlignmentFlag.AlignRight))
            row.addWidget(Label(_count(sum(counts)), "small", "ink2"))
            row.addWidget(target)
            self._targets.append((target, counts))
            holder = QWidget()
            holder.setLayout(row)
            row.setContentsMargins(0, 0, 0, 0)
            self._groups.body.addWidget(holder)

    def _show_comments(self, answers: Answers) -> None:
        _empty(self._said.body)
        self._ticks = []
        shown = answers.comments[:_COMMENTS_SHOWN]
        self._said.setVisible(bool(shown))
        for comment in shown:
            text = " ".join(comment.text.split())
            tick = CheckBox(name=f"comment_{comment.line}", accessible_name=text)
            row = QHBoxLayout()
            row.setSpacing(theme().px(8))
            row.addWidget(tick, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Label(str(comment.score), "small", weight=600, tabular=True))
            row.addWidget(Label(text, "small", wrap=True), 1)
            self._ticks.append((tick, text))
            holder = QWidget()
            holder.setLayout(row)
            row.setContentsMargins(0, 0, 0, 0)
            self._said.body.addWidget(holder)


def import_survey(bridge: DocumentBridge, origin: str, parent: QWidget) -> None:
    """Ask for a file of answers, and take readings from it."""
    path = ask_table(parent, tr("Choose a file of answers"))
    if path is not None:
        dialog = AnswersDialog(bridge, path, origin, parent)
        dialog.exec()
        dialog.deleteLater()


def _read(
    path: Path, reading: Reading, mapping: SurveyMapping, leaves_out: bool, report: Report, is_cancelled: IsCancelled
) -> Answers:
    from strategy import imports
    from strategy.imports import surveys

    watch = imports.Watch(report, is_cancelled)
    return wall.read(surveys.read_answers, path, reading, mapping, leaves_out=leaves_out, watch=watch)


def _said(answers: Answers, counts: tuple[int, ...]) -> tuple[str, str]:
    """The figure in its unit, and what stands behind it."""
    words = current()
    try:
        outcome = answers.outcome(counts)
    except KpiError:
        return "–", ""
    is_nps = answers.scale.value == "kpi_nps"
    value = f"NPS {words.number(outcome.value, 0)}" if is_nps else f"CSAT {words.percentage(outcome.value, 0)}"
    parts = [_count(sum(counts))]
    if is_nps:
        shares = [
            words.percentage(outcome.beside[f"{who}_percent"], 0) for who in ("promoters", "passives", "detractors")
        ]
        parts.append(tr("{p} promoters, {n} passives, {d} detractors").format(p=shares[0], n=shares[1], d=shares[2]))
    if "margin" in outcome.beside:
        parts.append(tr("margin of error ± {n} points").format(n=words.number(outcome.beside["margin"], 1)))
    return value, ", ".join(parts)


def _count(answers: int) -> str:
    return ntr("{n} answer", "{n} answers", answers).format(n=current().number(answers))


def _empty(column: QVBoxLayout) -> None:
    while (item := column.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()
