"""The citizen's half of the main job in a browser that runs no script at all."""

import pytest

from tests.stories.people import Applicant

pytestmark = pytest.mark.browser


def test_the_main_job_without_javascript(bring, clerk, clock, papers):
    zhang = bring(Applicant, java_script_enabled=False)
    zhang.signs_in("zhangayi")
    zhang.finds("协会", "社会团体成立登记")
    zhang.begins()

    # What is not filled in is told at the top and beside its field; what was typed stays.
    zhang.fills(reason="成立安福县樟树种植协会。")
    zhang.presses("next")
    zhang.sees("需要改正，已填写的内容都保留着")
    assert zhang.page.input_value("[name=reason]") == "成立安福县樟树种植协会。"
    zhang.shot("plain-form-errors")
    zhang.fills_the_form()

    # A paper more than the window wants comes off again; a draft can be left and taken up.
    zhang.uploads(4, papers["home"])
    zhang.element("material-4").get_by_role("button", name="上传").click()
    zhang.sees("已上传1个文件")
    zhang.element("material-4").get_by_role("button", name="移除").click()
    zhang.sees("文件已移除")
    zhang.presses("save")
    zhang.opens("/my/")
    zhang.presses("resume")
    zhang.sees("上传材料")
    zhang.sends_papers(papers)
    ref, code = zhang.hands_in()

    clock.set(11, 24)
    xiaoli = clerk("xiaoli", java_script_enabled=False)
    xiaoli.opens_case(ref)
    xiaoli.does("receive")
    xiaoli.does("request_correction", **{"problem-2": "身份证只拍了正面，请补拍反面。"})

    zhang.asks_for_progress(ref, code)
    zhang.sees("待补正", "身份证明：身份证只拍了正面，请补拍反面。")
    zhang.opens(f"/my/cases/{ref}/correction/")
    zhang.presses("send-correction")
    zhang.sees("请上传补正后的“身份证明”。")
    zhang.uploads(2, papers["new"])
    zhang.presses("send-correction")
    zhang.sees("补正材料已提交")
    zhang.asks_for_progress(ref, code)
    zhang.sees("收件", "补正材料已提交")
