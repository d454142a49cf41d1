"""Under the readings: the raw inputs behind the value of the one selected, and what to beware of."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from resources.catalogue import Entry, catalogue
from resources.i18n import current, tr
from strategy.model import KpiReading
from strategy.operations import set_reading, set_value
from ui.document_bridge import DocumentBridge
from ui.models.starting_point import inputs_of, read_input, written_input
from ui.theme.theme import theme
from ui.widgets.field import Field, TextField
from ui.widgets.label import Label
from ui.widgets.surface import Card

_COLUMNS = 3


class ReadingInputs(Card):
    """One field for each input that the method's formula needs, and a comment; hidden without a reading."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(color="sheet", name="reading_inputs", accessible_name=tr("Raw inputs"), parent=parent)
        self._bridge = bridge
        self._reading_id = self._kpi = ""
        self._fields: dict[str, TextField] = {}
        self._title = Label("", "strong")
        self._help = Label("", "small", "ink2", wrap=True)
        self._pitfall = Label("", "caption", wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme().px(12))
        self._grid.setVerticalSpacing(theme().px(12))
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self.comment = TextField(name="reading_comment", placeholder=tr("Source, sample, remark"))
        self.comment.committed.connect(self._write_comment)
        self.body.addWidget(self._title)
        self.body.addWidget(self._help)
        self.body.addLayout(self._grid)
        self.body.addWidget(Field(tr("Comment"), self.comment))
        self.body.addWidget(self._pitfall)
        self.hide()

    def show_reading(self, reading_id: str) -> None:
        """Show the inputs of a reading, "" for none."""
        snapshot = self._bridge.snapshot()
        row = snapshot.get(KpiReading, reading_id)
        self.setVisible(row is not None)
        if row is None:
            self._reading_id = self._kpi = ""
            return
        if (reading_id, row.kpi) != (self._reading_id, self._kpi):
            self._reading_id, self._kpi = reading_id, row.kpi
            self._build(inputs_of(snapshot, reading_id))
        for key, field in self._fields.items():
            field.set_text(written_input(row.inputs.get(key)))
        self.comment.set_text(row.comment)

    def _build(self, inputs: tuple[Entry, ...]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        words, language = current(), current().language
        entry = catalogue().get(self._kpi)
        self._title.setText(tr("Raw inputs: {kpi}").format(kpi=words.label(self._kpi)))
        self._help.setText(words.help(self._kpi))
        self._pitfall.setText(entry.text("pitfall", language) if entry is not None else "")
        self._fields = {}
        for place, part in enumerate(inputs):
            key = str(part.get("key"))
            field = TextField(name=f"input_{key}", accessible_name=part.label(language))
            field.committed.connect(lambda _text: self._write())
            self._fields[key] = field
            self._grid.addWidget(Field(part.label(language), field), place // _COLUMNS, place % _COLUMNS)

    def _write(self) -> None:
        row = self._bridge.snapshot().get(KpiReading, self._reading_id)
        read = {key: read_input(field.text()) for key, field in self._fields.items()}
        inputs = {key: value for key, value in read.items() if value is not None}
        if row is not None:
            value = row.value
            self._bridge.run(lambda: set_reading(self._bridge.document, self._reading_id, value, inputs))

    def _write_comment(self, text: str) -> None:
        self._bridge.run(lambda: set_value(self._bridge.document, KpiReading, self._reading_id, "comment", text))
