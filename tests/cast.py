"""The standing cast and a small county for them to live in: a dozen queries, no files read.

小李 receives at the county hall's window. 王科长 reviews and 刘局长 decides in the civil affairs bureau. 老周 works in
another unit and must see nothing of theirs. 张阿姨 and 李明 are citizens, 青枫茶业 is a company. The three
administrators and the reviewers of the item approval chain stand ready. `cast.xiaoli` is a Staff, `cast.zhangayi` a Citizen; `.user`
signs in with `PASSWORD`.
"""

import pickle
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher

from tests.standing import kept, written_again
from zhengtong.org import queries
from zhengtong.org.choices import CitizenKind, IdType, RegionLevel, StationLevel, UnitKind, UserKind
from zhengtong.org.models import Assignment, Citizen, Region, Role, ServiceWindow, Staff, Station, Unit, User

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
"""2026-11-23 12:00 in Anfu, a Monday and a working day."""
PASSWORD = "Anfu-2026!"
_HASH = PBKDF2PasswordHasher().encode(PASSWORD, "anfu", iterations=1)

REGIONS = (
    ("360829000000", "安福县", RegionLevel.COUNTY, "", None, None),
    ("360829100000", "平都镇", RegionLevel.TOWNSHIP, "360829000000", None, None),
    ("360829100202", "向阳村村委会", RegionLevel.VILLAGE, "360829100000", None, None),
    ("360829103000", "横龙镇", RegionLevel.TOWNSHIP, "360829000000", None, None),
    ("360829103213", "石溪村村委会", RegionLevel.VILLAGE, "360829103000", None, None),
    ("360829107000", "羊狮慕镇", RegionLevel.TOWNSHIP, "360829000000", date(2021, 7, 1), None),
    ("360829107203", "月家村村委会", RegionLevel.VILLAGE, "360829107000", date(2021, 7, 1), None),
    ("360829208000", "泰山乡", RegionLevel.TOWNSHIP, "360829000000", None, date(2021, 6, 30)),
)
UNITS = (
    ("BG", "001", "安福县人民政府办公室", "县政府办", UnitKind.COUNTY_DEPARTMENT, "360829000000"),
    ("JC", "002", "安福县监察委员会", "县监委", UnitKind.COUNTY_DEPARTMENT, "360829000000"),
    ("MZ", "007", "安福县民政局", "县民政局", UnitKind.COUNTY_DEPARTMENT, "360829000000"),
    ("SF", "008", "安福县司法局", "县司法局", UnitKind.COUNTY_DEPARTMENT, "360829000000"),
    ("JT", "016", "安福县交通运输局", "县交通局", UnitKind.COUNTY_DEPARTMENT, "360829000000"),
    ("SC", "024", "安福县市场监督管理局", "县市监局", UnitKind.COUNTY_DEPARTMENT, "360829000000"),
    ("XZ", "030", "安福县政务服务中心", "县政务服务中心", UnitKind.PUBLIC_INSTITUTION, "360829000000"),
    ("T100", "100", "平都镇人民政府", "平都镇政府", UnitKind.TOWNSHIP, "360829100000"),
    ("T103", "103", "横龙镇人民政府", "横龙镇政府", UnitKind.TOWNSHIP, "360829103000"),
    ("T107", "107", "羊狮慕镇人民政府", "羊狮慕镇政府", UnitKind.TOWNSHIP, "360829107000"),
)
ROLES = {
    "window_clerk": ("窗口人员", "case.view case.receive case.correct case.accept case.refuse case.deliver"
                     " case.transfer case.assist"),
    "reviewer": ("承办人", "case.view case.correct case.accept case.refuse case.review case.suspend case.extend"
                 " case.finish case.transfer letter.answer"),
    "section_head": ("科室负责人", "case.view case.correct case.accept case.refuse case.review case.suspend case.extend"
                     " case.finish case.transfer case.void letter.answer card.answer complaint.answer"),
    "leader": ("分管领导", "case.view case.review case.approve_extension case.decide case.void letter.answer"
               " card.answer complaint.answer"),
    "main_leader": ("主要领导", "case.view case.approve_extension case.decide case.void letter.answer card.answer"
                    " complaint.answer"),
    "item_editor": ("事项管理员", "item.edit item.submit item.import form.edit"),
    "center_reviewer": ("行政服务中心初审", "case.view item.review.center"),
    "legal_reviewer": ("法制审核", "item.review.legal"),
    "egov_reviewer": ("电子政务办审核", "item.review.egov form.edit"),
    "city_recorder": ("市级审定登记", "item.review.city item.publish"),
    "system_admin": ("系统管理员", "org.edit calendar.edit item.import"),
    "security_admin": ("安全管理员", "user.edit"),
    "auditor": ("审计员", "audit.read journal.verify"),
    "township_clerk": ("乡镇窗口", "case.view case.receive case.correct case.deliver case.transfer case.assist"),
    "village_agent": ("村级代办员", "case.view case.assist"),
    "supervisor": ("监察员", "case.view journal.verify supervision.view card.judge order.issue rule.edit complaint.handle"
                   " appraisal.edit"),
    "supervision_head": ("监察室负责人", "case.view journal.verify supervision.view card.judge order.issue rule.approve"
                         " complaint.handle appraisal.publish"),
    "unit_supervisor": ("单位监察员", "supervision.view card.answer complaint.answer"),
    "exchange_admin": ("数据交换管理员", "exchange.manage"),
    "consultation_clerk": ("咨询答复", "letter.answer"),
    "content_editor": ("信息采编", "content.edit survey.edit"),
    "first_reviewer": ("信息初审", "content.edit content.review.first"),
    "second_reviewer": ("信息复审", "content.review.second"),
    "chief_editor": ("信息签发", "content.sign"),
    "site_admin": ("网站管理员", "content.edit site.manage words.edit survey.edit"),
    "interview_director": ("访谈导播", "interview.run"),
    "interview_moderator": ("访谈审核", "interview.moderate"),
    "interview_recorder": ("访谈主持和速录", "interview.record"),
    "disclosure_officer": ("政府信息公开承办人", "disclosure.handle disclosure.register"),
    "disclosure_lawyer": ("政府信息公开合法性审核", "disclosure.review"),
    "disclosure_head": ("政府信息公开工作机构负责人", "disclosure.approve"),
}  # fmt: skip
COUNTY = "360829000000"
# username, code, name, unit, title, posts (role, unit, region)
STAFF = (
    ("xiaoli", "XZ001", "李晓兰", "XZ", "综合窗口工作人员", (("window_clerk", None, COUNTY),)),
    ("wangkezhang", "MZ001", "王建平", "MZ", "社会救助股股长",
     (("reviewer", "MZ", None), ("section_head", "MZ", None), ("item_editor", "MZ", None))),
    ("liujuzhang", "MZ002", "刘志远", "MZ", "党组成员、副局长", (("leader", "MZ", None),)),
    ("majuzhang", "MZ003", "马文涛", "MZ", "党组书记、局长", (("main_leader", "MZ", None),)),
    ("laozhou", "JT001", "周国强", "JT", "运输股承办人", (("reviewer", "JT", None),)),
    ("chenzhuren", "XZ002", "陈丽华", "XZ", "政务服务中心副主任",
     (("center_reviewer", None, COUNTY), ("unit_supervisor", "XZ", None))),
    ("zhaofazhi", "SF001", "赵明德", "SF", "法制审核股股长", (("legal_reviewer", None, COUNTY),)),
    ("sunzhuren", "BG001", "孙立新", "BG", "电子政务办主任",
     (("egov_reviewer", None, COUNTY), ("city_recorder", None, COUNTY))),
    ("qianguanli", "BG002", "钱永康", "BG", "系统管理员", (("system_admin", None, COUNTY),)),
    ("zhouanquan", "BG003", "周安平", "BG", "安全管理员", (("security_admin", None, COUNTY),)),
    ("wushenji", "BG004", "吴清源", "BG", "审计员", (("auditor", None, COUNTY),)),
    ("linjiancha", "JC001", "林正初", "JC", "监察员", (("supervisor", None, COUNTY),)),
    ("gaozhuren", "JC002", "高文斌", "JC", "监督室主任", (("supervision_head", None, COUNTY),)),
    ("mzjiancha", "MZ009", "尹秀兰", "MZ", "单位监察员", (("unit_supervisor", "MZ", None),)),
    ("henglongjiancha", "T103009", "康小平", "T103", "横龙镇监察员", (("unit_supervisor", None, "360829103000"),)),
    ("heshuju", "BG009", "何永辉", "BG", "数据交换管理员", (("exchange_admin", None, COUNTY),)),
    ("tangbianji", "MZ011", "唐晓雯", "MZ", "办公室信息员",
     (("content_editor", "MZ", None), ("disclosure_officer", "MZ", None))),
    ("luchushen", "MZ012", "陆文静", "MZ", "办公室主任", (("first_reviewer", "MZ", None),)),
    ("baifushen", "MZ013", "白云飞", "MZ", "副局长", (("second_reviewer", "MZ", None), ("disclosure_head", "MZ", None))),
    ("hanqianfa", "BG011", "韩立群", "BG", "县政府办副主任",
     (("chief_editor", None, COUNTY), ("disclosure_head", None, COUNTY))),
    ("chengzhuren", "BG014", "程远航", "BG", "县政府办主任", (("disclosure_head", None, COUNTY),)),
    ("songwangzhan", "BG012", "宋志明", "BG", "网站管理员", (("site_admin", None, COUNTY),)),
    ("fangbianji", "BG013", "方雅琴", "BG", "县政府办信息采编",
     (("content_editor", "BG", None), ("disclosure_officer", "BG", None))),
    ("xiedaobo", "BG021", "谢文斌", "BG", "网络信息科科长", (("interview_director", None, COUNTY),)),
    ("pengshenhe", "BG022", "彭芳", "BG", "网络信息科科员", (("interview_moderator", None, COUNTY),)),
    ("ousulu", "BG023", "欧阳婷", "BG", "速录员", (("interview_recorder", None, COUNTY),)),
    ("luofagai", "SF011", "罗永清", "SF", "政府信息公开合法性审核", (("disclosure_lawyer", None, COUNTY),)),
    ("jiaotongbianji", "JT011", "曹丽", "JT", "办公室信息员", (("content_editor", "JT", None),)),
    ("henglong", "T103001", "彭小燕", "T103", "便民服务中心工作人员", (("township_clerk", None, "360829103000"),)),
    ("shixi", "T103002", "谢春生", "T103", "石溪村便民服务站代办员", (("village_agent", None, "360829103213"),)),
)  # fmt: skip
NATURAL, LEGAL = CitizenKind.NATURAL, CitizenKind.LEGAL
# username, kind, name, number, phone, region, address
CITIZENS = (
    ("zhangayi", NATURAL, "张桂兰", "360829195803140068", "19900100001", "360829100202", "平都镇向阳村第三村民小组"),
    ("liming", NATURAL, "李明", "360829199003070012", "19900100002", "360829103213", "横龙镇石溪村第一村民小组"),
    ("qingfeng", LEGAL, "安福县青枫示例茶业有限公司", "91360829MAFT00019T", "19900100011", "360829100202", "示例路1号"),
)


@dataclass(frozen=True)
class Cast:
    """Everybody and everything by name; `region`, `unit` and `role` look the rest up by code."""

    regions: dict[str, Region]
    units: dict[str, Unit]
    roles: dict[str, Role]
    people: dict[str, Staff | Citizen]
    hall: Station
    window: ServiceWindow

    def __getattr__(self, name: str) -> Staff | Citizen:
        try:
            return self.people[name]
        except KeyError:
            raise AttributeError(f"nobody in the cast is called {name}") from None

    def region(self, code: str) -> Region:
        return self.regions[code]

    def unit(self, code: str) -> Unit:
        return self.units[code]

    def role(self, code: str) -> Role:
        return self.roles[code]


def summon() -> Cast:
    """Make the small county and its people."""
    regions = _regions()
    units = {
        code: Unit(code=code, number=number, name=name, short_name=short, kind=kind, region=regions[place],
                   path=f"{code}/", owns_items=code not in ("BG", "JC", "XZ"))
        for code, number, name, short, kind, place in UNITS
    }  # fmt: skip
    Unit.objects.bulk_create(units.values())
    roles = {code: Role(code=code, name=name, permissions=given.split()) for code, (name, given) in ROLES.items()}
    Role.objects.bulk_create(roles.values())
    hall = Station.objects.create(
        code="county-hall", name="安福县政务服务中心", level=StationLevel.COUNTY, region=regions[COUNTY],
        unit=units["XZ"],
        address="安福县平都镇政务服务中心大楼", hours="工作日 8:30–12:00，14:30–17:30",
    )  # fmt: skip
    window = ServiceWindow.objects.create(station=hall, number="01", name="综合窗口一")
    window.units.set(unit for unit in units.values() if unit.owns_items)
    people = _staff(regions, units, roles, hall) | _citizens(regions)
    return Cast(regions, units, roles, people, hall, window)


def _regions() -> dict[str, Region]:
    rows: dict[str, Region] = {}
    for level in (RegionLevel.COUNTY, RegionLevel.TOWNSHIP, RegionLevel.VILLAGE):
        layer = []
        for code, name, at_level, above, begins, ends in REGIONS:
            if at_level == level:
                parent = rows.get(above)
                path = f"{parent.path if parent else ''}{code}/"
                layer.append(Region(code=code, name=name, level=level, parent=parent, path=path, valid_from=begins,
                                    valid_to=ends))  # fmt: skip
        Region.objects.bulk_create(layer)
        rows |= {region.code: region for region in layer}
    rows["360829208000"].replaced_by = rows["360829107000"]
    rows["360829208000"].save(update_fields=["replaced_by"])
    return rows


def _users(names: list[str], kind: UserKind) -> dict[str, User]:
    users = [User(username=n, kind=kind, password=_HASH, date_joined=NOON, password_changed_at=NOON) for n in names]
    return {user.username: user for user in User.objects.bulk_create(users)}


def _staff(
    regions: dict[str, Region], units: dict[str, Unit], roles: dict[str, Role], hall: Station
) -> dict[str, Staff | Citizen]:
    users = _users([row[0] for row in STAFF], UserKind.STAFF)
    people = {
        username: Staff(user=users[username], code=code, name=name, unit=units[unit], title=title,
                        station=hall if username == "xiaoli" else None)
        for username, code, name, unit, title, _ in STAFF
    }  # fmt: skip
    Staff.objects.bulk_create(people.values())
    Assignment.objects.bulk_create(
        Assignment(staff=people[username], role=roles[role], unit=units.get(unit), region=regions.get(region))
        for username, _, _, _, _, posts in STAFF
        for role, unit, region in posts
    )
    return dict(people)


def _citizens(regions: dict[str, Region]) -> dict[str, Staff | Citizen]:
    users = _users([row[0] for row in CITIZENS], UserKind.CITIZEN)
    people = {
        username: Citizen(
            user=users[username], kind=kind, name=name, id_number=number, id_index=queries.id_index(number),
            id_type=IdType.RESIDENT if kind == CitizenKind.NATURAL else IdType.CREDIT_CODE,
            phone=phone, phone_index=queries.phone_index(phone), address=address, region=regions[place],
            legal_representative="" if kind == CitizenKind.NATURAL else "李明", registered_at=NOON,
        )
        for username, kind, name, number, phone, place, address in CITIZENS
    }  # fmt: skip
    Citizen.objects.bulk_create(people.values())
    return dict(people)


_TABLES = (Region, Unit, Role, Station, ServiceWindow, ServiceWindow.units.through, User, Staff, Assignment, Citizen)
_people: list[bytes] = []
"""Everybody as they were when they were first made."""


@pytest.fixture
def cast(db: None) -> Cast:
    if written_again("cast"):
        return Cast(**pickle.loads(_people[-1]))  # noqa: S301 — our own
    made = kept("cast", _TABLES, summon)
    _people.append(pickle.dumps(vars(made)))
    return made
