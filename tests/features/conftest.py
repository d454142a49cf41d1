from tests.exports.conftest import exported
from tests.furnished import ids, plan, shared_plan
from tests.ui.conftest import kept_plans
from tests.ui.pages.conftest import bridge_to
from tests.windows import told

__all__ = ["bridge_to", "exported", "ids", "kept_plans", "plan", "shared_plan", "told"]
