-- Written by `zhengtong tables-sql` from the migrations; do not edit.
SET LOCAL check_function_bodies = false;
-- PostgreSQL 18
CREATE FUNCTION public.appraisal_kept_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION '得分记录只增不改：%（%）被拒绝', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE FUNCTION public.appraisal_rules_frozen_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    free text[] := ARRAY['is_chosen', 'approved_by', 'approved_at'];
BEGIN
    IF TG_OP = 'DELETE' OR (to_jsonb(NEW) - free) IS DISTINCT FROM (to_jsonb(OLD) - free) THEN
        RAISE EXCEPTION '已批准的指标和方案不能更改（%）', OLD.name USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION public.catalog_opinion_kept_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION '审核意见只增不改：% 被拒绝', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE FUNCTION public.catalog_version_frozen_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION '已发布的事项版本不能删除（%第%版）', OLD.name, OLD.number USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF (to_jsonb(NEW) - 'state' - 'search_text') IS DISTINCT FROM (to_jsonb(OLD) - 'state' - 'search_text')
       OR NOT (NEW.state = OLD.state OR (OLD.state = 'published' AND NEW.state = 'superseded')) THEN
        RAISE EXCEPTION '已发布的事项版本不能更改（%第%版）', OLD.name, OLD.number USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION public.cms_shelve_article_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM cms_shelve_v1(CASE TG_OP WHEN 'DELETE' THEN OLD.page_ptr_id ELSE NEW.page_ptr_id END);
    RETURN NULL;
END $$;
CREATE FUNCTION public.cms_shelve_page_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM cms_shelve_v1(NEW.id);
    RETURN NULL;
END $$;
CREATE FUNCTION public.cms_shelve_v1(wanted bigint) RETURNS void
    LANGUAGE sql
    AS $$
    DELETE FROM cms_shelf WHERE article_id = wanted;
    INSERT INTO cms_shelf (article_id, place, is_pinned, is_pictured, shown_at)
    SELECT article.page_ptr_id, left(page.path, -4), article.is_pinned, article.picture_id IS NOT NULL,
           coalesce(article.published_on, page.first_published_at)
    FROM wagtailcore_page page JOIN cms_articlepage article ON article.page_ptr_id = page.id
    WHERE page.id = wanted AND page.live AND article.withdrawal IN ('', 'withdrawn')
$$;
CREATE FUNCTION public.disclosure_index_kept() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION '索引号%不能删除', OLD.index_number USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.index_number <> OLD.index_number THEN
        RAISE EXCEPTION '索引号%不能更改', OLD.index_number USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION public.disclosure_serial_rises() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP = 'DELETE' OR NEW.last < OLD.last OR (NEW.organ_id, NEW.year) <> (OLD.organ_id, OLD.year) THEN
        RAISE EXCEPTION '索引号流水只能增加' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION public.forms_refuse_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION '已发布的表单版本和已提交的填报不得改动：% 被拒绝（%）', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE FUNCTION public.interviews_refuse_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM interviews_interview
        WHERE id = coalesce(NEW.interview_id, OLD.interview_id) AND published_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION '已发布的实录不得改动：% 被拒绝', TG_OP USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE FUNCTION public.journal_epoch() RETURNS integer
    LANGUAGE sql STABLE
    AS $$SELECT last_value::integer FROM public.journal_epoch_number$$;
CREATE FUNCTION public.journal_refuse_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION '流水只增不改：% 被拒绝（%）', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE FUNCTION public.live_refuse_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION '直播条目只增不改：% 被拒绝', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE FUNCTION public.supervision_refuse_delete_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION '监察记录不得删除（%）', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE FUNCTION public.surveys_refuse_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION '已开放的问题和已提交的答卷不得改动：% 被拒绝（%）', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TABLE public.api_rememberedanswer (
    id bigint NOT NULL,
    key character varying(100) NOT NULL,
    digest bytea NOT NULL,
    answer text NOT NULL,
    answered_at timestamp with time zone NOT NULL,
    system_id bigint NOT NULL
);
ALTER TABLE public.api_rememberedanswer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.api_rememberedanswer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.appraisal_appraisal (
    id bigint NOT NULL,
    period character varying(7) NOT NULL,
    state character varying(10) NOT NULL,
    computed_by character varying(60) NOT NULL,
    computed_at timestamp with time zone NOT NULL,
    appeal_until timestamp with time zone NOT NULL,
    published_by character varying(60) NOT NULL,
    published_at timestamp with time zone,
    scheme_id bigint NOT NULL
);
ALTER TABLE public.appraisal_appraisal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.appraisal_appraisal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.appraisal_appraisal_indicators (
    id integer NOT NULL,
    appraisal_id bigint NOT NULL,
    indicator_id bigint NOT NULL
);
ALTER TABLE public.appraisal_appraisal_indicators ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.appraisal_appraisal_indicators_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.appraisal_indicator (
    id bigint NOT NULL,
    code character varying(40) NOT NULL,
    number integer NOT NULL,
    name character varying(30) NOT NULL,
    definition character varying(300) NOT NULL,
    formula jsonb NOT NULL,
    unit character varying(10) NOT NULL,
    direction character varying(10) NOT NULL,
    minimum integer NOT NULL,
    example jsonb NOT NULL,
    state character varying(10) NOT NULL,
    note character varying(300) NOT NULL,
    drafted_by character varying(60) NOT NULL,
    drafted_at timestamp with time zone NOT NULL,
    approved_by character varying(60) NOT NULL,
    approved_at timestamp with time zone,
    CONSTRAINT appraisal_indicator_minimum_check CHECK ((minimum >= 0)),
    CONSTRAINT appraisal_indicator_number_check CHECK ((number >= 0))
);
ALTER TABLE public.appraisal_indicator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.appraisal_indicator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.appraisal_scheme (
    id bigint NOT NULL,
    code character varying(40) NOT NULL,
    number integer NOT NULL,
    name character varying(40) NOT NULL,
    spec jsonb NOT NULL,
    state character varying(10) NOT NULL,
    is_chosen boolean NOT NULL,
    note character varying(300) NOT NULL,
    drafted_by character varying(60) NOT NULL,
    drafted_at timestamp with time zone NOT NULL,
    approved_by character varying(60) NOT NULL,
    approved_at timestamp with time zone,
    CONSTRAINT appraisal_scheme_number_check CHECK ((number >= 0))
);
ALTER TABLE public.appraisal_scheme ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.appraisal_scheme_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.appraisal_score (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    code character varying(60) NOT NULL,
    name character varying(80) NOT NULL,
    appraisal_id bigint NOT NULL,
    region_id bigint NOT NULL,
    unit_id bigint
);
ALTER TABLE public.appraisal_score ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.appraisal_score_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.appraisal_scoreline (
    id bigint NOT NULL,
    category character varying(40) NOT NULL,
    code character varying(40) NOT NULL,
    name character varying(60) NOT NULL,
    how character varying(10) NOT NULL,
    value numeric(16,2),
    points numeric(7,2),
    deduction numeric(7,2) NOT NULL,
    most numeric(5,2),
    reason character varying(1000) NOT NULL,
    words character varying(500) NOT NULL,
    totals jsonb NOT NULL,
    revision_id bigint NOT NULL
);
ALTER TABLE public.appraisal_scoreline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.appraisal_scoreline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.appraisal_scoremark (
    id bigint NOT NULL,
    ref character varying(24) NOT NULL,
    line character varying(40) NOT NULL,
    source character varying(10) NOT NULL,
    points numeric(5,2) NOT NULL,
    reason character varying(300) NOT NULL,
    evidence jsonb NOT NULL,
    made_by character varying(60) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    score_id bigint NOT NULL
);
ALTER TABLE public.appraisal_scoremark ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.appraisal_scoremark_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.appraisal_scoreobjection (
    id bigint NOT NULL,
    ref character varying(24) NOT NULL,
    line character varying(40) NOT NULL,
    text character varying(1000) NOT NULL,
    evidence jsonb NOT NULL,
    state character varying(10) NOT NULL,
    filed_by character varying(60) NOT NULL,
    filed_at timestamp with time zone NOT NULL,
    answer character varying(300) NOT NULL,
    points numeric(5,2),
    decided_by character varying(60) NOT NULL,
    decided_at timestamp with time zone,
    score_id bigint NOT NULL
);
ALTER TABLE public.appraisal_scoreobjection ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.appraisal_scoreobjection_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.appraisal_scorerevision (
    id bigint NOT NULL,
    number integer NOT NULL,
    total numeric(5,2),
    grade character varying(10) NOT NULL,
    handled integer NOT NULL,
    is_small boolean NOT NULL,
    categories jsonb NOT NULL,
    tally jsonb NOT NULL,
    cause character varying(10) NOT NULL,
    cause_ref character varying(24) NOT NULL,
    reason character varying(300) NOT NULL,
    is_after_publication boolean NOT NULL,
    made_by character varying(60) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    score_id bigint NOT NULL,
    CONSTRAINT appraisal_scorerevision_handled_check CHECK ((handled >= 0)),
    CONSTRAINT appraisal_scorerevision_number_check CHECK ((number >= 0))
);
ALTER TABLE public.appraisal_scorerevision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.appraisal_scorerevision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);
ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_group_permissions (
    id integer NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);
ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);
ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.broadcasts_broadcast (
    id bigint NOT NULL,
    ref character varying(32) NOT NULL,
    subject character varying(60) NOT NULL,
    title character varying(80) NOT NULL,
    channel character varying(60) NOT NULL,
    source character varying(10) NOT NULL,
    state character varying(12) NOT NULL,
    key text NOT NULL,
    token character varying(32) NOT NULL,
    slot smallint,
    opened_by character varying(60) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    began_at timestamp with time zone,
    ended_at timestamp with time zone,
    problem character varying(200) NOT NULL,
    feed character varying(40) NOT NULL,
    feed_next integer NOT NULL,
    feed_at timestamp with time zone,
    refused_feed character varying(40) NOT NULL,
    closed_at timestamp with time zone,
    video_ref character varying(32) NOT NULL,
    recorded_at timestamp with time zone,
    annotated_at timestamp with time zone,
    cleared_at timestamp with time zone,
    unit_id bigint NOT NULL,
    CONSTRAINT broadcasts_broadcast_feed_next_check CHECK ((feed_next >= 0)),
    CONSTRAINT broadcasts_broadcast_slot_check CHECK ((slot >= 0))
);
ALTER TABLE public.broadcasts_broadcast ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.broadcasts_broadcast_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.broadcasts_broadcastrun (
    id bigint NOT NULL,
    number integer NOT NULL,
    edition integer NOT NULL,
    began_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    why character varying(10) NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    has_sound boolean NOT NULL,
    folders jsonb NOT NULL,
    broadcast_id bigint NOT NULL,
    CONSTRAINT broadcasts_broadcastrun_edition_check CHECK ((edition >= 0)),
    CONSTRAINT broadcasts_broadcastrun_height_check CHECK ((height >= 0)),
    CONSTRAINT broadcasts_broadcastrun_number_check CHECK ((number >= 0)),
    CONSTRAINT broadcasts_broadcastrun_width_check CHECK ((width >= 0))
);
ALTER TABLE public.broadcasts_broadcastrun ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.broadcasts_broadcastrun_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.capture_allowedhost (
    id bigint NOT NULL,
    host character varying(253) NOT NULL,
    port integer,
    with_subdomains boolean NOT NULL,
    is_internal boolean NOT NULL,
    note character varying(100) NOT NULL,
    added_at timestamp with time zone NOT NULL,
    added_by_id bigint,
    CONSTRAINT capture_allowedhost_port_check CHECK ((port >= 0))
);
ALTER TABLE public.capture_allowedhost ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.capture_allowedhost_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.capture_captureditem (
    id bigint NOT NULL,
    place bigint NOT NULL,
    url character varying(1000) NOT NULL,
    key character varying(300) NOT NULL,
    title character varying(200) NOT NULL,
    credit character varying(60) NOT NULL,
    author character varying(40) NOT NULL,
    published_at timestamp with time zone,
    html text NOT NULL,
    state character varying(10) NOT NULL,
    reason character varying(300) NOT NULL,
    twin_page bigint,
    page bigint,
    findings jsonb NOT NULL,
    fetched_at timestamp with time zone NOT NULL,
    drafted_at timestamp with time zone,
    asked_by_id bigint,
    twin_id bigint,
    unit_id bigint NOT NULL,
    run_id bigint,
    source_id bigint
);
ALTER TABLE public.capture_captureditem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.capture_captureditem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.capture_capturedpicture (
    id bigint NOT NULL,
    url character varying(1000) NOT NULL,
    content bytea NOT NULL,
    item_id bigint NOT NULL
);
ALTER TABLE public.capture_capturedpicture ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.capture_capturedpicture_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.capture_capturerun (
    id bigint NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    state character varying(12) NOT NULL,
    found integer NOT NULL,
    known integer NOT NULL,
    new integer NOT NULL,
    duplicates integer NOT NULL,
    refused integer NOT NULL,
    reason character varying(300) NOT NULL,
    refusals jsonb NOT NULL,
    source_id bigint NOT NULL,
    CONSTRAINT capture_capturerun_duplicates_check CHECK ((duplicates >= 0)),
    CONSTRAINT capture_capturerun_found_check CHECK ((found >= 0)),
    CONSTRAINT capture_capturerun_known_check CHECK ((known >= 0)),
    CONSTRAINT capture_capturerun_new_check CHECK ((new >= 0)),
    CONSTRAINT capture_capturerun_refused_check CHECK ((refused >= 0))
);
ALTER TABLE public.capture_capturerun ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.capture_capturerun_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.capture_capturesource (
    id bigint NOT NULL,
    name character varying(60) NOT NULL,
    kind character varying(10) NOT NULL,
    address character varying(1000) NOT NULL,
    rule_kind character varying(10) NOT NULL,
    rule character varying(200) NOT NULL,
    place bigint NOT NULL,
    since date NOT NULL,
    minutes integer NOT NULL,
    most smallint NOT NULL,
    takes_pictures boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    state character varying(10) NOT NULL,
    next_at timestamp with time zone NOT NULL,
    failures smallint NOT NULL,
    trouble character varying(300) NOT NULL,
    trouble_at timestamp with time zone,
    etag character varying(200) NOT NULL,
    modified character varying(100) NOT NULL,
    last_links integer NOT NULL,
    last_run_at timestamp with time zone,
    last_new_at timestamp with time zone,
    keeper_id bigint,
    unit_id bigint NOT NULL,
    CONSTRAINT capture_capturesource_failures_check CHECK ((failures >= 0)),
    CONSTRAINT capture_capturesource_last_links_check CHECK ((last_links >= 0)),
    CONSTRAINT capture_capturesource_minutes_check CHECK ((minutes >= 0)),
    CONSTRAINT capture_capturesource_most_check CHECK ((most >= 0))
);
ALTER TABLE public.capture_capturesource ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.capture_capturesource_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.capture_courtesy (
    id bigint NOT NULL,
    origin character varying(280) NOT NULL,
    robots text NOT NULL,
    is_open boolean NOT NULL,
    robots_at timestamp with time zone,
    free_at timestamp with time zone
);
ALTER TABLE public.capture_courtesy ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.capture_courtesy_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.capture_fingerprint (
    id bigint NOT NULL,
    page bigint,
    key character varying(300) NOT NULL,
    value bigint,
    first integer,
    second integer,
    third integer,
    fourth integer,
    learned_at timestamp with time zone NOT NULL,
    item_id bigint,
    unit_id bigint,
    CONSTRAINT fingerprint_of_one_text CHECK ((((item_id IS NULL) AND (page IS NOT NULL)) OR ((item_id IS NOT NULL) AND (page IS NULL))))
);
ALTER TABLE public.capture_fingerprint ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.capture_fingerprint_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE SEQUENCE public.case_serial
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
CREATE TABLE public.cases_case (
    id bigint NOT NULL,
    ref character varying(50),
    draft_token character varying(32) NOT NULL,
    query_code character varying(6) NOT NULL,
    item_code character varying(40) NOT NULL,
    title character varying(220) NOT NULL,
    state character varying(20) NOT NULL,
    channel character varying(10) NOT NULL,
    applicant_kind character varying(10) NOT NULL,
    applicant_name character varying(80) NOT NULL,
    applicant_id_type character varying(3) NOT NULL,
    applicant_id_number text NOT NULL,
    applicant_id_index character varying(64) NOT NULL,
    applicant_phone text NOT NULL,
    applicant_address text NOT NULL,
    legal_representative character varying(40) NOT NULL,
    agent_name character varying(40) NOT NULL,
    submitted_by character varying(60) NOT NULL,
    due_at timestamp with time zone,
    is_deferral boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    submitted_at timestamp with time zone,
    received_at timestamp with time zone,
    accepted_at timestamp with time zone,
    is_deemed_accepted boolean NOT NULL,
    decided_at timestamp with time zone,
    finished_at timestamp with time zone,
    delivered_at timestamp with time zone,
    ended_at timestamp with time zone,
    result_code character varying(2) NOT NULL,
    result_text character varying(500) NOT NULL,
    answer_id bigint,
    applicant_user_id bigint,
    clock_id bigint,
    delegation_id bigint,
    handling_clock_id bigint,
    holder_id bigint,
    parent_id bigint,
    region_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    version_id bigint NOT NULL,
    window_id bigint,
    CONSTRAINT finished_was_accepted CHECK (((finished_at IS NULL) OR (accepted_at IS NOT NULL))),
    CONSTRAINT submitted_case_has_ref CHECK ((((state)::text = 'draft'::text) OR (ref IS NOT NULL)))
);
ALTER TABLE public.cases_case ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_case_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_casematerial (
    id bigint NOT NULL,
    "order" smallint NOT NULL,
    name character varying(120) NOT NULL,
    need character varying(10) NOT NULL,
    state character varying(10) NOT NULL,
    taken_as character varying(1) NOT NULL,
    copies smallint NOT NULL,
    remark character varying(300) NOT NULL,
    case_id bigint NOT NULL,
    CONSTRAINT cases_casematerial_copies_check CHECK ((copies >= 0)),
    CONSTRAINT cases_casematerial_order_check CHECK (("order" >= 0))
);
CREATE TABLE public.cases_casematerial_attachments (
    id integer NOT NULL,
    casematerial_id bigint NOT NULL,
    attachment_id bigint NOT NULL
);
ALTER TABLE public.cases_casematerial_attachments ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_casematerial_attachments_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.cases_casematerial ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_casematerial_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_casestep (
    id bigint NOT NULL,
    "order" smallint NOT NULL,
    name character varying(60) NOT NULL,
    kind character varying(20) NOT NULL,
    post character varying(40) NOT NULL,
    "limit" character varying(10) NOT NULL,
    state character varying(10) NOT NULL,
    opened_at timestamp with time zone,
    closed_at timestamp with time zone,
    result character varying(12) NOT NULL,
    opinion character varying(2000) NOT NULL,
    round smallint NOT NULL,
    assignee_id bigint,
    case_id bigint NOT NULL,
    clock_id bigint,
    closed_by_id bigint,
    unit_id bigint NOT NULL,
    CONSTRAINT cases_casestep_order_check CHECK (("order" >= 0)),
    CONSTRAINT cases_casestep_round_check CHECK ((round >= 0))
);
ALTER TABLE public.cases_casestep ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_casestep_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_certificate (
    id bigint NOT NULL,
    name character varying(120) NOT NULL,
    number character varying(60) NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    case_id bigint NOT NULL
);
ALTER TABLE public.cases_certificate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_certificate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_correction (
    id bigint NOT NULL,
    items jsonb NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    answered_at timestamp with time zone,
    case_id bigint NOT NULL,
    issued_by_id bigint NOT NULL
);
ALTER TABLE public.cases_correction ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_correction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_decision (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    reasons character varying(2000) NOT NULL,
    basis character varying(500) NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    case_id bigint NOT NULL
);
ALTER TABLE public.cases_decision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_decision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_delivery (
    id bigint NOT NULL,
    method character varying(12) NOT NULL,
    receiver character varying(40) NOT NULL,
    tracking character varying(40) NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    case_id bigint NOT NULL
);
ALTER TABLE public.cases_delivery ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_delivery_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_extensionrequest (
    id bigint NOT NULL,
    budget character varying(10) NOT NULL,
    reason character varying(500) NOT NULL,
    state character varying(10) NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    answered_at timestamp with time zone,
    answer character varying(500) NOT NULL,
    answered_by_id bigint,
    case_id bigint NOT NULL,
    requested_by_id bigint NOT NULL
);
ALTER TABLE public.cases_extensionrequest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_extensionrequest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_feereceipt (
    id bigint NOT NULL,
    name character varying(60) NOT NULL,
    standard character varying(120) NOT NULL,
    amount numeric(12,2) NOT NULL,
    reduced_reason character varying(200) NOT NULL,
    receipt_number character varying(40) NOT NULL,
    paid_at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    case_id bigint NOT NULL
);
ALTER TABLE public.cases_feereceipt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_feereceipt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_rating (
    id bigint NOT NULL,
    satisfaction character varying(20) NOT NULL,
    score smallint NOT NULL,
    text character varying(500) NOT NULL,
    at timestamp with time zone NOT NULL,
    case_id bigint NOT NULL,
    CONSTRAINT cases_rating_score_check CHECK ((score >= 0))
);
ALTER TABLE public.cases_rating ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_rating_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_specialprocedure (
    id bigint NOT NULL,
    ground character varying(20) NOT NULL,
    name character varying(60) NOT NULL,
    reason character varying(500) NOT NULL,
    days smallint NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    result character varying(500) NOT NULL,
    case_id bigint NOT NULL,
    ended_by_id bigint,
    started_by_id bigint NOT NULL,
    CONSTRAINT cases_specialprocedure_days_check CHECK ((days >= 0))
);
ALTER TABLE public.cases_specialprocedure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_specialprocedure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.catalog_itemversion (
    id bigint NOT NULL,
    number integer NOT NULL,
    state character varying(20) NOT NULL,
    content jsonb NOT NULL,
    digest character varying(64) NOT NULL,
    name character varying(120) NOT NULL,
    kind character varying(20) NOT NULL,
    family character varying(12) NOT NULL,
    project_type character varying(10) NOT NULL,
    audience character varying(20)[] NOT NULL,
    topics_person character varying(20)[] NOT NULL,
    topics_corp character varying(20)[] NOT NULL,
    life_events character varying(20)[] NOT NULL,
    is_online boolean NOT NULL,
    at_township boolean NOT NULL,
    by_village_agent boolean NOT NULL,
    search_text text NOT NULL,
    edited_by character varying(60) NOT NULL,
    editors character varying(60)[] NOT NULL,
    edited_at timestamp with time zone NOT NULL,
    published_at timestamp with time zone,
    effective_on date,
    item_id bigint NOT NULL,
    CONSTRAINT catalog_itemversion_number_check CHECK ((number >= 0)),
    CONSTRAINT item_published_in_full CHECK (((NOT ((state)::text = ANY ((ARRAY['published'::character varying, 'superseded'::character varying])::text[]))) OR ((NOT ((digest)::text = ''::text)) AND (effective_on IS NOT NULL) AND (published_at IS NOT NULL))))
);
ALTER TABLE public.catalog_itemversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_itemversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.catalog_opinion (
    id bigint NOT NULL,
    stage character varying(20) NOT NULL,
    is_approved boolean NOT NULL,
    text character varying(500) NOT NULL,
    document character varying(80) NOT NULL,
    unit character varying(20) NOT NULL,
    by character varying(60) NOT NULL,
    by_name character varying(40) NOT NULL,
    at timestamp with time zone NOT NULL,
    version_id bigint NOT NULL
);
ALTER TABLE public.catalog_opinion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_opinion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.catalog_serviceitem (
    id bigint NOT NULL,
    code character varying(40) NOT NULL,
    state character varying(10) NOT NULL,
    cancelled_on date,
    cancel_basis character varying(200) NOT NULL,
    current_id bigint,
    unit_id bigint NOT NULL
);
ALTER TABLE public.catalog_serviceitem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_serviceitem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cms_articlepage (
    page_ptr_id integer NOT NULL,
    form character varying(10) NOT NULL,
    subtitle character varying(120) NOT NULL,
    source character varying(60) NOT NULL,
    source_url character varying(200) NOT NULL,
    author character varying(40) NOT NULL,
    published_on timestamp with time zone,
    summary character varying(120) NOT NULL,
    keywords character varying(120) NOT NULL,
    body jsonb NOT NULL,
    is_pinned boolean NOT NULL,
    validity character varying(10) NOT NULL,
    withdrawal character varying(12) NOT NULL,
    withdrawal_note character varying(300) NOT NULL,
    replaced_by_id integer,
    shared_from_id integer,
    picture_id bigint,
    validity_basis character varying(200) NOT NULL,
    withdrawn_at timestamp with time zone
);
CREATE TABLE public.cms_columnduty (
    id bigint NOT NULL,
    ref character varying(20) NOT NULL,
    updated_at timestamp with time zone,
    due_at timestamp with time zone NOT NULL,
    column_id integer NOT NULL
);
ALTER TABLE public.cms_columnduty ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cms_columnduty_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cms_columnpage (
    page_ptr_id integer NOT NULL,
    kind character varying(20) NOT NULL,
    description character varying(200) NOT NULL,
    keywords character varying(120) NOT NULL,
    cycle_days smallint,
    owner_unit_id bigint,
    leads_to character varying(200) NOT NULL,
    CONSTRAINT cms_columnpage_cycle_days_check CHECK ((cycle_days >= 0))
);
CREATE TABLE public.cms_legacyitem (
    id bigint NOT NULL,
    key character varying(200) NOT NULL,
    imported_at timestamp with time zone NOT NULL,
    page_id integer NOT NULL,
    site_id integer NOT NULL
);
ALTER TABLE public.cms_legacyitem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cms_legacyitem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cms_picture (
    id bigint NOT NULL,
    title character varying(255) NOT NULL,
    file character varying(100) NOT NULL,
    description character varying(255) NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    focal_point_x integer,
    focal_point_y integer,
    focal_point_width integer,
    focal_point_height integer,
    file_size integer,
    file_hash character varying(40) NOT NULL,
    credit character varying(100) NOT NULL,
    collection_id integer NOT NULL,
    uploaded_by_user_id bigint,
    CONSTRAINT cms_picture_file_size_check CHECK ((file_size >= 0)),
    CONSTRAINT cms_picture_focal_point_height_check CHECK ((focal_point_height >= 0)),
    CONSTRAINT cms_picture_focal_point_width_check CHECK ((focal_point_width >= 0)),
    CONSTRAINT cms_picture_focal_point_x_check CHECK ((focal_point_x >= 0)),
    CONSTRAINT cms_picture_focal_point_y_check CHECK ((focal_point_y >= 0))
);
ALTER TABLE public.cms_picture ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cms_picture_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cms_picturerendition (
    id bigint NOT NULL,
    filter_spec character varying(255) NOT NULL,
    file character varying(100) NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    focal_point_key character varying(16) NOT NULL,
    image_id bigint NOT NULL
);
ALTER TABLE public.cms_picturerendition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cms_picturerendition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cms_reviewstate (
    taskstate_ptr_id integer NOT NULL,
    matter character varying(40) NOT NULL,
    level character varying(8) NOT NULL,
    barred bigint[] NOT NULL,
    due_at timestamp with time zone,
    clock_id bigint,
    page_id integer NOT NULL,
    unit_id bigint NOT NULL
);
CREATE TABLE public.cms_reviewtask (
    task_ptr_id integer NOT NULL,
    level character varying(8) NOT NULL,
    working_days smallint NOT NULL,
    CONSTRAINT cms_reviewtask_working_days_check CHECK ((working_days >= 0))
);
CREATE TABLE public.cms_shelf (
    article_id integer NOT NULL,
    place character varying(255) NOT NULL COLLATE pg_catalog."C",
    is_pinned boolean NOT NULL,
    is_pictured boolean NOT NULL,
    shown_at timestamp with time zone
);
CREATE TABLE public.cms_sitedocument (
    id bigint NOT NULL,
    title character varying(255) NOT NULL,
    file character varying(100) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    file_size bigint,
    file_hash character varying(40) NOT NULL,
    collection_id integer NOT NULL,
    uploaded_by_user_id bigint,
    CONSTRAINT cms_sitedocument_file_size_check CHECK ((file_size >= 0))
);
ALTER TABLE public.cms_sitedocument ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cms_sitedocument_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cms_sitepage (
    page_ptr_id integer NOT NULL,
    english_name character varying(120) NOT NULL,
    state character varying(10) NOT NULL,
    notice text NOT NULL,
    body jsonb NOT NULL,
    collection_id integer,
    unit_id bigint NOT NULL
);
CREATE TABLE public.cms_topicpage (
    page_ptr_id integer NOT NULL,
    summary character varying(300) NOT NULL,
    body jsonb NOT NULL,
    picture_id bigint
);
CREATE TABLE public.cmsregister_disclosedarticle (
    id bigint NOT NULL,
    article_id integer NOT NULL,
    information_id bigint NOT NULL
);
ALTER TABLE public.cmsregister_disclosedarticle ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cmsregister_disclosedarticle_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cmssites_absence (
    site_id integer NOT NULL,
    until timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.complaint_serial
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
CREATE TABLE public.complaints_complaint (
    id bigint NOT NULL,
    ref character varying(40) NOT NULL,
    query_code character varying(6) NOT NULL,
    submission character varying(32) NOT NULL,
    channel character varying(10) NOT NULL,
    kind character varying(12) NOT NULL,
    state character varying(14) NOT NULL,
    person character varying(60) NOT NULL,
    case_ref character varying(40) NOT NULL,
    text text NOT NULL,
    filed_at timestamp with time zone NOT NULL,
    recorded_by character varying(60) NOT NULL,
    is_anonymous boolean NOT NULL,
    name text NOT NULL,
    phone text NOT NULL,
    id_number text NOT NULL,
    wants_written_reply boolean NOT NULL,
    may_disclose boolean NOT NULL,
    due_at timestamp with time zone,
    accepted_at timestamp with time zone,
    ground character varying(14) NOT NULL,
    reason text NOT NULL,
    assigned_at timestamp with time zone,
    instructions text NOT NULL,
    answered_at timestamp with time zone,
    answered_by character varying(60) NOT NULL,
    finding character varying(16) NOT NULL,
    answer text NOT NULL,
    measures text NOT NULL,
    returned smallint NOT NULL,
    return_reason text NOT NULL,
    reply text NOT NULL,
    ended_at timestamp with time zone,
    about_id bigint,
    clock_id bigint,
    complainant_id bigint,
    intake_id bigint NOT NULL,
    unit_id bigint,
    CONSTRAINT anonymous_complaint_has_no_account CHECK (((NOT is_anonymous) OR ((complainant_id IS NULL) AND (NOT may_disclose) AND (NOT wants_written_reply)))),
    CONSTRAINT answered_complaint_has_a_finding CHECK (((NOT ((state)::text = ANY ((ARRAY['verifying'::character varying, 'closed'::character varying])::text[]))) OR (NOT ((finding)::text = ''::text)))),
    CONSTRAINT assigned_complaint_has_a_unit CHECK (((NOT ((state)::text = ANY ((ARRAY['assigned'::character varying, 'verifying'::character varying, 'closed'::character varying])::text[]))) OR (unit_id IS NOT NULL))),
    CONSTRAINT complaints_complaint_returned_check CHECK ((returned >= 0))
);
ALTER TABLE public.complaints_complaint ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.complaints_complaint_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.dialogue_letter (
    id bigint NOT NULL,
    ref character varying(40) NOT NULL,
    query_code character varying(6) NOT NULL,
    submission character varying(32) NOT NULL,
    channel character varying(20) NOT NULL,
    item_code character varying(40) NOT NULL,
    item_name character varying(120) NOT NULL,
    writer_name character varying(40) NOT NULL,
    writer_phone text NOT NULL,
    title character varying(60) NOT NULL,
    text text NOT NULL,
    may_publish boolean NOT NULL,
    state character varying(10) NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone,
    answer text NOT NULL,
    answered_by character varying(60) NOT NULL,
    answered_at timestamp with time zone,
    is_published boolean NOT NULL,
    clock_id bigint,
    unit_id bigint NOT NULL,
    writer_id bigint,
    page character varying(80) NOT NULL,
    page_title character varying(200) NOT NULL,
    page_url character varying(500) NOT NULL
);
ALTER TABLE public.dialogue_letter ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.dialogue_letter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.disclosure_annualreport (
    id bigint NOT NULL,
    year smallint NOT NULL,
    state character varying(10) NOT NULL,
    sections jsonb NOT NULL,
    entered jsonb NOT NULL,
    tables jsonb,
    publish_due timestamp with time zone NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    approved_at timestamp with time zone,
    approved_by character varying(60) NOT NULL,
    published_at timestamp with time zone,
    unit_id bigint NOT NULL,
    CONSTRAINT disclosure_annualreport_year_check CHECK ((year >= 0))
);
ALTER TABLE public.disclosure_annualreport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.disclosure_annualreport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.disclosure_consultation (
    id bigint NOT NULL,
    kind character varying(14) NOT NULL,
    name text NOT NULL,
    question text NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    received_on date,
    due_at timestamp with time zone,
    ended_at timestamp with time zone,
    answer character varying(10) NOT NULL,
    is_silent boolean NOT NULL,
    opinion text NOT NULL,
    clock_id bigint,
    sent_by_id bigint NOT NULL,
    unit_id bigint,
    request_id bigint NOT NULL
);
ALTER TABLE public.disclosure_consultation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.disclosure_consultation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.disclosure_disclosurerequest (
    id bigint NOT NULL,
    ref character varying(40) NOT NULL,
    query_code character varying(6) NOT NULL,
    submission character varying(32) NOT NULL,
    state character varying(14) NOT NULL,
    track character varying(10) NOT NULL,
    applicant_kind character varying(10) NOT NULL,
    name text NOT NULL,
    id_type character varying(3) NOT NULL,
    id_number text NOT NULL,
    applicant_index character varying(64) NOT NULL,
    workplace character varying(80) NOT NULL,
    legal_representative character varying(40) NOT NULL,
    contact character varying(40) NOT NULL,
    phone text NOT NULL,
    email text NOT NULL,
    address text NOT NULL,
    postcode character varying(6) NOT NULL,
    wanted character varying(200) NOT NULL,
    document_number character varying(60) NOT NULL,
    features text NOT NULL,
    index_number character varying(60) NOT NULL,
    carrier character varying(12) NOT NULL,
    route character varying(12) NOT NULL,
    wants_fee_waiver boolean NOT NULL,
    may_publish boolean NOT NULL,
    is_oral boolean NOT NULL,
    receipt_basis character varying(14) NOT NULL,
    submitted_at timestamp with time zone NOT NULL,
    confirmed_at timestamp with time zone,
    received_on date,
    rounds smallint NOT NULL,
    legal_due timestamp with time zone,
    ended_at timestamp with time zone,
    end_reason text NOT NULL,
    delivered_at timestamp with time zone,
    archived_at timestamp with time zone,
    archive_number character varying(60) NOT NULL,
    is_published boolean NOT NULL,
    published_wanted character varying(200) NOT NULL,
    published_reply text NOT NULL,
    published_at timestamp with time zone,
    applicant_id bigint,
    clock_id bigint,
    handler_id bigint,
    registered_by_id bigint,
    unit_id bigint NOT NULL,
    CONSTRAINT disclosure_disclosurerequest_rounds_check CHECK ((rounds >= 0)),
    CONSTRAINT registered_request_has_a_day_of_receipt CHECK ((((state)::text = ANY ((ARRAY['submitted'::character varying, 'withdrawn'::character varying])::text[])) OR (received_on IS NOT NULL)))
);
ALTER TABLE public.disclosure_disclosurerequest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.disclosure_disclosurerequest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.disclosure_feenotice (
    id bigint NOT NULL,
    method character varying(8) NOT NULL,
    quantity integer NOT NULL,
    amount integer NOT NULL,
    basis text NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone,
    paid_at timestamp with time zone,
    receipt_number character varying(60) NOT NULL,
    clock_id bigint NOT NULL,
    issued_by_id bigint NOT NULL,
    request_id bigint NOT NULL,
    CONSTRAINT disclosure_feenotice_amount_check CHECK ((amount >= 0)),
    CONSTRAINT disclosure_feenotice_quantity_check CHECK ((quantity >= 0))
);
ALTER TABLE public.disclosure_feenotice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.disclosure_feenotice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.disclosure_indexserial (
    id bigint NOT NULL,
    year smallint NOT NULL,
    last integer NOT NULL,
    organ_id bigint NOT NULL,
    CONSTRAINT disclosure_indexserial_last_check CHECK ((last >= 0)),
    CONSTRAINT disclosure_indexserial_year_check CHECK ((year >= 0))
);
ALTER TABLE public.disclosure_indexserial ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.disclosure_indexserial_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.disclosure_information (
    id bigint NOT NULL,
    index_number character varying(40) NOT NULL,
    department character varying(60) NOT NULL,
    title character varying(200) NOT NULL,
    theme character varying(2) NOT NULL,
    genre character varying(20) NOT NULL,
    audience character varying(12)[] NOT NULL,
    document_number character varying(60) NOT NULL,
    is_normative boolean NOT NULL,
    form character varying(12) NOT NULL,
    keywords character varying(40)[] NOT NULL,
    summary text NOT NULL,
    text text NOT NULL,
    "table" jsonb,
    url character varying(300) NOT NULL,
    mode character varying(12) NOT NULL,
    mode_reason text NOT NULL,
    mode_article character varying(60) NOT NULL,
    state character varying(10) NOT NULL,
    duty character varying(24) NOT NULL,
    signed_on date NOT NULL,
    signed_at timestamp with time zone NOT NULL,
    publish_due timestamp with time zone,
    published_at timestamp with time zone,
    reviewed_by character varying(60) NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawal_reason character varying(200) NOT NULL,
    effective_on date,
    expires_on date,
    validity character varying(10) NOT NULL,
    validity_basis character varying(200) NOT NULL,
    validity_on date,
    needs_interpretation boolean NOT NULL,
    interpretation_due timestamp with time zone,
    clock_id bigint,
    explains_id bigint,
    interpretation_clock_id bigint,
    organ_id bigint NOT NULL,
    replaced_by_id bigint,
    CONSTRAINT information_published_at_a_moment CHECK (((NOT ((state)::text = 'published'::text)) OR (published_at IS NOT NULL))),
    CONSTRAINT information_withheld_for_a_reason CHECK ((((mode)::text = 'proactive'::text) OR ((NOT (mode_reason = ''::text)) AND ((state)::text = 'kept'::text))))
);
ALTER TABLE public.disclosure_information ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.disclosure_information_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.disclosure_remedyrecord (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    number character varying(60) NOT NULL,
    request_ref character varying(40) NOT NULL,
    filed_on date NOT NULL,
    closed_on date,
    result character varying(10) NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    unit_id bigint NOT NULL,
    CONSTRAINT remedy_ends_with_a_result CHECK ((((closed_on IS NULL) AND ((result)::text = 'pending'::text)) OR ((closed_on IS NOT NULL) AND (NOT ((result)::text = 'pending'::text)))))
);
ALTER TABLE public.disclosure_remedyrecord ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.disclosure_remedyrecord_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.disclosure_replyextension (
    id bigint NOT NULL,
    days smallint NOT NULL,
    reason text NOT NULL,
    state character varying(10) NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    answered_at timestamp with time zone,
    answer text NOT NULL,
    answered_by_id bigint,
    request_id bigint NOT NULL,
    requested_by_id bigint NOT NULL,
    CONSTRAINT disclosure_replyextension_days_check CHECK ((days >= 0))
);
ALTER TABLE public.disclosure_replyextension ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.disclosure_replyextension_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE SEQUENCE public.disclosure_request_serial
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
CREATE TABLE public.disclosure_requestcorrection (
    id bigint NOT NULL,
    problems text NOT NULL,
    guidance text NOT NULL,
    days smallint NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone,
    supplied_at timestamp with time zone,
    supplied text NOT NULL,
    clock_id bigint NOT NULL,
    issued_by_id bigint NOT NULL,
    request_id bigint NOT NULL,
    CONSTRAINT disclosure_requestcorrection_days_check CHECK ((days >= 0))
);
ALTER TABLE public.disclosure_requestcorrection ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.disclosure_requestcorrection_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.disclosure_requestdraft (
    id bigint NOT NULL,
    "values" text NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    owner_id bigint NOT NULL
);
ALTER TABLE public.disclosure_requestdraft ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.disclosure_requestdraft_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.disclosure_requestfile (
    id bigint NOT NULL,
    part character varying(14) NOT NULL,
    attachment_id bigint NOT NULL,
    request_id bigint NOT NULL
);
ALTER TABLE public.disclosure_requestfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.disclosure_requestfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.disclosure_requestopinion (
    id bigint NOT NULL,
    step character varying(10) NOT NULL,
    is_agreed boolean NOT NULL,
    opinion text NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    request_id bigint NOT NULL
);
ALTER TABLE public.disclosure_requestopinion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.disclosure_requestopinion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.disclosure_requestreasons (
    id bigint NOT NULL,
    excess text NOT NULL,
    days smallint NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone,
    stated text NOT NULL,
    stated_at timestamp with time zone,
    is_reasonable boolean,
    opinion text NOT NULL,
    delayed_days smallint,
    judged_at timestamp with time zone,
    asked_by_id bigint NOT NULL,
    clock_id bigint NOT NULL,
    judged_by_id bigint,
    request_id bigint NOT NULL,
    CONSTRAINT disclosure_requestreasons_days_check CHECK ((days >= 0)),
    CONSTRAINT disclosure_requestreasons_delayed_days_check CHECK ((delayed_days >= 0))
);
ALTER TABLE public.disclosure_requestreasons ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.disclosure_requestreasons_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.disclosure_requestreply (
    id bigint NOT NULL,
    kind character varying(30) NOT NULL,
    reasons text NOT NULL,
    provided text NOT NULL,
    withheld text NOT NULL,
    drafted_at timestamp with time zone NOT NULL,
    replied_at timestamp with time zone,
    number character varying(60) NOT NULL,
    delivery character varying(12) NOT NULL,
    receiver character varying(40) NOT NULL,
    tracking character varying(40) NOT NULL,
    drafted_by_id bigint NOT NULL,
    request_id bigint NOT NULL,
    signed_by_id bigint
);
ALTER TABLE public.disclosure_requestreply ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.disclosure_requestreply_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);
ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_migrations (
    id integer NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);
ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);
CREATE TABLE public.exchange_columnmapping (
    id bigint NOT NULL,
    name character varying(20) NOT NULL,
    version integer NOT NULL,
    spec jsonb NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    saved_by character varying(60) NOT NULL,
    system_id bigint NOT NULL,
    CONSTRAINT exchange_columnmapping_version_check CHECK ((version >= 0))
);
ALTER TABLE public.exchange_columnmapping ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.exchange_columnmapping_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.exchange_import (
    id bigint NOT NULL,
    ref character varying(40) NOT NULL,
    file_name character varying(200) NOT NULL,
    size bigint NOT NULL,
    algorithm character varying(10) NOT NULL,
    digest character varying(64) NOT NULL,
    state character varying(12) NOT NULL,
    matters integer NOT NULL,
    events integer NOT NULL,
    accepted integer NOT NULL,
    duplicates integer NOT NULL,
    quarantined integer NOT NULL,
    problem character varying(300) NOT NULL,
    by character varying(60) NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    mapping_id bigint NOT NULL,
    system_id bigint NOT NULL,
    CONSTRAINT exchange_import_accepted_check CHECK ((accepted >= 0)),
    CONSTRAINT exchange_import_duplicates_check CHECK ((duplicates >= 0)),
    CONSTRAINT exchange_import_events_check CHECK ((events >= 0)),
    CONSTRAINT exchange_import_matters_check CHECK ((matters >= 0)),
    CONSTRAINT exchange_import_quarantined_check CHECK ((quarantined >= 0)),
    CONSTRAINT exchange_import_size_check CHECK ((size >= 0))
);
ALTER TABLE public.exchange_import ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.exchange_import_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.exchange_outsidesystem (
    id bigint NOT NULL,
    code character varying(20) NOT NULL,
    name character varying(60) NOT NULL,
    business character varying(20) NOT NULL,
    contact character varying(60) NOT NULL,
    is_active boolean NOT NULL,
    expected_every_minutes integer,
    last_event_at timestamp with time zone,
    registered_at timestamp with time zone NOT NULL,
    region_id bigint NOT NULL,
    unit_id bigint,
    CONSTRAINT exchange_outsidesystem_expected_every_minutes_check CHECK ((expected_every_minutes >= 0))
);
ALTER TABLE public.exchange_outsidesystem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.exchange_outsidesystem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.exchange_provincecursor (
    name character varying(20) NOT NULL,
    epoch integer NOT NULL,
    xid bigint NOT NULL,
    entry bigint NOT NULL,
    collected_at timestamp with time zone
);
CREATE TABLE public.exchange_provincelink (
    name character varying(20) NOT NULL,
    failures integer NOT NULL,
    next_try_at timestamp with time zone,
    last_success_at timestamp with time zone,
    fault character varying(300) NOT NULL,
    fault_at timestamp with time zone,
    tested_at timestamp with time zone,
    platform character varying(100) NOT NULL,
    is_simulator boolean NOT NULL,
    CONSTRAINT exchange_provincelink_failures_check CHECK ((failures >= 0))
);
CREATE TABLE public.exchange_provincemessage (
    id bigint NOT NULL,
    entry bigint,
    object_type character varying(10) NOT NULL,
    object_id character varying(100) NOT NULL,
    guid uuid NOT NULL,
    revision integer NOT NULL,
    previous integer NOT NULL,
    operation character varying(1) NOT NULL,
    unit character varying(20) NOT NULL,
    day date NOT NULL,
    subject character varying(80) NOT NULL,
    title character varying(120) NOT NULL,
    payload jsonb NOT NULL,
    payload_hash character varying(80) NOT NULL,
    reason character varying(300) NOT NULL,
    state character varying(12) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    next_try_at timestamp with time zone NOT NULL,
    tries integer NOT NULL,
    batch_no character varying(40) NOT NULL,
    sent_at timestamp with time zone,
    settled_at timestamp with time zone,
    code character varying(20) NOT NULL,
    note character varying(300) NOT NULL,
    settled_by character varying(60) NOT NULL,
    CONSTRAINT exchange_provincemessage_previous_check CHECK ((previous >= 0)),
    CONSTRAINT exchange_provincemessage_revision_check CHECK ((revision >= 0)),
    CONSTRAINT exchange_provincemessage_tries_check CHECK ((tries >= 0))
);
ALTER TABLE public.exchange_provincemessage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.exchange_provincemessage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.exchange_provincereceipt (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    code character varying(20) NOT NULL,
    number character varying(60) NOT NULL,
    text character varying(300) NOT NULL,
    raw jsonb NOT NULL,
    message_id bigint NOT NULL
);
ALTER TABLE public.exchange_provincereceipt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.exchange_provincereceipt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.exchange_quarantinedline (
    id bigint NOT NULL,
    source character varying(80) NOT NULL,
    "position" integer NOT NULL,
    raw jsonb NOT NULL,
    digest bytea NOT NULL,
    code character varying(40) NOT NULL,
    sentence character varying(300) NOT NULL,
    state character varying(12) NOT NULL,
    mended jsonb,
    quarantined_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone,
    changed_by character varying(60) NOT NULL,
    file_id bigint,
    system_id bigint NOT NULL,
    CONSTRAINT exchange_quarantinedline_position_check CHECK (("position" >= 0))
);
ALTER TABLE public.exchange_quarantinedline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.exchange_quarantinedline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.exchange_receivedevent (
    id bigint NOT NULL,
    event_id character varying(100) NOT NULL,
    revision integer NOT NULL,
    digest bytea NOT NULL,
    system_id bigint NOT NULL,
    CONSTRAINT exchange_receivedevent_revision_check CHECK ((revision >= 0))
);
ALTER TABLE public.exchange_receivedevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.exchange_receivedevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.exchange_reconciliation (
    id bigint NOT NULL,
    day date NOT NULL,
    at timestamp with time zone NOT NULL,
    by character varying(60) NOT NULL,
    fault character varying(300) NOT NULL,
    sums jsonb NOT NULL,
    ours integer NOT NULL,
    theirs integer NOT NULL,
    under_way integer NOT NULL,
    different integer NOT NULL,
    CONSTRAINT exchange_reconciliation_different_check CHECK ((different >= 0)),
    CONSTRAINT exchange_reconciliation_ours_check CHECK ((ours >= 0)),
    CONSTRAINT exchange_reconciliation_theirs_check CHECK ((theirs >= 0)),
    CONSTRAINT exchange_reconciliation_under_way_check CHECK ((under_way >= 0))
);
ALTER TABLE public.exchange_reconciliation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.exchange_reconciliation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.exchange_reconciliationdifference (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    object_type character varying(10) NOT NULL,
    object_id character varying(100) NOT NULL,
    unit character varying(20) NOT NULL,
    ours_revision integer,
    theirs_revision integer,
    held_revision integer NOT NULL,
    held_hash character varying(80) NOT NULL,
    repaired_at timestamp with time zone,
    repaired_by character varying(60) NOT NULL,
    reconciliation_id bigint NOT NULL,
    CONSTRAINT exchange_reconciliationdifference_held_revision_check CHECK ((held_revision >= 0)),
    CONSTRAINT exchange_reconciliationdifference_ours_revision_check CHECK ((ours_revision >= 0)),
    CONSTRAINT exchange_reconciliationdifference_theirs_revision_check CHECK ((theirs_revision >= 0))
);
ALTER TABLE public.exchange_reconciliationdifference ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.exchange_reconciliationdifference_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.exchange_systemkey (
    id bigint NOT NULL,
    client_id character varying(40) NOT NULL,
    secret_hash character varying(64) NOT NULL,
    signing_key text NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    issued_by character varying(60) NOT NULL,
    revoked_at timestamp with time zone,
    system_id bigint NOT NULL
);
ALTER TABLE public.exchange_systemkey ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.exchange_systemkey_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.files_attachment (
    id bigint NOT NULL,
    token character varying(32) NOT NULL,
    name character varying(200) NOT NULL,
    subject character varying(80) NOT NULL,
    uploaded_by character varying(60) NOT NULL,
    uploaded_at timestamp with time zone NOT NULL,
    trust character varying(1) NOT NULL,
    removed_at timestamp with time zone,
    stored_id character varying(64) NOT NULL
);
ALTER TABLE public.files_attachment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.files_attachment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.files_storedfile (
    digest character varying(64) NOT NULL,
    algorithm character varying(10) NOT NULL,
    size bigint NOT NULL,
    media_type character varying(100) NOT NULL,
    stored_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.form_entry_serial
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
CREATE TABLE public.forms_answer (
    id bigint NOT NULL,
    token character varying(32) NOT NULL,
    "values" jsonb NOT NULL,
    is_final boolean NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    owner_id bigint,
    version_id bigint NOT NULL
);
ALTER TABLE public.forms_answer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forms_answer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.forms_form (
    id bigint NOT NULL,
    code character varying(60) NOT NULL,
    title character varying(80) NOT NULL,
    unit character varying(20) NOT NULL
);
ALTER TABLE public.forms_form ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forms_form_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.forms_formversion (
    id bigint NOT NULL,
    number integer NOT NULL,
    definition jsonb NOT NULL,
    is_published boolean NOT NULL,
    published_at timestamp with time zone,
    digest character varying(64) NOT NULL,
    edited_by character varying(60) NOT NULL,
    edited_at timestamp with time zone NOT NULL,
    form_id bigint NOT NULL,
    CONSTRAINT forms_formversion_number_check CHECK ((number >= 0))
);
ALTER TABLE public.forms_formversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forms_formversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.guards_documenttext (
    digest character varying(64) NOT NULL,
    text text NOT NULL,
    gap character varying(60) NOT NULL,
    read_at timestamp with time zone NOT NULL
);
CREATE TABLE public.guards_finding (
    id bigint NOT NULL,
    kind character varying(30) NOT NULL,
    ref character varying(120) NOT NULL,
    key character varying(64) NOT NULL,
    url character varying(300) NOT NULL,
    title character varying(200) NOT NULL,
    what character varying(120) NOT NULL,
    "right" character varying(120) NOT NULL,
    level character varying(10) NOT NULL,
    way character varying(10) NOT NULL,
    place character varying(200) NOT NULL,
    excerpt character varying(300) NOT NULL,
    state character varying(10) NOT NULL,
    found_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    unit_id bigint,
    rescan_id bigint,
    word_id bigint
);
ALTER TABLE public.guards_finding ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.guards_finding_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.guards_override (
    id bigint NOT NULL,
    reason character varying(200) NOT NULL,
    at timestamp with time zone NOT NULL,
    algorithm character varying(10) NOT NULL,
    signature bytea NOT NULL,
    finding_id bigint NOT NULL,
    staff_id bigint NOT NULL
);
ALTER TABLE public.guards_override ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.guards_override_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.guards_rescan (
    id bigint NOT NULL,
    list_version integer NOT NULL,
    list_mark character varying(32) NOT NULL,
    day date NOT NULL,
    kind character varying(30) NOT NULL,
    after character varying(120) NOT NULL,
    texts integer NOT NULL,
    found integer NOT NULL,
    closed integer NOT NULL,
    unread integer NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    CONSTRAINT guards_rescan_closed_check CHECK ((closed >= 0)),
    CONSTRAINT guards_rescan_found_check CHECK ((found >= 0)),
    CONSTRAINT guards_rescan_list_version_check CHECK ((list_version >= 0)),
    CONSTRAINT guards_rescan_texts_check CHECK ((texts >= 0)),
    CONSTRAINT guards_rescan_unread_check CHECK ((unread >= 0))
);
ALTER TABLE public.guards_rescan ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.guards_rescan_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.guards_word (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    text character varying(60) NOT NULL,
    folded character varying(120) NOT NULL,
    "right" character varying(120) NOT NULL,
    url character varying(300) NOT NULL,
    level character varying(10) NOT NULL,
    note character varying(200) NOT NULL,
    source character varying(200) NOT NULL,
    valid_from date,
    valid_to date,
    added_by character varying(60) NOT NULL,
    added_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    retired_at timestamp with time zone
);
ALTER TABLE public.guards_word ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.guards_word_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.guards_wordlistversion (
    id bigint NOT NULL,
    number integer NOT NULL,
    mark character varying(32) NOT NULL,
    changed_at timestamp with time zone,
    CONSTRAINT guards_wordlistversion_number_check CHECK ((number >= 0)),
    CONSTRAINT word_list_has_one_version CHECK ((id = 1))
);
ALTER TABLE public.guards_wordlistversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.guards_wordlistversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.inspection_attachmentcheck (
    digest character varying(64) NOT NULL,
    found jsonb NOT NULL,
    gap character varying(60) NOT NULL,
    read_at timestamp with time zone NOT NULL
);
CREATE TABLE public.inspection_defect (
    id bigint NOT NULL,
    key character varying(40) NOT NULL,
    kind character varying(10) NOT NULL,
    place character varying(120) NOT NULL,
    what character varying(600) NOT NULL,
    reason character varying(300) NOT NULL,
    excerpt character varying(200) NOT NULL,
    state character varying(10) NOT NULL,
    since timestamp with time zone NOT NULL,
    mend_due timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    is_told boolean NOT NULL,
    raised_at timestamp with time zone,
    page_id bigint NOT NULL
);
ALTER TABLE public.inspection_defect ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inspection_defect_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.inspection_exemption (
    id bigint NOT NULL,
    reason character varying(200) NOT NULL,
    at timestamp with time zone NOT NULL,
    algorithm character varying(10) NOT NULL,
    signature bytea NOT NULL,
    defect_id bigint NOT NULL,
    staff_id bigint NOT NULL
);
ALTER TABLE public.inspection_exemption ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inspection_exemption_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.inspection_externalhost (
    id bigint NOT NULL,
    name character varying(255) NOT NULL,
    next_at timestamp with time zone NOT NULL
);
ALTER TABLE public.inspection_externalhost ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inspection_externalhost_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.inspection_externallink (
    id bigint NOT NULL,
    url character varying(600) NOT NULL,
    state character varying(10) NOT NULL,
    status smallint,
    reason character varying(200) NOT NULL,
    checked_at timestamp with time zone,
    next_at timestamp with time zone NOT NULL,
    host_id bigint NOT NULL,
    CONSTRAINT inspection_externallink_status_check CHECK ((status >= 0))
);
ALTER TABLE public.inspection_externallink ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inspection_externallink_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.inspection_inspectedpage (
    id bigint NOT NULL,
    url character varying(600) NOT NULL,
    kind character varying(10) NOT NULL,
    title character varying(255) NOT NULL,
    is_public boolean NOT NULL,
    listed_on date NOT NULL,
    taken_at timestamp with time zone,
    night date,
    checked_at timestamp with time zone,
    external character varying(600)[] NOT NULL,
    links integer NOT NULL,
    unread smallint NOT NULL,
    page_id integer,
    site_id integer,
    unit_id bigint NOT NULL,
    CONSTRAINT inspection_inspectedpage_links_check CHECK ((links >= 0)),
    CONSTRAINT inspection_inspectedpage_unread_check CHECK ((unread >= 0))
);
ALTER TABLE public.inspection_inspectedpage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inspection_inspectedpage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.inspection_night (
    id bigint NOT NULL,
    day date NOT NULL,
    begun_at timestamp with time zone NOT NULL,
    listed_to integer NOT NULL,
    is_listed boolean NOT NULL,
    finished_at timestamp with time zone,
    pages integer NOT NULL,
    opened integer NOT NULL,
    mended integer NOT NULL,
    CONSTRAINT inspection_night_mended_check CHECK ((mended >= 0)),
    CONSTRAINT inspection_night_opened_check CHECK ((opened >= 0)),
    CONSTRAINT inspection_night_pages_check CHECK ((pages >= 0))
);
ALTER TABLE public.inspection_night ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inspection_night_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.inspection_probe (
    id bigint NOT NULL,
    slot timestamp with time zone NOT NULL,
    milliseconds integer,
    problem character varying(120) NOT NULL,
    site_id integer NOT NULL,
    CONSTRAINT inspection_probe_milliseconds_check CHECK ((milliseconds >= 0))
);
ALTER TABLE public.inspection_probe ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inspection_probe_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.inspection_sitereport (
    id bigint NOT NULL,
    year smallint NOT NULL,
    state character varying(10) NOT NULL,
    entered jsonb NOT NULL,
    figures jsonb,
    opened_at timestamp with time zone NOT NULL,
    publish_due timestamp with time zone NOT NULL,
    published_at timestamp with time zone,
    published_by_id bigint,
    site_id integer NOT NULL,
    CONSTRAINT inspection_sitereport_year_check CHECK ((year >= 0))
);
ALTER TABLE public.inspection_sitereport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inspection_sitereport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE SEQUENCE public.interview_question_serial
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
CREATE TABLE public.interviews_attendance (
    id bigint NOT NULL,
    visitor character varying(64) NOT NULL,
    first_at timestamp with time zone NOT NULL,
    last_at timestamp with time zone NOT NULL,
    interview_id bigint NOT NULL
);
ALTER TABLE public.interviews_attendance ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.interviews_attendance_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.interviews_ballot (
    id bigint NOT NULL,
    visitor character varying(64) NOT NULL,
    at timestamp with time zone NOT NULL,
    poll_id bigint NOT NULL,
    choice_id bigint NOT NULL,
    address_key character varying(64) NOT NULL
);
ALTER TABLE public.interviews_ballot ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.interviews_ballot_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.interviews_interview (
    id bigint NOT NULL,
    ref character varying(20) NOT NULL,
    slug character varying(60) NOT NULL,
    kind character varying(10) NOT NULL,
    title character varying(80) NOT NULL,
    topic text NOT NULL,
    state character varying(10) NOT NULL,
    is_demo boolean NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    announced_at timestamp with time zone,
    short_notice character varying(200) NOT NULL,
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    published_at timestamp with time zone,
    archived_at timestamp with time zone,
    cancelled_at timestamp with time zone,
    cancelled_for character varying(200) NOT NULL,
    takes_questions boolean NOT NULL,
    per_phone integer NOT NULL,
    per_address integer NOT NULL,
    recording character varying(32) NOT NULL,
    votes_told_at timestamp with time zone,
    revision integer NOT NULL,
    edited_by character varying(60) NOT NULL,
    edited_at timestamp with time zone NOT NULL,
    unit_id bigint NOT NULL,
    picture_id bigint,
    taken_back_for character varying(200) NOT NULL,
    transcript_clock_id bigint,
    transcript_due timestamp with time zone,
    CONSTRAINT interview_period CHECK ((ends_at > starts_at)),
    CONSTRAINT interviews_interview_per_address_check CHECK ((per_address >= 0)),
    CONSTRAINT interviews_interview_per_phone_check CHECK ((per_phone >= 0)),
    CONSTRAINT interviews_interview_revision_check CHECK ((revision >= 0))
);
ALTER TABLE public.interviews_interview ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.interviews_interview_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.interviews_interviewpicture (
    id bigint NOT NULL,
    token character varying(32) NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    alt character varying(120) NOT NULL,
    uploaded_by character varying(60) NOT NULL,
    uploaded_at timestamp with time zone NOT NULL,
    interview_id bigint NOT NULL,
    stored_id character varying(64) NOT NULL,
    CONSTRAINT interviews_interviewpicture_height_check CHECK ((height >= 0)),
    CONSTRAINT interviews_interviewpicture_width_check CHECK ((width >= 0))
);
ALTER TABLE public.interviews_interviewpicture ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.interviews_interviewpicture_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.interviews_person (
    id bigint NOT NULL,
    role character varying(10) NOT NULL,
    name character varying(40) NOT NULL,
    post character varying(80) NOT NULL,
    about character varying(300) NOT NULL,
    place smallint NOT NULL,
    interview_id bigint NOT NULL,
    picture_id bigint,
    staff_id bigint,
    CONSTRAINT interviews_person_place_check CHECK ((place >= 0))
);
ALTER TABLE public.interviews_person ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.interviews_person_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.interviews_phonecode (
    id bigint NOT NULL,
    phone text NOT NULL,
    phone_index character varying(64) NOT NULL,
    address_key character varying(64) NOT NULL,
    code character varying(64) NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    tries smallint NOT NULL,
    proof character varying(32),
    proven_at timestamp with time zone,
    CONSTRAINT interviews_phonecode_tries_check CHECK ((tries >= 0))
);
ALTER TABLE public.interviews_phonecode ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.interviews_phonecode_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.interviews_poll (
    id bigint NOT NULL,
    ref character varying(20) NOT NULL,
    title character varying(80) NOT NULL,
    state character varying(10) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    interview_id bigint NOT NULL
);
ALTER TABLE public.interviews_poll ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.interviews_poll_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.interviews_pollchoice (
    id bigint NOT NULL,
    ref character varying(4) NOT NULL,
    text character varying(60) NOT NULL,
    poll_id bigint NOT NULL
);
ALTER TABLE public.interviews_pollchoice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.interviews_pollchoice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.interviews_question (
    id bigint NOT NULL,
    ref character varying(20) NOT NULL,
    submission character varying(32) NOT NULL,
    name character varying(40) NOT NULL,
    phone text NOT NULL,
    phone_index character varying(64) NOT NULL,
    visitor character varying(64) NOT NULL,
    address_key character varying(64) NOT NULL,
    text character varying(500) NOT NULL,
    state character varying(10) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    shown_at timestamp with time zone,
    refused_for character varying(20) NOT NULL,
    decided_by character varying(60) NOT NULL,
    put_at timestamp with time zone,
    answered_at timestamp with time zone,
    answer_lines jsonb NOT NULL,
    told_votes integer NOT NULL,
    left_at timestamp with time zone,
    due_at timestamp with time zone,
    letter character varying(40) NOT NULL,
    reply text NOT NULL,
    reply_unit character varying(80) NOT NULL,
    asker_id bigint,
    clock_id bigint,
    interview_id bigint NOT NULL,
    put_to_id bigint,
    is_reply_hidden boolean NOT NULL,
    CONSTRAINT interviews_question_told_votes_check CHECK ((told_votes >= 0))
);
ALTER TABLE public.interviews_question ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.interviews_question_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.interviews_questionvote (
    id bigint NOT NULL,
    visitor character varying(64) NOT NULL,
    at timestamp with time zone NOT NULL,
    question_id bigint NOT NULL,
    address_key character varying(64) NOT NULL
);
ALTER TABLE public.interviews_questionvote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.interviews_questionvote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.interviews_transcriptentry (
    id bigint NOT NULL,
    place integer NOT NULL,
    line integer,
    at timestamp with time zone NOT NULL,
    kind character varying(10) NOT NULL,
    speaker character varying(40) NOT NULL,
    post character varying(80) NOT NULL,
    role character varying(10) NOT NULL,
    html text NOT NULL,
    is_left_out boolean NOT NULL,
    edited_by character varying(60) NOT NULL,
    edited_at timestamp with time zone,
    interview_id bigint NOT NULL,
    picture_id bigint,
    question_id bigint,
    CONSTRAINT interviews_transcriptentry_place_check CHECK ((place >= 0))
);
ALTER TABLE public.interviews_transcriptentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.interviews_transcriptentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.journal_checkpoint (
    day date NOT NULL,
    "position" bigint NOT NULL,
    head bytea NOT NULL,
    entries bigint NOT NULL,
    algorithm character varying(10) NOT NULL,
    signature bytea NOT NULL,
    public_key bytea NOT NULL,
    signed_at timestamp with time zone NOT NULL
);
CREATE TABLE public.journal_entry (
    id bigint NOT NULL,
    epoch integer DEFAULT public.journal_epoch() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    kind character varying(60) NOT NULL,
    subject character varying(80) NOT NULL,
    unit character varying(20) NOT NULL,
    actor character varying(60) NOT NULL,
    at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    data jsonb NOT NULL,
    algorithm character varying(10) NOT NULL,
    digest bytea NOT NULL
);
ALTER TABLE public.journal_entry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.journal_entry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE SEQUENCE public.journal_epoch_number
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
CREATE TABLE public.journal_link (
    "position" bigint NOT NULL,
    previous bytea NOT NULL,
    hash bytea NOT NULL,
    algorithm character varying(10) NOT NULL,
    sealed_at timestamp with time zone NOT NULL,
    entry_id bigint NOT NULL
);
CREATE TABLE public.journal_look (
    id bigint NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    actor character varying(60) NOT NULL,
    subject character varying(80) NOT NULL,
    what character varying(60) NOT NULL,
    reason character varying(200) NOT NULL,
    address inet
);
ALTER TABLE public.journal_look ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.journal_look_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE SEQUENCE public.letter_serial
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
CREATE TABLE public.live_channel (
    id bigint NOT NULL,
    name character varying(60) NOT NULL,
    last integer DEFAULT 0 NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone
);
ALTER TABLE public.live_channel ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.live_channel_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.live_hub (
    name character varying(80) NOT NULL,
    pid integer NOT NULL,
    address character varying(120) NOT NULL,
    started_at timestamp with time zone NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.live_line (
    id bigint NOT NULL,
    number integer NOT NULL,
    text text NOT NULL,
    at timestamp with time zone NOT NULL,
    channel_id bigint NOT NULL
);
ALTER TABLE public.live_line ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.live_line_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.live_presence (
    hub character varying(80) NOT NULL,
    channel character varying(60) NOT NULL,
    listeners integer NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.live_sample (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    online integer NOT NULL,
    channel_id bigint NOT NULL
);
ALTER TABLE public.live_sample ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.live_sample_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.notices_notice (
    id bigint NOT NULL,
    channel character varying(10) NOT NULL,
    address text NOT NULL,
    subject character varying(80) NOT NULL,
    template character varying(40) NOT NULL,
    title character varying(80) NOT NULL,
    text text NOT NULL,
    link character varying(200) NOT NULL,
    state character varying(10) NOT NULL,
    queued_at timestamp with time zone NOT NULL,
    next_try_at timestamp with time zone,
    tries smallint NOT NULL,
    error character varying(200) NOT NULL,
    sent_at timestamp with time zone,
    read_at timestamp with time zone,
    recipient_id bigint,
    CONSTRAINT notices_notice_tries_check CHECK ((tries >= 0)),
    CONSTRAINT queued_notice_has_a_next_try CHECK (((NOT ((state)::text = 'queued'::text)) OR (next_try_at IS NOT NULL))),
    CONSTRAINT sent_notice_has_moment CHECK (((NOT ((state)::text = 'sent'::text)) OR (sent_at IS NOT NULL)))
);
ALTER TABLE public.notices_notice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_notice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.org_assignment (
    id bigint NOT NULL,
    region_id bigint,
    role_id bigint NOT NULL,
    staff_id bigint NOT NULL,
    unit_id bigint
);
ALTER TABLE public.org_assignment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.org_assignment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.org_citizen (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    name character varying(80) NOT NULL,
    id_type character varying(3) NOT NULL,
    id_number text NOT NULL,
    id_index character varying(64) NOT NULL,
    phone text NOT NULL,
    phone_index character varying(64) NOT NULL,
    legal_representative character varying(40) NOT NULL,
    contact_name character varying(40) NOT NULL,
    address text NOT NULL,
    registered_at timestamp with time zone NOT NULL,
    user_id bigint NOT NULL,
    region_id bigint NOT NULL
);
ALTER TABLE public.org_citizen ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.org_citizen_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.org_delegation (
    id bigint NOT NULL,
    ref character varying(40) NOT NULL,
    principal_name character varying(80) NOT NULL,
    principal_id_type character varying(3) NOT NULL,
    principal_id_number text NOT NULL,
    principal_id_index character varying(64) NOT NULL,
    principal_phone text NOT NULL,
    agent_name character varying(40) NOT NULL,
    agent_id_number text NOT NULL,
    agent_id_index character varying(64) NOT NULL,
    item_code character varying(40) NOT NULL,
    method character varying(20) NOT NULL,
    evidence character varying(64) NOT NULL,
    consented_at timestamp with time zone NOT NULL,
    valid_until date NOT NULL,
    revoked_at timestamp with time zone,
    agent_id bigint,
    CONSTRAINT consent_has_agent CHECK (((agent_id IS NOT NULL) OR ((NOT ((agent_name)::text = ''::text)) AND (NOT ((agent_id_index)::text = ''::text))))),
    CONSTRAINT paper_consent_has_evidence CHECK (((NOT ((method)::text = 'paper'::text)) OR (NOT ((evidence)::text = ''::text))))
);
ALTER TABLE public.org_delegation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.org_delegation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.org_lookupfailure (
    key character varying(64) NOT NULL,
    count integer NOT NULL,
    until timestamp with time zone NOT NULL,
    CONSTRAINT org_lookupfailure_count_check CHECK ((count >= 0))
);
CREATE TABLE public.org_region (
    id bigint NOT NULL,
    code character varying(12) NOT NULL,
    name character varying(60) NOT NULL,
    level character varying(10) NOT NULL,
    path character varying(60) NOT NULL,
    valid_from date,
    valid_to date,
    parent_id bigint,
    replaced_by_id bigint
);
ALTER TABLE public.org_region ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.org_region_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.org_role (
    id bigint NOT NULL,
    code character varying(40) NOT NULL,
    name character varying(40) NOT NULL,
    permissions character varying(40)[] NOT NULL
);
ALTER TABLE public.org_role ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.org_role_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.org_servicewindow (
    id bigint NOT NULL,
    number character varying(10) NOT NULL,
    name character varying(60) NOT NULL,
    closed_on date,
    station_id bigint NOT NULL
);
ALTER TABLE public.org_servicewindow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.org_servicewindow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.org_servicewindow_units (
    id integer NOT NULL,
    servicewindow_id bigint NOT NULL,
    unit_id bigint NOT NULL
);
ALTER TABLE public.org_servicewindow_units ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.org_servicewindow_units_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.org_staff (
    id bigint NOT NULL,
    code character varying(20) NOT NULL,
    name character varying(40) NOT NULL,
    title character varying(40) NOT NULL,
    phone text NOT NULL,
    left_on date,
    user_id bigint NOT NULL,
    station_id bigint,
    unit_id bigint NOT NULL
);
ALTER TABLE public.org_staff ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.org_staff_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.org_station (
    id bigint NOT NULL,
    code character varying(40) NOT NULL,
    name character varying(80) NOT NULL,
    level character varying(10) NOT NULL,
    address character varying(120) NOT NULL,
    hours character varying(120) NOT NULL,
    phone character varying(30) NOT NULL,
    devices character varying(20)[] NOT NULL,
    region_id bigint NOT NULL,
    unit_id bigint NOT NULL
);
ALTER TABLE public.org_station ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.org_station_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.org_unit (
    id bigint NOT NULL,
    code character varying(20) NOT NULL,
    number character varying(3) NOT NULL,
    name character varying(80) NOT NULL,
    short_name character varying(30) NOT NULL,
    kind character varying(20) NOT NULL,
    path character varying(120) NOT NULL,
    credit_code character varying(18) NOT NULL,
    former jsonb NOT NULL,
    phone character varying(30) NOT NULL,
    address character varying(120) NOT NULL,
    owns_items boolean NOT NULL,
    handles character varying(40)[] NOT NULL,
    valid_to date,
    merged_into_id bigint,
    parent_id bigint,
    region_id bigint NOT NULL
);
ALTER TABLE public.org_unit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.org_unit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.org_user (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    is_superuser boolean NOT NULL,
    username character varying(150) NOT NULL,
    first_name character varying(150) NOT NULL,
    last_name character varying(150) NOT NULL,
    email character varying(254) NOT NULL,
    is_staff boolean NOT NULL,
    is_active boolean NOT NULL,
    date_joined timestamp with time zone NOT NULL,
    kind character varying(10) NOT NULL,
    failed_logins smallint NOT NULL,
    locked_until timestamp with time zone,
    password_changed_at timestamp with time zone,
    CONSTRAINT org_user_failed_logins_check CHECK ((failed_logins >= 0))
);
CREATE TABLE public.org_user_groups (
    id integer NOT NULL,
    user_id bigint NOT NULL,
    group_id integer NOT NULL
);
ALTER TABLE public.org_user_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.org_user_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.org_user ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.org_user_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.org_user_user_permissions (
    id integer NOT NULL,
    user_id bigint NOT NULL,
    permission_id integer NOT NULL
);
ALTER TABLE public.org_user_user_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.org_user_user_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.pagecache_cachedpage (
    id bigint NOT NULL,
    host character varying(255) NOT NULL,
    path character varying(1000) NOT NULL,
    page_id bigint NOT NULL,
    tags character varying(120)[] NOT NULL,
    etag character varying(40) NOT NULL,
    written_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    stale_at timestamp with time zone,
    is_front boolean NOT NULL
);
ALTER TABLE public.pagecache_cachedpage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.pagecache_cachedpage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.pagecache_pagechange (
    id bigint NOT NULL,
    tags character varying(120)[] NOT NULL,
    page_id bigint,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    told_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    taken_at timestamp with time zone,
    done_at timestamp with time zone
);
ALTER TABLE public.pagecache_pagechange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.pagecache_pagechange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.papers_paper (
    id bigint NOT NULL,
    number character varying(60) NOT NULL,
    kind character varying(40) NOT NULL,
    subject character varying(80) NOT NULL,
    unit character varying(20) NOT NULL,
    title character varying(80) NOT NULL,
    content text NOT NULL,
    template character varying(40) NOT NULL,
    verification_code character varying(20) NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    issued_by character varying(60) NOT NULL,
    pdf_digest character varying(64) NOT NULL,
    signed_for_by character varying(40) NOT NULL,
    signed_for_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    withdrawn_reason character varying(200) NOT NULL,
    CONSTRAINT signed_after_issue CHECK (((signed_for_at IS NULL) OR (signed_for_at >= issued_at)))
);
ALTER TABLE public.papers_paper ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.papers_paper_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.papers_papernumber (
    id bigint NOT NULL,
    unit character varying(20) NOT NULL,
    kind character varying(40) NOT NULL,
    year smallint NOT NULL,
    last integer NOT NULL,
    CONSTRAINT papers_papernumber_last_check CHECK ((last >= 0)),
    CONSTRAINT papers_papernumber_year_check CHECK ((year >= 0))
);
ALTER TABLE public.papers_papernumber ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.papers_papernumber_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.search_facetset (
    id bigint NOT NULL,
    kind character varying(16) NOT NULL,
    site character varying(80) NOT NULL,
    "column" character varying(255) NOT NULL,
    organ character varying(80) NOT NULL,
    year smallint NOT NULL,
    validity character varying(12) NOT NULL
);
ALTER TABLE public.search_facetset ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.search_facetset_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.search_listing (
    id bigint NOT NULL,
    kind character varying(16) NOT NULL,
    ref character varying(120) NOT NULL,
    url character varying(500) NOT NULL,
    title character varying(300) NOT NULL,
    keywords text NOT NULL,
    summary text NOT NULL,
    body text NOT NULL,
    document_number character varying(80) NOT NULL,
    index_number character varying(80) NOT NULL,
    published_at timestamp with time zone,
    stamp character varying(80) NOT NULL
);
ALTER TABLE public.search_listing ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.search_listing_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.search_posting (
    listing_id bigint NOT NULL,
    day integer NOT NULL,
    quality integer NOT NULL,
    lexemes tsvector NOT NULL,
    facets_id bigint NOT NULL
)
WITH (toast_tuple_target='128');
ALTER TABLE ONLY public.search_posting ALTER COLUMN lexemes SET STORAGE EXTERNAL;
CREATE TABLE public.search_searchword (
    id bigint NOT NULL,
    word character varying(30) NOT NULL,
    day date NOT NULL,
    times integer NOT NULL,
    visitors integer NOT NULL,
    CONSTRAINT search_searchword_times_check CHECK ((times >= 0)),
    CONSTRAINT search_searchword_visitors_check CHECK ((visitors >= 0))
);
ALTER TABLE public.search_searchword ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.search_searchword_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.supervision_appeal (
    id bigint NOT NULL,
    state character varying(10) NOT NULL,
    text character varying(2000) NOT NULL,
    evidence jsonb NOT NULL,
    filed_by character varying(60) NOT NULL,
    filed_at timestamp with time zone NOT NULL,
    decide_due timestamp with time zone NOT NULL,
    answer character varying(1000) NOT NULL,
    decided_by character varying(60) NOT NULL,
    decided_at timestamp with time zone,
    unit_id bigint,
    card_id bigint NOT NULL,
    supplement_due timestamp with time zone
);
ALTER TABLE public.supervision_appeal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.supervision_appeal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.supervision_card (
    id bigint NOT NULL,
    ref character varying(24) NOT NULL,
    key character varying(120) NOT NULL,
    system character varying(20) NOT NULL,
    subject character varying(80) NOT NULL,
    rule_code character varying(20) NOT NULL,
    rule_version integer NOT NULL,
    family character varying(20) NOT NULL,
    level character varying(10) NOT NULL,
    state character varying(10) NOT NULL,
    moment timestamp with time zone NOT NULL,
    issued_at timestamp with time zone,
    title character varying(120) NOT NULL,
    text character varying(600) NOT NULL,
    basis character varying(200) NOT NULL,
    duty_step character varying(60) NOT NULL,
    duty_actor character varying(60) NOT NULL,
    duty_name character varying(60) NOT NULL,
    due_at timestamp with time zone,
    overdue_days integer,
    split jsonb,
    appeal_until timestamp with time zone,
    is_highest boolean NOT NULL,
    settled_at timestamp with time zone,
    settled_by character varying(60) NOT NULL,
    settled_reason character varying(300) NOT NULL,
    region_id bigint,
    unit_id bigint,
    matter_id bigint,
    issued_by character varying(60) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT supervision_card_overdue_days_check CHECK ((overdue_days >= 0)),
    CONSTRAINT supervision_card_rule_version_check CHECK ((rule_version >= 0))
);
ALTER TABLE public.supervision_card ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.supervision_card_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE SEQUENCE public.supervision_card_serial
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
CREATE TABLE public.supervision_follower (
    name character varying(40) NOT NULL,
    epoch integer NOT NULL,
    xid bigint NOT NULL,
    entry bigint NOT NULL,
    beat_at timestamp with time zone,
    entry_at timestamp with time zone,
    fault character varying(300) NOT NULL
);
CREATE TABLE public.supervision_matter (
    id bigint NOT NULL,
    system character varying(20) NOT NULL,
    subject character varying(80) NOT NULL,
    ref character varying(80) NOT NULL,
    business character varying(20) NOT NULL,
    item character varying(60) NOT NULL,
    item_name character varying(200) NOT NULL,
    item_kind character varying(20) NOT NULL,
    channel character varying(20) NOT NULL,
    is_instant boolean,
    opened_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    finished_at timestamp with time zone,
    ended_at timestamp with time zone,
    ended_by character varying(20) NOT NULL,
    promised_due timestamp with time zone,
    legal_due timestamp with time zone,
    is_on_time boolean,
    office_seconds bigint,
    allowed_seconds bigint,
    corrections smallint NOT NULL,
    suspensions smallint NOT NULL,
    rating smallint,
    step character varying(60) NOT NULL,
    holder character varying(20) NOT NULL,
    light character varying(12) NOT NULL,
    is_undetermined boolean NOT NULL,
    track jsonb NOT NULL,
    next_moment timestamp with time zone,
    rulebook integer NOT NULL,
    calendar_version integer NOT NULL,
    region_id bigint,
    unit_id bigint,
    CONSTRAINT supervision_matter_calendar_version_check CHECK ((calendar_version >= 0)),
    CONSTRAINT supervision_matter_corrections_check CHECK ((corrections >= 0)),
    CONSTRAINT supervision_matter_rating_check CHECK ((rating >= 0)),
    CONSTRAINT supervision_matter_rulebook_check CHECK ((rulebook >= 0)),
    CONSTRAINT supervision_matter_suspensions_check CHECK ((suspensions >= 0))
);
ALTER TABLE public.supervision_matter ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.supervision_matter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE SEQUENCE public.supervision_order_serial
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
CREATE TABLE public.supervision_orderstep (
    id bigint NOT NULL,
    verb character varying(20) NOT NULL,
    text character varying(2000) NOT NULL,
    evidence jsonb NOT NULL,
    actor character varying(60) NOT NULL,
    at timestamp with time zone NOT NULL,
    order_id bigint NOT NULL
);
ALTER TABLE public.supervision_orderstep ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.supervision_orderstep_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.supervision_rule (
    id bigint NOT NULL,
    code character varying(20) NOT NULL,
    family character varying(20) NOT NULL,
    authority character varying(10) NOT NULL
);
ALTER TABLE public.supervision_rule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.supervision_rule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.supervision_ruleversion (
    id bigint NOT NULL,
    number integer NOT NULL,
    name character varying(60) NOT NULL,
    spec jsonb NOT NULL,
    state character varying(10) NOT NULL,
    effective_on date,
    is_enabled boolean NOT NULL,
    note character varying(300) NOT NULL,
    drafted_by character varying(60) NOT NULL,
    drafted_at timestamp with time zone NOT NULL,
    submitted_at timestamp with time zone,
    approved_by character varying(60) NOT NULL,
    approved_at timestamp with time zone,
    replay jsonb,
    rule_id bigint NOT NULL,
    returned_for character varying(300) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT supervision_ruleversion_number_check CHECK ((number >= 0))
);
ALTER TABLE public.supervision_ruleversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.supervision_ruleversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.supervision_supervisionorder (
    id bigint NOT NULL,
    ref character varying(24) NOT NULL,
    source character varying(12) NOT NULL,
    source_ref character varying(80) NOT NULL,
    subject character varying(80) NOT NULL,
    level character varying(10) NOT NULL,
    state character varying(10) NOT NULL,
    title character varying(120) NOT NULL,
    text character varying(2000) NOT NULL,
    basis character varying(200) NOT NULL,
    responsible character varying(60) NOT NULL,
    issued_by character varying(60) NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    sign_due timestamp with time zone NOT NULL,
    signed_by character varying(60) NOT NULL,
    signed_at timestamp with time zone,
    answer_due timestamp with time zone NOT NULL,
    answered_at timestamp with time zone,
    extended_days smallint NOT NULL,
    returned_times smallint NOT NULL,
    escalated_at timestamp with time zone,
    closed_by character varying(60) NOT NULL,
    closed_at timestamp with time zone,
    result character varying(1000) NOT NULL,
    is_accountable boolean,
    answer_clock_id bigint,
    region_id bigint NOT NULL,
    sign_clock_id bigint,
    unit_id bigint NOT NULL,
    asked_by character varying(60) NOT NULL,
    asked_days smallint,
    asked_reason character varying(300) NOT NULL,
    escalated_due timestamp with time zone,
    CONSTRAINT supervision_supervisionorder_asked_days_check CHECK ((asked_days >= 0)),
    CONSTRAINT supervision_supervisionorder_extended_days_check CHECK ((extended_days >= 0)),
    CONSTRAINT supervision_supervisionorder_returned_times_check CHECK ((returned_times >= 0))
);
CREATE TABLE public.supervision_supervisionorder_cards (
    id integer NOT NULL,
    supervisionorder_id bigint NOT NULL,
    card_id bigint NOT NULL
);
ALTER TABLE public.supervision_supervisionorder_cards ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.supervision_supervisionorder_cards_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.supervision_supervisionorder ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.supervision_supervisionorder_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.supervision_undetermined (
    id bigint NOT NULL,
    system character varying(20) NOT NULL,
    rule_code character varying(20) NOT NULL,
    reason character varying(300) NOT NULL,
    missing character varying(60)[] NOT NULL,
    since timestamp with time zone NOT NULL,
    cleared_at timestamp with time zone,
    matter_id bigint,
    unit_id bigint
);
ALTER TABLE public.supervision_undetermined ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.supervision_undetermined_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.surveys_addresstally (
    key character varying(64) NOT NULL,
    count integer NOT NULL,
    "on" date NOT NULL,
    CONSTRAINT surveys_addresstally_count_check CHECK ((count >= 0))
);
CREATE TABLE public.surveys_envelope (
    id uuid NOT NULL,
    "values" jsonb NOT NULL,
    survey_id bigint NOT NULL
);
CREATE TABLE public.surveys_excerpt (
    id bigint NOT NULL,
    question character varying(40) NOT NULL,
    text text NOT NULL,
    survey_id bigint NOT NULL
);
ALTER TABLE public.surveys_excerpt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.surveys_excerpt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.surveys_formentry (
    id bigint NOT NULL,
    ref character varying(40) NOT NULL,
    "values" jsonb NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    state character varying(10) NOT NULL,
    note character varying(200) NOT NULL,
    handled_by character varying(60) NOT NULL,
    handled_at timestamp with time zone,
    purged_at timestamp with time zone,
    survey_id bigint NOT NULL
);
ALTER TABLE public.surveys_formentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.surveys_formentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.surveys_participation (
    id uuid NOT NULL,
    person_key character varying(64) NOT NULL,
    "on" date NOT NULL,
    is_mixed boolean NOT NULL,
    survey_id bigint NOT NULL
);
CREATE TABLE public.surveys_survey (
    id bigint NOT NULL,
    slug character varying(60) NOT NULL,
    kind character varying(10) NOT NULL,
    title character varying(80) NOT NULL,
    introduction text NOT NULL,
    definition jsonb NOT NULL,
    state character varying(10) NOT NULL,
    opens_on date,
    closes_on date,
    audience character varying(10) NOT NULL,
    units jsonb NOT NULL,
    results character varying(10) NOT NULL,
    places integer,
    consent character varying(500) NOT NULL,
    keep_days integer,
    is_demo boolean NOT NULL,
    revision integer NOT NULL,
    edited_by character varying(60) NOT NULL,
    edited_at timestamp with time zone NOT NULL,
    submitted_by character varying(60) NOT NULL,
    opened_by character varying(60) NOT NULL,
    opened_at timestamp with time zone,
    closed_at timestamp with time zone,
    returned_for character varying(200) NOT NULL,
    summary text NOT NULL,
    summary_by character varying(60) NOT NULL,
    published_by character varying(60) NOT NULL,
    published_at timestamp with time zone,
    unit_id bigint NOT NULL,
    CONSTRAINT survey_period CHECK (((opens_on IS NULL) OR (closes_on IS NULL) OR (closes_on >= opens_on))),
    CONSTRAINT surveys_survey_keep_days_check CHECK ((keep_days >= 0)),
    CONSTRAINT surveys_survey_places_check CHECK ((places >= 0)),
    CONSTRAINT surveys_survey_revision_check CHECK ((revision >= 0))
);
ALTER TABLE public.surveys_survey ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.surveys_survey_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.surveys_surveyanswer (
    id uuid NOT NULL,
    "values" jsonb NOT NULL,
    survey_id bigint NOT NULL
);
CREATE TABLE public.taggit_tag (
    id integer NOT NULL,
    name character varying(100) NOT NULL,
    slug character varying(100) NOT NULL
);
ALTER TABLE public.taggit_tag ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.taggit_tag_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.taggit_taggeditem (
    id integer NOT NULL,
    object_id integer NOT NULL,
    content_type_id integer NOT NULL,
    tag_id integer NOT NULL
);
ALTER TABLE public.taggit_taggeditem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.taggit_taggeditem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.theming_mourning (
    id bigint NOT NULL,
    reason character varying(100) NOT NULL,
    begins_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    ordered_by character varying(40) NOT NULL,
    begun_at timestamp with time zone,
    ended_at timestamp with time zone,
    CONSTRAINT mourning_ends_later CHECK ((ends_at > begins_at))
);
ALTER TABLE public.theming_mourning ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.theming_mourning_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.theming_sitelook (
    site_id integer NOT NULL,
    theme_id bigint NOT NULL
);
CREATE TABLE public.theming_template (
    id bigint NOT NULL,
    name character varying(40) NOT NULL,
    kind character varying(10) NOT NULL,
    unit_id bigint NOT NULL,
    current_id bigint
);
ALTER TABLE public.theming_template ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.theming_template_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.theming_templateassignment (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    page_id integer NOT NULL,
    template_id bigint NOT NULL
);
ALTER TABLE public.theming_templateassignment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.theming_templateassignment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.theming_templateversion (
    id bigint NOT NULL,
    number integer NOT NULL,
    note character varying(100) NOT NULL,
    made_by character varying(40) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    in_force_at timestamp with time zone,
    text text NOT NULL,
    checked_at timestamp with time zone,
    problems jsonb NOT NULL,
    tried_on integer NOT NULL,
    failed_at timestamp with time zone,
    failure character varying(300) NOT NULL,
    template_id bigint NOT NULL,
    CONSTRAINT theming_templateversion_number_check CHECK ((number >= 0)),
    CONSTRAINT theming_templateversion_tried_on_check CHECK ((tried_on >= 0))
);
ALTER TABLE public.theming_templateversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.theming_templateversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.theming_theme (
    id bigint NOT NULL,
    name character varying(20) NOT NULL,
    is_shared boolean NOT NULL,
    unit_id bigint NOT NULL,
    current_id bigint
);
ALTER TABLE public.theming_theme ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.theming_theme_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.theming_themeversion (
    id bigint NOT NULL,
    number integer NOT NULL,
    note character varying(100) NOT NULL,
    made_by character varying(40) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    in_force_at timestamp with time zone,
    look jsonb NOT NULL,
    digest character varying(16) NOT NULL,
    theme_id bigint NOT NULL,
    CONSTRAINT theming_themeversion_number_check CHECK ((number >= 0))
);
ALTER TABLE public.theming_themeversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.theming_themeversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.timers_calendarday (
    id bigint NOT NULL,
    "on" date NOT NULL,
    kind character varying(10) NOT NULL,
    name character varying(40) NOT NULL,
    source character varying(160) NOT NULL,
    notice_id bigint NOT NULL
);
ALTER TABLE public.timers_calendarday ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.timers_calendarday_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.timers_calendarversion (
    number integer NOT NULL,
    reason character varying(200) NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT timers_calendarversion_number_check CHECK ((number >= 0))
);
CREATE TABLE public.timers_clock (
    id bigint NOT NULL,
    subject character varying(80) NOT NULL,
    name character varying(40) NOT NULL,
    sequence smallint NOT NULL,
    unit character varying(20) NOT NULL,
    ledger jsonb NOT NULL,
    is_open boolean NOT NULL,
    is_suspended boolean NOT NULL,
    promised_due timestamp with time zone,
    statutory_due timestamp with time zone,
    is_provisional boolean NOT NULL,
    next_moment timestamp with time zone,
    calendar_version integer NOT NULL,
    CONSTRAINT timers_clock_calendar_version_check CHECK ((calendar_version >= 0)),
    CONSTRAINT timers_clock_sequence_check CHECK ((sequence >= 0))
);
ALTER TABLE public.timers_clock ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.timers_clock_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.timers_holidaynotice (
    id bigint NOT NULL,
    year smallint NOT NULL,
    source character varying(160) NOT NULL,
    covered_until date NOT NULL,
    entered_by character varying(60) NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    CONSTRAINT timers_holidaynotice_year_check CHECK ((year >= 0))
);
ALTER TABLE public.timers_holidaynotice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.timers_holidaynotice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.timers_legallimit (
    id bigint NOT NULL,
    key character varying(60) NOT NULL,
    amount character varying(20) NOT NULL,
    unit character varying(10) NOT NULL,
    start character varying(60) NOT NULL,
    basis character varying(120) NOT NULL,
    confidence character varying(5) NOT NULL
);
ALTER TABLE public.timers_legallimit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.timers_legallimit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.timers_officeseason (
    id bigint NOT NULL,
    code character varying(20) NOT NULL,
    name character varying(40) NOT NULL,
    first character varying(5) NOT NULL,
    last character varying(5) NOT NULL,
    sessions character varying(60) NOT NULL
);
ALTER TABLE public.timers_officeseason ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.timers_officeseason_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.videos_video (
    id bigint NOT NULL,
    ref character varying(32) NOT NULL,
    title character varying(80) NOT NULL,
    file_name character varying(200) NOT NULL,
    size bigint NOT NULL,
    received bigint NOT NULL,
    uploaded_by character varying(60) NOT NULL,
    uploaded_at timestamp with time zone NOT NULL,
    state character varying(10) NOT NULL,
    seconds double precision NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    has_sound boolean NOT NULL,
    whole_bytes bigint NOT NULL,
    poster character varying(60) NOT NULL,
    poster_second double precision,
    percent smallint NOT NULL,
    tries smallint NOT NULL,
    problem character varying(300) NOT NULL,
    not_before timestamp with time zone,
    claim character varying(32) NOT NULL,
    claimed_until timestamp with time zone,
    ready_at timestamp with time zone,
    public_token character varying(32) NOT NULL,
    removed_at timestamp with time zone,
    unit_id bigint NOT NULL,
    chapters jsonb NOT NULL,
    CONSTRAINT videos_video_height_check CHECK ((height >= 0)),
    CONSTRAINT videos_video_percent_check CHECK ((percent >= 0)),
    CONSTRAINT videos_video_tries_check CHECK ((tries >= 0)),
    CONSTRAINT videos_video_width_check CHECK ((width >= 0))
);
ALTER TABLE public.videos_video ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.videos_video_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.videos_videocaptions (
    id bigint NOT NULL,
    language character varying(8) NOT NULL,
    cues integer NOT NULL,
    file character varying(60) NOT NULL,
    uploaded_by character varying(60) NOT NULL,
    uploaded_at timestamp with time zone NOT NULL,
    video_id bigint NOT NULL,
    CONSTRAINT videos_videocaptions_cues_check CHECK ((cues >= 0))
);
ALTER TABLE public.videos_videocaptions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.videos_videocaptions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.visits_pageday (
    id bigint NOT NULL,
    day date NOT NULL,
    host character varying(120) NOT NULL,
    path character varying(500) NOT NULL,
    views integer NOT NULL,
    CONSTRAINT visits_pageday_views_check CHECK ((views >= 0))
);
ALTER TABLE public.visits_pageday ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.visits_pageday_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.visits_readupto (
    name character varying(120) NOT NULL,
    "offset" bigint NOT NULL
);
CREATE TABLE public.visits_siteday (
    id bigint NOT NULL,
    day date NOT NULL,
    host character varying(120) NOT NULL,
    visitors integer NOT NULL,
    sources jsonb NOT NULL,
    CONSTRAINT visits_siteday_visitors_check CHECK ((visitors >= 0))
);
ALTER TABLE public.visits_siteday ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.visits_siteday_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.visits_visitortoday (
    id bigint NOT NULL,
    day date NOT NULL,
    host character varying(120) NOT NULL,
    token character varying(24) NOT NULL
);
ALTER TABLE public.visits_visitortoday ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.visits_visitortoday_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailadmin_admin (
    id integer NOT NULL
);
ALTER TABLE public.wagtailadmin_admin ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailadmin_admin_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailadmin_editingsession (
    id integer NOT NULL,
    object_id character varying(255) NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    content_type_id integer NOT NULL,
    user_id bigint NOT NULL,
    is_editing boolean NOT NULL
);
ALTER TABLE public.wagtailadmin_editingsession ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailadmin_editingsession_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailadmin_formstate (
    id integer NOT NULL,
    data text NOT NULL,
    object_id character varying(255) NOT NULL,
    parent_object_id character varying(255) NOT NULL,
    last_updated_at timestamp with time zone NOT NULL,
    content_type_id integer NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.wagtailadmin_formstate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailadmin_formstate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_apitoken (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    key_hash character varying(64) NOT NULL,
    prefix character varying(16) NOT NULL,
    created timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    last_used_at timestamp with time zone,
    user_id bigint NOT NULL
);
ALTER TABLE public.wagtailcore_apitoken ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_apitoken_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_collection (
    id integer NOT NULL,
    path character varying(255) NOT NULL COLLATE pg_catalog."C",
    depth integer NOT NULL,
    numchild integer NOT NULL,
    name character varying(255) NOT NULL,
    CONSTRAINT wagtailcore_collection_depth_check CHECK ((depth >= 0)),
    CONSTRAINT wagtailcore_collection_numchild_check CHECK ((numchild >= 0))
);
ALTER TABLE public.wagtailcore_collection ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_collection_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_collectionviewrestriction (
    id integer NOT NULL,
    restriction_type character varying(20) NOT NULL,
    password character varying(255) NOT NULL,
    collection_id integer NOT NULL
);
CREATE TABLE public.wagtailcore_collectionviewrestriction_groups (
    id integer NOT NULL,
    collectionviewrestriction_id integer CONSTRAINT wagtailcore_collectionviewr_collectionviewrestriction__not_null NOT NULL,
    group_id integer NOT NULL
);
ALTER TABLE public.wagtailcore_collectionviewrestriction_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_collectionviewrestriction_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.wagtailcore_collectionviewrestriction ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_collectionviewrestriction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_comment (
    id integer NOT NULL,
    text text NOT NULL,
    contentpath text NOT NULL,
    "position" text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    resolved_at timestamp with time zone,
    page_id integer NOT NULL,
    resolved_by_id bigint,
    revision_created_id integer,
    user_id bigint NOT NULL
);
ALTER TABLE public.wagtailcore_comment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_comment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_commentreply (
    id integer NOT NULL,
    text text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    comment_id integer NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.wagtailcore_commentreply ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_commentreply_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_groupapprovaltask (
    task_ptr_id integer NOT NULL
);
CREATE TABLE public.wagtailcore_groupapprovaltask_groups (
    id integer NOT NULL,
    groupapprovaltask_id integer CONSTRAINT wagtailcore_groupapprovaltask_gro_groupapprovaltask_id_not_null NOT NULL,
    group_id integer NOT NULL
);
ALTER TABLE public.wagtailcore_groupapprovaltask_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_groupapprovaltask_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_groupcollectionpermission (
    id integer NOT NULL,
    collection_id integer NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);
ALTER TABLE public.wagtailcore_groupcollectionpermission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_groupcollectionpermission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_grouppagepermission (
    id integer NOT NULL,
    group_id integer NOT NULL,
    page_id integer NOT NULL,
    permission_id integer NOT NULL
);
ALTER TABLE public.wagtailcore_grouppagepermission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_grouppagepermission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_groupsitepermission (
    id integer NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL,
    site_id integer NOT NULL
);
ALTER TABLE public.wagtailcore_groupsitepermission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_groupsitepermission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_locale (
    id integer NOT NULL,
    language_code character varying(100) NOT NULL
);
ALTER TABLE public.wagtailcore_locale ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_locale_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_modellogentry (
    id integer NOT NULL,
    label text NOT NULL,
    action character varying(255) NOT NULL,
    data jsonb CONSTRAINT wagtailcore_modellogentry_data_json_not_null NOT NULL,
    "timestamp" timestamp with time zone NOT NULL,
    content_changed boolean NOT NULL,
    deleted boolean NOT NULL,
    object_id character varying(255) NOT NULL,
    content_type_id integer,
    user_id bigint,
    uuid uuid,
    revision_id integer
);
ALTER TABLE public.wagtailcore_modellogentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_modellogentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_page (
    id integer NOT NULL,
    path character varying(255) NOT NULL COLLATE pg_catalog."C",
    depth integer NOT NULL,
    numchild integer NOT NULL,
    title character varying(255) NOT NULL,
    slug character varying(255) NOT NULL,
    live boolean NOT NULL,
    has_unpublished_changes boolean NOT NULL,
    url_path text NOT NULL,
    seo_title character varying(255) NOT NULL,
    show_in_menus boolean NOT NULL,
    search_description text NOT NULL,
    go_live_at timestamp with time zone,
    expire_at timestamp with time zone,
    expired boolean NOT NULL,
    content_type_id integer NOT NULL,
    owner_id bigint,
    locked boolean NOT NULL,
    latest_revision_created_at timestamp with time zone,
    first_published_at timestamp with time zone,
    live_revision_id integer,
    last_published_at timestamp with time zone,
    draft_title character varying(255) NOT NULL,
    locked_at timestamp with time zone,
    locked_by_id bigint,
    translation_key uuid NOT NULL,
    locale_id integer NOT NULL,
    alias_of_id integer,
    latest_revision_id integer,
    CONSTRAINT wagtailcore_page_depth_check CHECK ((depth >= 0)),
    CONSTRAINT wagtailcore_page_numchild_check CHECK ((numchild >= 0))
);
ALTER TABLE public.wagtailcore_page ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_page_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_pagelogentry (
    id integer NOT NULL,
    label text NOT NULL,
    action character varying(255) NOT NULL,
    data jsonb CONSTRAINT wagtailcore_pagelogentry_data_json_not_null NOT NULL,
    "timestamp" timestamp with time zone NOT NULL,
    content_changed boolean NOT NULL,
    deleted boolean NOT NULL,
    content_type_id integer,
    page_id integer NOT NULL,
    revision_id integer,
    user_id bigint,
    uuid uuid
);
ALTER TABLE public.wagtailcore_pagelogentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_pagelogentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_revision (
    id integer CONSTRAINT wagtailcore_pagerevision_id_not_null NOT NULL,
    created_at timestamp with time zone CONSTRAINT wagtailcore_pagerevision_created_at_not_null NOT NULL,
    content jsonb CONSTRAINT wagtailcore_pagerevision_content_json_not_null NOT NULL,
    approved_go_live_at timestamp with time zone,
    object_id character varying(255) CONSTRAINT wagtailcore_pagerevision_page_id_not_null NOT NULL,
    user_id bigint,
    content_type_id integer NOT NULL,
    base_content_type_id integer NOT NULL,
    object_str text NOT NULL
);
ALTER TABLE public.wagtailcore_revision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_pagerevision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_pagesubscription (
    id integer NOT NULL,
    comment_notifications boolean NOT NULL,
    page_id integer NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.wagtailcore_pagesubscription ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_pagesubscription_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_pageviewrestriction (
    id integer NOT NULL,
    password character varying(255) NOT NULL,
    page_id integer NOT NULL,
    restriction_type character varying(20) NOT NULL
);
CREATE TABLE public.wagtailcore_pageviewrestriction_groups (
    id integer NOT NULL,
    pageviewrestriction_id integer CONSTRAINT wagtailcore_pageviewrestriction_pageviewrestriction_id_not_null NOT NULL,
    group_id integer NOT NULL
);
ALTER TABLE public.wagtailcore_pageviewrestriction_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_pageviewrestriction_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.wagtailcore_pageviewrestriction ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_pageviewrestriction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_referenceindex (
    id integer NOT NULL,
    object_id character varying(255) NOT NULL,
    to_object_id character varying(255) NOT NULL,
    model_path text NOT NULL,
    content_path text NOT NULL,
    content_path_hash uuid NOT NULL,
    base_content_type_id integer NOT NULL,
    content_type_id integer NOT NULL,
    to_content_type_id integer NOT NULL
);
ALTER TABLE public.wagtailcore_referenceindex ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_referenceindex_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_site (
    id integer NOT NULL,
    hostname character varying(255) NOT NULL,
    port integer NOT NULL,
    is_default_site boolean NOT NULL,
    root_page_id integer NOT NULL,
    site_name character varying(255) NOT NULL
);
ALTER TABLE public.wagtailcore_site ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_site_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_task (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    active boolean NOT NULL,
    content_type_id integer NOT NULL
);
ALTER TABLE public.wagtailcore_task ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_task_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_taskstate (
    id integer NOT NULL,
    status character varying(50) NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    content_type_id integer NOT NULL,
    revision_id integer CONSTRAINT wagtailcore_taskstate_page_revision_id_not_null NOT NULL,
    task_id integer NOT NULL,
    workflow_state_id integer NOT NULL,
    finished_by_id bigint,
    comment text NOT NULL
);
ALTER TABLE public.wagtailcore_taskstate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_taskstate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_uploadedfile (
    id integer NOT NULL,
    file character varying(200) NOT NULL,
    for_content_type_id integer,
    uploaded_by_user_id bigint
);
ALTER TABLE public.wagtailcore_uploadedfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_uploadedfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_workflow (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    active boolean NOT NULL
);
ALTER TABLE public.wagtailcore_workflow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_workflow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_workflowcontenttype (
    content_type_id integer NOT NULL,
    workflow_id integer NOT NULL
);
CREATE TABLE public.wagtailcore_workflowpage (
    page_id integer NOT NULL,
    workflow_id integer NOT NULL
);
CREATE TABLE public.wagtailcore_workflowstate (
    id integer NOT NULL,
    status character varying(50) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    current_task_state_id integer,
    object_id character varying(255) CONSTRAINT wagtailcore_workflowstate_page_id_not_null NOT NULL,
    requested_by_id bigint,
    workflow_id integer NOT NULL,
    content_type_id integer NOT NULL,
    base_content_type_id integer NOT NULL
);
ALTER TABLE public.wagtailcore_workflowstate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_workflowstate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailcore_workflowtask (
    id integer NOT NULL,
    sort_order integer,
    task_id integer NOT NULL,
    workflow_id integer NOT NULL
);
ALTER TABLE public.wagtailcore_workflowtask ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_workflowtask_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtaildocs_document (
    id integer NOT NULL,
    title character varying(255) NOT NULL,
    file character varying(100) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    uploaded_by_user_id bigint,
    collection_id integer NOT NULL,
    file_size bigint,
    file_hash character varying(40) NOT NULL,
    CONSTRAINT wagtaildocs_document_file_size_check CHECK ((file_size >= 0))
);
ALTER TABLE public.wagtaildocs_document ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtaildocs_document_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailembeds_embed (
    id integer NOT NULL,
    url text NOT NULL,
    max_width smallint,
    type character varying(10) NOT NULL,
    html text NOT NULL,
    title text NOT NULL,
    author_name text NOT NULL,
    provider_name text NOT NULL,
    thumbnail_url text NOT NULL,
    width integer,
    height integer,
    last_updated timestamp with time zone NOT NULL,
    hash character varying(32) NOT NULL,
    cache_until timestamp with time zone
);
ALTER TABLE public.wagtailembeds_embed ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailembeds_embed_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailimages_image (
    id integer NOT NULL,
    title character varying(255) NOT NULL,
    file character varying(100) NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    focal_point_x integer,
    focal_point_y integer,
    focal_point_width integer,
    focal_point_height integer,
    uploaded_by_user_id bigint,
    file_size integer,
    collection_id integer NOT NULL,
    file_hash character varying(40) NOT NULL,
    description character varying(255) NOT NULL,
    CONSTRAINT wagtailimages_image_file_size_check CHECK ((file_size >= 0)),
    CONSTRAINT wagtailimages_image_focal_point_height_check CHECK ((focal_point_height >= 0)),
    CONSTRAINT wagtailimages_image_focal_point_width_check CHECK ((focal_point_width >= 0)),
    CONSTRAINT wagtailimages_image_focal_point_x_check CHECK ((focal_point_x >= 0)),
    CONSTRAINT wagtailimages_image_focal_point_y_check CHECK ((focal_point_y >= 0))
);
ALTER TABLE public.wagtailimages_image ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailimages_image_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailimages_rendition (
    id integer NOT NULL,
    file character varying(100) NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    focal_point_key character varying(16) NOT NULL,
    filter_spec character varying(255) NOT NULL,
    image_id integer NOT NULL
);
ALTER TABLE public.wagtailimages_rendition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailimages_rendition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailredirects_redirect (
    id integer NOT NULL,
    old_path character varying(255) NOT NULL,
    is_permanent boolean NOT NULL,
    redirect_link character varying(255) NOT NULL,
    redirect_page_id integer,
    site_id integer,
    automatically_created boolean NOT NULL,
    created_at timestamp with time zone,
    redirect_page_route_path character varying(255) NOT NULL
);
ALTER TABLE public.wagtailredirects_redirect ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailredirects_redirect_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailsearch_indexentry (
    id integer NOT NULL,
    object_id character varying(50) NOT NULL,
    title_norm double precision NOT NULL,
    content_type_id integer NOT NULL,
    autocomplete tsvector NOT NULL,
    title tsvector NOT NULL,
    body tsvector NOT NULL,
    title_text text NOT NULL,
    body_text text NOT NULL
);
ALTER TABLE public.wagtailsearch_indexentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailsearch_indexentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.wagtailusers_userprofile (
    id integer NOT NULL,
    submitted_notifications boolean NOT NULL,
    approved_notifications boolean NOT NULL,
    rejected_notifications boolean NOT NULL,
    user_id bigint NOT NULL,
    preferred_language character varying(10) NOT NULL,
    current_time_zone character varying(40) NOT NULL,
    avatar character varying(100) NOT NULL,
    updated_comments_notifications boolean CONSTRAINT wagtailusers_userprofile_updated_comments_notification_not_null NOT NULL,
    dismissibles jsonb NOT NULL,
    theme character varying(40) NOT NULL,
    density character varying(40) NOT NULL,
    contrast character varying(40) NOT NULL,
    keyboard_shortcuts boolean NOT NULL
);
ALTER TABLE public.wagtailusers_userprofile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailusers_userprofile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
INSERT INTO public.auth_group VALUES
	(1, 'Moderators'),
	(2, 'Editors');
INSERT INTO public.auth_group_permissions VALUES
	(1, 1, 109),
	(2, 2, 109),
	(3, 1, 112),
	(4, 1, 110),
	(5, 1, 111),
	(6, 2, 112),
	(7, 2, 110),
	(8, 2, 111),
	(9, 1, 113),
	(10, 2, 113),
	(11, 1, 114),
	(12, 1, 115),
	(13, 1, 116),
	(14, 2, 114),
	(15, 2, 115),
	(16, 2, 116),
	(17, 1, 117),
	(18, 2, 117);
INSERT INTO public.auth_permission VALUES
	(1, 'Can add locale', 3, 'add_locale'),
	(2, 'Can change locale', 3, 'change_locale'),
	(3, 'Can delete locale', 3, 'delete_locale'),
	(4, 'Can view locale', 3, 'view_locale'),
	(5, 'Can add site', 4, 'add_site'),
	(6, 'Can change site', 4, 'change_site'),
	(7, 'Can delete site', 4, 'delete_site'),
	(8, 'Can view site', 4, 'view_site'),
	(9, 'Can add group site permission', 5, 'add_groupsitepermission'),
	(10, 'Can change group site permission', 5, 'change_groupsitepermission'),
	(11, 'Can delete group site permission', 5, 'delete_groupsitepermission'),
	(12, 'Can view group site permission', 5, 'view_groupsitepermission'),
	(13, 'Can add API token', 6, 'add_apitoken'),
	(14, 'Can change API token', 6, 'change_apitoken'),
	(15, 'Can delete API token', 6, 'delete_apitoken'),
	(16, 'Can view API token', 6, 'view_apitoken'),
	(17, 'Can add model log entry', 7, 'add_modellogentry'),
	(18, 'Can change model log entry', 7, 'change_modellogentry'),
	(19, 'Can delete model log entry', 7, 'delete_modellogentry'),
	(20, 'Can view model log entry', 7, 'view_modellogentry'),
	(21, 'Can add revision', 8, 'add_revision'),
	(22, 'Can change revision', 8, 'change_revision'),
	(23, 'Can delete revision', 8, 'delete_revision'),
	(24, 'Can view revision', 8, 'view_revision'),
	(25, 'Can add collection view restriction', 9, 'add_collectionviewrestriction'),
	(26, 'Can change collection view restriction', 9, 'change_collectionviewrestriction'),
	(27, 'Can delete collection view restriction', 9, 'delete_collectionviewrestriction'),
	(28, 'Can view collection view restriction', 9, 'view_collectionviewrestriction'),
	(29, 'Can add collection', 10, 'add_collection'),
	(30, 'Can change collection', 10, 'change_collection'),
	(31, 'Can delete collection', 10, 'delete_collection'),
	(32, 'Can view collection', 10, 'view_collection'),
	(33, 'Can add group collection permission', 11, 'add_groupcollectionpermission'),
	(34, 'Can change group collection permission', 11, 'change_groupcollectionpermission'),
	(35, 'Can delete group collection permission', 11, 'delete_groupcollectionpermission'),
	(36, 'Can view group collection permission', 11, 'view_groupcollectionpermission'),
	(37, 'Can add uploaded file', 12, 'add_uploadedfile'),
	(38, 'Can change uploaded file', 12, 'change_uploadedfile'),
	(39, 'Can delete uploaded file', 12, 'delete_uploadedfile'),
	(40, 'Can view uploaded file', 12, 'view_uploadedfile'),
	(41, 'Can add workflow content type', 13, 'add_workflowcontenttype'),
	(42, 'Can change workflow content type', 13, 'change_workflowcontenttype'),
	(43, 'Can delete workflow content type', 13, 'delete_workflowcontenttype'),
	(44, 'Can view workflow content type', 13, 'view_workflowcontenttype'),
	(45, 'Can add Workflow state', 14, 'add_workflowstate'),
	(46, 'Can change Workflow state', 14, 'change_workflowstate'),
	(47, 'Can delete Workflow state', 14, 'delete_workflowstate'),
	(48, 'Can view Workflow state', 14, 'view_workflowstate'),
	(49, 'Can add workflow', 15, 'add_workflow'),
	(50, 'Can change workflow', 15, 'change_workflow'),
	(51, 'Can delete workflow', 15, 'delete_workflow'),
	(52, 'Can view workflow', 15, 'view_workflow'),
	(53, 'Can add workflow task order', 16, 'add_workflowtask'),
	(54, 'Can change workflow task order', 16, 'change_workflowtask'),
	(55, 'Can delete workflow task order', 16, 'delete_workflowtask'),
	(56, 'Can view workflow task order', 16, 'view_workflowtask'),
	(57, 'Can add task', 17, 'add_task'),
	(58, 'Can change task', 17, 'change_task'),
	(59, 'Can delete task', 17, 'delete_task'),
	(60, 'Can view task', 17, 'view_task'),
	(61, 'Can add Group approval task', 2, 'add_groupapprovaltask'),
	(62, 'Can change Group approval task', 2, 'change_groupapprovaltask'),
	(63, 'Can delete Group approval task', 2, 'delete_groupapprovaltask'),
	(64, 'Can view Group approval task', 2, 'view_groupapprovaltask'),
	(65, 'Can add Task state', 18, 'add_taskstate'),
	(66, 'Can change Task state', 18, 'change_taskstate'),
	(67, 'Can delete Task state', 18, 'delete_taskstate'),
	(68, 'Can view Task state', 18, 'view_taskstate'),
	(69, 'Can add page', 1, 'add_page'),
	(70, 'Can change page', 1, 'change_page'),
	(71, 'Can delete page', 1, 'delete_page'),
	(72, 'Can view page', 1, 'view_page'),
	(73, 'Delete pages with children', 1, 'bulk_delete_page'),
	(74, 'Lock/unlock pages you''ve locked', 1, 'lock_page'),
	(75, 'Publish any page', 1, 'publish_page'),
	(76, 'Unlock any page', 1, 'unlock_page'),
	(77, 'Can add group page permission', 19, 'add_grouppagepermission'),
	(78, 'Can change group page permission', 19, 'change_grouppagepermission'),
	(79, 'Can delete group page permission', 19, 'delete_grouppagepermission'),
	(80, 'Can view group page permission', 19, 'view_grouppagepermission'),
	(81, 'Can add page view restriction', 20, 'add_pageviewrestriction'),
	(82, 'Can change page view restriction', 20, 'change_pageviewrestriction'),
	(83, 'Can delete page view restriction', 20, 'delete_pageviewrestriction'),
	(84, 'Can view page view restriction', 20, 'view_pageviewrestriction'),
	(85, 'Can add workflow page', 21, 'add_workflowpage'),
	(86, 'Can change workflow page', 21, 'change_workflowpage'),
	(87, 'Can delete workflow page', 21, 'delete_workflowpage'),
	(88, 'Can view workflow page', 21, 'view_workflowpage'),
	(89, 'Can add page log entry', 22, 'add_pagelogentry'),
	(90, 'Can change page log entry', 22, 'change_pagelogentry'),
	(91, 'Can delete page log entry', 22, 'delete_pagelogentry'),
	(92, 'Can view page log entry', 22, 'view_pagelogentry'),
	(93, 'Can add comment', 23, 'add_comment'),
	(94, 'Can change comment', 23, 'change_comment'),
	(95, 'Can delete comment', 23, 'delete_comment'),
	(96, 'Can view comment', 23, 'view_comment'),
	(97, 'Can add comment reply', 24, 'add_commentreply'),
	(98, 'Can change comment reply', 24, 'change_commentreply'),
	(99, 'Can delete comment reply', 24, 'delete_commentreply'),
	(100, 'Can view comment reply', 24, 'view_commentreply'),
	(101, 'Can add page subscription', 25, 'add_pagesubscription'),
	(102, 'Can change page subscription', 25, 'change_pagesubscription'),
	(103, 'Can delete page subscription', 25, 'delete_pagesubscription'),
	(104, 'Can view page subscription', 25, 'view_pagesubscription'),
	(105, 'Can add reference index', 26, 'add_referenceindex'),
	(106, 'Can change reference index', 26, 'change_referenceindex'),
	(107, 'Can delete reference index', 26, 'delete_referenceindex'),
	(108, 'Can view reference index', 26, 'view_referenceindex'),
	(109, 'Can access Wagtail admin', 27, 'access_admin'),
	(110, 'Can add document', 28, 'add_document'),
	(111, 'Can change document', 28, 'change_document'),
	(112, 'Can delete document', 28, 'delete_document'),
	(113, 'Can choose document', 28, 'choose_document'),
	(114, 'Can add image', 29, 'add_image'),
	(115, 'Can change image', 29, 'change_image'),
	(116, 'Can delete image', 29, 'delete_image'),
	(117, 'Can choose image', 29, 'choose_image'),
	(118, 'Can add permission', 30, 'add_permission'),
	(119, 'Can change permission', 30, 'change_permission'),
	(120, 'Can delete permission', 30, 'delete_permission'),
	(121, 'Can view permission', 30, 'view_permission'),
	(122, 'Can add group', 31, 'add_group'),
	(123, 'Can change group', 31, 'change_group'),
	(124, 'Can delete group', 31, 'delete_group'),
	(125, 'Can view group', 31, 'view_group'),
	(126, 'Can add content type', 32, 'add_contenttype'),
	(127, 'Can change content type', 32, 'change_contenttype'),
	(128, 'Can delete content type', 32, 'delete_contenttype'),
	(129, 'Can view content type', 32, 'view_contenttype'),
	(130, 'Can add session', 33, 'add_session'),
	(131, 'Can change session', 33, 'change_session'),
	(132, 'Can delete session', 33, 'delete_session'),
	(133, 'Can view session', 33, 'view_session'),
	(134, 'Can add checkpoint', 34, 'add_checkpoint'),
	(135, 'Can change checkpoint', 34, 'change_checkpoint'),
	(136, 'Can delete checkpoint', 34, 'delete_checkpoint'),
	(137, 'Can view checkpoint', 34, 'view_checkpoint'),
	(138, 'Can add entry', 35, 'add_entry'),
	(139, 'Can change entry', 35, 'change_entry'),
	(140, 'Can delete entry', 35, 'delete_entry'),
	(141, 'Can view entry', 35, 'view_entry'),
	(142, 'Can add link', 36, 'add_link'),
	(143, 'Can change link', 36, 'change_link'),
	(144, 'Can delete link', 36, 'delete_link'),
	(145, 'Can view link', 36, 'view_link'),
	(146, 'Can add look', 37, 'add_look'),
	(147, 'Can change look', 37, 'change_look'),
	(148, 'Can delete look', 37, 'delete_look'),
	(149, 'Can view look', 37, 'view_look'),
	(150, 'Can add lookup failure', 38, 'add_lookupfailure'),
	(151, 'Can change lookup failure', 38, 'change_lookupfailure'),
	(152, 'Can delete lookup failure', 38, 'delete_lookupfailure'),
	(153, 'Can view lookup failure', 38, 'view_lookupfailure'),
	(154, 'Can add role', 39, 'add_role'),
	(155, 'Can change role', 39, 'change_role'),
	(156, 'Can delete role', 39, 'delete_role'),
	(157, 'Can view role', 39, 'view_role'),
	(158, 'Can add user', 40, 'add_user'),
	(159, 'Can change user', 40, 'change_user'),
	(160, 'Can delete user', 40, 'delete_user'),
	(161, 'Can view user', 40, 'view_user'),
	(162, 'Can add region', 41, 'add_region'),
	(163, 'Can change region', 41, 'change_region'),
	(164, 'Can delete region', 41, 'delete_region'),
	(165, 'Can view region', 41, 'view_region'),
	(166, 'Can add citizen', 42, 'add_citizen'),
	(167, 'Can change citizen', 42, 'change_citizen'),
	(168, 'Can delete citizen', 42, 'delete_citizen'),
	(169, 'Can view citizen', 42, 'view_citizen'),
	(170, 'Can add unit', 43, 'add_unit'),
	(171, 'Can change unit', 43, 'change_unit'),
	(172, 'Can delete unit', 43, 'delete_unit'),
	(173, 'Can view unit', 43, 'view_unit'),
	(174, 'Can add station', 44, 'add_station'),
	(175, 'Can change station', 44, 'change_station'),
	(176, 'Can delete station', 44, 'delete_station'),
	(177, 'Can view station', 44, 'view_station'),
	(178, 'Can add staff', 45, 'add_staff'),
	(179, 'Can change staff', 45, 'change_staff'),
	(180, 'Can delete staff', 45, 'delete_staff'),
	(181, 'Can view staff', 45, 'view_staff'),
	(182, 'Can add service window', 46, 'add_servicewindow'),
	(183, 'Can change service window', 46, 'change_servicewindow'),
	(184, 'Can delete service window', 46, 'delete_servicewindow'),
	(185, 'Can view service window', 46, 'view_servicewindow'),
	(186, 'Can add assignment', 47, 'add_assignment'),
	(187, 'Can change assignment', 47, 'change_assignment'),
	(188, 'Can delete assignment', 47, 'delete_assignment'),
	(189, 'Can view assignment', 47, 'view_assignment'),
	(190, 'Can add delegation', 48, 'add_delegation'),
	(191, 'Can change delegation', 48, 'change_delegation'),
	(192, 'Can delete delegation', 48, 'delete_delegation'),
	(193, 'Can view delegation', 48, 'view_delegation'),
	(194, 'Can add calendar version', 49, 'add_calendarversion'),
	(195, 'Can change calendar version', 49, 'change_calendarversion'),
	(196, 'Can delete calendar version', 49, 'delete_calendarversion'),
	(197, 'Can view calendar version', 49, 'view_calendarversion'),
	(198, 'Can add holiday notice', 50, 'add_holidaynotice'),
	(199, 'Can change holiday notice', 50, 'change_holidaynotice'),
	(200, 'Can delete holiday notice', 50, 'delete_holidaynotice'),
	(201, 'Can view holiday notice', 50, 'view_holidaynotice'),
	(202, 'Can add legal limit', 51, 'add_legallimit'),
	(203, 'Can change legal limit', 51, 'change_legallimit'),
	(204, 'Can delete legal limit', 51, 'delete_legallimit'),
	(205, 'Can view legal limit', 51, 'view_legallimit'),
	(206, 'Can add office season', 52, 'add_officeseason'),
	(207, 'Can change office season', 52, 'change_officeseason'),
	(208, 'Can delete office season', 52, 'delete_officeseason'),
	(209, 'Can view office season', 52, 'view_officeseason'),
	(210, 'Can add clock', 53, 'add_clock'),
	(211, 'Can change clock', 53, 'change_clock'),
	(212, 'Can delete clock', 53, 'delete_clock'),
	(213, 'Can view clock', 53, 'view_clock'),
	(214, 'Can add calendar day', 54, 'add_calendarday'),
	(215, 'Can change calendar day', 54, 'change_calendarday'),
	(216, 'Can delete calendar day', 54, 'delete_calendarday'),
	(217, 'Can view calendar day', 54, 'view_calendarday'),
	(218, 'Can add stored file', 55, 'add_storedfile'),
	(219, 'Can change stored file', 55, 'change_storedfile'),
	(220, 'Can delete stored file', 55, 'delete_storedfile'),
	(221, 'Can view stored file', 55, 'view_storedfile'),
	(222, 'Can add attachment', 56, 'add_attachment'),
	(223, 'Can change attachment', 56, 'change_attachment'),
	(224, 'Can delete attachment', 56, 'delete_attachment'),
	(225, 'Can view attachment', 56, 'view_attachment'),
	(226, 'Can add notice', 57, 'add_notice'),
	(227, 'Can change notice', 57, 'change_notice'),
	(228, 'Can delete notice', 57, 'delete_notice'),
	(229, 'Can view notice', 57, 'view_notice'),
	(230, 'Can add read up to', 58, 'add_readupto'),
	(231, 'Can change read up to', 58, 'change_readupto'),
	(232, 'Can delete read up to', 58, 'delete_readupto'),
	(233, 'Can view read up to', 58, 'view_readupto'),
	(234, 'Can add page day', 59, 'add_pageday'),
	(235, 'Can change page day', 59, 'change_pageday'),
	(236, 'Can delete page day', 59, 'delete_pageday'),
	(237, 'Can view page day', 59, 'view_pageday'),
	(238, 'Can add site day', 60, 'add_siteday'),
	(239, 'Can change site day', 60, 'change_siteday'),
	(240, 'Can delete site day', 60, 'delete_siteday'),
	(241, 'Can view site day', 60, 'view_siteday'),
	(242, 'Can add visitor today', 61, 'add_visitortoday'),
	(243, 'Can change visitor today', 61, 'change_visitortoday'),
	(244, 'Can delete visitor today', 61, 'delete_visitortoday'),
	(245, 'Can view visitor today', 61, 'view_visitortoday'),
	(246, 'Can add 视频', 62, 'add_video'),
	(247, 'Can change 视频', 62, 'change_video'),
	(248, 'Can delete 视频', 62, 'delete_video'),
	(249, 'Can view 视频', 62, 'view_video'),
	(250, 'Can add 字幕', 63, 'add_videocaptions'),
	(251, 'Can change 字幕', 63, 'change_videocaptions'),
	(252, 'Can delete 字幕', 63, 'delete_videocaptions'),
	(253, 'Can view 字幕', 63, 'view_videocaptions'),
	(254, 'Can add channel', 64, 'add_channel'),
	(255, 'Can change channel', 64, 'change_channel'),
	(256, 'Can delete channel', 64, 'delete_channel'),
	(257, 'Can view channel', 64, 'view_channel'),
	(258, 'Can add hub', 65, 'add_hub'),
	(259, 'Can change hub', 65, 'change_hub'),
	(260, 'Can delete hub', 65, 'delete_hub'),
	(261, 'Can view hub', 65, 'view_hub'),
	(262, 'Can add presence', 66, 'add_presence'),
	(263, 'Can change presence', 66, 'change_presence'),
	(264, 'Can delete presence', 66, 'delete_presence'),
	(265, 'Can view presence', 66, 'view_presence'),
	(266, 'Can add line', 67, 'add_line'),
	(267, 'Can change line', 67, 'change_line'),
	(268, 'Can delete line', 67, 'delete_line'),
	(269, 'Can view line', 67, 'view_line'),
	(270, 'Can add sample', 68, 'add_sample'),
	(271, 'Can change sample', 68, 'change_sample'),
	(272, 'Can delete sample', 68, 'delete_sample'),
	(273, 'Can view sample', 68, 'view_sample'),
	(274, 'Can add 视频直播', 69, 'add_broadcast'),
	(275, 'Can change 视频直播', 69, 'change_broadcast'),
	(276, 'Can delete 视频直播', 69, 'delete_broadcast'),
	(277, 'Can view 视频直播', 69, 'view_broadcast'),
	(278, 'Can add 直播时段', 70, 'add_broadcastrun'),
	(279, 'Can change 直播时段', 70, 'change_broadcastrun'),
	(280, 'Can delete 直播时段', 70, 'delete_broadcastrun'),
	(281, 'Can view 直播时段', 70, 'view_broadcastrun'),
	(282, 'Can add paper', 71, 'add_paper'),
	(283, 'Can change paper', 71, 'change_paper'),
	(284, 'Can delete paper', 71, 'delete_paper'),
	(285, 'Can view paper', 71, 'view_paper'),
	(286, 'Can add paper number', 72, 'add_papernumber'),
	(287, 'Can change paper number', 72, 'change_papernumber'),
	(288, 'Can delete paper number', 72, 'delete_papernumber'),
	(289, 'Can view paper number', 72, 'view_papernumber'),
	(290, 'Can add listing', 73, 'add_listing'),
	(291, 'Can change listing', 73, 'change_listing'),
	(292, 'Can delete listing', 73, 'delete_listing'),
	(293, 'Can view listing', 73, 'view_listing'),
	(294, 'Can add search word', 74, 'add_searchword'),
	(295, 'Can change search word', 74, 'change_searchword'),
	(296, 'Can delete search word', 74, 'delete_searchword'),
	(297, 'Can view search word', 74, 'view_searchword'),
	(298, 'Can add facet set', 75, 'add_facetset'),
	(299, 'Can change facet set', 75, 'change_facetset'),
	(300, 'Can delete facet set', 75, 'delete_facetset'),
	(301, 'Can view facet set', 75, 'view_facetset'),
	(302, 'Can add posting', 76, 'add_posting'),
	(303, 'Can change posting', 76, 'change_posting'),
	(304, 'Can delete posting', 76, 'delete_posting'),
	(305, 'Can view posting', 76, 'view_posting'),
	(306, 'Can add document text', 77, 'add_documenttext'),
	(307, 'Can change document text', 77, 'change_documenttext'),
	(308, 'Can delete document text', 77, 'delete_documenttext'),
	(309, 'Can view document text', 77, 'view_documenttext'),
	(310, 'Can add finding', 78, 'add_finding'),
	(311, 'Can change finding', 78, 'change_finding'),
	(312, 'Can delete finding', 78, 'delete_finding'),
	(313, 'Can view finding', 78, 'view_finding'),
	(314, 'Can add override', 79, 'add_override'),
	(315, 'Can change override', 79, 'change_override'),
	(316, 'Can delete override', 79, 'delete_override'),
	(317, 'Can view override', 79, 'view_override'),
	(318, 'Can add rescan', 80, 'add_rescan'),
	(319, 'Can change rescan', 80, 'change_rescan'),
	(320, 'Can delete rescan', 80, 'delete_rescan'),
	(321, 'Can view rescan', 80, 'view_rescan'),
	(322, 'Can add word', 81, 'add_word'),
	(323, 'Can change word', 81, 'change_word'),
	(324, 'Can delete word', 81, 'delete_word'),
	(325, 'Can view word', 81, 'view_word'),
	(326, 'Can add word list version', 82, 'add_wordlistversion'),
	(327, 'Can change word list version', 82, 'change_wordlistversion'),
	(328, 'Can delete word list version', 82, 'delete_wordlistversion'),
	(329, 'Can view word list version', 82, 'view_wordlistversion'),
	(330, 'Can add answer', 83, 'add_answer'),
	(331, 'Can change answer', 83, 'change_answer'),
	(332, 'Can delete answer', 83, 'delete_answer'),
	(333, 'Can view answer', 83, 'view_answer'),
	(334, 'Can add form', 84, 'add_form'),
	(335, 'Can change form', 84, 'change_form'),
	(336, 'Can delete form', 84, 'delete_form'),
	(337, 'Can view form', 84, 'view_form'),
	(338, 'Can add form version', 85, 'add_formversion'),
	(339, 'Can change form version', 85, 'change_formversion'),
	(340, 'Can delete form version', 85, 'delete_formversion'),
	(341, 'Can view form version', 85, 'view_formversion'),
	(342, 'Can add item version', 86, 'add_itemversion'),
	(343, 'Can change item version', 86, 'change_itemversion'),
	(344, 'Can delete item version', 86, 'delete_itemversion'),
	(345, 'Can view item version', 86, 'view_itemversion'),
	(346, 'Can add opinion', 87, 'add_opinion'),
	(347, 'Can change opinion', 87, 'change_opinion'),
	(348, 'Can delete opinion', 87, 'delete_opinion'),
	(349, 'Can view opinion', 87, 'view_opinion'),
	(350, 'Can add service item', 88, 'add_serviceitem'),
	(351, 'Can change service item', 88, 'change_serviceitem'),
	(352, 'Can delete service item', 88, 'delete_serviceitem'),
	(353, 'Can view service item', 88, 'view_serviceitem'),
	(354, 'Can add case', 89, 'add_case'),
	(355, 'Can change case', 89, 'change_case'),
	(356, 'Can delete case', 89, 'delete_case'),
	(357, 'Can view case', 89, 'view_case'),
	(358, 'Can add case material', 90, 'add_casematerial'),
	(359, 'Can change case material', 90, 'change_casematerial'),
	(360, 'Can delete case material', 90, 'delete_casematerial'),
	(361, 'Can view case material', 90, 'view_casematerial'),
	(362, 'Can add case step', 91, 'add_casestep'),
	(363, 'Can change case step', 91, 'change_casestep'),
	(364, 'Can delete case step', 91, 'delete_casestep'),
	(365, 'Can view case step', 91, 'view_casestep'),
	(366, 'Can add certificate', 92, 'add_certificate'),
	(367, 'Can change certificate', 92, 'change_certificate'),
	(368, 'Can delete certificate', 92, 'delete_certificate'),
	(369, 'Can view certificate', 92, 'view_certificate'),
	(370, 'Can add correction', 93, 'add_correction'),
	(371, 'Can change correction', 93, 'change_correction'),
	(372, 'Can delete correction', 93, 'delete_correction'),
	(373, 'Can view correction', 93, 'view_correction'),
	(374, 'Can add decision', 94, 'add_decision'),
	(375, 'Can change decision', 94, 'change_decision'),
	(376, 'Can delete decision', 94, 'delete_decision'),
	(377, 'Can view decision', 94, 'view_decision'),
	(378, 'Can add delivery', 95, 'add_delivery'),
	(379, 'Can change delivery', 95, 'change_delivery'),
	(380, 'Can delete delivery', 95, 'delete_delivery'),
	(381, 'Can view delivery', 95, 'view_delivery'),
	(382, 'Can add extension request', 96, 'add_extensionrequest'),
	(383, 'Can change extension request', 96, 'change_extensionrequest'),
	(384, 'Can delete extension request', 96, 'delete_extensionrequest'),
	(385, 'Can view extension request', 96, 'view_extensionrequest'),
	(386, 'Can add fee receipt', 97, 'add_feereceipt'),
	(387, 'Can change fee receipt', 97, 'change_feereceipt'),
	(388, 'Can delete fee receipt', 97, 'delete_feereceipt'),
	(389, 'Can view fee receipt', 97, 'view_feereceipt'),
	(390, 'Can add rating', 98, 'add_rating'),
	(391, 'Can change rating', 98, 'change_rating'),
	(392, 'Can delete rating', 98, 'delete_rating'),
	(393, 'Can view rating', 98, 'view_rating'),
	(394, 'Can add special procedure', 99, 'add_specialprocedure'),
	(395, 'Can change special procedure', 99, 'change_specialprocedure'),
	(396, 'Can delete special procedure', 99, 'delete_specialprocedure'),
	(397, 'Can view special procedure', 99, 'view_specialprocedure'),
	(398, 'Can add capture run', 100, 'add_capturerun'),
	(399, 'Can change capture run', 100, 'change_capturerun'),
	(400, 'Can delete capture run', 100, 'delete_capturerun'),
	(401, 'Can view capture run', 100, 'view_capturerun'),
	(402, 'Can add courtesy', 101, 'add_courtesy'),
	(403, 'Can change courtesy', 101, 'change_courtesy'),
	(404, 'Can delete courtesy', 101, 'delete_courtesy'),
	(405, 'Can view courtesy', 101, 'view_courtesy'),
	(406, 'Can add captured item', 102, 'add_captureditem'),
	(407, 'Can change captured item', 102, 'change_captureditem'),
	(408, 'Can delete captured item', 102, 'delete_captureditem'),
	(409, 'Can view captured item', 102, 'view_captureditem'),
	(410, 'Can add captured picture', 103, 'add_capturedpicture'),
	(411, 'Can change captured picture', 103, 'change_capturedpicture'),
	(412, 'Can delete captured picture', 103, 'delete_capturedpicture'),
	(413, 'Can view captured picture', 103, 'view_capturedpicture'),
	(414, 'Can add capture source', 104, 'add_capturesource'),
	(415, 'Can change capture source', 104, 'change_capturesource'),
	(416, 'Can delete capture source', 104, 'delete_capturesource'),
	(417, 'Can view capture source', 104, 'view_capturesource'),
	(418, 'Can add fingerprint', 105, 'add_fingerprint'),
	(419, 'Can change fingerprint', 105, 'change_fingerprint'),
	(420, 'Can delete fingerprint', 105, 'delete_fingerprint'),
	(421, 'Can view fingerprint', 105, 'view_fingerprint'),
	(422, 'Can add allowed host', 106, 'add_allowedhost'),
	(423, 'Can change allowed host', 106, 'change_allowedhost'),
	(424, 'Can delete allowed host', 106, 'delete_allowedhost'),
	(425, 'Can view allowed host', 106, 'view_allowedhost'),
	(426, 'Can add letter', 107, 'add_letter'),
	(427, 'Can change letter', 107, 'change_letter'),
	(428, 'Can delete letter', 107, 'delete_letter'),
	(429, 'Can view letter', 107, 'view_letter'),
	(430, 'Can add complaint', 108, 'add_complaint'),
	(431, 'Can change complaint', 108, 'change_complaint'),
	(432, 'Can delete complaint', 108, 'delete_complaint'),
	(433, 'Can view complaint', 108, 'view_complaint'),
	(434, 'Can add disclosure request', 109, 'add_disclosurerequest'),
	(435, 'Can change disclosure request', 109, 'change_disclosurerequest'),
	(436, 'Can delete disclosure request', 109, 'delete_disclosurerequest'),
	(437, 'Can view disclosure request', 109, 'view_disclosurerequest'),
	(438, 'Can add consultation', 110, 'add_consultation'),
	(439, 'Can change consultation', 110, 'change_consultation'),
	(440, 'Can delete consultation', 110, 'delete_consultation'),
	(441, 'Can view consultation', 110, 'view_consultation'),
	(442, 'Can add fee notice', 111, 'add_feenotice'),
	(443, 'Can change fee notice', 111, 'change_feenotice'),
	(444, 'Can delete fee notice', 111, 'delete_feenotice'),
	(445, 'Can view fee notice', 111, 'view_feenotice'),
	(446, 'Can add reply extension', 112, 'add_replyextension'),
	(447, 'Can change reply extension', 112, 'change_replyextension'),
	(448, 'Can delete reply extension', 112, 'delete_replyextension'),
	(449, 'Can view reply extension', 112, 'view_replyextension'),
	(450, 'Can add request correction', 113, 'add_requestcorrection'),
	(451, 'Can change request correction', 113, 'change_requestcorrection'),
	(452, 'Can delete request correction', 113, 'delete_requestcorrection'),
	(453, 'Can view request correction', 113, 'view_requestcorrection'),
	(454, 'Can add request draft', 114, 'add_requestdraft'),
	(455, 'Can change request draft', 114, 'change_requestdraft'),
	(456, 'Can delete request draft', 114, 'delete_requestdraft'),
	(457, 'Can view request draft', 114, 'view_requestdraft'),
	(458, 'Can add request file', 115, 'add_requestfile'),
	(459, 'Can change request file', 115, 'change_requestfile'),
	(460, 'Can delete request file', 115, 'delete_requestfile'),
	(461, 'Can view request file', 115, 'view_requestfile'),
	(462, 'Can add request opinion', 116, 'add_requestopinion'),
	(463, 'Can change request opinion', 116, 'change_requestopinion'),
	(464, 'Can delete request opinion', 116, 'delete_requestopinion'),
	(465, 'Can view request opinion', 116, 'view_requestopinion'),
	(466, 'Can add request reply', 117, 'add_requestreply'),
	(467, 'Can change request reply', 117, 'change_requestreply'),
	(468, 'Can delete request reply', 117, 'delete_requestreply'),
	(469, 'Can view request reply', 117, 'view_requestreply'),
	(470, 'Can add annual report', 118, 'add_annualreport'),
	(471, 'Can change annual report', 118, 'change_annualreport'),
	(472, 'Can delete annual report', 118, 'delete_annualreport'),
	(473, 'Can view annual report', 118, 'view_annualreport'),
	(474, 'Can add index serial', 119, 'add_indexserial'),
	(475, 'Can change index serial', 119, 'change_indexserial'),
	(476, 'Can delete index serial', 119, 'delete_indexserial'),
	(477, 'Can view index serial', 119, 'view_indexserial'),
	(478, 'Can add information', 120, 'add_information'),
	(479, 'Can change information', 120, 'change_information'),
	(480, 'Can delete information', 120, 'delete_information'),
	(481, 'Can view information', 120, 'view_information'),
	(482, 'Can add remedy record', 121, 'add_remedyrecord'),
	(483, 'Can change remedy record', 121, 'change_remedyrecord'),
	(484, 'Can delete remedy record', 121, 'delete_remedyrecord'),
	(485, 'Can view remedy record', 121, 'view_remedyrecord'),
	(486, 'Can add request reasons', 122, 'add_requestreasons'),
	(487, 'Can change request reasons', 122, 'change_requestreasons'),
	(488, 'Can delete request reasons', 122, 'delete_requestreasons'),
	(489, 'Can view request reasons', 122, 'view_requestreasons'),
	(490, 'Can add address tally', 123, 'add_addresstally'),
	(491, 'Can change address tally', 123, 'change_addresstally'),
	(492, 'Can delete address tally', 123, 'delete_addresstally'),
	(493, 'Can view address tally', 123, 'view_addresstally'),
	(494, 'Can add survey', 124, 'add_survey'),
	(495, 'Can change survey', 124, 'change_survey'),
	(496, 'Can delete survey', 124, 'delete_survey'),
	(497, 'Can view survey', 124, 'view_survey'),
	(498, 'Can add participation', 125, 'add_participation'),
	(499, 'Can change participation', 125, 'change_participation'),
	(500, 'Can delete participation', 125, 'delete_participation'),
	(501, 'Can view participation', 125, 'view_participation'),
	(502, 'Can add form entry', 126, 'add_formentry'),
	(503, 'Can change form entry', 126, 'change_formentry'),
	(504, 'Can delete form entry', 126, 'delete_formentry'),
	(505, 'Can view form entry', 126, 'view_formentry'),
	(506, 'Can add excerpt', 127, 'add_excerpt'),
	(507, 'Can change excerpt', 127, 'change_excerpt'),
	(508, 'Can delete excerpt', 127, 'delete_excerpt'),
	(509, 'Can view excerpt', 127, 'view_excerpt'),
	(510, 'Can add envelope', 128, 'add_envelope'),
	(511, 'Can change envelope', 128, 'change_envelope'),
	(512, 'Can delete envelope', 128, 'delete_envelope'),
	(513, 'Can view envelope', 128, 'view_envelope'),
	(514, 'Can add survey answer', 129, 'add_surveyanswer'),
	(515, 'Can change survey answer', 129, 'change_surveyanswer'),
	(516, 'Can delete survey answer', 129, 'delete_surveyanswer'),
	(517, 'Can view survey answer', 129, 'view_surveyanswer'),
	(518, 'Can add interview', 130, 'add_interview'),
	(519, 'Can change interview', 130, 'change_interview'),
	(520, 'Can delete interview', 130, 'delete_interview'),
	(521, 'Can view interview', 130, 'view_interview'),
	(522, 'Can add interview picture', 131, 'add_interviewpicture'),
	(523, 'Can change interview picture', 131, 'change_interviewpicture'),
	(524, 'Can delete interview picture', 131, 'delete_interviewpicture'),
	(525, 'Can view interview picture', 131, 'view_interviewpicture'),
	(526, 'Can add person', 132, 'add_person'),
	(527, 'Can change person', 132, 'change_person'),
	(528, 'Can delete person', 132, 'delete_person'),
	(529, 'Can view person', 132, 'view_person'),
	(530, 'Can add phone code', 133, 'add_phonecode'),
	(531, 'Can change phone code', 133, 'change_phonecode'),
	(532, 'Can delete phone code', 133, 'delete_phonecode'),
	(533, 'Can view phone code', 133, 'view_phonecode'),
	(534, 'Can add poll', 134, 'add_poll'),
	(535, 'Can change poll', 134, 'change_poll'),
	(536, 'Can delete poll', 134, 'delete_poll'),
	(537, 'Can view poll', 134, 'view_poll'),
	(538, 'Can add poll choice', 135, 'add_pollchoice'),
	(539, 'Can change poll choice', 135, 'change_pollchoice'),
	(540, 'Can delete poll choice', 135, 'delete_pollchoice'),
	(541, 'Can view poll choice', 135, 'view_pollchoice'),
	(542, 'Can add ballot', 136, 'add_ballot'),
	(543, 'Can change ballot', 136, 'change_ballot'),
	(544, 'Can delete ballot', 136, 'delete_ballot'),
	(545, 'Can view ballot', 136, 'view_ballot'),
	(546, 'Can add question', 137, 'add_question'),
	(547, 'Can change question', 137, 'change_question'),
	(548, 'Can delete question', 137, 'delete_question'),
	(549, 'Can view question', 137, 'view_question'),
	(550, 'Can add question vote', 138, 'add_questionvote'),
	(551, 'Can change question vote', 138, 'change_questionvote'),
	(552, 'Can delete question vote', 138, 'delete_questionvote'),
	(553, 'Can view question vote', 138, 'view_questionvote'),
	(554, 'Can add transcript entry', 139, 'add_transcriptentry'),
	(555, 'Can change transcript entry', 139, 'change_transcriptentry'),
	(556, 'Can delete transcript entry', 139, 'delete_transcriptentry'),
	(557, 'Can view transcript entry', 139, 'view_transcriptentry'),
	(558, 'Can add attendance', 140, 'add_attendance'),
	(559, 'Can change attendance', 140, 'change_attendance'),
	(560, 'Can delete attendance', 140, 'delete_attendance'),
	(561, 'Can view attendance', 140, 'view_attendance'),
	(562, 'Can add follower', 141, 'add_follower'),
	(563, 'Can change follower', 141, 'change_follower'),
	(564, 'Can delete follower', 141, 'delete_follower'),
	(565, 'Can view follower', 141, 'view_follower'),
	(566, 'Can add rule', 142, 'add_rule'),
	(567, 'Can change rule', 142, 'change_rule'),
	(568, 'Can delete rule', 142, 'delete_rule'),
	(569, 'Can view rule', 142, 'view_rule'),
	(570, 'Can add matter', 143, 'add_matter'),
	(571, 'Can change matter', 143, 'change_matter'),
	(572, 'Can delete matter', 143, 'delete_matter'),
	(573, 'Can view matter', 143, 'view_matter'),
	(574, 'Can add card', 144, 'add_card'),
	(575, 'Can change card', 144, 'change_card'),
	(576, 'Can delete card', 144, 'delete_card'),
	(577, 'Can view card', 144, 'view_card'),
	(578, 'Can add rule version', 145, 'add_ruleversion'),
	(579, 'Can change rule version', 145, 'change_ruleversion'),
	(580, 'Can delete rule version', 145, 'delete_ruleversion'),
	(581, 'Can view rule version', 145, 'view_ruleversion'),
	(582, 'Can add supervision order', 146, 'add_supervisionorder'),
	(583, 'Can change supervision order', 146, 'change_supervisionorder'),
	(584, 'Can delete supervision order', 146, 'delete_supervisionorder'),
	(585, 'Can view supervision order', 146, 'view_supervisionorder'),
	(586, 'Can add order step', 147, 'add_orderstep'),
	(587, 'Can change order step', 147, 'change_orderstep'),
	(588, 'Can delete order step', 147, 'delete_orderstep'),
	(589, 'Can view order step', 147, 'view_orderstep'),
	(590, 'Can add undetermined', 148, 'add_undetermined'),
	(591, 'Can change undetermined', 148, 'change_undetermined'),
	(592, 'Can delete undetermined', 148, 'delete_undetermined'),
	(593, 'Can view undetermined', 148, 'view_undetermined'),
	(594, 'Can add appeal', 149, 'add_appeal'),
	(595, 'Can change appeal', 149, 'change_appeal'),
	(596, 'Can delete appeal', 149, 'delete_appeal'),
	(597, 'Can view appeal', 149, 'view_appeal'),
	(598, 'Can add indicator', 150, 'add_indicator'),
	(599, 'Can change indicator', 150, 'change_indicator'),
	(600, 'Can delete indicator', 150, 'delete_indicator'),
	(601, 'Can view indicator', 150, 'view_indicator'),
	(602, 'Can add scheme', 151, 'add_scheme'),
	(603, 'Can change scheme', 151, 'change_scheme'),
	(604, 'Can delete scheme', 151, 'delete_scheme'),
	(605, 'Can view scheme', 151, 'view_scheme'),
	(606, 'Can add appraisal', 152, 'add_appraisal'),
	(607, 'Can change appraisal', 152, 'change_appraisal'),
	(608, 'Can delete appraisal', 152, 'delete_appraisal'),
	(609, 'Can view appraisal', 152, 'view_appraisal'),
	(610, 'Can add score', 153, 'add_score'),
	(611, 'Can change score', 153, 'change_score'),
	(612, 'Can delete score', 153, 'delete_score'),
	(613, 'Can view score', 153, 'view_score'),
	(614, 'Can add score mark', 154, 'add_scoremark'),
	(615, 'Can change score mark', 154, 'change_scoremark'),
	(616, 'Can delete score mark', 154, 'delete_scoremark'),
	(617, 'Can view score mark', 154, 'view_scoremark'),
	(618, 'Can add score objection', 155, 'add_scoreobjection'),
	(619, 'Can change score objection', 155, 'change_scoreobjection'),
	(620, 'Can delete score objection', 155, 'delete_scoreobjection'),
	(621, 'Can view score objection', 155, 'view_scoreobjection'),
	(622, 'Can add score revision', 156, 'add_scorerevision'),
	(623, 'Can change score revision', 156, 'change_scorerevision'),
	(624, 'Can delete score revision', 156, 'delete_scorerevision'),
	(625, 'Can view score revision', 156, 'view_scorerevision'),
	(626, 'Can add score line', 157, 'add_scoreline'),
	(627, 'Can change score line', 157, 'change_scoreline'),
	(628, 'Can delete score line', 157, 'delete_scoreline'),
	(629, 'Can view score line', 157, 'view_scoreline'),
	(630, 'Can add column mapping', 158, 'add_columnmapping'),
	(631, 'Can change column mapping', 158, 'change_columnmapping'),
	(632, 'Can delete column mapping', 158, 'delete_columnmapping'),
	(633, 'Can view column mapping', 158, 'view_columnmapping'),
	(634, 'Can add province cursor', 159, 'add_provincecursor'),
	(635, 'Can change province cursor', 159, 'change_provincecursor'),
	(636, 'Can delete province cursor', 159, 'delete_provincecursor'),
	(637, 'Can view province cursor', 159, 'view_provincecursor'),
	(638, 'Can add province link', 160, 'add_provincelink'),
	(639, 'Can change province link', 160, 'change_provincelink'),
	(640, 'Can delete province link', 160, 'delete_provincelink'),
	(641, 'Can view province link', 160, 'view_provincelink'),
	(642, 'Can add outside system', 161, 'add_outsidesystem'),
	(643, 'Can change outside system', 161, 'change_outsidesystem'),
	(644, 'Can delete outside system', 161, 'delete_outsidesystem'),
	(645, 'Can view outside system', 161, 'view_outsidesystem'),
	(646, 'Can add import', 162, 'add_import'),
	(647, 'Can change import', 162, 'change_import'),
	(648, 'Can delete import', 162, 'delete_import'),
	(649, 'Can view import', 162, 'view_import'),
	(650, 'Can add province message', 163, 'add_provincemessage'),
	(651, 'Can change province message', 163, 'change_provincemessage'),
	(652, 'Can delete province message', 163, 'delete_provincemessage'),
	(653, 'Can view province message', 163, 'view_provincemessage'),
	(654, 'Can add province receipt', 164, 'add_provincereceipt'),
	(655, 'Can change province receipt', 164, 'change_provincereceipt'),
	(656, 'Can delete province receipt', 164, 'delete_provincereceipt'),
	(657, 'Can view province receipt', 164, 'view_provincereceipt'),
	(658, 'Can add quarantined line', 165, 'add_quarantinedline'),
	(659, 'Can change quarantined line', 165, 'change_quarantinedline'),
	(660, 'Can delete quarantined line', 165, 'delete_quarantinedline'),
	(661, 'Can view quarantined line', 165, 'view_quarantinedline'),
	(662, 'Can add received event', 166, 'add_receivedevent'),
	(663, 'Can change received event', 166, 'change_receivedevent'),
	(664, 'Can delete received event', 166, 'delete_receivedevent'),
	(665, 'Can view received event', 166, 'view_receivedevent'),
	(666, 'Can add reconciliation', 167, 'add_reconciliation'),
	(667, 'Can change reconciliation', 167, 'change_reconciliation'),
	(668, 'Can delete reconciliation', 167, 'delete_reconciliation'),
	(669, 'Can view reconciliation', 167, 'view_reconciliation'),
	(670, 'Can add reconciliation difference', 168, 'add_reconciliationdifference'),
	(671, 'Can change reconciliation difference', 168, 'change_reconciliationdifference'),
	(672, 'Can delete reconciliation difference', 168, 'delete_reconciliationdifference'),
	(673, 'Can view reconciliation difference', 168, 'view_reconciliationdifference'),
	(674, 'Can add system key', 169, 'add_systemkey'),
	(675, 'Can change system key', 169, 'change_systemkey'),
	(676, 'Can delete system key', 169, 'delete_systemkey'),
	(677, 'Can view system key', 169, 'view_systemkey'),
	(678, 'Can add remembered answer', 170, 'add_rememberedanswer'),
	(679, 'Can change remembered answer', 170, 'change_rememberedanswer'),
	(680, 'Can delete remembered answer', 170, 'delete_rememberedanswer'),
	(681, 'Can view remembered answer', 170, 'view_rememberedanswer'),
	(682, 'Can add redirect', 171, 'add_redirect'),
	(683, 'Can change redirect', 171, 'change_redirect'),
	(684, 'Can delete redirect', 171, 'delete_redirect'),
	(685, 'Can view redirect', 171, 'view_redirect'),
	(686, 'Can add embed', 172, 'add_embed'),
	(687, 'Can change embed', 172, 'change_embed'),
	(688, 'Can delete embed', 172, 'delete_embed'),
	(689, 'Can view embed', 172, 'view_embed'),
	(690, 'Can add user profile', 173, 'add_userprofile'),
	(691, 'Can change user profile', 173, 'change_userprofile'),
	(692, 'Can delete user profile', 173, 'delete_userprofile'),
	(693, 'Can view user profile', 173, 'view_userprofile'),
	(694, 'Can view document', 28, 'view_document'),
	(695, 'Can view image', 29, 'view_image'),
	(696, 'Can add rendition', 174, 'add_rendition'),
	(697, 'Can change rendition', 174, 'change_rendition'),
	(698, 'Can delete rendition', 174, 'delete_rendition'),
	(699, 'Can view rendition', 174, 'view_rendition'),
	(700, 'Can add index entry', 175, 'add_indexentry'),
	(701, 'Can change index entry', 175, 'change_indexentry'),
	(702, 'Can delete index entry', 175, 'delete_indexentry'),
	(703, 'Can view index entry', 175, 'view_indexentry'),
	(704, 'Can add editing session', 176, 'add_editingsession'),
	(705, 'Can change editing session', 176, 'change_editingsession'),
	(706, 'Can delete editing session', 176, 'delete_editingsession'),
	(707, 'Can view editing session', 176, 'view_editingsession'),
	(708, 'Can add form state', 177, 'add_formstate'),
	(709, 'Can change form state', 177, 'change_formstate'),
	(710, 'Can delete form state', 177, 'delete_formstate'),
	(711, 'Can view form state', 177, 'view_formstate'),
	(712, 'Can add tag', 178, 'add_tag'),
	(713, 'Can change tag', 178, 'change_tag'),
	(714, 'Can delete tag', 178, 'delete_tag'),
	(715, 'Can view tag', 178, 'view_tag'),
	(716, 'Can add tagged item', 179, 'add_taggeditem'),
	(717, 'Can change tagged item', 179, 'change_taggeditem'),
	(718, 'Can delete tagged item', 179, 'delete_taggeditem'),
	(719, 'Can view tagged item', 179, 'view_taggeditem'),
	(720, 'Can add 栏目', 180, 'add_columnpage'),
	(721, 'Can change 栏目', 180, 'change_columnpage'),
	(722, 'Can delete 栏目', 180, 'delete_columnpage'),
	(723, 'Can view 栏目', 180, 'view_columnpage'),
	(724, 'Can add 图片', 181, 'add_picture'),
	(725, 'Can change 图片', 181, 'change_picture'),
	(726, 'Can delete 图片', 181, 'delete_picture'),
	(727, 'Can view 图片', 181, 'view_picture'),
	(728, 'Can add 稿件', 182, 'add_articlepage'),
	(729, 'Can change 稿件', 182, 'change_articlepage'),
	(730, 'Can delete 稿件', 182, 'delete_articlepage'),
	(731, 'Can view 稿件', 182, 'view_articlepage'),
	(732, 'Can add 文档', 183, 'add_sitedocument'),
	(733, 'Can change 文档', 183, 'change_sitedocument'),
	(734, 'Can delete 文档', 183, 'delete_sitedocument'),
	(735, 'Can view 文档', 183, 'view_sitedocument'),
	(736, 'Can add 站点', 184, 'add_sitepage'),
	(737, 'Can change 站点', 184, 'change_sitepage'),
	(738, 'Can delete 站点', 184, 'delete_sitepage'),
	(739, 'Can view 站点', 184, 'view_sitepage'),
	(740, 'Can add 专题', 185, 'add_topicpage'),
	(741, 'Can change 专题', 185, 'change_topicpage'),
	(742, 'Can delete 专题', 185, 'delete_topicpage'),
	(743, 'Can view 专题', 185, 'view_topicpage'),
	(744, 'Can add picture rendition', 186, 'add_picturerendition'),
	(745, 'Can change picture rendition', 186, 'change_picturerendition'),
	(746, 'Can delete picture rendition', 186, 'delete_picturerendition'),
	(747, 'Can view picture rendition', 186, 'view_picturerendition'),
	(748, 'Can add 审级', 187, 'add_reviewtask'),
	(749, 'Can change 审级', 187, 'change_reviewtask'),
	(750, 'Can delete 审级', 187, 'delete_reviewtask'),
	(751, 'Can view 审级', 187, 'view_reviewtask'),
	(752, 'Can add 审稿', 188, 'add_reviewstate'),
	(753, 'Can change 审稿', 188, 'change_reviewstate'),
	(754, 'Can delete 审稿', 188, 'delete_reviewstate'),
	(755, 'Can view 审稿', 188, 'view_reviewstate'),
	(756, 'Can add legacy item', 189, 'add_legacyitem'),
	(757, 'Can change legacy item', 189, 'change_legacyitem'),
	(758, 'Can delete legacy item', 189, 'delete_legacyitem'),
	(759, 'Can view legacy item', 189, 'view_legacyitem'),
	(760, 'Can add column duty', 190, 'add_columnduty'),
	(761, 'Can change column duty', 190, 'change_columnduty'),
	(762, 'Can delete column duty', 190, 'delete_columnduty'),
	(763, 'Can view column duty', 190, 'view_columnduty'),
	(764, 'Can add 上架稿件', 191, 'add_shelf'),
	(765, 'Can change 上架稿件', 191, 'change_shelf'),
	(766, 'Can delete 上架稿件', 191, 'delete_shelf'),
	(767, 'Can view 上架稿件', 191, 'view_shelf'),
	(768, 'Can add cached page', 192, 'add_cachedpage'),
	(769, 'Can change cached page', 192, 'change_cachedpage'),
	(770, 'Can delete cached page', 192, 'delete_cachedpage'),
	(771, 'Can view cached page', 192, 'view_cachedpage'),
	(772, 'Can add page change', 193, 'add_pagechange'),
	(773, 'Can change page change', 193, 'change_pagechange'),
	(774, 'Can delete page change', 193, 'delete_pagechange'),
	(775, 'Can view page change', 193, 'view_pagechange'),
	(776, 'Can add absence', 194, 'add_absence'),
	(777, 'Can change absence', 194, 'change_absence'),
	(778, 'Can delete absence', 194, 'delete_absence'),
	(779, 'Can view absence', 194, 'view_absence'),
	(780, 'Can add mourning', 195, 'add_mourning'),
	(781, 'Can change mourning', 195, 'change_mourning'),
	(782, 'Can delete mourning', 195, 'delete_mourning'),
	(783, 'Can view mourning', 195, 'view_mourning'),
	(784, 'Can add template', 196, 'add_template'),
	(785, 'Can change template', 196, 'change_template'),
	(786, 'Can delete template', 196, 'delete_template'),
	(787, 'Can view template', 196, 'view_template'),
	(788, 'Can add template version', 197, 'add_templateversion'),
	(789, 'Can change template version', 197, 'change_templateversion'),
	(790, 'Can delete template version', 197, 'delete_templateversion'),
	(791, 'Can view template version', 197, 'view_templateversion'),
	(792, 'Can add theme', 198, 'add_theme'),
	(793, 'Can change theme', 198, 'change_theme'),
	(794, 'Can delete theme', 198, 'delete_theme'),
	(795, 'Can view theme', 198, 'view_theme'),
	(796, 'Can add site look', 199, 'add_sitelook'),
	(797, 'Can change site look', 199, 'change_sitelook'),
	(798, 'Can delete site look', 199, 'delete_sitelook'),
	(799, 'Can view site look', 199, 'view_sitelook'),
	(800, 'Can add theme version', 200, 'add_themeversion'),
	(801, 'Can change theme version', 200, 'change_themeversion'),
	(802, 'Can delete theme version', 200, 'delete_themeversion'),
	(803, 'Can view theme version', 200, 'view_themeversion'),
	(804, 'Can add template assignment', 201, 'add_templateassignment'),
	(805, 'Can change template assignment', 201, 'change_templateassignment'),
	(806, 'Can delete template assignment', 201, 'delete_templateassignment'),
	(807, 'Can view template assignment', 201, 'view_templateassignment'),
	(808, 'Can add disclosed article', 202, 'add_disclosedarticle'),
	(809, 'Can change disclosed article', 202, 'change_disclosedarticle'),
	(810, 'Can delete disclosed article', 202, 'delete_disclosedarticle'),
	(811, 'Can view disclosed article', 202, 'view_disclosedarticle'),
	(812, 'Can add attachment check', 203, 'add_attachmentcheck'),
	(813, 'Can change attachment check', 203, 'change_attachmentcheck'),
	(814, 'Can delete attachment check', 203, 'delete_attachmentcheck'),
	(815, 'Can view attachment check', 203, 'view_attachmentcheck'),
	(816, 'Can add defect', 204, 'add_defect'),
	(817, 'Can change defect', 204, 'change_defect'),
	(818, 'Can delete defect', 204, 'delete_defect'),
	(819, 'Can view defect', 204, 'view_defect'),
	(820, 'Can add external host', 205, 'add_externalhost'),
	(821, 'Can change external host', 205, 'change_externalhost'),
	(822, 'Can delete external host', 205, 'delete_externalhost'),
	(823, 'Can view external host', 205, 'view_externalhost'),
	(824, 'Can add night', 206, 'add_night'),
	(825, 'Can change night', 206, 'change_night'),
	(826, 'Can delete night', 206, 'delete_night'),
	(827, 'Can view night', 206, 'view_night'),
	(828, 'Can add exemption', 207, 'add_exemption'),
	(829, 'Can change exemption', 207, 'change_exemption'),
	(830, 'Can delete exemption', 207, 'delete_exemption'),
	(831, 'Can view exemption', 207, 'view_exemption'),
	(832, 'Can add inspected page', 208, 'add_inspectedpage'),
	(833, 'Can change inspected page', 208, 'change_inspectedpage'),
	(834, 'Can delete inspected page', 208, 'delete_inspectedpage'),
	(835, 'Can view inspected page', 208, 'view_inspectedpage'),
	(836, 'Can add probe', 209, 'add_probe'),
	(837, 'Can change probe', 209, 'change_probe'),
	(838, 'Can delete probe', 209, 'delete_probe'),
	(839, 'Can view probe', 209, 'view_probe'),
	(840, 'Can add site report', 210, 'add_sitereport'),
	(841, 'Can change site report', 210, 'change_sitereport'),
	(842, 'Can delete site report', 210, 'delete_sitereport'),
	(843, 'Can view site report', 210, 'view_sitereport'),
	(844, 'Can add external link', 211, 'add_externallink'),
	(845, 'Can change external link', 211, 'change_externallink'),
	(846, 'Can delete external link', 211, 'delete_externallink'),
	(847, 'Can view external link', 211, 'view_externallink');
INSERT INTO public.cms_reviewtask VALUES
	(2, 'first', 1),
	(3, 'second', 1),
	(4, 'final', 1);
INSERT INTO public.django_content_type VALUES
	(1, 'wagtailcore', 'page'),
	(2, 'wagtailcore', 'groupapprovaltask'),
	(3, 'wagtailcore', 'locale'),
	(4, 'wagtailcore', 'site'),
	(5, 'wagtailcore', 'groupsitepermission'),
	(6, 'wagtailcore', 'apitoken'),
	(7, 'wagtailcore', 'modellogentry'),
	(8, 'wagtailcore', 'revision'),
	(9, 'wagtailcore', 'collectionviewrestriction'),
	(10, 'wagtailcore', 'collection'),
	(11, 'wagtailcore', 'groupcollectionpermission'),
	(12, 'wagtailcore', 'uploadedfile'),
	(13, 'wagtailcore', 'workflowcontenttype'),
	(14, 'wagtailcore', 'workflowstate'),
	(15, 'wagtailcore', 'workflow'),
	(16, 'wagtailcore', 'workflowtask'),
	(17, 'wagtailcore', 'task'),
	(18, 'wagtailcore', 'taskstate'),
	(19, 'wagtailcore', 'grouppagepermission'),
	(20, 'wagtailcore', 'pageviewrestriction'),
	(21, 'wagtailcore', 'workflowpage'),
	(22, 'wagtailcore', 'pagelogentry'),
	(23, 'wagtailcore', 'comment'),
	(24, 'wagtailcore', 'commentreply'),
	(25, 'wagtailcore', 'pagesubscription'),
	(26, 'wagtailcore', 'referenceindex'),
	(27, 'wagtailadmin', 'admin'),
	(28, 'wagtaildocs', 'document'),
	(29, 'wagtailimages', 'image'),
	(30, 'auth', 'permission'),
	(31, 'auth', 'group'),
	(32, 'contenttypes', 'contenttype'),
	(33, 'sessions', 'session'),
	(34, 'journal', 'checkpoint'),
	(35, 'journal', 'entry'),
	(36, 'journal', 'link'),
	(37, 'journal', 'look'),
	(38, 'org', 'lookupfailure'),
	(39, 'org', 'role'),
	(40, 'org', 'user'),
	(41, 'org', 'region'),
	(42, 'org', 'citizen'),
	(43, 'org', 'unit'),
	(44, 'org', 'station'),
	(45, 'org', 'staff'),
	(46, 'org', 'servicewindow'),
	(47, 'org', 'assignment'),
	(48, 'org', 'delegation'),
	(49, 'timers', 'calendarversion'),
	(50, 'timers', 'holidaynotice'),
	(51, 'timers', 'legallimit'),
	(52, 'timers', 'officeseason'),
	(53, 'timers', 'clock'),
	(54, 'timers', 'calendarday'),
	(55, 'files', 'storedfile'),
	(56, 'files', 'attachment'),
	(57, 'notices', 'notice'),
	(58, 'visits', 'readupto'),
	(59, 'visits', 'pageday'),
	(60, 'visits', 'siteday'),
	(61, 'visits', 'visitortoday'),
	(62, 'videos', 'video'),
	(63, 'videos', 'videocaptions'),
	(64, 'live', 'channel'),
	(65, 'live', 'hub'),
	(66, 'live', 'presence'),
	(67, 'live', 'line'),
	(68, 'live', 'sample'),
	(69, 'broadcasts', 'broadcast'),
	(70, 'broadcasts', 'broadcastrun'),
	(71, 'papers', 'paper'),
	(72, 'papers', 'papernumber'),
	(73, 'search', 'listing'),
	(74, 'search', 'searchword'),
	(75, 'search', 'facetset'),
	(76, 'search', 'posting'),
	(77, 'guards', 'documenttext'),
	(78, 'guards', 'finding'),
	(79, 'guards', 'override'),
	(80, 'guards', 'rescan'),
	(81, 'guards', 'word'),
	(82, 'guards', 'wordlistversion'),
	(83, 'forms', 'answer'),
	(84, 'forms', 'form'),
	(85, 'forms', 'formversion'),
	(86, 'catalog', 'itemversion'),
	(87, 'catalog', 'opinion'),
	(88, 'catalog', 'serviceitem'),
	(89, 'cases', 'case'),
	(90, 'cases', 'casematerial'),
	(91, 'cases', 'casestep'),
	(92, 'cases', 'certificate'),
	(93, 'cases', 'correction'),
	(94, 'cases', 'decision'),
	(95, 'cases', 'delivery'),
	(96, 'cases', 'extensionrequest'),
	(97, 'cases', 'feereceipt'),
	(98, 'cases', 'rating'),
	(99, 'cases', 'specialprocedure'),
	(100, 'capture', 'capturerun'),
	(101, 'capture', 'courtesy'),
	(102, 'capture', 'captureditem'),
	(103, 'capture', 'capturedpicture'),
	(104, 'capture', 'capturesource'),
	(105, 'capture', 'fingerprint'),
	(106, 'capture', 'allowedhost'),
	(107, 'dialogue', 'letter'),
	(108, 'complaints', 'complaint'),
	(109, 'disclosure', 'disclosurerequest'),
	(110, 'disclosure', 'consultation'),
	(111, 'disclosure', 'feenotice'),
	(112, 'disclosure', 'replyextension'),
	(113, 'disclosure', 'requestcorrection'),
	(114, 'disclosure', 'requestdraft'),
	(115, 'disclosure', 'requestfile'),
	(116, 'disclosure', 'requestopinion'),
	(117, 'disclosure', 'requestreply'),
	(118, 'disclosure', 'annualreport'),
	(119, 'disclosure', 'indexserial'),
	(120, 'disclosure', 'information'),
	(121, 'disclosure', 'remedyrecord'),
	(122, 'disclosure', 'requestreasons'),
	(123, 'surveys', 'addresstally'),
	(124, 'surveys', 'survey'),
	(125, 'surveys', 'participation'),
	(126, 'surveys', 'formentry'),
	(127, 'surveys', 'excerpt'),
	(128, 'surveys', 'envelope'),
	(129, 'surveys', 'surveyanswer'),
	(130, 'interviews', 'interview'),
	(131, 'interviews', 'interviewpicture'),
	(132, 'interviews', 'person'),
	(133, 'interviews', 'phonecode'),
	(134, 'interviews', 'poll'),
	(135, 'interviews', 'pollchoice'),
	(136, 'interviews', 'ballot'),
	(137, 'interviews', 'question'),
	(138, 'interviews', 'questionvote'),
	(139, 'interviews', 'transcriptentry'),
	(140, 'interviews', 'attendance'),
	(141, 'supervision', 'follower'),
	(142, 'supervision', 'rule'),
	(143, 'supervision', 'matter'),
	(144, 'supervision', 'card'),
	(145, 'supervision', 'ruleversion'),
	(146, 'supervision', 'supervisionorder'),
	(147, 'supervision', 'orderstep'),
	(148, 'supervision', 'undetermined'),
	(149, 'supervision', 'appeal'),
	(150, 'appraisal', 'indicator'),
	(151, 'appraisal', 'scheme'),
	(152, 'appraisal', 'appraisal'),
	(153, 'appraisal', 'score'),
	(154, 'appraisal', 'scoremark'),
	(155, 'appraisal', 'scoreobjection'),
	(156, 'appraisal', 'scorerevision'),
	(157, 'appraisal', 'scoreline'),
	(158, 'exchange', 'columnmapping'),
	(159, 'exchange', 'provincecursor'),
	(160, 'exchange', 'provincelink'),
	(161, 'exchange', 'outsidesystem'),
	(162, 'exchange', 'import'),
	(163, 'exchange', 'provincemessage'),
	(164, 'exchange', 'provincereceipt'),
	(165, 'exchange', 'quarantinedline'),
	(166, 'exchange', 'receivedevent'),
	(167, 'exchange', 'reconciliation'),
	(168, 'exchange', 'reconciliationdifference'),
	(169, 'exchange', 'systemkey'),
	(170, 'api', 'rememberedanswer'),
	(171, 'wagtailredirects', 'redirect'),
	(172, 'wagtailembeds', 'embed'),
	(173, 'wagtailusers', 'userprofile'),
	(174, 'wagtailimages', 'rendition'),
	(175, 'wagtailsearch', 'indexentry'),
	(176, 'wagtailadmin', 'editingsession'),
	(177, 'wagtailadmin', 'formstate'),
	(178, 'taggit', 'tag'),
	(179, 'taggit', 'taggeditem'),
	(180, 'cms', 'columnpage'),
	(181, 'cms', 'picture'),
	(182, 'cms', 'articlepage'),
	(183, 'cms', 'sitedocument'),
	(184, 'cms', 'sitepage'),
	(185, 'cms', 'topicpage'),
	(186, 'cms', 'picturerendition'),
	(187, 'cms', 'reviewtask'),
	(188, 'cms', 'reviewstate'),
	(189, 'cms', 'legacyitem'),
	(190, 'cms', 'columnduty'),
	(191, 'cms', 'shelf'),
	(192, 'pagecache', 'cachedpage'),
	(193, 'pagecache', 'pagechange'),
	(194, 'cmssites', 'absence'),
	(195, 'theming', 'mourning'),
	(196, 'theming', 'template'),
	(197, 'theming', 'templateversion'),
	(198, 'theming', 'theme'),
	(199, 'theming', 'sitelook'),
	(200, 'theming', 'themeversion'),
	(201, 'theming', 'templateassignment'),
	(202, 'cmsregister', 'disclosedarticle'),
	(203, 'inspection', 'attachmentcheck'),
	(204, 'inspection', 'defect'),
	(205, 'inspection', 'externalhost'),
	(206, 'inspection', 'night'),
	(207, 'inspection', 'exemption'),
	(208, 'inspection', 'inspectedpage'),
	(209, 'inspection', 'probe'),
	(210, 'inspection', 'sitereport'),
	(211, 'inspection', 'externallink');
INSERT INTO public.django_migrations VALUES
	(1, 'contenttypes', '0001_initial', '2026-11-24 08:07:21.128934+08'),
	(2, 'contenttypes', '0002_remove_content_type_name', '2026-11-24 08:07:21.135448+08'),
	(3, 'auth', '0001_initial', '2026-11-24 08:07:21.173706+08'),
	(4, 'auth', '0002_alter_permission_name_max_length', '2026-11-24 08:07:21.180029+08'),
	(5, 'auth', '0003_alter_user_email_max_length', '2026-11-24 08:07:21.186449+08'),
	(6, 'auth', '0004_alter_user_username_opts', '2026-11-24 08:07:21.195161+08'),
	(7, 'auth', '0005_alter_user_last_login_null', '2026-11-24 08:07:21.201107+08'),
	(8, 'auth', '0006_require_contenttypes_0002', '2026-11-24 08:07:21.207651+08'),
	(9, 'auth', '0007_alter_validators_add_error_messages', '2026-11-24 08:07:21.214507+08'),
	(10, 'auth', '0008_alter_user_username_max_length', '2026-11-24 08:07:21.221006+08'),
	(11, 'auth', '0009_alter_user_last_name_max_length', '2026-11-24 08:07:21.22936+08'),
	(12, 'auth', '0010_alter_group_name_max_length', '2026-11-24 08:07:21.235907+08'),
	(13, 'auth', '0011_update_proxy_permissions', '2026-11-24 08:07:21.24174+08'),
	(14, 'auth', '0012_alter_user_first_name_max_length', '2026-11-24 08:07:21.247475+08'),
	(15, 'org', '0001_initial', '2026-11-24 08:07:21.462759+08'),
	(16, 'org', '0002_one_phone_one_person', '2026-11-24 08:07:21.478909+08'),
	(17, 'exchange', '0001_initial', '2026-11-24 08:07:21.677323+08'),
	(18, 'api', '0001_initial', '2026-11-24 08:07:21.706561+08'),
	(19, 'appraisal', '0001_initial', '2026-11-24 08:07:21.881438+08'),
	(20, 'appraisal', '0002_guards', '2026-11-24 08:07:21.884442+08'),
	(21, 'broadcasts', '0001_initial', '2026-11-24 08:07:21.981929+08'),
	(22, 'capture', '0001_captured', '2026-11-24 08:07:23.041969+08'),
	(23, 'timers', '0001_initial', '2026-11-24 08:07:23.065761+08'),
	(24, 'files', '0001_initial', '2026-11-24 08:07:23.078496+08'),
	(25, 'catalog', '0001_initial', '2026-11-24 08:07:23.099484+08'),
	(26, 'forms', '0001_initial', '2026-11-24 08:07:23.111082+08'),
	(27, 'cases', '0001_initial', '2026-11-24 08:07:23.163415+08'),
	(28, 'cases', '0002_initial', '2026-11-24 08:07:23.174535+08'),
	(29, 'cases', '0003_initial', '2026-11-24 08:07:26.579048+08'),
	(30, 'cases', '0004_guards', '2026-11-24 08:07:26.59011+08'),
	(31, 'catalog', '0002_initial', '2026-11-24 08:07:26.769758+08'),
	(32, 'catalog', '0003_guards', '2026-11-24 08:07:26.774853+08'),
	(33, 'wagtailcore', '0001_initial', '2026-11-24 08:07:27.368491+08'),
	(34, 'wagtailcore', '0002_initial_data', '2026-11-24 08:07:27.369441+08'),
	(35, 'wagtailcore', '0003_add_uniqueness_constraint_on_group_page_permission', '2026-11-24 08:07:27.37004+08'),
	(36, 'wagtailcore', '0004_page_locked', '2026-11-24 08:07:27.37048+08'),
	(37, 'wagtailcore', '0005_add_page_lock_permission_to_moderators', '2026-11-24 08:07:27.370894+08'),
	(38, 'wagtailcore', '0006_add_lock_page_permission', '2026-11-24 08:07:27.371315+08'),
	(39, 'wagtailcore', '0007_page_latest_revision_created_at', '2026-11-24 08:07:27.37173+08'),
	(40, 'wagtailcore', '0008_populate_latest_revision_created_at', '2026-11-24 08:07:27.37213+08'),
	(41, 'wagtailcore', '0009_remove_auto_now_add_from_pagerevision_created_at', '2026-11-24 08:07:27.372515+08'),
	(42, 'wagtailcore', '0010_change_page_owner_to_null_on_delete', '2026-11-24 08:07:27.372906+08'),
	(43, 'wagtailcore', '0011_page_first_published_at', '2026-11-24 08:07:27.373354+08'),
	(44, 'wagtailcore', '0012_extend_page_slug_field', '2026-11-24 08:07:27.373913+08'),
	(45, 'wagtailcore', '0013_update_golive_expire_help_text', '2026-11-24 08:07:27.374378+08'),
	(46, 'wagtailcore', '0014_add_verbose_name', '2026-11-24 08:07:27.37477+08'),
	(47, 'wagtailcore', '0015_add_more_verbose_names', '2026-11-24 08:07:27.375156+08'),
	(48, 'wagtailcore', '0016_change_page_url_path_to_text_field', '2026-11-24 08:07:27.375569+08'),
	(49, 'wagtailcore', '0017_change_edit_page_permission_description', '2026-11-24 08:07:27.385971+08'),
	(50, 'wagtailcore', '0018_pagerevision_submitted_for_moderation_index', '2026-11-24 08:07:27.429763+08'),
	(51, 'wagtailcore', '0019_verbose_names_cleanup', '2026-11-24 08:07:27.481059+08'),
	(52, 'wagtailcore', '0020_add_index_on_page_first_published_at', '2026-11-24 08:07:27.499764+08'),
	(53, 'wagtailcore', '0021_capitalizeverbose', '2026-11-24 08:07:28.69042+08'),
	(54, 'wagtailcore', '0022_add_site_name', '2026-11-24 08:07:28.703752+08'),
	(55, 'wagtailcore', '0023_alter_page_revision_on_delete_behaviour', '2026-11-24 08:07:28.770454+08'),
	(56, 'wagtailcore', '0024_collection', '2026-11-24 08:07:28.776886+08'),
	(57, 'wagtailcore', '0025_collection_initial_data', '2026-11-24 08:07:28.887192+08'),
	(58, 'wagtailcore', '0026_group_collection_permission', '2026-11-24 08:07:28.965565+08'),
	(59, 'wagtailcore', '0027_fix_collection_path_collation', '2026-11-24 08:07:29.02993+08'),
	(60, 'wagtailcore', '0024_alter_page_content_type_on_delete_behaviour', '2026-11-24 08:07:29.081708+08'),
	(61, 'wagtailcore', '0028_merge', '2026-11-24 08:07:29.083121+08'),
	(62, 'wagtailcore', '0029_unicode_slugfield_dj19', '2026-11-24 08:07:29.09773+08'),
	(63, 'wagtailcore', '0030_index_on_pagerevision_created_at', '2026-11-24 08:07:29.113787+08'),
	(64, 'wagtailcore', '0031_add_page_view_restriction_types', '2026-11-24 08:07:29.198085+08'),
	(65, 'wagtailcore', '0032_add_bulk_delete_page_permission', '2026-11-24 08:07:29.209864+08'),
	(66, 'wagtailcore', '0033_remove_golive_expiry_help_text', '2026-11-24 08:07:29.242924+08'),
	(67, 'wagtailcore', '0034_page_live_revision', '2026-11-24 08:07:29.320974+08'),
	(68, 'wagtailcore', '0035_page_last_published_at', '2026-11-24 08:07:29.347987+08'),
	(69, 'wagtailcore', '0036_populate_page_last_published_at', '2026-11-24 08:07:29.465062+08'),
	(70, 'wagtailcore', '0037_set_page_owner_editable', '2026-11-24 08:07:29.532242+08'),
	(71, 'wagtailcore', '0038_make_first_published_at_editable', '2026-11-24 08:07:29.551724+08'),
	(72, 'wagtailcore', '0039_collectionviewrestriction', '2026-11-24 08:07:29.725604+08'),
	(73, 'wagtailcore', '0040_page_draft_title', '2026-11-24 08:07:30.399149+08'),
	(74, 'wagtailcore', '0041_group_collection_permissions_verbose_name_plural', '2026-11-24 08:07:30.41949+08'),
	(75, 'wagtailcore', '0042_index_on_pagerevision_approved_go_live_at', '2026-11-24 08:07:30.45255+08'),
	(76, 'wagtailcore', '0043_lock_fields', '2026-11-24 08:07:30.691877+08'),
	(77, 'wagtailcore', '0044_add_unlock_grouppagepermission', '2026-11-24 08:07:30.742102+08'),
	(78, 'wagtailcore', '0045_assign_unlock_grouppagepermission', '2026-11-24 08:07:30.867893+08'),
	(79, 'wagtailcore', '0046_site_name_remove_null', '2026-11-24 08:07:30.908576+08'),
	(80, 'wagtailcore', '0047_add_workflow_models', '2026-11-24 08:07:31.924536+08'),
	(81, 'wagtailcore', '0048_add_default_workflows', '2026-11-24 08:07:32.07693+08'),
	(82, 'wagtailcore', '0049_taskstate_finished_by', '2026-11-24 08:07:32.217966+08'),
	(83, 'wagtailcore', '0050_workflow_rejected_to_needs_changes', '2026-11-24 08:07:32.324954+08'),
	(84, 'wagtailcore', '0051_taskstate_comment', '2026-11-24 08:07:32.395001+08'),
	(85, 'wagtailcore', '0052_pagelogentry', '2026-11-24 08:07:32.503076+08'),
	(86, 'wagtailcore', '0053_locale_model', '2026-11-24 08:07:32.513896+08'),
	(87, 'wagtailcore', '0054_initial_locale', '2026-11-24 08:07:33.326459+08'),
	(88, 'wagtailcore', '0055_page_locale_fields', '2026-11-24 08:07:33.489863+08'),
	(89, 'wagtailcore', '0056_page_locale_fields_populate', '2026-11-24 08:07:33.5539+08'),
	(90, 'wagtailcore', '0057_page_locale_fields_notnull', '2026-11-24 08:07:33.6378+08'),
	(91, 'wagtailcore', '0058_page_alias_of', '2026-11-24 08:07:33.703403+08'),
	(92, 'wagtailcore', '0059_apply_collection_ordering', '2026-11-24 08:07:33.770464+08'),
	(93, 'wagtailcore', '0060_fix_workflow_unique_constraint', '2026-11-24 08:07:33.835326+08'),
	(94, 'wagtailcore', '0061_change_promote_tab_helpt_text_and_verbose_names', '2026-11-24 08:07:33.888539+08'),
	(95, 'wagtailcore', '0062_comment_models_and_pagesubscription', '2026-11-24 08:07:34.074613+08'),
	(96, 'wagtailcore', '0063_modellogentry', '2026-11-24 08:07:34.153455+08'),
	(97, 'wagtailcore', '0064_log_timestamp_indexes', '2026-11-24 08:07:34.202499+08'),
	(98, 'wagtailcore', '0065_log_entry_uuid', '2026-11-24 08:07:34.244957+08'),
	(99, 'wagtailcore', '0066_collection_management_permissions', '2026-11-24 08:07:34.315243+08'),
	(100, 'wagtailcore', '0067_alter_pagerevision_content_json', '2026-11-24 08:07:34.382145+08'),
	(101, 'wagtailcore', '0068_log_entry_empty_object', '2026-11-24 08:07:34.489331+08'),
	(102, 'wagtailcore', '0069_log_entry_jsonfield', '2026-11-24 08:07:35.257053+08'),
	(103, 'wagtailcore', '0070_rename_pagerevision_revision', '2026-11-24 08:07:35.862309+08'),
	(104, 'wagtailcore', '0071_populate_revision_content_type', '2026-11-24 08:07:35.999372+08'),
	(105, 'wagtailcore', '0072_alter_revision_content_type_notnull', '2026-11-24 08:07:36.257526+08'),
	(106, 'wagtailcore', '0073_page_latest_revision', '2026-11-24 08:07:36.395572+08'),
	(107, 'wagtailcore', '0074_revision_object_str', '2026-11-24 08:07:36.431129+08'),
	(108, 'wagtailcore', '0075_populate_latest_revision_and_revision_object_str', '2026-11-24 08:07:36.590753+08'),
	(109, 'wagtailcore', '0076_modellogentry_revision', '2026-11-24 08:07:36.6769+08'),
	(110, 'wagtailcore', '0077_alter_revision_user', '2026-11-24 08:07:37.531836+08'),
	(111, 'wagtailcore', '0078_referenceindex', '2026-11-24 08:07:37.612484+08'),
	(112, 'wagtailcore', '0079_rename_taskstate_page_revision', '2026-11-24 08:07:37.638901+08'),
	(113, 'wagtailcore', '0080_generic_workflowstate', '2026-11-24 08:07:37.924076+08'),
	(114, 'wagtailcore', '0081_populate_workflowstate_content_type', '2026-11-24 08:07:38.00416+08'),
	(115, 'wagtailcore', '0082_alter_workflowstate_content_type_notnull', '2026-11-24 08:07:38.228886+08'),
	(116, 'wagtailcore', '0083_workflowcontenttype', '2026-11-24 08:07:38.306621+08'),
	(117, 'wagtailcore', '0084_add_default_page_permissions', '2026-11-24 08:07:38.33013+08'),
	(118, 'wagtailcore', '0085_add_grouppagepermission_permission', '2026-11-24 08:07:38.469574+08'),
	(119, 'wagtailcore', '0086_populate_grouppagepermission_permission', '2026-11-24 08:07:38.634237+08'),
	(120, 'wagtailcore', '0087_alter_grouppagepermission_unique_together_and_more', '2026-11-24 08:07:38.784622+08'),
	(121, 'wagtailcore', '0088_fix_log_entry_json_timestamps', '2026-11-24 08:07:39.545582+08'),
	(122, 'wagtailcore', '0089_log_entry_data_json_null_to_object', '2026-11-24 08:07:39.618577+08'),
	(123, 'wagtailcore', '0090_remove_grouppagepermission_permission_type', '2026-11-24 08:07:39.733928+08'),
	(124, 'wagtailcore', '0091_remove_revision_submitted_for_moderation', '2026-11-24 08:07:39.757141+08'),
	(125, 'wagtailcore', '0092_alter_collectionviewrestriction_password_and_more', '2026-11-24 08:07:39.822913+08'),
	(126, 'wagtailcore', '0093_uploadedfile', '2026-11-24 08:07:39.886162+08'),
	(127, 'wagtailcore', '0094_alter_page_locale', '2026-11-24 08:07:39.949619+08'),
	(128, 'wagtailcore', '0095_groupsitepermission', '2026-11-24 08:07:40.044623+08'),
	(129, 'wagtailcore', '0096_referenceindex_referenceindex_source_object_and_more', '2026-11-24 08:07:40.07132+08'),
	(130, 'wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes', '2026-11-24 08:07:40.118214+08'),
	(131, 'wagtailcore', '0098_apitoken', '2026-11-24 08:07:40.194985+08'),
	(132, 'taggit', '0001_initial', '2026-11-24 08:07:40.266957+08'),
	(133, 'taggit', '0002_auto_20150616_2121', '2026-11-24 08:07:40.282501+08'),
	(134, 'taggit', '0003_taggeditem_add_unique_index', '2026-11-24 08:07:40.299828+08'),
	(135, 'taggit', '0004_alter_taggeditem_content_type_alter_taggeditem_tag', '2026-11-24 08:07:40.442967+08'),
	(136, 'taggit', '0005_auto_20220424_2025', '2026-11-24 08:07:40.456444+08'),
	(137, 'taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx', '2026-11-24 08:07:40.523753+08'),
	(138, 'cms', '0001_initial', '2026-11-24 08:07:41.891576+08'),
	(139, 'cms', '0002_column_leads_to', '2026-11-24 08:07:42.00847+08'),
	(140, 'cms', '0003_review', '2026-11-24 08:07:42.288503+08'),
	(141, 'cms', '0004_column_duty', '2026-11-24 08:07:42.364659+08'),
	(142, 'cms', '0005_video_part', '2026-11-24 08:07:42.390593+08'),
	(143, 'cms', '0006_page_by_address', '2026-11-24 08:07:42.395977+08'),
	(144, 'cms', '0007_survey_part', '2026-11-24 08:07:42.419726+08'),
	(145, 'cms', '0008_shelf', '2026-11-24 08:07:43.21866+08'),
	(146, 'disclosure', '0001_requests', '2026-11-24 08:07:44.831086+08'),
	(147, 'disclosure', '0002_information', '2026-11-24 08:07:45.431019+08'),
	(148, 'cmsregister', '0001_initial', '2026-11-24 08:07:45.519759+08'),
	(149, 'cmssites', '0001_initial', '2026-11-24 08:07:45.625952+08'),
	(150, 'complaints', '0001_initial', '2026-11-24 08:07:45.730851+08'),
	(151, 'dialogue', '0001_initial', '2026-11-24 08:07:45.82238+08'),
	(152, 'dialogue', '0002_initial', '2026-11-24 08:07:46.562516+08'),
	(153, 'dialogue', '0003_serial', '2026-11-24 08:07:46.568186+08'),
	(154, 'dialogue', '0004_pages', '2026-11-24 08:07:46.820372+08'),
	(155, 'dialogue', '0005_channels', '2026-11-24 08:07:46.895058+08'),
	(156, 'disclosure', '0003_reasons', '2026-11-24 08:07:47.085141+08'),
	(157, 'forms', '0002_initial', '2026-11-24 08:07:47.383832+08'),
	(158, 'forms', '0003_guards', '2026-11-24 08:07:47.386863+08'),
	(159, 'guards', '0001_initial', '2026-11-24 08:07:48.382616+08'),
	(160, 'inspection', '0001_initial', '2026-11-24 08:07:49.480782+08'),
	(161, 'interviews', '0001_initial', '2026-11-24 08:07:51.84194+08'),
	(162, 'interviews', '0002_guards', '2026-11-24 08:07:51.845847+08'),
	(163, 'interviews', '0003_hidden_replies', '2026-11-24 08:07:51.891241+08'),
	(164, 'interviews', '0004_due_and_addresses', '2026-11-24 08:07:52.153343+08'),
	(165, 'journal', '0001_initial', '2026-11-24 08:07:52.191625+08'),
	(166, 'journal', '0002_guards', '2026-11-24 08:07:52.195146+08'),
	(167, 'live', '0001_initial', '2026-11-24 08:07:52.230221+08'),
	(168, 'live', '0002_guards', '2026-11-24 08:07:52.234717+08'),
	(169, 'notices', '0001_initial', '2026-11-24 08:07:52.241094+08'),
	(170, 'notices', '0002_initial', '2026-11-24 08:07:52.479381+08'),
	(171, 'pagecache', '0001_initial', '2026-11-24 08:07:52.493873+08'),
	(172, 'papers', '0001_initial', '2026-11-24 08:07:52.508318+08'),
	(173, 'papers', '0002_supervision_papers', '2026-11-24 08:07:52.527698+08'),
	(174, 'papers', '0003_disclosure_papers', '2026-11-24 08:07:52.542073+08'),
	(175, 'search', '0001_initial', '2026-11-24 08:07:52.599499+08'),
	(176, 'search', '0002_order', '2026-11-24 08:07:52.616372+08'),
	(177, 'search', '0003_survey_kind', '2026-11-24 08:07:52.631756+08'),
	(178, 'search', '0004_interviews', '2026-11-24 08:07:52.646691+08'),
	(179, 'sessions', '0001_initial', '2026-11-24 08:07:52.669579+08'),
	(180, 'supervision', '0001_initial', '2026-11-24 08:07:55.669301+08'),
	(181, 'supervision', '0002_due_process', '2026-11-24 08:07:55.962982+08'),
	(182, 'supervision', '0003_rule_returned', '2026-11-24 08:07:55.972356+08'),
	(183, 'supervision', '0004_matter_ended', '2026-11-24 08:07:56.019641+08'),
	(184, 'supervision', '0005_matter_judged', '2026-11-24 08:07:56.113702+08'),
	(185, 'supervision', '0006_card_issued', '2026-11-24 08:07:56.738578+08'),
	(186, 'supervision', '0007_matter_indexes', '2026-11-24 08:07:57.129453+08'),
	(187, 'surveys', '0001_initial', '2026-11-24 08:07:58.708288+08'),
	(188, 'surveys', '0002_guards', '2026-11-24 08:07:58.717178+08'),
	(189, 'theming', '0001_initial', '2026-11-24 08:08:00.507465+08'),
	(190, 'videos', '0001_initial', '2026-11-24 08:08:00.971624+08'),
	(191, 'videos', '0002_video_chapters', '2026-11-24 08:08:01.13355+08'),
	(192, 'visits', '0001_initial', '2026-11-24 08:08:01.176957+08'),
	(193, 'wagtailadmin', '0001_create_admin_access_permissions', '2026-11-24 08:08:01.52219+08'),
	(194, 'wagtailadmin', '0002_admin', '2026-11-24 08:08:01.531377+08'),
	(195, 'wagtailadmin', '0003_admin_managed', '2026-11-24 08:08:01.552435+08'),
	(196, 'wagtailadmin', '0004_editingsession', '2026-11-24 08:08:02.226345+08'),
	(197, 'wagtailadmin', '0005_editingsession_is_editing', '2026-11-24 08:08:02.264195+08'),
	(198, 'wagtailadmin', '0006_formstate', '2026-11-24 08:08:02.398108+08'),
	(199, 'wagtaildocs', '0001_initial', '2026-11-24 08:08:02.540975+08'),
	(200, 'wagtaildocs', '0002_initial_data', '2026-11-24 08:08:02.71016+08'),
	(201, 'wagtaildocs', '0003_add_verbose_names', '2026-11-24 08:08:02.989393+08'),
	(202, 'wagtaildocs', '0004_capitalizeverbose', '2026-11-24 08:08:04.168289+08'),
	(203, 'wagtaildocs', '0005_document_collection', '2026-11-24 08:08:04.32571+08'),
	(204, 'wagtaildocs', '0006_copy_document_permissions_to_collections', '2026-11-24 08:08:04.474349+08'),
	(205, 'wagtaildocs', '0005_alter_uploaded_by_user_on_delete_action', '2026-11-24 08:08:04.596919+08'),
	(206, 'wagtaildocs', '0007_merge', '2026-11-24 08:08:04.5985+08'),
	(207, 'wagtaildocs', '0008_document_file_size', '2026-11-24 08:08:04.641995+08'),
	(208, 'wagtaildocs', '0009_document_verbose_name_plural', '2026-11-24 08:08:04.679487+08'),
	(209, 'wagtaildocs', '0010_document_file_hash', '2026-11-24 08:08:04.720733+08'),
	(210, 'wagtaildocs', '0011_add_choose_permissions', '2026-11-24 08:08:05.818921+08'),
	(211, 'wagtaildocs', '0012_uploadeddocument', '2026-11-24 08:08:05.992772+08'),
	(212, 'wagtaildocs', '0013_delete_uploadeddocument', '2026-11-24 08:08:05.99883+08'),
	(213, 'wagtaildocs', '0014_alter_document_file_size', '2026-11-24 08:08:06.047245+08'),
	(214, 'wagtailembeds', '0001_initial', '2026-11-24 08:08:06.070157+08'),
	(215, 'wagtailembeds', '0002_add_verbose_names', '2026-11-24 08:08:06.081455+08'),
	(216, 'wagtailembeds', '0003_capitalizeverbose', '2026-11-24 08:08:06.097867+08'),
	(217, 'wagtailembeds', '0004_embed_verbose_name_plural', '2026-11-24 08:08:06.106709+08'),
	(218, 'wagtailembeds', '0005_specify_thumbnail_url_max_length', '2026-11-24 08:08:06.118173+08'),
	(219, 'wagtailembeds', '0006_add_embed_hash', '2026-11-24 08:08:06.136256+08'),
	(220, 'wagtailembeds', '0007_populate_hash', '2026-11-24 08:08:06.282199+08'),
	(221, 'wagtailembeds', '0008_allow_long_urls', '2026-11-24 08:08:06.343564+08'),
	(222, 'wagtailembeds', '0009_embed_cache_until', '2026-11-24 08:08:06.356408+08'),
	(223, 'wagtailimages', '0001_initial', '2026-11-24 08:08:07.62985+08'),
	(224, 'wagtailimages', '0002_initial_data', '2026-11-24 08:08:07.631746+08'),
	(225, 'wagtailimages', '0003_fix_focal_point_fields', '2026-11-24 08:08:07.633122+08'),
	(226, 'wagtailimages', '0004_make_focal_point_key_not_nullable', '2026-11-24 08:08:07.63411+08'),
	(227, 'wagtailimages', '0005_make_filter_spec_unique', '2026-11-24 08:08:07.635746+08'),
	(228, 'wagtailimages', '0006_add_verbose_names', '2026-11-24 08:08:07.636225+08'),
	(229, 'wagtailimages', '0007_image_file_size', '2026-11-24 08:08:07.636789+08'),
	(230, 'wagtailimages', '0008_image_created_at_index', '2026-11-24 08:08:07.63722+08'),
	(231, 'wagtailimages', '0009_capitalizeverbose', '2026-11-24 08:08:07.63774+08'),
	(232, 'wagtailimages', '0010_change_on_delete_behaviour', '2026-11-24 08:08:07.641472+08'),
	(233, 'wagtailimages', '0011_image_collection', '2026-11-24 08:08:07.642086+08'),
	(234, 'wagtailimages', '0012_copy_image_permissions_to_collections', '2026-11-24 08:08:07.64252+08'),
	(235, 'wagtailimages', '0013_make_rendition_upload_callable', '2026-11-24 08:08:07.642935+08'),
	(236, 'wagtailimages', '0014_add_filter_spec_field', '2026-11-24 08:08:07.643396+08'),
	(237, 'wagtailimages', '0015_fill_filter_spec_field', '2026-11-24 08:08:07.643815+08'),
	(238, 'wagtailimages', '0016_deprecate_rendition_filter_relation', '2026-11-24 08:08:07.644294+08'),
	(239, 'wagtailimages', '0017_reduce_focal_point_key_max_length', '2026-11-24 08:08:07.644718+08'),
	(240, 'wagtailimages', '0018_remove_rendition_filter', '2026-11-24 08:08:07.645131+08'),
	(241, 'wagtailimages', '0019_delete_filter', '2026-11-24 08:08:07.645584+08'),
	(242, 'wagtailimages', '0020_add-verbose-name', '2026-11-24 08:08:07.646+08'),
	(243, 'wagtailimages', '0021_image_file_hash', '2026-11-24 08:08:07.646408+08'),
	(244, 'wagtailimages', '0022_uploadedimage', '2026-11-24 08:08:07.853318+08'),
	(245, 'wagtailimages', '0023_add_choose_permissions', '2026-11-24 08:08:08.217666+08'),
	(246, 'wagtailimages', '0024_index_image_file_hash', '2026-11-24 08:08:08.267616+08'),
	(247, 'wagtailimages', '0025_alter_image_file_alter_rendition_file', '2026-11-24 08:08:08.350034+08'),
	(248, 'wagtailimages', '0026_delete_uploadedimage', '2026-11-24 08:08:08.35615+08'),
	(249, 'wagtailimages', '0027_image_description', '2026-11-24 08:08:08.416693+08'),
	(250, 'wagtailredirects', '0001_initial', '2026-11-24 08:08:08.585629+08'),
	(251, 'wagtailredirects', '0002_add_verbose_names', '2026-11-24 08:08:09.263815+08'),
	(252, 'wagtailredirects', '0003_make_site_field_editable', '2026-11-24 08:08:09.59032+08'),
	(253, 'wagtailredirects', '0004_set_unique_on_path_and_site', '2026-11-24 08:08:09.704433+08'),
	(254, 'wagtailredirects', '0005_capitalizeverbose', '2026-11-24 08:08:10.079291+08'),
	(255, 'wagtailredirects', '0006_redirect_increase_max_length', '2026-11-24 08:08:10.106259+08'),
	(256, 'wagtailredirects', '0007_add_autocreate_fields', '2026-11-24 08:08:10.182129+08'),
	(257, 'wagtailredirects', '0008_add_verbose_name_plural', '2026-11-24 08:08:10.217195+08'),
	(258, 'wagtailsearch', '0001_initial', '2026-11-24 08:08:10.966643+08'),
	(259, 'wagtailsearch', '0002_add_verbose_names', '2026-11-24 08:08:11.187553+08'),
	(260, 'wagtailsearch', '0003_remove_editors_pick', '2026-11-24 08:08:11.189564+08'),
	(261, 'wagtailsearch', '0004_querydailyhits_verbose_name_plural', '2026-11-24 08:08:11.222617+08'),
	(262, 'wagtailsearch', '0005_create_indexentry', '2026-11-24 08:08:11.427932+08'),
	(263, 'wagtailsearch', '0006_customise_indexentry', '2026-11-24 08:08:11.661107+08'),
	(264, 'wagtailsearch', '0007_delete_editorspick', '2026-11-24 08:08:11.669359+08'),
	(265, 'wagtailsearch', '0008_remove_query_and_querydailyhits_models', '2026-11-24 08:08:11.699446+08'),
	(266, 'wagtailsearch', '0009_remove_ngram_autocomplete', '2026-11-24 08:08:11.702679+08'),
	(267, 'wagtailsearch', '0010_add_text_fields', '2026-11-24 08:08:11.751733+08'),
	(268, 'wagtailusers', '0001_initial', '2026-11-24 08:08:11.925714+08'),
	(269, 'wagtailusers', '0002_add_verbose_name_on_userprofile', '2026-11-24 08:08:12.061684+08'),
	(270, 'wagtailusers', '0003_add_verbose_names', '2026-11-24 08:08:12.100945+08'),
	(271, 'wagtailusers', '0004_capitalizeverbose', '2026-11-24 08:08:12.257075+08'),
	(272, 'wagtailusers', '0005_make_related_name_wagtail_specific', '2026-11-24 08:08:12.892064+08'),
	(273, 'wagtailusers', '0006_userprofile_prefered_language', '2026-11-24 08:08:12.979601+08'),
	(274, 'wagtailusers', '0007_userprofile_current_time_zone', '2026-11-24 08:08:13.017453+08'),
	(275, 'wagtailusers', '0008_userprofile_avatar', '2026-11-24 08:08:13.068198+08'),
	(276, 'wagtailusers', '0009_userprofile_verbose_name_plural', '2026-11-24 08:08:13.152981+08'),
	(277, 'wagtailusers', '0010_userprofile_updated_comments_notifications', '2026-11-24 08:08:13.198389+08'),
	(278, 'wagtailusers', '0011_userprofile_dismissibles', '2026-11-24 08:08:13.244529+08'),
	(279, 'wagtailusers', '0012_userprofile_theme', '2026-11-24 08:08:13.325472+08'),
	(280, 'wagtailusers', '0013_userprofile_density', '2026-11-24 08:08:13.414596+08'),
	(281, 'wagtailusers', '0014_userprofile_contrast', '2026-11-24 08:08:13.515883+08'),
	(282, 'wagtailusers', '0015_userprofile_keyboard_shortcuts', '2026-11-24 08:08:13.565442+08'),
	(283, 'wagtailimages', '0001_squashed_0021', '2026-11-24 08:08:13.569891+08'),
	(284, 'wagtailcore', '0001_squashed_0016_change_page_url_path_to_text_field', '2026-11-24 08:08:13.573569+08');
INSERT INTO public.wagtailcore_collection VALUES
	(1, '0001', 1, 0, 'Root');
INSERT INTO public.wagtailcore_groupapprovaltask VALUES
	(1);
INSERT INTO public.wagtailcore_groupapprovaltask_groups VALUES
	(1, 1, 1);
INSERT INTO public.wagtailcore_groupcollectionpermission VALUES
	(1, 1, 1, 110),
	(2, 1, 2, 110),
	(3, 1, 1, 111),
	(4, 1, 2, 111),
	(5, 1, 1, 113),
	(6, 1, 2, 113),
	(7, 1, 1, 114),
	(8, 1, 2, 114),
	(9, 1, 1, 115),
	(10, 1, 2, 115),
	(11, 1, 1, 117),
	(12, 1, 2, 117);
INSERT INTO public.wagtailcore_grouppagepermission VALUES
	(1, 1, 1, 69),
	(2, 1, 1, 70),
	(3, 1, 1, 75),
	(4, 2, 1, 69),
	(5, 2, 1, 70),
	(6, 1, 1, 74),
	(7, 1, 1, 76);
INSERT INTO public.wagtailcore_locale VALUES
	(1, 'zh-hans');
INSERT INTO public.wagtailcore_page VALUES
	(1, '0001', 1, 1, 'Root', 'root', true, false, '/', '', false, '', NULL, NULL, false, 1, NULL, false, NULL, NULL, NULL, NULL, 'Root', NULL, NULL, '4971dbc5-4ede-4748-b77a-42df74666d50', 1, NULL, NULL),
	(2, '00010001', 2, 0, 'Welcome to your new Wagtail site!', 'home', true, false, '/home/', '', false, '', NULL, NULL, false, 1, NULL, false, NULL, NULL, NULL, NULL, 'Welcome to your new Wagtail site!', NULL, NULL, 'cc49ee6c-8adf-43e6-9389-d3719137b0b8', 1, NULL, NULL);
INSERT INTO public.wagtailcore_site VALUES
	(1, 'localhost', 80, true, 2, '');
INSERT INTO public.wagtailcore_task VALUES
	(1, 'Moderators approval', true, 2),
	(2, '初审', true, 187),
	(3, '复审', true, 187),
	(4, '终审签发', true, 187);
INSERT INTO public.wagtailcore_workflow VALUES
	(2, '三审三校', true),
	(1, 'Moderators approval', false);
INSERT INTO public.wagtailcore_workflowpage VALUES
	(1, 2);
INSERT INTO public.wagtailcore_workflowtask VALUES
	(1, 0, 1, 1),
	(2, 0, 2, 2),
	(3, 1, 3, 2),
	(4, 2, 4, 2);
SELECT pg_catalog.setval('public.api_rememberedanswer_id_seq', 1, false);
SELECT pg_catalog.setval('public.appraisal_appraisal_id_seq', 1, false);
SELECT pg_catalog.setval('public.appraisal_appraisal_indicators_id_seq', 1, false);
SELECT pg_catalog.setval('public.appraisal_indicator_id_seq', 1, false);
SELECT pg_catalog.setval('public.appraisal_scheme_id_seq', 1, false);
SELECT pg_catalog.setval('public.appraisal_score_id_seq', 1, false);
SELECT pg_catalog.setval('public.appraisal_scoreline_id_seq', 1, false);
SELECT pg_catalog.setval('public.appraisal_scoremark_id_seq', 1, false);
SELECT pg_catalog.setval('public.appraisal_scoreobjection_id_seq', 1, false);
SELECT pg_catalog.setval('public.appraisal_scorerevision_id_seq', 1, false);
SELECT pg_catalog.setval('public.auth_group_id_seq', 2, true);
SELECT pg_catalog.setval('public.auth_group_permissions_id_seq', 18, true);
SELECT pg_catalog.setval('public.auth_permission_id_seq', 847, true);
SELECT pg_catalog.setval('public.broadcasts_broadcast_id_seq', 1, false);
SELECT pg_catalog.setval('public.broadcasts_broadcastrun_id_seq', 1, false);
SELECT pg_catalog.setval('public.capture_allowedhost_id_seq', 1, false);
SELECT pg_catalog.setval('public.capture_captureditem_id_seq', 1, false);
SELECT pg_catalog.setval('public.capture_capturedpicture_id_seq', 1, false);
SELECT pg_catalog.setval('public.capture_capturerun_id_seq', 1, false);
SELECT pg_catalog.setval('public.capture_capturesource_id_seq', 1, false);
SELECT pg_catalog.setval('public.capture_courtesy_id_seq', 1, false);
SELECT pg_catalog.setval('public.capture_fingerprint_id_seq', 1, false);
SELECT pg_catalog.setval('public.case_serial', 1, false);
SELECT pg_catalog.setval('public.cases_case_id_seq', 1, false);
SELECT pg_catalog.setval('public.cases_casematerial_attachments_id_seq', 1, false);
SELECT pg_catalog.setval('public.cases_casematerial_id_seq', 1, false);
SELECT pg_catalog.setval('public.cases_casestep_id_seq', 1, false);
SELECT pg_catalog.setval('public.cases_certificate_id_seq', 1, false);
SELECT pg_catalog.setval('public.cases_correction_id_seq', 1, false);
SELECT pg_catalog.setval('public.cases_decision_id_seq', 1, false);
SELECT pg_catalog.setval('public.cases_delivery_id_seq', 1, false);
SELECT pg_catalog.setval('public.cases_extensionrequest_id_seq', 1, false);
SELECT pg_catalog.setval('public.cases_feereceipt_id_seq', 1, false);
SELECT pg_catalog.setval('public.cases_rating_id_seq', 1, false);
SELECT pg_catalog.setval('public.cases_specialprocedure_id_seq', 1, false);
SELECT pg_catalog.setval('public.catalog_itemversion_id_seq', 1, false);
SELECT pg_catalog.setval('public.catalog_opinion_id_seq', 1, false);
SELECT pg_catalog.setval('public.catalog_serviceitem_id_seq', 1, false);
SELECT pg_catalog.setval('public.cms_columnduty_id_seq', 1, false);
SELECT pg_catalog.setval('public.cms_legacyitem_id_seq', 1, false);
SELECT pg_catalog.setval('public.cms_picture_id_seq', 1, false);
SELECT pg_catalog.setval('public.cms_picturerendition_id_seq', 1, false);
SELECT pg_catalog.setval('public.cms_sitedocument_id_seq', 1, false);
SELECT pg_catalog.setval('public.cmsregister_disclosedarticle_id_seq', 1, false);
SELECT pg_catalog.setval('public.complaint_serial', 1, false);
SELECT pg_catalog.setval('public.complaints_complaint_id_seq', 1, false);
SELECT pg_catalog.setval('public.dialogue_letter_id_seq', 1, false);
SELECT pg_catalog.setval('public.disclosure_annualreport_id_seq', 1, false);
SELECT pg_catalog.setval('public.disclosure_consultation_id_seq', 1, false);
SELECT pg_catalog.setval('public.disclosure_disclosurerequest_id_seq', 1, false);
SELECT pg_catalog.setval('public.disclosure_feenotice_id_seq', 1, false);
SELECT pg_catalog.setval('public.disclosure_indexserial_id_seq', 1, false);
SELECT pg_catalog.setval('public.disclosure_information_id_seq', 1, false);
SELECT pg_catalog.setval('public.disclosure_remedyrecord_id_seq', 1, false);
SELECT pg_catalog.setval('public.disclosure_replyextension_id_seq', 1, false);
SELECT pg_catalog.setval('public.disclosure_request_serial', 1, false);
SELECT pg_catalog.setval('public.disclosure_requestcorrection_id_seq', 1, false);
SELECT pg_catalog.setval('public.disclosure_requestdraft_id_seq', 1, false);
SELECT pg_catalog.setval('public.disclosure_requestfile_id_seq', 1, false);
SELECT pg_catalog.setval('public.disclosure_requestopinion_id_seq', 1, false);
SELECT pg_catalog.setval('public.disclosure_requestreasons_id_seq', 1, false);
SELECT pg_catalog.setval('public.disclosure_requestreply_id_seq', 1, false);
SELECT pg_catalog.setval('public.django_content_type_id_seq', 211, true);
SELECT pg_catalog.setval('public.django_migrations_id_seq', 284, true);
SELECT pg_catalog.setval('public.exchange_columnmapping_id_seq', 1, false);
SELECT pg_catalog.setval('public.exchange_import_id_seq', 1, false);
SELECT pg_catalog.setval('public.exchange_outsidesystem_id_seq', 1, false);
SELECT pg_catalog.setval('public.exchange_provincemessage_id_seq', 1, false);
SELECT pg_catalog.setval('public.exchange_provincereceipt_id_seq', 1, false);
SELECT pg_catalog.setval('public.exchange_quarantinedline_id_seq', 1, false);
SELECT pg_catalog.setval('public.exchange_receivedevent_id_seq', 1, false);
SELECT pg_catalog.setval('public.exchange_reconciliation_id_seq', 1, false);
SELECT pg_catalog.setval('public.exchange_reconciliationdifference_id_seq', 1, false);
SELECT pg_catalog.setval('public.exchange_systemkey_id_seq', 1, false);
SELECT pg_catalog.setval('public.files_attachment_id_seq', 1, false);
SELECT pg_catalog.setval('public.form_entry_serial', 1, false);
SELECT pg_catalog.setval('public.forms_answer_id_seq', 1, false);
SELECT pg_catalog.setval('public.forms_form_id_seq', 1, false);
SELECT pg_catalog.setval('public.forms_formversion_id_seq', 1, false);
SELECT pg_catalog.setval('public.guards_finding_id_seq', 1, false);
SELECT pg_catalog.setval('public.guards_override_id_seq', 1, false);
SELECT pg_catalog.setval('public.guards_rescan_id_seq', 1, false);
SELECT pg_catalog.setval('public.guards_word_id_seq', 1, false);
SELECT pg_catalog.setval('public.guards_wordlistversion_id_seq', 1, false);
SELECT pg_catalog.setval('public.inspection_defect_id_seq', 1, false);
SELECT pg_catalog.setval('public.inspection_exemption_id_seq', 1, false);
SELECT pg_catalog.setval('public.inspection_externalhost_id_seq', 1, false);
SELECT pg_catalog.setval('public.inspection_externallink_id_seq', 1, false);
SELECT pg_catalog.setval('public.inspection_inspectedpage_id_seq', 1, false);
SELECT pg_catalog.setval('public.inspection_night_id_seq', 1, false);
SELECT pg_catalog.setval('public.inspection_probe_id_seq', 1, false);
SELECT pg_catalog.setval('public.inspection_sitereport_id_seq', 1, false);
SELECT pg_catalog.setval('public.interview_question_serial', 1, false);
SELECT pg_catalog.setval('public.interviews_attendance_id_seq', 1, false);
SELECT pg_catalog.setval('public.interviews_ballot_id_seq', 1, false);
SELECT pg_catalog.setval('public.interviews_interview_id_seq', 1, false);
SELECT pg_catalog.setval('public.interviews_interviewpicture_id_seq', 1, false);
SELECT pg_catalog.setval('public.interviews_person_id_seq', 1, false);
SELECT pg_catalog.setval('public.interviews_phonecode_id_seq', 1, false);
SELECT pg_catalog.setval('public.interviews_poll_id_seq', 1, false);
SELECT pg_catalog.setval('public.interviews_pollchoice_id_seq', 1, false);
SELECT pg_catalog.setval('public.interviews_question_id_seq', 1, false);
SELECT pg_catalog.setval('public.interviews_questionvote_id_seq', 1, false);
SELECT pg_catalog.setval('public.interviews_transcriptentry_id_seq', 1, false);
SELECT pg_catalog.setval('public.journal_entry_id_seq', 1, false);
SELECT pg_catalog.setval('public.journal_epoch_number', 1, false);
SELECT pg_catalog.setval('public.journal_look_id_seq', 1, false);
SELECT pg_catalog.setval('public.letter_serial', 1, false);
SELECT pg_catalog.setval('public.live_channel_id_seq', 1, false);
SELECT pg_catalog.setval('public.live_line_id_seq', 1, false);
SELECT pg_catalog.setval('public.live_sample_id_seq', 1, false);
SELECT pg_catalog.setval('public.notices_notice_id_seq', 1, false);
SELECT pg_catalog.setval('public.org_assignment_id_seq', 1, false);
SELECT pg_catalog.setval('public.org_citizen_id_seq', 1, false);
SELECT pg_catalog.setval('public.org_delegation_id_seq', 1, false);
SELECT pg_catalog.setval('public.org_region_id_seq', 1, false);
SELECT pg_catalog.setval('public.org_role_id_seq', 1, false);
SELECT pg_catalog.setval('public.org_servicewindow_id_seq', 1, false);
SELECT pg_catalog.setval('public.org_servicewindow_units_id_seq', 1, false);
SELECT pg_catalog.setval('public.org_staff_id_seq', 1, false);
SELECT pg_catalog.setval('public.org_station_id_seq', 1, false);
SELECT pg_catalog.setval('public.org_unit_id_seq', 1, false);
SELECT pg_catalog.setval('public.org_user_groups_id_seq', 1, false);
SELECT pg_catalog.setval('public.org_user_id_seq', 1, false);
SELECT pg_catalog.setval('public.org_user_user_permissions_id_seq', 1, false);
SELECT pg_catalog.setval('public.pagecache_cachedpage_id_seq', 1, false);
SELECT pg_catalog.setval('public.pagecache_pagechange_id_seq', 1, false);
SELECT pg_catalog.setval('public.papers_paper_id_seq', 1, false);
SELECT pg_catalog.setval('public.papers_papernumber_id_seq', 1, false);
SELECT pg_catalog.setval('public.search_facetset_id_seq', 1, false);
SELECT pg_catalog.setval('public.search_listing_id_seq', 1, false);
SELECT pg_catalog.setval('public.search_searchword_id_seq', 1, false);
SELECT pg_catalog.setval('public.supervision_appeal_id_seq', 1, false);
SELECT pg_catalog.setval('public.supervision_card_id_seq', 1, false);
SELECT pg_catalog.setval('public.supervision_card_serial', 1, false);
SELECT pg_catalog.setval('public.supervision_matter_id_seq', 1, false);
SELECT pg_catalog.setval('public.supervision_order_serial', 1, false);
SELECT pg_catalog.setval('public.supervision_orderstep_id_seq', 1, false);
SELECT pg_catalog.setval('public.supervision_rule_id_seq', 1, false);
SELECT pg_catalog.setval('public.supervision_ruleversion_id_seq', 1, false);
SELECT pg_catalog.setval('public.supervision_supervisionorder_cards_id_seq', 1, false);
SELECT pg_catalog.setval('public.supervision_supervisionorder_id_seq', 1, false);
SELECT pg_catalog.setval('public.supervision_undetermined_id_seq', 1, false);
SELECT pg_catalog.setval('public.surveys_excerpt_id_seq', 1, false);
SELECT pg_catalog.setval('public.surveys_formentry_id_seq', 1, false);
SELECT pg_catalog.setval('public.surveys_survey_id_seq', 1, false);
SELECT pg_catalog.setval('public.taggit_tag_id_seq', 1, false);
SELECT pg_catalog.setval('public.taggit_taggeditem_id_seq', 1, false);
SELECT pg_catalog.setval('public.theming_mourning_id_seq', 1, false);
SELECT pg_catalog.setval('public.theming_template_id_seq', 1, false);
SELECT pg_catalog.setval('public.theming_templateassignment_id_seq', 1, false);
SELECT pg_catalog.setval('public.theming_templateversion_id_seq', 1, false);
SELECT pg_catalog.setval('public.theming_theme_id_seq', 1, false);
SELECT pg_catalog.setval('public.theming_themeversion_id_seq', 1, false);
SELECT pg_catalog.setval('public.timers_calendarday_id_seq', 1, false);
SELECT pg_catalog.setval('public.timers_clock_id_seq', 1, false);
SELECT pg_catalog.setval('public.timers_holidaynotice_id_seq', 1, false);
SELECT pg_catalog.setval('public.timers_legallimit_id_seq', 1, false);
SELECT pg_catalog.setval('public.timers_officeseason_id_seq', 1, false);
SELECT pg_catalog.setval('public.videos_video_id_seq', 1, false);
SELECT pg_catalog.setval('public.videos_videocaptions_id_seq', 1, false);
SELECT pg_catalog.setval('public.visits_pageday_id_seq', 1, false);
SELECT pg_catalog.setval('public.visits_siteday_id_seq', 1, false);
SELECT pg_catalog.setval('public.visits_visitortoday_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailadmin_admin_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailadmin_editingsession_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailadmin_formstate_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailcore_apitoken_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailcore_collection_id_seq', 1, true);
SELECT pg_catalog.setval('public.wagtailcore_collectionviewrestriction_groups_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailcore_collectionviewrestriction_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailcore_comment_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailcore_commentreply_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailcore_groupapprovaltask_groups_id_seq', 1, true);
SELECT pg_catalog.setval('public.wagtailcore_groupcollectionpermission_id_seq', 12, true);
SELECT pg_catalog.setval('public.wagtailcore_grouppagepermission_id_seq', 7, true);
SELECT pg_catalog.setval('public.wagtailcore_groupsitepermission_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailcore_locale_id_seq', 1, true);
SELECT pg_catalog.setval('public.wagtailcore_modellogentry_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailcore_page_id_seq', 2, true);
SELECT pg_catalog.setval('public.wagtailcore_pagelogentry_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailcore_pagerevision_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailcore_pagesubscription_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailcore_pageviewrestriction_groups_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailcore_pageviewrestriction_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailcore_referenceindex_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailcore_site_id_seq', 1, true);
SELECT pg_catalog.setval('public.wagtailcore_task_id_seq', 4, true);
SELECT pg_catalog.setval('public.wagtailcore_taskstate_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailcore_uploadedfile_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailcore_workflow_id_seq', 2, true);
SELECT pg_catalog.setval('public.wagtailcore_workflowstate_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailcore_workflowtask_id_seq', 4, true);
SELECT pg_catalog.setval('public.wagtaildocs_document_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailembeds_embed_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailimages_image_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailimages_rendition_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailredirects_redirect_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailsearch_indexentry_id_seq', 1, false);
SELECT pg_catalog.setval('public.wagtailusers_userprofile_id_seq', 1, false);
ALTER TABLE ONLY public.api_rememberedanswer
    ADD CONSTRAINT answered_once UNIQUE (system_id, key);
ALTER TABLE ONLY public.api_rememberedanswer
    ADD CONSTRAINT api_rememberedanswer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.appraisal_appraisal_indicators
    ADD CONSTRAINT appraisal_appraisal_indi_appraisal_id_indicator_i_f3c7cfa7_uniq UNIQUE (appraisal_id, indicator_id);
ALTER TABLE ONLY public.appraisal_appraisal_indicators
    ADD CONSTRAINT appraisal_appraisal_indicators_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.appraisal_appraisal
    ADD CONSTRAINT appraisal_appraisal_period_key UNIQUE (period);
ALTER TABLE ONLY public.appraisal_appraisal
    ADD CONSTRAINT appraisal_appraisal_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.appraisal_indicator
    ADD CONSTRAINT appraisal_indicator_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.appraisal_scheme
    ADD CONSTRAINT appraisal_scheme_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.appraisal_score
    ADD CONSTRAINT appraisal_score_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.appraisal_scoreline
    ADD CONSTRAINT appraisal_scoreline_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.appraisal_scoremark
    ADD CONSTRAINT appraisal_scoremark_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.appraisal_scoremark
    ADD CONSTRAINT appraisal_scoremark_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.appraisal_scoreobjection
    ADD CONSTRAINT appraisal_scoreobjection_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.appraisal_scoreobjection
    ADD CONSTRAINT appraisal_scoreobjection_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.appraisal_scorerevision
    ADD CONSTRAINT appraisal_scorerevision_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.org_assignment
    ADD CONSTRAINT assignment_once UNIQUE NULLS NOT DISTINCT (staff_id, role_id, unit_id, region_id);
ALTER TABLE ONLY public.interviews_attendance
    ADD CONSTRAINT attendance_once UNIQUE (interview_id, visitor);
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.interviews_ballot
    ADD CONSTRAINT ballot_once UNIQUE (poll_id, visitor);
ALTER TABLE ONLY public.broadcasts_broadcastrun
    ADD CONSTRAINT broadcast_run_once UNIQUE (broadcast_id, number);
ALTER TABLE ONLY public.broadcasts_broadcast
    ADD CONSTRAINT broadcasts_broadcast_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.broadcasts_broadcast
    ADD CONSTRAINT broadcasts_broadcast_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.broadcasts_broadcast
    ADD CONSTRAINT broadcasts_broadcast_token_key UNIQUE (token);
ALTER TABLE ONLY public.broadcasts_broadcastrun
    ADD CONSTRAINT broadcasts_broadcastrun_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.pagecache_cachedpage
    ADD CONSTRAINT cached_page_once UNIQUE (host, path);
ALTER TABLE ONLY public.capture_allowedhost
    ADD CONSTRAINT capture_allowedhost_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.capture_captureditem
    ADD CONSTRAINT capture_captureditem_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.capture_capturedpicture
    ADD CONSTRAINT capture_capturedpicture_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.capture_capturerun
    ADD CONSTRAINT capture_capturerun_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.capture_capturesource
    ADD CONSTRAINT capture_capturesource_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.capture_courtesy
    ADD CONSTRAINT capture_courtesy_origin_key UNIQUE (origin);
ALTER TABLE ONLY public.capture_courtesy
    ADD CONSTRAINT capture_courtesy_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.capture_fingerprint
    ADD CONSTRAINT capture_fingerprint_item_id_key UNIQUE (item_id);
ALTER TABLE ONLY public.capture_fingerprint
    ADD CONSTRAINT capture_fingerprint_page_key UNIQUE (page);
ALTER TABLE ONLY public.capture_fingerprint
    ADD CONSTRAINT capture_fingerprint_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.capture_allowedhost
    ADD CONSTRAINT capture_host_once UNIQUE NULLS NOT DISTINCT (host, port);
ALTER TABLE ONLY public.supervision_card
    ADD CONSTRAINT card_once UNIQUE (subject, rule_code, key);
ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_answer_id_key UNIQUE (answer_id);
ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_draft_token_key UNIQUE (draft_token);
ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.cases_casematerial_attachments
    ADD CONSTRAINT cases_casematerial_attac_casematerial_id_attachme_d9a7c386_uniq UNIQUE (casematerial_id, attachment_id);
ALTER TABLE ONLY public.cases_casematerial_attachments
    ADD CONSTRAINT cases_casematerial_attachments_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_casematerial
    ADD CONSTRAINT cases_casematerial_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_casestep
    ADD CONSTRAINT cases_casestep_clock_id_key UNIQUE (clock_id);
ALTER TABLE ONLY public.cases_casestep
    ADD CONSTRAINT cases_casestep_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_certificate
    ADD CONSTRAINT cases_certificate_case_id_key UNIQUE (case_id);
ALTER TABLE ONLY public.cases_certificate
    ADD CONSTRAINT cases_certificate_number_key UNIQUE (number);
ALTER TABLE ONLY public.cases_certificate
    ADD CONSTRAINT cases_certificate_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_correction
    ADD CONSTRAINT cases_correction_case_id_key UNIQUE (case_id);
ALTER TABLE ONLY public.cases_correction
    ADD CONSTRAINT cases_correction_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_decision
    ADD CONSTRAINT cases_decision_case_id_key UNIQUE (case_id);
ALTER TABLE ONLY public.cases_decision
    ADD CONSTRAINT cases_decision_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_delivery
    ADD CONSTRAINT cases_delivery_case_id_key UNIQUE (case_id);
ALTER TABLE ONLY public.cases_delivery
    ADD CONSTRAINT cases_delivery_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_extensionrequest
    ADD CONSTRAINT cases_extensionrequest_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_feereceipt
    ADD CONSTRAINT cases_feereceipt_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_feereceipt
    ADD CONSTRAINT cases_feereceipt_receipt_number_key UNIQUE (receipt_number);
ALTER TABLE ONLY public.cases_rating
    ADD CONSTRAINT cases_rating_case_id_key UNIQUE (case_id);
ALTER TABLE ONLY public.cases_rating
    ADD CONSTRAINT cases_rating_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_specialprocedure
    ADD CONSTRAINT cases_specialprocedure_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalog_itemversion
    ADD CONSTRAINT catalog_itemversion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalog_opinion
    ADD CONSTRAINT catalog_opinion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalog_serviceitem
    ADD CONSTRAINT catalog_serviceitem_code_key UNIQUE (code);
ALTER TABLE ONLY public.catalog_serviceitem
    ADD CONSTRAINT catalog_serviceitem_current_id_key UNIQUE (current_id);
ALTER TABLE ONLY public.catalog_serviceitem
    ADD CONSTRAINT catalog_serviceitem_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.timers_clock
    ADD CONSTRAINT clock_once UNIQUE (subject, name, sequence);
ALTER TABLE ONLY public.cms_articlepage
    ADD CONSTRAINT cms_articlepage_pkey PRIMARY KEY (page_ptr_id);
ALTER TABLE ONLY public.cms_columnduty
    ADD CONSTRAINT cms_columnduty_column_id_key UNIQUE (column_id);
ALTER TABLE ONLY public.cms_columnduty
    ADD CONSTRAINT cms_columnduty_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cms_columnduty
    ADD CONSTRAINT cms_columnduty_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.cms_columnpage
    ADD CONSTRAINT cms_columnpage_pkey PRIMARY KEY (page_ptr_id);
ALTER TABLE ONLY public.cms_legacyitem
    ADD CONSTRAINT cms_legacyitem_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cms_picture
    ADD CONSTRAINT cms_picture_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cms_picturerendition
    ADD CONSTRAINT cms_picturerendition_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cms_reviewstate
    ADD CONSTRAINT cms_reviewstate_pkey PRIMARY KEY (taskstate_ptr_id);
ALTER TABLE ONLY public.cms_reviewtask
    ADD CONSTRAINT cms_reviewtask_level_key UNIQUE (level);
ALTER TABLE ONLY public.cms_reviewtask
    ADD CONSTRAINT cms_reviewtask_pkey PRIMARY KEY (task_ptr_id);
ALTER TABLE ONLY public.cms_shelf
    ADD CONSTRAINT cms_shelf_pkey PRIMARY KEY (article_id);
ALTER TABLE ONLY public.cms_sitedocument
    ADD CONSTRAINT cms_sitedocument_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cms_sitepage
    ADD CONSTRAINT cms_sitepage_collection_id_key UNIQUE (collection_id);
ALTER TABLE ONLY public.cms_sitepage
    ADD CONSTRAINT cms_sitepage_pkey PRIMARY KEY (page_ptr_id);
ALTER TABLE ONLY public.cms_topicpage
    ADD CONSTRAINT cms_topicpage_pkey PRIMARY KEY (page_ptr_id);
ALTER TABLE ONLY public.cmsregister_disclosedarticle
    ADD CONSTRAINT cmsregister_disclosedarticle_article_id_key UNIQUE (article_id);
ALTER TABLE ONLY public.cmsregister_disclosedarticle
    ADD CONSTRAINT cmsregister_disclosedarticle_information_id_key UNIQUE (information_id);
ALTER TABLE ONLY public.cmsregister_disclosedarticle
    ADD CONSTRAINT cmsregister_disclosedarticle_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cmssites_absence
    ADD CONSTRAINT cmssites_absence_pkey PRIMARY KEY (site_id);
ALTER TABLE ONLY public.complaints_complaint
    ADD CONSTRAINT complaints_complaint_clock_id_key UNIQUE (clock_id);
ALTER TABLE ONLY public.complaints_complaint
    ADD CONSTRAINT complaints_complaint_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.complaints_complaint
    ADD CONSTRAINT complaints_complaint_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.complaints_complaint
    ADD CONSTRAINT complaints_complaint_submission_key UNIQUE (submission);
ALTER TABLE ONLY public.inspection_defect
    ADD CONSTRAINT defect_once UNIQUE (page_id, key);
ALTER TABLE ONLY public.dialogue_letter
    ADD CONSTRAINT dialogue_letter_clock_id_key UNIQUE (clock_id);
ALTER TABLE ONLY public.dialogue_letter
    ADD CONSTRAINT dialogue_letter_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.dialogue_letter
    ADD CONSTRAINT dialogue_letter_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.dialogue_letter
    ADD CONSTRAINT dialogue_letter_submission_key UNIQUE (submission);
ALTER TABLE ONLY public.exchange_reconciliationdifference
    ADD CONSTRAINT difference_once UNIQUE (reconciliation_id, object_type, object_id);
ALTER TABLE ONLY public.disclosure_annualreport
    ADD CONSTRAINT disclosure_annualreport_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.disclosure_consultation
    ADD CONSTRAINT disclosure_consultation_clock_id_key UNIQUE (clock_id);
ALTER TABLE ONLY public.disclosure_consultation
    ADD CONSTRAINT disclosure_consultation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.disclosure_disclosurerequest
    ADD CONSTRAINT disclosure_disclosurerequest_clock_id_key UNIQUE (clock_id);
ALTER TABLE ONLY public.disclosure_disclosurerequest
    ADD CONSTRAINT disclosure_disclosurerequest_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.disclosure_disclosurerequest
    ADD CONSTRAINT disclosure_disclosurerequest_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.disclosure_disclosurerequest
    ADD CONSTRAINT disclosure_disclosurerequest_submission_key UNIQUE (submission);
ALTER TABLE ONLY public.disclosure_feenotice
    ADD CONSTRAINT disclosure_feenotice_clock_id_key UNIQUE (clock_id);
ALTER TABLE ONLY public.disclosure_feenotice
    ADD CONSTRAINT disclosure_feenotice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.disclosure_feenotice
    ADD CONSTRAINT disclosure_feenotice_request_id_key UNIQUE (request_id);
ALTER TABLE ONLY public.disclosure_indexserial
    ADD CONSTRAINT disclosure_indexserial_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.disclosure_information
    ADD CONSTRAINT disclosure_information_clock_id_key UNIQUE (clock_id);
ALTER TABLE ONLY public.disclosure_information
    ADD CONSTRAINT disclosure_information_index_number_key UNIQUE (index_number);
ALTER TABLE ONLY public.disclosure_information
    ADD CONSTRAINT disclosure_information_interpretation_clock_id_key UNIQUE (interpretation_clock_id);
ALTER TABLE ONLY public.disclosure_information
    ADD CONSTRAINT disclosure_information_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.disclosure_remedyrecord
    ADD CONSTRAINT disclosure_remedyrecord_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.disclosure_replyextension
    ADD CONSTRAINT disclosure_replyextension_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.disclosure_requestcorrection
    ADD CONSTRAINT disclosure_requestcorrection_clock_id_key UNIQUE (clock_id);
ALTER TABLE ONLY public.disclosure_requestcorrection
    ADD CONSTRAINT disclosure_requestcorrection_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.disclosure_requestcorrection
    ADD CONSTRAINT disclosure_requestcorrection_request_id_key UNIQUE (request_id);
ALTER TABLE ONLY public.disclosure_requestdraft
    ADD CONSTRAINT disclosure_requestdraft_owner_id_key UNIQUE (owner_id);
ALTER TABLE ONLY public.disclosure_requestdraft
    ADD CONSTRAINT disclosure_requestdraft_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.disclosure_requestfile
    ADD CONSTRAINT disclosure_requestfile_attachment_id_key UNIQUE (attachment_id);
ALTER TABLE ONLY public.disclosure_requestfile
    ADD CONSTRAINT disclosure_requestfile_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.disclosure_requestopinion
    ADD CONSTRAINT disclosure_requestopinion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.disclosure_requestreasons
    ADD CONSTRAINT disclosure_requestreasons_clock_id_key UNIQUE (clock_id);
ALTER TABLE ONLY public.disclosure_requestreasons
    ADD CONSTRAINT disclosure_requestreasons_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.disclosure_requestreasons
    ADD CONSTRAINT disclosure_requestreasons_request_id_key UNIQUE (request_id);
ALTER TABLE ONLY public.disclosure_requestreply
    ADD CONSTRAINT disclosure_requestreply_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.disclosure_requestreply
    ADD CONSTRAINT disclosure_requestreply_request_id_key UNIQUE (request_id);
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);
ALTER TABLE ONLY public.exchange_columnmapping
    ADD CONSTRAINT exchange_columnmapping_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.exchange_import
    ADD CONSTRAINT exchange_import_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.exchange_import
    ADD CONSTRAINT exchange_import_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.exchange_outsidesystem
    ADD CONSTRAINT exchange_outsidesystem_code_key UNIQUE (code);
ALTER TABLE ONLY public.exchange_outsidesystem
    ADD CONSTRAINT exchange_outsidesystem_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.exchange_provincecursor
    ADD CONSTRAINT exchange_provincecursor_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.exchange_provincelink
    ADD CONSTRAINT exchange_provincelink_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.exchange_provincemessage
    ADD CONSTRAINT exchange_provincemessage_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.exchange_provincereceipt
    ADD CONSTRAINT exchange_provincereceipt_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.exchange_quarantinedline
    ADD CONSTRAINT exchange_quarantinedline_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.exchange_receivedevent
    ADD CONSTRAINT exchange_receivedevent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.exchange_reconciliation
    ADD CONSTRAINT exchange_reconciliation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.exchange_reconciliationdifference
    ADD CONSTRAINT exchange_reconciliationdifference_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.exchange_systemkey
    ADD CONSTRAINT exchange_systemkey_client_id_key UNIQUE (client_id);
ALTER TABLE ONLY public.exchange_systemkey
    ADD CONSTRAINT exchange_systemkey_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.search_facetset
    ADD CONSTRAINT facet_set_once UNIQUE (kind, site, "column", organ, year, validity);
ALTER TABLE ONLY public.files_attachment
    ADD CONSTRAINT files_attachment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.files_attachment
    ADD CONSTRAINT files_attachment_token_key UNIQUE (token);
ALTER TABLE ONLY public.files_storedfile
    ADD CONSTRAINT files_storedfile_pkey PRIMARY KEY (digest);
ALTER TABLE ONLY public.guards_finding
    ADD CONSTRAINT finding_once UNIQUE (kind, ref, key);
ALTER TABLE ONLY public.forms_formversion
    ADD CONSTRAINT form_version_once UNIQUE (form_id, number);
ALTER TABLE ONLY public.forms_answer
    ADD CONSTRAINT forms_answer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.forms_answer
    ADD CONSTRAINT forms_answer_token_key UNIQUE (token);
ALTER TABLE ONLY public.forms_form
    ADD CONSTRAINT forms_form_code_key UNIQUE (code);
ALTER TABLE ONLY public.forms_form
    ADD CONSTRAINT forms_form_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.forms_formversion
    ADD CONSTRAINT forms_formversion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.guards_documenttext
    ADD CONSTRAINT guards_documenttext_pkey PRIMARY KEY (digest);
ALTER TABLE ONLY public.guards_finding
    ADD CONSTRAINT guards_finding_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.guards_override
    ADD CONSTRAINT guards_override_finding_id_key UNIQUE (finding_id);
ALTER TABLE ONLY public.guards_override
    ADD CONSTRAINT guards_override_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.guards_rescan
    ADD CONSTRAINT guards_rescan_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.guards_word
    ADD CONSTRAINT guards_word_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.guards_wordlistversion
    ADD CONSTRAINT guards_wordlistversion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.disclosure_indexserial
    ADD CONSTRAINT index_serial_once UNIQUE (organ_id, year);
ALTER TABLE ONLY public.appraisal_indicator
    ADD CONSTRAINT indicator_number UNIQUE (code, number);
ALTER TABLE ONLY public.inspection_attachmentcheck
    ADD CONSTRAINT inspection_attachmentcheck_pkey PRIMARY KEY (digest);
ALTER TABLE ONLY public.inspection_defect
    ADD CONSTRAINT inspection_defect_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.inspection_exemption
    ADD CONSTRAINT inspection_exemption_defect_id_key UNIQUE (defect_id);
ALTER TABLE ONLY public.inspection_exemption
    ADD CONSTRAINT inspection_exemption_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.inspection_externalhost
    ADD CONSTRAINT inspection_externalhost_name_key UNIQUE (name);
ALTER TABLE ONLY public.inspection_externalhost
    ADD CONSTRAINT inspection_externalhost_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.inspection_externallink
    ADD CONSTRAINT inspection_externallink_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.inspection_externallink
    ADD CONSTRAINT inspection_externallink_url_key UNIQUE (url);
ALTER TABLE ONLY public.inspection_inspectedpage
    ADD CONSTRAINT inspection_inspectedpage_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.inspection_inspectedpage
    ADD CONSTRAINT inspection_inspectedpage_url_key UNIQUE (url);
ALTER TABLE ONLY public.inspection_night
    ADD CONSTRAINT inspection_night_day_key UNIQUE (day);
ALTER TABLE ONLY public.inspection_night
    ADD CONSTRAINT inspection_night_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.inspection_probe
    ADD CONSTRAINT inspection_probe_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.inspection_sitereport
    ADD CONSTRAINT inspection_sitereport_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.interviews_attendance
    ADD CONSTRAINT interviews_attendance_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.interviews_ballot
    ADD CONSTRAINT interviews_ballot_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.interviews_interview
    ADD CONSTRAINT interviews_interview_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.interviews_interview
    ADD CONSTRAINT interviews_interview_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.interviews_interview
    ADD CONSTRAINT interviews_interview_slug_key UNIQUE (slug);
ALTER TABLE ONLY public.interviews_interview
    ADD CONSTRAINT interviews_interview_transcript_clock_id_key UNIQUE (transcript_clock_id);
ALTER TABLE ONLY public.interviews_interviewpicture
    ADD CONSTRAINT interviews_interviewpicture_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.interviews_interviewpicture
    ADD CONSTRAINT interviews_interviewpicture_token_key UNIQUE (token);
ALTER TABLE ONLY public.interviews_person
    ADD CONSTRAINT interviews_person_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.interviews_phonecode
    ADD CONSTRAINT interviews_phonecode_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.interviews_phonecode
    ADD CONSTRAINT interviews_phonecode_proof_key UNIQUE (proof);
ALTER TABLE ONLY public.interviews_poll
    ADD CONSTRAINT interviews_poll_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.interviews_poll
    ADD CONSTRAINT interviews_poll_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.interviews_pollchoice
    ADD CONSTRAINT interviews_pollchoice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.interviews_question
    ADD CONSTRAINT interviews_question_clock_id_key UNIQUE (clock_id);
ALTER TABLE ONLY public.interviews_question
    ADD CONSTRAINT interviews_question_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.interviews_question
    ADD CONSTRAINT interviews_question_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.interviews_question
    ADD CONSTRAINT interviews_question_submission_key UNIQUE (submission);
ALTER TABLE ONLY public.interviews_questionvote
    ADD CONSTRAINT interviews_questionvote_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.interviews_transcriptentry
    ADD CONSTRAINT interviews_transcriptentry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalog_itemversion
    ADD CONSTRAINT item_version_once UNIQUE (item_id, number);
ALTER TABLE ONLY public.journal_checkpoint
    ADD CONSTRAINT journal_checkpoint_pkey PRIMARY KEY (day);
ALTER TABLE ONLY public.journal_entry
    ADD CONSTRAINT journal_entry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.journal_link
    ADD CONSTRAINT journal_link_entry_id_key UNIQUE (entry_id);
ALTER TABLE ONLY public.journal_link
    ADD CONSTRAINT journal_link_pkey PRIMARY KEY ("position");
ALTER TABLE ONLY public.journal_look
    ADD CONSTRAINT journal_look_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cms_legacyitem
    ADD CONSTRAINT legacy_item_once UNIQUE (site_id, key);
ALTER TABLE ONLY public.live_line
    ADD CONSTRAINT line_number UNIQUE (channel_id, number);
ALTER TABLE ONLY public.search_listing
    ADD CONSTRAINT listing_once UNIQUE (kind, ref);
ALTER TABLE ONLY public.live_channel
    ADD CONSTRAINT live_channel_name_key UNIQUE (name);
ALTER TABLE ONLY public.live_channel
    ADD CONSTRAINT live_channel_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.live_hub
    ADD CONSTRAINT live_hub_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.live_line
    ADD CONSTRAINT live_line_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.live_presence
    ADD CONSTRAINT live_presence_pkey PRIMARY KEY (hub, channel);
ALTER TABLE ONLY public.live_sample
    ADD CONSTRAINT live_sample_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.exchange_columnmapping
    ADD CONSTRAINT mapping_version UNIQUE (system_id, name, version);
ALTER TABLE ONLY public.cases_casematerial
    ADD CONSTRAINT material_once UNIQUE (case_id, "order");
ALTER TABLE ONLY public.notices_notice
    ADD CONSTRAINT notices_notice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.disclosure_remedyrecord
    ADD CONSTRAINT one_record_a_remedy UNIQUE (unit_id, number);
ALTER TABLE ONLY public.disclosure_annualreport
    ADD CONSTRAINT one_report_a_year UNIQUE (unit_id, year);
ALTER TABLE ONLY public.org_assignment
    ADD CONSTRAINT org_assignment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.org_citizen
    ADD CONSTRAINT org_citizen_id_index_key UNIQUE (id_index);
ALTER TABLE ONLY public.org_citizen
    ADD CONSTRAINT org_citizen_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.org_citizen
    ADD CONSTRAINT org_citizen_user_id_key UNIQUE (user_id);
ALTER TABLE ONLY public.org_delegation
    ADD CONSTRAINT org_delegation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.org_delegation
    ADD CONSTRAINT org_delegation_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.org_lookupfailure
    ADD CONSTRAINT org_lookupfailure_pkey PRIMARY KEY (key);
ALTER TABLE ONLY public.org_region
    ADD CONSTRAINT org_region_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.org_role
    ADD CONSTRAINT org_role_code_key UNIQUE (code);
ALTER TABLE ONLY public.org_role
    ADD CONSTRAINT org_role_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.org_servicewindow
    ADD CONSTRAINT org_servicewindow_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.org_servicewindow_units
    ADD CONSTRAINT org_servicewindow_units_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.org_servicewindow_units
    ADD CONSTRAINT org_servicewindow_units_servicewindow_id_unit_id_f13ce2dd_uniq UNIQUE (servicewindow_id, unit_id);
ALTER TABLE ONLY public.org_staff
    ADD CONSTRAINT org_staff_code_key UNIQUE (code);
ALTER TABLE ONLY public.org_staff
    ADD CONSTRAINT org_staff_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.org_staff
    ADD CONSTRAINT org_staff_user_id_key UNIQUE (user_id);
ALTER TABLE ONLY public.org_station
    ADD CONSTRAINT org_station_code_key UNIQUE (code);
ALTER TABLE ONLY public.org_station
    ADD CONSTRAINT org_station_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.org_unit
    ADD CONSTRAINT org_unit_code_key UNIQUE (code);
ALTER TABLE ONLY public.org_unit
    ADD CONSTRAINT org_unit_number_key UNIQUE (number);
ALTER TABLE ONLY public.org_unit
    ADD CONSTRAINT org_unit_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.org_user_groups
    ADD CONSTRAINT org_user_groups_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.org_user_groups
    ADD CONSTRAINT org_user_groups_user_id_group_id_fef80fe9_uniq UNIQUE (user_id, group_id);
ALTER TABLE ONLY public.org_user
    ADD CONSTRAINT org_user_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.org_user_user_permissions
    ADD CONSTRAINT org_user_user_permissions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.org_user_user_permissions
    ADD CONSTRAINT org_user_user_permissions_user_id_permission_id_e61128be_uniq UNIQUE (user_id, permission_id);
ALTER TABLE ONLY public.org_user
    ADD CONSTRAINT org_user_username_key UNIQUE (username);
ALTER TABLE ONLY public.visits_pageday
    ADD CONSTRAINT page_day_once UNIQUE (day, host, path);
ALTER TABLE ONLY public.pagecache_cachedpage
    ADD CONSTRAINT pagecache_cachedpage_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.pagecache_pagechange
    ADD CONSTRAINT pagecache_pagechange_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.papers_papernumber
    ADD CONSTRAINT paper_number_once UNIQUE (unit, kind, year);
ALTER TABLE ONLY public.papers_paper
    ADD CONSTRAINT papers_paper_number_key UNIQUE (number);
ALTER TABLE ONLY public.papers_paper
    ADD CONSTRAINT papers_paper_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.papers_paper
    ADD CONSTRAINT papers_paper_verification_code_key UNIQUE (verification_code);
ALTER TABLE ONLY public.papers_papernumber
    ADD CONSTRAINT papers_papernumber_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.surveys_participation
    ADD CONSTRAINT participation_once UNIQUE (survey_id, person_key);
ALTER TABLE ONLY public.cms_picturerendition
    ADD CONSTRAINT picture_rendition_once UNIQUE (image_id, filter_spec, focal_point_key);
ALTER TABLE ONLY public.interviews_pollchoice
    ADD CONSTRAINT poll_choice_ref UNIQUE (poll_id, ref);
ALTER TABLE ONLY public.inspection_probe
    ADD CONSTRAINT probe_once UNIQUE (site_id, slot);
ALTER TABLE ONLY public.exchange_provincemessage
    ADD CONSTRAINT province_message_once UNIQUE (guid, revision);
ALTER TABLE ONLY public.exchange_quarantinedline
    ADD CONSTRAINT quarantined_once UNIQUE (system_id, digest);
ALTER TABLE ONLY public.interviews_questionvote
    ADD CONSTRAINT question_vote_once UNIQUE (question_id, visitor);
ALTER TABLE ONLY public.exchange_receivedevent
    ADD CONSTRAINT received_once UNIQUE (system_id, event_id, revision);
ALTER TABLE ONLY public.org_region
    ADD CONSTRAINT region_code_from UNIQUE NULLS NOT DISTINCT (code, valid_from);
ALTER TABLE ONLY public.supervision_ruleversion
    ADD CONSTRAINT rule_version_number UNIQUE (rule_id, number);
ALTER TABLE ONLY public.live_sample
    ADD CONSTRAINT sample_of_minute UNIQUE (channel_id, at);
ALTER TABLE ONLY public.appraisal_scheme
    ADD CONSTRAINT scheme_number UNIQUE (code, number);
ALTER TABLE ONLY public.appraisal_scoreline
    ADD CONSTRAINT score_line_once UNIQUE (revision_id, code);
ALTER TABLE ONLY public.appraisal_score
    ADD CONSTRAINT score_once UNIQUE (appraisal_id, kind, code);
ALTER TABLE ONLY public.appraisal_scorerevision
    ADD CONSTRAINT score_revision_number UNIQUE (score_id, number);
ALTER TABLE ONLY public.search_facetset
    ADD CONSTRAINT search_facetset_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.search_listing
    ADD CONSTRAINT search_listing_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.search_posting
    ADD CONSTRAINT search_posting_pkey PRIMARY KEY (listing_id);
ALTER TABLE ONLY public.search_searchword
    ADD CONSTRAINT search_searchword_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.search_searchword
    ADD CONSTRAINT search_word_once UNIQUE (day, word);
ALTER TABLE ONLY public.visits_siteday
    ADD CONSTRAINT site_day_once UNIQUE (day, host);
ALTER TABLE ONLY public.inspection_sitereport
    ADD CONSTRAINT site_report_once UNIQUE (site_id, year);
ALTER TABLE ONLY public.supervision_appeal
    ADD CONSTRAINT supervision_appeal_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.supervision_card
    ADD CONSTRAINT supervision_card_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.supervision_card
    ADD CONSTRAINT supervision_card_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.supervision_follower
    ADD CONSTRAINT supervision_follower_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.supervision_matter
    ADD CONSTRAINT supervision_matter_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.supervision_orderstep
    ADD CONSTRAINT supervision_orderstep_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.supervision_rule
    ADD CONSTRAINT supervision_rule_code_key UNIQUE (code);
ALTER TABLE ONLY public.supervision_rule
    ADD CONSTRAINT supervision_rule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.supervision_ruleversion
    ADD CONSTRAINT supervision_ruleversion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.supervision_supervisionorder_cards
    ADD CONSTRAINT supervision_supervisiono_supervisionorder_id_card_e5cb37ce_uniq UNIQUE (supervisionorder_id, card_id);
ALTER TABLE ONLY public.supervision_supervisionorder_cards
    ADD CONSTRAINT supervision_supervisionorder_cards_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.supervision_supervisionorder
    ADD CONSTRAINT supervision_supervisionorder_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.supervision_supervisionorder
    ADD CONSTRAINT supervision_supervisionorder_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.supervision_undetermined
    ADD CONSTRAINT supervision_undetermined_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.surveys_addresstally
    ADD CONSTRAINT surveys_addresstally_pkey PRIMARY KEY (key);
ALTER TABLE ONLY public.surveys_envelope
    ADD CONSTRAINT surveys_envelope_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.surveys_excerpt
    ADD CONSTRAINT surveys_excerpt_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.surveys_formentry
    ADD CONSTRAINT surveys_formentry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.surveys_formentry
    ADD CONSTRAINT surveys_formentry_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.surveys_participation
    ADD CONSTRAINT surveys_participation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.surveys_survey
    ADD CONSTRAINT surveys_survey_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.surveys_survey
    ADD CONSTRAINT surveys_survey_slug_key UNIQUE (slug);
ALTER TABLE ONLY public.surveys_surveyanswer
    ADD CONSTRAINT surveys_surveyanswer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.taggit_tag
    ADD CONSTRAINT taggit_tag_name_key UNIQUE (name);
ALTER TABLE ONLY public.taggit_tag
    ADD CONSTRAINT taggit_tag_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.taggit_tag
    ADD CONSTRAINT taggit_tag_slug_key UNIQUE (slug);
ALTER TABLE ONLY public.taggit_taggeditem
    ADD CONSTRAINT taggit_taggeditem_content_type_id_object_id_tag_id_4bb97a8e_uni UNIQUE (content_type_id, object_id, tag_id);
ALTER TABLE ONLY public.taggit_taggeditem
    ADD CONSTRAINT taggit_taggeditem_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.theming_templateassignment
    ADD CONSTRAINT template_assigned_once UNIQUE (page_id, kind);
ALTER TABLE ONLY public.theming_template
    ADD CONSTRAINT template_name_once_a_unit UNIQUE (unit_id, name);
ALTER TABLE ONLY public.theming_templateversion
    ADD CONSTRAINT template_version_once UNIQUE (template_id, number);
ALTER TABLE ONLY public.theming_theme
    ADD CONSTRAINT theme_name_once_a_unit UNIQUE (unit_id, name);
ALTER TABLE ONLY public.theming_themeversion
    ADD CONSTRAINT theme_version_once UNIQUE (theme_id, number);
ALTER TABLE ONLY public.theming_mourning
    ADD CONSTRAINT theming_mourning_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.theming_sitelook
    ADD CONSTRAINT theming_sitelook_pkey PRIMARY KEY (site_id);
ALTER TABLE ONLY public.theming_template
    ADD CONSTRAINT theming_template_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.theming_templateassignment
    ADD CONSTRAINT theming_templateassignment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.theming_templateversion
    ADD CONSTRAINT theming_templateversion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.theming_theme
    ADD CONSTRAINT theming_theme_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.theming_themeversion
    ADD CONSTRAINT theming_themeversion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.timers_calendarday
    ADD CONSTRAINT timers_calendarday_on_key UNIQUE ("on");
ALTER TABLE ONLY public.timers_calendarday
    ADD CONSTRAINT timers_calendarday_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.timers_calendarversion
    ADD CONSTRAINT timers_calendarversion_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.timers_clock
    ADD CONSTRAINT timers_clock_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.timers_holidaynotice
    ADD CONSTRAINT timers_holidaynotice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.timers_holidaynotice
    ADD CONSTRAINT timers_holidaynotice_year_key UNIQUE (year);
ALTER TABLE ONLY public.timers_legallimit
    ADD CONSTRAINT timers_legallimit_key_key UNIQUE (key);
ALTER TABLE ONLY public.timers_legallimit
    ADD CONSTRAINT timers_legallimit_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.timers_officeseason
    ADD CONSTRAINT timers_officeseason_code_key UNIQUE (code);
ALTER TABLE ONLY public.timers_officeseason
    ADD CONSTRAINT timers_officeseason_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_grouppagepermission
    ADD CONSTRAINT unique_permission UNIQUE (group_id, page_id, permission_id);
ALTER TABLE ONLY public.videos_videocaptions
    ADD CONSTRAINT video_captions_once UNIQUE (video_id, language);
ALTER TABLE ONLY public.videos_video
    ADD CONSTRAINT videos_video_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.videos_video
    ADD CONSTRAINT videos_video_ref_key UNIQUE (ref);
ALTER TABLE ONLY public.videos_videocaptions
    ADD CONSTRAINT videos_videocaptions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.visits_visitortoday
    ADD CONSTRAINT visitor_today_once UNIQUE (day, host, token);
ALTER TABLE ONLY public.visits_pageday
    ADD CONSTRAINT visits_pageday_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.visits_readupto
    ADD CONSTRAINT visits_readupto_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.visits_siteday
    ADD CONSTRAINT visits_siteday_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.visits_visitortoday
    ADD CONSTRAINT visits_visitortoday_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailadmin_admin
    ADD CONSTRAINT wagtailadmin_admin_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailadmin_editingsession
    ADD CONSTRAINT wagtailadmin_editingsession_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailadmin_formstate
    ADD CONSTRAINT wagtailadmin_formstate_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_apitoken
    ADD CONSTRAINT wagtailcore_apitoken_key_hash_key UNIQUE (key_hash);
ALTER TABLE ONLY public.wagtailcore_apitoken
    ADD CONSTRAINT wagtailcore_apitoken_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_collection
    ADD CONSTRAINT wagtailcore_collection_path_key UNIQUE (path);
ALTER TABLE ONLY public.wagtailcore_collection
    ADD CONSTRAINT wagtailcore_collection_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_collectionviewrestriction_groups
    ADD CONSTRAINT wagtailcore_collectionvi_collectionviewrestrictio_988995ae_uniq UNIQUE (collectionviewrestriction_id, group_id);
ALTER TABLE ONLY public.wagtailcore_collectionviewrestriction_groups
    ADD CONSTRAINT wagtailcore_collectionviewrestriction_groups_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_collectionviewrestriction
    ADD CONSTRAINT wagtailcore_collectionviewrestriction_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_comment
    ADD CONSTRAINT wagtailcore_comment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_commentreply
    ADD CONSTRAINT wagtailcore_commentreply_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_groupapprovaltask_groups
    ADD CONSTRAINT wagtailcore_groupapprova_groupapprovaltask_id_gro_bb5ee7eb_uniq UNIQUE (groupapprovaltask_id, group_id);
ALTER TABLE ONLY public.wagtailcore_groupapprovaltask_groups
    ADD CONSTRAINT wagtailcore_groupapprovaltask_groups_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_groupapprovaltask
    ADD CONSTRAINT wagtailcore_groupapprovaltask_pkey PRIMARY KEY (task_ptr_id);
ALTER TABLE ONLY public.wagtailcore_groupcollectionpermission
    ADD CONSTRAINT wagtailcore_groupcollect_group_id_collection_id_p_a21cefe9_uniq UNIQUE (group_id, collection_id, permission_id);
ALTER TABLE ONLY public.wagtailcore_groupcollectionpermission
    ADD CONSTRAINT wagtailcore_groupcollectionpermission_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_grouppagepermission
    ADD CONSTRAINT wagtailcore_grouppagepermission_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_groupsitepermission
    ADD CONSTRAINT wagtailcore_groupsiteper_group_id_site_id_permiss_a58ee30d_uniq UNIQUE (group_id, site_id, permission_id);
ALTER TABLE ONLY public.wagtailcore_groupsitepermission
    ADD CONSTRAINT wagtailcore_groupsitepermission_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_locale
    ADD CONSTRAINT wagtailcore_locale_language_code_key UNIQUE (language_code);
ALTER TABLE ONLY public.wagtailcore_locale
    ADD CONSTRAINT wagtailcore_locale_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_modellogentry
    ADD CONSTRAINT wagtailcore_modellogentry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_path_key UNIQUE (path);
ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_translation_key_locale_id_9b041bad_uniq UNIQUE (translation_key, locale_id);
ALTER TABLE ONLY public.wagtailcore_pagelogentry
    ADD CONSTRAINT wagtailcore_pagelogentry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_revision
    ADD CONSTRAINT wagtailcore_pagerevision_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_pagesubscription
    ADD CONSTRAINT wagtailcore_pagesubscription_page_id_user_id_0cef73ed_uniq UNIQUE (page_id, user_id);
ALTER TABLE ONLY public.wagtailcore_pagesubscription
    ADD CONSTRAINT wagtailcore_pagesubscription_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_pageviewrestriction_groups
    ADD CONSTRAINT wagtailcore_pageviewrest_pageviewrestriction_id_g_d23f80bb_uniq UNIQUE (pageviewrestriction_id, group_id);
ALTER TABLE ONLY public.wagtailcore_pageviewrestriction_groups
    ADD CONSTRAINT wagtailcore_pageviewrestriction_groups_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_pageviewrestriction
    ADD CONSTRAINT wagtailcore_pageviewrestriction_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_referenceindex
    ADD CONSTRAINT wagtailcore_referenceind_base_content_type_id_obj_9e6ccd6a_uniq UNIQUE (base_content_type_id, object_id, to_content_type_id, to_object_id, content_path_hash);
ALTER TABLE ONLY public.wagtailcore_referenceindex
    ADD CONSTRAINT wagtailcore_referenceindex_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_site
    ADD CONSTRAINT wagtailcore_site_hostname_port_2c626d70_uniq UNIQUE (hostname, port);
ALTER TABLE ONLY public.wagtailcore_site
    ADD CONSTRAINT wagtailcore_site_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_task
    ADD CONSTRAINT wagtailcore_task_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_taskstate
    ADD CONSTRAINT wagtailcore_taskstate_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_uploadedfile
    ADD CONSTRAINT wagtailcore_uploadedfile_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_workflow
    ADD CONSTRAINT wagtailcore_workflow_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_workflowcontenttype
    ADD CONSTRAINT wagtailcore_workflowcontenttype_pkey PRIMARY KEY (content_type_id);
ALTER TABLE ONLY public.wagtailcore_workflowpage
    ADD CONSTRAINT wagtailcore_workflowpage_pkey PRIMARY KEY (page_id);
ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflowstate_current_task_state_id_key UNIQUE (current_task_state_id);
ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflowstate_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_workflowtask
    ADD CONSTRAINT wagtailcore_workflowtask_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailcore_workflowtask
    ADD CONSTRAINT wagtailcore_workflowtask_workflow_id_task_id_4ec7a62b_uniq UNIQUE (workflow_id, task_id);
ALTER TABLE ONLY public.wagtaildocs_document
    ADD CONSTRAINT wagtaildocs_document_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailembeds_embed
    ADD CONSTRAINT wagtailembeds_embed_hash_c9bd8c9a_uniq UNIQUE (hash);
ALTER TABLE ONLY public.wagtailembeds_embed
    ADD CONSTRAINT wagtailembeds_embed_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailimages_image
    ADD CONSTRAINT wagtailimages_image_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailimages_rendition
    ADD CONSTRAINT wagtailimages_rendition_image_id_filter_spec_foc_323c8fe0_uniq UNIQUE (image_id, filter_spec, focal_point_key);
ALTER TABLE ONLY public.wagtailimages_rendition
    ADD CONSTRAINT wagtailimages_rendition_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailredirects_redirect
    ADD CONSTRAINT wagtailredirects_redirect_old_path_site_id_783622d7_uniq UNIQUE (old_path, site_id);
ALTER TABLE ONLY public.wagtailredirects_redirect
    ADD CONSTRAINT wagtailredirects_redirect_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailsearch_indexentry
    ADD CONSTRAINT wagtailsearch_indexentry_content_type_id_object_i_bcd7ba73_uniq UNIQUE (content_type_id, object_id);
ALTER TABLE ONLY public.wagtailsearch_indexentry
    ADD CONSTRAINT wagtailsearch_indexentry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailusers_userprofile
    ADD CONSTRAINT wagtailusers_userprofile_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.wagtailusers_userprofile
    ADD CONSTRAINT wagtailusers_userprofile_user_id_key UNIQUE (user_id);
CREATE INDEX api_rememberedanswer_answered_at_b90e1581 ON public.api_rememberedanswer USING btree (answered_at);
CREATE UNIQUE INDEX appeal_one_open ON public.supervision_appeal USING btree (card_id) WHERE ((state)::text = ANY ((ARRAY['filed'::character varying, 'returned'::character varying])::text[]));
CREATE INDEX appraisal_appraisal_indicators_appraisal_id_eeae2841 ON public.appraisal_appraisal_indicators USING btree (appraisal_id);
CREATE INDEX appraisal_appraisal_indicators_indicator_id_445322e7 ON public.appraisal_appraisal_indicators USING btree (indicator_id);
CREATE INDEX appraisal_appraisal_period_b5bb147a_like ON public.appraisal_appraisal USING btree (period varchar_pattern_ops);
CREATE INDEX appraisal_appraisal_scheme_id_84316c04 ON public.appraisal_appraisal USING btree (scheme_id);
CREATE INDEX appraisal_score_appraisal_id_c331818a ON public.appraisal_score USING btree (appraisal_id);
CREATE INDEX appraisal_score_region_id_306b8467 ON public.appraisal_score USING btree (region_id);
CREATE INDEX appraisal_score_unit_id_57ff06f2 ON public.appraisal_score USING btree (unit_id);
CREATE INDEX appraisal_scoreline_revision_id_aeb680d1 ON public.appraisal_scoreline USING btree (revision_id);
CREATE INDEX appraisal_scoremark_ref_4eb67907_like ON public.appraisal_scoremark USING btree (ref varchar_pattern_ops);
CREATE INDEX appraisal_scoremark_score_id_bda4a75f ON public.appraisal_scoremark USING btree (score_id);
CREATE INDEX appraisal_scoreobjection_ref_af9ba9fe_like ON public.appraisal_scoreobjection USING btree (ref varchar_pattern_ops);
CREATE INDEX appraisal_scoreobjection_score_id_15c9ebf4 ON public.appraisal_scoreobjection USING btree (score_id);
CREATE INDEX appraisal_scorerevision_score_id_70912809 ON public.appraisal_scorerevision USING btree (score_id);
CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);
CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);
CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);
CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);
CREATE INDEX ballot_by_address ON public.interviews_ballot USING btree (poll_id, address_key);
CREATE INDEX base_content_object_idx ON public.wagtailcore_revision USING btree (base_content_type_id, object_id);
CREATE INDEX broadcast_of_subject ON public.broadcasts_broadcast USING btree (subject, opened_at DESC);
CREATE UNIQUE INDEX broadcast_open_once ON public.broadcasts_broadcast USING btree (subject) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX broadcast_slot_once ON public.broadcasts_broadcast USING btree (slot) WHERE (ended_at IS NULL);
CREATE INDEX broadcasts_broadcast_ref_c4ceea42_like ON public.broadcasts_broadcast USING btree (ref varchar_pattern_ops);
CREATE INDEX broadcasts_broadcast_token_6e69a39c_like ON public.broadcasts_broadcast USING btree (token varchar_pattern_ops);
CREATE INDEX broadcasts_broadcast_unit_id_04e70001 ON public.broadcasts_broadcast USING btree (unit_id);
CREATE INDEX broadcasts_broadcastrun_broadcast_id_ff9d8e8c ON public.broadcasts_broadcastrun USING btree (broadcast_id);
CREATE INDEX cached_page_stale ON public.pagecache_cachedpage USING btree (stale_at) WHERE (stale_at IS NOT NULL);
CREATE INDEX cached_page_tags ON public.pagecache_cachedpage USING gin (tags) WITH (fastupdate=off);
CREATE INDEX capture_allowedhost_added_by_id_c182556a ON public.capture_allowedhost USING btree (added_by_id);
CREATE INDEX capture_captureditem_asked_by_id_1fc70dbc ON public.capture_captureditem USING btree (asked_by_id);
CREATE INDEX capture_captureditem_run_id_0912447a ON public.capture_captureditem USING btree (run_id);
CREATE INDEX capture_captureditem_source_id_93460b6d ON public.capture_captureditem USING btree (source_id);
CREATE INDEX capture_captureditem_twin_id_c7febcb2 ON public.capture_captureditem USING btree (twin_id);
CREATE INDEX capture_captureditem_unit_id_950ab86e ON public.capture_captureditem USING btree (unit_id);
CREATE INDEX capture_capturedpicture_item_id_b1aeea26 ON public.capture_capturedpicture USING btree (item_id);
CREATE INDEX capture_capturerun_source_id_ac650b3d ON public.capture_capturerun USING btree (source_id);
CREATE INDEX capture_capturesource_keeper_id_0d3bee83 ON public.capture_capturesource USING btree (keeper_id);
CREATE INDEX capture_capturesource_unit_id_3b630f40 ON public.capture_capturesource USING btree (unit_id);
CREATE INDEX capture_courtesy_origin_823d78b4_like ON public.capture_courtesy USING btree (origin varchar_pattern_ops);
CREATE INDEX capture_due ON public.capture_capturesource USING btree (next_at) WHERE (NOT ((state)::text = 'paused'::text));
CREATE INDEX capture_fingerprint_unit_id_5751f8d6 ON public.capture_fingerprint USING btree (unit_id);
CREATE INDEX capture_run_history ON public.capture_capturerun USING btree (source_id, started_at DESC);
CREATE INDEX captured_key ON public.capture_captureditem USING btree (key);
CREATE INDEX captured_of_unit ON public.capture_captureditem USING btree (unit_id, fetched_at DESC);
CREATE UNIQUE INDEX captured_once_a_source ON public.capture_captureditem USING btree (source_id, key) WHERE (NOT (source_id IS NULL));
CREATE INDEX captured_page ON public.capture_captureditem USING btree (page) WHERE (NOT (page IS NULL));
CREATE INDEX captured_waiting ON public.capture_captureditem USING btree (id) WHERE ((state)::text = 'waiting'::text);
CREATE INDEX card_issued ON public.supervision_card USING btree (issued_at);
CREATE INDEX card_issued_here ON public.supervision_card USING btree (issued_at DESC, id DESC) WHERE (((state)::text = 'issued'::text) AND ((system)::text = 'county'::text));
CREATE INDEX card_issued_outside ON public.supervision_card USING btree (issued_at DESC, id DESC) WHERE (((state)::text = 'issued'::text) AND (NOT ((system)::text = 'county'::text)));
CREATE INDEX card_moment ON public.supervision_card USING btree (moment);
CREATE INDEX card_newest ON public.supervision_card USING btree (id DESC) WHERE ((state)::text = ANY ((ARRAY['pending'::character varying, 'issued'::character varying])::text[]));
CREATE INDEX card_pending ON public.supervision_card USING btree (unit_id) WHERE ((state)::text = 'pending'::text);
CREATE INDEX card_rule ON public.supervision_card USING btree (rule_code, moment);
CREATE INDEX card_unit ON public.supervision_card USING btree (unit_id, moment DESC);
CREATE INDEX case_applicant ON public.cases_case USING btree (applicant_user_id, created_at DESC);
CREATE INDEX case_finished ON public.cases_case USING btree (finished_at DESC) WHERE (finished_at IS NOT NULL);
CREATE INDEX case_id_index ON public.cases_case USING btree (applicant_id_index);
CREATE INDEX case_inbox ON public.cases_case USING btree (unit_id, due_at, id) WHERE (ended_at IS NULL);
CREATE INDEX case_inbox_all ON public.cases_case USING btree (due_at, id) WHERE (ended_at IS NULL);
CREATE INDEX case_mine ON public.cases_case USING btree (holder_id, due_at) WHERE (ended_at IS NULL);
CREATE INDEX case_results ON public.cases_case USING btree (item_code, finished_at DESC) WHERE (finished_at IS NOT NULL);
CREATE INDEX cases_case_applicant_user_id_d94979f9 ON public.cases_case USING btree (applicant_user_id);
CREATE INDEX cases_case_clock_id_df6e1bd0 ON public.cases_case USING btree (clock_id);
CREATE INDEX cases_case_delegation_id_3b069be0 ON public.cases_case USING btree (delegation_id);
CREATE INDEX cases_case_draft_token_f99ae27a_like ON public.cases_case USING btree (draft_token varchar_pattern_ops);
CREATE INDEX cases_case_handling_clock_id_2cf0a4ae ON public.cases_case USING btree (handling_clock_id);
CREATE INDEX cases_case_holder_id_84f58973 ON public.cases_case USING btree (holder_id);
CREATE INDEX cases_case_parent_id_30365dcb ON public.cases_case USING btree (parent_id);
CREATE INDEX cases_case_ref_4217fa88_like ON public.cases_case USING btree (ref varchar_pattern_ops);
CREATE INDEX cases_case_region_id_ffee331b ON public.cases_case USING btree (region_id);
CREATE INDEX cases_case_unit_id_f34fc706 ON public.cases_case USING btree (unit_id);
CREATE INDEX cases_case_version_id_5b6a6022 ON public.cases_case USING btree (version_id);
CREATE INDEX cases_case_window_id_c32d5238 ON public.cases_case USING btree (window_id);
CREATE INDEX cases_casematerial_attachments_attachment_id_810bb45f ON public.cases_casematerial_attachments USING btree (attachment_id);
CREATE INDEX cases_casematerial_attachments_casematerial_id_bb48396a ON public.cases_casematerial_attachments USING btree (casematerial_id);
CREATE INDEX cases_casematerial_case_id_66fd4cfb ON public.cases_casematerial USING btree (case_id);
CREATE INDEX cases_casestep_assignee_id_23f15617 ON public.cases_casestep USING btree (assignee_id);
CREATE INDEX cases_casestep_case_id_70bbe3b6 ON public.cases_casestep USING btree (case_id);
CREATE INDEX cases_casestep_closed_by_id_98dc310c ON public.cases_casestep USING btree (closed_by_id);
CREATE INDEX cases_casestep_unit_id_3e58d0ac ON public.cases_casestep USING btree (unit_id);
CREATE INDEX cases_certificate_number_4791895e_like ON public.cases_certificate USING btree (number varchar_pattern_ops);
CREATE INDEX cases_correction_issued_by_id_b7efff85 ON public.cases_correction USING btree (issued_by_id);
CREATE INDEX cases_decision_by_id_5d6f2a03 ON public.cases_decision USING btree (by_id);
CREATE INDEX cases_delivery_by_id_93e9e188 ON public.cases_delivery USING btree (by_id);
CREATE INDEX cases_extensionrequest_answered_by_id_c34ed376 ON public.cases_extensionrequest USING btree (answered_by_id);
CREATE INDEX cases_extensionrequest_case_id_7bdd7545 ON public.cases_extensionrequest USING btree (case_id);
CREATE INDEX cases_extensionrequest_requested_by_id_9432434e ON public.cases_extensionrequest USING btree (requested_by_id);
CREATE INDEX cases_feereceipt_by_id_0a47b82e ON public.cases_feereceipt USING btree (by_id);
CREATE INDEX cases_feereceipt_case_id_b713c495 ON public.cases_feereceipt USING btree (case_id);
CREATE INDEX cases_feereceipt_receipt_number_59dbe42c_like ON public.cases_feereceipt USING btree (receipt_number varchar_pattern_ops);
CREATE INDEX cases_specialprocedure_case_id_188f471a ON public.cases_specialprocedure USING btree (case_id);
CREATE INDEX cases_specialprocedure_ended_by_id_2af003b2 ON public.cases_specialprocedure USING btree (ended_by_id);
CREATE INDEX cases_specialprocedure_started_by_id_7a85fa25 ON public.cases_specialprocedure USING btree (started_by_id);
CREATE INDEX catalog_itemversion_item_id_516984f8 ON public.catalog_itemversion USING btree (item_id);
CREATE INDEX catalog_opinion_version_id_df67b9fe ON public.catalog_opinion USING btree (version_id);
CREATE INDEX catalog_serviceitem_code_593e173e_like ON public.catalog_serviceitem USING btree (code varchar_pattern_ops);
CREATE INDEX catalog_serviceitem_unit_id_67e5f313 ON public.catalog_serviceitem USING btree (unit_id);
CREATE INDEX clock_calendar ON public.timers_clock USING btree (calendar_version) WHERE is_open;
CREATE INDEX clock_next ON public.timers_clock USING btree (name, next_moment) WHERE is_open;
CREATE INDEX cms_articlepage_picture_id_dec6c095 ON public.cms_articlepage USING btree (picture_id);
CREATE INDEX cms_articlepage_replaced_by_id_c13ec35b ON public.cms_articlepage USING btree (replaced_by_id);
CREATE INDEX cms_articlepage_shared_from_id_1f5d375a ON public.cms_articlepage USING btree (shared_from_id);
CREATE INDEX cms_columnduty_ref_638af9a7_like ON public.cms_columnduty USING btree (ref varchar_pattern_ops);
CREATE INDEX cms_columnpage_owner_unit_id_871e80e4 ON public.cms_columnpage USING btree (owner_unit_id);
CREATE INDEX cms_legacyitem_page_id_fb2d9884 ON public.cms_legacyitem USING btree (page_id);
CREATE INDEX cms_legacyitem_site_id_1a8b3a50 ON public.cms_legacyitem USING btree (site_id);
CREATE INDEX cms_page_by_address ON public.wagtailcore_page USING hash (url_path);
CREATE INDEX cms_page_by_depth ON public.wagtailcore_page USING btree (depth, path text_pattern_ops);
CREATE INDEX cms_picture_collection_id_b029983c ON public.cms_picture USING btree (collection_id);
CREATE INDEX cms_picture_created_at_f687f275 ON public.cms_picture USING btree (created_at);
CREATE INDEX cms_picture_file_hash_15c3e095 ON public.cms_picture USING btree (file_hash);
CREATE INDEX cms_picture_file_hash_15c3e095_like ON public.cms_picture USING btree (file_hash varchar_pattern_ops);
CREATE INDEX cms_picture_uploaded_by_user_id_7f8ea4a6 ON public.cms_picture USING btree (uploaded_by_user_id);
CREATE INDEX cms_picturerendition_filter_spec_6788d043 ON public.cms_picturerendition USING btree (filter_spec);
CREATE INDEX cms_picturerendition_filter_spec_6788d043_like ON public.cms_picturerendition USING btree (filter_spec varchar_pattern_ops);
CREATE INDEX cms_picturerendition_image_id_2f0f0940 ON public.cms_picturerendition USING btree (image_id);
CREATE INDEX cms_reviewstate_clock_id_5cf36bcb ON public.cms_reviewstate USING btree (clock_id);
CREATE INDEX cms_reviewstate_due_at_30d337b2 ON public.cms_reviewstate USING btree (due_at);
CREATE INDEX cms_reviewstate_page_id_07f7aacb ON public.cms_reviewstate USING btree (page_id);
CREATE INDEX cms_reviewstate_unit_id_7a897add ON public.cms_reviewstate USING btree (unit_id);
CREATE INDEX cms_reviewtask_level_4d1846b7_like ON public.cms_reviewtask USING btree (level varchar_pattern_ops);
CREATE INDEX cms_sitedocument_collection_id_143afeef ON public.cms_sitedocument USING btree (collection_id);
CREATE INDEX cms_sitedocument_uploaded_by_user_id_160813eb ON public.cms_sitedocument USING btree (uploaded_by_user_id);
CREATE INDEX cms_sitepage_unit_id_e5cc2ef4 ON public.cms_sitepage USING btree (unit_id);
CREATE INDEX cms_topicpage_picture_id_04e9a980 ON public.cms_topicpage USING btree (picture_id);
CREATE INDEX complaint_open ON public.complaints_complaint USING btree (state, due_at) WHERE ((state)::text = ANY ((ARRAY['accepted'::character varying, 'assigned'::character varying, 'filed'::character varying, 'verifying'::character varying])::text[]));
CREATE INDEX complaint_unit ON public.complaints_complaint USING btree (unit_id, state, due_at);
CREATE INDEX complaints_complaint_about_id_d61bd578 ON public.complaints_complaint USING btree (about_id);
CREATE INDEX complaints_complaint_case_ref_46f09a8c ON public.complaints_complaint USING btree (case_ref);
CREATE INDEX complaints_complaint_case_ref_46f09a8c_like ON public.complaints_complaint USING btree (case_ref varchar_pattern_ops);
CREATE INDEX complaints_complaint_complainant_id_8d61316e ON public.complaints_complaint USING btree (complainant_id);
CREATE INDEX complaints_complaint_intake_id_40e91b41 ON public.complaints_complaint USING btree (intake_id);
CREATE INDEX complaints_complaint_ref_1a3d837d_like ON public.complaints_complaint USING btree (ref varchar_pattern_ops);
CREATE INDEX complaints_complaint_submission_ae2d6a82_like ON public.complaints_complaint USING btree (submission varchar_pattern_ops);
CREATE INDEX complaints_complaint_unit_id_89d23118 ON public.complaints_complaint USING btree (unit_id);
CREATE INDEX content_object_idx ON public.wagtailcore_revision USING btree (content_type_id, object_id);
CREATE INDEX defect_work_list ON public.inspection_defect USING btree (state, since);
CREATE INDEX dialogue_letter_item_code_c1294cbb ON public.dialogue_letter USING btree (item_code);
CREATE INDEX dialogue_letter_item_code_c1294cbb_like ON public.dialogue_letter USING btree (item_code varchar_pattern_ops);
CREATE INDEX dialogue_letter_page_402ff36f ON public.dialogue_letter USING btree (page);
CREATE INDEX dialogue_letter_page_402ff36f_like ON public.dialogue_letter USING btree (page varchar_pattern_ops);
CREATE INDEX dialogue_letter_ref_e9691af1_like ON public.dialogue_letter USING btree (ref varchar_pattern_ops);
CREATE INDEX dialogue_letter_submission_73c8c973_like ON public.dialogue_letter USING btree (submission varchar_pattern_ops);
CREATE INDEX dialogue_letter_unit_id_141296bb ON public.dialogue_letter USING btree (unit_id);
CREATE INDEX dialogue_letter_writer_id_1ededf98 ON public.dialogue_letter USING btree (writer_id);
CREATE INDEX difference_open ON public.exchange_reconciliationdifference USING btree (id DESC) WHERE (repaired_at IS NULL);
CREATE INDEX disclosure_annualreport_unit_id_f55b058a ON public.disclosure_annualreport USING btree (unit_id);
CREATE INDEX disclosure_consultation_request_id_e1990227 ON public.disclosure_consultation USING btree (request_id);
CREATE INDEX disclosure_consultation_sent_by_id_4d6dfd65 ON public.disclosure_consultation USING btree (sent_by_id);
CREATE INDEX disclosure_consultation_unit_id_9cc1311f ON public.disclosure_consultation USING btree (unit_id);
CREATE INDEX disclosure_disclosurerequest_applicant_id_1dca2104 ON public.disclosure_disclosurerequest USING btree (applicant_id);
CREATE INDEX disclosure_disclosurerequest_applicant_index_a9838f73 ON public.disclosure_disclosurerequest USING btree (applicant_index);
CREATE INDEX disclosure_disclosurerequest_applicant_index_a9838f73_like ON public.disclosure_disclosurerequest USING btree (applicant_index varchar_pattern_ops);
CREATE INDEX disclosure_disclosurerequest_handler_id_b284f287 ON public.disclosure_disclosurerequest USING btree (handler_id);
CREATE INDEX disclosure_disclosurerequest_ref_53055abf_like ON public.disclosure_disclosurerequest USING btree (ref varchar_pattern_ops);
CREATE INDEX disclosure_disclosurerequest_registered_by_id_678d3ff2 ON public.disclosure_disclosurerequest USING btree (registered_by_id);
CREATE INDEX disclosure_disclosurerequest_submission_9f0a20f4_like ON public.disclosure_disclosurerequest USING btree (submission varchar_pattern_ops);
CREATE INDEX disclosure_disclosurerequest_unit_id_d8194e25 ON public.disclosure_disclosurerequest USING btree (unit_id);
CREATE INDEX disclosure_feenotice_issued_by_id_0168b390 ON public.disclosure_feenotice USING btree (issued_by_id);
CREATE INDEX disclosure_indexserial_organ_id_ef917a26 ON public.disclosure_indexserial USING btree (organ_id);
CREATE INDEX disclosure_information_document_number_f6d9738b ON public.disclosure_information USING btree (document_number);
CREATE INDEX disclosure_information_document_number_f6d9738b_like ON public.disclosure_information USING btree (document_number varchar_pattern_ops);
CREATE INDEX disclosure_information_explains_id_0ce8af59 ON public.disclosure_information USING btree (explains_id);
CREATE INDEX disclosure_information_index_number_87b24612_like ON public.disclosure_information USING btree (index_number varchar_pattern_ops);
CREATE INDEX disclosure_information_organ_id_318ddb11 ON public.disclosure_information USING btree (organ_id);
CREATE INDEX disclosure_information_replaced_by_id_ef4a6b52 ON public.disclosure_information USING btree (replaced_by_id);
CREATE INDEX disclosure_remedyrecord_unit_id_3f85f5bf ON public.disclosure_remedyrecord USING btree (unit_id);
CREATE INDEX disclosure_replyextension_answered_by_id_2af1c417 ON public.disclosure_replyextension USING btree (answered_by_id);
CREATE INDEX disclosure_replyextension_request_id_511664ed ON public.disclosure_replyextension USING btree (request_id);
CREATE INDEX disclosure_replyextension_requested_by_id_5d3ecfc2 ON public.disclosure_replyextension USING btree (requested_by_id);
CREATE INDEX disclosure_requestcorrection_issued_by_id_a8bbfbfb ON public.disclosure_requestcorrection USING btree (issued_by_id);
CREATE INDEX disclosure_requestfile_request_id_2767160c ON public.disclosure_requestfile USING btree (request_id);
CREATE INDEX disclosure_requestopinion_by_id_b5dcee1e ON public.disclosure_requestopinion USING btree (by_id);
CREATE INDEX disclosure_requestopinion_request_id_2ecb8982 ON public.disclosure_requestopinion USING btree (request_id);
CREATE INDEX disclosure_requestreasons_asked_by_id_694ba99e ON public.disclosure_requestreasons USING btree (asked_by_id);
CREATE INDEX disclosure_requestreasons_judged_by_id_46b95d4c ON public.disclosure_requestreasons USING btree (judged_by_id);
CREATE INDEX disclosure_requestreply_drafted_by_id_d4fa18d5 ON public.disclosure_requestreply USING btree (drafted_by_id);
CREATE INDEX disclosure_requestreply_signed_by_id_c79ea9ea ON public.disclosure_requestreply USING btree (signed_by_id);
CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);
CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);
CREATE INDEX entry_actor ON public.journal_entry USING btree (actor, id);
CREATE INDEX entry_at ON public.journal_entry USING brin (at) WITH (autosummarize='on');
CREATE INDEX entry_commit_order ON public.journal_entry USING btree (epoch, xid, id);
CREATE INDEX entry_kind_at ON public.journal_entry USING btree (kind, at);
CREATE INDEX entry_subject ON public.journal_entry USING btree (subject, id);
CREATE INDEX exchange_columnmapping_system_id_ec3849ce ON public.exchange_columnmapping USING btree (system_id);
CREATE INDEX exchange_import_mapping_id_8582e579 ON public.exchange_import USING btree (mapping_id);
CREATE INDEX exchange_import_ref_96c9373c_like ON public.exchange_import USING btree (ref varchar_pattern_ops);
CREATE INDEX exchange_import_system_id_318670cd ON public.exchange_import USING btree (system_id);
CREATE INDEX exchange_outsidesystem_code_e0b2cac3_like ON public.exchange_outsidesystem USING btree (code varchar_pattern_ops);
CREATE INDEX exchange_outsidesystem_region_id_fcf3569c ON public.exchange_outsidesystem USING btree (region_id);
CREATE INDEX exchange_outsidesystem_unit_id_9af47160 ON public.exchange_outsidesystem USING btree (unit_id);
CREATE INDEX exchange_provincecursor_name_89adb6ee_like ON public.exchange_provincecursor USING btree (name varchar_pattern_ops);
CREATE INDEX exchange_provincelink_name_ad1f8d7b_like ON public.exchange_provincelink USING btree (name varchar_pattern_ops);
CREATE INDEX exchange_provincereceipt_message_id_a0087292 ON public.exchange_provincereceipt USING btree (message_id);
CREATE INDEX exchange_quarantinedline_file_id_a3ca38b2 ON public.exchange_quarantinedline USING btree (file_id);
CREATE INDEX exchange_quarantinedline_system_id_ee3d77c7 ON public.exchange_quarantinedline USING btree (system_id);
CREATE INDEX exchange_reconciliationdifference_reconciliation_id_67e718bc ON public.exchange_reconciliationdifference USING btree (reconciliation_id);
CREATE INDEX exchange_systemkey_client_id_45db7f67_like ON public.exchange_systemkey USING btree (client_id varchar_pattern_ops);
CREATE INDEX exchange_systemkey_system_id_5d1dc675 ON public.exchange_systemkey USING btree (system_id);
CREATE INDEX external_link_next ON public.inspection_externallink USING btree (next_at);
CREATE INDEX files_attachment_stored_id_b9461857 ON public.files_attachment USING btree (stored_id);
CREATE INDEX files_attachment_stored_id_b9461857_like ON public.files_attachment USING btree (stored_id varchar_pattern_ops);
CREATE INDEX files_attachment_subject_cded12c5 ON public.files_attachment USING btree (subject);
CREATE INDEX files_attachment_subject_cded12c5_like ON public.files_attachment USING btree (subject varchar_pattern_ops);
CREATE INDEX files_attachment_token_7337c135_like ON public.files_attachment USING btree (token varchar_pattern_ops);
CREATE INDEX files_attachment_uploaded_by_2e8c5f95 ON public.files_attachment USING btree (uploaded_by);
CREATE INDEX files_attachment_uploaded_by_2e8c5f95_like ON public.files_attachment USING btree (uploaded_by varchar_pattern_ops);
CREATE INDEX files_storedfile_digest_6cfbc93e_like ON public.files_storedfile USING btree (digest varchar_pattern_ops);
CREATE INDEX finding_work_list ON public.guards_finding USING btree (state, found_at DESC);
CREATE INDEX fingerprint_first ON public.capture_fingerprint USING btree (first);
CREATE INDEX fingerprint_fourth ON public.capture_fingerprint USING btree (fourth);
CREATE INDEX fingerprint_key ON public.capture_fingerprint USING btree (key) WHERE (NOT ((key)::text = ''::text));
CREATE INDEX fingerprint_second ON public.capture_fingerprint USING btree (second);
CREATE INDEX fingerprint_third ON public.capture_fingerprint USING btree (third);
CREATE INDEX form_entry_list ON public.surveys_formentry USING btree (survey_id, sent_at DESC);
CREATE UNIQUE INDEX form_one_draft ON public.forms_formversion USING btree (form_id) WHERE (NOT is_published);
CREATE INDEX forms_answer_owner_id_919b9d43 ON public.forms_answer USING btree (owner_id);
CREATE INDEX forms_answer_token_e3bf71f5_like ON public.forms_answer USING btree (token varchar_pattern_ops);
CREATE INDEX forms_answer_version_id_2980197a ON public.forms_answer USING btree (version_id);
CREATE INDEX forms_form_code_ac4b1455_like ON public.forms_form USING btree (code varchar_pattern_ops);
CREATE INDEX forms_formversion_form_id_1051897d ON public.forms_formversion USING btree (form_id);
CREATE INDEX formstate_user_object ON public.wagtailadmin_formstate USING btree (user_id, content_type_id, object_id, parent_object_id);
CREATE INDEX guards_documenttext_digest_d7c273a1_like ON public.guards_documenttext USING btree (digest varchar_pattern_ops);
CREATE INDEX guards_finding_rescan_id_2cba75e9 ON public.guards_finding USING btree (rescan_id);
CREATE INDEX guards_finding_unit_id_a1b02923 ON public.guards_finding USING btree (unit_id);
CREATE INDEX guards_finding_word_id_cee85863 ON public.guards_finding USING btree (word_id);
CREATE INDEX guards_override_staff_id_a7a92a49 ON public.guards_override USING btree (staff_id);
CREATE INDEX import_system ON public.exchange_import USING btree (system_id, started_at DESC);
CREATE UNIQUE INDEX indicator_one_draft ON public.appraisal_indicator USING btree (code) WHERE ((state)::text = 'draft'::text);
CREATE INDEX information_due ON public.disclosure_information USING btree (publish_due) WHERE ((state)::text = 'signed'::text);
CREATE INDEX information_expires ON public.disclosure_information USING btree (expires_on) WHERE ((validity)::text = ANY ((ARRAY['valid'::character varying, 'amended'::character varying])::text[]));
CREATE INDEX information_organ ON public.disclosure_information USING btree (organ_id, signed_on DESC);
CREATE INDEX information_public ON public.disclosure_information USING btree (published_at DESC) WHERE ((state)::text = 'published'::text);
CREATE INDEX inspected_page_external ON public.inspection_inspectedpage USING gin (external);
CREATE INDEX inspected_page_next ON public.inspection_inspectedpage USING btree (night, id) WHERE is_public;
CREATE INDEX inspection_attachmentcheck_digest_3a9f7100_like ON public.inspection_attachmentcheck USING btree (digest varchar_pattern_ops);
CREATE INDEX inspection_defect_page_id_dada406b ON public.inspection_defect USING btree (page_id);
CREATE INDEX inspection_exemption_staff_id_41ac07fc ON public.inspection_exemption USING btree (staff_id);
CREATE INDEX inspection_externalhost_name_d9d00cc5_like ON public.inspection_externalhost USING btree (name varchar_pattern_ops);
CREATE INDEX inspection_externallink_host_id_a6b1aea4 ON public.inspection_externallink USING btree (host_id);
CREATE INDEX inspection_externallink_url_7430c023_like ON public.inspection_externallink USING btree (url varchar_pattern_ops);
CREATE INDEX inspection_inspectedpage_page_id_154d5a5b ON public.inspection_inspectedpage USING btree (page_id);
CREATE INDEX inspection_inspectedpage_site_id_80f62d13 ON public.inspection_inspectedpage USING btree (site_id);
CREATE INDEX inspection_inspectedpage_unit_id_a194d8f2 ON public.inspection_inspectedpage USING btree (unit_id);
CREATE INDEX inspection_inspectedpage_url_ba3d0242_like ON public.inspection_inspectedpage USING btree (url varchar_pattern_ops);
CREATE INDEX inspection_probe_site_id_8981bf0e ON public.inspection_probe USING btree (site_id);
CREATE INDEX inspection_sitereport_published_by_id_2d8eac66 ON public.inspection_sitereport USING btree (published_by_id);
CREATE INDEX inspection_sitereport_site_id_eddf95f6 ON public.inspection_sitereport USING btree (site_id);
CREATE INDEX interview_by_state ON public.interviews_interview USING btree (state, starts_at);
CREATE INDEX interviews_attendance_interview_id_766581f1 ON public.interviews_attendance USING btree (interview_id);
CREATE INDEX interviews_ballot_choice_id_be723267 ON public.interviews_ballot USING btree (choice_id);
CREATE INDEX interviews_ballot_poll_id_1cb1787d ON public.interviews_ballot USING btree (poll_id);
CREATE INDEX interviews_interview_picture_id_b07b6386 ON public.interviews_interview USING btree (picture_id);
CREATE INDEX interviews_interview_ref_ecf91ce9_like ON public.interviews_interview USING btree (ref varchar_pattern_ops);
CREATE INDEX interviews_interview_slug_15b0fba9_like ON public.interviews_interview USING btree (slug varchar_pattern_ops);
CREATE INDEX interviews_interview_unit_id_e4bc1a0a ON public.interviews_interview USING btree (unit_id);
CREATE INDEX interviews_interviewpicture_interview_id_87c94fad ON public.interviews_interviewpicture USING btree (interview_id);
CREATE INDEX interviews_interviewpicture_stored_id_8577d461 ON public.interviews_interviewpicture USING btree (stored_id);
CREATE INDEX interviews_interviewpicture_stored_id_8577d461_like ON public.interviews_interviewpicture USING btree (stored_id varchar_pattern_ops);
CREATE INDEX interviews_interviewpicture_token_88554671_like ON public.interviews_interviewpicture USING btree (token varchar_pattern_ops);
CREATE INDEX interviews_person_interview_id_0b5a6de9 ON public.interviews_person USING btree (interview_id);
CREATE INDEX interviews_person_picture_id_ed1f837d ON public.interviews_person USING btree (picture_id);
CREATE INDEX interviews_person_staff_id_157611d3 ON public.interviews_person USING btree (staff_id);
CREATE INDEX interviews_phonecode_proof_2a37fe3a_like ON public.interviews_phonecode USING btree (proof varchar_pattern_ops);
CREATE INDEX interviews_poll_interview_id_cc057ea9 ON public.interviews_poll USING btree (interview_id);
CREATE INDEX interviews_poll_ref_84e4518e_like ON public.interviews_poll USING btree (ref varchar_pattern_ops);
CREATE INDEX interviews_pollchoice_poll_id_7c786d2d ON public.interviews_pollchoice USING btree (poll_id);
CREATE INDEX interviews_question_asker_id_f74ae14b ON public.interviews_question USING btree (asker_id);
CREATE INDEX interviews_question_interview_id_dd0fcf42 ON public.interviews_question USING btree (interview_id);
CREATE INDEX interviews_question_phone_index_9e269052 ON public.interviews_question USING btree (phone_index);
CREATE INDEX interviews_question_phone_index_9e269052_like ON public.interviews_question USING btree (phone_index varchar_pattern_ops);
CREATE INDEX interviews_question_put_to_id_7bc7195a ON public.interviews_question USING btree (put_to_id);
CREATE INDEX interviews_question_ref_191d7a3f_like ON public.interviews_question USING btree (ref varchar_pattern_ops);
CREATE INDEX interviews_question_submission_bf5d3f00_like ON public.interviews_question USING btree (submission varchar_pattern_ops);
CREATE INDEX interviews_questionvote_question_id_8d6a4348 ON public.interviews_questionvote USING btree (question_id);
CREATE INDEX interviews_transcriptentry_interview_id_e77f8bc2 ON public.interviews_transcriptentry USING btree (interview_id);
CREATE INDEX interviews_transcriptentry_picture_id_169f9434 ON public.interviews_transcriptentry USING btree (picture_id);
CREATE INDEX interviews_transcriptentry_question_id_f35b3193 ON public.interviews_transcriptentry USING btree (question_id);
CREATE UNIQUE INDEX item_one_open_version ON public.catalog_itemversion USING btree (item_id) WHERE (NOT ((state)::text = ANY ((ARRAY['published'::character varying, 'superseded'::character varying, 'discarded'::character varying])::text[])));
CREATE INDEX letter_inbox ON public.dialogue_letter USING btree (unit_id, due_at) WHERE ((state)::text = 'open'::text);
CREATE INDEX letter_public ON public.dialogue_letter USING btree (item_code, answered_at DESC) WHERE is_published;
CREATE INDEX live_channel_name_e74980fb_like ON public.live_channel USING btree (name varchar_pattern_ops);
CREATE INDEX live_hub_name_9bbf1d5d_like ON public.live_hub USING btree (name varchar_pattern_ops);
CREATE INDEX live_line_channel_id_4a7ca175 ON public.live_line USING btree (channel_id);
CREATE INDEX live_sample_channel_id_35f38540 ON public.live_sample USING btree (channel_id);
CREATE INDEX look_subject ON public.journal_look USING btree (subject, at DESC);
CREATE INDEX matter_ended ON public.supervision_matter USING btree (ended_at) WHERE (ended_at IS NOT NULL);
CREATE INDEX matter_judged ON public.supervision_matter USING btree (rulebook, calendar_version) WHERE ((ended_at IS NULL) OR (next_moment IS NOT NULL));
CREATE INDEX matter_light ON public.supervision_matter USING btree (light, opened_at DESC) WHERE (NOT ((light)::text = 'green'::text));
CREATE INDEX matter_next ON public.supervision_matter USING btree (next_moment) WHERE (next_moment IS NOT NULL);
CREATE UNIQUE INDEX matter_once ON public.supervision_matter USING btree (subject varchar_pattern_ops);
CREATE INDEX matter_opened ON public.supervision_matter USING btree (opened_at);
CREATE INDEX matter_ref ON public.supervision_matter USING btree (system, ref);
CREATE INDEX matter_unit ON public.supervision_matter USING btree (unit_id, opened_at DESC);
CREATE INDEX notice_mailbox ON public.notices_notice USING btree (recipient_id, queued_at DESC) WHERE ((channel)::text = 'mailbox'::text);
CREATE INDEX notice_queue ON public.notices_notice USING btree (next_try_at) WHERE ((state)::text = 'queued'::text);
CREATE INDEX notices_notice_recipient_id_fd0027f8 ON public.notices_notice USING btree (recipient_id);
CREATE UNIQUE INDEX objection_one_open ON public.appraisal_scoreobjection USING btree (score_id, line) WHERE ((state)::text = 'filed'::text);
CREATE UNIQUE INDEX one_extension_a_case ON public.cases_extensionrequest USING btree (case_id) WHERE (NOT ((state)::text = 'refused'::text));
CREATE UNIQUE INDEX one_extension_a_request ON public.disclosure_replyextension USING btree (request_id) WHERE (NOT ((state)::text = 'refused'::text));
CREATE UNIQUE INDEX one_phone_one_person ON public.org_citizen USING btree (phone_index) WHERE ((kind)::text = 'natural'::text);
CREATE UNIQUE INDEX one_procedure_at_a_time ON public.cases_specialprocedure USING btree (case_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX one_rescan_at_a_time ON public.guards_rescan USING btree (finished_at) NULLS NOT DISTINCT WHERE (finished_at IS NULL);
CREATE INDEX order_open ON public.supervision_supervisionorder USING btree (answer_due) WHERE (closed_at IS NULL);
CREATE INDEX order_unit ON public.supervision_supervisionorder USING btree (unit_id, issued_at DESC);
CREATE INDEX org_assignment_region_id_de3886a7 ON public.org_assignment USING btree (region_id);
CREATE INDEX org_assignment_role_id_3d4fa3c0 ON public.org_assignment USING btree (role_id);
CREATE INDEX org_assignment_staff_id_1c9af1a5 ON public.org_assignment USING btree (staff_id);
CREATE INDEX org_assignment_unit_id_0afb816e ON public.org_assignment USING btree (unit_id);
CREATE INDEX org_citizen_id_index_fd8acbe3_like ON public.org_citizen USING btree (id_index varchar_pattern_ops);
CREATE INDEX org_citizen_phone_index_b1587a46 ON public.org_citizen USING btree (phone_index);
CREATE INDEX org_citizen_phone_index_b1587a46_like ON public.org_citizen USING btree (phone_index varchar_pattern_ops);
CREATE INDEX org_citizen_region_id_48920d92 ON public.org_citizen USING btree (region_id);
CREATE INDEX org_delegation_agent_id_590929d0 ON public.org_delegation USING btree (agent_id);
CREATE INDEX org_delegation_agent_id_index_dc8855b9 ON public.org_delegation USING btree (agent_id_index);
CREATE INDEX org_delegation_agent_id_index_dc8855b9_like ON public.org_delegation USING btree (agent_id_index varchar_pattern_ops);
CREATE INDEX org_delegation_principal_id_index_46d50374 ON public.org_delegation USING btree (principal_id_index);
CREATE INDEX org_delegation_principal_id_index_46d50374_like ON public.org_delegation USING btree (principal_id_index varchar_pattern_ops);
CREATE INDEX org_delegation_ref_23d214f4_like ON public.org_delegation USING btree (ref varchar_pattern_ops);
CREATE INDEX org_lookupfailure_key_197f2806_like ON public.org_lookupfailure USING btree (key varchar_pattern_ops);
CREATE INDEX org_lookupfailure_until_5ba8b05e ON public.org_lookupfailure USING btree (until);
CREATE INDEX org_region_parent_id_2cfd732d ON public.org_region USING btree (parent_id);
CREATE INDEX org_region_replaced_by_id_410d6d7e ON public.org_region USING btree (replaced_by_id);
CREATE INDEX org_role_code_d9c9250f_like ON public.org_role USING btree (code varchar_pattern_ops);
CREATE INDEX org_servicewindow_station_id_156d8933 ON public.org_servicewindow USING btree (station_id);
CREATE INDEX org_servicewindow_units_servicewindow_id_1805fa3e ON public.org_servicewindow_units USING btree (servicewindow_id);
CREATE INDEX org_servicewindow_units_unit_id_c429920f ON public.org_servicewindow_units USING btree (unit_id);
CREATE INDEX org_staff_code_a124f2be_like ON public.org_staff USING btree (code varchar_pattern_ops);
CREATE INDEX org_staff_station_id_2aa5a355 ON public.org_staff USING btree (station_id);
CREATE INDEX org_staff_unit_id_5764254b ON public.org_staff USING btree (unit_id);
CREATE INDEX org_station_code_6f90f337_like ON public.org_station USING btree (code varchar_pattern_ops);
CREATE INDEX org_station_region_id_19f94d6a ON public.org_station USING btree (region_id);
CREATE INDEX org_station_unit_id_dd8d6f1f ON public.org_station USING btree (unit_id);
CREATE INDEX org_unit_code_d0dcc5c9_like ON public.org_unit USING btree (code varchar_pattern_ops);
CREATE INDEX org_unit_merged_into_id_7b772823 ON public.org_unit USING btree (merged_into_id);
CREATE INDEX org_unit_number_f4740705_like ON public.org_unit USING btree (number varchar_pattern_ops);
CREATE INDEX org_unit_parent_id_6ae0d3ba ON public.org_unit USING btree (parent_id);
CREATE INDEX org_unit_region_id_a6ff3d34 ON public.org_unit USING btree (region_id);
CREATE INDEX org_user_groups_group_id_e029a873 ON public.org_user_groups USING btree (group_id);
CREATE INDEX org_user_groups_user_id_984438cd ON public.org_user_groups USING btree (user_id);
CREATE INDEX org_user_user_permissions_permission_id_2178fc41 ON public.org_user_user_permissions USING btree (permission_id);
CREATE INDEX org_user_user_permissions_user_id_ab8f2587 ON public.org_user_user_permissions USING btree (user_id);
CREATE INDEX org_user_username_5ec8fdc4_like ON public.org_user USING btree (username varchar_pattern_ops);
CREATE INDEX page_change_open ON public.pagecache_pagechange USING btree (id) WHERE (done_at IS NULL);
CREATE INDEX page_change_xid ON public.pagecache_pagechange USING btree (xid);
CREATE INDEX page_day_path ON public.visits_pageday USING btree (path varchar_pattern_ops, day);
CREATE INDEX page_ending ON public.wagtailcore_page USING btree (expire_at) WHERE (expire_at IS NOT NULL);
CREATE INDEX papers_paper_number_bbc52bb0_like ON public.papers_paper USING btree (number varchar_pattern_ops);
CREATE INDEX papers_paper_subject_552a29a5 ON public.papers_paper USING btree (subject);
CREATE INDEX papers_paper_subject_552a29a5_like ON public.papers_paper USING btree (subject varchar_pattern_ops);
CREATE INDEX papers_paper_verification_code_d04c75cd_like ON public.papers_paper USING btree (verification_code varchar_pattern_ops);
CREATE INDEX phone_code_by_address ON public.interviews_phonecode USING btree (address_key, sent_at DESC);
CREATE INDEX phone_code_newest ON public.interviews_phonecode USING btree (phone_index, sent_at DESC);
CREATE INDEX posting_day ON public.search_posting USING btree (day DESC);
CREATE INDEX posting_lexemes ON public.search_posting USING gin (lexemes) WITH (fastupdate=off);
CREATE INDEX posting_quality ON public.search_posting USING btree (quality DESC);
CREATE INDEX probe_by_slot ON public.inspection_probe USING btree (slot);
CREATE INDEX province_day ON public.exchange_provincemessage USING btree (day, unit, object_type);
CREATE UNIQUE INDEX province_entry_once ON public.exchange_provincemessage USING btree (entry, guid) WHERE (entry IS NOT NULL);
CREATE INDEX province_object ON public.exchange_provincemessage USING btree (object_id);
CREATE INDEX province_oldest ON public.exchange_provincemessage USING btree (created_at) WHERE ((state)::text = ANY ((ARRAY['queued'::character varying, 'sent'::character varying])::text[]));
CREATE INDEX province_queue ON public.exchange_provincemessage USING btree (next_try_at, id) WHERE ((state)::text = ANY ((ARRAY['queued'::character varying, 'sent'::character varying])::text[]));
CREATE INDEX province_receipt_at ON public.exchange_provincereceipt USING btree (at DESC);
CREATE INDEX province_rejected ON public.exchange_provincemessage USING btree (settled_at) WHERE ((state)::text = 'rejected'::text);
CREATE INDEX province_unsettled ON public.exchange_provincemessage USING btree (guid, revision) WHERE ((state)::text = ANY ((ARRAY['queued'::character varying, 'sent'::character varying, 'rejected'::character varying])::text[]));
CREATE INDEX quarantine_system ON public.exchange_quarantinedline USING btree (system_id, state, id DESC);
CREATE INDEX question_by_address ON public.interviews_question USING btree (interview_id, address_key, asked_at);
CREATE INDEX question_queue ON public.interviews_question USING btree (interview_id, state, asked_at);
CREATE INDEX question_vote_by_address ON public.interviews_questionvote USING btree (question_id, address_key);
CREATE INDEX reconciliation_day ON public.exchange_reconciliation USING btree (day, at DESC);
CREATE INDEX referenceindex_source_object ON public.wagtailcore_referenceindex USING btree (base_content_type_id, object_id);
CREATE INDEX referenceindex_target_object ON public.wagtailcore_referenceindex USING btree (to_content_type_id, to_object_id);
CREATE INDEX region_path ON public.org_region USING btree (path varchar_pattern_ops);
CREATE INDEX request_log ON public.disclosure_disclosurerequest USING btree (published_at DESC) WHERE is_published;
CREATE INDEX request_open ON public.disclosure_disclosurerequest USING btree (unit_id, legal_due) WHERE ((state)::text = ANY ((ARRAY['accepted'::character varying, 'approved'::character varying, 'approving'::character varying, 'awaiting_fee'::character varying, 'clearing'::character varying, 'consulting'::character varying, 'correcting'::character varying, 'drafting'::character varying, 'legal_review'::character varying, 'registered'::character varying, 'submitted'::character varying])::text[]));
CREATE INDEX request_year ON public.disclosure_disclosurerequest USING btree (unit_id, received_on);
CREATE UNIQUE INDEX rule_one_change_at_a_time ON public.supervision_ruleversion USING btree (rule_id) WHERE ((state)::text = ANY ((ARRAY['draft'::character varying, 'submitted'::character varying])::text[]));
CREATE UNIQUE INDEX scheme_one_chosen ON public.appraisal_scheme USING btree (is_chosen) WHERE is_chosen;
CREATE UNIQUE INDEX scheme_one_draft ON public.appraisal_scheme USING btree (code) WHERE ((state)::text = 'draft'::text);
CREATE INDEX shelf_by_date ON public.cms_shelf USING btree (place, shown_at, article_id);
CREATE INDEX shelf_pictured ON public.cms_shelf USING btree (place, is_pinned DESC, shown_at DESC NULLS LAST, article_id DESC) WHERE is_pictured;
CREATE INDEX shelf_pinned_first ON public.cms_shelf USING btree (place, is_pinned DESC, shown_at DESC NULLS LAST, article_id DESC);
CREATE INDEX step_open_assignee ON public.cases_casestep USING btree (assignee_id) WHERE ((state)::text = 'open'::text);
CREATE INDEX step_open_unit ON public.cases_casestep USING btree (unit_id, post) WHERE ((state)::text = 'open'::text);
CREATE INDEX supervision_appeal_card_id_f5d14633 ON public.supervision_appeal USING btree (card_id);
CREATE INDEX supervision_appeal_unit_id_0ed31f4c ON public.supervision_appeal USING btree (unit_id);
CREATE INDEX supervision_card_matter_id_813fbc60 ON public.supervision_card USING btree (matter_id);
CREATE INDEX supervision_card_ref_0a9efc62_like ON public.supervision_card USING btree (ref varchar_pattern_ops);
CREATE INDEX supervision_card_region_id_52b8b33a ON public.supervision_card USING btree (region_id);
CREATE INDEX supervision_card_unit_id_5bdadbf0 ON public.supervision_card USING btree (unit_id);
CREATE INDEX supervision_follower_name_284fcb63_like ON public.supervision_follower USING btree (name varchar_pattern_ops);
CREATE INDEX supervision_matter_region_id_197af857 ON public.supervision_matter USING btree (region_id);
CREATE INDEX supervision_orderstep_order_id_5623fc54 ON public.supervision_orderstep USING btree (order_id);
CREATE INDEX supervision_rule_code_a32f8921_like ON public.supervision_rule USING btree (code varchar_pattern_ops);
CREATE INDEX supervision_ruleversion_rule_id_1a955a96 ON public.supervision_ruleversion USING btree (rule_id);
CREATE INDEX supervision_supervisionorder_answer_clock_id_babefaab ON public.supervision_supervisionorder USING btree (answer_clock_id);
CREATE INDEX supervision_supervisionorder_cards_card_id_9ee57bdb ON public.supervision_supervisionorder_cards USING btree (card_id);
CREATE INDEX supervision_supervisionorder_cards_supervisionorder_id_29ca3295 ON public.supervision_supervisionorder_cards USING btree (supervisionorder_id);
CREATE INDEX supervision_supervisionorder_ref_037789ee_like ON public.supervision_supervisionorder USING btree (ref varchar_pattern_ops);
CREATE INDEX supervision_supervisionorder_region_id_7195c8bd ON public.supervision_supervisionorder USING btree (region_id);
CREATE INDEX supervision_supervisionorder_sign_clock_id_fed30c8c ON public.supervision_supervisionorder USING btree (sign_clock_id);
CREATE INDEX supervision_supervisionorder_unit_id_0cd0c7be ON public.supervision_supervisionorder USING btree (unit_id);
CREATE INDEX supervision_undetermined_matter_id_2a920868 ON public.supervision_undetermined USING btree (matter_id);
CREATE INDEX supervision_undetermined_unit_id_9ec37e0f ON public.supervision_undetermined USING btree (unit_id);
CREATE INDEX survey_by_state ON public.surveys_survey USING btree (state, closes_on);
CREATE INDEX surveys_addresstally_key_b6b9708c_like ON public.surveys_addresstally USING btree (key varchar_pattern_ops);
CREATE INDEX surveys_envelope_survey_id_3fff5a0c ON public.surveys_envelope USING btree (survey_id);
CREATE INDEX surveys_excerpt_survey_id_115410f1 ON public.surveys_excerpt USING btree (survey_id);
CREATE INDEX surveys_formentry_ref_c5eb17ae_like ON public.surveys_formentry USING btree (ref varchar_pattern_ops);
CREATE INDEX surveys_formentry_survey_id_6970b26a ON public.surveys_formentry USING btree (survey_id);
CREATE INDEX surveys_participation_survey_id_e87c492a ON public.surveys_participation USING btree (survey_id);
CREATE INDEX surveys_survey_slug_909993df_like ON public.surveys_survey USING btree (slug varchar_pattern_ops);
CREATE INDEX surveys_survey_unit_id_9f91b566 ON public.surveys_survey USING btree (unit_id);
CREATE INDEX surveys_surveyanswer_survey_id_7c5d2547 ON public.surveys_surveyanswer USING btree (survey_id);
CREATE INDEX taggit_tag_name_58eb2ed9_like ON public.taggit_tag USING btree (name varchar_pattern_ops);
CREATE INDEX taggit_tag_slug_6be58b2c_like ON public.taggit_tag USING btree (slug varchar_pattern_ops);
CREATE INDEX taggit_tagg_content_8fc721_idx ON public.taggit_taggeditem USING btree (content_type_id, object_id);
CREATE INDEX taggit_taggeditem_content_type_id_9957a03c ON public.taggit_taggeditem USING btree (content_type_id);
CREATE INDEX taggit_taggeditem_object_id_e2d7d1df ON public.taggit_taggeditem USING btree (object_id);
CREATE INDEX taggit_taggeditem_tag_id_f4f5b767 ON public.taggit_taggeditem USING btree (tag_id);
CREATE INDEX theming_sitelook_theme_id_aedc7ea3 ON public.theming_sitelook USING btree (theme_id);
CREATE INDEX theming_template_current_id_02cfcbac ON public.theming_template USING btree (current_id);
CREATE INDEX theming_template_unit_id_ddac9a55 ON public.theming_template USING btree (unit_id);
CREATE INDEX theming_templateassignment_page_id_96aa3cfa ON public.theming_templateassignment USING btree (page_id);
CREATE INDEX theming_templateassignment_template_id_7938065e ON public.theming_templateassignment USING btree (template_id);
CREATE INDEX theming_templateversion_template_id_65d7a241 ON public.theming_templateversion USING btree (template_id);
CREATE INDEX theming_theme_current_id_21560701 ON public.theming_theme USING btree (current_id);
CREATE INDEX theming_theme_unit_id_985522d1 ON public.theming_theme USING btree (unit_id);
CREATE INDEX theming_themeversion_digest_79fcaf69 ON public.theming_themeversion USING btree (digest);
CREATE INDEX theming_themeversion_digest_79fcaf69_like ON public.theming_themeversion USING btree (digest varchar_pattern_ops);
CREATE INDEX theming_themeversion_theme_id_d4fcc359 ON public.theming_themeversion USING btree (theme_id);
CREATE INDEX timers_calendarday_notice_id_8b23e925 ON public.timers_calendarday USING btree (notice_id);
CREATE INDEX timers_legallimit_key_17dc5e8d_like ON public.timers_legallimit USING btree (key varchar_pattern_ops);
CREATE INDEX timers_officeseason_code_c6615553_like ON public.timers_officeseason USING btree (code varchar_pattern_ops);
CREATE INDEX transcript_order ON public.interviews_transcriptentry USING btree (interview_id, place);
CREATE UNIQUE INDEX undetermined_once ON public.supervision_undetermined USING btree (matter_id, rule_code) WHERE (cleared_at IS NULL);
CREATE INDEX undetermined_open ON public.supervision_undetermined USING btree (system, since) WHERE (cleared_at IS NULL);
CREATE UNIQUE INDEX unique_in_progress_workflow ON public.wagtailcore_workflowstate USING btree (base_content_type_id, object_id) WHERE ((status)::text = ANY ((ARRAY['in_progress'::character varying, 'needs_changes'::character varying])::text[]));
CREATE UNIQUE INDEX video_public_once ON public.videos_video USING btree (public_token) WHERE (NOT ((public_token)::text = ''::text));
CREATE INDEX video_to_be_made ON public.videos_video USING btree (uploaded_at) WHERE ((state)::text = ANY ((ARRAY['waiting'::character varying, 'working'::character varying])::text[]));
CREATE INDEX videos_video_ref_0bed56af_like ON public.videos_video USING btree (ref varchar_pattern_ops);
CREATE INDEX videos_video_unit_id_9fe03024 ON public.videos_video USING btree (unit_id);
CREATE INDEX videos_videocaptions_video_id_e4635f54 ON public.videos_videocaptions USING btree (video_id);
CREATE INDEX visits_readupto_name_f2b6310c_like ON public.visits_readupto USING btree (name varchar_pattern_ops);
CREATE INDEX wagtailadmi_content_717955_idx ON public.wagtailadmin_editingsession USING btree (content_type_id, object_id);
CREATE INDEX wagtailadmin_editingsession_content_type_id_4df7730e ON public.wagtailadmin_editingsession USING btree (content_type_id);
CREATE INDEX wagtailadmin_editingsession_user_id_6e1a9b70 ON public.wagtailadmin_editingsession USING btree (user_id);
CREATE INDEX wagtailadmin_formstate_content_type_id_e32438b3 ON public.wagtailadmin_formstate USING btree (content_type_id);
CREATE INDEX wagtailadmin_formstate_user_id_b910adc2 ON public.wagtailadmin_formstate USING btree (user_id);
CREATE INDEX wagtailcore_apitoken_key_hash_65979b78_like ON public.wagtailcore_apitoken USING btree (key_hash varchar_pattern_ops);
CREATE INDEX wagtailcore_apitoken_user_id_49b1141b ON public.wagtailcore_apitoken USING btree (user_id);
CREATE INDEX wagtailcore_collection_path_d848dc19_like ON public.wagtailcore_collection USING btree (path varchar_pattern_ops);
CREATE INDEX wagtailcore_collectionview_collectionviewrestriction__47320efd ON public.wagtailcore_collectionviewrestriction_groups USING btree (collectionviewrestriction_id);
CREATE INDEX wagtailcore_collectionviewrestriction_collection_id_761908ec ON public.wagtailcore_collectionviewrestriction USING btree (collection_id);
CREATE INDEX wagtailcore_collectionviewrestriction_groups_group_id_1823f2a3 ON public.wagtailcore_collectionviewrestriction_groups USING btree (group_id);
CREATE INDEX wagtailcore_comment_page_id_108444b5 ON public.wagtailcore_comment USING btree (page_id);
CREATE INDEX wagtailcore_comment_resolved_by_id_a282aa0e ON public.wagtailcore_comment USING btree (resolved_by_id);
CREATE INDEX wagtailcore_comment_revision_created_id_1d058279 ON public.wagtailcore_comment USING btree (revision_created_id);
CREATE INDEX wagtailcore_comment_user_id_0c577ca6 ON public.wagtailcore_comment USING btree (user_id);
CREATE INDEX wagtailcore_commentreply_comment_id_afc7e027 ON public.wagtailcore_commentreply USING btree (comment_id);
CREATE INDEX wagtailcore_commentreply_user_id_d0b3b9c3 ON public.wagtailcore_commentreply USING btree (user_id);
CREATE INDEX wagtailcore_groupapprovalt_groupapprovaltask_id_9a9255ea ON public.wagtailcore_groupapprovaltask_groups USING btree (groupapprovaltask_id);
CREATE INDEX wagtailcore_groupapprovaltask_groups_group_id_2e64b61f ON public.wagtailcore_groupapprovaltask_groups USING btree (group_id);
CREATE INDEX wagtailcore_groupcollectionpermission_collection_id_5423575a ON public.wagtailcore_groupcollectionpermission USING btree (collection_id);
CREATE INDEX wagtailcore_groupcollectionpermission_group_id_05d61460 ON public.wagtailcore_groupcollectionpermission USING btree (group_id);
CREATE INDEX wagtailcore_groupcollectionpermission_permission_id_1b626275 ON public.wagtailcore_groupcollectionpermission USING btree (permission_id);
CREATE INDEX wagtailcore_grouppagepermission_group_id_fc07e671 ON public.wagtailcore_grouppagepermission USING btree (group_id);
CREATE INDEX wagtailcore_grouppagepermission_page_id_710b114a ON public.wagtailcore_grouppagepermission USING btree (page_id);
CREATE INDEX wagtailcore_grouppagepermission_permission_id_05acb22e ON public.wagtailcore_grouppagepermission USING btree (permission_id);
CREATE INDEX wagtailcore_groupsitepermission_group_id_e5cdbee4 ON public.wagtailcore_groupsitepermission USING btree (group_id);
CREATE INDEX wagtailcore_groupsitepermission_permission_id_459b1f38 ON public.wagtailcore_groupsitepermission USING btree (permission_id);
CREATE INDEX wagtailcore_groupsitepermission_site_id_245de488 ON public.wagtailcore_groupsitepermission USING btree (site_id);
CREATE INDEX wagtailcore_locale_language_code_03149338_like ON public.wagtailcore_locale USING btree (language_code varchar_pattern_ops);
CREATE INDEX wagtailcore_modellogentry_action_d2d856ee ON public.wagtailcore_modellogentry USING btree (action);
CREATE INDEX wagtailcore_modellogentry_action_d2d856ee_like ON public.wagtailcore_modellogentry USING btree (action varchar_pattern_ops);
CREATE INDEX wagtailcore_modellogentry_content_changed_8bc39742 ON public.wagtailcore_modellogentry USING btree (content_changed);
CREATE INDEX wagtailcore_modellogentry_content_type_id_68849e77 ON public.wagtailcore_modellogentry USING btree (content_type_id);
CREATE INDEX wagtailcore_modellogentry_object_id_e0e7d4ef ON public.wagtailcore_modellogentry USING btree (object_id);
CREATE INDEX wagtailcore_modellogentry_object_id_e0e7d4ef_like ON public.wagtailcore_modellogentry USING btree (object_id varchar_pattern_ops);
CREATE INDEX wagtailcore_modellogentry_revision_id_df6ca33a ON public.wagtailcore_modellogentry USING btree (revision_id);
CREATE INDEX wagtailcore_modellogentry_timestamp_9694521b ON public.wagtailcore_modellogentry USING btree ("timestamp");
CREATE INDEX wagtailcore_modellogentry_user_id_0278d1bf ON public.wagtailcore_modellogentry USING btree (user_id);
CREATE INDEX wagtailcore_page_alias_of_id_12945502 ON public.wagtailcore_page USING btree (alias_of_id);
CREATE INDEX wagtailcore_page_content_type_id_c28424df ON public.wagtailcore_page USING btree (content_type_id);
CREATE INDEX wagtailcore_page_first_published_at_2b5dd637 ON public.wagtailcore_page USING btree (first_published_at);
CREATE INDEX wagtailcore_page_latest_revision_id_e60fef51 ON public.wagtailcore_page USING btree (latest_revision_id);
CREATE INDEX wagtailcore_page_live_revision_id_930bd822 ON public.wagtailcore_page USING btree (live_revision_id);
CREATE INDEX wagtailcore_page_locale_id_3c7e30a6 ON public.wagtailcore_page USING btree (locale_id);
CREATE INDEX wagtailcore_page_locked_by_id_bcb86245 ON public.wagtailcore_page USING btree (locked_by_id);
CREATE INDEX wagtailcore_page_owner_id_fbf7c332 ON public.wagtailcore_page USING btree (owner_id);
CREATE INDEX wagtailcore_page_path_98eba2c8_like ON public.wagtailcore_page USING btree (path varchar_pattern_ops);
CREATE INDEX wagtailcore_page_slug_e7c11b8f ON public.wagtailcore_page USING btree (slug);
CREATE INDEX wagtailcore_page_slug_e7c11b8f_like ON public.wagtailcore_page USING btree (slug varchar_pattern_ops);
CREATE INDEX wagtailcore_pagelogentry_action_c2408198 ON public.wagtailcore_pagelogentry USING btree (action);
CREATE INDEX wagtailcore_pagelogentry_action_c2408198_like ON public.wagtailcore_pagelogentry USING btree (action varchar_pattern_ops);
CREATE INDEX wagtailcore_pagelogentry_content_changed_99f27ade ON public.wagtailcore_pagelogentry USING btree (content_changed);
CREATE INDEX wagtailcore_pagelogentry_content_type_id_74e7708a ON public.wagtailcore_pagelogentry USING btree (content_type_id);
CREATE INDEX wagtailcore_pagelogentry_page_id_8464e327 ON public.wagtailcore_pagelogentry USING btree (page_id);
CREATE INDEX wagtailcore_pagelogentry_revision_id_8043d103 ON public.wagtailcore_pagelogentry USING btree (revision_id);
CREATE INDEX wagtailcore_pagelogentry_timestamp_deb774c4 ON public.wagtailcore_pagelogentry USING btree ("timestamp");
CREATE INDEX wagtailcore_pagelogentry_user_id_604ccfd8 ON public.wagtailcore_pagelogentry USING btree (user_id);
CREATE INDEX wagtailcore_pagerevision_approved_go_live_at_e56afc67 ON public.wagtailcore_revision USING btree (approved_go_live_at);
CREATE INDEX wagtailcore_pagerevision_created_at_66954e3b ON public.wagtailcore_revision USING btree (created_at);
CREATE INDEX wagtailcore_pagerevision_user_id_2409d2f4 ON public.wagtailcore_revision USING btree (user_id);
CREATE INDEX wagtailcore_pagesubscription_page_id_a085e7a6 ON public.wagtailcore_pagesubscription USING btree (page_id);
CREATE INDEX wagtailcore_pagesubscription_user_id_89d7def9 ON public.wagtailcore_pagesubscription USING btree (user_id);
CREATE INDEX wagtailcore_pageviewrestri_pageviewrestriction_id_f147a99a ON public.wagtailcore_pageviewrestriction_groups USING btree (pageviewrestriction_id);
CREATE INDEX wagtailcore_pageviewrestriction_groups_group_id_6460f223 ON public.wagtailcore_pageviewrestriction_groups USING btree (group_id);
CREATE INDEX wagtailcore_pageviewrestriction_page_id_15a8bea6 ON public.wagtailcore_pageviewrestriction USING btree (page_id);
CREATE INDEX wagtailcore_referenceindex_base_content_type_id_313cf40f ON public.wagtailcore_referenceindex USING btree (base_content_type_id);
CREATE INDEX wagtailcore_referenceindex_content_type_id_766e0336 ON public.wagtailcore_referenceindex USING btree (content_type_id);
CREATE INDEX wagtailcore_referenceindex_to_content_type_id_93690bbd ON public.wagtailcore_referenceindex USING btree (to_content_type_id);
CREATE INDEX wagtailcore_revision_base_content_type_id_5b4ef7bd ON public.wagtailcore_revision USING btree (base_content_type_id);
CREATE INDEX wagtailcore_revision_content_type_id_c8cb69c0 ON public.wagtailcore_revision USING btree (content_type_id);
CREATE INDEX wagtailcore_site_hostname_96b20b46 ON public.wagtailcore_site USING btree (hostname);
CREATE INDEX wagtailcore_site_hostname_96b20b46_like ON public.wagtailcore_site USING btree (hostname varchar_pattern_ops);
CREATE INDEX wagtailcore_site_root_page_id_e02fb95c ON public.wagtailcore_site USING btree (root_page_id);
CREATE INDEX wagtailcore_task_content_type_id_249ab8ba ON public.wagtailcore_task USING btree (content_type_id);
CREATE INDEX wagtailcore_taskstate_content_type_id_0a758fdc ON public.wagtailcore_taskstate USING btree (content_type_id);
CREATE INDEX wagtailcore_taskstate_finished_by_id_13f98229 ON public.wagtailcore_taskstate USING btree (finished_by_id);
CREATE INDEX wagtailcore_taskstate_page_revision_id_9f52c88e ON public.wagtailcore_taskstate USING btree (revision_id);
CREATE INDEX wagtailcore_taskstate_task_id_c3677c34 ON public.wagtailcore_taskstate USING btree (task_id);
CREATE INDEX wagtailcore_taskstate_workflow_state_id_9239a775 ON public.wagtailcore_taskstate USING btree (workflow_state_id);
CREATE INDEX wagtailcore_uploadedfile_for_content_type_id_b0fc87b2 ON public.wagtailcore_uploadedfile USING btree (for_content_type_id);
CREATE INDEX wagtailcore_uploadedfile_uploaded_by_user_id_c7580fe8 ON public.wagtailcore_uploadedfile USING btree (uploaded_by_user_id);
CREATE INDEX wagtailcore_uuid_06a44d_idx ON public.wagtailcore_pagelogentry USING btree (uuid, action, "timestamp" DESC);
CREATE INDEX wagtailcore_uuid_d6363b_idx ON public.wagtailcore_modellogentry USING btree (uuid, action, "timestamp" DESC);
CREATE INDEX wagtailcore_workflowcontenttype_workflow_id_9aad7cd2 ON public.wagtailcore_workflowcontenttype USING btree (workflow_id);
CREATE INDEX wagtailcore_workflowpage_workflow_id_56f56ff6 ON public.wagtailcore_workflowpage USING btree (workflow_id);
CREATE INDEX wagtailcore_workflowstate_base_content_type_id_a30dc576 ON public.wagtailcore_workflowstate USING btree (base_content_type_id);
CREATE INDEX wagtailcore_workflowstate_content_type_id_2bb78ce1 ON public.wagtailcore_workflowstate USING btree (content_type_id);
CREATE INDEX wagtailcore_workflowstate_requested_by_id_4090bca3 ON public.wagtailcore_workflowstate USING btree (requested_by_id);
CREATE INDEX wagtailcore_workflowstate_workflow_id_1f18378f ON public.wagtailcore_workflowstate USING btree (workflow_id);
CREATE INDEX wagtailcore_workflowtask_task_id_ce7716fe ON public.wagtailcore_workflowtask USING btree (task_id);
CREATE INDEX wagtailcore_workflowtask_workflow_id_b9717175 ON public.wagtailcore_workflowtask USING btree (workflow_id);
CREATE INDEX wagtaildocs_document_collection_id_23881625 ON public.wagtaildocs_document USING btree (collection_id);
CREATE INDEX wagtaildocs_document_uploaded_by_user_id_17258b41 ON public.wagtaildocs_document USING btree (uploaded_by_user_id);
CREATE INDEX wagtailembeds_embed_cache_until_26c94bb0 ON public.wagtailembeds_embed USING btree (cache_until);
CREATE INDEX wagtailembeds_embed_hash_c9bd8c9a_like ON public.wagtailembeds_embed USING btree (hash varchar_pattern_ops);
CREATE INDEX wagtailimages_image_collection_id_c2f8af7e ON public.wagtailimages_image USING btree (collection_id);
CREATE INDEX wagtailimages_image_created_at_86fa6cd4 ON public.wagtailimages_image USING btree (created_at);
CREATE INDEX wagtailimages_image_file_hash_fb5bbb23 ON public.wagtailimages_image USING btree (file_hash);
CREATE INDEX wagtailimages_image_file_hash_fb5bbb23_like ON public.wagtailimages_image USING btree (file_hash varchar_pattern_ops);
CREATE INDEX wagtailimages_image_uploaded_by_user_id_5d73dc75 ON public.wagtailimages_image USING btree (uploaded_by_user_id);
CREATE INDEX wagtailimages_rendition_filter_spec_1cba3201 ON public.wagtailimages_rendition USING btree (filter_spec);
CREATE INDEX wagtailimages_rendition_filter_spec_1cba3201_like ON public.wagtailimages_rendition USING btree (filter_spec varchar_pattern_ops);
CREATE INDEX wagtailimages_rendition_image_id_3e1fd774 ON public.wagtailimages_rendition USING btree (image_id);
CREATE INDEX wagtailredirects_redirect_old_path_bb35247b ON public.wagtailredirects_redirect USING btree (old_path);
CREATE INDEX wagtailredirects_redirect_old_path_bb35247b_like ON public.wagtailredirects_redirect USING btree (old_path varchar_pattern_ops);
CREATE INDEX wagtailredirects_redirect_redirect_page_id_b5728a8f ON public.wagtailredirects_redirect USING btree (redirect_page_id);
CREATE INDEX wagtailredirects_redirect_site_id_780a0e1e ON public.wagtailredirects_redirect USING btree (site_id);
CREATE INDEX wagtailsear_autocom_476c89_gin ON public.wagtailsearch_indexentry USING gin (autocomplete);
CREATE INDEX wagtailsear_body_90c85d_gin ON public.wagtailsearch_indexentry USING gin (body);
CREATE INDEX wagtailsear_title_9caae0_gin ON public.wagtailsearch_indexentry USING gin (title);
CREATE INDEX wagtailsearch_indexentry_content_type_id_62ed694f ON public.wagtailsearch_indexentry USING btree (content_type_id);
CREATE UNIQUE INDEX window_number ON public.org_servicewindow USING btree (station_id, number) WHERE (closed_on IS NULL);
CREATE INDEX word_list ON public.guards_word USING btree (kind, changed_at DESC) WHERE (retired_at IS NULL);
CREATE UNIQUE INDEX word_once ON public.guards_word USING btree (kind, text) WHERE (retired_at IS NULL);
CREATE INDEX workflowstate_base_ct_id_idx ON public.wagtailcore_workflowstate USING btree (base_content_type_id, object_id);
CREATE INDEX workflowstate_ct_id_idx ON public.wagtailcore_workflowstate USING btree (content_type_id, object_id);
CREATE TRIGGER appraisal_indicator_frozen BEFORE DELETE OR UPDATE ON public.appraisal_indicator FOR EACH ROW WHEN (((old.state)::text = 'approved'::text)) EXECUTE FUNCTION public.appraisal_rules_frozen_v1();
CREATE TRIGGER appraisal_line_kept BEFORE DELETE OR UPDATE ON public.appraisal_scoreline FOR EACH ROW EXECUTE FUNCTION public.appraisal_kept_v1();
CREATE TRIGGER appraisal_mark_kept BEFORE DELETE OR UPDATE ON public.appraisal_scoremark FOR EACH ROW EXECUTE FUNCTION public.appraisal_kept_v1();
CREATE TRIGGER appraisal_objection_kept BEFORE DELETE ON public.appraisal_scoreobjection FOR EACH ROW EXECUTE FUNCTION public.appraisal_kept_v1();
CREATE TRIGGER appraisal_revision_kept BEFORE DELETE OR UPDATE ON public.appraisal_scorerevision FOR EACH ROW EXECUTE FUNCTION public.appraisal_kept_v1();
CREATE TRIGGER appraisal_scheme_frozen BEFORE DELETE OR UPDATE ON public.appraisal_scheme FOR EACH ROW WHEN (((old.state)::text = 'approved'::text)) EXECUTE FUNCTION public.appraisal_rules_frozen_v1();
CREATE TRIGGER appraisal_score_kept BEFORE DELETE OR UPDATE ON public.appraisal_score FOR EACH ROW EXECUTE FUNCTION public.appraisal_kept_v1();
CREATE TRIGGER catalog_opinion_kept BEFORE DELETE OR UPDATE ON public.catalog_opinion FOR EACH ROW EXECUTE FUNCTION public.catalog_opinion_kept_v1();
CREATE TRIGGER catalog_version_frozen BEFORE DELETE OR UPDATE ON public.catalog_itemversion FOR EACH ROW WHEN (((old.state)::text = ANY ((ARRAY['published'::character varying, 'superseded'::character varying])::text[]))) EXECUTE FUNCTION public.catalog_version_frozen_v1();
CREATE TRIGGER cms_shelve_article AFTER INSERT OR DELETE ON public.cms_articlepage FOR EACH ROW EXECUTE FUNCTION public.cms_shelve_article_v1();
CREATE TRIGGER cms_shelve_change AFTER UPDATE OF is_pinned, published_on, withdrawal, picture_id ON public.cms_articlepage FOR EACH ROW WHEN (((((old.is_pinned IS DISTINCT FROM new.is_pinned) OR (old.published_on IS DISTINCT FROM new.published_on)) OR ((old.withdrawal)::text IS DISTINCT FROM (new.withdrawal)::text)) OR (old.picture_id IS DISTINCT FROM new.picture_id))) EXECUTE FUNCTION public.cms_shelve_article_v1();
CREATE TRIGGER cms_shelve_page AFTER UPDATE OF path, live, first_published_at ON public.wagtailcore_page FOR EACH ROW WHEN (((((old.path)::text IS DISTINCT FROM (new.path)::text) OR (old.live IS DISTINCT FROM new.live)) OR (old.first_published_at IS DISTINCT FROM new.first_published_at))) EXECUTE FUNCTION public.cms_shelve_page_v1();
CREATE TRIGGER disclosure_index_kept BEFORE DELETE OR UPDATE OF index_number ON public.disclosure_information FOR EACH ROW EXECUTE FUNCTION public.disclosure_index_kept();
CREATE TRIGGER disclosure_serial_rises BEFORE DELETE OR UPDATE ON public.disclosure_indexserial FOR EACH ROW EXECUTE FUNCTION public.disclosure_serial_rises();
CREATE TRIGGER forms_answer_guard BEFORE DELETE OR UPDATE ON public.forms_answer FOR EACH ROW WHEN (old.is_final) EXECUTE FUNCTION public.forms_refuse_v1();
CREATE TRIGGER forms_version_guard BEFORE DELETE OR UPDATE ON public.forms_formversion FOR EACH ROW WHEN (old.is_published) EXECUTE FUNCTION public.forms_refuse_v1();
CREATE TRIGGER interviews_transcript_guard BEFORE INSERT OR DELETE OR UPDATE ON public.interviews_transcriptentry FOR EACH ROW EXECUTE FUNCTION public.interviews_refuse_v1();
CREATE TRIGGER journal_checkpoint_guard BEFORE DELETE OR UPDATE ON public.journal_checkpoint FOR EACH ROW EXECUTE FUNCTION public.journal_refuse_v1();
CREATE TRIGGER journal_entry_guard BEFORE DELETE OR UPDATE ON public.journal_entry FOR EACH ROW EXECUTE FUNCTION public.journal_refuse_v1();
CREATE TRIGGER journal_link_guard BEFORE DELETE OR UPDATE ON public.journal_link FOR EACH ROW EXECUTE FUNCTION public.journal_refuse_v1();
CREATE TRIGGER journal_look_guard BEFORE DELETE OR UPDATE ON public.journal_look FOR EACH ROW EXECUTE FUNCTION public.journal_refuse_v1();
CREATE TRIGGER live_line_kept BEFORE DELETE ON public.live_line FOR EACH ROW EXECUTE FUNCTION public.live_refuse_v1();
CREATE TRIGGER live_line_unchanged BEFORE UPDATE ON public.live_line FOR EACH ROW WHEN ((((((new.id IS DISTINCT FROM old.id) OR (new.channel_id IS DISTINCT FROM old.channel_id)) OR (new.number IS DISTINCT FROM old.number)) OR (new.at IS DISTINCT FROM old.at)) OR (new.text !~ '^\{"at":[0-9]{19},"k":"withdrawn"\}$'::text))) EXECUTE FUNCTION public.live_refuse_v1();
CREATE TRIGGER supervision_appeal_guard BEFORE DELETE ON public.supervision_appeal FOR EACH ROW EXECUTE FUNCTION public.supervision_refuse_delete_v1();
CREATE TRIGGER supervision_card_guard BEFORE DELETE ON public.supervision_card FOR EACH ROW EXECUTE FUNCTION public.supervision_refuse_delete_v1();
CREATE TRIGGER supervision_order_cards_guard BEFORE DELETE ON public.supervision_supervisionorder_cards FOR EACH ROW EXECUTE FUNCTION public.supervision_refuse_delete_v1();
CREATE TRIGGER supervision_order_guard BEFORE DELETE ON public.supervision_supervisionorder FOR EACH ROW EXECUTE FUNCTION public.supervision_refuse_delete_v1();
CREATE TRIGGER supervision_orderstep_guard BEFORE DELETE ON public.supervision_orderstep FOR EACH ROW EXECUTE FUNCTION public.supervision_refuse_delete_v1();
CREATE TRIGGER surveys_answer_guard BEFORE UPDATE ON public.surveys_surveyanswer FOR EACH ROW EXECUTE FUNCTION public.surveys_refuse_v1();
CREATE TRIGGER surveys_envelope_guard BEFORE UPDATE ON public.surveys_envelope FOR EACH ROW EXECUTE FUNCTION public.surveys_refuse_v1();
CREATE TRIGGER surveys_question_guard BEFORE UPDATE ON public.surveys_survey FOR EACH ROW WHEN ((((old.state)::text = ANY ((ARRAY['open'::character varying, 'closed'::character varying, 'published'::character varying])::text[])) AND (new.definition IS DISTINCT FROM old.definition))) EXECUTE FUNCTION public.surveys_refuse_v1();
CREATE TRIGGER surveys_survey_guard BEFORE DELETE ON public.surveys_survey FOR EACH ROW WHEN ((old.opened_at IS NOT NULL)) EXECUTE FUNCTION public.surveys_refuse_v1();
ALTER TABLE ONLY public.api_rememberedanswer
    ADD CONSTRAINT api_rememberedanswer_system_id_8744b89b_fk_exchange_ FOREIGN KEY (system_id) REFERENCES public.exchange_outsidesystem(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appraisal_appraisal_indicators
    ADD CONSTRAINT appraisal_appraisal__appraisal_id_eeae2841_fk_appraisal FOREIGN KEY (appraisal_id) REFERENCES public.appraisal_appraisal(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appraisal_appraisal_indicators
    ADD CONSTRAINT appraisal_appraisal__indicator_id_445322e7_fk_appraisal FOREIGN KEY (indicator_id) REFERENCES public.appraisal_indicator(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appraisal_appraisal
    ADD CONSTRAINT appraisal_appraisal_scheme_id_84316c04_fk_appraisal_scheme_id FOREIGN KEY (scheme_id) REFERENCES public.appraisal_scheme(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appraisal_score
    ADD CONSTRAINT appraisal_score_appraisal_id_c331818a_fk_appraisal_appraisal_id FOREIGN KEY (appraisal_id) REFERENCES public.appraisal_appraisal(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appraisal_score
    ADD CONSTRAINT appraisal_score_region_id_306b8467_fk_org_region_id FOREIGN KEY (region_id) REFERENCES public.org_region(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appraisal_score
    ADD CONSTRAINT appraisal_score_unit_id_57ff06f2_fk_org_unit_id FOREIGN KEY (unit_id) REFERENCES public.org_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appraisal_scoreline
    ADD CONSTRAINT appraisal_scoreline_revision_id_aeb680d1_fk_appraisal FOREIGN KEY (revision_id) REFERENCES public.appraisal_scorerevision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appraisal_scoremark
    ADD CONSTRAINT appraisal_scoremark_score_id_bda4a75f_fk_appraisal_score_id FOREIGN KEY (score_id) REFERENCES public.appraisal_score(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appraisal_scoreobjection
    ADD CONSTRAINT appraisal_scoreobjec_score_id_15c9ebf4_fk_appraisal FOREIGN KEY (score_id) REFERENCES public.appraisal_score(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appraisal_scorerevision
    ADD CONSTRAINT appraisal_scorerevision_score_id_70912809_fk_appraisal_score_id FOREIGN KEY (score_id) REFERENCES public.appraisal_score(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.broadcasts_broadcastrun
    ADD CONSTRAINT broadcasts_broadcast_broadcast_id_ff9d8e8c_fk_broadcast FOREIGN KEY (broadcast_id) REFERENCES public.broadcasts_broadcast(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.broadcasts_broadcast
    ADD CONSTRAINT broadcasts_broadcast_unit_id_04e70001_fk_org_unit_id FOREIGN KEY (unit_id) REFERENCES public.org_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.capture_allowedhost
    ADD CONSTRAINT capture_allowedhost_added_by_id_c182556a_fk_org_staff_id FOREIGN KEY (added_by_id) REFERENCES public.org_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.capture_captureditem
    ADD CONSTRAINT capture_captureditem_asked_by_id_1fc70dbc_fk_org_staff_id FOREIGN KEY (asked_by_id) REFERENCES public.org_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.capture_captureditem
    ADD CONSTRAINT capture_captureditem_run_id_0912447a_fk_capture_capturerun_id FOREIGN KEY (run_id) REFERENCES public.capture_capturerun(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.capture_captureditem
    ADD CONSTRAINT capture_captureditem_source_id_93460b6d_fk_capture_c FOREIGN KEY (source_id) REFERENCES public.capture_capturesource(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.capture_captureditem
    ADD CONSTRAINT capture_captureditem_twin_id_c7febcb2_fk_capture_c FOREIGN KEY (twin_id) REFERENCES public.capture_captureditem(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.capture_captureditem
    ADD CONSTRAINT capture_captureditem_unit_id_950ab86e_fk_org_unit_id FOREIGN KEY (unit_id) REFERENCES public.org_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.capture_capturedpicture
    ADD CONSTRAINT capture_capturedpict_item_id_b1aeea26_fk_capture_c FOREIGN KEY (item_id) REFERENCES public.capture_captureditem(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.capture_capturerun
    ADD CONSTRAINT capture_capturerun_source_id_ac650b3d_fk_capture_c FOREIGN KEY (source_id) REFERENCES public.capture_capturesource(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.capture_capturesource
    ADD CONSTRAINT capture_capturesource_keeper_id_0d3bee83_fk_org_staff_id FOREIGN KEY (keeper_id) REFERENCES public.org_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.capture_capturesource
    ADD CONSTRAINT capture_capturesource_unit_id_3b630f40_fk_org_unit_id FOREIGN KEY (unit_id) REFERENCES public.org_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.capture_fingerprint
    ADD CONSTRAINT capture_fingerprint_item_id_8e568a22_fk_capture_captureditem_id FOREIGN KEY (item_id) REFERENCES public.capture_captureditem(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.capture_fingerprint
    ADD CONSTRAINT capture_fingerprint_unit_id_5751f8d6_fk_org_unit_id FOREIGN KEY (unit_id) REFERENCES public.org_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_answer_id_da2e3ccd_fk_forms_answer_id FOREIGN KEY (answer_id) REFERENCES public.forms_answer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_applicant_user_id_d94979f9_fk_org_user_id FOREIGN KEY (applicant_user_id) REFERENCES public.org_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_clock_id_df6e1bd0_fk_timers_clock_id FOREIGN KEY (clock_id) REFERENCES public.timers_clock(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_delegation_id_3b069be0_fk_org_delegation_id FOREIGN KEY (delegation_id) REFERENCES public.org_delegation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_handling_clock_id_2cf0a4ae_fk_timers_clock_id FOREIGN KEY (handling_clock_id) REFERENCES public.timers_clock(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_holder_id_84f58973_fk_org_staff_id FOREIGN KEY (holder_id) REFERENCES public.org_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_parent_id_30365dcb_fk_cases_case_id FOREIGN KEY (parent_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_region_id_ffee331b_fk_org_region_id FOREIGN KEY (region_id) REFERENCES public.org_region(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_unit_id_f34fc706_fk_org_unit_id FOREIGN KEY (unit_id) REFERENCES public.org_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_version_id_5b6a6022_fk_catalog_itemversion_id FOREIGN KEY (version_id) REFERENCES public.catalog_itemversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_window_id_c32d5238_fk_org_servicewindow_id FOREIGN KEY (window_id) REFERENCES public.org_servicewindow(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_casematerial_attachments
    ADD CONSTRAINT cases_casematerial_a_attachment_id_810bb45f_fk_files_att FOREIGN KEY (attachment_id) REFERENCES public.files_attachment(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_casematerial_attachments
    ADD CONSTRAINT cases_casematerial_a_casematerial_id_bb48396a_fk_cases_cas FOREIGN KEY (casematerial_id) REFERENCES public.cases_casematerial(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_casematerial
    ADD CONSTRAINT cases_casematerial_case_id_66fd4cfb_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_casestep
    ADD CONSTRAINT cases_casestep_assignee_id_23f15617_fk_org_staff_id FOREIGN KEY (assignee_id) REFERENCES public.org_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_casestep
    ADD CONSTRAINT cases_casestep_case_id_70bbe3b6_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_casestep
    ADD CONSTRAINT cases_casestep_clock_id_ae91c645_fk_timers_clock_id FOREIGN KEY (clock_id) REFERENCES public.timers_clock(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_casestep
    ADD CONSTRAINT cases_casestep_closed_by_id_98dc310c_fk_org_staff_id FOREIGN KEY (closed_by_id) REFERENCES public.org_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_casestep
    ADD CONSTRAINT cases_casestep_unit_id_3e58d0ac_fk_org_unit_id FOREIGN KEY (unit_id) REFERENCES public.org_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_certificate
    ADD CONSTRAINT cases_certificate_case_id_d3533398_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_correction
    ADD CONSTRAINT cases_correction_case_id_6ad7f97d_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_correction
    ADD CONSTRAINT cases_correction_issued_by_id_b7efff85_fk_org_staff_id FOREIGN KEY (issued_by_id) REFERENCES public.org_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_decision
    ADD CONSTRAINT cases_decision_by_id_5d6f2a03_fk_org_staff_id FOREIGN KEY (by_id) REFERENCES public.org_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_decision
    ADD CONSTRAINT cases_decision_case_id_902b31ea_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_delivery
    ADD CONSTRAINT cases_delivery_by_id_93e9e188_fk_org_staff_id FOREIGN KEY (by_id) REFERENCES public.org_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_delivery
    ADD CONSTRAINT cases_delivery_case_id_89c6e15d_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_extensionrequest
    ADD CONSTRAINT cases_extensionrequest_answered_by_id_c34ed376_fk_org_staff_id FOREIGN KEY (answered_by_id) REFERENCES public.org_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_extensionrequest
    ADD CONSTRAINT cases_extensionrequest_case_id_7bdd7545_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_extensionrequest
    ADD CONSTRAINT cases_extensionrequest_requested_by_id_9432434e_fk_org_staff_id FOREIGN KEY (requested_by_id) REFERENCES public.org_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_feereceipt
    ADD CONSTRAINT cases_feereceipt_by_id_0a47b82e_fk_org_staff_id FOREIGN KEY (by_id) REFERENCES public.org_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_feereceipt
    ADD CONSTRAINT cases_feereceipt_case_id_b713c495_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_rating
    ADD CONSTRAINT cases_rating_case_id_428678e7_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_specialprocedure
    ADD CONSTRAINT cases_specialprocedure_case_id_188f471a_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_specialprocedure
    ADD CONSTRAINT cases_specialprocedure_ended_by_id_2af003b2_fk_org_staff_id FOREIGN KEY (ended_by_id) REFERENCES public.org_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_specialprocedure
    ADD CONSTRAINT cases_specialprocedure_started_by_id_7a85fa25_fk_org_staff_id FOREIGN KEY (started_by_id) REFERENCES public.org_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_itemversion
    ADD CONSTRAINT catalog_itemversion_item_id_516984f8_fk_catalog_serviceitem_id FOREIGN KEY (item_id) REFERENCES public.catalog_serviceitem(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_opinion
    ADD CONSTRAINT catalog_opinion_version_id_df67b9fe_fk_catalog_itemversion_id FOREIGN KEY (version_id) REFERENCES public.catalog_itemversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_serviceitem
    ADD CONSTRAINT catalog_serviceitem_current_id_094988ce_fk_catalog_i FOREIGN KEY (current_id) REFERENCES public.catalog_itemversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalog_serviceitem
    ADD CONSTRAINT catalog_serviceitem_unit_id_67e5f313_fk_org_unit_id FOREIGN KEY (unit_id) REFERENCES public.org_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_articlepage
    ADD CONSTRAINT cms_articlepage_page_ptr_id_c504891f_fk_wagtailcore_page_id FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_articlepage
    ADD CONSTRAINT cms_articlepage_picture_id_dec6c095_fk_cms_picture_id FOREIGN KEY (picture_id) REFERENCES public.cms_picture(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_articlepage
    ADD CONSTRAINT cms_articlepage_replaced_by_id_c13ec35b_fk_cms_artic FOREIGN KEY (replaced_by_id) REFERENCES public.cms_articlepage(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_articlepage
    ADD CONSTRAINT cms_articlepage_shared_from_id_1f5d375a_fk_cms_artic FOREIGN KEY (shared_from_id) REFERENCES public.cms_articlepage(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_columnduty
    ADD CONSTRAINT cms_columnduty_column_id_a865edc1_fk_cms_columnpage_page_ptr_id FOREIGN KEY (column_id) REFERENCES public.cms_columnpage(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_columnpage
    ADD CONSTRAINT cms_columnpage_owner_unit_id_871e80e4_fk_org_unit_id FOREIGN KEY (owner_unit_id) REFERENCES public.org_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_columnpage
    ADD CONSTRAINT cms_columnpage_page_ptr_id_4299b583_fk_wagtailcore_page_id FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_legacyitem
    ADD CONSTRAINT cms_legacyitem_page_id_fb2d9884_fk_cms_articlepage_page_ptr_id FOREIGN KEY (page_id) REFERENCES public.cms_articlepage(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_legacyitem
    ADD CONSTRAINT cms_legacyitem_site_id_1a8b3a50_fk_cms_sitepage_page_ptr_id FOREIGN KEY (site_id) REFERENCES public.cms_sitepage(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_picture
    ADD CONSTRAINT cms_picture_collection_id_b029983c_fk_wagtailcore_collection_id FOREIGN KEY (collection_id) REFERENCES public.wagtailcore_collection(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_picture
    ADD CONSTRAINT cms_picture_uploaded_by_user_id_7f8ea4a6_fk_org_user_id FOREIGN KEY (uploaded_by_user_id) REFERENCES public.org_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_picturerendition
    ADD CONSTRAINT cms_picturerendition_image_id_2f0f0940_fk_cms_picture_id FOREIGN KEY (image_id) REFERENCES public.cms_picture(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_reviewstate
    ADD CONSTRAINT cms_reviewstate_clock_id_5cf36bcb_fk_timers_clock_id FOREIGN KEY (clock_id) REFERENCES public.timers_clock(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_reviewstate
    ADD CONSTRAINT cms_reviewstate_page_id_07f7aacb_fk_wagtailcore_page_id FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_reviewstate
    ADD CONSTRAINT cms_reviewstate_taskstate_ptr_id_9c09e6c8_fk_wagtailco FOREIGN KEY (taskstate_ptr_id) REFERENCES public.wagtailcore_taskstate(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_reviewstate
    ADD CONSTRAINT cms_reviewstate_unit_id_7a897add_fk_org_unit_id FOREIGN KEY (unit_id) REFERENCES public.org_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_reviewtask
    ADD CONSTRAINT cms_reviewtask_task_ptr_id_08e4f9de_fk_wagtailcore_task_id FOREIGN KEY (task_ptr_id) REFERENCES public.wagtailcore_task(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_sitedocument
    ADD CONSTRAINT cms_sitedocument_collection_id_143afeef_fk_wagtailco FOREIGN KEY (collection_id) REFERENCES public.wagtailcore_collection(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_sitedocument
    ADD CONSTRAINT cms_sitedocument_uploaded_by_user_id_160813eb_fk_org_user_id FOREIGN KEY (uploaded_by_user_id) REFERENCES public.org_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_sitepage
    ADD CONSTRAINT cms_sitepage_collection_id_4404727e_fk_wagtailco FOREIGN KEY (collection_id) REFERENCES public.wagtailcore_collection(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_sitepage
    ADD CONSTRAINT cms_sitepage_page_ptr_id_95f6fece_fk_wagtailcore_page_id FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_sitepage
    ADD CONSTRAINT cms_sitepage_unit_id_e5cc2ef4_fk_org_unit_id FOREIGN KEY (unit_id) REFERENCES public.org_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_topicpage
    ADD CONSTRAINT cms_topicpage_page_ptr_id_c88a5060_fk_wagtailcore_page_id FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cms_topicpage
    ADD CONSTRAINT cms_topicpage_picture_id_04e9a980_fk_cms_picture_id FOREIGN KEY (picture_id) REFERENCES public.cms_picture(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cmsregister_disclosedarticle
    ADD CONSTRAINT cmsregister_disclose_article_id_339dec58_fk_cms_artic FOREIGN KEY (article_id) REFERENCES public.cms_articlepage(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cmsregister_disclosedarticle
    ADD CONSTRAINT cmsregister_disclose_information_id_40b8d6c7_fk_disclosur FOREIGN KEY (information_id) REFERENCES public.disclosure_information(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cmssites_absence
    ADD CONSTRAINT cmssites_absence_site_id_e1cf4b2f_fk_cms_sitepage_page_ptr_id FOREIGN KEY (site_id) REFERENCES public.cms_sitepage(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.complaints_complaint
    ADD CONSTRAINT complaints_complaint_about_id_d61bd578_fk_org_unit_id FOREIGN KEY (about_id) REFERENCES public.org_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.complaints_complaint
    ADD CONSTRAINT complaints_complaint_clock_id_0541add3_fk_timers_clock_id FOREIGN KEY (clock_id) REFERENCES public.timers_clock(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.complaints_complaint
    ADD CONSTRAINT complaints_complaint_complainant_id_8d61316e_fk_org_user_id FOREIGN KEY (complainant_id) REFERENCES public.org_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.complaints_complaint
    ADD CONSTRAINT complaints_complaint_intake_id_40e91b41_fk_org_unit_id FOREIGN KEY (intake_id) REFERENCES public.org_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.complaints_complaint
    ADD CONSTRAINT complaints_complaint_unit_id_89d23118_fk_org_unit_id FOREIGN KEY (unit_id) REFERENCES public.org_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.dialogue_letter
    ADD CONSTRAINT dialogue_letter_clock_id_2ee2f531_fk_timers_clock_id FOREIGN KEY (clock_id) REFERENCES public.timers_clock(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.dialogue_letter
    ADD CONSTRAINT dialogue_letter_unit_id_141296bb_fk_org_unit_id FOREIGN KEY (unit_id) REFERENCES public.org_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.dialogue_letter
    ADD CONSTRAINT dialogue_letter_writer_id_1ededf98_fk_org_user_id FOREIGN KEY (writer_id) REFERENCES public.org_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_annualreport
    ADD CONSTRAINT disclosure_annualreport_unit_id_f55b058a_fk_org_unit_id FOREIGN KEY (unit_id) REFERENCES public.org_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_consultation
    ADD CONSTRAINT disclosure_consultat_request_id_e1990227_fk_disclosur FOREIGN KEY (request_id) REFERENCES public.disclosure_disclosurerequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_consultation
    ADD CONSTRAINT disclosure_consultation_clock_id_eb95d8a8_fk_timers_clock_id FOREIGN KEY (clock_id) REFERENCES public.timers_clock(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_consultation
    ADD CONSTRAINT disclosure_consultation_sent_by_id_4d6dfd65_fk_org_staff_id FOREIGN KEY (sent_by_id) REFERENCES public.org_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_consultation
    ADD CONSTRAINT disclosure_consultation_unit_id_9cc1311f_fk_org_unit_id FOREIGN KEY (unit_id) REFERENCES public.org_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_disclosurerequest
    ADD CONSTRAINT disclosure_disclosur_applicant_id_1dca2104_fk_org_user_ FOREIGN KEY (applicant_id) REFERENCES public.org_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_disclosurerequest
    ADD CONSTRAINT disclosure_disclosur_clock_id_1cda72e1_fk_timers_cl FOREIGN KEY (clock_id) REFERENCES public.timers_clock(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_disclosurerequest
    ADD CONSTRAINT disclosure_disclosur_handler_id_b284f287_fk_org_staff FOREIGN KEY (handler_id) REFERENCES public.org_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_disclosurerequest
    ADD CONSTRAINT disclosure_disclosur_registered_by_id_678d3ff2_fk_org_staff FOREIGN KEY (registered_by_id) REFERENCES public.org_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_disclosurerequest
    ADD CONSTRAINT disclosure_disclosurerequest_unit_id_d8194e25_fk_org_unit_id FOREIGN KEY (unit_id) REFERENCES public.org_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_feenotice
    ADD CONSTRAINT disclosure_feenotice_clock_id_70c313a7_fk_timers_clock_id FOREIGN KEY (clock_id) REFERENCES public.timers_clock(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_feenotice
    ADD CONSTRAINT disclosure_feenotice_issued_by_id_0168b390_fk_org_staff_id FOREIGN KEY (issued_by_id) REFERENCES public.org_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_feenotice
    ADD CONSTRAINT disclosure_feenotice_request_id_a94eb212_fk_disclosur FOREIGN KEY (request_id) REFERENCES public.disclosure_disclosurerequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_indexserial
    ADD CONSTRAINT disclosure_indexserial_organ_id_ef917a26_fk_org_unit_id FOREIGN KEY (organ_id) REFERENCES public.org_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_information
    ADD CONSTRAINT disclosure_informati_explains_id_0ce8af59_fk_disclosur FOREIGN KEY (explains_id) REFERENCES public.disclosure_information(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_information
    ADD CONSTRAINT disclosure_informati_interpretation_clock_15fb2bf4_fk_timers_cl FOREIGN KEY (interpretation_clock_id) REFERENCES public.timers_clock(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_information
    ADD CONSTRAINT disclosure_informati_replaced_by_id_ef4a6b52_fk_disclosur FOREIGN KEY (replaced_by_id) REFERENCES public.disclosure_information(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_information
    ADD CONSTRAINT disclosure_information_clock_id_cd71230f_fk_timers_clock_id FOREIGN KEY (clock_id) REFERENCES public.timers_clock(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_information
    ADD CONSTRAINT disclosure_information_organ_id_318ddb11_fk_org_unit_id FOREIGN KEY (organ_id) REFERENCES public.org_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_remedyrecord
    ADD CONSTRAINT disclosure_remedyrecord_unit_id_3f85f5bf_fk_org_unit_id FOREIGN KEY (unit_id) REFERENCES public.org_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_replyextension
    ADD CONSTRAINT disclosure_replyexte_answered_by_id_2af1c417_fk_org_staff FOREIGN KEY (answered_by_id) REFERENCES public.org_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_replyextension
    ADD CONSTRAINT disclosure_replyexte_request_id_511664ed_fk_disclosur FOREIGN KEY (request_id) REFERENCES public.disclosure_disclosurerequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_replyextension
    ADD CONSTRAINT disclosure_replyexte_requested_by_id_5d3ecfc2_fk_org_staff FOREIGN KEY (requested_by_id) REFERENCES public.org_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_requestcorrection
    ADD CONSTRAINT disclosure_requestco_clock_id_10717ab7_fk_timers_cl FOREIGN KEY (clock_id) REFERENCES public.timers_clock(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_requestcorrection
    ADD CONSTRAINT disclosure_requestco_issued_by_id_a8bbfbfb_fk_org_staff FOREIGN KEY (issued_by_id) REFERENCES public.org_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_requestcorrection
    ADD CONSTRAINT disclosure_requestco_request_id_a1b6b01f_fk_disclosur FOREIGN KEY (request_id) REFERENCES public.disclosure_disclosurerequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_requestdraft
    ADD CONSTRAINT disclosure_requestdraft_owner_id_012b1bc4_fk_org_user_id FOREIGN KEY (owner_id) REFERENCES public.org_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_requestfile
    ADD CONSTRAINT disclosure_requestfi_attachment_id_4d610959_fk_files_att FOREIGN KEY (attachment_id) REFERENCES public.files_attachment(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_requestfile
    ADD CONSTRAINT disclosure_requestfi_request_id_2767160c_fk_disclosur FOREIGN KEY (request_id) REFERENCES public.disclosure_disclosurerequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_requestopinion
    ADD CONSTRAINT disclosure_requestop_request_id_2ecb8982_fk_disclosur FOREIGN KEY (request_id) REFERENCES public.disclosure_disclosurerequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_requestopinion
    ADD CONSTRAINT disclosure_requestopinion_by_id_b5dcee1e_fk_org_staff_id FOREIGN KEY (by_id) REFERENCES public.org_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_requestreply
    ADD CONSTRAINT disclosure_requestre_request_id_4cb85d55_fk_disclosur FOREIGN KEY (request_id) REFERENCES public.disclosure_disclosurerequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_requestreasons
    ADD CONSTRAINT disclosure_requestre_request_id_8997d633_fk_disclosur FOREIGN KEY (request_id) REFERENCES public.disclosure_disclosurerequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_requestreasons
    ADD CONSTRAINT disclosure_requestreasons_asked_by_id_694ba99e_fk_org_staff_id FOREIGN KEY (asked_by_id) REFERENCES public.org_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_requestreasons
    ADD CONSTRAINT disclosure_requestreasons_clock_id_6069c439_fk_timers_clock_id FOREIGN KEY (clock_id) REFERENCES public.timers_clock(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_requestreasons
    ADD CONSTRAINT disclosure_requestreasons_judged_by_id_46b95d4c_fk_org_staff_id FOREIGN KEY (judged_by_id) REFERENCES public.org_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_requestreply
    ADD CONSTRAINT disclosure_requestreply_drafted_by_id_d4fa18d5_fk_org_staff_id FOREIGN KEY (drafted_by_id) REFERENCES public.org_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_requestreply
    ADD CONSTRAINT disclosure_requestreply_signed_by_id_c79ea9ea_fk_org_staff_id FOREIGN KEY (signed_by_id) REFERENCES public.org_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.exchange_columnmapping
    ADD CONSTRAINT exchange_columnmappi_system_id_ec3849ce_fk_exchange_ FOREIGN KEY (system_id) REFERENCES public.exchange_outsidesystem(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.exchange_import
    ADD CONSTRAINT exchange_import_mapping_id_8582e579_fk_exchange_ FOREIGN KEY (mapping_id) REFERENCES public.exchange_columnmapping(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.exchange_import
    ADD CONSTRAINT exchange_import_system_id_318670cd_fk_exchange_outsidesystem_id FOREIGN KEY (system_id) REFERENCES public.exchange_outsidesystem(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.exchange_outsidesystem
    ADD CONSTRAINT exchange_outsidesystem_region_id_fcf3569c_fk_org_region_id FOREIGN KEY (region_id) REFERENCES public.org_region(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.exchange_outsidesystem
    ADD CONSTRAINT exchange_outsidesystem_unit_id_9af47160_fk_org_unit_id FOREIGN KEY (unit_id) REFERENCES public.org_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.exchange_provincereceipt
    ADD CONSTRAINT exchange_provincerec_message_id_a0087292_fk_exchange_ FOREIGN KEY (message_id) REFERENCES public.exchange_provincemessage(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.exchange_quarantinedline
    ADD CONSTRAINT exchange_quarantined_system_id_ee3d77c7_fk_exchange_ FOREIGN KEY (system_id) REFERENCES public.exchange_outsidesystem(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.exchange_quarantinedline
    ADD CONSTRAINT exchange_quarantinedline_file_id_a3ca38b2_fk_exchange_import_id FOREIGN KEY (file_id) REFERENCES public.exchange_import(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.exchange_reconciliationdifference
    ADD CONSTRAINT exchange_reconciliat_reconciliation_id_67e718bc_fk_exchange_ FOREIGN KEY (reconciliation_id) REFERENCES public.exchange_reconciliation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.exchange_systemkey
    ADD CONSTRAINT exchange_systemkey_system_id_5d1dc675_fk_exchange_ FOREIGN KEY (system_id) REFERENCES public.exchange_outsidesystem(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.files_attachment
    ADD CONSTRAINT files_attachment_stored_id_b9461857_fk_files_storedfile_digest FOREIGN KEY (stored_id) REFERENCES public.files_storedfile(digest) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forms_answer
    ADD CONSTRAINT forms_answer_owner_id_919b9d43_fk_org_user_id FOREIGN KEY (owner_id) REFERENCES public.org_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forms_answer
    ADD CONSTRAINT forms_answer_version_id_2980197a_fk_forms_formversion_id FOREIGN KEY (version_id) REFERENCES public.forms_formversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forms_formversion
    ADD CONSTRAINT forms_formversion_form_id_1051897d_fk_forms_form_id FOREIGN KEY (form_id) REFERENCES public.forms_form(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.guards_finding
    ADD CONSTRAINT guards_finding_rescan_id_2cba75e9_fk_guards_rescan_id FOREIGN KEY (rescan_id) REFERENCES public.guards_rescan(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.guards_finding
    ADD CONSTRAINT guards_finding_unit_id_a1b02923_fk_org_unit_id FOREIGN KEY (unit_id) REFERENCES public.org_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.guards_finding
    ADD CONSTRAINT guards_finding_word_id_cee85863_fk_guards_word_id FOREIGN KEY (word_id) REFERENCES public.guards_word(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.guards_override
    ADD CONSTRAINT guards_override_finding_id_d592ad87_fk_guards_finding_id FOREIGN KEY (finding_id) REFERENCES public.guards_finding(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.guards_override
    ADD CONSTRAINT guards_override_staff_id_a7a92a49_fk_org_staff_id FOREIGN KEY (staff_id) REFERENCES public.org_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.inspection_defect
    ADD CONSTRAINT inspection_defect_page_id_dada406b_fk_inspectio FOREIGN KEY (page_id) REFERENCES public.inspection_inspectedpage(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.inspection_exemption
    ADD CONSTRAINT inspection_exemption_defect_id_e9fa7877_fk_inspection_defect_id FOREIGN KEY (defect_id) REFERENCES public.inspection_defect(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.inspection_exemption
    ADD CONSTRAINT inspection_exemption_staff_id_41ac07fc_fk_org_staff_id FOREIGN KEY (staff_id) REFERENCES public.org_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.inspection_externallink
    ADD CONSTRAINT inspection_externall_host_id_a6b1aea4_fk_inspectio FOREIGN KEY (host_id) REFERENCES public.inspection_externalhost(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.inspection_inspectedpage
    ADD CONSTRAINT inspection_inspected_page_id_154d5a5b_fk_wagtailco FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.inspection_inspectedpage
    ADD CONSTRAINT inspection_inspected_site_id_80f62d13_fk_cms_sitep FOREIGN KEY (site_id) REFERENCES public.cms_sitepage(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.inspection_inspectedpage
    ADD CONSTRAINT inspection_inspectedpage_unit_id_a194d8f2_fk_org_unit_id FOREIGN KEY (unit_id) REFERENCES public.org_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.inspection_probe
    ADD CONSTRAINT inspection_probe_site_id_8981bf0e_fk_cms_sitepage_page_ptr_id FOREIGN KEY (site_id) REFERENCES public.cms_sitepage(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.inspection_sitereport
    ADD CONSTRAINT inspection_siterepor_site_id_eddf95f6_fk_cms_sitep FOREIGN KEY (site_id) REFERENCES public.cms_sitepage(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.inspection_sitereport
    ADD CONSTRAINT inspection_sitereport_published_by_id_2d8eac66_fk_org_staff_id FOREIGN KEY (published_by_id) REFERENCES public.org_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.interviews_attendance
    ADD CONSTRAINT interviews_attendanc_interview_id_766581f1_fk_interview FOREIGN KEY (interview_id) REFERENCES public.interviews_interview(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.interviews_ballot
    ADD CONSTRAINT interviews_ballot_choice_id_be723267_fk_interview FOREIGN KEY (choice_id) REFERENCES public.interviews_pollchoice(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.interviews_ballot
    ADD CONSTRAINT interviews_ballot_poll_id_1cb1787d_fk_interviews_poll_id FOREIGN KEY (poll_id) REFERENCES public.interviews_poll(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.interviews_interviewpicture
    ADD CONSTRAINT interviews_interview_interview_id_87c94fad_fk_interview FOREIGN KEY (interview_id) REFERENCES public.interviews_interview(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.interviews_interview
    ADD CONSTRAINT interviews_interview_picture_id_b07b6386_fk_interview FOREIGN KEY (picture_id) REFERENCES public.interviews_interviewpicture(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.interviews_interviewpicture
    ADD CONSTRAINT interviews_interview_stored_id_8577d461_fk_files_sto FOREIGN KEY (stored_id) REFERENCES public.files_storedfile(digest) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.interviews_interview
    ADD CONSTRAINT interviews_interview_transcript_clock_id_7804dc23_fk_timers_cl FOREIGN KEY (transcript_clock_id) REFERENCES public.timers_clock(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.interviews_interview
    ADD CONSTRAINT interviews_interview_unit_id_e4bc1a0a_fk_org_unit_id FOREIGN KEY (unit_id) REFERENCES public.org_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.interviews_person
    ADD CONSTRAINT interviews_person_interview_id_0b5a6de9_fk_interview FOREIGN KEY (interview_id) REFERENCES public.interviews_interview(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.interviews_person
    ADD CONSTRAINT interviews_person_picture_id_ed1f837d_fk_interview FOREIGN KEY (picture_id) REFERENCES public.interviews_interviewpicture(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.interviews_person
    ADD CONSTRAINT interviews_person_staff_id_157611d3_fk_org_staff_id FOREIGN KEY (staff_id) REFERENCES public.org_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.interviews_poll
    ADD CONSTRAINT interviews_poll_interview_id_cc057ea9_fk_interview FOREIGN KEY (interview_id) REFERENCES public.interviews_interview(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.interviews_pollchoice
    ADD CONSTRAINT interviews_pollchoice_poll_id_7c786d2d_fk_interviews_poll_id FOREIGN KEY (poll_id) REFERENCES public.interviews_poll(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.interviews_question
    ADD CONSTRAINT interviews_question_asker_id_f74ae14b_fk_org_user_id FOREIGN KEY (asker_id) REFERENCES public.org_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.interviews_question
    ADD CONSTRAINT interviews_question_clock_id_82077987_fk_timers_clock_id FOREIGN KEY (clock_id) REFERENCES public.timers_clock(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.interviews_question
    ADD CONSTRAINT interviews_question_interview_id_dd0fcf42_fk_interview FOREIGN KEY (interview_id) REFERENCES public.interviews_interview(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.interviews_question
    ADD CONSTRAINT interviews_question_put_to_id_7bc7195a_fk_interviews_person_id FOREIGN KEY (put_to_id) REFERENCES public.interviews_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.interviews_questionvote
    ADD CONSTRAINT interviews_questionv_question_id_8d6a4348_fk_interview FOREIGN KEY (question_id) REFERENCES public.interviews_question(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.interviews_transcriptentry
    ADD CONSTRAINT interviews_transcrip_interview_id_e77f8bc2_fk_interview FOREIGN KEY (interview_id) REFERENCES public.interviews_interview(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.interviews_transcriptentry
    ADD CONSTRAINT interviews_transcrip_picture_id_169f9434_fk_interview FOREIGN KEY (picture_id) REFERENCES public.interviews_interviewpicture(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.interviews_transcriptentry
    ADD CONSTRAINT interviews_transcrip_question_id_f35b3193_fk_interview FOREIGN KEY (question_id) REFERENCES public.interviews_question(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.live_line
    ADD CONSTRAINT live_line_channel_id_4a7ca175_fk_live_channel_id FOREIGN KEY (channel_id) REFERENCES public.live_channel(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.live_sample
    ADD CONSTRAINT live_sample_channel_id_35f38540_fk_live_channel_id FOREIGN KEY (channel_id) REFERENCES public.live_channel(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notices_notice
    ADD CONSTRAINT notices_notice_recipient_id_fd0027f8_fk_org_user_id FOREIGN KEY (recipient_id) REFERENCES public.org_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.org_assignment
    ADD CONSTRAINT org_assignment_region_id_de3886a7_fk_org_region_id FOREIGN KEY (region_id) REFERENCES public.org_region(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.org_assignment
    ADD CONSTRAINT org_assignment_role_id_3d4fa3c0_fk_org_role_id FOREIGN KEY (role_id) REFERENCES public.org_role(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.org_assignment
    ADD CONSTRAINT org_assignment_staff_id_1c9af1a5_fk_org_staff_id FOREIGN KEY (staff_id) REFERENCES public.org_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.org_assignment
    ADD CONSTRAINT org_assignment_unit_id_0afb816e_fk_org_unit_id FOREIGN KEY (unit_id) REFERENCES public.org_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.org_citizen
    ADD CONSTRAINT org_citizen_region_id_48920d92_fk_org_region_id FOREIGN KEY (region_id) REFERENCES public.org_region(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.org_citizen
    ADD CONSTRAINT org_citizen_user_id_df36439c_fk_org_user_id FOREIGN KEY (user_id) REFERENCES public.org_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.org_delegation
    ADD CONSTRAINT org_delegation_agent_id_590929d0_fk_org_user_id FOREIGN KEY (agent_id) REFERENCES public.org_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.org_region
    ADD CONSTRAINT org_region_parent_id_2cfd732d_fk_org_region_id FOREIGN KEY (parent_id) REFERENCES public.org_region(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.org_region
    ADD CONSTRAINT org_region_replaced_by_id_410d6d7e_fk_org_region_id FOREIGN KEY (replaced_by_id) REFERENCES public.org_region(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.org_servicewindow
    ADD CONSTRAINT org_servicewindow_station_id_156d8933_fk_org_station_id FOREIGN KEY (station_id) REFERENCES public.org_station(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.org_servicewindow_units
    ADD CONSTRAINT org_servicewindow_un_servicewindow_id_1805fa3e_fk_org_servi FOREIGN KEY (servicewindow_id) REFERENCES public.org_servicewindow(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.org_servicewindow_units
    ADD CONSTRAINT org_servicewindow_units_unit_id_c429920f_fk_org_unit_id FOREIGN KEY (unit_id) REFERENCES public.org_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.org_staff
    ADD CONSTRAINT org_staff_station_id_2aa5a355_fk_org_station_id FOREIGN KEY (station_id) REFERENCES public.org_station(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.org_staff
    ADD CONSTRAINT org_staff_unit_id_5764254b_fk_org_unit_id FOREIGN KEY (unit_id) REFERENCES public.org_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.org_staff
    ADD CONSTRAINT org_staff_user_id_09cda9f7_fk_org_user_id FOREIGN KEY (user_id) REFERENCES public.org_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.org_station
    ADD CONSTRAINT org_station_region_id_19f94d6a_fk_org_region_id FOREIGN KEY (region_id) REFERENCES public.org_region(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.org_station
    ADD CONSTRAINT org_station_unit_id_dd8d6f1f_fk_org_unit_id FOREIGN KEY (unit_id) REFERENCES public.org_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.org_unit
    ADD CONSTRAINT org_unit_merged_into_id_7b772823_fk_org_unit_id FOREIGN KEY (merged_into_id) REFERENCES public.org_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.org_unit
    ADD CONSTRAINT org_unit_parent_id_6ae0d3ba_fk_org_unit_id FOREIGN KEY (parent_id) REFERENCES public.org_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.org_unit
    ADD CONSTRAINT org_unit_region_id_a6ff3d34_fk_org_region_id FOREIGN KEY (region_id) REFERENCES public.org_region(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.org_user_groups
    ADD CONSTRAINT org_user_groups_group_id_e029a873_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.org_user_groups
    ADD CONSTRAINT org_user_groups_user_id_984438cd_fk_org_user_id FOREIGN KEY (user_id) REFERENCES public.org_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.org_user_user_permissions
    ADD CONSTRAINT org_user_user_permis_permission_id_2178fc41_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.org_user_user_permissions
    ADD CONSTRAINT org_user_user_permissions_user_id_ab8f2587_fk_org_user_id FOREIGN KEY (user_id) REFERENCES public.org_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.search_posting
    ADD CONSTRAINT search_posting_facets_id_2ec5960e_fk_search_facetset_id FOREIGN KEY (facets_id) REFERENCES public.search_facetset(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.search_posting
    ADD CONSTRAINT search_posting_listing_id_ecae1626_fk_search_listing_id FOREIGN KEY (listing_id) REFERENCES public.search_listing(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.supervision_appeal
    ADD CONSTRAINT supervision_appeal_card_id_f5d14633_fk_supervision_card_id FOREIGN KEY (card_id) REFERENCES public.supervision_card(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.supervision_appeal
    ADD CONSTRAINT supervision_appeal_unit_id_0ed31f4c_fk_org_unit_id FOREIGN KEY (unit_id) REFERENCES public.org_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.supervision_card
    ADD CONSTRAINT supervision_card_matter_id_813fbc60_fk_supervision_matter_id FOREIGN KEY (matter_id) REFERENCES public.supervision_matter(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.supervision_orderstep
    ADD CONSTRAINT supervision_orderste_order_id_5623fc54_fk_supervisi FOREIGN KEY (order_id) REFERENCES public.supervision_supervisionorder(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.supervision_ruleversion
    ADD CONSTRAINT supervision_ruleversion_rule_id_1a955a96_fk_supervision_rule_id FOREIGN KEY (rule_id) REFERENCES public.supervision_rule(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.supervision_supervisionorder
    ADD CONSTRAINT supervision_supervis_answer_clock_id_babefaab_fk_timers_cl FOREIGN KEY (answer_clock_id) REFERENCES public.timers_clock(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.supervision_supervisionorder_cards
    ADD CONSTRAINT supervision_supervis_card_id_9ee57bdb_fk_supervisi FOREIGN KEY (card_id) REFERENCES public.supervision_card(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.supervision_supervisionorder
    ADD CONSTRAINT supervision_supervis_region_id_7195c8bd_fk_org_regio FOREIGN KEY (region_id) REFERENCES public.org_region(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.supervision_supervisionorder
    ADD CONSTRAINT supervision_supervis_sign_clock_id_fed30c8c_fk_timers_cl FOREIGN KEY (sign_clock_id) REFERENCES public.timers_clock(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.supervision_supervisionorder_cards
    ADD CONSTRAINT supervision_supervis_supervisionorder_id_29ca3295_fk_supervisi FOREIGN KEY (supervisionorder_id) REFERENCES public.supervision_supervisionorder(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.supervision_supervisionorder
    ADD CONSTRAINT supervision_supervisionorder_unit_id_0cd0c7be_fk_org_unit_id FOREIGN KEY (unit_id) REFERENCES public.org_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.supervision_undetermined
    ADD CONSTRAINT supervision_undeterm_matter_id_2a920868_fk_supervisi FOREIGN KEY (matter_id) REFERENCES public.supervision_matter(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.surveys_envelope
    ADD CONSTRAINT surveys_envelope_survey_id_3fff5a0c_fk_surveys_survey_id FOREIGN KEY (survey_id) REFERENCES public.surveys_survey(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.surveys_excerpt
    ADD CONSTRAINT surveys_excerpt_survey_id_115410f1_fk_surveys_survey_id FOREIGN KEY (survey_id) REFERENCES public.surveys_survey(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.surveys_formentry
    ADD CONSTRAINT surveys_formentry_survey_id_6970b26a_fk_surveys_survey_id FOREIGN KEY (survey_id) REFERENCES public.surveys_survey(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.surveys_participation
    ADD CONSTRAINT surveys_participation_survey_id_e87c492a_fk_surveys_survey_id FOREIGN KEY (survey_id) REFERENCES public.surveys_survey(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.surveys_survey
    ADD CONSTRAINT surveys_survey_unit_id_9f91b566_fk_org_unit_id FOREIGN KEY (unit_id) REFERENCES public.org_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.surveys_surveyanswer
    ADD CONSTRAINT surveys_surveyanswer_survey_id_7c5d2547_fk_surveys_survey_id FOREIGN KEY (survey_id) REFERENCES public.surveys_survey(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.taggit_taggeditem
    ADD CONSTRAINT taggit_taggeditem_content_type_id_9957a03c_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.taggit_taggeditem
    ADD CONSTRAINT taggit_taggeditem_tag_id_f4f5b767_fk_taggit_tag_id FOREIGN KEY (tag_id) REFERENCES public.taggit_tag(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.theming_sitelook
    ADD CONSTRAINT theming_sitelook_site_id_ec8e969b_fk_cms_sitepage_page_ptr_id FOREIGN KEY (site_id) REFERENCES public.cms_sitepage(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.theming_sitelook
    ADD CONSTRAINT theming_sitelook_theme_id_aedc7ea3_fk_theming_theme_id FOREIGN KEY (theme_id) REFERENCES public.theming_theme(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.theming_template
    ADD CONSTRAINT theming_template_current_id_02cfcbac_fk_theming_t FOREIGN KEY (current_id) REFERENCES public.theming_templateversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.theming_template
    ADD CONSTRAINT theming_template_unit_id_ddac9a55_fk_org_unit_id FOREIGN KEY (unit_id) REFERENCES public.org_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.theming_templateassignment
    ADD CONSTRAINT theming_templateassi_page_id_96aa3cfa_fk_wagtailco FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.theming_templateassignment
    ADD CONSTRAINT theming_templateassi_template_id_7938065e_fk_theming_t FOREIGN KEY (template_id) REFERENCES public.theming_template(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.theming_templateversion
    ADD CONSTRAINT theming_templatevers_template_id_65d7a241_fk_theming_t FOREIGN KEY (template_id) REFERENCES public.theming_template(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.theming_theme
    ADD CONSTRAINT theming_theme_current_id_21560701_fk_theming_themeversion_id FOREIGN KEY (current_id) REFERENCES public.theming_themeversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.theming_theme
    ADD CONSTRAINT theming_theme_unit_id_985522d1_fk_org_unit_id FOREIGN KEY (unit_id) REFERENCES public.org_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.theming_themeversion
    ADD CONSTRAINT theming_themeversion_theme_id_d4fcc359_fk_theming_theme_id FOREIGN KEY (theme_id) REFERENCES public.theming_theme(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.timers_calendarday
    ADD CONSTRAINT timers_calendarday_notice_id_8b23e925_fk_timers_ho FOREIGN KEY (notice_id) REFERENCES public.timers_holidaynotice(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.videos_video
    ADD CONSTRAINT videos_video_unit_id_9fe03024_fk_org_unit_id FOREIGN KEY (unit_id) REFERENCES public.org_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.videos_videocaptions
    ADD CONSTRAINT videos_videocaptions_video_id_e4635f54_fk_videos_video_id FOREIGN KEY (video_id) REFERENCES public.videos_video(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailadmin_editingsession
    ADD CONSTRAINT wagtailadmin_editing_content_type_id_4df7730e_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailadmin_editingsession
    ADD CONSTRAINT wagtailadmin_editingsession_user_id_6e1a9b70_fk_org_user_id FOREIGN KEY (user_id) REFERENCES public.org_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailadmin_formstate
    ADD CONSTRAINT wagtailadmin_formsta_content_type_id_e32438b3_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailadmin_formstate
    ADD CONSTRAINT wagtailadmin_formstate_user_id_b910adc2_fk_org_user_id FOREIGN KEY (user_id) REFERENCES public.org_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_apitoken
    ADD CONSTRAINT wagtailcore_apitoken_user_id_49b1141b_fk_org_user_id FOREIGN KEY (user_id) REFERENCES public.org_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_collectionviewrestriction
    ADD CONSTRAINT wagtailcore_collecti_collection_id_761908ec_fk_wagtailco FOREIGN KEY (collection_id) REFERENCES public.wagtailcore_collection(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_collectionviewrestriction_groups
    ADD CONSTRAINT wagtailcore_collecti_collectionviewrestri_47320efd_fk_wagtailco FOREIGN KEY (collectionviewrestriction_id) REFERENCES public.wagtailcore_collectionviewrestriction(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_collectionviewrestriction_groups
    ADD CONSTRAINT wagtailcore_collecti_group_id_1823f2a3_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_comment
    ADD CONSTRAINT wagtailcore_comment_page_id_108444b5_fk_wagtailcore_page_id FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_comment
    ADD CONSTRAINT wagtailcore_comment_resolved_by_id_a282aa0e_fk_org_user_id FOREIGN KEY (resolved_by_id) REFERENCES public.org_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_comment
    ADD CONSTRAINT wagtailcore_comment_revision_created_id_1d058279_fk_wagtailco FOREIGN KEY (revision_created_id) REFERENCES public.wagtailcore_revision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_comment
    ADD CONSTRAINT wagtailcore_comment_user_id_0c577ca6_fk_org_user_id FOREIGN KEY (user_id) REFERENCES public.org_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_commentreply
    ADD CONSTRAINT wagtailcore_commentr_comment_id_afc7e027_fk_wagtailco FOREIGN KEY (comment_id) REFERENCES public.wagtailcore_comment(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_commentreply
    ADD CONSTRAINT wagtailcore_commentreply_user_id_d0b3b9c3_fk_org_user_id FOREIGN KEY (user_id) REFERENCES public.org_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_groupapprovaltask_groups
    ADD CONSTRAINT wagtailcore_groupapp_group_id_2e64b61f_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_groupapprovaltask_groups
    ADD CONSTRAINT wagtailcore_groupapp_groupapprovaltask_id_9a9255ea_fk_wagtailco FOREIGN KEY (groupapprovaltask_id) REFERENCES public.wagtailcore_groupapprovaltask(task_ptr_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_groupapprovaltask
    ADD CONSTRAINT wagtailcore_groupapp_task_ptr_id_cfe58781_fk_wagtailco FOREIGN KEY (task_ptr_id) REFERENCES public.wagtailcore_task(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_groupcollectionpermission
    ADD CONSTRAINT wagtailcore_groupcol_collection_id_5423575a_fk_wagtailco FOREIGN KEY (collection_id) REFERENCES public.wagtailcore_collection(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_groupcollectionpermission
    ADD CONSTRAINT wagtailcore_groupcol_group_id_05d61460_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_groupcollectionpermission
    ADD CONSTRAINT wagtailcore_groupcol_permission_id_1b626275_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_grouppagepermission
    ADD CONSTRAINT wagtailcore_grouppag_group_id_fc07e671_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_grouppagepermission
    ADD CONSTRAINT wagtailcore_grouppag_page_id_710b114a_fk_wagtailco FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_grouppagepermission
    ADD CONSTRAINT wagtailcore_grouppag_permission_id_05acb22e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_groupsitepermission
    ADD CONSTRAINT wagtailcore_groupsit_group_id_e5cdbee4_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_groupsitepermission
    ADD CONSTRAINT wagtailcore_groupsit_permission_id_459b1f38_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_groupsitepermission
    ADD CONSTRAINT wagtailcore_groupsit_site_id_245de488_fk_wagtailco FOREIGN KEY (site_id) REFERENCES public.wagtailcore_site(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_modellogentry
    ADD CONSTRAINT wagtailcore_modellog_content_type_id_68849e77_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_alias_of_id_12945502_fk_wagtailcore_page_id FOREIGN KEY (alias_of_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_content_type_id_c28424df_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_latest_revision_id_e60fef51_fk_wagtailco FOREIGN KEY (latest_revision_id) REFERENCES public.wagtailcore_revision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_live_revision_id_930bd822_fk_wagtailco FOREIGN KEY (live_revision_id) REFERENCES public.wagtailcore_revision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_locale_id_3c7e30a6_fk_wagtailcore_locale_id FOREIGN KEY (locale_id) REFERENCES public.wagtailcore_locale(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_locked_by_id_bcb86245_fk_org_user_id FOREIGN KEY (locked_by_id) REFERENCES public.org_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_owner_id_fbf7c332_fk_org_user_id FOREIGN KEY (owner_id) REFERENCES public.org_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_pagelogentry
    ADD CONSTRAINT wagtailcore_pageloge_content_type_id_74e7708a_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_revision
    ADD CONSTRAINT wagtailcore_pagerevision_user_id_2409d2f4_fk_org_user_id FOREIGN KEY (user_id) REFERENCES public.org_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_pagesubscription
    ADD CONSTRAINT wagtailcore_pagesubs_page_id_a085e7a6_fk_wagtailco FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_pagesubscription
    ADD CONSTRAINT wagtailcore_pagesubscription_user_id_89d7def9_fk_org_user_id FOREIGN KEY (user_id) REFERENCES public.org_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_pageviewrestriction_groups
    ADD CONSTRAINT wagtailcore_pageview_group_id_6460f223_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_pageviewrestriction
    ADD CONSTRAINT wagtailcore_pageview_page_id_15a8bea6_fk_wagtailco FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_pageviewrestriction_groups
    ADD CONSTRAINT wagtailcore_pageview_pageviewrestriction__f147a99a_fk_wagtailco FOREIGN KEY (pageviewrestriction_id) REFERENCES public.wagtailcore_pageviewrestriction(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_referenceindex
    ADD CONSTRAINT wagtailcore_referenc_base_content_type_id_313cf40f_fk_django_co FOREIGN KEY (base_content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_referenceindex
    ADD CONSTRAINT wagtailcore_referenc_content_type_id_766e0336_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_referenceindex
    ADD CONSTRAINT wagtailcore_referenc_to_content_type_id_93690bbd_fk_django_co FOREIGN KEY (to_content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_revision
    ADD CONSTRAINT wagtailcore_revision_base_content_type_id_5b4ef7bd_fk_django_co FOREIGN KEY (base_content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_revision
    ADD CONSTRAINT wagtailcore_revision_content_type_id_c8cb69c0_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_site
    ADD CONSTRAINT wagtailcore_site_root_page_id_e02fb95c_fk_wagtailcore_page_id FOREIGN KEY (root_page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_task
    ADD CONSTRAINT wagtailcore_task_content_type_id_249ab8ba_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_taskstate
    ADD CONSTRAINT wagtailcore_taskstat_content_type_id_0a758fdc_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_taskstate
    ADD CONSTRAINT wagtailcore_taskstat_revision_id_df25a499_fk_wagtailco FOREIGN KEY (revision_id) REFERENCES public.wagtailcore_revision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_taskstate
    ADD CONSTRAINT wagtailcore_taskstat_workflow_state_id_9239a775_fk_wagtailco FOREIGN KEY (workflow_state_id) REFERENCES public.wagtailcore_workflowstate(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_taskstate
    ADD CONSTRAINT wagtailcore_taskstate_finished_by_id_13f98229_fk_org_user_id FOREIGN KEY (finished_by_id) REFERENCES public.org_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_taskstate
    ADD CONSTRAINT wagtailcore_taskstate_task_id_c3677c34_fk_wagtailcore_task_id FOREIGN KEY (task_id) REFERENCES public.wagtailcore_task(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_uploadedfile
    ADD CONSTRAINT wagtailcore_uploaded_for_content_type_id_b0fc87b2_fk_django_co FOREIGN KEY (for_content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_uploadedfile
    ADD CONSTRAINT wagtailcore_uploaded_uploaded_by_user_id_c7580fe8_fk_org_user_ FOREIGN KEY (uploaded_by_user_id) REFERENCES public.org_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflow_base_content_type_id_a30dc576_fk_django_co FOREIGN KEY (base_content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflow_content_type_id_2bb78ce1_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_workflowcontenttype
    ADD CONSTRAINT wagtailcore_workflow_content_type_id_b261bb37_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflow_current_task_state_i_3a1a0632_fk_wagtailco FOREIGN KEY (current_task_state_id) REFERENCES public.wagtailcore_taskstate(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_workflowpage
    ADD CONSTRAINT wagtailcore_workflow_page_id_81e7bab6_fk_wagtailco FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflow_requested_by_id_4090bca3_fk_org_user_ FOREIGN KEY (requested_by_id) REFERENCES public.org_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_workflowtask
    ADD CONSTRAINT wagtailcore_workflow_task_id_ce7716fe_fk_wagtailco FOREIGN KEY (task_id) REFERENCES public.wagtailcore_task(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflow_workflow_id_1f18378f_fk_wagtailco FOREIGN KEY (workflow_id) REFERENCES public.wagtailcore_workflow(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_workflowpage
    ADD CONSTRAINT wagtailcore_workflow_workflow_id_56f56ff6_fk_wagtailco FOREIGN KEY (workflow_id) REFERENCES public.wagtailcore_workflow(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_workflowcontenttype
    ADD CONSTRAINT wagtailcore_workflow_workflow_id_9aad7cd2_fk_wagtailco FOREIGN KEY (workflow_id) REFERENCES public.wagtailcore_workflow(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailcore_workflowtask
    ADD CONSTRAINT wagtailcore_workflow_workflow_id_b9717175_fk_wagtailco FOREIGN KEY (workflow_id) REFERENCES public.wagtailcore_workflow(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtaildocs_document
    ADD CONSTRAINT wagtaildocs_document_collection_id_23881625_fk_wagtailco FOREIGN KEY (collection_id) REFERENCES public.wagtailcore_collection(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtaildocs_document
    ADD CONSTRAINT wagtaildocs_document_uploaded_by_user_id_17258b41_fk_org_user_ FOREIGN KEY (uploaded_by_user_id) REFERENCES public.org_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailimages_image
    ADD CONSTRAINT wagtailimages_image_collection_id_c2f8af7e_fk_wagtailco FOREIGN KEY (collection_id) REFERENCES public.wagtailcore_collection(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailimages_image
    ADD CONSTRAINT wagtailimages_image_uploaded_by_user_id_5d73dc75_fk_org_user_id FOREIGN KEY (uploaded_by_user_id) REFERENCES public.org_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailimages_rendition
    ADD CONSTRAINT wagtailimages_rendit_image_id_3e1fd774_fk_wagtailim FOREIGN KEY (image_id) REFERENCES public.wagtailimages_image(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailredirects_redirect
    ADD CONSTRAINT wagtailredirects_red_redirect_page_id_b5728a8f_fk_wagtailco FOREIGN KEY (redirect_page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailredirects_redirect
    ADD CONSTRAINT wagtailredirects_red_site_id_780a0e1e_fk_wagtailco FOREIGN KEY (site_id) REFERENCES public.wagtailcore_site(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailsearch_indexentry
    ADD CONSTRAINT wagtailsearch_indexe_content_type_id_62ed694f_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.wagtailusers_userprofile
    ADD CONSTRAINT wagtailusers_userprofile_user_id_59c92331_fk_org_user_id FOREIGN KEY (user_id) REFERENCES public.org_user(id) DEFERRABLE INITIALLY DEFERRED;
