import argparse


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "verify-journal",
        help="校验流水是否被改动",
        description="逐条重算流水的摘要、链值和日签封，发现第一处改动即指出是哪一条。未发现问题时退出码为 0，发现问题为 1。",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from .. import ready

    with ready.platform():
        from ..verifying import verify

        verdict = verify()
    return 0 if verdict.ok else 1
