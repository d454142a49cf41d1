"""What puts right each gap of the chain: the candidates, best first, each ready to be done in one gesture.

The questions are those of `strategy.orphans` (checks and trace rules) and of `strategy.trace_coverage`.
"""

from strategy.cures.cure import Because, Cure, Way, obvious
from strategy.cures.table import CURES, cures

__all__ = ["CURES", "Because", "Cure", "Way", "cures", "obvious"]
