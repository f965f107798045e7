"""Forms are designed, published and answered; what was published or handed in never changes."""

from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from django.db import DatabaseError, transaction

from tests.cast import NOON
from zhengtong.forms import actions, queries, rules
from zhengtong.forms.models import Answer, Form, FormVersion
from zhengtong.forms.sealing import display, open_values
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.models import Entry
from zhengtong.org.models import Unit

from .paper import ID_NUMBER, field, form

COUNTY_FORMS = Path(__file__).parents[2] / "data" / "anfu" / "forms"
BY = "citizen:1"


@pytest.fixture
def published(cast):
    """A published form of the civil affairs bureau with a name, an ID number and rows with telephone numbers."""
    rows = field("family", "table", columns=[field("name", required=True), field("phone", "phone")])
    actions.create_form("test-form", "测试表", "MZ", by=cast.wangkezhang, at=NOON)
    raw = form(field("name", required=True), field("number", "id_number", required=True), rows)
    actions.save_form_draft("test-form", raw, by=cast.wangkezhang, at=NOON)
    return actions.publish_form_version("test-form", by=cast.wangkezhang, at=NOON)


def republish(cast, *fields):
    actions.save_form_draft("test-form", form(*fields), by=cast.wangkezhang, at=NOON)
    return actions.publish_form_version("test-form", by=cast.wangkezhang, at=NOON)


def kinds() -> list[str]:
    return list(Entry.objects.order_by("id").values_list("kind", flat=True))


def checked(version, entries):
    return queries.checked(queries.definition(version), entries, today=NOON.date(), by=BY)


GOOD = {"name": "张桂兰", "number": ID_NUMBER, "family": [{"name": "李明", "phone": "19900100002"}]}


def test_a_form_is_made_drafted_and_published_with_one_entry_each(published):
    assert kinds() == ["form.created", "form.drafted", "form.published"]
    assert published.number == 1
    assert Form.objects.get().title == "测试表"
    assert queries.current_version("test-form") == published


def test_another_unit_may_not_touch_a_form_and_leaves_no_trace(cast, published):
    for act in (
        lambda: actions.save_form_draft("test-form", form(field("a")), by=cast.laozhou, at=NOON),
        lambda: actions.publish_form_version("test-form", by=cast.laozhou, at=NOON),
        lambda: actions.create_form("other", "别的表", "MZ", by=cast.laozhou, at=NOON),
        lambda: actions.create_form("common", "通用表", "", by=cast.wangkezhang, at=NOON),
    ):
        with pytest.raises(Refusal) as refusal:
            act()
        assert refusal.value.code == "not-permitted"
    assert len(kinds()) == 3
    assert list(queries.editable_forms(cast.laozhou)) == []
    with pytest.raises(Unknown):
        queries.form_for(cast.laozhou, "test-form")


def test_the_countys_common_forms_need_a_right_without_a_unit(cast):
    actions.create_form("common", "通用表", "", by=cast.sunzhuren, at=NOON)
    assert [f.code for f in queries.editable_forms(cast.sunzhuren)] == ["common"]
    assert list(queries.editable_forms(cast.wangkezhang)) == []


def test_a_form_that_cannot_work_is_not_kept(cast, published):
    with pytest.raises(Refusal) as refusal:
        actions.save_form_draft("test-form", form(field("a", "choice", choices=[])), by=cast.wangkezhang, at=NOON)
    assert refusal.value.code == "missing-choices"
    assert queries.draft_of(published.form) is None
    assert len(kinds()) == 3


def test_an_unchanged_draft_is_not_published_again(cast, published):
    actions.save_form_draft("test-form", published.definition, by=cast.wangkezhang, at=NOON)
    with pytest.raises(Refusal) as refusal:
        actions.publish_form_version("test-form", by=cast.wangkezhang, at=NOON)
    assert refusal.value.code == "no-change"
    actions.discard_form_draft("test-form", by=cast.wangkezhang, at=NOON)
    assert queries.draft_of(published.form) is None


def test_a_code_is_given_once(cast, published):
    with pytest.raises(Refusal) as refusal:
        actions.create_form("test-form", "又一张", "MZ", by=cast.wangkezhang, at=NOON)
    assert refusal.value.code == "code-taken"
    with pytest.raises(Refusal) as refusal:
        actions.create_form("Test Form", "又一张", "MZ", by=cast.wangkezhang, at=NOON)
    assert refusal.value.code == "bad-code"


@pytest.mark.parametrize("change", [{"definition": {}}, {"is_published": False}, {"number": 9}])
def test_the_database_refuses_to_change_a_published_version(published, change):
    with pytest.raises(DatabaseError, match="已发布的表单版本"), transaction.atomic():
        FormVersion.objects.filter(pk=published.pk).update(**change)
    with pytest.raises(DatabaseError, match="已发布的表单版本"), transaction.atomic():
        FormVersion.objects.filter(pk=published.pk)._raw_delete("default")
    assert FormVersion.objects.get().definition == published.definition


def test_the_countys_forms_are_loaded_once(cast):
    owners = {yaml.safe_load(path.read_text(encoding="utf-8"))["unit"] for path in COUNTY_FORMS.glob("*.yaml")}
    region = cast.region("360829000000")
    for number, code in enumerate(sorted(owners - {None, *cast.units}), 900):
        Unit.objects.create(code=code, number=str(number), name=code, short_name=code, region=region, path=f"{code}/")
    first = actions.load_forms(COUNTY_FORMS, by="system", at=NOON)
    assert len(first) == 15
    assert Form.objects.count() == FormVersion.objects.filter(is_published=True).count() == 15
    assert actions.load_forms(COUNTY_FORMS, by="system", at=NOON) == []
    assert kinds() == ["form.loaded"] * 15


def written(folder: Path, *fields) -> Path:
    (folder / "test-form.yaml").write_text(
        yaml.safe_dump(form(*fields) | {"code": "test-form", "unit": "MZ"}, allow_unicode=True), encoding="utf-8"
    )
    return folder


def test_loading_takes_over_a_changed_file_but_never_what_the_county_published(cast, tmp_path):
    def load():
        return actions.load_forms(tmp_path, by="system", at=NOON)

    written(tmp_path, field("first"))
    assert load() == ["test-form"]
    written(tmp_path, field("second"))
    assert load() == ["test-form"], "nobody here has touched it: the newer file is taken"
    own = republish(cast, field("own"))
    assert load() == []
    written(tmp_path, field("third"))
    assert load() == []
    assert queries.current_version("test-form") == own


def test_a_loaded_form_that_changed_becomes_the_next_version_beside_an_open_draft(cast, published):
    actions.save_form_draft("test-form", form(field("draft")), by=cast.wangkezhang, at=NOON)
    new = rules.parse_definition(form(field("loaded")))
    assert actions.load_form("test-form", new, unit="MZ", by="system", at=NOON).number == 3
    assert actions.publish_form_version("test-form", by=cast.wangkezhang, at=NOON).number == 4


def test_a_draft_is_kept_as_it_was_typed_with_personal_numbers_sealed(cast, published):
    typed = GOOD | {"name": "", "number": "36082919"}
    answer = actions.save_answer(published, typed, owner=cast.zhangayi.user, at=NOON)
    stored = Answer.objects.get().values
    assert set(stored["number"]) == set(stored["family"][0]["phone"]) == {"sealed"}
    assert queries.opened(answer) == typed
    again = actions.save_answer(published, GOOD, owner=cast.zhangayi.user, at=NOON, token=answer.token)
    assert again.pk == answer.pk
    assert queries.opened(Answer.objects.get()) == GOOD


def test_a_draft_of_another_is_unknown(cast, published):
    answer = actions.save_answer(published, GOOD, owner=cast.zhangayi.user, at=NOON)
    with pytest.raises(Unknown):
        actions.save_answer(published, {}, owner=cast.liming.user, at=NOON, token=answer.token)
    with pytest.raises(Unknown):
        queries.answer_of(answer.token, owner=cast.liming.user)


def test_a_final_answer_is_frozen(cast, published):
    answer = actions.save_answer(published, GOOD, owner=cast.zhangayi.user, at=NOON)
    final = actions.finalise(answer, checked(published, GOOD), at=NOON + timedelta(minutes=1))
    assert final.is_final
    assert open_values(final.values) == GOOD
    for act in (
        lambda: actions.save_answer(published, {}, owner=cast.zhangayi.user, at=NOON, token=answer.token),
        lambda: actions.finalise(answer, checked(published, GOOD), at=NOON),
    ):
        with pytest.raises(Refusal) as refusal:
            act()
        assert refusal.value.code == "answer-final"
    with pytest.raises(DatabaseError), transaction.atomic():
        Answer.objects.filter(pk=answer.pk).update(values={})
    with pytest.raises(DatabaseError), transaction.atomic():
        Answer.objects.filter(pk=answer.pk)._raw_delete("default")


def test_a_faulty_answer_is_not_handed_in_and_nothing_is_lost(cast, published):
    typed = GOOD | {"number": "123"}
    answer = actions.save_answer(published, typed, owner=cast.zhangayi.user, at=NOON)
    with pytest.raises(Refusal) as refusal:
        actions.finalise(answer, checked(published, typed), at=NOON)
    assert (refusal.value.code, refusal.value.field) == ("answer-invalid", "number")
    kept = Answer.objects.get()
    assert not kept.is_final
    assert queries.opened(kept) == typed


def test_a_stale_form_version_is_refused_told_and_carried_over(cast, published):
    answer = actions.save_answer(published, GOOD, owner=cast.zhangayi.user, at=NOON)
    newer = republish(cast, field("name", required=True), field("number", "id_number"), field("reason", required=True))
    with pytest.raises(Refusal) as refusal:
        actions.finalise(answer, checked(published, GOOD), at=NOON)
    assert refusal.value.code == "form-stale"
    changes = actions.refresh(answer, at=NOON)
    assert [change.sentence for change in changes] == [
        "“项目number”有调整（改为选填）。",
        "新增“项目reason”。",
        "取消“项目family”，原来填写的内容不再需要。",
    ]
    moved = Answer.objects.get()
    assert moved.version == newer
    entries = queries.opened(moved)
    assert entries == {"name": "张桂兰", "number": ID_NUMBER, "reason": ""}
    assert actions.finalise(moved, checked(newer, entries | {"reason": "补办"}), at=NOON).is_final
    assert actions.refresh(actions.save_answer(newer, {}, owner=None, at=NOON), at=NOON) == ()


def test_a_page_shows_masks_and_papers_show_the_whole(cast, published):
    answer = actions.save_answer(published, GOOD, owner=cast.zhangayi.user, at=NOON)
    final = actions.finalise(answer, checked(published, GOOD), at=NOON)
    definition = queries.definition(published)
    masked = {row.key: row for row in display(definition, final.values)}
    assert masked["number"].value == ID_NUMBER[:6] + "********" + ID_NUMBER[-4:]
    assert masked["family"].rows == (("李明", "199****0002"),)
    assert masked["name"].starts_section == "第一节"
    whole = {row.key: row for row in display(definition, final.values, masked=False)}
    assert whole["number"].value == ID_NUMBER
    assert whole["family"].rows == (("李明", "19900100002"),)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("12000", "12,000.00元"), ("80.5", "80.50元"), ("0", "0.00元"), ("约一万", "约一万"), ("NaN", "NaN")],
)
def test_an_amount_is_shown_to_the_fen_and_a_draft_as_it_was_typed(typed, shown):
    definition = rules.parse_definition(form(field("cost", "money")))
    assert [row.value for row in display(definition, {"cost": typed})] == [shown]


def test_regions_are_those_of_the_day(cast):
    before, after = queries.region_names(NOON.date().replace(year=2020)), queries.region_names(NOON.date())
    assert after("360829107203") == "羊狮慕镇月家村村委会"
    assert (before("360829107203"), before("360829208000"), after("360829208000")) == (None, "泰山乡", None)
    groups = dict(queries.region_choices(NOON.date()))
    assert groups["全县"] == [("360829000000", "安福县")]
    assert groups["横龙镇"] == [("360829103000", "横龙镇（不分村）"), ("360829103213", "石溪村村委会")]
    assert "泰山乡" not in groups
