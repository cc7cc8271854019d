"""When does Python look for garbage? Not among what stays as long as the program: its modules, its model, its index.

A look at everything takes 10 to 50 ms, and a search waits for it (measured: without it the slowest twentieth of the
first searches takes 18 ms, with it 20 to 33). What is there when something large has just been opened hardly ever
becomes garbage, so it is left out from then on; the window goes further (`gui/turns.py`). Only the program itself asks
for that: in a process that opens one library after the other, such as the tests', everything would stay.
"""

from __future__ import annotations

import gc


class _Process:
    is_the_program = False


def be_the_program() -> None:
    """Know that this process opens one library and lives as long as that."""
    _Process.is_the_program = True


def leave_out_what_stays() -> None:
    """Leave everything that is there now out of later looks for garbage."""
    if _Process.is_the_program:
        gc.freeze()
