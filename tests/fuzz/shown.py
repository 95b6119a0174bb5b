"""Hostile input by what is shown to a kiosk that is not set up, or lies on its card."""

from __future__ import annotations

from kiosk.core.project_first import why
from kiosk.setup.code import CodeError, unpacked
from kiosk.setup.toml import written
from kiosk.setup.wanted import Fault, SetupFaults, is_blank, tables_of, wanted_of


def set_up(data: bytes) -> None:
    """A code, or a file. What is taken can be written down and says the same again."""
    for text in (data, _of_code(data)):
        try:
            tables = tables_of(text)
            is_blank(tables)
            wanted = wanted_of(tables, has_key=False)
        except SetupFaults as error:
            _told(error.faults)
            continue
        assert wanted.api_key
        assert wanted.api_key not in repr(wanted) or len(wanted.api_key) < 8
        assert tables_of(written(wanted.tables).encode()) == {
            name: table for name, table in wanted.tables.items() if table
        }
        if wanted.network is not None:
            assert "/" not in wanted.network.file_name
            assert wanted.network.text.count("\n[") <= 1


def _told(faults: tuple[Fault, ...]) -> None:
    assert faults
    for fault in faults:
        assert fault.line.isprintable()
        assert len(fault.line) < 1000
        why(fault.reason)


def _of_code(data: bytes) -> bytes:
    try:
        return unpacked(data)
    except CodeError:
        return b""
