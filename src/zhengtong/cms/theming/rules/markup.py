"""What a template wrote, read strictly and written anew: only tags that lay out text, nothing that runs or loads.

HTML that a browser could read otherwise than we did is refused, not repaired: every tag is whole, every value quoted,
everything opened is closed. What passes is written anew from what was read, so a browser finds nothing else in it.
Ready pieces (an article's text, the sections of a home page) stand in it as marks and are put in afterwards; a template
can place them and can neither open nor cut them.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from urllib.parse import urlsplit

PIECE_START, PIECE_END = "\ue000", "\ue001"
_PIECE = re.compile(f"{PIECE_START}([0-9]{{1,4}}){PIECE_END}")
_NAME = r"[a-z][a-z0-9]*"
_ATTRIBUTE = r"[a-z][a-z0-9-]*"
_TOKEN = re.compile(
    rf"(?P<text>[^<]+)|</(?P<end>{_NAME})\s*>"
    rf"|<(?P<start>{_NAME})(?P<attributes>(?:\s+{_ATTRIBUTE}(?:\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'))?)*)\s*/?>",
    re.IGNORECASE,
)
_PAIR = re.compile(rf"({_ATTRIBUTE})(?:\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)'))?", re.IGNORECASE)

VOID = frozenset({"br", "hr", "img"})
TAGS = VOID | {
    "a", "abbr", "article", "aside", "b", "blockquote", "caption", "cite", "code", "col", "colgroup", "dd", "del",
    "details", "div", "dl", "dt", "em", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "header", "i",
    "ins", "li", "mark", "nav", "ol", "p", "q", "s", "section", "small", "span", "strong", "sub", "summary", "sup",
    "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul",
}  # fmt: skip
EVERYWHERE = frozenset({"class", "id", "title", "lang", "dir", "role", "tabindex", "hidden"})
PARTICULAR = {
    "a": {"href", "rel", "target", "download"},
    "img": {"src", "alt", "width", "height", "loading", "srcset", "sizes"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
    "ol": {"start", "reversed", "type"},
    "blockquote": {"cite"},
    "details": {"open"},
    "col": {"span"},
}
DATA = frozenset({"data-element", "data-tabs", "data-title"})
PAGES_OWN = frozenset({"main", "q"})
"""Ids that the frame of every page uses itself."""
ROLES = frozenset({"group", "list", "listitem", "note", "presentation", "region", "img", "complementary"})
_FORBIDDEN_WORDS = {"script": "脚本", "style": "样式", "iframe": "嵌入框架", "object": "嵌入对象", "embed": "嵌入对象",
                    "form": "表单", "input": "表单", "button": "按钮", "link": "外部样式", "meta": "元信息",
                    "base": "基准地址", "svg": "矢量图代码", "math": "公式代码", "template": "模板标签", "video": "视频代码",
                    "audio": "音频代码", "main": "主区域（页面框架已有）", "html": "页面框架", "head": "页面框架",
                    "body": "页面框架", "title": "页面标题"}  # fmt: skip
_LISTS = {"ul": {"li"}, "ol": {"li"}, "dl": {"dt", "dd", "div"}, "tr": {"td", "th"}}
_WITHIN = {"li": {"ul", "ol"}, "td": {"tr"}, "th": {"tr"}, "dt": {"dl", "div"}, "dd": {"dl", "div"},
           "figcaption": {"figure"}, "summary": {"details"}, "tr": {"thead", "tbody", "tfoot", "table"}}  # fmt: skip
DEPTH = 60
MOST_PROBLEMS = 30
_LIQUID = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
_NO_STYLE = "不能使用style属性，请用样式类（class）。"
_NO_COMMENT = "不能写HTML注释和声明，注释请用{% comment %}。"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, in words, and in which line (1-based; 0 where it concerns the whole)."""

    line: int
    sentence: str

    def __str__(self) -> str:
        return f"第{self.line}行：{self.sentence}" if self.line else self.sentence


@dataclass(slots=True)
class _Open:
    tag: str
    at: int
    has_name: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Read:
    """HTML as it was read: written anew, with its problems."""

    html: str = ""
    problems: list[Problem] = field(default_factory=list)
    pieces: list[int] = field(default_factory=list)


def read(text: str, *, hosts: Collection[str] = (), line_of: Callable[[int], int] | None = None) -> Read:
    """Read what a template wrote. `hosts`: the names links may lead to (those of the data it was given).

    `line_of` tells in which line of the template the text at a position was written.
    """
    return _Reader(text, hosts, line_of or (lambda position: text.count("\n", 0, position) + 1)).read()


def literals(text: str) -> list[Problem]:
    """What no template may hold anywhere, also where no page tried it: scripts, styles, addresses elsewhere."""
    bare = _LIQUID.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    found: list[tuple[int, str]] = []
    for one in re.finditer(r"</?([a-zA-Z][\w-]*)", bare):
        if one[1].lower() not in TAGS:
            found.append((one.start(), _not_that_tag(one[1].lower())))
    for one in re.finditer(r"<[a-zA-Z][^<>]*", bare):
        for name in re.findall(r"[\s\"'/](on[a-zA-Z]+|style)\s*=", one[0]):
            is_style = name.lower() == "style"
            found.append((one.start(), _NO_STYLE if is_style else f"不能使用事件属性{name.lower()}。"))
    for one in re.finditer(
        r"(href|src|srcset|cite)\s*=\s*[\"']?\s*(javascript|vbscript|data|file)\s*:", bare, re.IGNORECASE
    ):
        found.append((one.start(), f"{one[1].lower()}不能使用“{one[2].lower()}:”开头的地址。"))
    for one in re.finditer(r"(href|src|srcset|cite)\s*=\s*[\"']?\s*(?:https?:)?//([\w.-]*)", bare, re.IGNORECASE):
        found.append((one.start(), _elsewhere(one[1].lower(), one[2].lower())))
    for one in re.finditer(r"<[!?]", bare):
        found.append((one.start(), _NO_COMMENT))
    return [Problem(text.count("\n", 0, at) + 1, sentence) for at, sentence in sorted(found)]


def _not_that_tag(tag: str) -> str:
    what = _FORBIDDEN_WORDS.get(tag)
    return f"不能使用<{tag}>{f'（{what}）' if what else ''}。"


def _elsewhere(name: str, host: str) -> str:
    return f"{name}指向外部网站“{host}”，模板里只能用本站地址。"


def assemble(html: str, pieces: Callable[[int], str]) -> str:
    """Put the ready pieces in the place of their marks."""
    return _PIECE.sub(lambda found: pieces(int(found[1])), html)


class _Reader:
    def __init__(self, text: str, hosts: Collection[str], line_of: Callable[[int], int]) -> None:
        self._text = text
        self._hosts = hosts
        self._line_of = line_of
        self._open: list[_Open] = []
        self._out: list[str] = []
        self._ids: set[str] = set()
        self._heading = 0
        self._h1 = 0
        self._read = Read()

    def read(self) -> Read:
        position = 0
        while position < len(self._text) and len(self._read.problems) < MOST_PROBLEMS:
            found = _TOKEN.match(self._text, position)
            if found is None:
                self._unreadable(position)
                return self._read
            if found["text"] is not None:
                self._write_text(found["text"], position)
            elif found["end"]:
                self._close(found["end"].lower(), position)
            else:
                self._start(found["start"].lower(), found["attributes"], position)
            position = found.end()
        for left in self._open:
            self._problem(left.at, f"<{left.tag}>没有结束标签</{left.tag}>。")
        if self._h1 != 1:
            said = "没有" if self._h1 == 0 else f"有{self._h1}个"
            self._problem(-1, f"页面{said}一级标题<h1>，每页应当恰好有一个。")
        self._read.html = "".join(self._out)
        return self._read

    def _problem(self, at: int, sentence: str) -> None:
        """`at`: the position of what is wrong; -1 where it concerns the whole."""
        self._read.problems.append(Problem(self._line_of(at) if at >= 0 else 0, sentence))

    def _unreadable(self, at: int) -> None:
        rest = self._text[at : at + 40]
        if rest.startswith(("<!", "<?")):
            self._problem(at, _NO_COMMENT)
            return
        named = re.match(r"</?\s*([a-zA-Z]+)", rest)
        told = f"<{named[1]}>" if named else "“<”"
        self._problem(at, f"{told}处的标签不完整：属性值要加引号，引号里不能有“<”和“>”，文字里的“<”请写成“&lt;”。")

    def _write_text(self, text: str, position: int) -> None:
        stripped = _PIECE.sub("", text)
        if PIECE_START in stripped or PIECE_END in stripped:
            self._problem(position, "现成的内容（正文、版块等）只能整个放进来，不能截取或改写。")
            return
        self._read.pieces += [int(number) for number in _PIECE.findall(text)]
        if text.strip():
            for one in self._open:
                one.has_name = True
            if self._open and self._open[-1].tag in _LISTS and stripped.strip():
                tag = self._open[-1].tag
                self._problem(position, f"<{tag}>里的文字应放在{_told(_LISTS[tag])}里。")
        self._out.append(escape(unescape(text), quote=False))

    def _close(self, tag: str, at: int) -> None:
        if tag in VOID:
            self._problem(at, f"<{tag}>不需要结束标签。")
        if tag in VOID or tag not in TAGS:
            return  # the latter was told of where it began
        if not self._open or self._open[-1].tag != tag:
            where = (
                f"，这里应当先结束<{self._open[-1].tag}>（第{self._line_of(self._open[-1].at)}行）"
                if self._open
                else ""
            )
            self._problem(at, f"</{tag}>与开始标签对不上{where}。")
            while any(one.tag == tag for one in self._open) and self._open[-1].tag != tag:
                self._open.pop()
            if not self._open or self._open[-1].tag != tag:
                return
        one = self._open.pop()
        if tag in ("a", "h1", "h2", "h3", "h4", "summary") and not (one.has_name or "aria-label" in one.attributes):
            what = "链接" if tag == "a" else "标题"
            self._problem(one.at, f"<{tag}>里没有文字，读屏软件读不出这个{what}。")
        self._out.append(f"</{tag}>")

    def _start(self, tag: str, written: str, at: int) -> None:
        if tag not in TAGS:
            self._problem(at, _not_that_tag(tag))
            return
        attributes = self._attributes(tag, written, at)
        self._check_place(tag, at)
        self._check_meaning(tag, attributes, at)
        shown = "".join(f' {name}="{escape(value)}"' if value is not None else f" {name}" for name, value in
                        attributes.items())  # fmt: skip
        self._out.append(f"<{tag}{shown}>")
        if tag not in VOID:
            if len(self._open) >= DEPTH:
                self._problem(at, f"标签嵌套超过{DEPTH}层。")
            self._open.append(_Open(tag, at, attributes={k: v or "" for k, v in attributes.items()}))

    def _attributes(self, tag: str, written: str, at: int) -> dict[str, str | None]:
        kept: dict[str, str | None] = {}
        for found in _PAIR.finditer(written):
            name = found[1].lower()
            raw = found[2] if found[2] is not None else found[3]
            value = unescape(raw) if raw is not None else None
            if name in kept:
                self._problem(at, f"<{tag}>的属性{name}写了两次。")
            elif name.startswith("on"):
                self._problem(at, f"不能使用事件属性{name}。")
            elif name == "style":
                self._problem(at, _NO_STYLE)
            elif not _is_allowed(tag, name):
                self._problem(at, f"<{tag}>不能使用属性{name}。")
            elif value is not None and (PIECE_START in value or PIECE_END in value):
                self._problem(at, "现成的内容（正文、版块等）不能放进属性里。")
            else:
                self._check_value(tag, name, value or "", at)
                kept[name] = value
        return kept

    def _check_value(self, tag: str, name: str, value: str, at: int) -> None:
        if name in ("href", "src", "cite"):
            self._check_address(name, value, at)
        elif name == "srcset":
            for part in value.split(","):
                self._check_address(name, part.strip().split(" ")[0], at)
        elif name == "id":
            if value in self._ids:
                self._problem(at, f"id“{value}”重复。")
            if value in PAGES_OWN or not re.fullmatch(r"[A-Za-z][\w-]{0,60}", value):
                self._problem(at, f"不能使用id“{value[:40]}”。")
            self._ids.add(value)
        elif name == "target" and value not in ("_blank", "_self"):
            self._problem(at, "target只能是“_blank”或“_self”。")
        elif name == "role" and value not in ROLES:
            self._problem(at, f"不能使用role“{value[:40]}”。")
        elif name == "tabindex" and value != "0":
            self._problem(at, "tabindex只能是“0”。")

    def _check_address(self, name: str, value: str, at: int) -> None:
        address = value.strip()
        # What a browser would strip or turn round before it reads the scheme.
        if re.search(r"[\x00-\x20\\]", address):
            self._problem(at, f"{name}里的地址有空格或控制字符。")
            return
        try:
            parts = urlsplit(address)
            host = parts.hostname
        except ValueError:
            self._problem(at, f"{name}里的地址不正确。")
            return
        if parts.scheme.lower() not in ("", "http", "https", "tel", "mailto") or (
            name != "href" and parts.scheme.lower() in ("tel", "mailto")
        ):
            self._problem(at, f"{name}不能使用“{parts.scheme}:”开头的地址。")
        elif host is not None and host.lower() not in self._hosts:
            self._problem(at, _elsewhere(name, host.lower()))
        elif host is None and parts.scheme in ("http", "https"):
            self._problem(at, f"{name}里的地址不正确。")
        elif not address and name != "href":
            self._problem(at, f"{name}没有写地址。")

    def _check_place(self, tag: str, at: int) -> None:
        above = self._open[-1].tag if self._open else ""
        if tag == "a" and any(one.tag == "a" for one in self._open):
            self._problem(at, "链接里不能再放链接。")
        if above in _LISTS and tag not in _LISTS[above]:
            self._problem(at, f"<{above}>里只能直接放{_told(_LISTS[above])}，不能放<{tag}>。")
        if tag in _WITHIN and above not in _WITHIN[tag]:
            self._problem(at, f"<{tag}>应放在{_told(_WITHIN[tag])}里。")
        blocks = {"div", "p", "ul", "ol", "dl", "table", "section", "article", "h1", "h2", "h3", "h4", "figure"}
        if above == "p" and tag in blocks:
            self._problem(at, f"<p>里不能放<{tag}>。")

    def _check_meaning(self, tag: str, attributes: Mapping[str, str | None], at: int) -> None:
        if tag == "img":
            if "alt" not in attributes:
                self._problem(at, '图片<img>没有alt说明；纯装饰的图片写alt=""。')
            if "src" not in attributes:
                self._problem(at, "图片<img>没有src地址。")
            if attributes.get("alt"):
                for one in self._open:
                    one.has_name = True
        if tag in ("h1", "h2", "h3", "h4"):
            level = int(tag[1])
            self._h1 += level == 1
            if self._heading and level > self._heading + 1:
                self._problem(at, f"标题从<h{self._heading}>跳到了<{tag}>，中间少了一级。")
            self._heading = level
        if tag == "nav" and not (attributes.get("aria-label") or attributes.get("aria-labelledby")):
            self._problem(at, "导航<nav>要用aria-label写明是什么导航。")
        if tag == "a" and "href" not in attributes:
            self._problem(at, "链接<a>没有href地址。")


def _is_allowed(tag: str, name: str) -> bool:
    return name in EVERYWHERE or name in DATA or name.startswith("aria-") or name in PARTICULAR.get(tag, ())


def _told(tags: Collection[str]) -> str:
    return "、".join(f"<{tag}>" for tag in sorted(tags))
