"""Turns a line of Markdown into the markup of a paragraph of the book."""

from pathlib import PurePosixPath
from typing import Final
from xml.sax.saxutils import escape

from markdown_it.tree import SyntaxTreeNode

_AROUND: Final = {"strong": ("<b>", "</b>"), "em": ("<i>", "</i>")}
_LINK: Final = '<a href="#{chapter}" color="#1C57B0">{words}</a>'
_CODE: Final = '<font backColor="#EEF1F4">{text}</font>'


def inline(node: SyntaxTreeNode, chapters: frozenset[str]) -> str:
    """Return the words of `node` as markup; links lead to `chapters` alone."""
    return "".join(_one(child, chapters) for child in node.children)


def _one(node: SyntaxTreeNode, chapters: frozenset[str]) -> str:
    match node.type:
        case "text":
            return escape(node.content)
        case "softbreak":
            return " "
        case "code_inline":
            return _CODE.format(text=escape(node.content).replace(" ", "\u00a0"))
        case "strong" | "em":
            before, after = _AROUND[node.type]
            return f"{before}{inline(node, chapters)}{after}"
        case "link":
            chapter = PurePosixPath(str(node.attrs["href"])).stem
            words = inline(node, chapters)
            return (
                f'<a href="#{chapter}" color="#1C57B0">{words}</a>'
                if chapter in chapters
                else words
            )
    return escape(node.content)
