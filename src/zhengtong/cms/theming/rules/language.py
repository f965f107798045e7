"""The language of templates: Liquid, cut down to what lays out a page, within limits nothing gets past.

Only plain values go in (dicts, lists, text, numbers); there is no loader, so no other file can be named; of the tags and
filters those stay that cannot make much out of little. Work is counted, not timed alone: how large a text is, how many
parts it has, how often its loops turn, how much it keeps, how much it writes.
"""

import re
import time
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from liquid import BoundTemplate, Environment, RenderContext, StrictUndefined
from liquid.ast import BlockNode, Node
from liquid.builtin import content, illegal, output
from liquid.builtin.expressions.primitive import IntegerLiteral, RangeLiteral
from liquid.builtin.tags import assign_tag, capture_tag, case_tag, comment_tag, for_tag, if_tag, unless_tag
from liquid.exceptions import (
    FilterArgumentError,
    LiquidError,
    LiquidSyntaxError,
    LocalNamespaceLimitError,
    LoopIterationLimitError,
    OutputStreamLimitError,
    UndefinedError,
    UnknownFilterError,
)
from liquid.expression import Expression
from liquid.output import LimitedStringIO
from liquid.stream import TokenStream

from .filters import FILTERS
from .markup import PIECE_END, PIECE_START, Problem

LONGEST = 60_000  # characters of a template
MOST_PARTS = 3_000
MOST_TURNS = 3_000
MOST_KEPT = 200_000  # bytes held by assign and capture
MOST_WRITTEN = 400_000  # bytes written
SECONDS = 0.5
"""Of processor time; nothing an editor means to lay out comes near it."""
DEPTH = 20

SENTENCES: dict[type[LiquidError], str] = {
    LoopIterationLimitError: f"循环超过{MOST_TURNS}次，已经中止。请检查循环，或者用limit限制条数。",
    OutputStreamLimitError: f"输出超过{MOST_WRITTEN // 1000}千字节，已经中止。",
    LocalNamespaceLimitError: f"assign和capture保存的内容超过{MOST_KEPT // 1000}千字节，已经中止。",
}


class TooLong(LiquidError):
    """It took more time than a page has."""


class Timed(BlockNode):
    """What a loop repeats: every turn is counted, over all loops together, and the clock looked at."""

    def render_to_output(self, context: Any, buffer: Any) -> int:
        context.turn(self.token)
        return super().render_to_output(context, buffer)


class For(for_tag.ForTag):
    """`for` whose turns are counted."""

    def parse(self, stream: TokenStream) -> Node:
        node = cast(for_tag.ForNode, super().parse(stream))
        node.block = Timed(node.block.token, node.block.nodes)
        return node


class Literal(content.ContentNode):
    """Text of the template itself; where it was written to is remembered, so that a finding can name its line."""

    def render_to_output(self, context: Any, buffer: Any) -> int:
        context.note(buffer, self.token.start_index)
        return super().render_to_output(context, buffer)


class LiteralTag(content.Literal):
    node_class = Literal


class Counted(RenderContext):
    """The state of one rendering."""

    __slots__ = ("_turns", "_until", "page", "written")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._turns = 0
        self._until = time.thread_time() + SECONDS
        self.page: Any = None
        self.written: list[tuple[int, int]] = []
        """Where text of the template begins in the page → where in the template."""

    def note(self, buffer: Any, start: int) -> None:
        if buffer is self.page:
            self.written.append((buffer.tell(), start))

    def turn(self, token: Any) -> None:
        self._turns += 1
        if self._turns > MOST_TURNS:
            raise LoopIterationLimitError("turns", token=token)
        if time.thread_time() > self._until:
            raise TooLong("time", token=token)

    def raise_for_loop_limit(self, length: int = 1) -> None:
        """Liquid's own goes by the lengths of nested loops; here every turn is counted (`turn`)."""


class Bound(BoundTemplate):
    context_class = Counted


class Language(Environment):
    """The tags and filters a template may use, and the limits it stands under."""

    template_class = Bound
    block_nesting_limit = DEPTH
    context_depth_limit = DEPTH + 5
    local_namespace_limit = MOST_KEPT
    output_stream_limit = MOST_WRITTEN

    def setup_tags_and_filters(self, *, extra: bool = False) -> None:
        for tag in (
            LiteralTag,
            output.Output,
            illegal.Illegal,
            assign_tag.AssignTag,
            capture_tag.CaptureTag,
            case_tag.CaseTag,
            comment_tag.CommentTag,
            if_tag.IfTag,
            unless_tag.UnlessTag,
            For,
        ):
            self.add_tag(tag)
        for name in ("break", "continue"):
            self.add_tag(getattr(for_tag, f"{name.capitalize()}Tag"))
        for name, function in FILTERS.items():
            self.add_filter(name, function)


# -- compiling and rendering ------------------------------------------------------------------------------------------


class Unfit(Exception):
    """A template that cannot be read or rendered, with the reason and the line."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Compiled:
    """A template that can be read. `names`: the values at the top it asks for."""

    text: str
    template: BoundTemplate
    names: frozenset[str]

    def render(self, values: Mapping[str, object]) -> "Written":
        """What it writes. Raises Unfit."""
        context = Counted(self.template, globals=dict(values))
        context.page = LimitedStringIO(MOST_WRITTEN)
        try:
            self.template.render_with_context(context, context.page)
        except (LiquidError, RecursionError, ArithmeticError, ValueError, TypeError) as problem:
            raise Unfit(_told(problem)) from problem
        return Written(context.page.getvalue(), context.written, self.text)


@dataclass(frozen=True, slots=True)
class Written:
    """What a template wrote, and where each stretch of it stands in the template."""

    html: str
    stretches: list[tuple[int, int]]
    text: str

    def line(self, position: int) -> int:
        """The line of the template (from 1) that wrote what stands at `position`."""
        found = bisect_right(self.stretches, (position, LONGEST * 2)) - 1
        if found < 0:
            return 1
        at, start = self.stretches[found]
        rest = self.text[start : start + position - at]
        # What values wrote comes after the text before it, whose end is where the next tag begins.
        end = next((sign.start() for sign in re.finditer(r"{[{%]", rest)), len(rest))
        return _line(self.text, start + min(end, position - at))


_LANGUAGE = Language(autoescape=True, undefined=StrictUndefined, strict_filters=True)


def compile_text(text: str) -> Compiled:
    """Read a template. Raises Unfit."""
    if len(text) > LONGEST:
        raise Unfit(Problem(0, f"模板最长{LONGEST}个字，现在有{len(text)}个字。"))
    if PIECE_START in text or PIECE_END in text:
        raise Unfit(Problem(_line(text, min(text.find(sign) % (LONGEST * 2) for sign in (PIECE_START, PIECE_END))),
                            "模板里有不能使用的字符。"))  # fmt: skip
    try:
        template = _LANGUAGE.from_string(text)
        parts = list(_parts(template))
        names = frozenset(str(name) for name in template.analyze(include_partials=False).globals)
    except (LiquidError, RecursionError, ArithmeticError, ValueError) as problem:
        raise Unfit(_told(problem)) from problem
    if len(parts) > MOST_PARTS:
        raise Unfit(Problem(0, f"模板过于复杂：有{len(parts)}处标签和变量，最多{MOST_PARTS}处。"))
    for part in parts:
        if isinstance(part, RangeLiteral):
            _check_range(part)
    return Compiled(text, template, names)


def _parts(template: BoundTemplate) -> Iterator[Node | Expression]:
    """Every node and every expression of a template."""
    context = RenderContext(template)
    waiting: list[Node | Expression] = list(template.nodes)
    while waiting:
        part = waiting.pop()
        yield part
        if isinstance(part, Node):
            waiting.extend(part.children(context, include_partials=False))
            waiting.extend(part.expressions())
        else:
            waiting.extend(part.children())


def _check_range(part: RangeLiteral) -> None:
    """A range is counted before it is walked: Liquid makes a list of one that is read backwards."""
    line = _line(part.token.source, part.token.start_index)
    if not (isinstance(part.start, IntegerLiteral) and isinstance(part.stop, IntegerLiteral)):
        raise Unfit(Problem(line, "数字区间的两端要直接写数字。"))
    if part.stop.value - part.start.value >= MOST_TURNS:
        raise Unfit(Problem(line, SENTENCES[LoopIterationLimitError]))


def _told(problem: Exception) -> Problem:
    if isinstance(problem, RecursionError) or isinstance(problem.__cause__, RecursionError):
        return Problem(0, "模板嵌套过深。")
    if not isinstance(problem, LiquidError):
        return Problem(0, "模板中的数值无法计算。")
    token = problem.token
    line = _line(token.source, token.start_index) if token is not None and token.start_index >= 0 else 0
    if isinstance(problem, TooLong):
        return Problem(line, f"模板运行超过{SECONDS}秒，已经中止。")
    for kind, sentence in SENTENCES.items():
        if isinstance(problem, kind):
            return Problem(line, sentence)
    said = str(problem.args[0]) if problem.args else ""
    named = re.search(r"'([^']*)'", said)
    name = named[1] if named else said.removesuffix(" is undefined")
    if isinstance(problem, UndefinedError):
        return Problem(line, f"没有“{name}”这个变量。")
    if isinstance(problem, UnknownFilterError):
        return Problem(line, f"没有“{name}”这个过滤器。")
    if isinstance(problem, FilterArgumentError) and re.search(r"[\u4e00-\u9fff]", said):
        return Problem(line, said)
    if "nest" in said:
        return Problem(line, f"模板标签嵌套超过{DEPTH}层。")
    if isinstance(problem, LiquidSyntaxError) and named and "tag" in said:
        return Problem(line, f"不能使用标签“{name}”，或者它没有写在该写的地方。")
    return Problem(line, "写法不正确，请检查这一行的标签、引号和括号。")


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, max(0, position)) + 1
