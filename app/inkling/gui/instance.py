"""Is a window of this library open already? Then bring it up, with the new search, instead of opening a second one.

A socket file of the person's own, per library; never an Internet socket. Messages are short and length-checked.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from inkling import paths, storage

_LIMIT = 64 * 1024
_PATIENCE_MS = 1000
_ANSWER_MS = 15_000  # who listens is alive, but answers only when its window is made


class Instance(QObject):
    """The right to be the window of one library, and the bell for those that come later."""

    raised = Signal(str)  # the search that a later start brought, or ""

    def __init__(self, data: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        folder = paths.runtime_folder(data)
        key = hashlib.blake2b(str(data.resolve()).encode(), digest_size=8).hexdigest()
        self._name = str(folder / f"window-{key}")
        self._folder = folder
        self._guests: list[QLocalSocket] = []
        self._server = QLocalServer(self)
        self._server.newConnection.connect(self._answer)

    def ring(self, search: str) -> bool:
        """Tell a window that is open already to come up; false when there is none, or one that hangs."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_PATIENCE_MS):
            return False
        socket.write(json.dumps({"search": search}).encode()[:_LIMIT] + b"\n")
        socket.waitForBytesWritten(_PATIENCE_MS)
        heard = socket.bytesAvailable() > 0 or socket.waitForReadyRead(_ANSWER_MS)
        socket.disconnectFromServer()
        return heard

    def listen(self) -> bool:
        """Be the window that later starts bring up."""
        storage.make_private(self._folder)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(self._name)  # a crash leaves the file behind; `ring` found nobody there
        return self._server.listen(self._name)

    def close(self) -> None:
        """Stop listening and take the socket file away."""
        for socket in list(self._guests):
            socket.abort()
        self._server.close()

    def _answer(self) -> None:
        socket = self._server.nextPendingConnection()
        if socket is not None:
            self._guests.append(socket)
            socket.readyRead.connect(self._read_all)
            socket.disconnected.connect(self._let_go)

    def _read_all(self) -> None:
        for socket in list(self._guests):
            if socket.bytesAvailable():
                self._read(socket)

    def _let_go(self) -> None:
        for socket in list(self._guests):
            if socket.state() == QLocalSocket.LocalSocketState.UnconnectedState:
                self._guests.remove(socket)
                socket.deleteLater()

    def _read(self, socket: QLocalSocket) -> None:
        if socket.bytesAvailable() > _LIMIT:
            socket.abort()
            return
        if not socket.canReadLine():
            return
        try:
            order = json.loads(bytes(socket.readLine(_LIMIT).data()))
        except ValueError:
            socket.abort()
            return
        socket.write(b"yes\n")
        socket.flush()
        search = order.get("search", "") if isinstance(order, dict) else ""
        self.raised.emit(search if isinstance(search, str) else "")
