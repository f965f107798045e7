import argparse


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "up",
        help="启动全部服务（数据库、网站、直播、后台任务），Ctrl-C 停止",
        description="启动全部服务：数据库、网站、直播和后台任务。首次启动时建立数据库并载入安福县数据，再次启动时保留数据。"
        "端口、数据目录等用环境变量设定，见 docs/configuration.md。",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from .. import starting

    return starting.up()
