"""Plain data bars: openpyxl only writes those of Excel 2007, which fade and never reach their end.

Later versions describe a bar twice: the old way, and in an extension at the end of the sheet that refines it.
"""

from __future__ import annotations

import re

_BAR = re.compile(
    r'<conditionalFormatting sqref="([^"]+)"><cfRule type="dataBar" priority="[0-9]+"><dataBar>'
    r'<cfvo[^>]*/>(<cfvo[^>]*/>)<color rgb="([0-9A-F]{8})" ?/></dataBar>(?=</cfRule>)',
    re.DOTALL,
)
_VALUE = re.compile(r'val="([^"]+)"')
_X14 = 'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"'
_XM = 'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"'
_IN_RULE = f'<extLst><ext {_X14} uri="{{B025F937-C7B1-47D3-B67F-A62EFF666E3E}}"><x14:id>{{id}}</x14:id></ext></extLst>'
_IN_SHEET = (
    f'<extLst><ext {_X14} uri="{{78C0D931-6437-407d-A8EE-F0AAD7539E65}}"><x14:conditionalFormattings>'
    "{bars}</x14:conditionalFormattings></ext></extLst></worksheet>"
)
_REFINED = (
    f'<x14:conditionalFormatting {_XM}><x14:cfRule type="dataBar" id="{{id}}">'
    '<x14:dataBar minLength="0" maxLength="100" gradient="0">'
    '<x14:cfvo type="num"><xm:f>0</xm:f></x14:cfvo>{top}'
    '<x14:fillColor rgb="{color}"/></x14:dataBar></x14:cfRule>'
    "<xm:sqref>{cells}</xm:sqref></x14:conditionalFormatting>"
)


def with_solid_bars(xml: str) -> str:
    """The sheet with a plain ground for each of its data bars."""
    refined: list[str] = []

    def complete(match: re.Match[str]) -> str:
        cells, highest, color = match.groups()
        value = _VALUE.search(highest)
        top = f'<x14:cfvo type="num"><xm:f>{value[1]}</xm:f></x14:cfvo>' if value else '<x14:cfvo type="max"/>'
        rule_id = f"{{5C1A6E00-0000-4000-8000-{len(refined) + 1:012X}}}"
        refined.append(_filled(_REFINED, top=top, id=rule_id, color=color, cells=cells))
        return match[0] + _filled(_IN_RULE, id=rule_id)

    completed = _BAR.sub(complete, xml)
    return completed.replace("</worksheet>", _filled(_IN_SHEET, bars="".join(refined))) if refined else xml


def _filled(template: str, **values: str) -> str:
    """The template with its gaps filled; `str.format` would trip over the braces of identifiers."""
    for name, value in values.items():
        template = template.replace(f"{{{name}}}", value)
    return template
