"""The only module that writes users' files. A file is replaced as a whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from foreword.errors import ChangedOnDisk, FileProblem, OutsideRoot

TEMPORARY_PREFIX = ".foreword-"


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Recognises the content of a file: its size and a hash. Time stamps play no part, they lie."""

    size: int
    digest: bytes

    @classmethod
    def of(cls, data: bytes) -> Fingerprint:
        """The fingerprint of a file with this content."""
        return cls(len(data), hashlib.blake2b(data, digest_size=16).digest())


def read_file(path: Path) -> bytes:
    """The bytes of a file. Raises FileProblem with a sentence that names the file and the reason."""
    try:
        return _content(path)
    except OSError as error:
        raise FileProblem(_sentence("read", path, error)) from error


def open_ordinary(path: Path) -> int:
    """A descriptor for reading an ordinary file; `os.close` it. Raises OSError, also for a name that no file can have.

    A pipe, a socket or a device is refused at once: to read one may take forever, and never gives a post.
    """
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        handle = os.open(path, flags)
    except ValueError:
        raise OSError(errno.EINVAL, "no file can have such a name") from None
    mode = os.fstat(handle).st_mode
    if stat.S_ISREG(mode):
        return handle
    os.close(handle)
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    raise _not_ordinary()


def write_file(path: Path, data: bytes, *, expected: Fingerprint | None = None) -> Fingerprint:
    """Replaces the file by ``data`` in one step: temporary file in the same folder, fsync, rename, fsync of the folder.

    Permissions are kept, and a symbolic link stays one (its target is replaced). With ``expected``, a file whose
    content is another one, or that is gone, is left alone and ChangedOnDisk is raised. Raises FileProblem when
    anything fails; the old content is then still there, whole.
    """
    target = Path(os.path.realpath(path))
    if expected is not None:
        _check_unchanged(path, target, expected)
    try:
        _replace(target, data, _mode_to_keep(target))
    except OSError as error:
        raise FileProblem(_sentence("save", path, error)) from error
    return Fingerprint.of(data)


def create_file(path: Path, data: bytes) -> Fingerprint:
    """Writes a file that must not exist yet, with its folders. Raises FileProblem, also when it exists.

    After an error there is no such file; folders that were made for it stay.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
        try:
            _replace(path, data, stat.S_IMODE(path.stat().st_mode))
        except BaseException:
            with contextlib.suppress(OSError):
                path.unlink()
            raise
    except OSError as error:
        raise FileProblem(_sentence("create", path, error)) from error
    return Fingerprint.of(data)


def resolve_inside(root: Path, path: Path | str) -> Path:
    """The real path of ``path`` (taken from ``root``), which must lie in ``root`` once all links are followed.

    Raises OutsideRoot.
    """
    real_root = Path(os.path.realpath(root))
    real = Path(os.path.realpath(real_root / path))
    if real != real_root and real_root not in real.parents:
        raise OutsideRoot(f"“{path}” lies outside the folder {root.name or root}.")
    return real


def _check_unchanged(path: Path, target: Path, expected: Fingerprint) -> None:
    try:
        found = Fingerprint.of(_content(target))
    except FileNotFoundError:
        raise ChangedOnDisk(f"“{path.name}” is no longer in its folder.") from None
    except OSError as error:
        raise FileProblem(_sentence("read", path, error)) from error
    if found != expected:
        raise ChangedOnDisk(f"“{path.name}” was changed by another program.")


def _content(path: Path) -> bytes:
    with os.fdopen(open_ordinary(path), "rb") as stream:
        return stream.read()


def _mode_to_keep(target: Path) -> int | None:
    """The permissions of the file that is to be replaced, None where there is none. Raises OSError if it must stay."""
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise _not_ordinary()
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return stat.S_IMODE(mode)


def _not_ordinary() -> OSError:
    return OSError(errno.EINVAL, "it is not an ordinary file")


def _replace(target: Path, data: bytes, mode: int | None) -> None:
    handle, name = tempfile.mkstemp(prefix=TEMPORARY_PREFIX, suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(_mode_of_new_file() if mode is None else mode)
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


def _mode_of_new_file() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """Makes the rename last through a power cut, where the system lets a folder be synchronised."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sentence(verb: str, path: Path, error: OSError) -> str:
    reasons: dict[type[OSError], str] = {
        FileNotFoundError: "it is no longer there",
        PermissionError: "you are not allowed to",
        IsADirectoryError: "it is a folder",
    }
    by_number = {28: "the disk is full", 30: "the disk can only be read", 122: "your disk quota is used up"}
    reason = by_number.get(error.errno or 0) or reasons.get(type(error)) or (error.strerror or str(error))
    return f"Could not {verb} “{path.name}”: {reason}."
