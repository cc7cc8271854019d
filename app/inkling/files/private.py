"""Is this a secret, or a file that only programs care about? The tables of names, and nothing else.

Secrets are recognised before anything is opened, by name alone and without regard to case. A folder is named by its
last component or by its last two, whatever lies above them.
"""

from __future__ import annotations

import re
from fnmatch import translate

_KEY_FOLDERS = """
.ssh .gnupg .gpg .aws .azure .gcloud .kube .docker .password-store .pki .electrum .electrum-ltc .bitcoin .litecoin
.dogecoin .monero .ethereum .exodus .atomic .armory .mozilla .librewolf .waterfox .zen .tor-browser
.config/google-chrome .config/google-chrome-beta .config/chromium .config/microsoft-edge .config/vivaldi .config/opera
.config/BraveSoftware .config/gcloud .config/op .config/sops .config/age .config/keepassxc .config/Bitwarden
.config/1Password .config/Signal .config/gh .config/rclone .config/doctl .config/hub .config/Exodus
share/keyrings share/kwalletd share/gnome-keyring share/gopass share/pass share/TelegramDesktop
snap/firefox snap/chromium app/org.mozilla.firefox app/org.chromium.Chromium app/com.google.Chrome
app/com.brave.Browser app/org.keepassxc.KeePassXC app/com.bitwarden.desktop
"""
# One pattern a line, because names may hold blanks.
_KEY_FILES = r"""
*.pem
*.key
*.p8
*.p12
*.pfx
*.jks
*.keystore
*.kdb
*.kdbx
*.ppk
*.gpg
*.pgp
*.ovpn
*.agilekeychain
*.opvault
*.1pux
*.1pif
*.keychain
*.keychain-db
*.kwallet
*.psafe3
*.wallet
wallet.dat
secring.*
id_rsa
id_dsa
id_ecdsa
id_ecdsa_sk
id_ed25519
id_ed25519_sk
identity.age
.env
.env.*
.envrc
.netrc
_netrc
.authinfo
.pgpass
.my.cnf
.git-credentials
.npmrc
.pypirc
.htpasswd
.vault-token
.s3cfg
.boto
credentials.json
client_secret*.json
service-account*.json
logins.json
key3.db
key4.db
cookies.sqlite
Login Data
Cookies
.*_history
.viminfo
.lesshst
"""
_HARMLESS_FILES = r"""
.env.example
.env.sample
.env.template
.env.dist
.env.defaults
"""
_SYSTEM_FOLDERS = """
node_modules bower_components jspm_packages __pycache__ site-packages dist-packages .git .hg .svn .bzr _darcs .cache
.venv .tox .nox .mypy_cache .pytest_cache .ruff_cache .hypothesis .ipynb_checkpoints .eggs .gradle .m2 .ivy2 .cargo
.rustup .npm .yarn .pnpm-store .bun .deno .terraform .next .nuxt .svelte-kit .parcel-cache .turbo .sass-cache .ccache
.vagrant .trash .trashes $recycle.bin recycler lost+found .thumbnails .thumb .fseventsd .spotlight-v100 .temporaryitems
.documentrevisions-v100 .appledouble .apdisk @eadir #recycle #snapshot .snapshot .snapshots .zfs .timeshift .stversions
.stfolder .sync .dropbox.cache .tmp.drivedownload .tmp.driveupload .inkling share/trash share/baloo share/tracker
share/zeitgeist share/recoll
"""
_SYSTEM_FILES = r"""
~$*
.~lock.*#
.#*
#*#
*~
*.swp
*.swo
*.tmp
*.temp
*.part
*.partial
*.crdownload
*.download
*.filepart
*.lck
.DS_Store
._*
Thumbs.db
ehthumbs.db
desktop.ini
.directory
.nfs????????????????????????
.fuse_hidden*
.goutputstream-*
.syncthing.*
.inklingignore
"""


def is_secret_folder(parent: str, name: str) -> bool:
    """Whether a folder holds keys, passwords, wallets, or a browser's profile."""
    return name in _KEY_NAMES or f"{parent}/{name}" in _KEY_PAIRS


def is_secret_file(name: str) -> bool:
    """Whether a file holds keys or passwords, to judge by its name."""
    return _KEY_FILE.fullmatch(name) is not None and _HARMLESS_FILE.fullmatch(name) is None


def is_system_folder(parent: str, name: str) -> bool:
    """Whether a folder is a program's own: packages, versions, caches, trash."""
    name = name.lower()
    return name in _SYSTEM_NAMES or name.startswith(".trash-") or f"{parent.lower()}/{name}" in _SYSTEM_PAIRS


def is_system_file(name: str) -> bool:
    """Whether a file is a program's own: a lock, a backup, a download that is not complete."""
    return _SYSTEM_FILE.fullmatch(name) is not None


def _folders(table: str) -> tuple[frozenset[str], frozenset[str]]:
    words = table.split()
    return frozenset(w for w in words if "/" not in w), frozenset(w for w in words if "/" in w)


def _files(table: str) -> re.Pattern[str]:
    expressions = (translate(line) for line in table.splitlines() if line)
    return re.compile("|".join(expressions), re.IGNORECASE)


_KEY_NAMES, _KEY_PAIRS = _folders(_KEY_FOLDERS)
_SYSTEM_NAMES, _SYSTEM_PAIRS = _folders(_SYSTEM_FOLDERS)
_KEY_FILE, _HARMLESS_FILE, _SYSTEM_FILE = _files(_KEY_FILES), _files(_HARMLESS_FILES), _files(_SYSTEM_FILES)
