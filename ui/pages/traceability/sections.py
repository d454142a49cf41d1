"""What is listed under the health of the chain: gaps by check, by question of the coverage, by rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from resources.i18n import current, tr
from strategy.orphans import Check
from strategy.rules.registry import Finding
from strategy.trace import Element
from strategy.trace_coverage import LinkCoverage
from ui.pages.traceability.cures import Gap
from ui.pages.traceability.heads import sentence
from ui.pages.traceability.news import news

_ALIKE: Mapping[str, str] = {
    "objective_served": "objective_not_served", "segment_with_journey": "segment_without_journey",
    "action_measured": "action_without_kpi", "segment_aimed_at": "segment_without_objective",
    "journey_with_objective": "journey_without_objective",
}  # fmt: skip
"""Questions of the coverage that ask what a check asks."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, and the gaps under it; `findings` are those that may be set aside, by gap."""

    heading: str
    gaps: tuple[Gap, ...]
    findings: Mapping[Gap, Finding]


def of_checks(checks: Iterable[Check]) -> list[Section]:
    """What fails each check."""
    return [
        Section(
            " ".join(news(check)[:2]), tuple(Gap(check.id, Element(check.kind, each)) for each in check.failing), {}
        )
        for check in checks
    ]


def of_coverage(counted: Iterable[LinkCoverage]) -> list[Section]:
    """What fails each question."""
    return [Section(sentence(each), tuple(Gap(each.id, element) for element in each.missing), {}) for each in counted]


def of_findings(findings: Iterable[Finding]) -> list[Section]:
    """What breaks each rule."""
    found: dict[str, dict[Gap, Finding]] = {}
    for finding in findings:
        gap = Gap(finding.rule_id, Element(finding.kind, finding.row_id))
        found.setdefault(finding.rule_id, {})[gap] = finding
    return [Section(current().label(rule_id), tuple(gaps), gaps) for rule_id, gaps in found.items()]


def gaps_by_element(
    checks: Iterable[Check], covered: Mapping[str, LinkCoverage], findings: Iterable[Finding]
) -> dict[Element, list[Gap]]:
    """The gaps of each thing, the checks first; nothing is asked twice."""
    sections = [
        *of_checks(checks),
        *of_coverage(each for each in covered.values() if each.id not in (*_ALIKE, "finding_answered")),
        *of_findings(findings),
    ]
    found: dict[Element, list[Gap]] = {}
    for section in sections:
        for gap in section.gaps:
            found.setdefault(gap.element, []).append(gap)
    return found


def nothing_missing() -> str:
    """What stands where all is well."""
    return tr("Nothing is missing")
