"""Pictures of the window for the documents."""

import subprocess
import sys

import pytest
from PySide6.QtGui import QImage

from luutru.errors import NoArchive
from luutru.gui import screenshots


def seen(file):
    """Return the size of a picture and how many colours it has, looked at coarsely."""
    image = QImage(str(file))
    points = [
        image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)
    ]
    return (image.width(), image.height()), len(set(points))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "size"), [("intake-1366-dark", (1366, 768)), ("agreements-1600-light", (1600, 1000))]
)
def test_a_picture_shows_the_window_in_its_size(archive, keep, tmp_path, theme, name, size):
    keep("Thỏa thuận đánh giá sự phù hợp")
    archive.close()
    (file,) = screenshots.render(archive.folder, tmp_path / "out", [name])
    measured, colours = seen(file)
    assert measured == size
    assert colours > 20


def test_a_picture_of_nothing_is_refused(tmp_path, theme):
    with pytest.raises(NoArchive):
        screenshots.render(tmp_path, tmp_path / "out", ["intake-1366-dark"])


@pytest.mark.slow
def test_the_pictures_are_drawn_by_one_command(archive, tmp_path):
    archive.close()
    command = [sys.executable, "-m", "luutru.gui.screenshots", str(archive.folder),
               str(tmp_path / "out"), "--only", "intake-1600-light"]  # fmt: skip
    subprocess.run(command, check=True)
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["intake-1600-light.png"]
