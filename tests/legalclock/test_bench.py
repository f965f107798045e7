"""The benchmark runs and reports; how fast the machine is today is not a test's business."""

import json

import pytest


def test_the_benchmark_compares_equal_answers_and_reports_every_promise(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("pandas")
    from bench.clock import main

    code = main(["--size", "2000", "--rounds", "1", "--json"])

    report = json.loads(capsys.readouterr().out)
    promised = [row for row in report["rows"] if row["promise"]]
    assert {row["beside"] for row in promised} == {"numpy", "pandas"}
    assert code == (0 if all(row["passed"] for row in promised) else 1)
    assert all(row["ours"] > 0 for row in report["rows"])
