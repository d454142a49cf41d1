"""Whom the plan serves and what they live: segments, personas, journeys, frictions."""

import os

# Read when numpy is loaded, which is later. The matrices of a journey are small: several threads take ten times as long
# for them, most of it to wait for each other, and a hundred times where other programs keep the machine busy.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
