"""Text on screen: always plain text, at the line height of its type role."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme.theme import theme
from ui.widgets.paint import painter_on, tint, two_lines

_TONES = {"caption": "ink3", "label": "ink2"}
_UNLIMITED = 100_000
_MOST_HEIGHTS = 50
_OVERHANG = 8
"""Design pixels by which letters may reach beyond their line, which then breaks a little sooner."""


def plain_tip(words: str) -> str:
    """What Qt needs to show these words in a tooltip as they are."""
    # Qt guesses whether a tooltip is HTML; wrapped and escaped, a user's text can only be read as text.
    # Escaped here, as the html module takes 1.5 ms to load and the first window has to be quick.
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")
    return f"<qt>{escaped}</qt>" if words else ""


def tip(widget: QWidget, words: str, shortcut: str = "") -> None:
    """Gives the widget a tooltip that shows the words as they are, followed by the shortcut."""
    shown = f"{words}, {shortcut}" if words and shortcut else words or shortcut
    widget.setToolTip(plain_tip(shown))


def _sizes(horizontal: QSizePolicy.Policy, *, wraps: bool = False) -> QSizePolicy:
    policy = QSizePolicy(horizontal, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(wraps)
    return policy


_WRAPPING = _sizes(QSizePolicy.Policy.Preferred, wraps=True)


class Label(QLabel):
    """Plain text in a type role ("title", "body", "caption"...) and a colour token.

    With `wrap`, lines break at the width given and stand at the role's line height, which QLabel cannot do.
    """

    _policy = _sizes(QSizePolicy.Policy.Minimum)

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        tone: str = "",
        *,
        weight: int | None = None,
        wrap: bool = False,
        tabular: bool = False,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role, self._tone, self._weight, self._tabular = role, tone, weight, tabular
        self._heights: dict[tuple[str, int], int] = {}
        self._laid_out: tuple[tuple[str, int, Qt.AlignmentFlag], list[QTextLayout]] | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setAlignment(align)
        self.setObjectName(name)
        self.setSizePolicy(_WRAPPING if wrap else self._policy)
        self.dress_again()
        theme().keep_dressed(self)
        if text:
            self.setText(text)

    @property
    def tone(self) -> str:
        """The colour token of the text."""
        return self._tone or _TONES.get(self._role, "ink")

    def set_tone(self, tone: str) -> None:
        if tone != self._tone:
            self._tone = tone
            self.update()

    def set_weight(self, weight: int | None) -> None:
        if weight != self._weight:
            self._weight = weight
            self.dress_again()

    def sizeHint(self) -> QSize:
        width = max((self._advance(part) for part in self.text().split("\n")), default=0)
        if self.wordWrap():
            width = min(width, theme().px(480))
        return self._with_margins(QSize(width, self._text_height(width)))

    def minimumSizeHint(self) -> QSize:
        if self.wordWrap():
            return self._with_margins(QSize(theme().px(48), theme().line(self._role)))
        return self.sizeHint()

    def heightForWidth(self, width: int) -> int:
        if not self.wordWrap():
            return -1
        margins = self.contentsMargins()
        height = self._text_height(width - margins.left() - margins.right())
        return height + margins.top() + margins.bottom()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_on(self)
        area = self.contentsRect()
        painter.setFont(self.font())
        painter.setPen(tint(self.tone if self.isEnabled() else "disabled") or self.palette().windowText().color())
        layouts = self._layouts(area.width())
        pitch = theme().line(self._role)
        height = pitch * sum(layout.lineCount() for layout in layouts)
        top = area.top()
        if not self.alignment() & Qt.AlignmentFlag.AlignTop:
            top += max(0, (area.height() - height) // 2)
        for layout in layouts:
            layout.draw(painter, QPointF(area.left(), top))
            top += pitch * layout.lineCount()

    def dress_again(self) -> None:
        """Takes the font of its role as it is now."""
        self._heights.clear()
        self._laid_out = None
        self.setFont(theme().font(self._role, weight=self._weight, tabular=self._tabular))
        self.updateGeometry()

    def _advance(self, text: str) -> int:
        return theme().text_width(self._role, text, weight=self._weight, tabular=self._tabular) + 1

    def _text_height(self, width: int) -> int:
        text = self.text()
        key = (text, width)
        found = self._heights.get(key)
        if found is None:  # Qt asks for the height at a width again and again while it lays a page out
            if len(self._heights) >= _MOST_HEIGHTS:
                self._heights.clear()
            is_sure = not self.wordWrap() or self._surely_fits(text, width)
            lines = text.count("\n") + 1 if is_sure else sum(each.lineCount() for each in self._layouts(width))
            found = self._heights[key] = theme().line(self._role) * lines
        return found

    def _surely_fits(self, text: str, width: int) -> bool:
        """Whether no line has to break, as in most labels; that is known sooner than where lines break."""
        sure = width - theme().px(_OVERHANG)
        return all(self._advance(part) <= sure for part in text.split("\n"))

    def _with_margins(self, size: QSize) -> QSize:
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _shown_text(self, width: int) -> str:
        return self.text()

    def _layouts(self, width: int) -> list[QTextLayout]:
        """One laid-out paragraph per line of the text, its lines at the role's pitch; kept for the next paint."""
        key = (self._shown_text(width), width, self.alignment())
        if self._laid_out is None or self._laid_out[0] != key:
            self._laid_out = key, self._laid(key[0], width)
        return self._laid_out[1]

    def _laid(self, text: str, width: int) -> list[QTextLayout]:
        option = QTextOption(self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask)
        option.setWrapMode(
            QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere if self.wordWrap() else QTextOption.WrapMode.NoWrap
        )
        pitch = theme().line(self._role)
        layouts = []
        for paragraph in text.split("\n"):
            layout = QTextLayout(paragraph, self.font())
            layout.setTextOption(option)
            layout.beginLayout()
            top = 0.0
            while (line := layout.createLine()).isValid():
                line.setLineWidth(max(1, width) if self.wordWrap() or width < _UNLIMITED else _UNLIMITED)
                line.setPosition(QPointF(0, top + (pitch - line.height()) / 2))
                top += pitch
            layout.endLayout()
            layouts.append(layout)
        return layouts


class ElidedLabel(Label):
    """One line that ends in an ellipsis when there is no room; the tooltip then shows it whole.

    A path keeps its end, where the name of the file stands: it is cut in its middle.
    """

    _cut = Qt.TextElideMode.ElideRight
    _policy = _sizes(QSizePolicy.Policy.Preferred)

    def __init__(self, text: str = "", role: str = "body", tone: str = "", *, weight: int | None = None,
                 is_path: bool = False, name: str = "", parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(text, role, tone, weight=weight, name=name, parent=parent)
        if is_path:
            self._cut = Qt.TextElideMode.ElideMiddle

    def setText(self, text: str) -> None:
        super().setText(text)
        self._explain()

    def minimumSizeHint(self) -> QSize:
        return self._with_margins(QSize(min(self.sizeHint().width(), theme().px(32)), theme().line(self._role)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._explain()

    def _explain(self) -> None:
        text = self.text()
        tip(self, text if self._shown_text(self.contentsRect().width()) != text else "")

    def _shown_text(self, width: int) -> str:
        text = self.text().replace("\n", " ")
        if self._advance(text) <= width:  # as it nearly always does, and is known sooner
            return text
        return QFontMetrics(self.font()).elidedText(text, self._cut, max(0, width))


class TwoLineLabel(ElidedLabel):
    """At most two lines, the second of which ends in an ellipsis when there is no room; the tooltip has it whole."""

    def __init__(
        self, text: str = "", role: str = "body", tone: str = "", *, weight: int | None = None, name: str = ""
    ) -> None:
        super().__init__(text, role, tone, weight=weight, name=name)
        self.setWordWrap(True)
        self.setSizePolicy(_WRAPPING)

    def _explain(self) -> None:
        text = self.text().replace("\n", " ")
        tip(self, text if self._shown_text(self.contentsRect().width()).replace("\n", " ") != text else "")

    def _shown_text(self, width: int) -> str:
        text = self.text().replace("\n", " ")
        if not text or self._surely_fits(text, width):
            return text
        parts = two_lines(text, self.font(), max(1, width))
        last = QFontMetrics(self.font()).elidedText(parts[-1], Qt.TextElideMode.ElideRight, max(0, width))
        return "\n".join([*parts[:-1], last])
