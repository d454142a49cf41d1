"""Try hard to lose or spoil something: `python3 run.py campaign [T1 T3 …] [--seed N] [--minutes M] [--rounds N]`.

Each campaign plays rounds to its goal, or for some minutes, and its controls: careless programs that must lose.
It fails if anything is lost, or if a control loses nothing. `--seed N --from K --rounds 1` plays one round again.
"""

from __future__ import annotations

import argparse
import logging
import os
import platform
import sqlite3
import sys
import time
from tempfile import TemporaryDirectory

from tests.campaigns import nursery
from tests.campaigns.trial import Absent, Campaign, Trial, campaigns, controlled, played

_LOSSES_SHOWN = 10


def main() -> int:
    """Play the campaigns named on the command line, or all; 1 if something was lost or a control saw nothing."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    logging.disable()  # trials provoke what the log would tell
    known = campaigns()
    options = _options(list(known))
    seed = options.seed if options.seed is not None else int.from_bytes(os.urandom(3))
    print(f"seed {seed}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {os.cpu_count()} cores")
    failed, skipped = [], []
    for name in options.names or known:
        with TemporaryDirectory() as folder:
            os.environ["PERIPLE_DATA"] = folder
            try:
                if not _is_passed(known[name], options, seed):
                    failed.append(name)
            except Absent as absent:
                print(f"{name:4} SKIPPED: {absent}")
                skipped.append(name)
    nursery.close_all()
    if skipped:
        print(f"not played: {', '.join(skipped)}")
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def _options(names: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="run.py campaign", description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", choices=[*names, []], metavar="T", help=", ".join(names))
    parser.add_argument("--seed", type=int, help="the dice; a new one each time unless given")
    parser.add_argument("--minutes", type=float, help="for each campaign; else it goes on to its goal")
    parser.add_argument("--rounds", type=int, help="for each campaign; else its goal")
    parser.add_argument("--from", dest="first", type=int, default=0, help="the number of the first round")
    return parser.parse_args()


def _is_passed(campaign: Campaign, options: argparse.Namespace, seed: int) -> bool:
    print(f"{campaign.name:4} {campaign.title}", flush=True)
    seconds = None if options.minutes is None else options.minutes * 60
    rounds = options.rounds or campaign.goal
    start = time.monotonic()
    trial = played(campaign.play, Trial(campaign.name, seed, rounds, seconds, options.first))
    spent = time.monotonic() - start
    goal = "" if trial.played >= campaign.goal else f" of {campaign.goal}"
    print(f"     {trial.played}{goal} rounds, {len(trial.losses)} losses, {spent:.0f} s; {trial.figures()}", flush=True)
    for what in trial.left_out:
        print(f"     LEFT OUT: {what}")
    for loss in trial.losses[:_LOSSES_SHOWN]:
        print(f"     LOST in {loss}")
    return _are_controls_seen(campaign, seed) and not trial.losses


def _are_controls_seen(campaign: Campaign, seed: int) -> bool:
    are_seen = True
    for control in campaign.controls:
        try:
            trial = controlled(campaign, control, seed)
        except Absent as absent:
            print(f"     control: {control.title}: SKIPPED: {absent}")
            continue
        said = f"lost, as it must, in {trial.losses[0]}" if trial.losses else f"LOST NOTHING in {trial.played} rounds"
        print(f"     control: {control.title}: {said}", flush=True)
        are_seen = are_seen and bool(trial.losses)
    return are_seen


if __name__ == "__main__":
    sys.exit(main())
