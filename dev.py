#!/usr/bin/env python3
"""Every chore of this project in one file: ``python3 dev.py run|test|bench|package|screenshot``.

Needs Python 3.11 or later and nothing else; each command sets up what it needs before it starts.
"""

import sys

if sys.hexversion < 0x030B0000:
    sys.exit("Foreword needs Python 3.11 or later; this is Python " + sys.version.split()[0] + ".")

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "foreword-setup.txt"
SAMPLE = ROOT / "resources" / "sample"
BENCHMARKS = ROOT / "tests" / "benchmarks"
USAGE = """\
python3 dev.py run [FOLDER | ARGS]   open the window; without a folder on a private copy of the sample blog
python3 dev.py test [ARGS]           lint, format check, types and all tests; ARGS go to pytest
python3 dev.py bench [NAME ...]      all benchmarks, or those named
python3 dev.py package               the wheel and, on Linux, a bundle that needs no Python; both are checked
python3 dev.py screenshot            pictures of the window, light and dark, into docs/"""

# What Qt's wheels expect of a bare Debian or Ubuntu. Some names end in t64 there: see `resolve`.
QT_PACKAGES = """
libegl1 libgl1 libglib2.0-0 libfontconfig1 libdbus-1-3 libxkbcommon0 libxkbcommon-x11-0
libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-render-util0 libxcb-randr0 libxcb-shape0 libxcb-xkb1
libxcb-dri3-0 libx11-xcb1 libnss3 libasound2 libgbm1 libxcomposite1 libxdamage1 libxrandr2 libxtst6 libxkbfile1
libxfixes3 libgssapi-krb5-2 libwayland-cursor0 libwayland-egl1
fonts-dejavu-core fonts-noto-cjk
"""
TEST_PACKAGES = "xvfb xauth jekyll hugo"  # jekyll brings kramdown and its GFM parser
BUNDLE_PACKAGES = "binutils"  # PyInstaller reads libraries with objdump
ATTEMPTS = 3
DIALECTS = ("python-markdown", "kramdown", "goldmark", "commonmark")


class Failed(Exception):
    """A step did not work; the message says which."""


def main(arguments: Sequence[str]) -> int:
    """Runs one command and returns its exit code."""
    commands = {"run": run, "test": test, "bench": bench, "package": package, "screenshot": screenshot}
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(USAGE)
        return 0
    command = commands.get(arguments[0])
    if command is None:
        print(f"There is no command “{arguments[0]}”.\n\n{USAGE}", file=sys.stderr)
        return 2
    try:
        return command(list(arguments[1:]))
    except Failed as failure:
        print(f"\n{failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


# --- the commands


def run(arguments: list[str]) -> int:
    """Opens the window, in the caller's folder so that relative paths mean what they say."""
    set_up(QT_PACKAGES)
    if not arguments:
        arguments = [str(copy_of_sample())]
        say(f"A private copy of the sample blog: {arguments[0]}")
    return call([venv_python(), "-m", "foreword", *arguments], cwd=None)


def test(arguments: list[str]) -> int:
    """Lint, format check, types, tests. All of them run; pytest's summary is the last line if all is well."""
    set_up(QT_PACKAGES, TEST_PACKAGES)
    steps = {
        "lint": ["ruff", "check", "."],
        "format": ["ruff", "format", "--check", "."],
        "types": ["mypy"],
        "tests": ["pytest", *arguments],
    }
    failed = []
    for name, step in steps.items():
        say(f"{name}: {' '.join(step)}")
        if call([venv_python(), "-m", *step]) != 0:
            failed.append(name)
    if failed:
        raise Failed(f"Failed: {', '.join(failed)}.")
    return 0


def bench(arguments: list[str]) -> int:
    """Runs the scripts tests/benchmarks/bench_*.py, all or those named; each prints a table."""
    names = [name.removesuffix(".py").removeprefix("bench_") for name in arguments]
    scripts = {path.stem.removeprefix("bench_"): path for path in sorted(BENCHMARKS.glob("bench_*.py"))}
    unknown = [name for name in names if name not in scripts]
    if unknown:
        raise Failed(
            f"No benchmark is called {', '.join(unknown)}. There are: {', '.join(scripts) or 'none'}."
        )
    set_up(QT_PACKAGES)
    failed = []
    for name in names or scripts:
        say(f"benchmark: {name}")
        if call([venv_python(), scripts[name]], environment=headless()) != 0:
            failed.append(name)
    if failed:
        raise Failed(f"Failed: {', '.join(failed)}.")
    return 0


def package(arguments: list[str]) -> int:
    """Builds dist/*.whl and, on Linux, dist/foreword, then opens the sample blog in the bundle."""
    if arguments:
        raise Failed("“package” takes no arguments.")
    # PyInstaller needs Python as a library, which Debian's own Python keeps in a package of its own.
    library = "libpython{}.{}".format(*sys.version_info) if sys.base_prefix == "/usr" else ""
    set_up(QT_PACKAGES, BUNDLE_PACKAGES, library)
    say("wheel")
    must([venv_python(), "-m", "build", "--wheel", "--no-isolation", "--outdir", ROOT / "dist"])
    if not sys.platform.startswith("linux"):
        say("The bundle of this system is built by its script in packaging/.")
        return 0
    say("bundle")
    must([venv_python(), ROOT / "packaging" / "linux" / "build.py"])
    check_bundle(ROOT / "dist" / "foreword" / "foreword")
    return 0


def screenshot(arguments: list[str]) -> int:
    """Writes docs/window-light.png and docs/window-dark.png from the real window."""
    if arguments:
        raise Failed("“screenshot” takes no arguments.")
    set_up(QT_PACKAGES)
    for theme in ("light", "dark"):
        picture = ROOT / "docs" / f"window-{theme}.png"
        picture.parent.mkdir(exist_ok=True)
        say(f"docs/{picture.name}")
        options: list[str | Path] = ["--screenshot", picture, "--theme", theme, copy_of_sample()]
        must([venv_python(), "-m", "foreword", *options], environment=headless())
    return 0


def check_bundle(program: Path) -> None:
    """Opens the sample blog in the bundle: no network (only root can really cut it), an empty PATH, its own home."""
    with tempfile.TemporaryDirectory(prefix="foreword-check-") as home:
        empty = Path(home) / "no-programs"
        empty.mkdir()
        blog = shutil.copytree(SAMPLE, Path(home) / "blog")
        settings = {"HOME": home, "PATH": str(empty), "LANG": "C.UTF-8", "XDG_RUNTIME_DIR": home}
        nowhere = dict.fromkeys(("http_proxy", "https_proxy"), "http://127.0.0.1:9")
        unshare = shutil.which("unshare")
        alone = [unshare, "--net"] if unshare and is_root() else []
        if alone and call([*alone, "true"]) != 0:
            alone = []  # a container may forbid it
        say(f"checking the bundle: no Python in the path{', no network' if alone else ''}")
        command: list[str | Path] = [*alone, program, "--self-check", blog]
        environment = headless({**settings, **nowhere})
        output, code = report_of(command, environment)
        post = min(blog.rglob("_posts/*.md"))
        for dialect in DIALECTS:  # each is loaded by name, which a bundle can miss
            if report_of([program, "render", "--dialect", dialect, post], environment)[1] != 0:
                raise Failed(f"The bundle cannot render {dialect}.")
    print(output, end="", flush=True)
    try:
        report = json.loads(output.strip().splitlines()[-1])
    except (IndexError, ValueError):
        report = {}
    if code != 0 or not report.get("posts") or report.get("preview") is not True:
        raise Failed(f"The bundle did not open the sample blog (exit code {code}).")
    say("The bundle opened the sample blog and painted the preview.")


def report_of(command: Sequence[str | Path], environment: Mapping[str, str]) -> tuple[str, int]:
    """What a program prints in at most two minutes, and its exit code."""
    words = [str(part) for part in command]
    try:
        finished = subprocess.run(
            words, env=environment, stdout=subprocess.PIPE, text=True, timeout=120, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Failed(f"{words[0]} did not come to an end within two minutes.") from error
    return finished.stdout, finished.returncode


# --- set-up


def set_up(*packages: str) -> None:
    """Brings system libraries and the virtual environment to what the command needs; quick when all is there."""
    wanted = " ".join(packages).split()
    if importlib.util.find_spec("ensurepip") is None:
        wanted.append(f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    if sys.platform.startswith("linux") and shutil.which("apt-get") and shutil.which("dpkg-query"):
        install_packages(wanted)
    set_up_venv()


def set_up_venv() -> None:
    """Makes .venv and installs the project into it, again only when pyproject.toml or the Python changed."""
    project = hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()
    state = f"{sys.version}\n{ROOT}\n{project}\n"
    if venv_python().exists() and STAMP.exists() and STAMP.read_text(encoding="utf-8") == state:
        return
    probe = "import sys, pip; print(sys.version)"
    if not venv_python().exists() or answer([venv_python(), "-c", probe]).strip() != sys.version.strip():
        say("a virtual environment in .venv")
        must([sys.executable, "-m", "venv", "--clear", VENV])
    STAMP.unlink(missing_ok=True)
    say("the project and its tools (the first time takes a few minutes)")
    patient = ["--quiet", "--retries", "5", "--timeout", "60"]
    retry([venv_python(), "-m", "pip", "install", *patient, "--editable", ".[dev]"])
    STAMP.write_text(state, encoding="utf-8")


def venv_python() -> Path:
    """The interpreter of .venv."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def install_packages(wanted: Sequence[str]) -> None:
    """Installs what is missing when root; otherwise prints the one line that does it, and stops."""
    missing = missing_packages(wanted)
    if not missing:
        return
    names, unknown = resolve(missing)
    if is_root():
        settings = {"DEBIAN_FRONTEND": "noninteractive"}
        apt = ["apt-get", "-o", "Acquire::Retries=3", "-o", "DPkg::Lock::Timeout=120"]
        if unknown:
            say("apt-get update")
            retry([*apt, "update", "--quiet"], settings)
            names, unknown = resolve(missing)
        say("system libraries: " + " ".join(names))
        install = [*apt, "install", "--yes", "--quiet", "--no-install-recommends", *names]
        retry(install, settings, between=[*apt, "update", "--quiet"])
        if missing_packages(wanted):
            raise Failed("These packages could not be installed: " + " ".join(missing_packages(wanted)))
        return
    update = "sudo apt-get update && " if unknown else ""
    line = f"{update}sudo apt-get install --no-install-recommends {' '.join(names)}"
    raise Failed(f"Some system libraries are missing. Please run this line, then try again:\n\n{line}")


def missing_packages(wanted: Sequence[str]) -> list[str]:
    """Those neither installed, under either of their names, nor there as a command."""
    query = ["dpkg-query", "--show", "--showformat", "${db:Status-Abbrev} ${Package}\\n"]
    lines = answer([*query, *(variant for name in wanted for variant in variants(name))]).splitlines()
    installed = {line.split()[-1] for line in lines if line[1:2] == "i"}
    return [name for name in wanted if not installed.intersection(variants(name)) and not shutil.which(name)]


def resolve(names: Sequence[str]) -> tuple[list[str], list[str]]:
    """The names under which apt can install these, and those of them that it does not know (yet).

    Since Debian 13 and Ubuntu 24.04 the libraries that changed with 64-bit time end in t64. Without package lists
    the names of the libraries that are installed already tell which kind of system this is.
    """
    lines = answer(
        ["apt-cache", "policy", *(variant for name in names for variant in variants(name))]
    ).splitlines()
    known = {
        lines[at].rstrip(":")
        for at in range(len(lines) - 2)
        if not lines[at].startswith(" ") and "(none)" not in lines[at + 2]
    }
    found, unknown = [], []
    modern = bool(answer(["dpkg-query", "--show", "*t64"]))
    for name in names:
        choices = [variant for variant in variants(name) if variant in known]
        if not choices:
            unknown.append(name)
            choices = [variants(name)[1] if modern and name in ("libglib2.0-0", "libasound2") else name]
        found.append(choices[0])
    return found, unknown


def variants(name: str) -> tuple[str, str]:
    """Both names that a library may have."""
    return name, name + "t64"


# --- small tools


def copy_of_sample() -> Path:
    """A fresh copy of the sample blog, which may be edited; the checkout's own files stay as they are."""
    if not SAMPLE.is_dir():
        raise Failed(f"The sample blog is missing: {SAMPLE}")
    folder = Path(tempfile.mkdtemp(prefix="foreword-sample-")) / "blog"
    return Path(shutil.copytree(SAMPLE, folder))


def headless(base: Mapping[str, str] | None = None) -> dict[str, str]:
    """An environment in which Qt paints without a screen, and Chromium starts for root."""
    environment = dict(os.environ if base is None else base)
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    environment.setdefault("QT_QUICK_BACKEND", "software")
    if is_root():
        environment.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    return environment


def is_root() -> bool:
    """Whether this is the superuser of a Unix system."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def say(step: str) -> None:
    """Names a step, in order with the output of the programs it starts."""
    print(f"==> {step}", flush=True)


def call(
    command: Sequence[str | Path], *, environment: Mapping[str, str] | None = None, cwd: Path | None = ROOT
) -> int:
    """Runs a program to its end and returns its exit code."""
    try:
        return subprocess.run(
            [str(part) for part in command], env=environment, cwd=cwd, check=False
        ).returncode
    except OSError as error:
        raise Failed(f"{command[0]} could not be started: {error.strerror}.") from error


def must(command: Sequence[str | Path], *, environment: Mapping[str, str] | None = None) -> None:
    """Runs a program that has to succeed."""
    code = call(command, environment=environment)
    if code != 0:
        raise Failed(f"This failed with exit code {code}: {' '.join(str(part) for part in command)}")


def retry(
    command: Sequence[str | Path],
    settings: Mapping[str, str] | None = None,
    *,
    between: Sequence[str | Path] | None = None,
) -> None:
    """Runs a program that needs the network, again after a pause when it fails; ``between`` runs before that."""
    environment = {**os.environ, **(settings or {})}
    for attempt in range(1, ATTEMPTS):
        if call(command, environment=environment) == 0:
            return
        say(f"That failed; once more in {attempt * 5} seconds.")
        time.sleep(attempt * 5)
        if between:
            call(between, environment=environment)
    must(command, environment=environment)


def answer(command: Sequence[str | Path]) -> str:
    """What a program prints, or nothing when it cannot be started; its complaints are dropped."""
    environment = {**os.environ, "LC_ALL": "C"}
    try:
        finished = subprocess.run(
            [str(part) for part in command], env=environment, capture_output=True, text=True, check=False
        )
    except OSError:
        return ""
    return finished.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
