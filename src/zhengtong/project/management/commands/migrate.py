"""Django's `migrate`, which first lays the written tables where there are none."""

import argparse
from typing import Any

from django.core.management.commands.migrate import Command as Migrate
from django.db import connections

from zhengtong.project import tables


class Command(Migrate):
    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--one-by-one", action="store_true", help="Walk every migration, also in an empty database."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not (options["app_label"] or options["one_by_one"]):
            tables.lay(connections[options["database"]])
        super().handle(*args, **options)
