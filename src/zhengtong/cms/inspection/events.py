"""The journal kinds of the inspection."""

from zhengtong.journal.kinds import declare

declare("pages.inspected", "网页夜间检查")
# A defect nobody mended for days becomes a matter with a limit; supervision finds who lets it pass.
declare("defect.raised", "网页问题限期整改", milestone="received")
declare("defect.mended", "网页问题已整改", milestone="finished")
declare("defect.exempted", "豁免网页问题")
declare("defect.closed", "豁免限期整改的网页问题", milestone="withdrawn")
declare("site_report.opened", "开启政府网站年度报表", milestone="received")
declare("site_report.filled", "填报政府网站年度报表")
declare("site_report.published", "公布政府网站年度报表", milestone="finished")
