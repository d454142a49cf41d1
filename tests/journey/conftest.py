from tests.furnished import ids, plan, shared_plan

__all__ = ["ids", "plan", "shared_plan"]
