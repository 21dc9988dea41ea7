"""Markdown markup of a line, taken away."""

import html
import re

LONGEST = 5_000
"""Characters of a line that are read: what is longer is a text and no goal, and is judged by how it begins."""
_TAGS = (
    "a|abbr|b|br|center|code|del|details|div|em|font|hr|i|img|input|ins|kbd|label|li|mark|ol|p|s|small|span|strike|"
    "strong|sub|summary|sup|table|tbody|td|th|thead|tr|u|ul|h[1-6]"
)
_MARKUP = re.compile(
    rf"!\[[^\[\]]{{0,200}}\]\([^()]{{0,500}}\)|\*\*|__|`|~~|</?(?:{_TAGS})(?:\s[^<>]{{0,300}})?/?>|<https?://[^<>\s]{{1,500}}>"
    r"|\[\^[^\[\]]{1,40}\]|\{[:%][^{}]{0,200}\}|\{\{[^{}]{0,200}\}\}"
    r"|\[([^\[\]^]{1,200})\](?:\((?:[^()]|\([^()]{0,100}\)){0,500}\)|\[[^\[\]]{0,100}\])",
    re.IGNORECASE,
)
_MARKS = frozenset("*_`~<[{\\:&")
_EMPHASIS = re.compile(r"(?<![\w*_\\])([*_])(?=[^\s*_])([^*_]{0,500}[^\s*_\\]|)\1(?![\w*_])")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_SHORTCODE = re.compile(r"(?<!\w):[a-z][a-z_]{1,30}:(?!\w)")
_STRUCK = re.compile(r"^\s*(?:~~(?!~).*~~|<(s|del|strike)>.*</\1>)[\s.]*$", re.IGNORECASE)
_BOLD = re.compile(r"^\s{0,3}(\*\*|__)(?=\S)(?:(?!\1).){1,300}\1\s*:?\s*$")
_HTML_HEADING = re.compile(r"^\s*<h([1-6])(?:\s[^<>]{0,300})?>", re.IGNORECASE)
_HTML_ITEM = re.compile(r"^\s*<li(?:\s[^<>]{0,300})?>\s*(?=\S)", re.IGNORECASE)
HTML_BLOCK = re.compile(
    r"^\s*</?(?:p|div|ul|ol|table|thead|tbody|tr|td|th|details|summary|section|center)[\s>]", re.IGNORECASE
)
"""A line of HTML that begins a block of its own."""
_BREAK = re.compile(r"<br\s{0,3}/?>", re.IGNORECASE)


def plain(line: str) -> str:
    """`line` without Markdown markup; a link keeps its words."""
    if _MARKS.isdisjoint(line):
        return " ".join(line[:LONGEST].split())
    bare = _MARKUP.sub(lambda match: match.group(1) or "", line[:LONGEST])
    bare = _ESCAPED.sub(r"\1", _SHORTCODE.sub("", _EMPHASIS.sub(r"\2", bare)))
    return " ".join(html.unescape(bare).split()) if bare.strip() else ""


def is_struck(line: str) -> bool:
    """Whether all of `line` is struck out."""
    return _STRUCK.match(line[:LONGEST]) is not None


def is_bold(line: str) -> bool:
    """Whether all of `line` is bold, as where it stands in for a heading."""
    return _BOLD.match(line[:LONGEST]) is not None


def as_markdown(line: str) -> str:
    """`line` with the headings and items of HTML as those of Markdown."""
    if "<" not in line[:20]:
        return line
    return _HTML_ITEM.sub("- ", _HTML_HEADING.sub(lambda match: "#" * int(match[1]) + " ", line))


def without_breaks(line: str) -> list[str]:
    """The lines that `line` shows as, where breaks are written into it."""
    return _BREAK.split(line) if "<" in line else [line]
