"""On which file system does a path lie, and what does that mean for reading and watching it?

Answered from /proc/self/mountinfo alone, which never touches the file system in question: a hung network drive
cannot hang the question. Where there is no such file, everything counts as a local disk.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

_MOUNTINFO = Path("/proc/self/mountinfo")

# An encrypted container that is open now: copying its text into our catalog would undo the encryption.
_VAULTS = """
ecryptfs fuse.gocryptfs fuse.cryfs fuse.encfs fuse.securefs fuse.veracrypt fuse.truecrypt fuse.cryptomator
fuse.dislocker fuse.dislocker-fuse
"""
_VAULT_SOURCE = re.compile(r"/dev/mapper/(?:veracrypt|truecrypt|tomb\.|zuluCrypt)|cryptomator|cryfs@")
_NETWORKS = """
nfs nfs3 nfs4 cifs smb3 smbfs ncpfs 9p afs ceph glusterfs lustre gfs2 ocfs2 davfs coda beegfs virtiofs vboxsf vmhgfs
prl_fs fuse.sshfs fuse.rclone fuse.s3fs fuse.gcsfuse fuse.davfs fuse.davfs2 fuse.curlftpfs fuse.smbnetfs fuse.goofys
fuse.gvfsd-fuse fuse.kio-fuse fuse.glusterfs fuse.ceph fuse.vmhgfs-fuse fuse.onedriver fuse.juicefs
fuse.google-drive-ocamlfuse
"""
_PSEUDO = """
proc sysfs devtmpfs devpts cgroup cgroup2 securityfs debugfs tracefs configfs bpf pstore efivarfs mqueue hugetlbfs
fusectl binfmt_misc autofs rpc_pipefs nfsd selinuxfs smackfs nsfs resctrl fuse.lxcfs fuse.portal
"""


class MountKind(Enum):
    """What a file system means for us."""

    LOCAL = "local"
    NETWORK = "network"  # gives no events, and may hang
    VAULT = "vault"  # an encrypted container, open now
    PSEUDO = "pseudo"  # not files at all


@dataclass(frozen=True, slots=True)
class Mount:
    """One mounted file system."""

    path: bytes
    type: str
    source: str
    device: int

    @property
    def kind(self) -> MountKind:
        """What the file system means for us."""
        if self.type in _PSEUDO.split():
            return MountKind.PSEUDO
        if self.type in _VAULTS.split() or _VAULT_SOURCE.match(self.source):
            # An encrypted home as a whole is no vault: our catalog lies inside the same encryption.
            return MountKind.LOCAL if self.path == os.fsencode(Path.home()) else MountKind.VAULT
        return MountKind.NETWORK if self.type in _NETWORKS.split() else MountKind.LOCAL

    @property
    def gives_events(self) -> bool:
        """Whether the kernel sees every change: not those that other computers or a program behind FUSE make."""
        return self.kind is MountKind.LOCAL and not self.type.startswith("fuse.")


_UNKNOWN = Mount(b"/", "", "", 0)


class MountTable:
    """What was mounted at one moment."""

    def __init__(self, mounts: tuple[Mount, ...]) -> None:
        self.mounts = mounts
        self._by_path = {mount.path: mount for mount in mounts}  # the last one at a path hides the others

    @classmethod
    def load(cls) -> MountTable:
        """Read what is mounted now."""
        try:
            return cls.parse(_MOUNTINFO.read_bytes())
        except OSError:  # not Linux, or /proc is hidden: then all disks are local
            return cls(())

    @classmethod
    def parse(cls, text: bytes) -> MountTable:
        """Understand the content of a mountinfo file; lines of another shape are passed over."""
        return cls(tuple(mount for line in text.splitlines() if (mount := _mount_from_line(line)) is not None))

    def at(self, path: bytes) -> Mount | None:
        """Return what is mounted exactly there."""
        return self._by_path.get(path)

    def of(self, path: bytes) -> Mount:
        """Return the file system that a path lies on."""
        while True:
            if (found := self._by_path.get(path)) is not None:
                return found
            if path in (b"/", b""):
                return _UNKNOWN
            path = path.rpartition(b"/")[0] or b"/"

    def below(self, folder: bytes) -> dict[bytes, Mount]:
        """Return what is mounted inside a folder (the folder itself not counted)."""
        prefix = folder.rstrip(b"/") + b"/"
        return {path: mount for path, mount in self._by_path.items() if path.startswith(prefix) and path != folder}


def _mount_from_line(line: bytes) -> Mount | None:
    fields = line.split(b" ")
    try:
        dash = fields.index(b"-", 6)
        major, minor = fields[2].split(b":")
        device = os.makedev(int(major), int(minor))
        return Mount(
            _unescaped(fields[4]), fields[dash + 1].decode("ascii", "replace"), _text(fields[dash + 2]), device
        )
    except (ValueError, IndexError):
        return None


def _text(field: bytes) -> str:
    return _unescaped(field).decode("utf-8", "replace")


def _unescaped(field: bytes) -> bytes:
    """Undo the octal escapes of blank, tab, newline and backslash."""
    return re.sub(rb"\\([0-7]{3})", lambda found: bytes([int(found[1], 8) & 0xFF]), field)
