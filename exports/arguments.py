"""What may be typed after the name of the program: its commands, their options and their help."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from resources.i18n import LANGUAGES, N_, Words
from resources.version import VERSION

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

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


def parsed(given: Sequence[str], reader: Words) -> Namespace:
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
