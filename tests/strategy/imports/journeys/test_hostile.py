"""Files made to do harm, and damaged ones: a sentence in no time, or what can be read with what cannot counted."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from strategy.imports.report import Reason
from tests.strategy.imports.journeys.reading import file_of, points, refusal_of, refused

LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + each)} "{f"&{chr(97 + each)};" * 10}">' for each in range(9)
)  # fmt: skip
REFUSED: dict[str, tuple[str, Callable[[], str | bytes], str]] = {
    "laughs": ("a.graphml", lambda: f"{LAUGHS}]><graphml>&j;</graphml>", "not safe"),
    "a file of ours": (
        "a.gexf",
        lambda: '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><gexf><graph>&a;</graph></gexf>',
        "not safe",
    ),
    "depth": ("a.graphml", lambda: "<graphml>" + "<graph><node id='n'>" * 10_000, "nested too deeply"),
    "depth in dot": ("a.dot", lambda: "digraph {" + "{" * 10_000, "nested too deeply"),
    "cut off": ("a.graphml", lambda: "<graphml><graph><node id='a'/>", "damaged"),
    "no letters": ("a.graphml", lambda: b"<graphml>\xff\xfe\xfa</graphml>", "damaged"),
    "zeros": ("a.mmd", lambda: b"flowchart TD\n A-->\x00B\n", "not text"),
    "nothing": ("a.mmd", lambda: b"", "empty"),
    "large": ("a.mmd", lambda: b"journey\n" + b"a: 3: me\n" * 500_000, "larger than"),
    "points": ("a.mmd", lambda: "graph TD\n" + "\n".join(f"a{n}" for n in range(5_001)), "more than 5000 points"),
    "arrows": (
        "a.mmd",
        lambda: f"graph TD\n{' & '.join(f'a{n}' for n in range(400))} --> {' & '.join(f'b{n}' for n in range(400))}",
        "more than 50000 arrows",
    ),
    "a flood of nodes": (  # refused before the file is read to its end, which is damaged
        "a.graphml",
        lambda: "<graphml><graph>" + "<node id='n'/>" * 10_001,
        "more than 5000 points",
    ),
    "deep json": ("a.json", lambda: '{"format":"periple-plan","version":1,"kinds":' + "[" * 100_000, "not JSON"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_would_do_harm_is_refused_with_a_sentence(tmp_path: Path, name: str) -> None:
    file, text, sentence = REFUSED[name]
    started = time.process_time()
    assert sentence in refusal_of(tmp_path, file, text())
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.mmd", "graph TD\n A" + "[" * 20_000 + "\n B" + "-- " * 10_000 + "\n C" + '["' * 10_000),
        ("a.dot", 'digraph { a [label="' + '\\"' * 20_000),
        ("b.dot", "digraph { a [label=<" + "<" * 20_000),
        ("b.mmd", "journey\n" + "a" + ":" * 50_000),
    ],
)
def test_what_never_ends_is_read_in_no_time(tmp_path: Path, name: str, text: str) -> None:
    started = time.process_time()
    file_of(tmp_path, name, text)
    assert time.process_time() - started < 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_letters_of_old_programs_are_understood(tmp_path: Path, encoding: str) -> None:
    file = file_of(tmp_path, "a.mmd", "journey\n section S\n  Été à l’hôtel: 3: moi\n".encode(encoding))
    assert points(file.journeys[0].sketch) == [("Été à l’hôtel", "TOUCHPOINT")]


def test_figures_that_are_none_leave_the_arrow_as_it_is(tmp_path: Path) -> None:
    edges = "".join(
        f'<edge source="a" target="{target}"><data key="p">{value}</data></edge>'
        for target, value in (("b", "NaN"), ("c", "-0.5"), ("d", "1e999"), ("e", "0.25"))
    )
    nodes = "".join(f'<node id="{key}"/>' for key in "abcde")
    key = '<key id="p" for="edge" attr.name="probability" attr.type="double"/>'
    file = file_of(tmp_path, "a.graphml", f"<graphml>{key}<graph>{nodes}{edges}</graph></graphml>")
    assert [each.values for each in file.journeys[0].sketch.passages] == [{}, {}, {}, {"probability": 0.25}]
    assert [(value, reason) for _line, value, reason in refused(file)] == [
        ("NaN", Reason.BAD_NUMBER), ("-0.5", Reason.NEGATIVE), ("1e999", Reason.BAD_NUMBER),
    ]  # fmt: skip


def test_a_file_that_plays_one_of_ours_is_checked_value_by_value(tmp_path: Path) -> None:
    keys = "".join(
        f'<key id="{scope}{name}" for="{scope}" attr.name="{name}" attr.type="string"/>'
        for scope, name in (("graph", "format"), ("graph", "periple"), ("node", "periple"), ("node", "minutes"),
                            ("node", "kind"), ("node", "stage_number"), ("node", "added"))
    )  # fmt: skip
    rest = (
        '{"frictions":[{"severity":99,"id":"x","text":"ok"},3],"principles":{"a":[[[[[[[[[1]]]]]]]]]},"emotions":[{}]}'
    )
    node = (
        f'<node id="a"><data key="nodeperiple">{rest.replace(chr(34), "&quot;")}</data>'
        '<data key="nodeminutes">-4</data><data key="nodekind">success</data>'
        '<data key="nodestage_number">9</data><data key="nodeadded">since</data></node>'
    )
    graph = (
        '<data key="graphformat">periple-journey</data>'
        '<data key="graphperiple">{"lanes":[{"kind":"x"}],"stages":3}</data>'
    )
    text = f'<graphml>{keys}<graph>{graph}{node}<node id="b"/><edge source="a" target="b"/></graph></graphml>'
    file = file_of(tmp_path, "a.graphml", text)
    (point, _other) = file.journeys[0].sketch.points
    assert (point.kind.name, point.stage, point.values) == ("TOUCHPOINT", None, {})
    assert point.frictions == ({"text": "ok"},)
    assert point.emotions == ()
    assert (1, "since", Reason.NO_PLACE) in refused(file)
    assert file.report.unused >= 5
