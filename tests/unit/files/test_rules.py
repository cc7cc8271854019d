"""One decision with one reason: secrets, system folders, hidden names, patterns, vaults, overlapping folders."""

import pytest

from inkling.files.mounts import MountKind, MountTable
from inkling.files.rules import Reason, RuleBook, nested_in, owner_of
from inkling.records import Rules

NOTHING = MountTable(())
ROOT = b"/home/ana/papers"


PLAIN = Rules()


def book(rules=PLAIN, root=ROOT, **more):
    return RuleBook(root, rules, mounts=more.pop("mounts", NOTHING), **more)


def decide(rulebook, path, *, is_folder=False, ignores=None):
    """Walk down to a path as the walker does."""
    level = rulebook.top((ignores or {}).get("", ()))
    *above, name = path.split("/")
    for folder in above:
        if (reason := rulebook.folder(level, folder)) is not None:
            return reason
        level = rulebook.enter(level, folder, (ignores or {}).get(level.path + folder, ()))
    return rulebook.folder(level, name) if is_folder else rulebook.file(level, name)


KEYS = "id_rsa ID_ED25519 server.pem x/y/server.key pass.kdbx .env .env.local .netrc wallet.dat keys.p12 .bash_history"


@pytest.mark.parametrize("name", [*KEYS.split(), ".npmrc", "Login Data"])
@pytest.mark.parametrize("hidden", [False, True])
def test_key_files_are_left_out_by_name(name, hidden):
    assert decide(book(Rules(hidden=hidden)), name) is Reason.SENSITIVE


@pytest.mark.parametrize(
    "path", [".ssh/config", ".gnupg/x", "b/.aws/credentials", ".config/google-chrome/x", ".mozilla/x"]
)
def test_key_folders_are_left_out_even_with_hidden_names(path):
    assert decide(book(Rules(hidden=True)), path) is Reason.SENSITIVE
    assert decide(book(Rules(hidden=True, secrets=True)), path) is None


@pytest.mark.parametrize("name", ["id_rsa.pub", "keyboard.txt", "environment.md", "a.pem.txt"])
def test_harmless_names_are_read(name):
    assert decide(book(), name) is None


def test_env_example_is_only_hidden():
    assert decide(book(), ".env.example") is Reason.HIDDEN
    assert decide(book(Rules(hidden=True)), ".env.example") is None


@pytest.mark.parametrize(
    "path",
    [
        "node_modules/x.js",
        "a/.git/config",
        "__pycache__/a.txt",
        "$RECYCLE.BIN/x",
        ".Trash-1000/x",
        "d/~$letter.docx",
        "x~",
    ],
)
@pytest.mark.parametrize("hidden", [False, True])
def test_programs_own_files_are_left_out(path, hidden):
    assert decide(book(Rules(hidden=hidden)), path) is Reason.SYSTEM


def test_person_can_take_back_system_and_hidden_but_not_secrets():
    rules = Rules(exclude=("!node_modules", "!.notes", "!id_rsa"))
    assert decide(book(rules), "node_modules/readme.md") is None
    assert decide(book(rules), ".notes/a.txt") is None
    assert decide(book(rules), "id_rsa") is Reason.SENSITIVE


def test_hidden_names_are_read_when_asked():
    assert decide(book(), ".plan") is Reason.HIDDEN
    assert decide(book(Rules(hidden=True)), ".plan") is None


def test_include_names_files_or_folders():
    rules = Rules(include=("*.md", "letters/", "!draft*"))
    assert decide(book(rules), "a/b.md") is None
    assert decide(book(rules), "letters/2020/x.odt") is None
    assert decide(book(rules), "letters/draft.odt") is Reason.NOT_INCLUDED
    assert decide(book(rules), "a/b.odt") is Reason.NOT_INCLUDED


def test_exclude_wins_over_include():
    rules = Rules(include=("*.md",), exclude=("old/",))
    assert decide(book(rules), "old/a.md") is Reason.EXCLUDED


def test_deeper_ignore_file_wins():
    ignores = {"": ["*.log", "/top.txt"], "a": ["!keep.log", "/b.txt"]}
    assert decide(book(), "x.log", ignores=ignores) is Reason.IGNORED
    assert decide(book(), "a/keep.log", ignores=ignores) is None
    assert decide(book(), "a/other.log", ignores=ignores) is Reason.IGNORED
    assert decide(book(), "a/b.txt", ignores=ignores) is Reason.IGNORED
    assert decide(book(), "a/top.txt", ignores=ignores) is None
    assert decide(book(), "a/c/b.txt", ignores=ignores) is None


def test_size_limit():
    assert book(Rules(max_bytes=10)).size(11) is Reason.TOO_LARGE
    assert book(Rules(max_bytes=10)).size(10) is None


def mountinfo(*mounts):
    lines = [
        f"{n} 1 {major}:{minor} / {path} rw - {kind} {source} rw"
        for n, (path, kind, source, major, minor) in enumerate(mounts)
    ]
    return MountTable.parse("\n".join(lines).encode())


DISKS = mountinfo(
    ("/", "ext4", "/dev/sda1", 8, 1),
    ("/home/ana/papers/usb\\040stick", "vfat", "/dev/sdb1", 8, 17),
    ("/home/ana/papers/bound", "ext4", "/dev/sda1", 8, 1),
    ("/home/ana/papers/vault", "fuse.gocryptfs", "/home/ana/cipher", 0, 50),
    ("/home/ana/papers/vera", "ext4", "/dev/mapper/veracrypt1", 253, 3),
    ("/home/ana/papers/share", "nfs4", "server:/x", 0, 51),
    ("/home/ana/papers/proc", "proc", "proc", 0, 5),
)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("usb stick", Reason.OTHER_DISK),
        ("bound", None),
        ("vault", Reason.VAULT),
        ("vera", Reason.VAULT),
        ("share", Reason.OTHER_DISK),
        ("proc", Reason.SYSTEM),
        ("plain", None),
    ],
)
def test_what_is_mounted_inside_is_told_apart(name, reason):
    assert decide(book(mounts=DISKS), name, is_folder=True) is reason


def test_folder_inside_a_vault_or_a_secret_place_is_left_out_as_a_whole():
    assert book(root=b"/home/ana/papers/vault/in", mounts=DISKS).root_reason() is Reason.VAULT
    assert book(Rules(secrets=True), root=b"/home/ana/papers/vault", mounts=DISKS).root_reason() is None
    assert book(root=b"/home/ana/.ssh/keys").root_reason() is Reason.SENSITIVE
    assert book(root=b"/home/ana/.config/google-chrome").root_reason() is Reason.SENSITIVE
    assert book(root=b"/home/ana/.notes").root_reason() is None


def test_encrypted_home_as_a_whole_is_no_vault(private_home):
    table = mountinfo(("/", "ext4", "/dev/sda1", 8, 1), (str(private_home), "ecryptfs", "/home/.ecryptfs/x", 0, 44))
    assert table.of(bytes(private_home) + b"/papers").kind is MountKind.LOCAL


def test_mountinfo_of_any_shape_is_survived():
    assert MountTable.parse(b"\n\xff\xff - \n1 2 a:b / / rw - x y\n1 2 3").mounts == ()
    assert MountTable.parse(b"").of(b"/a/b").kind is MountKind.LOCAL


def test_overlapping_folders_have_one_owner():
    folders = [b"/a", b"/a/b", b"/a/bc", b"/"]
    assert owner_of(b"/a/b/x", folders) == b"/a/b"
    assert owner_of(b"/a/bcd", folders) == b"/a"
    assert owner_of(b"/a/bc", folders) == b"/a/bc"
    assert owner_of(b"/z", folders) == b"/"
    assert owner_of(b"/z", [b"/a"]) is None
    assert nested_in(b"/a", folders) == {b"/a/b", b"/a/bc"}
    assert nested_in(b"/", folders) == {b"/a", b"/a/b", b"/a/bc"}
    assert decide(book(apart=[ROOT + b"/sub"]), "sub", is_folder=True) is Reason.OTHER_FOLDER
