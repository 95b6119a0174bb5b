"""A member is forgotten while the kiosk runs: another process takes them out, and the kiosk goes on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.e2e.kiosk_process import ROOT, environment, place, until


def test_a_member_is_forgotten_while_the_kiosk_runs(tmp_path: Path) -> None:
    with place(tmp_path, stamps=9) as one:
        one.tables["camera"]["frame_seconds"] = 0.3
        one.film().empty(1).phone(one.qr, 1)
        with one.run() as kiosk:
            kiosk.wait_for("coupon", state="printed", within=60)
            code = str(one.member.code)
            assert one.on_disk(code), "else its absence below says nothing"
            words = ["journal", "forget", "--config", str(one.folder / "kiosk.toml")]
            ran = subprocess.run(
                [sys.executable, "-m", "kiosk", *words],
                env=environment(),
                cwd=ROOT,
                input=f"{code}\nyes\n",
                capture_output=True,
                text=True,
                timeout=60,
                check=False,
            )
            assert ran.returncode == 0, ran.stderr
            assert not one.on_disk(code)
            assert one.rows("SELECT member_code, state FROM operation") == [(None, "accepted")]
            # The kiosk has the file open, and goes on writing into it.
            [(before,)] = one.rows("SELECT count(*) FROM audit")
            assert before == 1
            assert until(lambda: one.rows("SELECT value FROM fact WHERE key = 'forgetting'") == [])
            kiosk.stop()
            assert kiosk.complaints == []
            assert code not in kiosk.output
        assert not one.on_disk(code)
