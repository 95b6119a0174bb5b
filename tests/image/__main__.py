"""``python -m tests.image [PART …]``: boots the built image in an emulated machine, and looks whether
it does what it should. Pictures, the machine's console and the numbers are left in ``build/image-test``."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

from tests.image.proof import PARTS, Proof
from tests.image.shop import Shop

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    """0 if everything was as it should be."""
    parser = argparse.ArgumentParser(prog="tests.image", description="the image in an emulated machine")
    parser.add_argument("part", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; by default all")
    parser.add_argument("--image", type=Path, default=ROOT / "build/image", help="where `make image` put it")
    parser.add_argument("--out", type=Path, default=ROOT / "build/image-test")
    parser.add_argument("--seed", type=int, default=20261127, help="of the moments at which the power is cut")
    parser.add_argument("--cuts", type=int, default=20)
    chosen = parser.parse_args()
    subprocess.run([str(ROOT / "packaging/image/tools.sh"), "test"], check=True)
    chosen.out.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()

    def say(text: str) -> None:
        minutes, seconds = divmod(round(time.monotonic() - began), 60)
        print(f"{minutes:3d}:{seconds:02d}  {text}", flush=True)

    proof = Proof(chosen.image.resolve(), chosen.out.resolve(), chosen.seed, chosen.cuts, say)
    parts = chosen.part or list(PARTS)
    failed = False
    for name in parts:
        first = time.monotonic()
        try:
            # Each part has a shop whose books are empty; a card that has been booked on before knows more.
            with Shop(proof.out / "shop.log") as shop:
                PARTS[name](proof, shop)
        except AssertionError as error:
            say(f"{name}: FAILED: {error}")
            failed = True
            break
        proof.numbers[f"{name}, min"] = round((time.monotonic() - first) / 60, 1)
        say(f"{name}: as it should be")
    kept = proof.out / "results.json"
    before = json.loads(kept.read_text("utf-8")) if kept.exists() else {}
    kept.write_text(json.dumps({**before, **proof.numbers}, indent=1) + "\n", "utf-8")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
