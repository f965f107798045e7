"""Every address of the editors' door × every kind of person: what a plain GET answers when it names a thing of the MZ site.

    +  shown        >  sent to sign in     -  not found
    r  led elsewhere                       m  shown nothing: it only takes a form

The pages, pictures, documents, revisions and reviews in the addresses are the civil affairs bureau's. The columns:
nobody signed in, 张阿姨, 王科长 (who serves in the bureau but has no part in its site), 唐晓雯 who writes for the
bureau, 曹丽 who writes for another unit, 韩立群 who signs for the whole county, 宋志明 who manages the sites.
The draft they name is being read by its reviewers, so nobody can delete it.
A row is for every name it fits (`*`); the first row that fits counts.
"""

PEOPLE = ("", "zhangayi", "wangkezhang", "tangbianji", "jiaotongbianji", "hanqianfa", "songwangzhan")

QUERIES = {
    "wagtailadmin_choose_page_search": "?q=未公",
    "wagtailadmin_pages:search": "?q=未公",
    "wagtailadmin_pages:search_results": "?q=未公",
    "wagtailadmin_choose_page_chosen_multiple": "?id={page_id}",
    "wagtailimages_chooser:chosen_multiple": "?id={image_id}",
    "wagtaildocs_chooser:chosen_multiple": "?id={document_id}",
    "cms_video_chooser:chosen_multiple": "?id={video_id}",
    "cms_survey_chooser:chosen_multiple": "?id={survey_id}",
    "wagtail_bulk_action": "?id={page_id}",
    "wagtailadmin_api:pages:find": "?id={page_id}",
}
"""What an address is asked besides, where it names nothing in itself."""

ROWS = """
wagtailusers_*                                      - - - - - - -
wagtailsites:*                                      - - - - - - -
wagtailadmin_password_reset*                        - - - - - - -
wagtailadmin_collections:*                          - - - - - - -
wagtailadmin_workflows:*                            - - - - - - -
wagtailembeds:*                                     - - - - - - -
wagtailadmin_api:images:*                           - - - - - - -
wagtailadmin_api:documents:*                        - - - - - - -
wagtailadmin_pages:set_privacy                      - - - - - - -
wagtail*_authenticate_with_password                 - - - - - - -
wagtailcore_login                                   - - - - - - -
wagtailadmin_reports:page_types_usage*              - - - - - - -
wagtailadmin_tag_*                                  - - - - - - -
wagtailadmin_pages:choose_parent                    - - - - - - -
wagtailimages:url_generator*                        - - - - - - -
wagtailadmin_error_test                             - - - - - - -

wagtailadmin_login                                  > - - > > > >
wagtailadmin_logout                                 r - - r r r r
wagtailadmin_account                                r - - r r r r
wagtailadmin_home                                   > - - + + + +

wagtailadmin_api:pages:listing                      > - - + + + +
wagtailadmin_api:pages:detail                       > - - + - + +
wagtailadmin_api:pages:find                         > - - r - r r
wagtailadmin_api:pages:action                       > - - m - m m

wagtailadmin_explore_root                           > - - r r r r
wagtailadmin_explore                                > - - + - + +
wagtailadmin_explore_results                        > - - + - + +

wagtail_bulk_action                                 > - - + - + +

wagtailadmin_pages:add*                             > - - + - - +
wagtailadmin_pages:preview_on_add                   > - - + - - +
wagtailadmin_pages:type_use*                        > - - + + + +
wagtailadmin_pages:usage                            > - - + - + +
wagtailadmin_pages:edit                             > - - + - + +
wagtailadmin_pages:preview_on_edit                  > - - + - + +
wagtailadmin_pages:view_draft                       > - - + - + +
wagtailadmin_pages:delete                           > - - - - - -
wagtailadmin_pages:unpublish                        > - - - - - -
wagtailadmin_pages:convert_alias                    > - - - - - -
wagtailadmin_pages:search*                          > - - + + + +
wagtailadmin_pages:move*                            > - - + - + +
wagtailadmin_pages:set_page_position                > - - m - m m
wagtailadmin_pages:copy                             > - - + - + +
wagtailadmin_pages:workflow_action                  > - - - - - -
wagtailadmin_pages:collect_workflow_action_data     > - - - - - -
wagtailadmin_pages:confirm_workflow_cancellation    > - - + - + +
wagtailadmin_pages:workflow_preview                 > - - - - - -
wagtailadmin_pages:lock                             > - - m - m m
wagtailadmin_pages:unlock                           > - - m - m m
wagtailadmin_pages:revisions_index                  > - - r - r r
wagtailadmin_pages:revisions_view                   > - - + - + +
wagtailadmin_pages:revisions_revert                 > - - + - + +
wagtailadmin_pages:revisions_unschedule             > - - - - + +
wagtailadmin_pages:revisions_compare                > - - + - + +
wagtailadmin_pages:workflow_history*                > - - + - + +
wagtailadmin_pages:history*                         > - - + - + +

wagtailadmin_choose_page                            > - - + + + +
wagtailadmin_choose_page_child                      > - - + + + +
wagtailadmin_choose_page_search                     > - - + + + +
wagtailadmin_choose_page_chosen_multiple            > - - + - + +
wagtailadmin_choose_page_external_link              > - - + + + +
wagtailadmin_choose_page_email_link                 > - - + + + +
wagtailadmin_choose_page_phone_link                 > - - + + + +
wagtailadmin_choose_page_anchor_link                > - - + + + +

wagtailadmin_reports:locked_pages*                  > - - - - + +
wagtailadmin_reports:workflow*                      > - - + + + +
wagtailadmin_reports:site_history*                  > - - + + + +
wagtailadmin_reports:aging_pages*                   > - - + + + +

wagtailadmin_dismissibles                           > - - + + + +

wagtailadmin_editing_sessions:ping                  > - - m - m m
wagtailadmin_editing_sessions:release               > - - m m m m

wagtailadmin_block_preview                          > - - - - - -

cms_columns                                         > - - + + + +
cms_work                                            > - - + + + +
cms_visits                                          > - - + + + +

cms_inspection                                      > - - - - + +
cms_inspection_defect                               > - - - - - -
cms_inspection_recheck                              > - - - - m m
cms_indicators                                      > - - - - + +
cms_indicator_site                                  > - - - - + +
cms_inspection_reports                              > - - - - + +
cms_inspection_report*                              > - - - - - -

cms_capture                                         > - - + + - +
cms_capture_add                                     > - - + + - +
cms_capture_one                                     > - - + + - +
cms_capture_items                                   > - - + + - +
cms_capture_item                                    > - - + - - +
cms_capture_hosts                                   > - - + + - +
cms_capture_host_remove                             > - - m m m m
cms_capture_run                                     > - - + - - +
cms_capture_source                                  > - - + - - +
cms_capture_edit                                    > - - + - - +
cms_capture_act                                     > - - m m m m

cms_videos                                          > - - + + + +
cms_video_add                                       > - - + + - +
cms_video_begin                                     > - - m m m m
cms_video_upload                                    > - - - - - -
cms_video_cancel                                    > - - m m m m
cms_video                                           > - - + - + +
cms_video_edit                                      > - - + - - +
cms_video_state                                     > - - + - + +
cms_video_file                                      > - - + - + +
cms_video_act                                       > - - m m m m
cms_video_chooser:choose*                           > - - + + + +
cms_video_chooser:chosen*                           > - - + - + +

cms_survey_chooser:choose*                          > - - + + + +
cms_survey_chooser:chosen*                          > - - + - + +

cms_sites                                           > - - - - - +
cms_site_open                                       > - - - - - +
cms_site_act                                        > - - - - - +
cms_site_archive                                    > - - - - - -

cms_themes                                          > - - - - - +
cms_theme_add                                       > - - - - - +
cms_theme_preview                                   > - - - - - m
cms_theme                                           > - - - - - +
cms_theme_force                                     > - - - - - m
cms_mourning                                        > - - - - - +
cms_mourning_cancel                                 > - - - - - m
cms_site_look                                       > - - - - - +
cms_templates                                       > - - - - - +
cms_template_add                                    > - - - - - +
cms_template                                        > - - - - - +
cms_template_compare                                > - - - - - +
cms_template_*                                      > - - - - - m

editor-inbox                                        > - - + + + +
editor-review                                       > - - - - - -
editor-urgent                                       > - - - - + -
editor-withdraw                                     > - - - - + +
editor-restore                                      > - - - - + +
editor-information                                  > - - + - + +
editor-validity                                     > - - - - + +
editor-share                                        > - - + - + +
editor-shares                                       > - - + + + +
editor-share-decide                                 > - - - - - -
editor-legacy                                       > - - - - - +
editor-legacy-run                                   > - - - - - -

wagtailredirects:index*                             > - - - - - +
wagtailredirects:add                                > - - - - - +
wagtailredirects:edit                               > - - - - - +
wagtailredirects:delete                             > - - - - - +
wagtailredirects:start_import                       > - - - - - +
wagtailredirects:process_import                     > - - - - - m

wagtailsnippets:index                               > - - - - - -

wagtaildocs:index*                                  > - - + + + +
wagtaildocs:add*                                    > - - + + - +
wagtaildocs:edit                                    > - - + - + +
wagtaildocs:delete                                  > - - + - + +
wagtaildocs:edit_multiple                           > - - m - m m
wagtaildocs:create_multiple_from_uploaded_document  > - - m m m m
wagtaildocs:delete_multiple                         > - - m - m m
wagtaildocs:delete_upload_multiple                  > - - m m m m
wagtaildocs:document_usage                          > - - + - + +

wagtailimages:index*                                > - - + + + +
wagtailimages:edit                                  > - - + - + +
wagtailimages:delete                                > - - + - + +
wagtailimages:preview                               > - - + - + +
wagtailimages:add*                                  > - - + + - +
wagtailimages:image_usage                           > - - + - + +
wagtailimages:edit_multiple                         > - - m - m m
wagtailimages:create_multiple_from_uploaded_image   > - - m m m m
wagtailimages:delete_multiple                       > - - m - m m
wagtailimages:delete_upload_multiple                > - - m m m m

wagtaildocs_chooser:choose*                         > - - + + + +
wagtaildocs_chooser:chosen*                         > - - + - + +
wagtaildocs_chooser:create                          > - - + + - +

wagtailimages_chooser:choose*                       > - - + + + +
wagtailimages_chooser:chosen*                       > - - + - + +
wagtailimages_chooser:create                        > - - + + - +
wagtailimages_chooser:select_format                 > - - + - + +

wagtailadmin_sprite                                 + - - + + + +
wagtailadmin_javascript_catalog                     + - - + + + +

wagtaildocs_serve                                   - - - + - + +
"""


def rows() -> list[tuple[str, list[str]]]:
    """(the names it is for, one sign a person)."""
    cells = [line.split() for line in ROWS.splitlines() if line.strip()]
    return [(name, signs) for name, *signs in cells]
