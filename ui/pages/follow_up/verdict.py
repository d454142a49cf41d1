"""What an A/B test means, in plain words, with the figures behind it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from resources.i18n import current, tr
from strategy.analysis.follow_up import AbFault, Comparison, compare_variants, fault_of, needed_trials
from strategy.model import AbTest
from ui.document_bridge import DocumentBridge
from ui.widgets.label import Label
from ui.widgets.surface import Card


class Verdict(Card):
    """One sentence, the figures, and what to do next; hidden without a test."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(color="sheet", name="ab_verdict", accessible_name=tr("Result"), parent=parent)
        self._bridge = bridge
        self.said = Label("", "heading", wrap=True, name="ab_said")
        self.figures = Label("", "small", "ink2", wrap=True, tabular=True, name="ab_figures")
        self.advice = Label("", "small", "ink2", wrap=True, name="ab_advice")
        for label in (self.said, self.figures, self.advice):
            self.body.addWidget(label)
        self.hide()

    def show_test(self, test_id: str) -> None:
        """Show what a test means, "" for none."""
        row = self._bridge.snapshot().get(AbTest, test_id)
        self.setVisible(row is not None)
        if row is None:
            return
        found = compare_variants(row)
        if found is None:
            self._say(_fault_words(fault_of(row)), "", tr("Set the size of both groups before starting."))
            return
        self._say(_said(found), _figures(found), _advice(found))

    def _say(self, said: str, figures: str, advice: str) -> None:
        for label, words in ((self.said, said), (self.figures, figures), (self.advice, advice)):
            label.setText(words)
            label.setVisible(bool(words))


def _fault_words(fault: AbFault | None) -> str:
    return {
        AbFault.MISSING: tr("Enter the four counts: successes and trials of A, then of B."),
        AbFault.NO_TRIALS: tr("A variant was never tried: its rate would be a division by zero."),
        AbFault.TOO_MANY: tr("More successes than trials: check both numbers of this variant."),
    }.get(fault or AbFault.MISSING, "")


def _said(found: Comparison) -> str:
    words = current()
    rates = {"a": words.percent(found.rate_a, 2), "b": words.percent(found.rate_b, 2)}
    if found.p_value is None:
        return tr("Both variants gave the same result every time: there is nothing to compare.")
    if not found.is_significant:
        return tr("No proven difference between A ({a}) and B ({b}).").format(**rates)
    if found.rate_b > found.rate_a:
        return tr("B does better than A: {b} against {a}.").format(**rates)
    return tr("A does better than B: {a} against {b}.").format(**rates)


def _figures(found: Comparison) -> str:
    words = current()
    if found.z is None or found.p_value is None:
        return ""
    uplift = tr("no relative gap, as nothing succeeded with A")
    if found.uplift is not None:
        uplift = tr("relative gap of B on A: {uplift}").format(uplift=_signed(found.uplift))
    z = tr("z = {z}").format(z=words.number(found.z, 3))
    p = tr("p = {p}").format(p=words.number(found.p_value, 4))
    least = words.number(0.0001, 4)
    p = tr("p below {least}").format(least=least) if found.p_value < 0.0001 else p
    return f"{uplift[:1].upper()}{uplift[1:]}, {z}, {p}."


def _advice(found: Comparison) -> str:
    words = current()
    if found.p_value is None:
        return ""
    if found.has_few:
        return tr("Too few cases: each variant needs at least five successes and five failures. Let the test run on.")
    if found.is_significant:
        share = words.percent(found.p_value, 2 if found.p_value >= 0.0001 else 3)
        return tr("If the two were equal, a gap this wide would appear in {share} of tests. Adopt the better one, "
                  "unless the test was stopped just because it looked good.").format(share=share)  # fmt: skip
    least = needed_trials(found.rate_a, found.rate_b)
    sentence = tr("A gap that is not proven is no proof that both are equal.")
    if least is None:
        return sentence
    size = tr("To prove a gap this wide in four tests out of five, plan about {n} trials for each variant.")
    return f"{sentence} {size.format(n=words.number(least))}"


def _signed(share: float) -> str:
    mark = "+" if share > 0 else ""
    return f"{mark}{current().percent(share, 1)}"
