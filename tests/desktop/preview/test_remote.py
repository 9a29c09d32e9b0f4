"""Pictures of other sites: fetched once, kept, shown offline; nothing but pictures, and not too big."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from desktop.preview.web_site import GIF, Site, running_site
from foreword.desktop.preview.remote import FRESH_FOR, RemotePictures
from foreword.desktop.preview.sources import Found


@pytest.fixture
def site(qapp: object) -> Iterator[Site]:
    with running_site() as found:
        found.pages["/a.gif"] = (200, "image/gif", GIF)
        yield found


@pytest.fixture
def remote(qapp: object, tmp_path: Path) -> Iterator[RemotePictures]:
    found = RemotePictures(tmp_path)
    yield found
    shiboken6.delete(found)


def fetch(remote: RemotePictures, address: str, qtbot: QtBot) -> Found | None:
    answers: list[Found | None] = []
    remote.fetch(address, answers.append)
    qtbot.waitUntil(lambda: len(answers) == 1)
    return answers[0]


def test_a_picture_is_fetched_once_and_kept(site: Site, remote: RemotePictures, qtbot: QtBot) -> None:
    found = fetch(remote, f"{site.address}/a.gif", qtbot)
    assert found is not None
    assert found.mime == "image/gif"
    assert found.path.read_bytes() == GIF
    assert fetch(remote, f"{site.address}/a.gif", qtbot) == found
    assert remote.kept(f"{site.address}/a.gif") == found
    assert site.asked == ["/a.gif"]


def test_two_that_ask_at_once_get_one_fetch(site: Site, remote: RemotePictures, qtbot: QtBot) -> None:
    answers: list[Found | None] = []
    for _ in range(3):
        remote.fetch(f"{site.address}/a.gif", answers.append)
    qtbot.waitUntil(lambda: len(answers) == 3)
    assert site.asked == ["/a.gif"]


def test_an_old_copy_is_renewed_and_serves_when_its_site_is_gone(
    site: Site, remote: RemotePictures, qtbot: QtBot
) -> None:
    address = f"{site.address}/a.gif"
    found = fetch(remote, address, qtbot)
    assert found is not None
    old = time.time() - FRESH_FOR - 60
    os.utime(found.path, (old, old))
    fetch(remote, address, qtbot)
    assert len(site.asked) == 2
    os.utime(found.path, (old, old))
    site.pages["/a.gif"] = None
    assert fetch(remote, address, qtbot) == found
    assert len(site.asked) > 2


@pytest.mark.parametrize(
    "page",
    [
        (404, "image/gif", GIF),
        (200, "text/html", b"<html>not a picture</html>"),
        (200, "image/gif", b"not a picture either"),
        (302, "", b"file:///etc/hostname"),
        None,
    ],
)
def test_what_is_no_picture_is_not_kept(
    site: Site, remote: RemotePictures, tmp_path: Path, qtbot: QtBot, page: tuple[int, str, bytes] | None
) -> None:
    site.pages["/b.gif"] = page
    assert fetch(remote, f"{site.address}/b.gif", qtbot) is None
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_redirect_is_followed(site: Site, remote: RemotePictures, qtbot: QtBot) -> None:
    site.pages["/old.gif"] = (302, "", b"/a.gif")
    assert fetch(remote, f"{site.address}/old.gif", qtbot) is not None


def test_a_picture_that_is_too_big_is_given_up(
    site: Site, remote: RemotePictures, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("foreword.desktop.preview.remote.LARGEST_PICTURE", 1000)
    site.pages["/big.gif"] = (200, "image/gif", GIF + b"\0" * 200_000)
    assert fetch(remote, f"{site.address}/big.gif", qtbot) is None


def test_the_other_site_learns_nothing(site: Site, remote: RemotePictures, qtbot: QtBot) -> None:
    for name in ("a.gif", "a.gif?again"):
        fetch(remote, f"{site.address}/{name}", qtbot)
    assert len(site.asked) == 2
    assert not {"Cookie", "Referer"} & set(site.headers)
    assert site.headers["User-Agent"] == "Foreword"


def test_without_a_folder_nothing_is_fetched(site: Site, qtbot: QtBot) -> None:
    assert fetch(RemotePictures(None), f"{site.address}/a.gif", qtbot) is None
    assert site.asked == []


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://127.0.0.1/a.gif", "foreword://app/shell.html", ""]
)
def test_only_the_web_is_asked(remote: RemotePictures, qtbot: QtBot, address: str) -> None:
    assert fetch(remote, address, qtbot) is None
