"""Alerts, dashboard and configurations in packaging/observability: they fit the metrics there are, and
Prometheus' own tools are content with them."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.metrics.catalogue import CATALOGUE, PREFIX, Kind
from tests.support.promtool import OBSERVABILITY, metric_of, program, promtool

ALERTS = (OBSERVABILITY / "alerts.yml").read_text(encoding="utf-8")
DASHBOARD: dict[str, Any] = json.loads((OBSERVABILITY / "dashboard.json").read_text(encoding="utf-8"))
PROCESS = {
    "process_start_time_seconds", "process_resident_memory_bytes", "process_cpu_seconds_total",
    "process_virtual_memory_bytes", "process_max_fds", "process_open_fds",
}  # fmt: skip
OF_PROMETHEUS = {"kiosk", "job", "instance", "le", "alertname", "alertstate"}
"""Labels that the kiosk does not make."""

SELECTOR = re.compile(rf"\b({PREFIX}\w+)(?:\{{([^}}]*)\}})?")
MATCHER = re.compile(r'(\w+)\s*(=~|!~|!=|=)\s*"([^"]*)"')


def alert_names() -> list[str]:
    return re.findall(r"- alert: (\w+)", ALERTS)


def expressions(part: Any) -> Iterator[str]:
    """All queries of a dashboard."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key in ("expr", "definition") and isinstance(value, str):
                yield value
            else:
                yield from expressions(value)
    elif isinstance(part, list):
        for value in part:
            yield from expressions(value)


def faults_of(text: str) -> list[str]:
    """What a query, or a file of them, asks for that no kiosk tells."""
    found = []
    for name, inside in SELECTOR.findall(text):
        metric = metric_of(name)
        if metric is None:
            found.append(f"{name}: there is no such metric")
            continue
        for label, how, value in MATCHER.findall(inside):
            if label in OF_PROMETHEUS:
                continue
            values = metric.labels.get(label)
            if values is None:
                found.append(f"{name}: has no label {label}")
            elif not values:
                continue  # one text, which nobody knows beforehand
            elif "~" not in how and value not in (*values, "other"):
                found.append(f"{name}: {label} is never {value}")
            elif "~" in how:
                found += [
                    f"{name}: {label} is never {one}"
                    for one in value.split("|")
                    if not any(re.fullmatch(one, told) for told in (*values, "other"))
                ]
    found += [f"{name}: the process has none" for name in set(re.findall(r"\bprocess_\w+", text)) - PROCESS]
    return found


def test_a_slip_in_a_query_would_be_found() -> None:
    assert faults_of('loyalite_kiosk_printer_state{state="ready"} == 1') == []
    for wrong in (
        "loyalite_kiosk_printer_status",
        'loyalite_kiosk_printer_state{status="ready"}',
        'loyalite_kiosk_printer_state{kiosk="1", state="paperout"}',
        'loyalite_kiosk_coupons_total{state=~"printed|unprinted"}',
        "loyalite_kiosk_coupons_total_bucket",
        "process_memory_bytes",
    ):
        assert len(faults_of(wrong)) == 1, wrong


def test_alerts_ask_for_what_there_is() -> None:
    assert faults_of(ALERTS) == []
    for test in ("alerts_test.yml", "alerts_days_test.yml"):
        assert faults_of((OBSERVABILITY / test).read_text(encoding="utf-8")) == []


def test_every_alert_says_whom_it_concerns_and_what_to_do() -> None:
    blocks = re.split(r"\n      - alert: ", ALERTS)[1:]
    assert len(blocks) >= 25
    for block in blocks:
        assert re.search(r"labels: \{severity: (critical|warning|info)\}", block), block
        assert re.search(r"summary: .*?\{\{ \$labels\.kiosk \}\}", block, re.DOTALL), block
        assert "action: " in block, block


def test_every_alert_is_tested() -> None:
    tests = "".join(
        (OBSERVABILITY / name).read_text(encoding="utf-8")
        for name in ("alerts_test.yml", "alerts_days_test.yml")
    )
    assert sorted(set(re.findall(r'alertname="(Kiosk\w+)"', tests))) == sorted(alert_names())


def test_the_documents_know_every_alert() -> None:
    page = (OBSERVABILITY.parents[1] / "docs/metrics.md").read_text(encoding="utf-8")
    assert [name for name in alert_names() if f"`{name}`" not in page] == []


def test_the_dashboard_asks_for_what_there_is() -> None:
    asked = list(expressions(DASHBOARD))
    assert len(asked) > 40
    assert [fault for one in asked for fault in faults_of(one)] == []


def test_the_dashboard_shows_every_metric() -> None:
    text = "\n".join(expressions(DASHBOARD))
    hidden = [one.full_name for one in CATALOGUE if one.full_name not in text]
    assert hidden == []


def test_the_dashboard_is_whole() -> None:
    panels = DASHBOARD["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels)
    cells = set()
    for panel in panels:
        at = panel["gridPos"]
        assert panel["title"]
        assert at["x"] + at["w"] <= 24
        covered = {
            (x, y) for x in range(at["x"], at["x"] + at["w"]) for y in range(at["y"], at["y"] + at["h"])
        }
        assert not cells & covered, f"{panel['title']} lies on another panel"
        cells |= covered
        for target in panel.get("targets", ()):
            assert target["datasource"]["uid"] == "${datasource}"
    assert [one["name"] for one in DASHBOARD["templating"]["list"]] == ["datasource", "kiosk"]
    assert DASHBOARD["schemaVersion"] >= 36


def test_one_row_says_why_a_kiosk_does_not_print() -> None:
    panels = DASHBOARD["panels"]
    rows = [number for number, panel in enumerate(panels) if panel["type"] == "row"]
    first = next(number for number in rows if "not printing" in panels[number]["title"])
    end = next(number for number in rows if number > first)
    row = panels[first:end]
    asked = "\n".join(expressions(row))
    for wanted in ("printer_state", "device_down_reason", "device_up", "coupons_total", "print_jobs"):
        assert PREFIX + wanted in asked
    assert all('kiosk=~"$kiosk"' in one for one in expressions(row))
    assert {"state-timeline", "table", "timeseries"} <= {panel["type"] for panel in row}


# -- by Prometheus' own tools ----------------------------------------------------------------------


def test_promtool_accepts_the_rules_and_their_tests() -> None:
    said = promtool("check", "rules", OBSERVABILITY / "alerts.yml")
    assert f"SUCCESS: {len(alert_names())} rules found" in said
    promtool("test", "rules", OBSERVABILITY / "alerts_test.yml", OBSERVABILITY / "alerts_days_test.yml")


def test_promtool_accepts_the_configurations() -> None:
    promtool("check", "config", "--agent", OBSERVABILITY / "prometheus-agent.yml")
    promtool("check", "config", OBSERVABILITY / "prometheus.yml")


def test_promtool_understands_every_query_of_the_dashboard(tmp_path: Path) -> None:
    program("promtool")
    asked = []
    for one in dict.fromkeys(expressions(DASHBOARD)):
        if one.startswith("label_values("):
            continue
        plain = one.replace("$__rate_interval", "5m").replace("$__range", "1d").replace("$kiosk", ".*")
        assert "$" not in plain
        asked.append({"record": f"asked_{len(asked)}", "expr": plain})
    rules = tmp_path / "rules.yml"  # JSON is YAML
    rules.write_text(json.dumps({"groups": [{"name": "dashboard", "rules": asked}]}), encoding="utf-8")
    assert f"SUCCESS: {len(asked)} rules found" in promtool("check", "rules", rules)


@pytest.mark.parametrize(
    "metric", [one for one in CATALOGUE if one.kind is Kind.COUNTER], ids=lambda one: one.name
)
def test_counters_are_asked_for_their_increase(metric: Any) -> None:
    """A counter begins at 0 with each start: as such it says nothing."""
    for one in (*expressions(DASHBOARD), ALERTS):
        for found in re.finditer(rf"(\w+)\({metric.full_name}\b", one):
            assert found[1] in ("increase", "rate"), one
