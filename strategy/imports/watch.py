"""What long reading tells whoever waits for it, and how they stop it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


class Cancelled(Exception):
    """The user gave up. Nothing was changed: nobody shows this."""


@dataclass(frozen=True, slots=True)
class Watch:
    """The ear of the one who waits. `report(done, all, "")` counts in thousandths; `is_cancelled()` is asked often."""

    report: Callable[[int, int, str], object] | None = None
    is_cancelled: Callable[[], bool] | None = None

    def tell(self, share: float) -> None:
        """`share` of the work is done, 0 to 1. Raises Cancelled when it is not wanted any more."""
        if self.is_cancelled is not None and self.is_cancelled():
            raise Cancelled
        if self.report is not None:
            self.report(round(min(share, 1.0) * 1000), 1000, "")


UNWATCHED = Watch()
