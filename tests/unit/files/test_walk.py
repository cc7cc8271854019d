"""The walk: hostile names and objects, what can be concluded from it, partial looks, and its speed."""

import os
import socket
import time

import pytest

from inkling.errors import Cancelled
from inkling.files import walk as walking
from inkling.files.mounts import MountTable
from inkling.files.rules import Reason
from inkling.files.sight import is_unplugged
from inkling.files.walk import walk, walk_some
from inkling.progress import Cancel
from inkling.records import FileStamp, ProblemKind, Rules

HOSTILE = [
    b"line\nbreak.txt",
    b"\xff\xfe invalid.txt",
    b"-rf.txt",
    "\u202egpj.exe.txt".encode(),
    "caf\u00e9.txt".encode(),
    "cafe\u0301.txt".encode(),
    b"\x1b[31mred.txt",
    b"tab\tblank .txt",
    b" ",
    b"a" * 255,
    b"quote'\"$(x)`.txt",
    "\U0001f600.txt".encode(),
]


@pytest.fixture
def root(tmp_path):
    return bytes(tmp_path)


def make(root, *names, text=b"x"):
    for name in names:
        path = os.path.join(root, os.fsencode(name))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(text)


def names(scan, root):
    return [stamp.path[len(root) + 1 :] for stamp in scan]


def open_descriptors():
    return len(os.listdir("/proc/self/fd"))


def test_hostile_names_come_back_byte_for_byte(root):
    make(root, *HOSTILE)
    assert sorted(names(walk(root, Rules()), root)) == sorted(HOSTILE)


def test_stamp_is_what_the_system_says(root):
    make(root, "a.txt", text=b"four")
    found = os.stat(root + b"/a.txt")
    assert list(walk(root, Rules())) == [
        FileStamp(root + b"/a.txt", 4, found.st_mtime_ns, found.st_ctime_ns, found.st_dev, found.st_ino)
    ]


def test_order_is_by_name_and_folders_come_after_files(root):
    make(root, "b/x", "a/z", "a/c/y", "zz", "aa")
    assert names(walk(root, Rules()), root) == [b"aa", b"zz", b"a/z", b"a/c/y", b"b/x"]


def test_pipes_sockets_devices_and_links_are_never_opened(root):
    make(root, "real.txt")
    os.mkfifo(root + b"/pipe")
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(os.fsdecode(root) + "/sock")
    listener.close()
    os.symlink(b"real.txt", root + b"/link.txt")
    os.symlink(b"..", root + b"/up")
    os.symlink(b"nowhere", root + b"/broken")
    os.symlink(b"/dev/zero", root + b"/zero")
    os.mkfifo(root + b"/.inklingignore")
    os.mkfifo(root + b"/CACHEDIR.TAG")
    started = time.monotonic()
    scan = walk(root, Rules())
    assert names(scan, root) == [b"real.txt"]
    assert time.monotonic() - started < 1
    assert scan.skipped[Reason.LINK] == 4
    assert scan.skipped[Reason.SPECIAL] == 3  # both pipes that are no ignore file, and the socket


def test_real_device_is_special(root):
    if os.geteuid() != 0:
        pytest.skip("only root makes devices")
    try:
        os.mknod(root + b"/null", 0o600 | 0o020000, os.makedev(1, 3))
    except OSError:
        pytest.skip("devices cannot be made here")
    scan = walk(root, Rules())
    assert list(scan) == []
    assert scan.skipped == {Reason.SPECIAL: 1}


def test_deep_tree_ends_and_says_so(tmp_path):
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(1_000):
        os.mkdir("d", dir_fd=here)
        inner = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(here)
    before, started = open_descriptors(), time.monotonic()
    scan = walk(bytes(tmp_path), Rules())
    assert list(scan) == []
    assert time.monotonic() - started < 1
    assert scan.skipped[Reason.TOO_DEEP] == 1
    assert [problem.kind for problem in scan.problems] == [ProblemKind.TOO_LARGE]
    assert open_descriptors() == before
    # pytest's own cleaning may not manage a path of that length
    assert os.system(f"rm -rf '{tmp_path}/d'") == 0


def test_forbidden_folder_is_a_problem_and_its_files_are_not_gone(root, monkeypatch):
    make(root, "a/x.txt", "b/y.txt")
    if os.geteuid() == 0:  # to root nothing is forbidden
        real = os.open

        def forbid(path, flags, *rest, **more):
            if path == "a":
                raise PermissionError(13, "Permission denied")
            return real(path, flags, *rest, **more)

        monkeypatch.setattr(walking.os, "open", forbid)
    else:
        os.chmod(root + b"/a", 0)
    scan = walk(root, Rules())
    found = names(scan, root)
    if os.geteuid() != 0:
        os.chmod(root + b"/a", 0o700)
    assert found == [b"b/y.txt"]
    assert [(problem.path, problem.kind) for problem in scan.problems] == [(root + b"/a", ProblemKind.LOCKED)]
    assert not scan.covers(root + b"/a/x.txt")
    assert not scan.covers(root + b"/a/deeper/x.txt")
    assert scan.covers(root + b"/b/gone.txt")
    assert scan.covers(root + b"/other/gone.txt")


def test_missing_folder_is_unavailable_and_nothing_is_gone(root):
    scan = walk(root + b"/stick", Rules())
    assert list(scan) == []
    assert "not there" in scan.unavailable
    assert not scan.covers(root + b"/stick/a.txt")


def test_file_as_folder_is_unavailable(root):
    make(root, "f")
    scan = walk(root + b"/f", Rules())
    assert list(scan) == []
    assert scan.unavailable


def test_entries_that_vanish_are_tolerated(root):
    make(root, *(f"d{n:02}/{m}.txt" for n in range(20) for m in range(5)))
    found = []
    for count, stamp in enumerate(walk(root, Rules())):
        found.append(stamp.path)
        if count == 7:
            for n in range(10, 20):
                for m in range(5):
                    os.unlink(root + b"/d%d/%d.txt" % (n, m))
                os.rmdir(root + b"/d%d" % n)
    assert len(found) == 50


def test_folder_swapped_for_a_link_is_not_followed(root, tmp_path_factory):
    outside = bytes(tmp_path_factory.mktemp("outside"))
    make(outside, "secret.txt")
    make(root, "a/1.txt", "b/2.txt")
    found = []
    for stamp in walk(root, Rules()):
        found.append(stamp.path)
        if stamp.path.endswith(b"1.txt"):
            os.rename(root + b"/b", root + b"/was-b")
            os.symlink(outside, root + b"/b")
    assert not [path for path in found if b"secret" in path]


def test_ignore_files_and_marked_caches(root):
    make(root, "a.txt", "a.log", "sub/b.log", "sub/keep.log", "target/debug/c.txt", "env/lib/d.txt", "fake/e.txt")
    make(root, ".inklingignore", text=b"# logs\n*.log\n")
    make(root, "sub/.inklingignore", text=b"!keep.log\n")
    make(root, "target/CACHEDIR.TAG", text=b"Signature: 8a477f597d28d172789f06886806bc55\n# by a tool")
    make(root, "env/pyvenv.cfg")
    make(root, "fake/CACHEDIR.TAG", text=b"no signature")
    scan = walk(root, Rules())
    assert sorted(names(scan, root)) == [b"a.txt", b"fake/CACHEDIR.TAG", b"fake/e.txt", b"sub/keep.log"]
    assert scan.skipped[Reason.IGNORED] == 2
    assert scan.covers(root + b"/target/debug/c.txt")  # known from before the mark: it is gone now


@pytest.mark.parametrize("text", [b"x" * 70_000, b"a\n" * 1_100, b"y" * 2_000])
def test_bad_ignore_file_is_a_problem_and_does_nothing(root, text):
    make(root, "sub/x.txt")
    make(root, "sub/.inklingignore", text=text)
    scan = walk(root, Rules())
    assert names(scan, root) == [b"sub/x.txt"]
    assert [problem.path for problem in scan.problems] == [root + b"/sub/.inklingignore"]


def test_large_files_and_other_folders_are_left_out(root):
    make(root, "small", "inner/x", "inner/deep/y")
    with open(root + b"/sparse", "wb") as file:
        file.truncate(1 << 40)
    scan = walk(root, Rules(), apart=[root + b"/inner"])
    assert names(scan, root) == [b"small"]
    assert scan.skipped == {Reason.TOO_LARGE: 1, Reason.OTHER_FOLDER: 1}
    assert [example.path for example in scan.examples[Reason.TOO_LARGE]] == [root + b"/sparse"]


def test_vault_as_root_is_left_out_and_its_files_are_gone(root):
    make(root, "x")
    table = MountTable.parse(b"1 0 0:9 / %s rw - fuse.gocryptfs c rw" % root)
    scan = walk(root, Rules(), mounts=table)
    assert list(scan) == []
    assert scan.skipped == {Reason.VAULT: 1}
    assert scan.covers(root + b"/x")


def test_cancel_ends_the_walk_and_closes_everything(root):
    make(root, *(f"{n}/x" for n in range(9)))
    before, cancel = open_descriptors(), Cancel()
    scan = iter(walk(root, Rules(), cancel))
    next(scan)
    cancel.cancel()
    with pytest.raises(Cancelled):
        list(scan)
    abandoned = iter(walk(root, Rules()))
    next(abandoned)
    abandoned.close()
    assert open_descriptors() == before


def test_partial_look_lists_only_what_was_asked(root):
    make(root, "top", "a/1", "a/b/2", "a/b/c/3", "d/4")
    told = []
    scan = walk_some(root, {root + b"/a/b", root + b"/d/", b"/elsewhere"}, Rules(), on_folder=told.append)
    assert sorted(names(scan, root)) == [b"a/b/2", b"d/4"]
    assert told == [root + b"/a/b", root + b"/d"]
    gone = {path: scan.covers(root + path) for path in (b"/top", b"/a/1", b"/a/b/x", b"/a/b/c/3", b"/d/x/y", b"/a/z/q")}
    assert gone == {
        b"/top": False,
        b"/a/1": False,
        b"/a/b/x": True,
        b"/a/b/c/3": False,
        b"/d/x/y": True,
        b"/a/z/q": False,
    }


def test_deep_look_goes_down(root):
    make(root, "top", "a/1", "a/b/2", "a/b/c/3", "a/b/.git/4", "d/5")
    told = []
    scan = walk_some(root, {root + b"/d"}, Rules(), deep={root + b"/a/b"}, on_folder=told.append)
    assert sorted(names(scan, root)) == [b"a/b/2", b"a/b/c/3", b"d/5"]
    assert told == [root + b"/a/b", root + b"/a/b/c", root + b"/d"]
    assert scan.covers(root + b"/a/b/c/x")
    assert scan.covers(root + b"/a/b/.git/4")
    assert not scan.covers(root + b"/a/1")
    told.clear()
    walk(root, Rules(), on_folder=told.append).look_at_folders()
    assert told == [root, root + b"/a", root + b"/a/b", root + b"/a/b/c", root + b"/d"]


def test_partial_look_at_the_root_is_flat(root):
    make(root, "top", "a/1")
    scan = walk_some(root, {root}, Rules())
    assert names(scan, root) == [b"top"]
    assert scan.covers(root + b"/was/deep/x")
    assert not scan.covers(root + b"/a/1")


def test_partial_look_at_what_is_gone_or_left_out(root):
    make(root, "a/1", "skip/in/2")
    make(root, ".inklingignore", text=b"skip\n")
    os.symlink(b"a", root + b"/now-a-link")
    asked = {root + path for path in (b"/missing/deep", b"/skip/in", b"/a/1", b"/now-a-link")}
    scan = walk_some(root, asked, Rules())
    assert names(scan, root) == []
    for path in (b"/missing/deep/x", b"/skip/in/2", b"/a/1/x", b"/now-a-link/x"):
        assert scan.covers(root + path), path


def test_unplugged_disk_is_told_from_deleted_files():
    known = {b"/m/a": FileStamp(b"/m/a", 1, 1, 1, 17, 5), b"/m/b": FileStamp(b"/m/b", 1, 1, 1, 17, 6)}
    assert is_unplugged(1, known, [])
    assert is_unplugged(1, known, [b"/m/new"])
    assert not is_unplugged(17, known, [])
    assert not is_unplugged(1, known, [b"/m/a"])
    assert not is_unplugged(1, {}, [])


@pytest.mark.slow
def test_25_000_files_take_less_than_a_second(root):
    for folder in range(250):
        here = root + b"/%03d" % folder
        os.mkdir(here)
        for n in range(100):
            os.close(os.open(here + b"/%03d.txt" % n, os.O_CREAT | os.O_WRONLY))
    rules = Rules(exclude=("*.bak", "build/", "!keep"), include=("*.txt", "docs/"))
    took_s = []
    for _ in range(3):  # the first reads the disk, and another program may come in between
        started = time.perf_counter()
        assert sum(1 for _ in walk(root, rules)) == 25_000
        took_s.append(time.perf_counter() - started)
    assert min(took_s) < 1
