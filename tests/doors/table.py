"""Every address × every kind of person: what a plain GET answers.

    +  shown        >  sent to sign in     x  told which account this takes
    -  not found    r  led elsewhere       m  shown nothing: it only takes a form
    ?  the health of the house, which is its own affair

What one may not know of answers like what is not there. The columns: nobody signed in, 张阿姨 (whose case, draft, letter,
file and consent these are), 李明, 小李 at the window, 王科长 of the unit, 老周 of another unit, the system
administrator, the security administrator, the auditor.
"""

PEOPLE = (
    "",
    "zhangayi",
    "liming",
    "xiaoli",
    "wangkezhang",
    "laozhou",
    "qianguanli",
    "zhouanquan",
    "wushenji",
)

ROWS = """
healthz                      /healthz                                       ? ? ? ? ? ? ? ? ?

api:token                    /api/oauth/token                               m m m m m m m m m
api:openapi                  /api/v1/openapi.json                           + + + + + + + + +
api:events                   /api/v1/events                                 m m m m m m m m m
api:matter                   /api/v1/events/A1                              401 401 401 401 401 401 401 401 401
api:quarantine               /api/v1/quarantine                             401 401 401 401 401 401 401 401 401
api:nothing                  /api/v2/events                                 - - - - - - - - -

account:mine                 /account/                                      > + + r r r r r r
account:sign-in              /account/sign-in/                              + r r r r r r r r
account:sign-out             /account/sign-out/                             m m m m m m m m m
account:register             /account/register/                             + r r r r r r r r
account:password             /account/password/                             > + + + + + + + +
account:delegate             /account/delegations/add/                      > + + - - - - - -
account:revoke               /account/delegations/{delegation}/revoke/      > + - - - - - - -
account:elder                /account/elder/                                r r r r r r r r r
account:accessibility        /account/accessibility/                        + + + + + + + + +

papers:pdf                   /papers/{paper}/pdf/                           > + - + + - - - -

styleguide:citizen           /styleguide/                                   + + + + + + + + +
styleguide:desk              /styleguide/desk/                              + + + + + + + + +
styleguide:oversight         /styleguide/oversight/                         + + + + + + + + +

media-video                  /media/videos/none/video.mp4                   - - - - - - - - -
media-live                   /media/live/none/master-1.m3u8                 - - - - - - - - -
media                        /media/none.jpg                                - - - - - - - - -
look-file                    /look/0123456789abcdef.css                     - - - - - - - - -

sitemap                      /sitemap.xml                                   - - - - - - - - -
site-map                     /site-map/                                     - - - - - - - - -
site-reports                 /site-reports/                                 + + + + + + + + +
site-report                  /site-reports/2025/MZ/                         - - - - - - - - -
site-report-docx             /site-reports/2025/MZ/report.docx              - - - - - - - - -
site-report-xlsx             /site-reports/2025/MZ/report.xlsx              - - - - - - - - -
feed                         /rss/news.xml                                  - - - - - - - - -
table-file                   /tables/00000000-0000-0000-0000-000000000000.csv/news/a - - - - - - - - -

citizen:file                 /files/{file}/                                 - + - + + - - - -
citizen:verify               /verify/                                       + + + + + + + + +
citizen:verify-paper         /verify/{paper}/                               + + + + + + + + +
citizen:messages             /my/messages/                                  > + + + + + + + +
citizen:messages-read        /my/messages/read/                             m m m m m m m m m
citizen:letters              /consult/                                      + + + + + + + + +
citizen:letter               /consult/letters/{letter}/                     r + r r r r r r r
citizen:letter-receipt       /consult/letters/{letter}/receipt/             - + - - - - - - -
citizen:consult              /consult/{item}/                               + + + + + + + + +
citizen:consult-page         /consult/about/information/{information}/      + + + + + + + + +
citizen:surveys              /surveys/                                      + + + + + + + + +
citizen:survey               /surveys/{survey}/                             + + + + + + + + +
citizen:survey-done          /surveys/{survey}/done/                        + + + + + + + + +
citizen:survey-results       /surveys/{survey}/results/                     + + + + + + + + +
desk:surveys                 /desk/surveys/                                 > - - - - - - - -
desk:survey-new              /desk/surveys/new/                             > - - - - - - - -
desk:survey                  /desk/surveys/{survey}/                        > - - - - - - - -
desk:survey-act              /desk/surveys/{survey}/act/submit/             > - - - - - - - -
desk:survey-settings         /desk/surveys/{survey}/settings/               > - - - - - - - -
desk:survey-questions        /desk/surveys/{survey}/questions/              > - - - - - - - -
desk:survey-question         /desk/surveys/{survey}/questions/happy/        > - - - - - - - -
desk:survey-results          /desk/surveys/{survey}/results/                > - - - - - - - -
desk:survey-export           /desk/surveys/{survey}/answers.csv             > - - - - - - - -
desk:survey-entries          /desk/surveys/{eform}/entries/                 > - - - - - - - -
desk:survey-entries-export   /desk/surveys/{eform}/entries.csv              > - - - - - - - -
desk:survey-entry            /desk/surveys/{eform}/entries/{entered}/       > - - - - - - - -
desk:survey-entry-reveal     /desk/surveys/{eform}/entries/{entered}/reveal/ > - - - - - - - -
citizen:interviews           /interviews/                                   + + + + + + + + +
citizen:interview            /interviews/{interview}/                       + + + + + + + + +
citizen:interview-ask        /interviews/{interview}/ask/                   + + + + + + + + +
citizen:interview-asked      /interviews/{interview}/asked/                 r r r r r r r r r
citizen:interview-vote       /interviews/{interview}/questions/{asked}/vote/ m m m m m m m m m
citizen:interview-poll       /interviews/{interview}/polls/FT-2026-0001-1/vote/ m m m m m m m m m
citizen:interview-ics        /interviews/{interview}/date.ics               + + + + + + + + +
citizen:interview-picture    /interviews/pictures/none.jpg                  - - - - - - - - -
desk:interviews              /desk/interviews/                              > - - + - - - - -
desk:interview-new           /desk/interviews/new/                          > - - - - - - - -
desk:interview               /desk/interviews/{interview}/                  > - - + - - - - -
desk:interview-picture       /desk/interviews/{interview}/pictures/none.jpg > - - - - - - - -
desk:interview-edit          /desk/interviews/{interview}/edit/             > - - - - - - - -
desk:interview-people        /desk/interviews/{interview}/people/           > - - - - - - - -
desk:interview-console       /desk/interviews/{interview}/console/          > - - + - - - - -
desk:interview-console-act   /desk/interviews/{interview}/console/say/      > - - m m m m m m
desk:interview-transcript    /desk/interviews/{interview}/transcript/       > - - r - - - - -
desk:interview-act           /desk/interviews/{interview}/start/            > - - - - - - - -
desk:interview-video         /desk/interviews/{interview}/video/            > - - - - - - - -
desk:interview-video-key     /desk/interviews/{interview}/video/key/        > - - m m m m m m
desk:interview-video-end     /desk/interviews/{interview}/video/end/        > - - m m m m m m
desk:interview-video-turn    /desk/interviews/{interview}/video/turn/       > - - m m m m m m
desk:interview-video-state   /desk/interviews/{interview}/video/state/      > - - - - - - - -
citizen:camera               /camera/none/                                  - - - - - - - - -
citizen:camera-chunk         /camera/none/feed/0/                           m m m m m m m m m
citizen:camera-stop          /camera/none/feed/stop/                        m m m m m m m m m
citizen:complaints           /complaints/                                   + + + + + + + + +
citizen:complain             /complaints/new/                               + + + + + + + + +
citizen:complaint            /complaints/{complaint}/                       r + r r r r r r r
citizen:complaint-receipt    /complaints/{complaint}/receipt/               - + - - - - - - -
citizen:complaint-why        /complaints/{complaint}/why/                   - + - - - - - - -
citizen:complaint-withdraw   /complaints/{complaint}/withdraw/              - + - - - - - - -
desk:complaint-record        /desk/complaints/new/                          > - - + - - - - -
desk:complaint-recorded      /desk/complaints/recorded/{complaint}/         > - - - - - - - -
desk:complaints              /desk/complaints/                              > - - - + - - - -
desk:complaint               /desk/complaints/{complaint}/                  > - - - - - - - -
desk:complaint-person        /desk/complaints/{complaint}/person/           > - - - m - - - -
oversight:complaints         /oversight/complaints/                         > - - - - - - - -
oversight:complaint          /oversight/complaints/{complaint}/             > - - - - - - - -
oversight:complaint-person   /oversight/complaints/{complaint}/person/      > - - - - - - - -
oversight:complaint-why      /oversight/complaints/{complaint}/why/         > - - - - - - - -
oversight:complaint-act      /oversight/complaints/{complaint}/accept/      > - - - - - - - -

citizen:disclosure-requests  /disclosure-requests/                          + + + + + + + + +
citizen:disclosure-ask       /disclosure-requests/new/                      + + + + + + + + +
citizen:disclosure-answered  /disclosure-requests/answered/                 + + + + + + + + +
citizen:disclosure-similar   /disclosure-requests/similar/                  + + + + + + + + +
citizen:disclosure-request   /disclosure-requests/{request}/                r + r r r r r r r
citizen:disclosure-request-receipt /disclosure-requests/{request}/receipt/  - + - - - - - - -
citizen:disclosure-request-why /disclosure-requests/{request}/why/          - + - - - - - - -
citizen:disclosure-request-correct /disclosure-requests/{request}/correct/  - r - - - - - - -
citizen:disclosure-request-reasons /disclosure-requests/{request}/reasons/  - r - - - - - - -
citizen:disclosure-request-withdraw /disclosure-requests/{request}/withdraw/ - + - - - - - - -
citizen:disclosure-request-paper /disclosure-requests/{request}/papers/{paper}/ - - - - - - - - -
citizen:disclosure-request-file /disclosure-requests/{request}/files/{file}/ - - - - - - - - -
citizen:disclosure-request-reconsideration /disclosure-requests/{request}/reconsideration/ - - - - - - - - -
desk:disclosure-requests     /desk/disclosure-requests/                     > - - - - - - - -
desk:disclosure-request-new  /desk/disclosure-requests/new/                 > - - - - - - - -
desk:disclosure-request-registered /desk/disclosure-requests/registered/{request}/ > - - - - - - - -
desk:disclosure-request      /desk/disclosure-requests/{request}/           > - - - - - - - -
desk:disclosure-request-person /desk/disclosure-requests/{request}/person/  > - - - - - - - -
desk:disclosure-request-paper /desk/disclosure-requests/{request}/papers/{paper}/ > - - - - - - - -
desk:disclosure-request-act  /desk/disclosure-requests/{request}/accept/    > - - - - - - - -

desk:information-register    /desk/information/                             > - - - - - - - -
desk:information-add         /desk/information/add/                         > - - - - - - - -
desk:redaction               /desk/information/redaction/                   > - - - - - - - -
desk:redaction-marking       /desk/information/redaction/{file}/            > - - - - - - - -
desk:redaction-page          /desk/information/redaction/{file}/pages/1.png > - - - - - - - -
desk:information             /desk/information/{information}/               > - - - - - - - -
desk:information-revise      /desk/information/{information}/revise/        > - - - - - - - -
desk:annual-reports          /desk/annual-reports/                          > - - - - - - - -
desk:annual-report           /desk/annual-reports/2025/{reporting}/         > - - - - - - - -
desk:annual-report-rows      /desk/annual-reports/2025/{reporting}/rows/    > - - - - - - - -
desk:annual-report-docx      /desk/annual-reports/2025/{reporting}/report.docx > - - - - - - - -
citizen:policies             /policies/                                     + + + + + + + + +
citizen:information-list     /information/                                  + + + + + + + + +
citizen:information          /information/{information}/                    + + + + + + + + +
citizen:information-csv      /information/{information}/table.csv           + + + + + + + + +
citizen:information-xlsx     /information/{information}/table.xlsx          + + + + + + + + +
citizen:information-file     /information/{information}/files/{disclosed}/  + + + + + + + + +
citizen:opendata             /opendata/                                     + + + + + + + + +
citizen:opendata-catalog     /opendata/catalog.jsonld                       + + + + + + + + +
citizen:disclosure-reports   /disclosure-reports/                           + + + + + + + + +
citizen:disclosure-report    /disclosure-reports/2025/{reporting}/          + + + + + + + + +
citizen:disclosure-report-docx /disclosure-reports/2025/{reporting}/report.docx + + + + + + + + +

citizen:home                 /hall/                                         + + + + + + + + +
citizen:services             /services/                                     + + + + + + + + +
citizen:item                 /items/{item}/                                 + + + + + + + + +
citizen:item-versions        /items/{item}/versions/                        + + + + + + + + +
citizen:item-version         /items/{item}/versions/1/                      + + + + + + + + +
citizen:item-forms           /items/{item}/forms/                           + + + + + + + + +
citizen:item-sheet           /items/{item}/forms/1/                         + + + + + + + + +
citizen:item-consult         /items/{item}/consult/                         + + + + + + + + +
citizen:item-apply           /items/{item}/apply/                           + + + + + + + + +
citizen:progress             /progress/                                     + + + + + + + + +
citizen:progress-case        /progress/{ref}/                               r r r r r r r r r
citizen:progress-why         /progress/{ref}/why/                           r r r r r r r r r
citizen:item-results         /items/{item}/results/                         + + + + + + + + +
citizen:finished             /results/                                      + + + + + + + + +
citizen:calculator           /calculator/                                   + + + + + + + + +
citizen:search               /search/                                       + + + + + + + + +
citizen:search-suggest       /search/suggest/                               + + + + + + + + +
citizen:apply-start          /apply/{item}/start/                           > r r x x x x x x
citizen:apply                /apply/{draft}/                                > r - x x x x x x
citizen:apply-form           /apply/{draft}/form/                           > r - x x x x x x
citizen:apply-materials      /apply/{draft}/materials/                      > + - x x x x x x
citizen:apply-confirm        /apply/{draft}/confirm/                        > r - x x x x x x
citizen:apply-discard        /apply/{draft}/discard/                        > + - x x x x x x
citizen:my                   /my/                                           > + + x x x x x x
citizen:my-case              /my/cases/{ref}/                               > + - x x x x x x
citizen:receipt              /my/cases/{ref}/receipt/                       > + - x x x x x x
citizen:my-why               /my/cases/{ref}/why/                           > + - x x x x x x
citizen:my-correction        /my/cases/{ref}/correction/                    > r - x x x x x x
citizen:my-deferred          /my/cases/{ref}/deferred/                      > r - x x x x x x
citizen:my-withdraw          /my/cases/{ref}/withdraw/                      > + - x x x x x x
citizen:my-rate              /my/cases/{ref}/rate/                          > m m x x x x x x

oversight:cards              /oversight/cards/                              > - - - - - - - -
oversight:cards-csv          /oversight/cards/export/                       > - - - - - - - -
oversight:cards-confirm      /oversight/cards/confirm/                      > - - - - - - - -
oversight:card-new           /oversight/cards/new/                          > - - - - - - - -
oversight:card               /oversight/cards/{card}/                       > - - - - - - - -
oversight:card-act           /oversight/cards/{card}/withdraw/              > - - - - - - - -
oversight:appeals            /oversight/appeals/                            > - - - - - - - -
oversight:appeal             /oversight/appeals/{card}/                     > - - - - - - - -
oversight:orders             /oversight/orders/                             > - - - - - - - -
oversight:order-new          /oversight/orders/new/                         > - - - - - - - -
oversight:order              /oversight/orders/{order}/                     > - - - - - - - -
oversight:order-paper        /oversight/orders/{order}/papers/{notice}/     > - - - - - - - -
oversight:order-act          /oversight/orders/{order}/cancel/              > - - - - - - - -
desk:cards                   /desk/cards/                                   > - - - + - - - -
desk:card                    /desk/cards/{card}/                            > - - - + - - - -
desk:card-appeal             /desk/cards/{card}/appeal/                     > - - - + - - - -
desk:orders                  /desk/orders/                                  > - - - + - - - -
desk:order                   /desk/orders/{order}/                          > - - - + - - - -
desk:order-sign              /desk/orders/{order}/sign/                     > - - - m - - - -
desk:order-answer            /desk/orders/{order}/answer/                   > - - - r - - - -
desk:order-extension         /desk/orders/{order}/extension/                > - - - r - - - -
desk:order-paper             /desk/orders/{order}/papers/{notice}/          > - - - + - - - -
oversight:board              /oversight/                                    > - - - - - - - -
oversight:live               /oversight/live/                               > - - - - - - - -
oversight:units              /oversight/units/                              > - - - - - - - -
oversight:matters            /oversight/matters/                            > - - - - - - - -
oversight:matters-csv        /oversight/matters.csv                         > - - - - - - - -
oversight:matter             /oversight/matters/{ref}/                      > - - - - - - - -
oversight:log                /oversight/log/                                > - - - - - - - -
oversight:systems            /oversight/systems/                            > - - - - - - - -
oversight:system-new         /oversight/new-system/                         > - - - - - - - -
oversight:system             /oversight/systems/LAND/                       > - - - - - - - -
oversight:system-edit        /oversight/systems/LAND/edit/                  > - - - - - - - -
oversight:system-switch      /oversight/systems/LAND/switch/                > - - - - - - - -
oversight:system-keys        /oversight/systems/LAND/keys/                  > - - - - - - - -
oversight:system-key-revoke  /oversight/systems/LAND/keys/LAND-1/revoke/    > - - - - - - - -
oversight:system-imports     /oversight/systems/LAND/imports/               > - - - - - - - -
oversight:system-import      /oversight/systems/LAND/imports/DR1/           > - - - - - - - -
oversight:system-mappings    /oversight/systems/LAND/mappings/              > - - - - - - - -
oversight:system-quarantine  /oversight/systems/LAND/quarantine/            > - - - - - - - -
oversight:system-line        /oversight/systems/LAND/quarantine/1/          > - - - - - - - -
oversight:system-line-replay /oversight/systems/LAND/quarantine/1/replay/   > - - - - - - - -
oversight:system-line-drop   /oversight/systems/LAND/quarantine/1/drop/     > - - - - - - - -
oversight:province           /oversight/province/                           > - - - - - - - -
oversight:province-messages  /oversight/province/messages/                  > - - - - - - - -
oversight:province-message   /oversight/province/messages/00000000-0000-0000-0000-000000000000/1/ > - - - - - - - -
oversight:province-resend    /oversight/province/messages/00000000-0000-0000-0000-000000000000/1/resend/ > - - - - - - - -
oversight:province-abandon   /oversight/province/messages/00000000-0000-0000-0000-000000000000/1/abandon/ > - - - - - - - -
oversight:province-reconciliation /oversight/province/reconciliation/            > - - - - - - - -
oversight:province-reconcile /oversight/province/reconciliation/run/        > - - - - - - - -
oversight:province-repair    /oversight/province/reconciliation/1/repair/   > - - - - - - - -
oversight:province-test      /oversight/province/test/                      > - - - - - - - -
oversight:wall               /oversight/wall/                               > - - - - - - - -
oversight:wall-data          /oversight/wall/data/                          > - - - - - - - -

desk:inbox                   /desk/                                         > - - + + + + + +
desk:cases                   /desk/cases/                                   > - - + + + - - -
desk:case                    /desk/cases/{ref}/                             > - - + + - - - -
desk:case-why                /desk/cases/{ref}/why/                         > - - + + - - - -
desk:act                     /desk/cases/{ref}/complete_step/               > - - r + - - - -
desk:reception               /desk/reception/                               > - - + - - - - -
desk:receive                 /desk/reception/{item}/                        > - - + - - - - -
desk:received                /desk/reception/received/{ref}/                > - - + - - - - -
desk:accounts                /desk/reception/accounts/                      > - - + - - - - -
desk:account                 /desk/reception/accounts/{account}/            > - - + - - - - -
desk:account-reset           /desk/reception/accounts/{account}/reset/      > - - m - - - - -
desk:account-phone           /desk/reception/accounts/{account}/phone/      > - - m - - - - -
desk:items                   /desk/items/                                   > - - + + + + + +
desk:item-new                /desk/items/new/                               > - - - + - - - -
desk:item-import             /desk/items/import/                            > - - - + - + - -
desk:item-export             /desk/items/export/yaml/                       > - - + + + + + +
desk:item                    /desk/items/{item}/                            > - - r r r r r r
desk:item-edit               /desk/items/{item}/edit/                       > - - - + - - - -
desk:item-act                /desk/items/{item}/act/discard/                > - - - + - - - -
desk:item-version            /desk/items/{item}/1/                          > - - + + + + + +
desk:item-version            /desk/items/{item}/2/                          > - - - + - - - -
desk:item-yaml               /desk/items/{item}/1/yaml/                     > - - + + + + + +
desk:item-yaml               /desk/items/{item}/2/yaml/                     > - - - + - - - -
desk:forms                   /desk/forms/                                   > - - - + - - - -
desk:form-new                /desk/forms/new/                               > - - - + - - - -
desk:form                    /desk/forms/relief/                            > - - - + - - - -
desk:form-draft              /desk/forms/relief/draft/                      > - - - m - - - -
desk:form-discard            /desk/forms/relief/discard/                    > - - - m - - - -
desk:form-publish            /desk/forms/relief/publish/                    > - - - m - - - -
desk:form-compare            /desk/forms/relief/compare/                    > - - - + - - - -
desk:form-edit               /desk/forms/relief/edit/                       > - - - + - - - -
desk:form-field              /desk/forms/relief/edit/ill/                   > - - - + - - - -
desk:form-preview            /desk/forms/relief/versions/1/                 > - - - + - - - -
desk:letters                 /desk/letters/                                 > - - - + + - - -
desk:letter                  /desk/letters/{letter}/                        > - - - + - - - -
desk:letter-phone            /desk/letters/{letter}/phone/                  > - - - m m - - -
desk:letter-forward          /desk/letters/{letter}/forward/                > - - - + - - - -
desk:letter-unpublish        /desk/letters/{letter}/unpublish/              > - - - + - - - -
desk:org                     /desk/org/                                     > - - - - - + r -
desk:unit-new                /desk/org/units/new/                           > - - - - - + - -
desk:unit                    /desk/org/units/MZ/                            > - - - - - + - -
desk:unit-rename             /desk/org/units/MZ/rename/                     > - - - - - + - -
desk:unit-merge              /desk/org/units/MZ/merge/                      > - - - - - + - -
desk:regions                 /desk/org/regions/                             > - - - - - + - -
desk:region                  /desk/org/regions/360829103000/                > - - - - - + - -
desk:region-change           /desk/org/regions/360829103000/rename/         > - - - - - + - -
desk:stations                /desk/org/stations/                            > - - - - - + - -
desk:station                 /desk/org/stations/county-hall/                > - - - - - + - -
desk:station-new             /desk/org/stations/new/                        > - - - - - + - -
desk:window-new              /desk/org/stations/county-hall/windows/new/    > - - - - - + - -
desk:window                  /desk/org/stations/county-hall/windows/01/     > - - - - - + - -
desk:window-close            /desk/org/stations/county-hall/windows/01/close/ > - - - - - + - -
desk:people                  /desk/org/people/                              > - - - - - - + -
desk:person-new              /desk/org/people/new/                          > - - - - - - + -
desk:person                  /desk/org/people/MZ001/                        > - - - - - - + -
desk:person-edit             /desk/org/people/MZ001/edit/                   > - - - - - - + -
desk:person-assign           /desk/org/people/MZ001/assign/                 > - - - - - - m -
desk:person-withdraw         /desk/org/people/JT001/withdraw/{assignment}/  > - - - - - - m -
desk:person-reset            /desk/org/people/MZ001/reset/                  > - - - - - - + -
desk:person-dismiss          /desk/org/people/MZ001/dismiss/                > - - - - - - + -
desk:words                   /desk/words/                                   > - - - - - - - -
desk:word-export             /desk/words/export/blank/                      > - - - - - - - -
desk:word-new                /desk/words/new/                               > - - - - - - - -
desk:word-import             /desk/words/import/                            > - - - - - - - -
desk:word-try                /desk/words/try/                               > - - - - - - - -
desk:word-findings           /desk/words/findings/                          > - - - - - - - -
desk:word-finding            /desk/words/findings/1/                        > - - - - - - - -
desk:word                    /desk/words/1/                                 > - - - - - - - -
desk:word-retire             /desk/words/1/retire/                          > - - - - - - - -
desk:calendar                /desk/calendar/                                > - - + + + + + +
desk:calendar-notices        /desk/calendar/notices/                        > - - + + + + + +
desk:calendar-notice         /desk/calendar/notices/2026/                   > - - + + + + + +
desk:calendar-notice-edit    /desk/calendar/notices/2027/edit/              > - - - - - + - -
desk:calendar-hours          /desk/calendar/hours/                          > - - + + + + + +
desk:calendar-season         /desk/calendar/hours/winter/                   > - - - - - + - -
desk:calendar-limits         /desk/calendar/limits/                         > - - + + + + + +
desk:calendar-limit          /desk/calendar/limits/license.decide/          > - - - - - + - -
desk:journal                 /desk/journal/                                 > - - - - - - - +
desk:journal-looks           /desk/journal/looks/                           > - - - - - - - +
desk:journal-checkpoints     /desk/journal/checkpoints/                     > - - - - - - - +
desk:journal-verify          /desk/journal/verify/                          > - - - - - - - +
desk:journal-entry           /desk/journal/{entry}/                         > - - - - - - - +

desk:appraisal               /desk/appraisal/                               > - - - + - - - -
desk:score                   /desk/appraisal/2026-10/unit/MZ/               > - - - - - - - -
desk:score-object            /desk/appraisal/2026-10/unit/MZ/object/        > - - - - - - - -
desk:score-behind            /desk/appraisal/2026-10/unit/MZ/behind/red/    > - - - - - - - -
oversight:statistics         /oversight/statistics/                         > - - - - - - - -
oversight:statistics-matters /oversight/statistics/matters/                 > - - - - - - - -
oversight:statistics-file    /oversight/statistics/file/csv/                > - - - - - - - -
oversight:appraisal          /oversight/appraisal/                          > - - - - - - - -
oversight:appraisal-file     /oversight/appraisal/file/csv/                 > - - - - - - - -
oversight:appraisal-compute  /oversight/appraisal/2026-10/compute/          > - - - - - - - -
oversight:appraisal-recompute /oversight/appraisal/2026-10/recompute/       > - - - - - - - -
oversight:appraisal-publish  /oversight/appraisal/2026-10/publish/          > - - - - - - - -
oversight:score              /oversight/appraisal/2026-10/unit/MZ/          > - - - - - - - -
oversight:score-mark         /oversight/appraisal/2026-10/unit/MZ/mark/     > - - - - - - - -
oversight:score-behind       /oversight/appraisal/2026-10/unit/MZ/behind/red/ > - - - - - - - -
oversight:score-objections   /oversight/appraisal/objections/               > - - - - - - - -
oversight:score-objection    /oversight/appraisal/objections/SS1/           > - - - - - - - -
oversight:schemes            /oversight/appraisal/schemes/                  > - - - - - - - -
oversight:scheme             /oversight/appraisal/schemes/efficiency/1/     > - - - - - - - -
oversight:scheme-edit        /oversight/appraisal/schemes/efficiency/edit/  > - - - - - - - -
oversight:scheme-act         /oversight/appraisal/schemes/efficiency/1/approve/ > - - - - - - - -
oversight:indicators         /oversight/appraisal/indicators/               > - - - - - - - -
oversight:indicator-new      /oversight/appraisal/indicators/new/           > - - - - - - - -
oversight:indicator-edit     /oversight/appraisal/indicators/once_rate/edit/ > - - - - - - - -
oversight:indicator-act      /oversight/appraisal/indicators/once_rate/2/approve/ > - - - - - - - -
oversight:rules              /oversight/rules/                              > - - - - - - - -
oversight:rule-new           /oversight/rules/new/                          > - - - - - - - -
oversight:rule               /oversight/rules/X101/                         > - - - - - - - -
oversight:rule-draft         /oversight/rules/X101/draft/                   > - - - - - - - -
oversight:rule-edit          /oversight/rules/X101/edit/                    > - - - - - - - -
oversight:rule-switch        /oversight/rules/X101/switch/                  > - - - - - - - -
oversight:rule-replay        /oversight/rules/X101/replay/                  > - - - - - - - -
oversight:rule-submit        /oversight/rules/X101/submit/                  > - - - - - - - -
oversight:rule-discard       /oversight/rules/X101/discard/                 > - - - - - - - -
oversight:rule-approve       /oversight/rules/X101/approve/                 > - - - - - - - -
oversight:rule-return        /oversight/rules/X101/return/                  > - - - - - - - -
"""


def rows() -> list[tuple[str, str, list[str]]]:
    """(name of the address, path, one sign a person)."""
    cells = [line.split() for line in ROWS.splitlines() if line.strip()]
    return [(name, path, signs) for name, path, *signs in cells]
