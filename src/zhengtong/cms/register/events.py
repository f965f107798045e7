from zhengtong.journal.kinds import declare

declare("article.registered", "稿件关联政府信息")
declare("article.unregistered", "稿件取消关联政府信息")
