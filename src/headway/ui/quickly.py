"""What every row of a page says again: paths and words, worked out once and kept.

Django finds the path of a page by trying its patterns, and the words of a tag by asking the catalogue, each time anew:
a fifth of the time of a page of a hundred rows. Both are the same as long as the process lives.
"""

import re
from functools import cache
from typing import Any

from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as compile_url
from django.templatetags.i18n import BlockTranslateNode, TranslateNode, do_block_translate, do_translate
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

PLAIN = re.compile(r"[A-Za-z0-9_-]+\Z")
"""What stands in a path as it is: keys, and names of workspaces."""


def path_to(view: str, *args: object) -> str:
    """The path of a page, as ``reverse`` gives it."""
    told = [str(arg) for arg in args]
    shape = _shape(view, len(told), get_script_prefix()) if all(map(PLAIN.match, told)) else None
    return shape.format(*told) if shape else reverse(view, args=args)


@cache
def _shape(view: str, count: int, prefix: str) -> str | None:
    """The path with places for its parts; None for a page whose parts are not just any text."""
    marks = [f"part-{number}-of-it" for number in range(count)]
    try:
        path = reverse(view, args=marks)
    except NoReverseMatch:
        return None
    path = path.replace("{", "{{").replace("}", "}}")
    for number, mark in enumerate(marks):
        path = path.replace(mark, f"{{{number}}}")
    return path


class PathNode(URLNode):
    """``{% url %}`` by :func:`path_to`, where it has no named arguments and writes the path where it stands."""

    def render(self, context: Context) -> str:
        if self.kwargs or self.asvar:
            return super().render(context)
        view = self.view_name.resolve(context)
        path = path_to(view, *[arg.resolve(context) for arg in self.args])
        return conditional_escape(path) if context.autoescape else SafeString(path)


def url(parser: Parser, token: Token) -> PathNode:
    """Django's tag, read as Django reads it."""
    node = compile_url(parser, token)
    return PathNode(node.view_name, node.args, node.kwargs, node.asvar)


class WordsNode(TranslateNode):
    """``{% translate "…" %}`` of a plain text: its words in each language are kept."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.said: dict[str | None, str] = {}

    def render(self, context: Context) -> str:
        language = get_language()
        if language not in self.said:
            self.said[language] = super().render(context)
        return self.said[language]


def translate(parser: Parser, token: Token) -> TranslateNode:
    """Django's tag; what depends on the page, or is kept under a name, is left to it."""
    node = do_translate(parser, token)
    told = node.filter_expression
    if node.asvar or node.message_context or told.filters or not isinstance(told.var.literal, str):
        return node
    return WordsNode(node.filter_expression, node.noop, node.asvar, node.message_context)


class PassageNode(BlockTranslateNode):
    """``{% blocktranslate %}``: the message that the catalogue is asked for is put together once, and trimmed once."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.messages: dict[int, tuple[str, list[str]]] = {}

    def render_token_list(self, tokens: list[Token]) -> tuple[str, list[str]]:
        place = id(tokens)  # one of the node's two lists, which live as long as it does
        if place not in self.messages:
            self.messages[place] = super().render_token_list(tokens)
        message, names = self.messages[place]
        return message, list(names)


def blocktranslate(parser: Parser, token: Token) -> PassageNode:
    """Django's tag, read as Django reads it."""
    return PassageNode(**vars(do_block_translate(parser, token)))
