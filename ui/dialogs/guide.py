"""The method to read, chapter by chapter, or whatever speaks of the words that are searched."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from resources.guide import STEPS, Article, Chapter, chapters
from resources.i18n import current, ntr, tr
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.field import TextField
from ui.widgets.label import Label
from ui.widgets.panel import ScrollColumn
from ui.widgets.surface import Card

_WIDTH, _NAVIGATION, _HEIGHT = 880, 200, 460


class GuideDialog(Dialog):
    """Chapters at the left, their articles at the right; opens at an article where `at` names one."""

    def __init__(self, parent: QWidget, at: str = "") -> None:
        super().__init__(tr("The method"), parent, width=_WIDTH, closable=True, name="guide")
        self._chapters = {chapter.id: chapter for chapter in chapters(current())}
        self._search = TextField(placeholder=tr("Search in the method"), name="guide_search")
        self._search.setAccessibleName(tr("Search in the method"))
        self._search.textChanged.connect(self._find)
        self._buttons = QButtonGroup(self)
        self._reading = ScrollColumn(margins=(0, 0, 12, 0), spacing=10, name="guide_reading")
        self._reading.setAccessibleName(tr("Articles"))
        self._shown: list[QWidget] = []
        self._chapter_id = STEPS
        row = QHBoxLayout()
        row.setSpacing(theme().px(20))
        row.addWidget(self._navigation())
        row.addWidget(self._reading, 1)
        self._reading.setFixedHeight(theme().px(_HEIGHT))
        self.body.addWidget(self._search)
        self.body.addLayout(row)
        self.add_button(Button(tr("Close"), "primary", name="guide_done"), rejects=True)
        self.show_chapter(STEPS)
        self._go_to(at)
        self._search.setFocus()

    def show_chapter(self, chapter_id: str) -> None:
        """Show the articles of a chapter."""
        self._chapter_id = chapter_id
        self._search.set_text("")
        chapter = self._chapters[chapter_id]
        self._buttons.button(list(self._chapters).index(chapter_id)).setChecked(True)
        self._show([chapter])

    def _navigation(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(theme().px(_NAVIGATION))
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(4))
        for place, chapter in enumerate(self._chapters.values()):
            button = Button(chapter.title, "ghost", at_left=True, name=f"guide_{chapter.id}")
            button.setCheckable(True)
            button.clicked.connect(partial(self.show_chapter, chapter.id))
            self._buttons.addButton(button, place)
            column.addWidget(button)
        column.addStretch(1)
        return side

    def _find(self, wanted: str) -> None:
        if not wanted.strip():
            self._show([self._chapters[self._chapter_id]])
            return
        found = [
            Chapter(each.id, each.title, each.foreword, tuple(a for a in each.articles if a.tells_of(wanted)))
            for each in self._chapters.values()
        ]
        self._show([each for each in found if each.articles], with_titles=True)

    def _show(self, wanted: list[Chapter], *, with_titles: bool = False) -> None:
        for old in self._shown:
            old.hide()
            old.deleteLater()
        self._shown = []
        if not wanted:
            self._put(Label(tr("Nothing in the method speaks of it."), "body", "ink2", name="guide_nothing"))
        for chapter in wanted:
            if with_titles:
                count = len(chapter.articles)
                said = ntr("{title}, {n} article", "{title}, {n} articles", count)
                self._put(Label(said.format(title=chapter.title, n=count), "strong", "ink2"))
            if chapter.foreword:
                self._put(Label(chapter.foreword, "small", "ink2", wrap=True))
            for article in chapter.articles:
                self._put(ArticleCard(article))
        self._reading.verticalScrollBar().setValue(0)

    def _put(self, widget: QWidget) -> None:
        self._reading.add(widget)
        self._shown.append(widget)

    def _go_to(self, article_id: str) -> None:
        card = self.findChild(ArticleCard, f"article_{article_id}")
        if card is not None:
            self.adjustSize()
            self._reading.ensureWidgetVisible(card, 0, 0)


class ArticleCard(Card):
    """Title, figure, text, notes and origin of one article."""

    def __init__(self, article: Article) -> None:
        super().__init__(color="sheet", margins=(16, 12, 16, 12), name=f"article_{article.id}",
                         accessible_name=article.title)  # fmt: skip
        self.body.setSpacing(theme().px(6))
        if article.figure:
            self.body.addWidget(Label(article.figure, "title", "primary"))
        self.body.addWidget(Label(article.title, "strong", wrap=True))
        for text, role, ink in (
            (article.text, "body", "ink"),
            *((note, "small", "ink2") for note in article.notes),
            (article.origin, "caption", "ink3"),
        ):
            if text:
                self.body.addWidget(Label(text, role, ink, wrap=True))
