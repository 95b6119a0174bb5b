"""What the printer twin says, in bytes: its states as Epson's "ESC/POS Command Reference" codes them."""

from __future__ import annotations

XON, XOFF = b"\x11", b"\x13"
CLEARED = b"\x37\x25\x00"


def real_time(which: int, *, paper_low: bool, paper_out: bool, cover_open: bool, error: bool) -> bytes:
    """The answer to DLE EOT 1 to 4."""
    bits = {
        1: 0x08 * (paper_out or cover_open or error),
        2: 0x04 * cover_open | 0x20 * paper_out | 0x40 * error,
        3: 0x08 * error,
        4: 0x0C * (paper_low or paper_out) | 0x60 * paper_out,
    }
    return bytes((0x12 | bits[which],))


def auto_status(*, paper_low: bool, paper_out: bool, cover_open: bool, error: bool) -> bytes:
    """The four bytes of automatic status."""
    return bytes(
        (
            0x10 | 0x08 * (paper_out or cover_open or error) | 0x20 * cover_open,
            0x08 * error,
            0x03 * (paper_low or paper_out) | 0x0C * paper_out,
            0x0F,
        )
    )


def muddle(answer: bytes, status: bytes, number: int) -> bytes:
    """An answer and an automatic status, one in the middle of the other; ``number`` says where."""
    inner, outer = (status, answer) if answer[:1] == b"\x37" else sorted((answer, status), key=len)
    place = 1 + number % (len(outer) - 1)
    return outer[:place] + inner + outer[place:]
