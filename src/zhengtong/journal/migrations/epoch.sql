-- A restored database runs on a new cluster whose transaction ids begin again; the epoch keeps commit order total.
CREATE SEQUENCE journal_epoch_number MINVALUE 1;
CREATE FUNCTION journal_epoch() RETURNS integer LANGUAGE sql STABLE AS
    'SELECT last_value::integer FROM public.journal_epoch_number';
