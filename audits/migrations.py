"""The schema of ``gouji.db``, step by step; a step that was released is never changed.

Tables are private. The views named ``v_…`` are public: their columns are only ever added to.
Conventions of every table: times are ISO 8601 text ending in ``+08:00`` (so they sort as text),
dates are ``YYYY-MM-DD``, booleans are 0 and 1, lists and values are JSON text. ``subject`` is the
id of a body, or the address of the page while body or year is not known; ``year`` 0 stands for a
year that is not known, because a key holds no null. A ``…_key`` is a digest that tells whether
something changed. ``readings`` holds whole values as zstd-compressed JSON; beside them, as plain
JSON, the cells (id to raw text where that is the figure, else to raw text and figure) and the
tallies (code to passed, failed, not assessable).
"""

from sqlite_utils import Database, Migrations

schema = Migrations("gouji")

_TABLES = """
CREATE TABLE bodies (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, aliases TEXT NOT NULL, kind TEXT NOT NULL,
  region TEXT NOT NULL, parent TEXT, portal TEXT NOT NULL, column_url TEXT, due TEXT,
  position INTEGER NOT NULL, in_register INTEGER NOT NULL
) STRICT;

CREATE TABLE body_supervisors (
  body TEXT NOT NULL, supervisor TEXT NOT NULL, position INTEGER NOT NULL,
  PRIMARY KEY (body, supervisor)
) STRICT, WITHOUT ROWID;

CREATE TABLE runs (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, started_at TEXT NOT NULL, ended_at TEXT,
  state TEXT NOT NULL, counts TEXT NOT NULL DEFAULT '{}'
) STRICT;

CREATE TABLE run_failures (
  run TEXT NOT NULL, place TEXT NOT NULL, error TEXT NOT NULL, PRIMARY KEY (run, place)
) STRICT;

CREATE TABLE portal_runs (
  run TEXT NOT NULL, portal TEXT NOT NULL, state TEXT NOT NULL, reason TEXT,
  requests INTEGER NOT NULL, at TEXT NOT NULL, PRIMARY KEY (portal, run)
) STRICT, WITHOUT ROWID;

CREATE TABLE listings (
  run TEXT NOT NULL, column_url TEXT NOT NULL, portal TEXT NOT NULL, at TEXT NOT NULL,
  entries INTEGER NOT NULL, declared_total INTEGER, stop_reason TEXT, complete INTEGER NOT NULL,
  PRIMARY KEY (column_url, run)
) STRICT, WITHOUT ROWID;

CREATE TABLE entries (
  column_url TEXT NOT NULL, url TEXT NOT NULL, portal TEXT NOT NULL, title TEXT NOT NULL,
  date TEXT, seen_at TEXT NOT NULL, PRIMARY KEY (column_url, url)
) STRICT, WITHOUT ROWID;
CREATE INDEX entries_by_url ON entries (url);

CREATE TABLE fetches (
  run TEXT NOT NULL, url TEXT NOT NULL, fetched_at TEXT NOT NULL, final_url TEXT NOT NULL,
  status INTEGER, error TEXT, media_type TEXT, sha256 TEXT, size INTEGER, portal TEXT NOT NULL,
  role TEXT NOT NULL, page_url TEXT, not_modified INTEGER NOT NULL,
  PRIMARY KEY (url, fetched_at, run)
) STRICT;

CREATE TABLE holdings (
  url TEXT PRIMARY KEY, portal TEXT NOT NULL, role TEXT NOT NULL, sha256 TEXT NOT NULL,
  media_type TEXT, etag TEXT, last_modified TEXT, fetched_at TEXT NOT NULL,
  checked_at TEXT NOT NULL
) STRICT;

CREATE TABLE pages (
  url TEXT PRIMARY KEY, portal TEXT NOT NULL, column_url TEXT, body TEXT, sha256 TEXT NOT NULL,
  fetched_at TEXT NOT NULL, list_title TEXT, list_date TEXT, title TEXT, published_on TEXT,
  source TEXT, breadcrumb TEXT NOT NULL, report TEXT
) STRICT;
CREATE INDEX pages_by_body ON pages (body);

CREATE TABLE attachments (
  page_url TEXT NOT NULL, position INTEGER NOT NULL, url TEXT NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY (page_url, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE reports (
  id TEXT PRIMARY KEY, page_url TEXT NOT NULL, subject TEXT NOT NULL, year INTEGER NOT NULL,
  body TEXT, version INTEGER, is_current INTEGER NOT NULL, portal TEXT NOT NULL,
  column_url TEXT, url TEXT NOT NULL, sha256 TEXT NOT NULL, media_type TEXT NOT NULL,
  status TEXT NOT NULL, reason TEXT, title_body TEXT, format TEXT, published_on TEXT,
  date_source TEXT, suspect TEXT, first_held TEXT NOT NULL, last_held TEXT NOT NULL,
  previous TEXT, evidence TEXT NOT NULL, evidence_key TEXT NOT NULL,
  circumstances_key TEXT NOT NULL, previous_key TEXT NOT NULL, auditor_key TEXT NOT NULL,
  content_key TEXT NOT NULL
) STRICT;
CREATE INDEX reports_by_subject ON reports (subject, year);
CREATE INDEX reports_by_body ON reports (body, year);
CREATE INDEX reports_by_auditor ON reports (auditor_key);
CREATE INDEX reports_by_page ON reports (page_url);

CREATE TABLE readings (
  report TEXT PRIMARY KEY, cells TEXT NOT NULL, tallies TEXT NOT NULL, reading BLOB,
  judgement BLOB
) STRICT;

CREATE TABLE judged (
  subject TEXT NOT NULL, year INTEGER NOT NULL, report TEXT NOT NULL, look_key TEXT NOT NULL,
  PRIMARY KEY (subject, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE findings (
  id TEXT PRIMARY KEY, subject TEXT NOT NULL, year INTEGER NOT NULL, code TEXT NOT NULL,
  place TEXT NOT NULL, body TEXT, page_url TEXT NOT NULL, severity TEXT NOT NULL,
  state TEXT NOT NULL, rule_version INTEGER NOT NULL, first_seen TEXT NOT NULL,
  last_seen TEXT NOT NULL, report TEXT NOT NULL, bytes_key TEXT NOT NULL, cells TEXT NOT NULL,
  message_zh TEXT NOT NULL, message_en TEXT NOT NULL, finding TEXT NOT NULL, unjudged TEXT,
  decided_by TEXT, decision TEXT, until TEXT
) STRICT;
CREATE UNIQUE INDEX findings_by_identity ON findings (subject, year, code, place);
CREATE INDEX findings_by_body ON findings (body, year);

CREATE TABLE finding_events (
  id INTEGER PRIMARY KEY, finding TEXT NOT NULL, at TEXT NOT NULL, state_before TEXT,
  state TEXT NOT NULL, cause TEXT NOT NULL, report TEXT, "by" TEXT, reason TEXT
) STRICT;
CREATE INDEX finding_events_by_finding ON finding_events (finding);

CREATE TABLE obligations (
  body TEXT NOT NULL, year INTEGER NOT NULL, due TEXT NOT NULL, state TEXT NOT NULL,
  published_on TEXT, days_late INTEGER, PRIMARY KEY (body, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE notices (
  id TEXT PRIMARY KEY, supervisor TEXT NOT NULL, channel TEXT NOT NULL, created_at TEXT NOT NULL,
  sent_at TEXT, state TEXT NOT NULL, payload TEXT NOT NULL, attempts INTEGER NOT NULL,
  next_attempt_at TEXT, error TEXT
) STRICT;
CREATE INDEX notices_by_state ON notices (state, next_attempt_at);

CREATE TABLE notice_findings (
  notice TEXT NOT NULL, finding TEXT NOT NULL, position INTEGER NOT NULL,
  PRIMARY KEY (notice, finding)
) STRICT;

CREATE TABLE notice_events (
  notice TEXT NOT NULL, supervisor TEXT NOT NULL, event INTEGER NOT NULL,
  PRIMARY KEY (supervisor, event, notice)
) STRICT;
"""

_VIEWS = """
CREATE VIEW v_bodies AS
  SELECT id, name, kind, region, parent, portal FROM bodies WHERE in_register = 1;

CREATE VIEW v_fetches AS
  SELECT url, fetched_at, status, error, media_type, sha256, size AS bytes, portal, run
  FROM fetches;

CREATE VIEW v_reports AS
  SELECT body, NULLIF(year, 0) AS year, version, url, page_url, sha256, published_on, format,
    status
  FROM reports;

CREATE VIEW v_cells AS
  SELECT reports.body, NULLIF(reports.year, 0) AS year, reports.version, cell.key AS cell,
    IIF(cell.type = 'text', cell.value, json_extract(cell.value, '$[0]')) AS raw,
    IIF(cell.type = 'text', cell.value, json_extract(cell.value, '$[1]')) AS value
  FROM reports JOIN readings ON readings.report = reports.id, json_each(readings.cells) AS cell;

CREATE VIEW v_findings AS
  SELECT id, body, NULLIF(year, 0) AS year, code, severity, state, cells, message_zh AS message,
    first_seen, last_seen, rule_version
  FROM findings;

CREATE VIEW v_obligations AS
  SELECT body, year, due, state, published_on, days_late FROM obligations;

CREATE VIEW v_notices AS
  SELECT id, supervisor, channel, created_at, sent_at, state,
    (SELECT json_group_array(finding) FROM (
      SELECT finding FROM notice_findings WHERE notice = notices.id ORDER BY position
    )) AS findings
  FROM notices;

CREATE VIEW v_runs AS
  SELECT id, kind, started_at, ended_at, state, counts FROM runs;
"""


_DUTIES = """
ALTER TABLE obligations ADD COLUMN reason TEXT;
ALTER TABLE obligations ADD COLUMN absent_from TEXT;
ALTER TABLE obligations ADD COLUMN absent_to TEXT;
ALTER TABLE obligations ADD COLUMN absent_past_law INTEGER NOT NULL DEFAULT 0;
ALTER TABLE obligations ADD COLUMN was_watched INTEGER NOT NULL DEFAULT 0;
ALTER TABLE obligations ADD COLUMN page_url TEXT;
DROP VIEW v_obligations;
CREATE VIEW v_obligations AS
  SELECT body, year, due, state, published_on, days_late, reason FROM obligations;
"""


_COPIES = """
CREATE TABLE own_words (
  report TEXT PRIMARY KEY, words_key TEXT NOT NULL, words BLOB NOT NULL, signature BLOB
) STRICT;

CREATE TABLE judged_across (
  report TEXT NOT NULL, code TEXT NOT NULL, judgement TEXT NOT NULL, PRIMARY KEY (report, code)
) STRICT, WITHOUT ROWID;

CREATE INDEX pages_by_report ON pages (report);

CREATE TABLE searches (code TEXT PRIMARY KEY, search_key TEXT NOT NULL) STRICT;
"""


@schema()
def tables_and_views(db: Database) -> None:
    """The tables and public views of the first release."""
    _execute(db, _TABLES + _VIEWS)


@schema()
def texts_searched_for_copies(db: Database) -> None:
    """The own words of reports, what a search over all of them last rested on, and what it said.

    ``words`` is zstd-compressed text; ``signature`` is null where the text is not to be searched.
    """
    _execute(db, _COPIES)


def _execute(db: Database, statements: str) -> None:
    for statement in statements.split(";\n"):
        if statement.strip():
            db.conn.execute(statement)


@schema()
def decisions_that_outlive_audits(db: Database) -> None:
    """What was decided about a finding outlives its retraction; an event keeps a waiver's end."""
    db.conn.execute("ALTER TABLE findings ADD COLUMN decided_as TEXT")
    db.conn.execute("ALTER TABLE finding_events ADD COLUMN until TEXT")
    db.conn.execute("UPDATE findings SET decided_as = state WHERE state IN ('explained', 'waived')")


@schema()
def failures_of_our_own(db: Database) -> None:
    """The traces of our own failures, and the rules that broke down on each text."""
    db.conn.execute("ALTER TABLE run_failures ADD COLUMN trace TEXT NOT NULL DEFAULT ''")
    db.conn.execute("ALTER TABLE reports ADD COLUMN rules_failed TEXT NOT NULL DEFAULT '[]'")


@schema()
def rule_versions_of_events(db: Database) -> None:
    """An event names the version of the rule that brought it; of earlier events it is not known."""
    db.conn.execute("ALTER TABLE finding_events ADD COLUMN rule_version INTEGER")


@schema()
def figures_added_up_over_regions(db: Database) -> None:
    """What each report lends to sums, and what the last look at a government's region rested on.

    ``counted`` is JSON; ``texts`` the ids of the texts looked at, by body, null where none was.
    """
    db.conn.execute(
        "CREATE TABLE counted_figures (report TEXT PRIMARY KEY, made_of TEXT NOT NULL,"
        " counted TEXT NOT NULL) STRICT"
    )
    db.conn.execute(
        "CREATE TABLE regions_looked_at (body TEXT NOT NULL, year INTEGER NOT NULL,"
        " look_key TEXT NOT NULL, bytes_key TEXT NOT NULL, texts TEXT NOT NULL,"
        " PRIMARY KEY (body, year)) STRICT, WITHOUT ROWID"
    )


@schema()
def evidence_of_duties(db: Database) -> None:
    """Why a duty is unknown or its date proves nothing, and which good crawls lacked the report.

    ``absent_from`` and ``absent_to`` are the first and last of these crawls after the due date.
    A finding of a report that is not held has no text: its ``report`` is empty.
    """
    _execute(db, _DUTIES)


@schema()
def texts_compared_with_earlier_ones(db: Database) -> None:
    """What the comparison of each text with an earlier one of its page last rested on."""
    _execute(
        db,
        "CREATE TABLE comparisons (report TEXT PRIMARY KEY, made_of TEXT NOT NULL)"
        " STRICT, WITHOUT ROWID",
    )


@schema()
def bodies_that_join_later(db: Database) -> None:
    """The last crawl before a body joined the register; empty for those of the first register."""
    db.conn.execute("ALTER TABLE bodies ADD COLUMN joined_after TEXT")


@schema()
def lists_that_are_parts(db: Database) -> None:
    """The list that led to another and is whole only with it; empty where it stands for itself."""
    db.conn.execute("ALTER TABLE listings ADD COLUMN part_of TEXT")
