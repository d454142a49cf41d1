"""Starts Périple: the window, or a command for automation and for checks that needs neither window nor display."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exports.arguments import parsed
from resources.i18n import N_, Words, language_of, words
from storage.errors import DamagedPlan, PeripleError, PlanError

if TYPE_CHECKING:
    from argparse import Namespace

    from strategy.snapshot import Snapshot

OK, FAILED, USAGE = 0, 1, 2
_LOCALE_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")  # the order in which gettext looks at them
_DISPLAY_VARIABLES = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window or run a command; the exit code is 0 for success, 1 for damage or failure, 2 for wrong usage."""
    from storage.scratch import scratch

    with scratch():
        return _started(list(sys.argv[1:] if arguments is None else arguments))


def _started(given: Sequence[str]) -> int:
    if not given:
        return _open_window(None)
    reader = words(system_language())
    _prepare_console(reader)
    try:
        options = parsed(given, reader)
    except SystemExit as stop:  # argparse has said what was wrong, or shown what was asked
        return stop.code if isinstance(stop.code, int) else USAGE
    return _open_window(options.plan) if options.command is None else _run(options, reader)


def _open_window(plan: Path | None) -> int:
    if sys.platform == "linux" and not any(os.environ.get(name) for name in _DISPLAY_VARIABLES):
        # Qt would end the process with a text of its own.
        reader = words(system_language())
        sentence = reader.tr("There is no display to open a window on. The commands need none: see --help.")
        print(sentence, file=sys.stderr)
        return FAILED
    import gc

    gc.disable()  # what a start makes is there to stay; after the first paint `ui.garbage` takes over
    from ui.application import run

    return run(plan)


def _run(options: Namespace, reader: Words) -> int:
    """Run a command. What the user can act on is one sentence on stderr; a mistake of ours goes to the log."""
    import logging

    try:
        code = _commands()[options.command](options, reader)
        sys.stdout.flush()
        return code
    except PeripleError as error:
        _tell(error, options, reader)
    except BrokenPipeError:  # the reader of our output has seen enough; nothing more can be said to it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception:
        log = _log_file()
        logging.getLogger(__name__).exception("command %s", options.command)
        sentence = reader.tr("Périple made a mistake and stopped. Please send the file “{name}” to its makers.")
        print(sentence.format(name=log), file=sys.stderr)
    return FAILED


def _tell(error: PeripleError, options: Namespace, reader: Words) -> None:
    """Say what is wrong, and of a damaged plan that was to be checked, what can still be read of it."""
    sentence = error.text(reader)
    rest: dict[str, Any] = {}  # Any: what JSON holds
    if options.command == "check":
        if isinstance(error, DamagedPlan):
            from strategy.salvage_report import rest_of

            more, rest = rest_of(options.plan, error.plan_id, reader)
            sentence = " ".join(filter(None, [sentence, more]))
        if options.json:
            problem = {"is_sound": False, "problem": error.text(reader), **rest}
            _print_json({"format": "periple-check", "version": 1, **problem})
    print(sentence, file=sys.stderr)


def _commands() -> Mapping[str, Callable[[Namespace, Words], int]]:
    return {
        "new": _new, "export": _export, "import": _import, "merge": _merge, "check": _check, "analyse": _analyse,
    }  # fmt: skip


def _new(options: Namespace, reader: Words) -> int:
    from strategy import plan_file

    path: Path = options.plan
    if options.source is not None:
        document = plan_file.create_from_json(path, options.source)
    elif options.sample is not None:
        document = plan_file.create_from_sample(path, options.sample, options.language or reader.language)
    else:
        document = plan_file.create_plan(path, name=path.stem, language=options.language or reader.language)
    document.close()
    print(reader.tr("“{name}” is ready.").format(name=path))
    return OK


def _export(options: Namespace, reader: Words) -> int:
    snapshot, _revision = _read(options.plan)
    target: Path = options.target
    if os.path.realpath(target) == os.path.realpath(options.plan):
        raise PlanError(N_("The export would overwrite the plan itself. Choose another name."))
    from ui.deliverables.command import Options, export

    language = options.language or language_of(snapshot.plan.language)
    given = Options(
        options.journey, options.view, options.paper, options.tiled, options.dpi, options.table, options.tasks,
        options.values, options.segments,
    )  # fmt: skip
    for sentence in export(snapshot, target, language, given, reader.language):
        print(sentence, file=sys.stderr)
    print(reader.tr("“{name}” is ready.").format(name=target))
    return OK


def _import(options: Namespace, reader: Words) -> int:
    from strategy.imports.journeys.command import import_file
    from strategy.plan_file import open_plan

    with open_plan(options.plan) as document:
        imported = import_file(document, options.file, options.journey, is_dry=options.dry_run)
    if options.json:
        _print_json(imported.values(reader))
    else:
        print("\n".join(imported.lines(reader)))
    return OK


def _merge(options: Namespace, reader: Words) -> int:
    from exports.returned import Side
    from exports.returned.command import merge_file
    from strategy.plan_file import open_plan

    with open_plan(options.plan) as document:
        merged = merge_file(document, options.file, Side(options.accept) if options.accept else None)
    if options.json:
        _print_json(merged.values(reader))
    else:
        print("\n".join(merged.lines(reader)))
    return OK


def _check(options: Namespace, reader: Words) -> int:
    from strategy.check_report import HEADER, check_lines, completion_values, finding_values
    from strategy.method import completions, findings, step_states

    snapshot, revision = _read(options.plan)
    found, active = findings(snapshot, include_dismissed=True), findings(snapshot)
    rules = completions(snapshot)
    states = {step: str(state.state) for step, state in step_states(snapshot, found=active).items()}
    if options.json:
        _print_json(
            {
                **HEADER,
                "is_sound": True,
                "plan": {"name": snapshot.plan.name, "language": snapshot.plan.language, "revision": revision},
                "steps": states,
                "completion": [completion_values(each) for each in rules],
                "findings": [finding_values(each, is_dismissed=each not in active) for each in found],
            }
        )
    else:
        print("\n".join(check_lines(snapshot, states, rules, active, reader)))
    return OK


def _analyse(options: Namespace, reader: Words) -> int:
    from strategy.capability_report import capability_lines, capability_values
    from strategy.journey_report import journeys_called, report_lines, report_values
    from strategy.naming import Naming

    snapshot, _revision = _read(options.plan)
    journeys = journeys_called(snapshot, options.journey)
    naming = Naming(snapshot, words(options.language) if options.language else reader)
    if options.json:
        whole = {} if options.journey else capability_values(snapshot, naming)
        _print_json({**report_values(snapshot, journeys, naming), **whole})
    else:
        lines = [*report_lines(snapshot, journeys, naming)]
        if not options.journey:
            lines += capability_lines(snapshot, naming)
        print("\n".join(lines).strip("\n"))
    return OK


def _read(path: Path) -> tuple[Snapshot, int]:
    """A plan as its file holds it, checked by the gate when it opens, and its revision."""
    from strategy.plan_file import open_plan
    from strategy.snapshot import Snapshot

    with open_plan(path) as document:
        return Snapshot.of(document), document.revision


def _print_json(values: Mapping[str, Any]) -> None:  # Any: what JSON holds
    import json

    print(json.dumps(values, ensure_ascii=False, indent=1, allow_nan=False))


def system_language() -> str:
    """The language of the terminal: the first locale variable that is set, else the system's."""
    import locale

    named = next((os.environ[name] for name in _LOCALE_VARIABLES if os.environ.get(name)), None)
    return language_of(named or locale.getlocale()[0])


def _prepare_console(reader: Words) -> None:
    """argparse speaks the same language, and no character that the console lacks stops a command."""
    import gettext
    import io

    if not any(os.environ.get(name) for name in _LOCALE_VARIABLES):
        os.environ["LANGUAGE"] = reader.language
    gettext.bindtextdomain("periple", str(Path(__file__).parent / "resources" / "locale"))
    gettext.textdomain("periple")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _log_file() -> Path:
    """The log of the command line, made ready to take what went wrong."""
    import logging

    from storage.files import owner_only
    from storage.folders import application_folder

    layout = "%(asctime)s %(levelname)s %(message)s"
    try:
        path = application_folder() / "commands.log"
        open(path, "a", encoding="utf-8", opener=owner_only).close()
        logging.basicConfig(filename=path, encoding="utf-8", format=layout)
    except OSError:
        path = Path("stderr")
        logging.basicConfig(format=layout)
    return path


if __name__ == "__main__":
    sys.exit(main())
