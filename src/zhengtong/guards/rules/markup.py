"""HTML as the guards take it: its text for a check, and hot words made links."""

import html
from collections.abc import Mapping
from html.parser import HTMLParser

import ahocorasick

_INLINE = frozenset(
    ("a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "q",
     "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr")
)  # fmt: skip
_UNREAD = frozenset(("script", "style", "template"))
_SAID_ATTRIBUTES = ("alt", "title", "aria-label", "placeholder")
_NO_LINK = frozenset(
    ("a", "button", "code", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "script", "select", "style", "svg", "template",
     "textarea", "title")
)  # fmt: skip


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unread += tag in _UNREAD
        # What a picture says is a sentence of its own; an inline element parts no word.
        self.parts += [f"\n\n{value}\n\n" for name, value in attrs if name in _SAID_ATTRIBUTES and value]
        if tag not in _INLINE:
            self.parts.append("\n\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._unread -= tag in _UNREAD

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNREAD:
            self._unread = max(self._unread - 1, 0)
        if tag not in _INLINE:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.parts.append(data)


def plain(markup: str) -> str:
    """What a reader is told: text, and the words of pictures; paragraphs parted by an empty line, inline elements not."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return "".join(reader.parts).strip()


class HotWords:
    """Keywords and where they lead, made ready."""

    def __init__(self, links: Mapping[str, str]) -> None:
        self.links = dict(links)
        self._links = {html.escape(word, quote=False): url for word, url in links.items()}
        self._found = ahocorasick.Automaton()
        for word in self._links:
            self._found.add_word(word, word)
        if self._links:
            self._found.make_automaton()

    def link(self, markup: str) -> str:
        """The page with each keyword linked where it stands first; never inside a link, a heading or an attribute.

        Of two that overlap the longer one. Everything else stays as it was.
        """
        if not self._links:
            return markup
        writer = _Linker(self)
        writer.feed(markup)
        writer.close()
        return "".join(writer.parts)

    def in_text(self, text: str, used: set[str]) -> str:
        """A stretch of text (as written, references and all) with its links; `used` is added to."""
        hits = [(last + 1 - len(word), last + 1, word) for last, word in self._found.iter(text)]
        taken: list[tuple[int, int, str]] = []
        for start, end, word in sorted(hits, key=lambda hit: (hit[0] - hit[1], hit[0])):
            if word not in used and all(end <= first or last <= start for first, last, _ in taken):
                used.add(word)
                taken.append((start, end, word))
        parts, at = [], 0
        for start, end, word in sorted(taken):
            address = html.escape(self._links[word])
            parts += [text[at:start], f'<a class="hot-word" href="{address}">{word}</a>']
            at = end
        return "".join([*parts, text[at:]])


class _Linker(HTMLParser):
    """Writes down again what it reads."""

    def __init__(self, words: HotWords) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[str] = []
        self._words = words
        self._used: set[str] = set()
        self._within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _NO_LINK:
            self._within.append(tag)
        self.parts.append(self.get_starttag_text() or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._within:
            del self._within[len(self._within) - 1 - self._within[::-1].index(tag) :]
        self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.parts.append(data if self._within else self._words.in_text(data, self._used))

    def handle_entityref(self, name: str) -> None:
        self.parts.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.parts.append(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self.parts.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.parts.append(f"<!{decl}>")

    def handle_pi(self, data: str) -> None:
        self.parts.append(f"<?{data}>")

    def unknown_decl(self, data: str) -> None:
        self.parts.append(f"<![{data}]>")


def is_address(url: str) -> bool:
    """Whether a hot word may lead there: a page of this site, or http(s) elsewhere; nothing that runs."""
    return (
        url.startswith(("/", "http://", "https://"))
        and not url.startswith("//")
        and url.isprintable()
        and " " not in url
    )
