"""何永辉 docks a system: registers it, issues a key; it sends, one line is mended, and the matter stands on the board."""

import json
import urllib.request

import pytest

from tests.stories.people import PHONE, Clerk
from zhengtong.api import rules
from zhengtong.exchange.models import QuarantinedLine
from zhengtong.supervision.actions import watching

pytestmark = pytest.mark.browser
FORM = "application/x-www-form-urlencoded"


def ask(address: str, body: bytes, **headers: str) -> tuple[int, dict]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    with urllib.request.urlopen(urllib.request.Request(address, body, named)) as answer:  # noqa: S310
        return answer.status, json.load(answer)


@pytest.mark.parametrize("context", [{"java_script_enabled": False}, PHONE], ids=["without scripts", "telephone"])
def test_a_system_is_docked_and_its_matter_is_watched(bring, county, clock, context):
    he = bring(Clerk, **context)
    he.signs_in("heshuju", "/oversight/systems/")
    he.shot("systems-empty")
    he.presses("system-new")
    he.fills(code="LAND", name="国土业务系统", business="land", unit="JT", expected_every_minutes="60")
    he.shot("systems-form")
    he.presses("save")
    he.sees("已登记")
    he.shot("systems-system")
    he.presses("tab-keys")
    he.presses("issue-key")
    he.sees("离开本页后不再显示")
    he.shot("systems-keys")
    client, secret, signing = (he.reads(name) for name in ("client-id", "client-secret", "signing-key"))

    grant = f"grant_type=client_credentials&client_id={client}&client_secret={secret}".encode()
    _, token = ask(f"{he.address}/api/oauth/token", grant, Content_Type=FORM)
    common = {"milestone": "accepted", "at": clock.now().isoformat(), "item_name": "建设用地许可"}
    told = [common | {"ref": "T1", "event_id": "1"}, common | {"ref": "T2", "event_id": "2", "unit": "ZZ"}]
    body, now = json.dumps({"events": told}).encode(), str(int(clock.now().timestamp()))
    status, answer = ask(
        f"{he.address}/api/v1/events", body, Authorization=f"Bearer {token['access_token']}", X_Timestamp=now,
        X_Signature=rules.sign(signing, now, body), Idempotency_Key="delivery-1", Content_Type="application/json",
    )  # fmt: skip
    assert (status, answer["refs"], answer["quarantined"][0]["code"]) == (207, ["T1"], "unit-unknown")

    he.presses("tab-quarantine")
    he.sees("本县没有编码为“ZZ”的单位。")
    he.shot("systems-quarantine")
    he.follows("本县没有编码为“ZZ”的单位。")
    he.fills(mended=json.dumps(told[1] | {"unit": "JT"}))
    he.shot("systems-line")
    he.presses("mend-replay")
    he.sees("已重放，数据已接收。")
    assert QuarantinedLine.objects.get().state == "replayed"
    he.opens("/oversight/systems/LAND/imports/")
    he.shot("systems-imports")
    he.opens("/oversight/systems/LAND/mappings/")
    he.shot("systems-mappings")
    assert he.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    watching.catch_up(clock.now())
    lin = bring(Clerk, **context)
    lin.signs_in("linjiancha", "/oversight/systems/")
    lin.shot("systems-list")
    assert lin.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    lin.opens("/oversight/matters/?system=LAND")
    lin.sees("T1", "T2", "建设用地许可")
    lin.opens("/oversight/matters/LAND:T2/")
    lin.sees("安福县交通运输局")
