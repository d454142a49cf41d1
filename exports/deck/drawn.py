"""Shapes of the slide master and its layouts, as XML: python-pptx reads layouts but draws nothing on them."""

from __future__ import annotations

from html import escape
from itertools import count

from exports.deck.nodes import emu
from exports.deck.theme import Box, tone

_NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_NO_ROOM = '<a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:normAutofit/></a:bodyPr>'


class Drawing:
    """Collects shapes and numbers them."""

    def __init__(self) -> None:
        self.shapes: list[str] = []
        self._ids = count(2)

    def placeholder(
        self, name: str, kind: str, box: Box, size: float, color: str, *, anchor: str = "ctr", align: str = "l",
        content: str = "",
    ) -> None:  # fmt: skip
        """A place that slides fill; `kind` are the attributes of `p:ph`, `content` runs or a field."""
        look = (
            f'<a:lvl1pPr marL="0" indent="0" algn="{align}"><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
            f'<a:defRPr sz="{round(size * 100)}"><a:solidFill><a:srgbClr val="{color}"/></a:solidFill></a:defRPr>'
            "</a:lvl1pPr>"
        )
        body = _NO_ROOM.format(anchor=anchor) + f"<a:lstStyle>{look}</a:lstStyle><a:p>{content}</a:p>"
        locks = '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        self._add(name, locks, f"<p:nvPr><p:ph {kind}/></p:nvPr>", _place(box, "rect"), body)

    def shape(
        self, name: str, kind: str, box: Box, fill: str | None, outline: str | None = None, *, points: float = 1.0,
        is_dashed: bool = False, text: str = "", size: float = 11.0, color: str = "", align: str = "ctr",
        is_strong: bool = True,
    ) -> None:  # fmt: skip
        """A shape that every slide of the layout shows."""
        inside = f'<a:solidFill><a:srgbClr val="{fill}"/></a:solidFill>' if fill else "<a:noFill/>"
        dash = '<a:prstDash val="dash"/>' if is_dashed else ""
        edge = f'<a:ln w="{emu(points)}"><a:solidFill><a:srgbClr val="{outline}"/></a:solidFill>{dash}</a:ln>'
        runs = (
            f'<a:r><a:rPr sz="{round(size * 100)}" b="{int(is_strong)}"><a:solidFill>'
            f'<a:srgbClr val="{color or tone("ink")}"/></a:solidFill></a:rPr><a:t>{escape(text)}</a:t></a:r>'
        )
        self._add(
            name, "<p:cNvSpPr/>", '<p:nvPr userDrawn="1"/>',
            _place(box, kind) + inside + (edge if outline else "<a:ln><a:noFill/></a:ln>"),
            _NO_ROOM.replace("square", "none").format(anchor="ctr")
            + f'<a:lstStyle/><a:p><a:pPr algn="{align}"/>{runs if text else ""}</a:p>',
        )  # fmt: skip

    def rule(self, name: str, left: float, right: float, at: float, color: str, *, is_dashed: bool = False) -> None:
        """A horizontal line two pixels thick."""
        self.shape(name, "line", Box(left, at, right - left, 0), None, color, points=1.5, is_dashed=is_dashed)

    def _add(self, name: str, locks: str, kind: str, look: str, body: str) -> None:
        identity = f'<p:cNvPr id="{next(self._ids)}" name="{escape(name)}"/>'
        self.shapes.append(
            f"<p:sp {_NAMESPACES}><p:nvSpPr>{identity}{locks}{kind}</p:nvSpPr><p:spPr>{look}</p:spPr>"
            f"<p:txBody>{body}</p:txBody></p:sp>"
        )


def _place(box: Box, kind: str) -> str:
    return (
        f'<a:xfrm><a:off x="{emu(box.left)}" y="{emu(box.top)}"/><a:ext cx="{emu(box.width)}" cy="{emu(box.height)}"/>'
        f'</a:xfrm><a:prstGeom prst="{kind}"><a:avLst/></a:prstGeom>'
    )
