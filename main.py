"""Starts Périple: the window, or a command for automation and for checks that needs neither window nor display."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from resources.i18n import LANGUAGES, N_, Words, language_of, words
from resources.version import VERSION
from storage.errors import DamagedPlan, PeripleError, PlanError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from strategy.snapshot import Snapshot

OK, FAILED, USAGE = 0, 1, 2
COMMANDS = ("new", "export", "import", "merge", "check", "analyse")
_PICTURES = (".svg", ".png", ".pdf")
_DRAWINGS = (".graphml", ".gexf", ".dot", ".mmd")
_OPTIONS_OF_EXPORTS = {
    "journey": (*_PICTURES, *_DRAWINGS, ".pptx"), "view": (*_PICTURES, ".mmd"),
    "paper": (".xlsx", ".pdf"), "values": (".xlsx",), "segments": (".xlsx",), "tiled": (".pdf",), "dpi": (".png",),
    "table": (".csv",), "tasks": (".csv",),
}  # fmt: skip
_PLANS = (".xlsx", ".pptx", ".csv", ".zip", ".ics", ".json")
_DPI = (48, 1200)
_SAMPLES = ("saas", "bank", "shop")  # `strategy.plan_file.SAMPLES`, without loading the model for a line of help
_LOCALE_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")  # the order in which gettext looks at them
_DISPLAY_VARIABLES = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
_OF_ARGPARSE = (  # said by argparse itself, through gettext; listed here so that the translation knows them
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("not allowed with argument %s"),
    N_("expected one argument"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window or run a command; the exit code is 0 for success, 1 for damage or failure, 2 for wrong usage."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given:
        return _open_window(None)
    reader = words(system_language())
    _prepare_console(reader)
    try:
        options = _options(given, reader)
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


def _options(given: Sequence[str], reader: Words) -> Namespace:
    """The command line as options; SystemExit for help, version and wrong usage."""
    parser = _command_parser(reader) if given[0] in COMMANDS else _window_parser(reader)
    options = parser.parse_args(given)
    parser = getattr(options, "parser", parser)
    if options.command == "new" and options.source is not None and options.language is not None:
        parser.error(reader.tr("--language does not go with --from: the file has its own language"))
    if options.command == "export":
        _check_export(parser, options, reader)
    return options


def _check_export(parser: ArgumentParser, options: Namespace, reader: Words) -> None:
    """Refuse a file of another kind, and options that the kind has no use for."""
    suffix = options.target.suffix.lower()
    endings = (*_PLANS, *_PICTURES, *_DRAWINGS)
    if suffix not in endings:
        parser.error(reader.tr("an export ends in one of these: {endings}").format(endings=", ".join(endings)))
    for name, kinds in _OPTIONS_OF_EXPORTS.items():
        if getattr(options, name) and suffix not in kinds:
            told = reader.tr("--{option} goes with {kinds} only")
            parser.error(told.format(option=name, kinds=", ".join(kinds)))
    if options.dpi is not None and not _DPI[0] <= options.dpi <= _DPI[1]:
        parser.error(reader.tr("--dpi is a number from {least} to {most}").format(least=_DPI[0], most=_DPI[1]))


def _window_parser(reader: Words) -> ArgumentParser:
    import argparse

    parser = argparse.ArgumentParser(
        prog="main.py",
        description=reader.tr("Périple: customer journeys, from objectives to the client’s action plan."),
        epilog="\n".join([reader.tr("commands:"), *(f"  main.py {line}" for line in _COMMAND_LINES)]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("plan", nargs="?", type=Path, metavar="PLAN", help=reader.tr("the plan to open in a window"))
    # Up to Python 3.12 argparse itself says this one in English only.
    told = reader.tr("show program's version number and exit")
    parser.add_argument("--version", action="version", version=f"Périple {VERSION}", help=told)
    parser.set_defaults(command=None)
    return parser


_COMMAND_LINES = (
    "new PLAN [--sample saas|bank|shop] [--language fr|en]",
    "new PLAN --from FILE.json",
    "export PLAN OUT.xlsx|OUT.pptx|OUT.pdf|OUT.ics|OUT.json [--language fr|en]",
    "export PLAN OUT.xlsx [--values] [--segments] [--paper A4|A3] [--language fr|en]",
    "export PLAN OUT.csv [--table NAME | --tasks trello|jira|planner] [--language fr|en]",
    "export PLAN OUT.zip [--language fr|en]",
    "export PLAN OUT.svg|OUT.png|OUT.pdf [--journey NAME] [--view map|graph|compare] [--language fr|en]",
    "export PLAN OUT.graphml|OUT.gexf|OUT.dot [--journey NAME] [--language fr|en]",
    "export PLAN OUT.mmd [--journey NAME] [--view map|graph] [--language fr|en]",
    "import PLAN FILE [--journey NAME] [--dry-run] [--json]",
    "merge PLAN FILE.xlsx [--dry-run | --accept client|app] [--json]",
    "check PLAN [--json]",
    "analyse PLAN [--json] [--journey NAME] [--language fr|en]",
)


def _command_parser(reader: Words) -> ArgumentParser:
    import argparse

    parser = argparse.ArgumentParser(prog="main.py")
    commands = parser.add_subparsers(dest="command", required=True)
    new = commands.add_parser("new", description=reader.tr("Create a plan: empty, from a sample, or from a JSON file."))
    new.add_argument("plan", type=Path, metavar="PLAN", help=reader.tr("the file to create"))
    source = new.add_mutually_exclusive_group()
    source.add_argument("--sample", choices=_SAMPLES, help=reader.tr("fill it with this fictitious company"))
    source.add_argument("--from", dest="source", type=Path, metavar="FILE.json", help=reader.tr("a plan in JSON"))
    new.add_argument("--language", choices=LANGUAGES, help=reader.tr("language of the plan’s own texts"))
    new.set_defaults(parser=new)
    export = commands.add_parser("export", description=reader.tr("Write a plan, or the picture of a journey."))
    _add_export_options(export, reader)
    export.set_defaults(parser=export)
    _add_import_options(commands.add_parser("import", description=reader.tr("Draw the journey of a file.")), reader)
    _add_merge_options(commands.add_parser("merge", description=reader.tr("Merge a returned workbook.")), reader)
    check = commands.add_parser("check", description=reader.tr("Check a plan: its file, what is missing, warnings."))
    check.add_argument("plan", type=Path, metavar="PLAN", help=reader.tr("the plan to read"))
    check.add_argument("--json", action="store_true", help=reader.tr("print the result for programs"))
    analyse = commands.add_parser("analyse", description=reader.tr("Print the figures of the journeys of a plan."))
    analyse.add_argument("plan", type=Path, metavar="PLAN", help=reader.tr("the plan to read"))
    analyse.add_argument("--json", action="store_true", help=reader.tr("print the result for programs"))
    analyse.add_argument("--journey", metavar="NAME", help=reader.tr("only the journey with this name"))
    analyse.add_argument("--language", choices=LANGUAGES, help=reader.tr("language of the sentences"))
    return parser


def _add_export_options(export: ArgumentParser, reader: Words) -> None:
    tr = reader.tr
    export.add_argument("plan", type=Path, metavar="PLAN", help=tr("the plan to read"))
    endings = ", ".join(dict.fromkeys((*_PLANS, *_PICTURES, *_DRAWINGS)))
    told = tr("the file to write; its ending says what: {endings}. A former one is replaced").format(endings=endings)
    export.add_argument("target", type=Path, metavar="OUT", help=told)
    export.add_argument("--language", choices=LANGUAGES, help=tr("language of what is written; else the plan’s"))
    told = tr("OUT.csv holds one table, the action plan unless told otherwise; OUT.zip holds all of them as CSV files.")
    workbook = export.add_argument_group(
        tr("workbook"), tr("OUT.xlsx holds live formulas on A4 unless told otherwise.")
    )
    workbook.add_argument("--values", action="store_true", help=tr("each cell holds its value of today, no formula"))
    workbook.add_argument("--segments", action="store_true", help=tr("a sheet with the actions for each segment"))
    tables = export.add_argument_group(tr("tables"), told).add_mutually_exclusive_group()
    tables.add_argument("--table", metavar="NAME", help=tr("the table of the workbook; an unknown name lists them all"))
    tables.add_argument("--tasks", choices=("trello", "jira", "planner"), help=tr("the actions, for this program"))
    pictures = export.add_argument_group(tr("a journey as a picture or for other programs"))
    pictures.add_argument("--journey", metavar="NAME", help=tr("the journey with this name; else the first one"))
    pictures.add_argument("--view", metavar="map|graph|compare", help=tr("what the picture shows; else the map"))
    pictures.add_argument(
        "--paper", choices=("A4", "A3", "A0"), help=tr("size of the sheets of a PDF or of a workbook")
    )
    pictures.add_argument("--tiled", action="store_true", help=tr("a PDF at full size, on as many sheets as it takes"))
    pictures.add_argument("--dpi", type=int, metavar="DPI", help=tr("dots per inch of a PNG, 192 unless given"))


def _add_import_options(parser: ArgumentParser, reader: Words) -> None:
    tr = reader.tr
    parser.add_argument("plan", type=Path, metavar="PLAN", help=tr("the plan to change"))
    told = tr("GraphML, GEXF, DOT, Mermaid, a plan in JSON, or a table of touchpoints")
    parser.add_argument("file", type=Path, metavar="FILE", help=told)
    told = tr("the journey with this name; else the first one, which gets this name if it is alone")
    parser.add_argument("--journey", metavar="NAME", help=told)
    parser.add_argument("--dry-run", action="store_true", help=tr("only tell what would be taken"))
    parser.add_argument("--json", action="store_true", help=tr("print the result for programs"))


def _add_merge_options(parser: ArgumentParser, reader: Words) -> None:
    tr = reader.tr
    parser.add_argument("plan", type=Path, metavar="PLAN", help=tr("the plan to change"))
    parser.add_argument("file", type=Path, metavar="FILE", help=tr("the workbook that came back, .xlsx or .ods"))
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--dry-run", action="store_true", help=tr("only compare, as without an option"))
    told = tr("take what the client changed and added; in a conflict, the client’s value or the plan’s (app)")
    ways.add_argument("--accept", choices=("client", "app"), help=told)
    parser.add_argument("--json", action="store_true", help=tr("print the result for programs"))


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

    from storage.folders import application_folder

    layout = "%(asctime)s %(levelname)s %(message)s"
    try:
        path = application_folder() / "commands.log"
        logging.basicConfig(filename=path, encoding="utf-8", format=layout)
    except OSError:
        path = Path("stderr")
        logging.basicConfig(format=layout)
    return path


if __name__ == "__main__":
    sys.exit(main())
