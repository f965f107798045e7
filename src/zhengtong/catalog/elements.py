"""事项要素 — the national element set (GB/T 39046-2020) as one table.

Whatever walks over an item's content takes its order and its Chinese names from here: the reader, the completeness
gate, the comparison of versions, the sheets of the workbook, the desk's form. Pure data.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Element:
    """One element: `path` inside the content (or inside its row), `shape` of the value.

    Shapes: line, text (several lines), word (one code of `words`), words (several codes), list (free words),
    yes (true or false), whole (a whole number), money (yuan, as text with two decimals), day (ISO date).
    """

    path: str
    label: str
    shape: str = "line"
    words: str = ""
    hint: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Elements that stand together on a page."""

    title: str
    elements: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """A list of the content; rows of two versions are matched by the columns in `named_by`."""

    key: str
    label: str
    columns: tuple[Element, ...]
    named_by: tuple[str, ...] = ("name",)


SECTIONS = (
    Section(
        "基本信息",
        (
            Element("code", "事项编码", hint="单位字母-类型字母-四位序号，例如 MZ-JF-0018", required=True),
            Element("name", "事项名称", hint="与省目录一致", required=True),
            Element("kind", "事项类型", "word", "kind", required=True),
            Element("legacy_kind", "原事项类型", "word", "legacy_kind", hint="与2013年目录不同时填写"),
            Element("unit", "实施主体", "word", "unit", required=True),
            Element("joint_units", "联办机构", "words", "unit"),
            Element("level", "行使层级", "word", "level"),
            Element("project_type", "办件类型", "word", "project_type", required=True),
            Element("audience", "服务对象", "words", "audience", required=True),
            Element("topics_person", "自然人主题", "list"),
            Element("topics_corp", "法人主题", "list"),
            Element("life_events", "人生事件", "list", hint="群众会怎么想到这件事，例如 开店、遇到困难"),
            Element("summary", "一句话说明", "text", hint="说清谁可以办、办什么"),
            Element("keywords", "搜索词", "list", hint="群众搜索时会输入的词，例如 低保"),
        ),
    ),
    Section(
        "办理时限",
        (
            Element("limits.statutory.amount", "法定时限", "whole", hint="法律没有规定的不填"),
            Element("limits.statutory.unit", "法定时限单位", "word", "time_unit"),
            Element("limits.statutory.basis", "法定时限依据"),
            Element("limits.promised.amount", "承诺时限", "whole", required=True),
            Element("limits.promised.unit", "承诺时限单位", "word", "time_unit"),
            Element("limits.extension.amount", "可延长时限", "whole", hint="不得延长的不填"),
            Element("limits.extension.unit", "可延长时限单位", "word", "time_unit"),
            Element("limits.extension.approver", "延长批准人", hint="例如 本机关负责人"),
            Element("limits.extension.basis", "延长依据"),
        ),
    ),
    Section(
        "条件和办理方式",
        (
            Element("conditions", "受理条件", "text", required=True),
            Element("quantity_limit", "数量限制", hint="没有限制的填“无”"),
            Element("deferral.amount", "容缺补交时限", "whole", hint="不实行容缺受理的不填"),
            Element("deferral.unit", "容缺补交时限单位", "word", "time_unit"),
            Element("apply.online", "网上办理", "yes"),
            Element("apply.window", "窗口办理", "yes"),
            Element("apply.visits", "到现场次数", "whole"),
            Element("apply.visits_reason", "必须到现场的原因"),
            Element("apply.express", "快递送达", "yes"),
            Element("apply.self_service", "自助终端办理", "yes"),
            Element("places.stations", "受理场所", "words", "station"),
            Element("places.township", "乡镇便民服务中心受理", "yes"),
            Element("places.village_agent", "村级代办", "yes"),
            Element("form", "电子表单", "word", "form"),
        ),
    ),
    Section(
        "地点、时间和电话",
        (
            Element("address", "办理地点", required=True),
            Element("hours", "办理时间", required=True),
            Element("phone", "咨询电话", required=True),
            Element("supervise_phone", "监督投诉电话", required=True),
        ),
    ),
    Section(
        "权利义务和救济",
        (
            Element("remedy.rights", "依法享有的权利", "text"),
            Element("remedy.duties", "依法履行的义务", "text"),
            Element("remedy.review.organ", "行政复议机关"),
            Element("remedy.review.address", "行政复议地址"),
            Element("remedy.review.phone", "行政复议电话"),
            Element("remedy.litigation.organ", "行政诉讼法院"),
            Element("remedy.litigation.address", "行政诉讼地址"),
            Element("remedy.litigation.phone", "行政诉讼电话"),
        ),
    ),
    Section(
        "处罚的行为、种类、幅度",
        (Element("penalty.acts", "处罚的行为、种类、幅度", "text", hint="只有行政处罚事项填写"),),
    ),
    Section("示例数据", (Element("illustrative", "示例性要素", "list", hint="尚待本县核实的要素，例如 phone"),)),
)

ROWS = (
    Rows(
        "bases",
        "设定依据",
        (
            Element("law", "法律法规名称", required=True),
            Element("number", "依据文号"),
            Element("article", "条款号"),
            Element("gist", "条款内容", "text"),
            Element("issuer", "颁布机关"),
            Element("effective_on", "实施日期", "day"),
            Element("level", "效力层级", "word", "basis_level"),
        ),
        named_by=("law", "article"),
    ),
    Rows(
        "materials",
        "申请材料",
        (
            Element("name", "材料名称", required=True),
            Element("need", "材料必要性", "word", "need", required=True),
            Element("type", "材料类型", "word", "material_type", required=True),
            Element("format", "材料形式", "word", "material_format", required=True),
            Element("originals", "原件份数", "whole"),
            Element("copies", "复印件份数", "whole"),
            Element("paper", "纸质规格"),
            Element("source", "来源渠道", "word", "material_source", required=True),
            Element("note", "填报须知"),
            Element("basis", "要求提供的依据"),
            Element("blank_form", "有空白表格", "yes"),
        ),
    ),
    Rows(
        "fees",
        "收费项目",
        (
            Element("name", "收费项目名称", required=True),
            Element("standard", "收费标准", required=True),
            Element("amount", "金额（元）", "money", hint="按面积等计算的不填"),
            Element("basis", "收费依据"),
            Element("reducible", "允许减免", "yes"),
            Element("reduce_basis", "减免依据"),
        ),
    ),
    Rows(
        "steps",
        "办理环节",
        (
            Element("name", "环节名称", required=True),
            Element("kind", "环节类型", "word", "step_kind", required=True),
            Element("unit", "承办单位", "word", "step_unit", required=True),
            Element("post", "承办岗位", "word", "post", required=True),
            Element("amount", "环节时限", "whole"),
            Element("unit_of_limit", "环节时限单位", "word", "time_unit"),
            Element("standard", "审查标准", "text"),
            Element("parallel", "并行组", "whole", hint="同一组号的环节同时办理；不并行的不填"),
        ),
        named_by=("name", "unit"),
    ),
    Rows(
        "special_procedures",
        "特别程序",
        (
            Element("ground", "特别程序种类", "word", "ground", required=True),
            Element("name", "特别程序名称", required=True),
            Element("amount", "所需时间", "whole"),
            Element("unit", "所需时间单位", "word", "time_unit"),
            Element("basis", "特别程序依据"),
        ),
    ),
    Rows(
        "results",
        "办理结果",
        (
            Element("name", "结果名称", required=True),
            Element("type", "结果类型", "word", "result_type", required=True),
            Element("valid", "有效期"),
        ),
    ),
    Rows(
        "faq",
        "常见问题",
        (Element("q", "问题", "text", required=True), Element("a", "解答", "text", required=True)),
        named_by=("q",),
    ),
)

ELEMENTS: dict[str, Element] = {element.path: element for section in SECTIONS for element in section.elements}
LISTS: dict[str, Rows] = {rows.key: rows for rows in ROWS}

# Groups that are absent as a whole (null in the file) when their amount or text is empty.
OPTIONAL_GROUPS = {
    "limits.statutory": "amount",
    "limits.promised": "amount",
    "limits.extension": "amount",
    "deferral": "amount",
    "penalty": "acts",
}
# Groups that say in words that they hold; the file carries the word, no page asks for it.
ALLOWED_GROUPS = frozenset({"limits.extension", "deferral"})

GROUP_LABELS = {
    "limits": "办理时限",
    "limits.statutory": "法定时限",
    "limits.promised": "承诺时限",
    "limits.extension": "延长期限",
    "deferral": "容缺受理",
    "apply": "办理方式",
    "places": "受理场所",
    "remedy": "权利义务和救济",
    "remedy.review": "行政复议",
    "remedy.litigation": "行政诉讼",
    "penalty": "处罚的行为、种类、幅度",
}
# The file also carries these of the item itself; they are not part of a version's frozen content.
ITEM_STATE_KEYS = frozenset({"state", "cancelled_on", "cancel_basis"})


def label_of(path: str) -> str:
    """The Chinese name of `limits.promised.amount`, `materials`, or `materials[2].need` (第3行)."""
    if path in ELEMENTS:
        return ELEMENTS[path].label
    if path in LISTS:
        return LISTS[path].label
    head, bracket, rest = path.partition("[")
    if bracket and head in LISTS:
        index, _, column = rest.partition("]")
        line = f"{LISTS[head].label}第{int(index) + 1}行"
        known = [element.label for element in LISTS[head].columns if element.path == column.lstrip(".")]
        return f"{line}“{known[0]}”" if known else line
    return GROUP_LABELS.get(path, path)
