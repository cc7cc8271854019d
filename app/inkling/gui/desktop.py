"""The running program around its window: theme, language, tray, settings, and a quiet end."""

from __future__ import annotations

import contextlib
import json
import logging
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

from inkling import log, storage
from inkling.courtesy import Courtesy
from inkling.errors import StorageError
from inkling.gui import icons
from inkling.gui.bridge import Bridge
from inkling.gui.errands import Errands
from inkling.gui.find.rehearsal import rehearse
from inkling.gui.login import set_login_start
from inkling.gui.opener import Opener
from inkling.gui.shell import Shell, Wishes
from inkling.gui.strings import Speech, say
from inkling.gui.theme import Theme
from inkling.gui.turns import Turns
from inkling.gui.window import Window
from inkling.settings import Settings

_PLACE = "window.json"
_PRESSED = {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.Wheel}
_MENU_ASKED = QSystemTrayIcon.ActivationReason.Context  # the menu opens by itself, and the window stays away


class Desktop(QObject):
    """Owns everything that lives as long as the program."""

    def __init__(
        self,
        app: QApplication,
        data: Path,
        settings: Settings,
        opener: Opener,
        errands: Errands | None = None,
        *,
        hidden: bool = False,
    ) -> None:
        """Make the window; it is shown by `show`.

        Args:
            app: the application.
            data: where the library lies.
            settings: the person's choices.
            opener: opens what the person wants opened.
            errands: the library; None for the one in `data`.
            hidden: whether to wait in the tray at first, where there is one, also if it is not to stay there later.
        """
        super().__init__()
        self._is_hidden = hidden and QSystemTrayIcon.isSystemTrayAvailable()
        courtesy = Courtesy()
        self._turns = Turns(self)
        self._app, self._data = app, data
        self._speech = Speech()
        self._speech.speak(settings.language)
        theme = Theme.of(settings.appearance)
        theme.apply(app)
        app.setWindowIcon(icons.app_icon())
        if errands is None:
            from inkling.gui.engine import Engine

            errands = Engine(data, courtesy)
        bridge = Bridge(self, courtesy)
        if not self._is_hidden:  # beside the making of the window, so that it stands still for nothing once it is there
            bridge.ask("open", self, lambda _cancel, _tell: errands.load(), done=self._make_pages)
        self.shell = Shell(theme, bridge, errands, opener, settings, Wishes(self))
        self.window = Window(self.shell)
        self._tray: QSystemTrayIcon | None = None
        self._menu: QMenu | None = None
        self.shell.wishes.settings.connect(self._change_settings)
        self.shell.bridge.bug_met.connect(
            lambda: self.shell.wishes.say.emit(say("A mistake in Inkling. The local log says where."))
        )
        self._app.styleHints().colorSchemeChanged.connect(lambda _scheme: self._restyle())
        self.window.installEventFilter(self)
        self._show_tray()

    def show(self, search: str) -> None:
        """Show the window where it stood last time, or only the tray; from now on the folders are followed."""
        self._stand()
        if not self._is_hidden:
            rehearse(self.shell.theme)
            self.window.show()
        if search:
            self.window.search(search)
        self.window.find_page.take_focus()
        errands = self.shell.errands
        self.shell.bridge.ask("open", self.window, lambda _cancel, _tell: errands.follow())
        self.shell.bridge.ask("open", self.window, lambda _cancel, _tell: errands.last_crash(), done=self._offer_note)

    def _make_pages(self, _loaded: None) -> None:
        self.window.pages.make_all()

    def _offer_note(self, note: str) -> None:
        if note:
            self.window.show_note(say("Inkling ended unexpectedly last time"), note)

    def come_up(self, search: str) -> None:
        """Come to the front, as a later start asked."""
        self.window.come_up(search)

    def _toggle_pause(self) -> None:
        self.window.statusbar.toggle()

    def quit(self) -> None:
        """End the program."""
        self.window.quit()

    def meet_bug(self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        """Note a mistake of ours by its place, without any value of the person's, and go on."""
        log.event("mistake in the window", level=logging.ERROR, error=log.crash(error))
        self.shell.bridge.bug_met.emit()

    def close(self) -> None:
        """Call everything off, wait for the threads, let the library go."""
        self._turns.close()
        if self._tray is not None:
            self._tray.hide()
        self.window.removeEventFilter(self)
        self.shell.bridge.close()
        self.shell.errands.close()
        self.window.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let what is pressed go before all work; end the program with the window, unless it is to stay in the tray."""
        if event.type() in _PRESSED:
            self.shell.bridge.attend()
        elif watched is self.window and event.type() == QEvent.Type.Show:
            self.window.windowHandle().installEventFilter(self)  # it sees what is pressed before any widget does
        if watched is self.window and event.type() == QEvent.Type.Close:
            self._keep_place()
            stays = self.shell.settings.tray and self._tray is not None and not self.window.property("quitting")
            if not stays:
                QTimer.singleShot(0, self._app.quit)
        return False

    # ------------------------------------------------------------------------------------------------------ settings

    def _change_settings(self, settings: Settings) -> None:
        before, self.shell.settings = self.shell.settings, settings
        errands = self.shell.errands
        say_why = self.shell.wishes.say.emit
        self.shell.bridge.ask("work", self, lambda _cancel, _tell: errands.save_settings(settings), failed=say_why)
        if before.threshold != settings.threshold:
            self.window.find_page.facets.threshold.set_at(settings.threshold)
        if before.tray != settings.tray:
            self._show_tray()
        if before.start_at_login != settings.start_at_login:
            self._set_login_start(wanted=settings.start_at_login)
        if before.appearance != settings.appearance:
            self._restyle()
        if before.language != settings.language:
            self._speech.speak(settings.language)
            self._show_tray()
            QTimer.singleShot(0, self.window.remake)

    def _restyle(self) -> None:
        """Make the window anew where it is to look otherwise: the desktop's scheme may change beside a fixed one."""
        theme = Theme.of(self.shell.settings.appearance)
        if not theme.is_like(self.shell.theme):
            self.shell.theme = theme
            theme.apply(self._app)
            QTimer.singleShot(0, self.window.remake)

    def _set_login_start(self, *, wanted: bool) -> None:
        """Write or remove the entry that desktops start at login."""
        data, say_why = self._data, self.shell.wishes.say.emit
        self.shell.bridge.ask("work", self, lambda _cancel, _tell: set_login_start(data, wanted=wanted), failed=say_why)

    # ---------------------------------------------------------------------------------------------------------- tray

    def _show_tray(self) -> None:
        if self._tray is not None:
            self._tray.hide()
            self._tray.deleteLater()
            self._tray = None
        if self._menu is not None:
            self._menu.deleteLater()
            self._menu = None
        is_wanted = self.shell.settings.tray or (not self.window.isVisible() and self._is_hidden)
        if not is_wanted or not QSystemTrayIcon.isSystemTrayAvailable():
            return
        self._menu = menu = QMenu(self.window)
        menu.addAction(say("Show Inkling"), lambda: self.come_up(""))
        menu.addAction(say("Pause or resume reading"), self._toggle_pause)
        menu.addSeparator()
        menu.addAction(say("Quit"), self.quit)
        self._tray = QSystemTrayIcon(icons.app_icon(), self)
        self._tray.setToolTip("Inkling")
        self._tray.setContextMenu(menu)
        self._tray.activated.connect(lambda why: None if why == _MENU_ASKED else self.come_up(""))
        self._tray.show()

    # --------------------------------------------------------------------------------------------------------- place

    def _stand(self) -> None:
        with contextlib.suppress(OSError, ValueError, KeyError):  # a lost place costs nothing
            kept = json.loads((self._data / _PLACE).read_text(encoding="utf-8"))
            self.window.go_to_place(bytes.fromhex(kept["geometry"]))

    def _keep_place(self) -> None:
        with contextlib.suppress(StorageError):  # a full disk must not keep the window open
            told = json.dumps({"geometry": self.window.place().hex()})
            storage.write(self._data / _PLACE, told.encode())
