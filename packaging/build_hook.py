"""Puts the model into the wheel: the build makes it from the published weights, so the repository holds none.

Called by hatchling for the wheel and for editable installs, also when the wheel is built from the sdist. The model
lies in `app/inkling/_models/` (ignored by git) with a stamp beside it: as long as nothing that decides its content has
changed, a build takes what is there.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ModelBuildHook(BuildHookInterface):  # type: ignore[type-arg]  # generic over a config we don't have
    """Makes every bundled model that is not there yet, and names its files to the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the models before files are collected.

        Args:
            version: "standard" or "editable"; both need the files in the tree.
            build_data: hatchling's; files that git ignores must be named in it.
        """
        del version
        root = Path(self.root)
        sys.path[:0] = [str(root / "models"), str(root / "app")]
        try:
            build_data["artifacts"].extend(self._bundled(root))
        finally:
            del sys.path[:2]

    def _bundled(self, root: Path) -> list[str]:
        from export import make
        from export.errors import ExportError
        from inkling.errors import ModelError
        from inkling.neural import card as cards

        target = root / "app" / "inkling" / "_models"
        wanted: list[str] = []
        try:
            for card in cards.available(root / "models"):
                if make.recipe(card).bundled:
                    folder = target / card.name
                    self._make_once(root / "models" / card.name, folder, card.files)
                    names = [*card.files, cards.CARD]
                    wanted += [f"/{(folder / name).relative_to(root).as_posix()}" for name in names]
        except (ExportError, ModelError) as error:
            self.app.abort(f"Inkling's model could not be made. {error}")
        except OSError as error:
            self.app.abort(f"Inkling's model could not be made: {error.filename}: {error.strerror}.")
        return wanted

    def _make_once(self, source: Path, folder: Path, files: Mapping[str, str]) -> None:
        from export import make

        stamp_file, stamp = folder.with_name(f"{folder.name}.stamp"), make.stamp(source)
        if stamp_file.is_file() and stamp_file.read_text(encoding="ascii") == stamp and _is_whole(folder, files):
            return
        least = make.make(source, folder)
        self.app.display_info(f"Made the model {folder.name} (least cosine to fp32 {least:.4f}).")
        stamp_file.write_text(stamp, encoding="ascii")


def _is_whole(folder: Path, files: Mapping[str, str]) -> bool:
    paths = {folder / name: digest for name, digest in files.items()}
    return (folder / "card.toml").is_file() and all(
        path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == digest for path, digest in paths.items()
    )
