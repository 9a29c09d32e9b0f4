"""The only module that writes users' files. A file is replaced as a whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from foreword.errors import ChangedOnDisk, FileProblem, OutsideRoot

TEMPORARY_PREFIX = ".foreword-"
_LOCK_TRIES, _LOCK_PAUSE = 100, 0.005
"""For half a second at most; Foreword itself holds it for the time of a look and a rename."""
_TAKEN, _NONE = -1, -2


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

    Permissions, owner, group and extended attributes are kept as far as the system lets them be, and a symbolic link
    stays one (its target is replaced). With ``expected``, a file whose content is another one, or that is gone, is
    left alone and ChangedOnDisk is raised; it is looked at again right before the rename. Raises FileProblem when
    anything fails; the old content is then still there, whole.
    """
    target = Path(os.path.realpath(path))

    def put(temporary: Path) -> None:
        if expected is None:
            temporary.replace(target)
            return
        with _turn(target):
            _check_unchanged(path, target, expected)
            temporary.replace(target)

    if expected is not None:
        _check_unchanged(path, target, expected)
    try:
        _replace(target, data, _status_to_keep(target), put)
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
            _replace(path, data, path.stat(), lambda temporary: temporary.replace(path))
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


def _status_to_keep(target: Path) -> os.stat_result | None:
    """The status of the file that is to be replaced, None where there is none. Raises OSError if it must stay."""
    try:
        status = target.stat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
        raise _not_ordinary()
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return status


def _not_ordinary() -> OSError:
    return OSError(errno.EINVAL, "it is not an ordinary file")


def _replace(target: Path, data: bytes, status: os.stat_result | None, put: Callable[[Path], object]) -> None:
    """Makes a new file beside the target; ``put`` gets it into its place."""
    handle, name = tempfile.mkstemp(prefix=TEMPORARY_PREFIX, suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if status is None:
            temporary.chmod(_mode_of_new_file())
        else:
            _make_alike(target, temporary, status)
        put(temporary)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


@contextlib.contextmanager
def _turn(target: Path) -> Iterator[None]:
    """Lets one Foreword at a time look at a file and replace it. A lock that others hold for long is not waited for.

    A file that was replaced has another inode, so the lock is good only if the name still leads to the locked one.
    """
    handle = _NONE
    if sys.platform != "win32":
        for _ in range(_LOCK_TRIES):
            handle = _locked(target)
            if handle != _TAKEN:
                break
            time.sleep(_LOCK_PAUSE)
    try:
        yield
    finally:
        if handle >= 0:
            os.close(handle)


def _locked(target: Path) -> int:
    """A descriptor that holds the lock, _TAKEN if another has it, _NONE where there are no locks."""
    import fcntl  # not on Windows

    try:
        handle = open_ordinary(target)
    except OSError:
        return _NONE
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.path.samestat(os.fstat(handle), target.stat()):
            return handle
        answer = _TAKEN
    except BlockingIOError:
        answer = _TAKEN
    except OSError:
        answer = _NONE
    os.close(handle)
    return answer


def _make_alike(target: Path, temporary: Path, status: os.stat_result) -> None:
    """Gives the new file the owner, group, attributes and permissions of the old one."""
    mode = stat.S_IMODE(status.st_mode)
    if sys.platform != "win32" and not _give(temporary, status):
        # Rights of a group that could not be kept are not given to another one.
        mode = mode & ~0o2070 | (mode & 0o007) << 3
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            for name in os.listxattr(target):
                with contextlib.suppress(OSError):
                    os.setxattr(temporary, name, os.getxattr(target, name))
    temporary.chmod(mode)


def _give(temporary: Path, status: os.stat_result) -> bool:
    """Gives the new file the old one's owner and group; whether the group is the same then."""
    new = temporary.stat()
    for owner in (status.st_uid, -1):
        if (new.st_uid, new.st_gid) != (status.st_uid, status.st_gid):
            with contextlib.suppress(OSError):
                os.chown(temporary, owner, status.st_gid)
        new = temporary.stat()
    return new.st_gid == status.st_gid


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
    return f"Could not {verb} “{path.name or path}”: {reason}."
