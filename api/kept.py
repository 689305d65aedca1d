"""What was made once is kept for who asks after; who asks while it is being made waits for it and does not make it too.

Not allowed here: what is made.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Kept(Generic[K, V]):
    """The last so many things that were asked for, each made once. Safe to ask from several threads."""

    def __init__(self, make: Callable[[K], V], most: int) -> None:
        self._make, self._most = make, most
        self._found: OrderedDict[K, V] = OrderedDict()
        self._lock = threading.Lock()
        self._making: dict[K, threading.Lock] = {}

    def __call__(self, key: K) -> V:
        """Return what belongs to a key; what making it raises goes to who asked, and is not kept."""
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
                return self._found[key]
            making = self._making.setdefault(key, threading.Lock())
        with making:
            with self._lock:
                if key in self._found:
                    return self._found[key]
            return self._put(key, self._make(key))

    def _put(self, key: K, value: V) -> V:
        with self._lock:
            self._found[key] = value
            self._making.pop(key, None)
            while len(self._found) > self._most:
                self._found.popitem(last=False)
        return value
