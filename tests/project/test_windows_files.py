"""The double-click files, as far as another system can tell: line ends, encoding, quotes, real commands."""

import re
from pathlib import Path

import pytest

from xhht_analysis.commands.cli import main

FILES = sorted((Path(__file__).parents[2] / "windows").glob("*.cmd"))
EACH = pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)


def lines(path):
    return path.read_bytes().decode("utf-8").split("\r\n")


def test_there_is_one_for_each_step():
    called = {word for path in FILES for word in re.findall(r'^"%XHHT%" (\w+)', "\n".join(lines(path)), re.M)}
    assert called == {"new", "status", "check", "run", "bundle", "backup"}
    assert called <= set(main.commands)


@EACH
def test_windows_reads_every_line_whole(path):
    """A line feed alone, or a byte order mark in front, would be read as part of a command."""
    data = path.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n") == len(lines(path)) - 1
    assert not data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    assert path.name.isascii()


@EACH
def test_the_console_is_in_utf_8_before_the_first_letter_with_a_mark(path):
    text = lines(path)
    assert text[:2] == ["@echo off", "chcp 65001 >nul"]
    assert all(line.isascii() for line in text if not re.match(r'echo |set /p "', line))


@EACH
def test_folders_with_blanks_and_signs_are_one_word(path):
    """Paths stand in quotes, nothing jumps (cmd counts bytes, not letters), and the window stays open."""
    text = lines(path)
    assert 'cd /d "%~dp0.."' in text
    for line in text:
        bare = re.sub(r'"[^"]*"', "", line)
        assert line.count('"') % 2 == 0
        assert "%" not in bare.replace("%XA%", ""), line  # nothing, or the name of a folder
        assert not re.match(r"goto|call :|:", line)
    assert text[-2:] == ["pause", ""]


@EACH
def test_the_projects_own_program_goes_first_then_that_on_the_path(path):
    text = lines(path)
    first = text.index('set "XHHT=%CD%\\.venv\\Scripts\\xhht.exe"')
    assert text[first + 1] == 'if not exist "%XHHT%" set "XHHT=xhht"'
