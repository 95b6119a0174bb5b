"""What a view says."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from kiosk.core.view import Text


def texts(value: object) -> Iterator[Text]:
    """Every text in it."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each)
    elif dataclasses.is_dataclass(value):
        for each in dataclasses.fields(value):
            yield from texts(getattr(value, each.name))
