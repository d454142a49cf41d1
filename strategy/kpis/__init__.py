"""The KPI calculators: each KPI of the method from its raw inputs, with its error codes.

`compute(kpi, inputs)` gives a value or raises `KpiError`; `CALCULATORS` says what each KPI is computed from.
"""

from strategy.kpis.computing import compute, form_of, gathered
from strategy.kpis.declaration import Calculator, Form
from strategy.kpis.inputs import ErrorCode, Input, InputKind, KpiError, Outcome, Remark
from strategy.kpis.table import CALCULATORS

__all__ = [
    "CALCULATORS",
    "Calculator",
    "ErrorCode",
    "Form",
    "Input",
    "InputKind",
    "KpiError",
    "Outcome",
    "Remark",
    "compute",
    "form_of",
    "gathered",
]
