"""The main job once more, on a real X screen: a window manager's absence, real fonts, real painting."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

MAIN_JOB = Path(__file__).with_name("test_main_job.py")


def test_the_main_job_on_an_x_screen(x_display, root):
    command = [sys.executable, "-m", "pytest", "-q", str(MAIN_JOB)]
    done = subprocess.run(
        command, cwd=root, env=x_display, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stdout[-4000:]
    assert "3 passed" in done.stdout
