"""Nobody can change what was written, and whoever goes around the database's refusal is found."""

from collections.abc import Callable
from datetime import date, timedelta
from os import environ

import psycopg
import pytest
from django.db import Error, connection, transaction

from tests.cast import NOON
from tests.journal.acts import do
from zhengtong.foundation import crypto
from zhengtong.journal import queries, sealing
from zhengtong.journal.actions import look
from zhengtong.journal.models import Checkpoint, Entry, Link, Look
from zhengtong.journal.rules import GENESIS, content_of, link_hash
from zhengtong.journal.verification import Flaw, verify
from zhengtong.project import database

pytestmark = pytest.mark.django_db(transaction=True)
TABLES = ("journal_entry", "journal_link", "journal_checkpoint", "journal_look")


@pytest.fixture
def chain() -> list[int]:
    """Ten linked entries and a signed checkpoint at the seventh; their ids in chain order."""
    for number in range(1, 8):
        do(f"C{number}", number)
    sealing.seal(NOON)
    sealing.sign_checkpoint(date(2026, 11, 22), NOON)
    for number in range(8, 11):
        do(f"C{number}", number)
    sealing.seal(NOON)
    assert verify().ok
    return list(Link.objects.order_by("position").values_list("entry_id", flat=True))


def fill() -> None:
    do("X")
    sealing.seal(NOON)
    sealing.sign_checkpoint(date(2026, 11, 22), NOON)
    look("staff:MZ001", "X", "电话")


def column_of(table: str) -> str:
    return {"journal_entry": "unit", "journal_link": "algorithm", "journal_checkpoint": "algorithm"}.get(table, "what")


def test_the_database_refuses_even_its_owner():
    fill()
    for table in TABLES:
        for statement in (f"UPDATE {table} SET {column_of(table)} = {column_of(table)}", f"DELETE FROM {table}"):  # noqa: S608
            with pytest.raises(Error, match="流水只增不改"), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)


@pytest.fixture
def as_application() -> psycopg.Connection:
    """The application's role on the test database, with the rights a start gives it."""
    owner = database.with_database(environ["DATABASE_URL"], connection.settings_dict["NAME"])
    database.grant(owner)
    with psycopg.connect(owner.replace("//postgres:@", f"//{database.APPLICATION_ROLE}:@"), autocommit=True) as role:
        yield role


def test_the_application_may_only_add(as_application):
    fill()
    for table in TABLES:
        for statement in (
            f"UPDATE {table} SET {column_of(table)} = {column_of(table)}",  # noqa: S608
            f"DELETE FROM {table}",  # noqa: S608
            f"TRUNCATE {table} CASCADE",
            f"ALTER TABLE {table} DISABLE TRIGGER ALL",
            f"DROP TRIGGER {table}_guard ON {table}",
            "SET session_replication_role = replica",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                as_application.execute(statement)
        assert as_application.execute(f"SELECT count(*) FROM {table}").fetchone() == (1,)  # noqa: S608


def test_a_whole_journal_is_confirmed_with_its_numbers(chain):
    do("C11", 11)
    told = []
    verdict = verify(lambda done, total: told.append((done, total)))
    assert verdict.ok
    assert (verdict.entries, verdict.links, verdict.checkpoints, verdict.waiting) == (11, 10, 1, 1)
    assert told == [(10, 10)]


ENTRY_CHANGES = (
    "kind = 'trial.noted'",
    "subject = 'C4'",
    "unit = 'MX'",
    "actor = 'staff:MZ002'",
    "at = at + interval '1 microsecond'",
    "data = jsonb_set(data, '{number}', '6')",
    "data = data || '{\"x\": 1}'",
    "algorithm = 'sha1'",
    "algorithm = 'none'",
    "digest = set_byte(digest, 31, get_byte(digest, 31) # 1)",
    "recorded_at = recorded_at + interval '1 microsecond'",
    "xid = (xid::text::bigint + 1)::text::xid8",
    "epoch = epoch + 1",
)
LINK_CHANGES = (
    "hash = set_byte(hash, 0, get_byte(hash, 0) # 1)",
    "previous = set_byte(previous, 5, get_byte(previous, 5) # 128)",
    "sealed_at = sealed_at + interval '1 microsecond'",
    "algorithm = 'md5'",
    "algorithm = 'none'",
)
CHECKPOINT_CHANGES = (
    "signature = set_byte(signature, 9, get_byte(signature, 9) # 1)",
    "entries = entries + 1",
    "day = day - 1",
    "position = position - 1",
    "head = set_byte(head, 9, get_byte(head, 9) # 1)",
    "algorithm = 'none'",
    "signed_at = signed_at - interval '1 second'",
    "public_key = set_byte(public_key, 1, 7)",
)


def flaw_after(forge: Callable[..., None], statement: str, *params: object) -> Flaw:
    """What verification finds after a forgery, which is then undone."""
    with transaction.atomic():
        forge(statement, *params)
        flaw = verify().first_bad
        transaction.set_rollback(True)
    assert flaw is not None, statement
    return flaw


def test_one_changed_byte_of_an_entry_is_found_and_the_entry_named(chain, forge):
    for change in ENTRY_CHANGES:
        flaw = flaw_after(forge, f"UPDATE journal_entry SET {change} WHERE id = %s", chain[4])  # noqa: S608
        assert flaw.entry == chain[4] and str(chain[4]) in flaw.sentence, (change, flaw)


def test_one_changed_byte_of_a_link_is_found_and_the_entry_named(chain, forge):
    for change in LINK_CHANGES:
        flaw = flaw_after(forge, f"UPDATE journal_link SET {change} WHERE entry_id = %s", chain[4])  # noqa: S608
        assert flaw.entry == chain[4], (change, flaw)


def test_one_changed_byte_of_a_checkpoint_is_found(chain, forge):
    for change in CHECKPOINT_CHANGES:
        assert flaw_after(forge, f"UPDATE journal_checkpoint SET {change}").code == "checkpoint-signature", change  # noqa: S608


def forged_digest(entry: Entry) -> bytes:
    return crypto.digest(content_of(entry.kind, "别人", entry.unit, entry.actor, entry.at, entry.data))


def test_an_entry_rewritten_together_with_its_digest_breaks_its_link(chain, forge):
    forged = forged_digest(Entry.objects.get(pk=chain[4]))
    forge("UPDATE journal_entry SET subject = '别人', digest = %s WHERE id = %s", forged, chain[4])
    flaw = verify().first_bad
    assert (flaw.code, flaw.entry) == ("link-altered", chain[4])


def test_a_chain_rewritten_to_its_end_contradicts_the_signed_checkpoint(chain, forge):
    forged = forged_digest(Entry.objects.get(pk=chain[4]))
    forge("UPDATE journal_entry SET subject = '别人', digest = %s WHERE id = %s", forged, chain[4])
    previous = GENESIS
    for link in Link.objects.select_related("entry").order_by("position"):
        e = link.entry
        digest = link_hash(
            link.algorithm, previous, link.position, link.sealed_at, queries.place_of(e), e.recorded_at, bytes(e.digest)
        )
        forge("UPDATE journal_link SET previous = %s, hash = %s WHERE position = %s", previous, digest, link.position)
        previous = digest
    flaw = verify().first_bad
    assert (flaw.code, flaw.entry) == ("checkpoint-mismatch", chain[6])


def test_a_deleted_entry_is_named(chain, forge):
    forge("DELETE FROM journal_entry WHERE id = %s", chain[4])
    flaw = verify().first_bad
    assert (flaw.code, flaw.entry) == ("entry-missing", chain[4])


def test_an_entry_deleted_with_its_link_leaves_a_hole(chain, forge):
    forge("DELETE FROM journal_link WHERE entry_id = %s", chain[4])
    forge("DELETE FROM journal_entry WHERE id = %s", chain[4])
    assert verify().first_bad.code == "link-missing"


def test_a_tail_cut_off_behind_a_checkpoint_is_missed(chain, forge):
    for entry in chain[5:]:
        forge("DELETE FROM journal_link WHERE entry_id = %s", entry)
        forge("DELETE FROM journal_entry WHERE id = %s", entry)
    assert verify().first_bad.code == "chain-short"


def test_an_entry_slipped_into_the_past_is_named(chain, forge):
    forge(
        "INSERT INTO journal_entry (epoch, xid, kind, subject, unit, actor, at, data, algorithm, digest)"
        " SELECT epoch, xid, kind, subject, unit, actor, at, data, algorithm, digest FROM journal_entry WHERE id = %s",
        chain[4],
    )
    # The forged row repeats the transaction of an entry linked long ago.
    flaw = verify().first_bad
    assert flaw.code == "slipped-in" and flaw.entry not in chain


def test_an_entry_left_unlinked_too_long_is_named(chain, forge):
    do("late", 12)
    forge("UPDATE journal_entry SET recorded_at = now() - interval '1 hour' WHERE subject = 'late'")
    flaw = verify().first_bad
    assert (flaw.code, flaw.entry) == ("unsealed", Entry.objects.get(subject="late").pk)


def test_a_checkpoint_signed_with_another_key_does_not_count(chain):
    assert verify(trusted_keys={crypto.public_key()}).ok
    assert verify(trusted_keys={bytes(32)}).first_bad.code == "checkpoint-signature"


def test_a_day_is_signed_once_and_not_before_it_is_over():
    do("S")
    sealing.seal(NOON)
    first = sealing.sign_checkpoint(date(2026, 11, 22), NOON)
    do("S", 2)
    sealing.seal(NOON)
    again = sealing.sign_checkpoint(date(2026, 11, 22), NOON + timedelta(hours=1))
    assert again.position == first.position == 1
    assert Checkpoint.objects.count() == 1
    with pytest.raises(ValueError, match="not over"):
        sealing.sign_checkpoint(date(2026, 11, 23), NOON)
    assert list(queries.checkpoints()) == [first]


def test_looks_are_kept_apart_and_only_grow():
    look("staff:MZ001", "360829007XK2026112300001", "身份证号码")
    assert Look.objects.get().at is not None
    assert not Entry.objects.exists()
