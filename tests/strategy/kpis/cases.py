"""The worked examples and the error cases of the method, as calls."""

from __future__ import annotations

from functools import cache
from typing import Any

from journey.model import EmotionObservation, Friction
from storage.base import Base
from strategy.snapshot import Snapshot
from tests.support import drawn, plan_of

Inputs = dict[str, Any]  # any: numbers, texts and lists under the catalogue's keys

EXAMPLE = {"in>a": 1.0, "a>b": 0.6, "a>lost": 0.4, "b>won": 0.5, "b>a": 0.2, "b>lost": 0.3}
TIMES: dict[str, Any] = {
    "touchpoints": {"a": {"minutes": 5}, "b": {"minutes": 10}},
    "delays": {"a>b": 24.0, "b>a": 1.0},
}


@cache
def _example() -> Snapshot:
    return plan_of(drawn(EXAMPLE, **TIMES))


def graph_plan(passages: dict[str, float] | None = None, *rows: Base, **drawing: Any) -> Snapshot:  # any: columns
    if passages is None and not rows and not drawing:
        return _example()
    return plan_of(drawn(passages or EXAMPLE, **(drawing or TIMES)), *rows)


GRAPH: Inputs = {"graph": "jr"}
A: Inputs = {"graph": "jr", "touchpoint": "a"}
P = [[0.70, 0.20, 0.10], [0.15, 0.45, 0.40], [0, 0, 1]]
R = [48, -6, 0]
WAITS = [1, 2, 2, 3, 4, 6, 8, 9, 12, 18]

# Every worked example; the first of a KPI is the one whose result the catalogue holds.
WORKED: list[tuple[str, Inputs, float]] = [
    ("retention_rate", {"customers_start": 1200, "customers_end": 1260, "customers_new": 180}, 90.0),
    ("churn_rate", {"customers_start": 1200, "customers_lost": 120}, 10.0),
    ("churn_rate", {"customers_start": 1200, "customers_end": 1260, "customers_new": 180}, 10.0),
    ("churn_rate", {"monthly_churn": 0.02}, 21.53),
    ("customer_lifetime", {"churn": 0.10}, 10.0),
    ("repeat_purchase_rate", {"customers_2plus_orders": 1350, "customers_1plus_orders": 4500}, 30.0),
    ("purchase_frequency", {"orders": 9000, "customers_1plus_orders": 4500}, 2.0),
    ("renewal_rate", {"renewed": 405, "due_for_renewal": 450}, 90.0),
    ("reactivation_rate", {"reactivated": 84, "inactive_contacted": 1200}, 7.0),
    ("cltv_simple", {"average_order_value": 60, "orders_per_year": 2, "lifespan_years": 5, "margin_rate": 0.4}, 240.0),
    ("cltv_simple", {"average_order_value": 60, "orders_per_year": 2, "lifespan_years": 5}, 600.0),
    ("cltv_retention", {"margin": 48, "r": 0.90, "d": 0.12}, 196.36),
    ("cltv_retention", {"margin": 48, "r": 0.90, "d": 0.12, "first_margin": "now"}, 244.36),
    ("cltv_berger_nasr", {"GC": 260, "M": 50, "r": 0.75, "d": 0.20, "n": 10}, 568.78),
    ("cltv_markov", {"P": P, "R": R, "d": 0.12}, 137.93),
    ("average_order_value", {"revenue": 540_000, "orders": 9000}, 60.0),
    ("revenue_per_customer", {"revenue": 540_000, "active_customers": 4500}, 120.0),
    ("purchase_value_growth", {"value_period_1": 60, "value_period_2": 66}, 10.0),
    ("cross_sell_rate", {"customers_2plus_families": 900, "customers": 4500}, 20.0),
    ("upsell_rate", {"upgraded": 150, "eligible": 2000}, 7.5),
    ("acquisition_cost", {"acquisition_spend": 36_000, "new_customers": 180}, 200.0),
    ("retention_cost", {"retention_spend": 21_600, "customers_retained": 1080}, 20.0),
    ("acquisition_retention_cost_ratio", {"acquisition_cost": 200, "retention_cost": 20}, 10.0),
    ("roi", {"gain": 72_000, "cost": 48_000}, 50.0),
    ("cost_to_serve", {"service_costs": 90_000, "customers_served": 6000}, 15.0),
    ("nps", {"promoters": 110, "passives": 60, "detractors": 30}, 40.0),
    ("nps", {"scores": [0, 0, 0, 0, 0, 10, 20, 30, 30, 60, 50]}, 40.0),
    ("nps", {"answers_list": [10] * 110 + [7] * 60 + [3] * 30}, 40.0),
    ("csat_5", {"scores": [4, 6, 20, 40, 30], "subject": "app"}, 70.0),
    ("csat_7", {"scores": [2, 3, 5, 15, 25, 30, 20]}, 50.0),
    ("csat_7", {"scores": [2, 3, 5, 15, 25, 30, 20], "top": "5_7"}, 75.0),
    ("intent_share", {"answers_4_5": 128, "answers": 200, "intention": "stay"}, 64.0),
    ("average_review_rating", {"ratings": [3, 5, 12, 30, 50]}, 4.19),
    ("referral_rate", {"customers_who_referred": 132, "customers": 1200}, 11.0),
    ("complaint_rate", {"complaints": 45, "transactions": 9000}, 5.0),
    ("complaint_resolution_rate", {"resolved_in_time": 36, "complaints": 45, "target_hours": 48}, 80.0),
    ("waiting_time", {"waits": WAITS}, 12.0),
    ("first_response_time", {"delays": [26, 1, 0.5, 2, 4]}, 2.0),
    ("error_rate", {"items_with_error": 84, "items": 6000}, 1.4),
    ("first_contact_resolution", {"solved_first_contact": 630, "requests": 900}, 70.0),
    ("commitment_kept_rate", {"kept_on_time": 171, "commitments_due": 190}, 90.0),
    ("engagement_rate", {"engaged_customers": 3300, "reachable_customers": 12_000}, 27.5),
    ("engagement_index", {"scores": [40, 55, 30, 45]}, 42.5),
    ("engagement_index", {"scores": [40, 55, 30, 45], "weights": [2, 2, 2, 2]}, 42.5),
    ("channel_engagement_gap", {"rates": [38, 21]}, 17.0),
    ("channel_engagement_gap", {"ch_mobile_app": 38, "ch_website": 21}, 17.0),
    ("time_on_site", {"total_minutes": 12_600, "sessions": 4200}, 3.0),
    ("social_engagement_rate", {"likes": 180, "comments": 45, "shares": 25, "base": 10_000, "base_kind": "reach"}, 2.5),
    ("social_reshares", {"reshares": 96, "posts": 12}, 8.0),
    ("social_mentions", {"mentions": 140, "followers": 20_000}, 7.0),
    ("story_interaction_rate", {"story_interactions": 150, "story_views": 5000}, 3.0),
    ("email_open_rate", {"sent": 10_000, "bounced": 200, "unique_opens": 1470}, 15.0),
    ("email_click_rate", {"sent": 10_000, "bounced": 200, "unique_clicks": 196}, 2.0),
    ("email_click_to_open_rate", {"unique_clicks": 196, "unique_opens": 1470}, 13.33),
    ("feature_adoption_rate", {"users_of_feature": 924, "eligible_active_users": 4200, "k": 3}, 22.0),
    ("community_contribution_rate", {"contributors": 270, "members": 3000}, 9.0),
    ("event_participation_rate", {"attended": 63, "invited": 180}, 35.0),
    ("conversion_rate", {"conversions": 252, "entrants": 12_600}, 2.0),
    ("stage_conversion_rate", {"reached_next_stage": 360, "entered_stage": 1200}, 30.0),
    ("free_to_paid_rate", {"converted": 768, "free_users_cohort": 24_000}, 3.2),
    ("cart_abandonment_rate", {"carts_created": 960, "orders": 288}, 70.0),
    ("cart_recovery_rate", {"recovered_carts": 84, "abandoned_carts_contacted": 672}, 12.5),
    ("bounce_rate", {"single_page_sessions": 1890, "sessions": 4200}, 45.0),
    ("cost_per_lead", {"campaign_spend": 6000, "leads": 240}, 25.0),
    ("journey_success", GRAPH, 34.09),
    ("journey_duration", GRAPH, 16.71),
    ("touchpoint_dropoff", A, 45.45),
    ("touchpoint_dropoff", {"graph": "jr", "touchpoint": "b"}, 20.45),
    ("touchpoint_leverage", A, 3.27),
    ("touchpoint_leverage", {"graph": "jr", "touchpoint": "b"}, 2.79),
    ("profile_completeness", {"filled_fields": 38_400, "customers": 6000, "expected_fields": 8}, 80.0),
    ("consent_rate", {"consenting": 2700, "asked": 4500}, 60.0),
    ("touchpoint_measured_share", {"measured": 5, "partly_measured": 2, "touchpoints": 10}, 60.0),
    ("friction_score", {"severity": 4, "frequency": 0.25, "reach": 0.60}, 12.0),
    ("irritation_load", {"frictions": [[3, 0.4, 1.5], [4, 0.05, 1.0], [3, 0.3, 0.8]]}, 2.72),
    ("emotional_balance", {"emotions": [[-0.7, 1.0], [0.6, 0.6], [0.7, 0.4]]}, -0.03),
    ("ab_uplift", {"success_A": 60, "n_A": 1000, "success_B": 84, "n_B": 1200}, 16.67),
    ("target_progress", {"baseline": 15, "current": 18, "target": 22}, 42.86),
]  # fmt: skip

ZERO, EMPTY, INCONSISTENT = "err_zero_denominator", "err_empty", "err_inconsistent"
NEGATIVE, SCALE, DOMAIN, WHOLE = "err_negative", "err_out_of_scale", "err_model_domain", "err_not_integer"
SMALL, CHECK = "warn_small_sample", "warn_check"

# Every error case that the method writes out; KPIs of one part of a whole are in `PARTS`.
ERRORS: list[tuple[str, Inputs, str]] = [
    ("retention_rate", {"customers_start": 0, "customers_end": 5, "customers_new": 1}, ZERO),
    ("retention_rate", {"customers_start": 9, "customers_end": 5, "customers_new": 6}, INCONSISTENT),
    ("retention_rate", {"customers_start": 9, "customers_end": 15, "customers_new": 1}, INCONSISTENT),
    ("churn_rate", {"customers_start": 9, "customers_end": 15, "customers_new": 1}, INCONSISTENT),
    ("churn_rate", {"customers_start": 0, "customers_end": 0, "customers_new": 0}, ZERO),
    ("churn_rate", {"monthly_churn": 1.2}, SCALE),
    ("customer_lifetime", {"churn": 0}, DOMAIN),
    ("customer_lifetime", {"churn": 1.1}, SCALE),
    ("customer_lifetime", {"churn": -0.1}, SCALE),
    ("purchase_frequency", {"orders": 5, "customers_1plus_orders": 0}, ZERO),
    ("purchase_frequency", {"orders": 5, "customers_1plus_orders": 6}, INCONSISTENT),
    ("cltv_simple", {"average_order_value": 60, "orders_per_year": 2}, EMPTY),
    ("cltv_simple", {"average_order_value": -1, "orders_per_year": 2, "lifespan_years": 5}, NEGATIVE),
    ("cltv_simple", {"average_order_value": 1, "orders_per_year": 2, "lifespan_years": 0}, SCALE),
    ("cltv_simple", {"average_order_value": 1, "orders_per_year": 2, "lifespan_years": 5, "margin_rate": 1.1}, SCALE),
    ("cltv_retention", {"margin": 48, "r": 1.01, "d": 0.1}, SCALE),
    ("cltv_retention", {"margin": 48, "r": -0.1, "d": 0.1}, SCALE),
    ("cltv_retention", {"margin": 48, "r": 0.9, "d": -0.1}, NEGATIVE),
    ("cltv_retention", {"margin": 48, "r": 1, "d": 0}, DOMAIN),
    ("cltv_berger_nasr", {"GC": 260, "M": 50, "r": 0.75, "d": 0.2, "n": 0}, SCALE),
    ("cltv_berger_nasr", {"GC": 260, "M": 50, "r": 0.75, "d": 0.2, "n": 2.5}, SCALE),
    ("cltv_berger_nasr", {"GC": 260, "M": 50, "r": 1.75, "d": 0.2, "n": 5}, SCALE),
    ("cltv_berger_nasr", {"GC": 260, "M": -50, "r": 0.75, "d": 0.2, "n": 5}, NEGATIVE),
    ("cltv_berger_nasr", {"GC": 260, "r": 0.75, "d": 0.2, "n": 5}, EMPTY),
    ("cltv_markov", {"P": [[0.5, 0.4], [0, 1]], "R": [1, 0], "d": 0.1}, INCONSISTENT),
    ("cltv_markov", {"P": P, "R": [48, 0], "d": 0.1}, INCONSISTENT),
    ("cltv_markov", {"P": [[0.5, 0.5], [1.0]], "R": [48, 0], "d": 0.1}, INCONSISTENT),
    ("cltv_markov", {"P": [[0.5, 0.5], [0.5, 0.5]], "R": [48, 0], "d": 0}, DOMAIN),
    ("cltv_markov", {"P": [[0.5, 0.5], [0, 1]], "R": [48, 1], "d": 0}, DOMAIN),
    ("cltv_markov", {"P": [[1.5, -0.5], [0, 1]], "R": [48, 1], "d": 0.1}, SCALE),
    ("average_order_value", {"revenue": 10, "orders": 0}, ZERO),
    ("average_order_value", {"revenue": -10, "orders": 1}, NEGATIVE),
    ("revenue_per_customer", {"revenue": 10, "active_customers": 0}, ZERO),
    ("purchase_value_growth", {"value_period_1": 0, "value_period_2": 5}, ZERO),
    ("acquisition_cost", {"acquisition_spend": 10, "new_customers": 0}, ZERO),
    ("retention_cost", {"retention_spend": 10, "customers_retained": 0}, ZERO),
    ("acquisition_retention_cost_ratio", {"acquisition_cost": 10, "retention_cost": 0}, ZERO),
    ("roi", {"gain": 10, "cost": 0}, ZERO),
    ("roi", {"cost": 10}, EMPTY),
    ("cost_to_serve", {"service_costs": 10, "customers_served": 0}, ZERO),
    ("nps", {"promoters": 0, "passives": 0, "detractors": 0}, EMPTY),
    ("nps", {"scores": [0] * 11}, EMPTY),
    ("nps", {"answers_list": []}, EMPTY),
    ("nps", {"answers_list": [11]}, SCALE),
    ("nps", {"answers_list": [9.5]}, WHOLE),
    ("nps", {"scores": [1.5] * 11}, WHOLE),
    ("csat_5", {"scores": [0] * 5}, EMPTY),
    ("csat_5", {"answers_list": [6]}, SCALE),
    ("csat_5", {"scores": [1] * 7}, SCALE),
    ("csat_7", {"scores": [0] * 7}, EMPTY),
    ("csat_7", {"answers_list": [0]}, SCALE),
    ("intent_share", {"answers_4_5": 0, "answers": 0}, EMPTY),
    ("intent_share", {"answers_4_5": 5, "answers": 4}, INCONSISTENT),
    ("average_review_rating", {"ratings": [0] * 5}, EMPTY),
    ("average_review_rating", {"answers_list": [6]}, SCALE),
    ("complaint_rate", {"complaints": 1, "transactions": 0}, ZERO),
    ("waiting_time", {"waits": []}, EMPTY),
    ("waiting_time", {"waits": [None, None]}, EMPTY),
    ("waiting_time", {"waits": [3, -1]}, NEGATIVE),
    ("first_response_time", {"delays": []}, EMPTY),
    ("first_response_time", {"delays": [-0.5]}, NEGATIVE),
    ("engagement_index", {"scores": [None]}, EMPTY),
    ("engagement_index", {"scores": [101]}, SCALE),
    ("engagement_index", {"scores": [40, 50], "weights": [0, 0]}, ZERO),
    ("engagement_index", {"scores": [40], "weights": [1, 1]}, INCONSISTENT),
    ("channel_engagement_gap", {"rates": [38]}, EMPTY),
    ("channel_engagement_gap", {"rates": [38, 120]}, SCALE),
    ("time_on_site", {"total_minutes": 3, "sessions": 0}, ZERO),
    ("social_engagement_rate", {"likes": 1, "comments": 1, "shares": 1, "base": 0}, ZERO),
    ("social_engagement_rate", {"likes": -1, "comments": 1, "shares": 1, "base": 5}, NEGATIVE),
    ("social_reshares", {"reshares": 3, "posts": 0}, ZERO),
    ("social_mentions", {"mentions": 3, "followers": 0}, ZERO),
    ("story_interaction_rate", {"story_interactions": 3, "story_views": 0}, ZERO),
    ("email_open_rate", {"sent": 10, "bounced": 10, "unique_opens": 0}, ZERO),
    ("email_open_rate", {"sent": 10, "bounced": 2, "unique_opens": 9}, INCONSISTENT),
    ("email_open_rate", {"sent": 10, "bounced": 11, "unique_opens": 0}, INCONSISTENT),
    ("email_click_rate", {"sent": 10, "bounced": 10, "unique_clicks": 0}, ZERO),
    ("email_click_rate", {"sent": 10, "bounced": 2, "unique_clicks": 9}, INCONSISTENT),
    ("email_click_to_open_rate", {"unique_clicks": 1, "unique_opens": 0}, ZERO),
    ("event_participation_rate", {"attended": 1, "invited": 0}, ZERO),
    ("cart_abandonment_rate", {"carts_created": 0, "orders": 0}, ZERO),
    ("cart_abandonment_rate", {"carts_created": 5, "orders": 6}, INCONSISTENT),
    ("cost_per_lead", {"campaign_spend": 5, "leads": 0}, ZERO),
    ("profile_completeness", {"filled_fields": 5, "customers": 0, "expected_fields": 4}, ZERO),
    ("profile_completeness", {"filled_fields": 5, "customers": 1, "expected_fields": 4}, INCONSISTENT),
    ("touchpoint_measured_share", {"measured": 5, "partly_measured": 2, "touchpoints": 0}, ZERO),
    ("touchpoint_measured_share", {"measured": 5, "partly_measured": 2, "touchpoints": 6}, INCONSISTENT),
    ("friction_score", {"severity": 6, "frequency": 0.25, "reach": 0.6}, SCALE),
    ("friction_score", {"severity": 4, "frequency": 1.25, "reach": 0.6}, SCALE),
    ("friction_score", {"severity": 4, "frequency": 0.25, "reach": -0.6}, SCALE),
    ("friction_score", {"severity": 4, "reach": 0.6}, EMPTY),
    ("irritation_load", {"frictions": [[6, 0.4, 1.0]]}, SCALE),
    ("emotional_balance", {"emotions": []}, EMPTY),
    ("emotional_balance", {"emotions": [[1.2, 1.0]]}, SCALE),
    ("ab_uplift", {"success_A": 0, "n_A": 0, "success_B": 1, "n_B": 5}, ZERO),
    ("ab_uplift", {"success_A": 1, "n_A": 5, "success_B": 0, "n_B": 0}, ZERO),
    ("ab_uplift", {"success_A": 0, "n_A": 5, "success_B": 1, "n_B": 5}, ZERO),
    ("ab_uplift", {"success_A": 6, "n_A": 5, "success_B": 1, "n_B": 5}, INCONSISTENT),
    ("target_progress", {"baseline": 15, "current": 18, "target": 15}, ZERO),
    ("target_progress", {"baseline": 15, "target": 22}, EMPTY),
    ("waiting_time", {"waits": ["soon"]}, SCALE),
]  # fmt: skip

# (KPI, its part, its whole): a whole of 0 is err_zero_denominator, a part over the whole err_inconsistent.
PARTS = [
    ("churn_rate", "customers_lost", "customers_start"),
    ("repeat_purchase_rate", "customers_2plus_orders", "customers_1plus_orders"),
    ("renewal_rate", "renewed", "due_for_renewal"),
    ("reactivation_rate", "reactivated", "inactive_contacted"),
    ("cross_sell_rate", "customers_2plus_families", "customers"),
    ("upsell_rate", "upgraded", "eligible"),
    ("referral_rate", "customers_who_referred", "customers"),
    ("complaint_resolution_rate", "resolved_in_time", "complaints"),
    ("error_rate", "items_with_error", "items"),
    ("first_contact_resolution", "solved_first_contact", "requests"),
    ("commitment_kept_rate", "kept_on_time", "commitments_due"),
    ("engagement_rate", "engaged_customers", "reachable_customers"),
    ("feature_adoption_rate", "users_of_feature", "eligible_active_users"),
    ("community_contribution_rate", "contributors", "members"),
    ("conversion_rate", "conversions", "entrants"),
    ("stage_conversion_rate", "reached_next_stage", "entered_stage"),
    ("free_to_paid_rate", "converted", "free_users_cohort"),
    ("cart_recovery_rate", "recovered_carts", "abandoned_carts_contacted"),
    ("bounce_rate", "single_page_sessions", "sessions"),
    ("consent_rate", "consenting", "asked"),
]

# What is given with a remark.
REMARKS: list[tuple[str, Inputs, str]] = [
    ("nps", {"promoters": 10, "passives": 10, "detractors": 9}, SMALL),
    ("csat_5", {"scores": [4, 6, 2, 4, 3]}, SMALL),
    ("csat_7", {"scores": [4, 6, 2, 4, 3, 1, 1]}, SMALL),
    ("complaint_rate", {"complaints": 11, "transactions": 10}, CHECK),
    ("social_engagement_rate", {"likes": 9, "comments": 1, "shares": 1, "base": 10}, CHECK),
    ("email_click_to_open_rate", {"unique_clicks": 11, "unique_opens": 10}, CHECK),
    ("event_participation_rate", {"attended": 11, "invited": 10}, CHECK),
    ("roi", {"gain": -5, "cost": 10}, CHECK),
]

# Faults of a graph, for all KPIs that are read from one.
FAULTS: list[tuple[dict[str, float], str]] = [
    ({"in>a": 1.0, "a>won": 0.5, "a>lost": 0.4}, INCONSISTENT),
    ({"in>a": 1.0, "a>lost": 1.0}, EMPTY),
    ({"in>a": 1.0, "a>b": 0.5, "a>won": 0.5, "b>b": 1.0}, DOMAIN),
]


def friction(**columns: Any) -> Friction:  # any: the column decides
    return Friction(journey_id="jr", touchpoint_id="a", **columns)


def emotion(touchpoint: str, name: str, **columns: Any) -> EmotionObservation:  # any: the column decides
    return EmotionObservation(touchpoint_id=touchpoint, emotion=name, **columns)
