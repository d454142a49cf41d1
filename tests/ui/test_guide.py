"""The method to read: every concept, principle and quoted figure, with its origin."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from resources.catalogue import catalogue
from resources.guide import FIGURES, chapters
from resources.i18n import use_language, words
from ui.dialogs.guide import ArticleCard, GuideDialog
from ui.widgets.button import Button
from ui.widgets.field import TextField


@pytest.fixture
def owner(qtbot: QtBot) -> QWidget:
    use_language("en")
    owner = QWidget()
    qtbot.addWidget(owner)
    return owner


@pytest.fixture
def guide(owner: QWidget) -> GuideDialog:
    return GuideDialog(owner, at="step_3_journeys")


def cards(guide: GuideDialog) -> list[str]:
    return [card.objectName().removeprefix("article_") for card in guide.findChildren(ArticleCard)
            if card.isVisibleTo(guide)]  # fmt: skip


def said(card: ArticleCard) -> str:
    return "\n".join(label.text() for label in card.findChildren(QLabel))


@pytest.mark.feature("feat_help_concepts")
@pytest.mark.parametrize("chapter", ["concepts", "principles", "key_figures", "best_practices"])
def test_every_entry_of_a_chapter_opens(guide: GuideDialog, chapter: str) -> None:
    button = guide.findChild(Button, f"guide_{chapter}")
    assert button is not None
    button.click()
    assert cards(guide) == list(catalogue().ids(chapter))


@pytest.mark.feature("feat_help_concepts")
@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_quoted_figure_says_who_is_quoted_and_that_nobody_verified_it(language: str) -> None:
    (figures,) = (each for each in chapters(words(language)) if each.id == FIGURES)
    assert figures.foreword == catalogue().label("key_figures_note", language)
    for article in figures.articles:
        quoted = catalogue()[article.id].text("attributed_to", language)
        assert quoted in article.notes[-1]
        assert {"fr": "non vérifié", "en": "not verified"}[language] in article.notes[-1]
        assert article.origin
    shown = {article.id: article.figure for article in figures.articles}
    assert shown["fig_retention_5_profit_25_95"] == {"fr": "25 à 95\u00a0%", "en": "25 to 95%"}[language]
    assert shown["fig_acquisition_25x"] == {"fr": "jusqu’à 25 fois", "en": "up to 25 times"}[language]


def test_it_opens_on_the_steps(guide: GuideDialog) -> None:
    assert cards(guide) == list(catalogue().ids("steps"))


def test_a_search_without_accents_finds_in_all_chapters(guide: GuideDialog) -> None:
    field = guide.findChild(TextField, "guide_search")
    assert field is not None
    field.setText("LOYALTY revenue")
    assert "ben_loyalty_revenue" in cards(guide)
    field.setText("zzz")
    assert cards(guide) == []
    nothing = guide.findChild(QLabel, "guide_nothing")
    assert nothing is not None
    field.setText("")
    assert cards(guide) == list(catalogue().ids("steps"))


def test_no_article_is_without_a_text_of_its_language() -> None:
    for language in ("fr", "en"):
        for chapter in chapters(words(language)):
            assert chapter.articles
            for article in chapter.articles:
                assert article.title != article.id
                assert "{" not in article.text + article.title
