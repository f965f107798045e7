"""代办: who may act for whom, on whose word, and until when."""

from datetime import date, timedelta

import pytest
from django.db import connection

from tests.cast import NOON
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.models import Entry
from zhengtong.org import actions, queries
from zhengtong.org.actions import Principal
from zhengtong.org.models import Delegation

pytestmark = pytest.mark.django_db
AYI = Principal("张桂兰", "360829195803140068", "19900100001")
UNTIL = date(2027, 2, 28)


def record(cast, agent="liming", by="zhangayi", method="online", **more):
    given = {"valid_until": UNTIL, "at": NOON, **more}
    principal = given.pop("principal", AYI)
    return actions.record_delegation(
        principal, getattr(cast, agent).user, method=method, by=getattr(cast, by).user, **given
    )


def test_a_consent_given_online_lets_the_agent_act_until_it_ends_or_is_revoked(cast):
    consent = record(cast, item_code="MZ-JF-0021")
    agent = cast.liming.user
    assert queries.delegation_for(agent, AYI.id_number, "MZ-JF-0021", date(2026, 11, 23)) == consent
    assert queries.delegation_for(agent, AYI.id_number, "MZ-JF-0021", UNTIL) == consent
    assert queries.delegation_for(agent, AYI.id_number, "MZ-JF-0021", UNTIL + timedelta(days=1)) is None
    assert queries.delegation_for(agent, AYI.id_number, "MZ-JF-0021", date(2026, 11, 22)) is None
    assert queries.delegation_for(agent, AYI.id_number, "JT-XK-0034", date(2026, 11, 23)) is None
    assert queries.delegation_for(cast.shixi.user, AYI.id_number, "MZ-JF-0021", date(2026, 11, 23)) is None

    actions.revoke_delegation(consent.ref, by=cast.zhangayi.user, at=NOON)
    assert queries.delegation_for(agent, AYI.id_number, "MZ-JF-0021", date(2026, 11, 23)) is None
    with pytest.raises(Refusal) as refused:
        actions.revoke_delegation(consent.ref, by=agent, at=NOON)
    assert refused.value.code == "consent-revoked"
    assert [e.kind for e in Entry.objects.filter(subject=consent.ref)] == ["delegation.recorded", "delegation.revoked"]
    assert AYI.id_number not in str(list(Entry.objects.values_list("data", flat=True)))


def test_a_consent_for_any_item_holds_for_each(cast):
    consent = record(cast)
    assert queries.delegation_for(cast.liming.user, AYI.id_number, "JT-XK-0034", date(2026, 11, 23)) == consent


def test_a_clerk_hears_the_consent_at_the_window_and_a_village_agent_brings_it_on_paper(cast):
    assert record(cast, agent="shixi", by="xiaoli", method="window").method == "window"
    assert record(cast, agent="shixi", by="shixi", method="paper", evidence="tok").evidence == "tok"
    assert record(cast, agent="liming", by="liming", method="paper", evidence="tok").evidence == "tok"


def test_who_has_no_account_is_recorded_by_a_clerk_and_an_account_opened_later_takes_nothing_over(cast):
    agent = actions.Agent("彭水根", "360829196811050091")
    given = {"method": "window", "valid_until": UNTIL, "at": NOON}
    with pytest.raises(Refusal) as refused:
        actions.record_delegation(AYI, agent, by=cast.zhangayi.user, **given | {"method": "online"})
    assert refused.value.code == "agent-unknown"
    with pytest.raises(Refusal) as refused:
        actions.record_delegation(AYI, actions.Agent("张桂兰", AYI.id_number), by=cast.xiaoli.user, **given)
    assert refused.value.code == "consent-self"
    consent = actions.record_delegation(AYI, agent, by=cast.xiaoli.user, **given)
    on = date(2026, 11, 23)
    assert queries.delegation_for(agent.id_number, AYI.id_number, "MZ-JF-0021", on) == consent
    entry = Entry.objects.get(subject=consent.ref)
    assert entry.data["agent"] == "unregistered" and "彭水根" not in str(entry.data)
    with connection.cursor() as cursor:
        cursor.execute("SELECT agent_id_number FROM org_delegation")
        assert agent.id_number not in cursor.fetchone()[0]

    new = actions.Registration(
        username="pengshuigen", password="Yangshimu-7", kind="natural", name="彭水根", id_number=agent.id_number,
        phone="19900100044", region=cast.region("360829107203"),
    )  # fmt: skip
    user = actions.register_citizen(new, at=NOON).user
    assert queries.delegation_for(user, AYI.id_number, "MZ-JF-0021", on) is None
    assert not queries.delegations_of(user).exists()


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"agent": "zhangayi"}, "consent-self"),
        ({"by": "liming"}, "consent-online"),
        ({"agent": "shixi", "by": "shixi", "method": "window"}, "consent-window"),
        ({"by": "liming", "method": "window"}, "consent-window"),
        ({"by": "xiaoli", "method": "paper"}, "consent-evidence"),
        ({"agent": "shixi", "by": "laozhou", "method": "paper", "evidence": "tok"}, "consent-paper"),
        ({"method": "hearsay"}, "consent-method"),
        ({"valid_until": date(2026, 11, 22)}, "consent-until"),
        ({"valid_until": date(2028, 1, 1)}, "consent-until"),
        ({"principal": Principal("张桂兰", "360829195803140069", "19900100001")}, "id-check"),
    ],
)
def test_a_consent_that_does_not_stand_is_refused_and_leaves_no_trace(cast, given, code):
    with pytest.raises(Refusal) as refused:
        record(cast, **given)
    assert refused.value.code == code
    assert not Delegation.objects.exists() and not Entry.objects.exists()


def test_a_stranger_cannot_revoke_and_does_not_learn_of_it(cast):
    consent = record(cast)
    for stranger in (cast.qingfeng, cast.laozhou):
        with pytest.raises(Unknown):
            actions.revoke_delegation(consent.ref, by=stranger.user, at=NOON)
    with pytest.raises(Unknown):
        actions.revoke_delegation("WT0000", by=cast.zhangayi.user, at=NOON)
    assert list(queries.delegations_of(cast.liming.user)) == [consent]
