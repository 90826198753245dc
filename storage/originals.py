"""Original bytes by their SHA-256: written once as temp, fsync, rename; never rewritten."""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from storage.records import StoredOriginal
from storage.store import StorageError

PIECE = 1 << 20
LEFT_SECONDS = 3600
"""A half-written file untouched for so long has nobody who writes it any more."""


class Originals:
    """A folder of files named by their SHA-256, in 256 folders by its first two digits."""

    def __init__(self, folder: Path) -> None:
        """Use `folder`; it is made at the first write."""
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Where the bytes of this digest lie, whether they are there or not."""
        return self.folder / sha256[:2] / sha256

    def put(self, pieces: Iterable[bytes]) -> StoredOriginal:
        """Keep the joined pieces; when this returns they survive a power cut. Raises StorageError (disk full)."""
        digest, size = hashlib.sha256(), 0
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with self._temporary() as file:
                for piece in pieces:
                    digest.update(piece)
                    size += len(piece)
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
                self._settle(Path(file.name), self.path(digest.hexdigest()))
        except OSError as error:
            raise StorageError(f"cannot write to {self.folder}: {error.strerror}; is the disk full?") from error
        return StoredOriginal(digest.hexdigest(), size)

    def read(self, sha256: str) -> bytes:
        """The bytes of a digest. Raises StorageError when they are gone or no longer match it."""
        try:
            data = self.path(sha256).read_bytes()
        except OSError as error:
            raise _unreadable(sha256, error) from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise StorageError(f"original {sha256} was changed on disk; restore it from a backup")
        return data

    def start(self, sha256: str, size: int) -> bytes:
        """At most the first `size` bytes of a digest, unchecked. Raises StorageError when they are gone."""
        try:
            with self.path(sha256).open("rb") as file:
                return file.read(size)
        except OSError as error:
            raise _unreadable(sha256, error) from error

    def digests(self) -> Iterator[str]:
        """The digests of all originals on disk."""
        return (path.name for path in sorted(self.folder.glob("??/*")))

    def damaged(self) -> list[str]:
        """Digests whose bytes no longer match: for `novads doctor --deep`."""
        return [digest for digest in self.digests() if _digest(self.path(digest)) != digest]

    def sweep(self) -> int:
        """Remove what a killed process left half-written, not what another writes now; returns how many files."""
        left = [path for path in self.folder.glob("new-*") if _age(path) > LEFT_SECONDS]
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)

    @contextmanager
    def _temporary(self) -> Iterator[IO[bytes]]:
        """A new file that is gone again when anything is raised: a fetch that always breaks must not fill the disk."""
        with tempfile.NamedTemporaryFile(dir=self.folder, prefix="new-", delete=False) as file:
            try:
                yield file
            except BaseException:
                Path(file.name).unlink(missing_ok=True)
                raise

    def _settle(self, temporary: Path, final: Path) -> None:
        if final.exists():
            temporary.unlink()
            return
        if not final.parent.is_dir():
            final.parent.mkdir(exist_ok=True)
            _sync_folder(self.folder)
        temporary.rename(final)
        _sync_folder(final.parent)


def _unreadable(sha256: str, error: OSError) -> StorageError:
    return StorageError(f"original {sha256} cannot be read: {error.strerror}; restore it from a backup")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _age(path: Path) -> float:
    """Seconds since a file was last written; 0 for one that is gone."""
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0.0


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
