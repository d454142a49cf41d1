"""How customers take part: on the site, by email, on networks, in the product, in the community, at events."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from strategy.kpis.inputs import ErrorCode, KpiError, Outcome
from strategy.kpis.rates import loose_percent_of, percent_of, ratio


def engagement_rate(engaged_customers: int, reachable_customers: int) -> float:
    """Customers with a qualified interaction / reachable customers x 100: percent, 0 to 100."""
    return percent_of(engaged_customers, reachable_customers)


def engagement_index(scores: Sequence[float | None], weights: Sequence[float | None] | None = None) -> Outcome:
    """Sum of weight x score / sum of weights over the dimensions that have a score, each 0 to 100: index, 0 to 100.

    Weights are equal unless given, in the order of the scores; how many dimensions are left out stands beside.
    """
    asked = [1.0] * len(scores) if weights is None else list(weights)
    if len(asked) > len(scores):
        raise KpiError(ErrorCode.INCONSISTENT, "scores", "weights")
    pairs = [(score, weight or 0.0) for score, weight in zip_longest(scores, asked) if score is not None]
    if not pairs:
        raise KpiError(ErrorCode.EMPTY, "scores")
    top = max(weight for _score, weight in pairs)
    if top == 0:
        raise KpiError(ErrorCode.ZERO_DENOMINATOR, "weights")
    shares = [(score, weight / top) for score, weight in pairs]  # huge weights must not overflow
    index = sum(score * share for score, share in shares) / sum(share for _score, share in shares)
    low, high = min(score for score, _ in pairs), max(score for score, _ in pairs)
    return Outcome(min(max(index, low), high), beside={"left_out": len(scores) - len(pairs)})


def channel_engagement_gap(rates: Sequence[float | None]) -> float:
    """Highest - lowest engagement rate of the channels: points, 0 to 100; two channels at least."""
    known = [rate for rate in rates if rate is not None]
    if len(known) < 2:
        raise KpiError(ErrorCode.EMPTY, "rates")
    return max(known) - min(known)


def time_on_site(total_minutes: float, sessions: int) -> float:
    """Minutes / sessions: minutes per session."""
    return ratio(total_minutes, sessions)


def social_engagement_rate(likes: int, comments: int, shares: int, mentions: int, base: int) -> Outcome:
    """(likes + comments + shares + mentions) / base x 100: percent; more than 100 % is worth a check."""
    return loose_percent_of(likes + comments + shares + mentions, base)


def social_reshares(reshares: int, posts: int) -> float:
    """Reshares / posts: per post."""
    return ratio(reshares, posts)


def social_mentions(mentions: int, followers: int) -> float:
    """Mentions / followers x 1,000: per thousand followers."""
    return ratio(mentions, followers) * 1000.0


def story_interaction_rate(story_interactions: int, story_views: int) -> float:
    """Interactions / views x 100: percent; a viewer may interact several times."""
    return ratio(story_interactions, story_views) * 100.0


def email_open_rate(sent: int, bounced: int, unique_opens: int) -> float:
    """Unique opens / delivered x 100, delivered = sent - bounced: percent, 0 to 100."""
    return percent_of(unique_opens, _delivered(sent, bounced))


def email_click_rate(sent: int, bounced: int, unique_clicks: int) -> float:
    """Unique clicks / delivered x 100, delivered = sent - bounced: percent, 0 to 100."""
    return percent_of(unique_clicks, _delivered(sent, bounced))


def email_click_to_open_rate(unique_clicks: int, unique_opens: int) -> Outcome:
    """Unique clicks / unique opens x 100: percent; more than 100 % is worth a check (images blocked)."""
    return loose_percent_of(unique_clicks, unique_opens)


def feature_adoption_rate(users_of_feature: int, eligible_active_users: int) -> float:
    """Users of the feature / active users with access x 100: percent, 0 to 100."""
    return percent_of(users_of_feature, eligible_active_users)


def community_contribution_rate(contributors: int, members: int) -> float:
    """Contributors / members x 100: percent, 0 to 100."""
    return percent_of(contributors, members)


def event_participation_rate(attended: int, invited: int) -> Outcome:
    """Attended / invited x 100: percent; more than 100 % is worth a check (guests)."""
    return loose_percent_of(attended, invited)


def _delivered(sent: int, bounced: int) -> int:
    if bounced > sent:
        raise KpiError(ErrorCode.INCONSISTENT, "bounced", "sent")
    return sent - bounced
