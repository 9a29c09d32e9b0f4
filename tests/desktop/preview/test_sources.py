"""The blog's own pictures are found, and nothing outside the blog ever is."""

from __future__ import annotations

from pathlib import Path

import pytest

from foreword.desktop.preview import BlogPictures, Found, Missing
from foreword.rendering.pictures import PicturePlaces


def pictures(blog: Path) -> BlogPictures:
    return BlogPictures(
        PicturePlaces(blog / "_posts", blog, (blog / "static",), addresses=("https://me.example",))
    )


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("beside.png", "_posts/beside.png"),
        ("../assets/pic.png", "assets/pic.png"),
        ("/assets/pic.png?v=1", "assets/pic.png"),
        ("/img/x.png", "static/img/x.png"),
        ("https://me.example/img/x.png", "static/img/x.png"),
        ("/assets/with%20space%20%C3%A4.png", "assets/with space ä.png"),
        ("/assets/with space ä.png", "assets/with space ä.png"),
    ],
)
def test_found(blog: Path, address: str, file: str) -> None:
    assert pictures(blog).find(address) == Found(blog / file, "image/png")


@pytest.mark.parametrize(
    "address",
    [
        "../../outside/secret.png",
        "/../outside/secret.png",
        "/%2e%2e/outside/secret.png",
        "..\\..\\outside\\secret.png",
        "/assets/leak.png",
        "{static}/../../outside/secret.png",
    ],
)
def test_nothing_outside_the_blog_is_opened(blog: Path, address: str) -> None:
    assert (blog / "../outside/secret.png").exists()
    found = pictures(blog).find(address)
    assert isinstance(found, Missing)
    assert any("outside" in place for place in found.tried)


def test_an_absolute_path_of_the_machine_is_taken_from_the_site_root(blog: Path) -> None:
    assert isinstance(pictures(blog).find(str((blog / "../outside/secret.png").resolve())), Missing)


def test_the_places_tried_are_named_with_their_reasons(blog: Path) -> None:
    assert pictures(blog).find("/assets/text.png") == Missing(
        (
            "static/assets/text.png",
            "assets/text.png (not a picture that can be shown)",
            "_posts/assets/text.png",
        )
    )


def test_a_folder_is_no_picture(blog: Path) -> None:
    assert isinstance(pictures(blog).find("/assets"), Missing)


@pytest.mark.parametrize("address", ["", "x" * 5000, "a\x00b.png", "\ud800.png", "data:x", "%00"])
def test_any_address_gives_an_answer(blog: Path, address: str) -> None:
    assert isinstance(pictures(blog).find(address), Missing)
