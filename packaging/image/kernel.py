"""The kernel as the boot loader can start it: newer ones are EFI programs that unpack themselves.

    python3 kernel.py VMLINUZ OUT

A "zboot" image begins with ``MZ\\0\\0zimg``, where the packed kernel is and how long, and how it is packed.
"""

import gzip
import subprocess
import sys
from pathlib import Path

ARM64 = b"ARM\x64"


def unpacked(image: bytes) -> bytes:
    """The kernel itself."""
    if image[56:60] == ARM64 and image[4:8] != b"zimg":
        return image
    if image[:2] == b"\x1f\x8b":
        return gzip.decompress(image)
    if image[4:8] != b"zimg":
        raise SystemExit("this is no kernel for arm64")
    at, size = (int.from_bytes(image[place : place + 4], "little") for place in (8, 12))
    how = image[24:56].partition(b"\0")[0].decode("ascii")
    packed = image[at : at + size]
    if how == "gzip":
        return gzip.decompress(packed)
    if how in ("zstd", "zstd22"):
        return subprocess.run(["zstd", "-dcq"], input=packed, stdout=subprocess.PIPE, check=True).stdout
    raise SystemExit(f"the kernel is packed by {how}")


if __name__ == "__main__":
    Path(sys.argv[2]).write_bytes(unpacked(Path(sys.argv[1]).read_bytes()))
