from tests.furnished import ids, plan, shared_plan
from tests.kept_plans import empty_plan, kept_plans

__all__ = ["empty_plan", "ids", "kept_plans", "plan", "shared_plan"]
