"""How often Python looks for objects that hold each other."""

import gc

_OBJECTS = 10_000
"""New objects between two looks: an audit makes some thousands, and hardly any hold each other."""


def collect_less_often() -> None:
    """Takes a sixth off an audit; what is loaded by now is not looked at again.

    For processes of our own: it holds for all that runs in them.
    """
    first, *others = gc.get_threshold()
    if first != _OBJECTS:
        gc.freeze()
        gc.set_threshold(_OBJECTS, *others)
