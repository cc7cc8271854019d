"""How does a second Inkling ask the running one? By a Unix socket that only this user can reach.

The process that holds the writer's lock answers; a command line beside an open window asks it to sync, to add a
folder, to say how it is, to show itself. One question per connection: four bytes of length and a JSON object each way.
Whoever asks is a stranger until the kernel says that it is the same user; a frame is short, and must come soon.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import socket
import stat
import struct
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from inkling import log, paths, storage
from inkling.errors import InklingError, LibraryError, UsageError

# A path is at most 4 KiB; JSON may take six bytes for each of its bytes.
LONGEST_FRAME = 256 * 1024
_LENGTH = struct.Struct("!I")
_CREDENTIALS = struct.Struct("3i")  # pid, uid, gid: unix(7)
_PATIENCE_S = 2.0  # for a whole question to come: it is written in one go
_BREATH_S = 0.1  # before the next try when nobody can be let in
_BACKLOG = 16
# A socket's path has at most 107 bytes: unix(7).
_LONGEST_PATH = 107

_BUSY = "The running Inkling does not answer. Wait until it is less busy, or end it."

Message = Mapping[str, object]
Answer = Callable[[Message], Message]


class Doorbell:
    """Answers questions of this user, one after the other, on a thread of its own, from `open` to `close`."""

    def __init__(self, listener: socket.socket, path: Path, answer: Answer) -> None:
        self._listener, self._path, self._answer = listener, path, answer
        self._identity = _identity(path)
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="inkling-doorbell", daemon=True)
        self._thread.start()

    @classmethod
    def open(cls, path: Path, answer: Answer) -> Doorbell:
        """Answer at a path. Whoever calls holds the writer's lock, so what lies there already is left from a crash.

        Args:
            path: where the socket is to be.
            answer: gets a question and returns the answer; it may raise `InklingError`, which is told to who asked.
                Called on the doorbell's thread; what takes long is only started by it.

        Raises:
            LibraryError: the socket cannot be made there.
        """
        storage.make_private(path.parent)
        if len(os.fsencode(path)) > _LONGEST_PATH:
            raise LibraryError(f"{path} is too long for a socket. Choose a shorter folder with --data.")
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            _remove_socket(path)
            listener.bind(os.fsencode(path))  # the folder around it lets nobody else in
            path.chmod(storage.PRIVATE_FILE)
            listener.listen(_BACKLOG)
        except OSError as error:
            listener.close()
            raise LibraryError(f"Answering at {path} is not possible: {storage.reason_of(error)}.") from error
        return cls(listener, path, answer)

    def close(self) -> None:
        """Stop answering, and take the socket away if it still is ours."""
        self._closing.set()
        with contextlib.suppress(OSError):  # shutdown wakes the thread from accept; some systems call it not connected
            self._listener.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._listener.close()
        if self._identity is not None and _identity(self._path) == self._identity:
            _remove_socket(self._path)

    def _serve(self) -> None:
        while not self._closing.is_set():
            try:
                connection, _address = self._listener.accept()
            except OSError as error:
                if error.errno in (errno.EBADF, errno.EINVAL) or self._closing.wait(_BREATH_S):
                    return
                continue  # the asker went away again, or no descriptor is left for it
            with connection:
                self._serve_one(connection)

    def _serve_one(self, connection: socket.socket) -> None:
        if not _is_same_user(connection):
            log.event("another user rang and was refused")
            return
        try:
            question = _receive(connection)
            if question is not None:
                _send(connection, self._answered(question))
        except (OSError, UsageError):
            log.event("a question was not understood")  # who asked went away, was too slow, or sent no question

    def _answered(self, question: Message) -> Message:
        try:
            return {"ok": True, **self._answer(question)}
        except InklingError as error:
            return {"ok": False, "error": str(error), "kind": type(error).__name__}


def place(data: Path) -> Path:
    """Return where the socket of a library lies; each library has its own."""
    name = hashlib.blake2b(os.fsencode(data.absolute()), digest_size=8).hexdigest()
    return paths.runtime_folder(data) / f"{name}.socket"


def ask(path: Path, question: Message, timeout_s: float = 10.0) -> Message | None:
    """Ask the running Inkling.

    Returns:
        Its answer, or None when nobody answers there: no Inkling runs, or it crashed.

    Raises:
        InklingError: it could not do what was asked, in its own words.
        LibraryError: what answers there is not this user's Inkling.
    """
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(timeout_s)
        try:
            _connect(connection, path, timeout_s)
        except TimeoutError as error:
            raise LibraryError(_BUSY) from error
        except OSError:  # no socket, a stale one, or a path that cannot be one
            return None
        if not _is_same_user(connection):
            raise LibraryError(
                f"{path} is answered by another user. Do not use this library before that is cleared up."
            )
        try:
            _send(connection, question)
            answer = _receive(connection, timeout_s)
        except OSError as error:
            raise LibraryError(_BUSY) from error
    if answer is None:
        return None
    if answer.get("ok") is not True:
        raise InklingError(str(answer.get("error", "The running Inkling could not do it.")))
    return answer


def _connect(connection: socket.socket, path: Path, timeout_s: float) -> None:
    """Connect; while too many others wait at the door, the kernel says to try again."""
    until_s = time.monotonic() + timeout_s
    while True:
        try:
            connection.connect(os.fsencode(path))
        except BlockingIOError as error:
            if time.monotonic() >= until_s:
                raise TimeoutError from error
            time.sleep(_BREATH_S)
        else:
            return


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.lstat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _remove_socket(path: Path) -> None:
    """Remove what a crash left; anything but a socket is not ours to remove, and binding will say so."""
    try:
        if stat.S_ISSOCK(path.lstat().st_mode):
            path.unlink()
    except FileNotFoundError:
        return


def _is_same_user(connection: socket.socket) -> bool:
    data = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
    _pid, uid, _gid = _CREDENTIALS.unpack(data)
    return bool(uid == os.getuid())


def _send(connection: socket.socket, message: Message) -> None:
    body = json.dumps(message).encode()
    if len(body) > LONGEST_FRAME:
        raise UsageError("The message is too long.")
    connection.sendall(_LENGTH.pack(len(body)) + body)


def _receive(connection: socket.socket, timeout_s: float = _PATIENCE_S) -> Message | None:
    """Read one message; None when the other side closed without saying anything.

    Raises:
        UsageError: what came is no message.
        OSError: it took too long, or broke off.
    """
    until_s = time.monotonic() + timeout_s
    head = _read(connection, _LENGTH.size, until_s)
    if not head:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > LONGEST_FRAME:
        raise UsageError("The message is too long.")
    try:
        message = json.loads(_read(connection, length, until_s))
    except (ValueError, RecursionError) as error:
        raise UsageError("The message is no JSON.") from error
    if not isinstance(message, dict):
        raise UsageError("The message is no JSON object.")
    return message


def _read(connection: socket.socket, size: int, until_s: float) -> bytes:
    """Read exactly so many bytes, all of them before a moment; empty when the other side closed before the first."""
    data = b""
    while len(data) < size:
        left_s = until_s - time.monotonic()
        if left_s <= 0:
            raise TimeoutError
        connection.settimeout(left_s)
        piece = connection.recv(size - len(data))
        if not piece:
            if data:
                raise ConnectionError
            return b""
        data += piece
    return data
