import argparse


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "check",
        help="检查配置和数据是否齐备，逐项说明怎么办",
        description="检查密钥、数据库权限、工作日历、作息时间、法定期限、事项、后台任务和直播服务。有错误时退出码为 1。",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from .. import ready, screen

    with ready.platform() as addresses:
        from .. import checks

        ground = checks.Ground(addresses, datetime.now(UTC))
        findings = [finding for check in checks.CHECKS for finding in check(ground)]
    style = {checks.Level.OK: "green", checks.Level.NOTICE: "yellow", checks.Level.ERROR: "bold red"}
    for finding in findings:
        screen.line(f"[{style[finding.level]}]{finding.level.value}[/] {finding.sentence}")
    return 1 if any(finding.level is checks.Level.ERROR for finding in findings) else 0
