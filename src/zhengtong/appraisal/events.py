"""The journal kinds this room writes."""

from zhengtong.journal.kinds import declare

declare("appraisal.loaded", "载入评估指标和方案")
declare("indicator.drafted", "起草评估指标")
declare("indicator.approved", "批准评估指标")
declare("indicator.discarded", "放弃评估指标草稿")
declare("scheme.drafted", "起草评估方案")
declare("scheme.approved", "批准评估方案")
declare("scheme.discarded", "放弃评估方案草稿")
declare("appraisal.computed", "计算绩效得分")
declare("appraisal.revised", "修订绩效得分")
declare("appraisal.adjusted", "人工评分")
declare("appraisal.appealed", "对得分提出申诉")
declare("appraisal.appeal_decided", "审查得分申诉")
declare("appraisal.published", "发布绩效评估")
