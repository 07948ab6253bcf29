"""The manual: complete in both languages, and true to the words of the window."""

import re
from pathlib import PurePosixPath

import pytest
from babel.messages.pofile import read_po

from luutru.gui.actions import ACTIONS
from luutru.gui.screens import SCREENS
from luutru.resources import folder
from luutru.services.manual.contents import chapter_of, chapters_with, parts, pictures

LANGUAGES = ("vi", "en")
WORDS = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)]+)\)")
KEY = re.compile(r"`((?:Ctrl|Alt|Shift)(?:\+\w+)+|F\d+)`")
UNSHOWN = {
    "Lưu Trữ", "Theo luật", "Theo ngày của thỏa thuận", "Trong văn bản", "Tự thêm", "By law",
    "From its days", "In the text", "Your own",
    "Mất cả mật khẩu lẫn khóa khôi phục là mất kho",
    "Who loses both passphrase and recovery key has lost the archive",
}  # fmt: skip
"""Emphasis that is no word of the window."""


def chapters(language):
    return {one.id: one for part in parts(language) for one in part.chapters}


def words_of_the_window(language):
    with (folder("i18n") / "vi.po").open("rb") as file:
        catalogue = read_po(file, locale="vi")
    said = set()
    for message in catalogue:
        told = message.id if language == "en" else message.string
        said |= {told} if isinstance(told, str) else set(told or ())
    return said


def test_both_languages_have_the_same_chapters_sections_and_pictures():
    vi, en = chapters("vi"), chapters("en")
    assert list(vi) == list(en)
    for name, chapter in vi.items():
        for sign in ("\n## ", "\n1. ", "\n|", "!["):
            assert chapter.text.count(sign) == en[name].text.count(sign), (name, sign)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_chapter_names_in_bold_stands_in_the_window(language):
    said = words_of_the_window(language) | UNSHOWN
    unknown = {
        (chapter.id, words)
        for chapter in chapters(language).values()
        for words in (" ".join(found.split()) for found in WORDS.findall(chapter.text))
        if words not in said
    }
    assert unknown == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_key_that_a_chapter_names_is_one_of_the_window(language):
    known = {spec.shortcut for spec in ACTIONS} | {"Ctrl+C"}
    named = {key for one in chapters(language).values() for key in KEY.findall(one.text)}
    assert named - known == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_and_pictures_lead_somewhere(language):
    known = chapters(language)
    for chapter in known.values():
        for mark, target in LINK.findall(chapter.text):
            if mark:
                assert (pictures(language) / target).is_file(), (chapter.id, target)
            else:
                assert PurePosixPath(target).stem in known, (chapter.id, target)


def test_every_screen_has_a_chapter():
    known = chapters("vi")
    assert all(chapter_of(screen.name) in known for screen in SCREENS)
    assert chapter_of("") == next(iter(known))


def test_chapters_are_found_with_and_without_accents():
    assert "search" in [one.id for one in chapters_with("tieu chuan", "vi")]
    assert chapters_with("xyzzy", "vi") == []
    assert len(chapters_with("", "en")) == len(chapters("en"))
