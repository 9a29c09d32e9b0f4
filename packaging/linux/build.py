"""Builds dist/foreword, a folder that runs on a Linux without Python, and says how large it became.

Called by ``python3 dev.py package``, with the interpreter of .venv. Qt's own system libraries (see QT_PACKAGES in
dev.py) are not part of the bundle: they belong to the desktop it runs on.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from PyInstaller.__main__ import run

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]


def main() -> None:
    """Builds the bundle with its desktop entry and icon."""
    run(
        [
            "--noconfirm",
            "--log-level=ERROR",
            f"--distpath={ROOT / 'dist'}",
            f"--workpath={ROOT / 'build' / 'pyinstaller'}",
            str(HERE.parent / "foreword.spec"),
        ]
    )
    bundle = ROOT / "dist" / "foreword"
    share = bundle / "share"
    copies = {
        HERE / "foreword.desktop": share / "applications",
        HERE / "foreword.metainfo.xml": share / "metainfo",
        ROOT / "resources" / "icons" / "foreword.svg": share / "icons" / "hicolor" / "scalable" / "apps",
    }
    for source, folder in copies.items():
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, folder / source.name)
    print(f"{bundle}: {size_of(bundle) / 1e6:.0f} MB")


def size_of(folder: Path) -> int:
    """The bytes of all files in a folder, links not followed."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())


if __name__ == "__main__":
    main()
