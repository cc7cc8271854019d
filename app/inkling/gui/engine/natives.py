"""How are the large native libraries opened without stopping the window? By the system, before Python imports them.

An `import` holds the interpreter lock while the system loads the library's file: 160 ms for that of the models. Asked
for through ctypes, the same loading lets other threads go on, and the import that follows finds it done.
"""

from __future__ import annotations

import ctypes
import os
import sys
from importlib.util import find_spec
from pathlib import Path

# The package, and its files in the order of their dependence.
_LARGE = (
    ("numpy", "../numpy.libs/lib*.so*"),
    ("numpy", "_core/_multiarray_umath*.so"),
    ("onnxruntime", "capi/onnxruntime_pybind11_state*.so"),
    ("tokenizers", "tokenizers*.so"),
)


def open_natives() -> int:
    """Open the libraries that are installed, and return how many; where one can't be, its import will say why."""
    if sys.platform != "linux":
        return 0
    libc = ctypes.CDLL(None)
    libc.dlopen.restype = ctypes.c_void_p
    libc.dlopen.argtypes = (ctypes.c_char_p, ctypes.c_int)
    opened = 0
    for package, pattern in _LARGE:
        for file in _files(package, pattern):
            opened += bool(libc.dlopen(os.fsencode(file), os.RTLD_NOW | os.RTLD_LOCAL))
    return opened


def _files(package: str, pattern: str) -> list[Path]:
    """Return a package's files by a pattern, without importing it."""
    spec = find_spec(package)
    folders = [Path(place) for place in (spec.submodule_search_locations or ())] if spec else []
    above, _, name = pattern.rpartition("/")
    return sorted(file for folder in folders if (folder / above).is_dir() for file in (folder / above).glob(name))
