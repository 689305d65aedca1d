"""What follows from facts alone is worked out once for all copies of them, whoever asks first.

Not allowed here: what follows.
"""

from collections.abc import Callable
from typing import Any, Generic, Protocol, Self, TypeVar, overload

V = TypeVar("V")


class Copied(Protocol):
    """Something of which copies hold the same facts, and this same dictionary."""

    shared: dict[str, Any]


class of_facts(Generic[V]):  # noqa: N801 - it reads as the property that it is
    """A cached property that all copies of an object share."""

    def __init__(self, make: Callable[[Any], V]) -> None:
        self._make, self.__doc__ = make, make.__doc__

    def __set_name__(self, owner: type[Any], name: str) -> None:
        """Take the name under which it is kept."""
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type[Any] | None = None) -> Self: ...

    @overload
    def __get__(self, instance: Copied, owner: type[Any] | None = None) -> V: ...

    def __get__(self, instance: Copied | None, owner: type[Any] | None = None) -> Self | V:
        """Return the value, worked out the first time."""
        if instance is None:
            return self
        if self._name not in instance.shared:
            instance.shared[self._name] = self._make(instance)
        found: V = instance.shared[self._name]
        vars(instance)[self._name] = found
        return found
