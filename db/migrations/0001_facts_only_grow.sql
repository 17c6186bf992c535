-- Facts are the audit trail: the database itself refuses to change or remove one.
CREATE TRIGGER `fact_is_never_changed` BEFORE UPDATE ON `fact` BEGIN SELECT RAISE(ABORT, 'facts only grow'); END;
CREATE TRIGGER `fact_is_never_removed` BEFORE DELETE ON `fact` BEGIN SELECT RAISE(ABORT, 'facts only grow'); END;
