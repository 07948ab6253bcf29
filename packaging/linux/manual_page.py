"""Writes the manual pages from what the parser of the terminal knows, so that they stay true.

.venv/bin/python packaging/linux/manual_page.py vi     shows the Vietnamese one as groff reads it
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from luutru import __version__, i18n
from luutru.cli import parser
from luutru.cli.main import COMMANDS
from luutru.demo.command import DEMO
from luutru.i18n import translate

# ruff: noqa: SLF001  argparse has no other door to what a parser takes


@dataclass(frozen=True)
class Words:
    """What a manual page says in one language beside what the parser tells."""

    headings: tuple[str, str, str, str, str, str, str]
    summary: str
    description: str
    statuses: tuple[tuple[str, str], ...]
    variables: tuple[tuple[str, str], ...]
    see_also: str


WORDS: Final = {
    "en": Words(
        ("NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "EXIT STATUS", "ENVIRONMENT", "SEE ALSO"),
        "archive of scanned international agreements",
        "Without a command the window opens. It needs no network and uses none.",
        (
            ("0", "done"),
            ("1", "a verdict is negative"),
            ("2", "wrong usage"),
            ("3", "refused: other input would be accepted"),
            ("4", "trouble with the computer; the same may succeed later"),
            ("5", "damage: evidence does not match, nothing more is written"),
            ("70", "a mistake of the program"),
            ("130", "stopped; what was acknowledged is kept"),
        ),
        (
            ("LUUTRU_ARCHIVE", "the folder of the archive, where --archive names none"),
            ("LUUTRU_LANG", "the language, vi or en, where --lang names none"),
            ("LUUTRU_USER", "the account to sign in with, where --user names none"),
            ("LUUTRU_PASSWORD_FILE", "the file with its password"),
            ("LUUTRU_INDEX_DIR", "where indexes lie instead of the folder of the user"),
            ("LUUTRU_LOG_DIR", "where the diagnostic log is written"),
        ),
        "The documents in /usr/share/doc/luutru.",
    ),
    "vi": Words(
        ("TÊN", "CÚ PHÁP", "MÔ TẢ", "CÁC LỆNH", "MÃ KẾT THÚC", "BIẾN MÔI TRƯỜNG", "XEM THÊM"),
        "kho lưu trữ bản quét thỏa thuận quốc tế",
        "Không kèm lệnh thì cửa sổ mở ra. Chương trình không cần mạng và không dùng mạng.",
        (
            ("0", "đã làm xong"),
            ("1", "kết luận là không đạt"),
            ("2", "dùng lệnh sai"),
            ("3", "từ chối: dữ liệu đầu vào khác thì được chấp nhận"),
            ("4", "trục trặc của máy tính; làm lại sau có thể được"),
            ("5", "hư hại: bằng chứng không khớp, không ghi gì thêm"),
            ("70", "lỗi của chương trình"),
            ("130", "đã dừng; những gì đã xác nhận vẫn được giữ"),
        ),
        (
            ("LUUTRU_ARCHIVE", "thư mục của kho, khi không có --archive"),
            ("LUUTRU_LANG", "ngôn ngữ, vi hoặc en, khi không có --lang"),
            ("LUUTRU_USER", "tài khoản để đăng nhập, khi không có --user"),
            ("LUUTRU_PASSWORD_FILE", "tệp chứa mật khẩu của tài khoản"),
            ("LUUTRU_INDEX_DIR", "nơi đặt chỉ mục, thay cho thư mục của người dùng"),
            ("LUUTRU_LOG_DIR", "nơi ghi nhật ký chẩn đoán"),
        ),
        "Tài liệu trong /usr/share/doc/luutru.",
    ),
}  # fmt: skip


def page(language: str) -> str:
    """Return `luutru.1` in a language, as groff reads it; the language stays in use."""
    i18n.use_language(language)
    words = WORDS[language]
    commands = [*COMMANDS, DEMO]
    reading = parser.build(commands, [command.name for command in commands])
    name, synopsis, description, told, statuses, variables, see_also = words.headings
    lines = [
        f'.TH LUUTRU 1 "" "luutru {__version__}"',
        f".SH {name}", f"luutru, luutru\\-gui \\- {_text(words.summary)}",
        f".SH {synopsis}", _usage(reading),
        f".SH {description}", _text(words.description),
        *_options(reading),
        f".SH {told}",
    ]  # fmt: skip
    for command, entry in _entries(reading):
        lines += _section(".SS", f"luutru {command}", entry)
    lines += [f".SH {statuses}", *_list(words.statuses)]
    lines += [f".SH {variables}", *_list(words.variables)]
    return (
        "\n".join([*lines, f".SH {see_also}", "luutru\\-verify(1)", ".br", _text(words.see_also)])
        + "\n"
    )


def verifier_page(language: str) -> str:
    """Return `luutru-verify.1` in a language."""
    from luutru.cli import standalone  # noqa: PLC0415  most callers want the other page

    i18n.use_language(language)
    name, synopsis = WORDS[language].headings[:2]
    reading = standalone._parser()
    about = reading.description or ""
    return "\n".join([
        f'.TH LUUTRU-VERIFY 1 "" "luutru {__version__}"',
        f".SH {name}", f"luutru\\-verify \\- {_text(about)}",
        f".SH {synopsis}", _usage(reading),
        *_options(reading), "",
    ])  # fmt: skip


def _section(macro: str, title: str, entry: argparse.ArgumentParser) -> list[str]:
    """Tell one command, then its actions, each with what it takes."""
    everywhere = translate("Everywhere")
    lines = [f"{macro} {_text(title)}", _text(entry.description or "")]
    lines += [".PP", _usage(entry, but=everywhere), *_options(entry, but=everywhere)]
    for name, action in _entries(entry):
        lines += [
            ".PP",
            f"\\fB{_text(f'{title} {name}')}\\fR",
            ".RS",
            _text(action.description or ""),
        ]
        lines += [".PP", _usage(action, but=everywhere), *_options(action, but=everywhere), ".RE"]
    return lines


def _usage(entry: argparse.ArgumentParser, but: str = "") -> str:
    said = entry._get_formatter()
    said.add_usage(None, list(_taken(entry, but)), [], prefix="")
    return _text(said.format_help())


def _options(entry: argparse.ArgumentParser, but: str = "") -> list[str]:
    """Return what a parser takes as a list."""
    said = entry._get_formatter()
    taken = [
        (_named(action), said._expand_help(action) if action.help else "")
        for action in _taken(entry, but)
        if not isinstance(action, argparse._SubParsersAction)
    ]
    return [".PP", *_list(taken)] if taken else []


def _taken(entry: argparse.ArgumentParser, but: str) -> Iterator[argparse.Action]:
    """Yield what a parser takes, without the group called `but`, which is told once for all."""
    told_once = next((one._group_actions for one in entry._action_groups if one.title == but), [])
    for action in entry._actions:
        if action not in told_once and not isinstance(action, argparse._HelpAction):
            yield action


def _named(action: argparse.Action) -> str:
    """Return how an option or a value is written: `-q, --quiet`, `--archive DIR`, `FILE`."""
    value = action.metavar or (
        "{" + ",".join(map(str, action.choices)) + "}" if action.choices else ""
    )
    value = " ".join(value) if isinstance(value, tuple) else value
    if not action.option_strings:
        return value or action.dest
    takes = (value or action.dest.upper()) if action.nargs != 0 else ""
    return f"{', '.join(action.option_strings)} {takes}".rstrip()


def _entries(entry: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    for action in entry._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices.items()


def _list(rows: Sequence[tuple[str, str]]) -> list[str]:
    return [line for term, told in rows for line in (".TP", f"\\fB{_text(term)}\\fR", _text(told))]


def _text(text: str) -> str:
    """Return words as groff prints them: one line, none taken for a request."""
    plain = " ".join(text.split()).replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{plain}" if plain.startswith((".", "'")) else plain


if __name__ == "__main__":
    sys.stdout.write(page(sys.argv[1] if len(sys.argv) > 1 else "en"))
