"""A stand-in for the write path: it knows files by their stamps and follows what a scan can conclude, nothing more."""

import threading

from inkling.files.rules import nested_in
from inkling.files.sight import is_unplugged
from inkling.files.walk import walk, walk_some
from inkling.records import Folder, FolderId, Rules


class Mirror:
    def __init__(self):
        self.known, self.looks, self.list = {}, [], []
        self.failures, self.slow_s, self.unavailable = [], 0.0, set()
        self.rests = 0
        self.changed = threading.Condition()

    def add(self, path, rules=Rules()):  # noqa: B008  # frozen
        self.list.append(Folder(FolderId(len(self.list) + 1), path, path.decode(), rules))
        return self.list[-1].id

    def folders(self):
        return list(self.list)

    def sync_folder(self, folder, dirty, cancel):
        if self.failures:
            raise self.failures.pop()
        apart = nested_in(folder.path, [other.path for other in self.list])
        rules = folder.rules
        if dirty is None:
            scan = walk(folder.path, rules, cancel, apart=apart)
        else:
            scan = walk_some(folder.path, dirty, rules, cancel, apart=apart)
        seen = {stamp.path: stamp for stamp in scan}
        if cancel.wait(self.slow_s):
            cancel.check()
        prefix = folder.path + b"/"
        before = {
            path: stamp
            for path, stamp in self.known.items()
            if path.startswith(prefix) and not any(path.startswith(inner + b"/") for inner in apart)
        }
        with self.changed:
            self.looks.append((folder.path, dirty))
            if scan.unavailable or (dirty is None and is_unplugged(scan.device, before, seen)):
                self.unavailable.add(folder.path)
            else:
                self.unavailable.discard(folder.path)
                for path in before:
                    if path not in seen and scan.covers(path):
                        del self.known[path]
                self.known.update(seen)
            self.changed.notify_all()

    def rest(self, cancel):
        self.rests += 1
        return False

    def wait(self, condition, timeout_s=10):
        with self.changed:
            return self.changed.wait_for(condition, timeout_s)

    def lost(self):
        """What a full scan sees and the mirror does not, and the other way round."""
        truth = {}
        for folder in self.list:
            apart = nested_in(folder.path, [other.path for other in self.list])
            truth.update({stamp.path: stamp for stamp in walk(folder.path, folder.rules, apart=apart)})
        with self.changed:
            return {path for path in truth.keys() | self.known.keys() if truth.get(path) != self.known.get(path)}
