"""Every calculator, declared once: the KPI, its inputs under the catalogue's keys, and the function."""

from __future__ import annotations

from journey.markov import KEPT_SHARE
from strategy.kpis import (
    conversion,
    engagement,
    journeys,
    lifetime,
    measurement,
    retention,
    satisfaction,
    service,
    value,
)
from strategy.kpis.declaration import (
    JOURNEY,
    TOUCHPOINT,
    Calculator,
    Form,
    amount,
    base,
    choice,
    context,
    count,
    counts,
    figure,
    figures,
    form,
    scaled,
)
from strategy.kpis.inputs import Input, InputKind

_START = base("customers_start")
_END, _NEW = count("customers_end"), count("customers_new")
_BUYERS, _CUSTOMERS = base("customers_1plus_orders"), base("customers")
_SENT, _BOUNCED = count("sent", is_base=True), count("bounced")
_RETENTION, _DISCOUNT = scaled("r", 0, 1), amount("d")
_SUBJECT = context("subject")
_TOP = choice("top", satisfaction.TOP_TWO, satisfaction.TOP_THREE)


def _kpi(kpi: str, *forms: Form, gathers: str = "") -> Calculator:
    return Calculator(f"kpi_{kpi}", forms, gathers)


_RETENTION_AND_VALUE = (
    _kpi("retention_rate", form(retention.retention_rate, _START, _END, _NEW)),
    _kpi(
        "churn_rate",
        form(retention.churn_rate, _START, count("customers_lost")),
        form(retention.churn_from_counts, _START, _END, _NEW, name="from_retention"),
        form(retention.yearly_churn, scaled("monthly_churn", 0, 1), name="from_month"),
    ),
    _kpi("customer_lifetime", form(retention.customer_lifetime, scaled("churn", 0, 1))),
    _kpi("repeat_purchase_rate", form(retention.repeat_purchase_rate, count("customers_2plus_orders"), _BUYERS)),
    _kpi("purchase_frequency", form(retention.purchase_frequency, count("orders"), _BUYERS)),
    _kpi("renewal_rate", form(retention.renewal_rate, count("renewed"), base("due_for_renewal"))),
    _kpi("reactivation_rate", form(retention.reactivation_rate, count("reactivated"), base("inactive_contacted"))),
    _kpi(
        "cltv_simple",
        form(
            value.lifetime_value_simple,
            amount("average_order_value"), amount("orders_per_year"), amount("lifespan_years"),
            amount("margin_rate", high=1, default=1.0),
        ),
    ),
    _kpi(
        "cltv_retention",
        form(
            lifetime.constant_retention,
            figure("margin"), _RETENTION, _DISCOUNT,
            choice("first_margin", lifetime.MARGIN_LATER, lifetime.MARGIN_NOW),
        ),
    ),
    _kpi(
        "cltv_berger_nasr",
        form(
            lifetime.finite_horizon,
            figure("GC"), amount("M"), _RETENTION, _DISCOUNT, Input("n", InputKind.COUNT, low=1),
        ),
    ),
    _kpi(
        "cltv_markov",
        form(
            lifetime.migration,
            Input("P", InputKind.TABLE, low=0, high=1), figures("R"), _DISCOUNT, context("states"),
        ),
    ),
    _kpi("average_order_value", form(value.average_order_value, amount("revenue"), base("orders"))),
    _kpi("revenue_per_customer", form(value.revenue_per_customer, amount("revenue"), base("active_customers"))),
    _kpi(
        "purchase_value_growth",
        form(value.purchase_value_growth, amount("value_period_1", is_base=True), amount("value_period_2")),
    ),
    _kpi("cross_sell_rate", form(value.cross_sell_rate, count("customers_2plus_families"), _CUSTOMERS)),
    _kpi("upsell_rate", form(value.upsell_rate, count("upgraded"), base("eligible"))),
    _kpi("acquisition_cost", form(value.acquisition_cost, amount("acquisition_spend"), base("new_customers"))),
    _kpi("retention_cost", form(value.retention_cost, amount("retention_spend"), base("customers_retained"))),
    _kpi(
        "acquisition_retention_cost_ratio",
        form(
            value.acquisition_retention_cost_ratio, amount("acquisition_cost"), amount("retention_cost", is_base=True)
        ),
    ),
    _kpi("roi", form(value.return_on_investment, figure("gain"), amount("cost", is_base=True))),
    _kpi("cost_to_serve", form(value.cost_to_serve, amount("service_costs"), base("customers_served"))),
)  # fmt: skip

_SATISFACTION_AND_SERVICE = (
    _kpi(
        "nps",
        form(satisfaction.nps_of_groups, count("promoters"), count("passives"), count("detractors")),
        form(satisfaction.nps, counts("scores", 11), name="from_counts"),
        form(satisfaction.nps_of_answers, figures("answers_list"), name="from_answers"),
    ),
    _kpi(
        "csat_5",
        form(satisfaction.csat_5, counts("scores", 5, "counts"), _SUBJECT),
        form(satisfaction.csat_5_of_answers, figures("answers_list"), _SUBJECT, name="from_answers"),
    ),
    _kpi(
        "csat_7",
        form(satisfaction.csat_7, counts("scores", 7, "counts"), _TOP, _SUBJECT),
        form(satisfaction.csat_7_of_answers, figures("answers_list"), _TOP, _SUBJECT, name="from_answers"),
    ),
    _kpi(
        "intent_share",
        form(
            satisfaction.intent_share,
            count("answers_4_5"), base("answers"), choice("intention", "stay", "buy", "recommend", is_context=True),
        ),
    ),
    _kpi(
        "average_review_rating",
        form(satisfaction.average_review_rating, counts("ratings", 5)),
        form(satisfaction.average_of_ratings, figures("answers_list"), name="from_answers"),
    ),
    _kpi("referral_rate", form(satisfaction.referral_rate, count("customers_who_referred"), _CUSTOMERS)),
    _kpi("complaint_rate", form(satisfaction.complaint_rate, count("complaints"), base("transactions"))),
    _kpi(
        "complaint_resolution_rate",
        form(
            satisfaction.complaint_resolution_rate,
            count("resolved_in_time"), base("complaints"), amount("target_hours", is_context=True),
        ),
    ),
    _kpi("waiting_time", form(service.waiting_time, figures("waits", is_positive=True, former_keys=("waits_sample",)))),
    _kpi(
        "first_response_time",
        form(service.first_response_time, figures("delays", is_positive=True)),
        form(service.known_median, amount("median_h"), name="from_median"),
    ),
    _kpi("error_rate", form(service.error_rate, count("items_with_error"), base("items"))),
    _kpi(
        "first_contact_resolution",
        form(service.first_contact_resolution, count("solved_first_contact"), base("requests")),
    ),
    _kpi(
        "commitment_kept_rate", form(service.commitment_kept_rate, count("kept_on_time"), base("commitments_due"))
    ),
)  # fmt: skip

_ENGAGEMENT_AND_CONVERSION = (
    _kpi(
        "engagement_rate",
        form(
            engagement.engagement_rate,
            count("engaged_customers"), base("reachable_customers"), context("qualified_signals"),
        ),
    ),
    _kpi(
        "engagement_index",
        form(engagement.engagement_index, figures("scores", low=0, high=100)),
        form(
            engagement.engagement_index,
            figures("scores", low=0, high=100), figures("weights", is_positive=True), name="weighted",
        ),
    ),
    _kpi(
        "channel_engagement_gap",
        form(engagement.channel_engagement_gap, figures("rates", low=0, high=100)),
        gathers="rates",
    ),
    _kpi("time_on_site", form(engagement.time_on_site, amount("total_minutes"), base("sessions"))),
    _kpi(
        "social_engagement_rate",
        form(
            engagement.social_engagement_rate,
            count("likes"), count("comments"), count("shares"), count("mentions", default=0), base("base"),
            choice("base_kind", "reach", "followers", "impressions", is_context=True),
        ),
    ),
    _kpi("social_reshares", form(engagement.social_reshares, count("reshares"), base("posts"))),
    _kpi("social_mentions", form(engagement.social_mentions, count("mentions"), base("followers"))),
    _kpi(
        "story_interaction_rate",
        form(engagement.story_interaction_rate, count("story_interactions"), base("story_views")),
    ),
    _kpi("email_open_rate", form(engagement.email_open_rate, _SENT, _BOUNCED, count("unique_opens"))),
    _kpi("email_click_rate", form(engagement.email_click_rate, _SENT, _BOUNCED, count("unique_clicks"))),
    _kpi(
        "email_click_to_open_rate",
        form(engagement.email_click_to_open_rate, count("unique_clicks"), base("unique_opens")),
    ),
    _kpi(
        "feature_adoption_rate",
        form(
            engagement.feature_adoption_rate,
            count("users_of_feature"), base("eligible_active_users"),
            Input("k", InputKind.COUNT, low=1, default=1, is_context=True),
        ),
    ),
    _kpi(
        "community_contribution_rate",
        form(engagement.community_contribution_rate, count("contributors"), base("members")),
    ),
    _kpi("event_participation_rate", form(engagement.event_participation_rate, count("attended"), base("invited"))),
    _kpi("conversion_rate", form(conversion.conversion_rate, count("conversions"), base("entrants"))),
    _kpi(
        "stage_conversion_rate",
        form(conversion.stage_conversion_rate, count("reached_next_stage"), base("entered_stage")),
    ),
    _kpi("free_to_paid_rate", form(conversion.free_to_paid_rate, count("converted"), base("free_users_cohort"))),
    _kpi("cart_abandonment_rate", form(conversion.cart_abandonment_rate, base("carts_created"), count("orders"))),
    _kpi(
        "cart_recovery_rate",
        form(conversion.cart_recovery_rate, count("recovered_carts"), base("abandoned_carts_contacted")),
    ),
    _kpi("bounce_rate", form(conversion.bounce_rate, count("single_page_sessions"), base("sessions"))),
    _kpi("cost_per_lead", form(conversion.cost_per_lead, amount("campaign_spend"), base("leads"))),
)  # fmt: skip

_JOURNEYS_AND_FOLLOW_UP = (
    _kpi("journey_success", form(journeys.journey_success, JOURNEY, reads_plan=True)),
    _kpi("journey_duration", form(journeys.journey_duration, JOURNEY, reads_plan=True)),
    _kpi("touchpoint_dropoff", form(journeys.touchpoint_dropoff, JOURNEY, TOUCHPOINT, reads_plan=True)),
    _kpi(
        "touchpoint_leverage",
        form(
            journeys.touchpoint_leverage,
            JOURNEY, TOUCHPOINT, scaled("delta", 0, 1, default=KEPT_SHARE), reads_plan=True,
        ),
    ),
    _kpi(
        "profile_completeness",
        form(measurement.profile_completeness, count("filled_fields"), _CUSTOMERS, base("expected_fields")),
    ),
    _kpi("consent_rate", form(measurement.consent_rate, count("consenting"), base("asked"))),
    _kpi(
        "touchpoint_measured_share",
        form(journeys.measured_share, count("measured"), count("partly_measured"), base("touchpoints")),
        form(journeys.measured_share_of_journey, JOURNEY, name="from_journey", reads_plan=True),
    ),
    _kpi(
        "friction_score",
        form(
            journeys.friction_score,
            Input("severity", InputKind.COUNT, low=1, high=5), scaled("frequency", 0, 1), scaled("reach", 0, 1),
        ),
    ),
    _kpi(
        "irritation_load",
        form(journeys.irritation_load_of_journey, JOURNEY, reads_plan=True),
        form(journeys.irritation_load, Input("frictions", InputKind.TABLE, size=3), name="from_figures"),
    ),
    _kpi(
        "emotional_balance",
        form(journeys.emotional_balance_of_journey, JOURNEY, reads_plan=True),
        form(journeys.emotional_balance_of, Input("emotions", InputKind.TABLE, size=2), name="from_figures"),
    ),
    _kpi(
        "ab_uplift", form(measurement.ab_uplift, count("success_A"), base("n_A"), count("success_B"), base("n_B"))
    ),
    _kpi("target_progress", form(measurement.target_progress, figure("baseline"), figure("current"), figure("target"))),
)  # fmt: skip

CALCULATORS = {
    each.kpi: each
    for each in (
        *_RETENTION_AND_VALUE,
        *_SATISFACTION_AND_SERVICE,
        *_ENGAGEMENT_AND_CONVERSION,
        *_JOURNEYS_AND_FOLLOW_UP,
    )
}
"""By the KPI's id in the catalogue."""
