"""One store for many threads, replaced while some of them still read the one before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

from index.errors import StoreError
from index.generation import Store


class SharedStore:
    """The store that is in use. Who began with a store keeps it; its last user closes it."""

    def __init__(self, store: Store) -> None:
        self._current: Store | None = store  # None: closed
        self._users: Counter[Store] = Counter()
        self._changed = Condition()

    @contextmanager
    def use(self) -> Iterator[Store]:
        """The store of this moment, which stays open within the block.

        Raises StoreError when the index is closed.
        """
        with self._changed:
            store = self._opened()
            self._users[store] += 1
        try:
            yield store
        finally:
            with self._changed:
                self._users[store] -= 1
                self._close_if_unused(store)
                self._changed.notify_all()

    def is_current(self, store: Store) -> bool:
        """Whether it is the one in use."""
        return store is self._current

    def replace(self, store: Store) -> None:
        """Use this one from now on. Raises StoreError when the index was closed meanwhile."""
        with self._changed:
            try:
                former = self._opened()
            except StoreError:
                store.close()
                raise
            self._current = store
            self._close_if_unused(former)

    def close(self) -> None:
        """Refuse new users, and wait until the last one has ended. None of them may call it."""
        with self._changed:
            former, self._current = self._current, None
            if former:
                self._close_if_unused(former)
            self._changed.wait_for(lambda: not self._users)

    def _opened(self) -> Store:
        if self._current is None:
            raise StoreError("The index is closed.")
        return self._current

    def _close_if_unused(self, store: Store) -> None:
        if not self._users[store]:
            del self._users[store]  # a Counter has no key error
            if store is not self._current:
                store.close()
