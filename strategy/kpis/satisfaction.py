"""What customers say: surveys, ratings, recommendations, complaints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from strategy.kpis.inputs import ErrorCode, KpiError, Outcome
from strategy.kpis.rates import loose_percent_of, margin_of_error, percent_of, ratio, sample_remarks

LAST_DETRACTOR, FIRST_PROMOTER = 6, 9
TOP_TWO, TOP_THREE = "6_7", "5_7"


def nps(counts: Sequence[int]) -> Outcome:
    """(promoters - detractors) / answers x 100: points, -100 to 100, from the answers for each score 0 to 10.

    Promoters gave 9 or 10, detractors 0 to 6; those between count in the answers.
    """
    detractors, promoters = sum(counts[: LAST_DETRACTOR + 1]), sum(counts[FIRST_PROMOTER:])
    return nps_of_groups(promoters, sum(counts) - promoters - detractors, detractors)


def nps_of_groups(promoters: int, passives: int, detractors: int) -> Outcome:
    """The same from the three groups; beside: their shares, and 1.96 sqrt((p + d - (p - d)^2) / n) x 100."""
    answers = promoters + passives + detractors
    if answers == 0:
        raise KpiError(ErrorCode.EMPTY)
    liked, disliked = promoters / answers, detractors / answers
    beside = {
        "answers": answers,
        "promoters_percent": liked * 100.0,
        "passives_percent": passives / answers * 100.0,
        "detractors_percent": disliked * 100.0,
        "margin": margin_of_error(liked + disliked - (liked - disliked) ** 2, answers),
    }
    return Outcome((promoters - detractors) / answers * 100.0, sample_remarks(answers), beside)


def nps_of_answers(scores: Sequence[float | None]) -> Outcome:
    """The same from the list of scores."""
    return nps(_counted(scores, 0, 10))


def csat_5(counts: Sequence[int]) -> Outcome:
    """Scores 4 and 5 / answers x 100: percent, 0 to 100; mean and normalised mean (mean - 1) / 4 x 100 beside."""
    return _csat(counts, 2)


def csat_5_of_answers(scores: Sequence[float | None]) -> Outcome:
    """The same from the list of scores 1 to 5."""
    return csat_5(_counted(scores, 1, 5))


def csat_7(counts: Sequence[int], top: str = TOP_TWO) -> Outcome:
    """Scores 6 and 7, or 5 to 7 / answers x 100: percent; mean and normalised mean (mean - 1) / 6 x 100 beside."""
    return _csat(counts, 2 if top == TOP_TWO else 3)


def csat_7_of_answers(scores: Sequence[float | None], top: str = TOP_TWO) -> Outcome:
    """The same from the list of scores 1 to 7."""
    return csat_7(_counted(scores, 1, 7), top)


def intent_share(answers_4_5: int, answers: int) -> Outcome:
    """Answers 4 or 5 / answers x 100: percent, 0 to 100, for one intention; intentions are not averaged."""
    if answers == 0:
        raise KpiError(ErrorCode.EMPTY, "answers")
    value = percent_of(answers_4_5, answers)
    share = answers_4_5 / answers
    return Outcome(value, sample_remarks(answers), {"margin": margin_of_error(share * (1.0 - share), answers)})


def average_review_rating(counts: Sequence[int]) -> Outcome:
    """Sum of rating x count / reviews: stars, 1 to 5."""
    reviews = sum(counts)
    if reviews == 0:
        raise KpiError(ErrorCode.EMPTY)
    return Outcome(_total(counts) / reviews, sample_remarks(reviews), {"answers": reviews})


def average_of_ratings(ratings: Sequence[float | None]) -> Outcome:
    """The same from the list of ratings."""
    return average_review_rating(_counted(ratings, 1, 5))


def referral_rate(customers_who_referred: int, customers: int) -> float:
    """Customers who referred / customers x 100: percent, 0 to 100."""
    return percent_of(customers_who_referred, customers)


def complaint_rate(complaints: int, transactions: int) -> Outcome:
    """Complaints / transactions x 1,000: per thousand; more complaints than transactions is worth a check."""
    return Outcome(ratio(complaints, transactions) * 1000.0, loose_percent_of(complaints, transactions).remarks)


def complaint_resolution_rate(resolved_in_time: int, complaints: int) -> float:
    """Resolved in the announced time / complaints x 100: percent, 0 to 100."""
    return percent_of(resolved_in_time, complaints)


def _csat(counts: Sequence[int], top: int) -> Outcome:
    answers = sum(counts)
    if answers == 0:
        raise KpiError(ErrorCode.EMPTY)
    mean, share = _total(counts) / answers, sum(counts[-top:]) / answers
    beside = {
        "answers": answers,
        "mean": mean,
        "normalised_mean": (mean - 1.0) / (len(counts) - 1) * 100.0,
        "margin": margin_of_error(share * (1.0 - share), answers),
    }
    return Outcome(share * 100.0, sample_remarks(answers), beside)


def _total(counts: Sequence[int]) -> int:
    return sum(score * count for score, count in enumerate(counts, start=1))


def _counted(scores: Sequence[float | None], low: int, high: int) -> list[int]:
    """How often each score of a scale was given; missing answers are left out."""
    given = [score for score in scores if score is not None]
    if any(not score.is_integer() for score in given):
        raise KpiError(ErrorCode.NOT_INTEGER)
    if any(not low <= score <= high for score in given):
        raise KpiError(ErrorCode.OUT_OF_SCALE)
    found = Counter(int(score) for score in given)
    return [found[score] for score in range(low, high + 1)]
