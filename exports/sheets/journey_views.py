"""What a journey feels like and looks like: the emotion by stage with its native curve, and its picture."""

from __future__ import annotations

from io import BytesIO

from openpyxl.chart import LineChart, Reference
from openpyxl.chart.marker import Marker
from openpyxl.drawing.image import Image
from openpyxl.utils import column_index_from_string

from exports.blocks import Block
from exports.chart_looks import dress_axis, paint, place_chart
from exports.columns import Column, Kind, Value
from exports.edition import Edition
from exports.sheet import Sheet
from journey.emotions import emotion_curve
from journey.model import Journey, Stage
from resources.i18n import N_
from storage.errors import PlanError

_COLUMNS = (
    Column(N_("Journey"), key="journey"),
    Column(N_("Kind"), key="kind"),
    Column(N_("Stage"), key="stage"),
    Column(N_("Emotion (-1 to 1)"), Kind.RATIO, key="emotion"),
)
_CHART_ROWS, _CHART_ROW_POINTS = 14, 20.0
_CHART_WIDTH_CM, _CHART_HEIGHT_CM = 17.0, 9.4
_CHARTS_A_ROW = 2
_LINE = 28575
"""Width of the curve in EMU: 2.25 points."""
_PICTURE_WIDTH, _PICTURE_HEIGHT = 1160, 650
"""Pixels on the sheet, at most: what one printed page holds. The picture itself has more, so that it stays sharp."""
_SMALLEST = 0.2
"""Of its size: smaller, words could not be read; a picture that is too high even so goes on over further pages."""
_POINTS_A_PIXEL = 0.75
_ROW_POINTS = 20.0


def write_emotions(sheet: Sheet, edition: Edition) -> None:
    """One row for each stage whose emotion is known, and a curve for each journey."""
    rows: list[list[Value]] = []
    spans: list[tuple[Journey, int, int]] = []
    for journey in edition.snapshot.all(Journey):
        found = [each for each in emotion_curve(edition.snapshot, journey.id).stages if each.valence is not None]
        if found:
            spans.append((journey, len(rows), len(rows) + len(found) - 1))
        for each in found:
            stage = edition.snapshot.get(Stage, each.stage_id)
            name = edition.title(stage) if stage else ""
            rows.append([edition.title(journey), edition.label(journey.kind), name, each.valence])
    sheet.section(edition.tr(N_("Emotion by stage")), edition.tr(N_("From -1, very bad, to 1, very good.")))
    empty = edition.tr(N_("No emotion was noted on these journeys."))
    block = sheet.table("t_emotions", _COLUMNS, rows, empty)
    for number, (journey, first, last) in enumerate(spans):
        if number % _CHARTS_A_ROW == 0:
            sheet.leave_room(_CHART_ROWS, _CHART_ROW_POINTS, may_begin_page=True)
        letter = "B" if number % _CHARTS_A_ROW == 0 else "E"
        _draw(sheet, edition, block, journey, (block.first_row + first, block.first_row + last), letter)


def _draw(sheet: Sheet, edition: Edition, block: Block, journey: Journey, rows: tuple[int, int], letter: str) -> None:
    chart = LineChart()
    chart.style, chart.legend = None, None
    stages, emotions = (column_index_from_string(block.letters[key]) for key in ("stage", "emotion"))
    chart.add_data(Reference(sheet.worksheet, min_col=emotions, min_row=rows[0], max_row=rows[1]))
    chart.set_categories(Reference(sheet.worksheet, min_col=stages, min_row=rows[0], max_row=rows[1]))
    (curve,) = chart.series
    paint(curve, sheet.style.color("headerFill"), line_width=_LINE)
    curve.marker = Marker(symbol="circle", size=8)
    curve.smooth = False
    dress_axis(chart.y_axis, edition.tr(N_("Emotion (-1 to 1)")), low=-1, high=1, step=0.5, number_format="0.0")
    dress_axis(chart.x_axis, edition.tr(N_("Stage")))
    chart.x_axis.tickLblPos = "low"
    title = edition.pair(edition.tr(N_("Emotion")), edition.title(journey))
    row = sheet.next_row - _CHART_ROWS
    place_chart(sheet, chart, title, f"{letter}{row}", _CHART_WIDTH_CM, _CHART_HEIGHT_CM)


def write_pictures(sheet: Sheet, edition: Edition) -> None:
    """The picture of each journey, if somebody draws them."""
    if edition.pictures is None:
        return
    for journey in edition.snapshot.all(Journey):
        sheet.break_before(sheet.next_row + 1)
        sheet.section(edition.title(journey), edition.label(journey.kind))
        try:
            image = Image(BytesIO(edition.pictures(journey.id)))
        except PlanError as error:  # too large for an image
            sheet.note_line(error.text(edition.words))
            continue
        scale = min(1.0, _PICTURE_WIDTH / image.width, max(_PICTURE_HEIGHT / image.height, _SMALLEST))
        image.width, image.height = round(image.width * scale), round(image.height * scale)
        image.anchor = f"B{sheet.next_row}"
        sheet.worksheet.add_image(image)
        sheet.leave_room(round(image.height * _POINTS_A_PIXEL / _ROW_POINTS) + 1, _ROW_POINTS)
