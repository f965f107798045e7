"""办理流程图 — an item's steps drawn as SVG, straight from its guide.

The picture stands alone: no script, no font, no style sheet. Colours are the page's own where it has them
(`var(--accent, …)`), so 长者模式 and print change it too. It is 400 wide for up to three parallel boxes: legible on a
phone without scrolling. A screen reader gets the same in words.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .choices import Ground, TimeUnit
from .guide import Guide, SpecialProcedure, Step

WIDTH = 400
BOX = 300
NARROWEST = 118
GAP = 14
ARROW = 30
PAD = 12
LEADING = 1.42
TITLE, SMALL = 15, 13

INK = "var(--ink, #1c2733)"
SOFT = "var(--ink-soft, #4b5866)"
PAPER = "var(--paper, #fff)"
ACCENT = "var(--accent, #1b5faa)"
ACCENT_WASH = "var(--accent-wash, #edf3fa)"
ACCENT_LINE = "var(--accent-line, #b9cfe8)"
ON_ACCENT = "var(--on-accent, #fff)"
WARN = "var(--warn, #855300)"
WARN_WASH = "var(--warn-wash, #fdf5e3)"

# Marks that may not begin a line, and brackets that may not end one.
_NOT_FIRST = "，。、；：！？）》”’〕】·%"
_NOT_LAST = "（《“‘〔【"


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of text in a box."""

    text: str
    size: int
    colour: str
    bold: bool = False

    @property
    def height(self) -> float:
        return self.size * LEADING


@dataclass(slots=True)
class _Drawing:
    """What has been drawn so far; `y` is where the next thing begins."""

    width: int
    parts: list[str] = field(default_factory=list)
    y: float = 4

    @property
    def middle(self) -> float:
        return self.width / 2

    def box(self, lines: list[_Line], x: float, width: float, height: float, **look: object) -> None:
        """A box at the cursor with its lines centred; the cursor stays."""
        attributes = "".join(f' {key.replace("_", "-")}="{value}"' for key, value in look.items())
        self.parts.append(f'<rect x="{x:.1f}" y="{self.y:.1f}" width="{width:.1f}" height="{height:.1f}"{attributes}/>')
        below = self.y + (height - sum(line.height for line in lines)) / 2
        for line in lines:
            weight = ' font-weight="600"' if line.bold else ""
            baseline = below + line.height / 2 + line.size * 0.35
            self.parts.append(
                f'<text x="{x + width / 2:.1f}" y="{baseline:.1f}" font-size="{line.size}" fill="{line.colour}"'
                f'{weight} text-anchor="middle">{escape(line.text)}</text>'
            )
            below += line.height

    def line(self, *points: tuple[float, float], dashed: bool = False) -> None:
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        dash = ' stroke-dasharray="5 4"' if dashed else ""
        self.parts.append(f'<polyline points="{path}" fill="none" stroke="{SOFT}" stroke-width="1.5"{dash}/>')

    def head(self, x: float, y: float, *, leftwards: bool = False) -> None:
        """An arrow head with its point at (x, y)."""
        corners = ((x, y), (x + 8, y - 5), (x + 8, y + 5)) if leftwards else ((x, y), (x - 5, y - 8), (x + 5, y - 8))
        self.parts.append(f'<polygon points="{" ".join(f"{a:.1f},{b:.1f}" for a, b in corners)}" fill="{SOFT}"/>')

    def arrow(self, height: float = ARROW) -> None:
        """An arrow down the middle; the cursor moves to its point."""
        self.line((self.middle, self.y), (self.middle, self.y + height - 6))
        self.y += height
        self.head(self.middle, self.y)


def flow_chart(guide: Guide, names: Mapping[str, str] | None = None) -> SafeString:
    """The chart as an `<svg>` element. `names`: unit code → the name to show; a code without one is shown as it is."""
    known = {"TOWN": "乡镇人民政府", **(names or {})}
    widest = max((len(stage) for stage in guide.stages), default=1)
    width = max(WIDTH, widest * NARROWEST + (widest - 1) * GAP + 8)
    drawing = _Drawing(width)
    _terminal(drawing, "申请人提出申请" if guide.can_be_applied_for else "发现线索、启动程序")
    drawing.arrow()
    if guide.can_be_applied_for:
        told = "当场或者当天办结" if guide.is_instant else "材料不齐的，一次性告知补正"
        _single(drawing, [*_lines("受理", BOX, TITLE, INK, bold=True), *_lines(told, BOX, SMALL, SOFT)])
        drawing.arrow()
    specials = list(guide.special_procedures)
    for place, stage in enumerate(guide.stages):
        if place:
            drawing.arrow()
        _stage(drawing, stage, known)
        if specials:
            _specials(drawing, specials)
            specials = []
    drawing.arrow()
    _terminal(drawing, _ending(guide))
    height = drawing.y + 4
    mark = f"flow-{guide.code.lower()}"
    return mark_safe(
        f'<svg xmlns="http://www.w3.org/2000/svg" class="flow-chart" viewBox="0 0 {width} {height:.0f}" '
        f'width="{width}" height="{height:.0f}" role="img" aria-labelledby="{mark}-title {mark}-desc" '
        f'data-element="flow-chart"><title id="{mark}-title">{escape(guide.name)}办理流程图</title>'
        f'<desc id="{mark}-desc">{escape(in_words(guide, known))}</desc>{"".join(drawing.parts)}</svg>'
    )


def in_words(guide: Guide, names: Mapping[str, str]) -> str:
    """The chart as sentences, for whoever does not see it."""
    told = []
    for number, stage in enumerate(guide.stages, 1):
        steps = [
            f"{step.name}（{'，'.join(part for part in (names.get(step.unit, step.unit), _limit(step)) if part)}）"
            for step in stage
        ]
        told.append(f"第{number}步，{'同时进行：' if len(steps) > 1 else ''}{'、'.join(steps)}")
    if guide.special_procedures:
        told.append(
            "；".join(f"需要时进行{_special_name(one)}，所需时间不计入办理时限" for one in guide.special_procedures)
        )
    begin = "申请、受理" if guide.can_be_applied_for else "启动程序"
    return f"{begin}。{''.join(f'{one}。' for one in told)}最后：{_ending(guide)}。"


def _limit(step: Step) -> str:
    if not step.limit:
        return ""
    amount = step.limit.rstrip("wdmh")
    return f"{amount}{TimeUnit(step.limit[len(amount) :]).label}"


def _special_name(special: SpecialProcedure) -> str:
    return special.name or Ground(special.ground).label


def _ending(guide: Guide) -> str:
    if not guide.results:
        return "办结"
    names = "、".join(result.name for result in guide.results)
    return f"送达{names}" if not guide.can_be_applied_for else f"办结，发给{names}"


def _terminal(drawing: _Drawing, text: str) -> None:
    lines = _lines(text, BOX - 20, TITLE, ON_ACCENT, bold=True)
    height = sum(line.height for line in lines) + 16
    radius = min(height / 2, 20)
    width = max(_measure(line.text, TITLE) for line in lines) + 48
    drawing.box(lines, drawing.middle - width / 2, width, height, rx=radius, fill=ACCENT)
    drawing.y += height


def _single(drawing: _Drawing, lines: list[_Line], *, decides: bool = False) -> None:
    height = sum(line.height for line in lines) + 2 * PAD
    drawing.box(lines, drawing.middle - BOX / 2, BOX, height, **_look(decides))
    drawing.y += height


def _look(decides: bool) -> dict[str, object]:
    if decides:
        return {"rx": 6, "fill": ACCENT_WASH, "stroke": ACCENT, "stroke_width": 2}
    return {"rx": 6, "fill": PAPER, "stroke": ACCENT_LINE, "stroke_width": 1.5}


def _stage(drawing: _Drawing, stage: list[Step], names: Mapping[str, str]) -> None:
    if len(stage) == 1:
        _single(drawing, _step_lines(stage[0], BOX, names), decides=stage[0].kind == "decide")
        return
    # Side by side: one bar splits the way, another joins it; the next stage waits for all of them.
    width = min((drawing.width - 8 - (len(stage) - 1) * GAP) / len(stage), BOX)
    left = drawing.middle - (len(stage) * width + (len(stage) - 1) * GAP) / 2
    boxes = [(left + place * (width + GAP), _step_lines(step, width, names)) for place, step in enumerate(stage)]
    tallest = max(sum(line.height for line in lines) for _, lines in boxes) + 2 * PAD
    centres = [x + width / 2 for x, _ in boxes]
    drawing.parts.pop()  # the single arrow head above: each branch has its own
    drawing.line((drawing.middle, drawing.y - 8), (drawing.middle, drawing.y))
    drawing.line((centres[0], drawing.y), (centres[-1], drawing.y))
    for centre in centres:
        drawing.line((centre, drawing.y), (centre, drawing.y + 14))
        drawing.head(centre, drawing.y + 20)
    drawing.y += 20
    for (x, lines), step in zip(boxes, stage, strict=True):
        drawing.box(lines, x, width, tallest, **_look(step.kind == "decide"))
    drawing.y += tallest
    for centre in centres:
        drawing.line((centre, drawing.y), (centre, drawing.y + 14))
    drawing.line((centres[0], drawing.y + 14), (centres[-1], drawing.y + 14))
    drawing.y += 14


def _step_lines(step: Step, width: float, names: Mapping[str, str]) -> list[_Line]:
    who = f"{names.get(step.unit, step.unit)} · {step.get_kind_display()}"
    if width < BOX:
        who = names.get(step.unit, step.unit)
    lines = [*_lines(step.name, width, TITLE, INK, bold=True), *_lines(who, width, SMALL, SOFT)]
    return lines + (_lines(_limit(step), width, SMALL, ACCENT, bold=True) if step.limit else [])


def _specials(drawing: _Drawing, specials: list[SpecialProcedure]) -> None:
    """A dashed loop beside the way down: out of the count, and back into it."""
    width = drawing.width - drawing.middle - 44
    lines = _lines("特别程序（需要时）", width, SMALL, WARN, bold=True)
    for special in specials:
        lines += _lines(_special_name(special), width, SMALL, INK)
        lines += _lines(str(special.limit), width, SMALL, WARN, bold=True) if special.limit else []
    lines += _lines("不计入办理时限", width, SMALL, SOFT)
    height = sum(line.height for line in lines) + 2 * PAD
    top, x = drawing.y, drawing.middle + 40
    drawing.line((drawing.middle, top), (drawing.middle, top + height + 24))
    drawing.y = top + 12
    drawing.line((drawing.middle, drawing.y + 16), (x, drawing.y + 16), dashed=True)
    drawing.line((x, drawing.y + height - 16), (drawing.middle + 8, drawing.y + height - 16), dashed=True)
    drawing.head(drawing.middle + 1, drawing.y + height - 16, leftwards=True)
    drawing.box(lines, x, width, height, rx=6, fill=WARN_WASH, stroke=WARN, stroke_width=1.5, stroke_dasharray="5 4")
    drawing.y = top + height + 24


def _measure(text: str, size: int) -> float:
    return sum(size if unicodedata.east_asian_width(char) in "WFA" else size * 0.56 for char in text)


def _lines(text: str, width: float, size: int, colour: str, *, bold: bool = False) -> list[_Line]:
    """Text wrapped to the inside of a box; marks stay with the word before them, opening brackets with the next."""
    room = width - 2 * PAD
    lines, current = [], ""
    for char in text:
        if current and _measure(current + char, size) > room and char not in _NOT_FIRST:
            carried = current[-1] if current[-1] in _NOT_LAST and len(current) > 1 else ""
            lines.append(current.removesuffix(carried) if carried else current)
            current = carried
        current += char
    return [_Line(line.strip(), size, colour, bold) for line in [*lines, current] if line.strip()]
