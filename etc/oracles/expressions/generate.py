"""Reference answers for the expression language from DuckDB.

Run:  python3 -m venv target/v && target/v/bin/pip install duckdb && target/v/bin/python etc/oracles/expressions/generate.py
Writes framework-core/src/test/resources/dev/weir/core/expression/duckdb.tsv: expression in our language, the same in DuckDB's SQL,
type, one cell a row. Missing is \\N, DATE is days and TIMESTAMP microseconds since 1970, DOUBLE is Python's shortest form.
The rows are those of ExpressionRows.java.
"""
import datetime, math, pathlib, duckdb

OUT = pathlib.Path(__file__).parents[3] / "framework-core/src/test/resources/dev/weir/core/expression/duckdb.tsv"
con = duckdb.connect()
con.execute("set timezone = 'UTC'")
con.execute("""
create table rows (i integer, n bigint, m bigint, x double, y double, s varchar, t varchar, f boolean, g boolean, d date, ts timestamp);
insert into rows values
 (1,  7,   2,  1.5,  2.0,  'Ideal',     'ea',   true,  true,  '2020-02-29', '2020-02-29 23:59:59.999999'),
 (2, -7,   2, -1.5,  0.5,  'Very Good', '',     true,  false, '1969-12-31', '1969-12-31 00:00:00'),
 (3,  7,  -2,  2.5, -0.5,  'naïve été', 'ï',    true,  null,  '2000-01-01', '2000-01-01 12:34:56.5'),
 (4, -7,  -2, -2.5,  3.0,  '',          '',     false, true,  '1900-03-01', '1900-03-01 01:00:00'),
 (5,  0,   5,  0.0, '-0.0'::double,  '  a b  ',   'a',    false, false, '2024-12-30', '2024-12-30 23:00:00'),
 (6,  9007199254740993, 9007199254740992, 9007199254740992.0, 0.1, '100%_x', '%', false, null, '2038-01-19', '2038-01-19 03:14:07'),
 (7,  5,   5,  1e300, 1e-300, 'aaa', 'aa', null,  true,  '0001-01-01', '1582-10-15 00:00:00'),
 (8, null, 3, null,  1.0,  null,        'x',    null,  false, null,         null),
 (9,  3, null, 0.49999999999999994, null, 'Zürich ß', null, null, null, '9999-12-31', '2262-01-01 00:00:00.000001'),
 (10, 1,   1,  123.456, -123.456, '12.5', '7',  true,  true,  '1970-01-01', '1970-01-01 00:00:00');
""")

SAME = """
n + m
n - m
n * 2
-n
n / m
n % m
x + y
x - n
x * y
n * 0.5
x / y
x % y
-x
n = m
n != m
n < m
n >= m
n > x
x <= n
s = t
s < t
s >= 'Ideal'
f = g
d < date '2000-01-01'
d <= ts
ts > timestamp '2000-01-01 12:34:56'
f and g
f or g
not f
f and not g or g and not f
n is null
s is not null
n in (7, 0, 3)
n in (7, null)
n not in (7, null)
s in ('aaa', 'Ideal')
x in (1.5, 2.5, 0)
n between -7 and 0
n not between m and 5
d between date '1900-01-01' and date '2000-01-01'
s like 'a%'
s like '%e%'
s like '_d%l'
s like '%été'
s not like '%a'
s like ''
s like '%'
s like t
case when n > 0 then 'up' when n < 0 then 'down' end
case when f then n else m end
case n when 7 then 'seven' when 5 then 'five' else 'other' end
case when x > 0 then x else n end
s || '-' || t
abs(n)
abs(x)
round(x)
floor(x)
ceil(x)
trunc(x)
exp(y)
sin(x)
cos(n)
atan(x)
atan2(x, y)
pow(y, 2)
greatest(n, m)
least(n, m)
greatest(s, t)
least(d, date '2000-01-01')
greatest(n, x)
coalesce(n, m)
coalesce(s, t, 'none')
coalesce(n, x)
nullif(n, m)
nullif(s, '')
length(s)
upper(s)
lower(s)
trim(s)
ltrim(s)
rtrim(s)
substring(s, 2, 3)
substring(s, 3)
substring(s, -3, 2)
substring(s, 0, 3)
replace(s, 'a', 'xyz')
replace(s, 'ï', '')
replace(s, t, '*')
contains(s, t)
starts_with(s, 'a')
ends_with(s, t)
concat(s, t)
left(s, 3)
right(s, 3)
left(s, -2)
right(s, -2)
lpad(s, 4, '*')
rpad(s, 10, 'ab')
year(d)
quarter(d)
month(d)
day(d)
year(ts)
month(ts)
day(ts)
hour(ts)
minute(ts)
second(ts)
date_diff('day', d, date '2020-03-01')
date_diff('day', ts, timestamp '2020-03-01 00:00:00')
date_diff('hour', ts, timestamp '2000-01-01 00:00:00')
date_diff('minute', timestamp '2000-01-01 00:00:30', ts)
date_diff('second', ts, timestamp '2000-01-01 00:00:00')
1 + 2 * 3 - 4 % 3
2 - 3 - 4
not n = 7
not n = 7 and m = 2
- n + m
n + m * 2 > 3 or f and g
(n + m) * 2
""".strip().splitlines()

OTHER = [  # ours, DuckDB's
    ("n == m", "n = m"), ("n <> m", "n <> m"),
    ("i / 4", "i / 4"), ("i + 2147483647", "i::bigint + 2147483647"),
    ("if(n > 0, 'up', 'down')", "case when n > 0 then 'up' else 'down' end"),
    ("sign(n)", "sign(n)::bigint"), ("sign(x)", "sign(x)::double"),
    ("round(n, -1)", "round(n, -1)"), ("round(x, 1)", "round(x, 1)"), ("round(x, -1)", "round(x, -1)"), ("round(y, 2)", "round(y, 2)"),
    ("is_nan(x)", "isnan(x)"), ("is_finite(x / y)", "isfinite(x / y)"),
    ("sqrt(abs(x))", "sqrt(abs(x))"), ("ln(abs(x) + 1)", "ln(abs(x) + 1)"), ("log10(abs(n) + 1)", "log10(abs(n) + 1)"),
    ("log2(abs(y) + 1)", "log2(abs(y) + 1)"), ("tan(y)", "tan(y)"), ("asin(y / 200)", "asin(y / 200)"), ("acos(y / 200)", "acos(y / 200)"),
    ("day_of_week(d)", "isodow(d)"), ("day_of_year(d)", "dayofyear(d)"), ("day_of_week(ts)", "isodow(ts)"),
    ("date(ts)", "ts::date"), ("timestamp(d)", "d::timestamp"),
    ("number(s)", "try_cast(trim(s) as double)"), ("number(f)", "f::int::double"), ("number(n)", "n::double"),
    ("integer(t)", "try_cast(t as bigint)"), ("integer(f)", "f::bigint"), ("integer(round(x))", "try_cast(round(x) as bigint)"),
    ("text(n)", "n::varchar"), ("text(f)", "f::varchar"), ("text(d)", "case when year(d) < 10000 then d::varchar end"), ("text(ts)", "ts::varchar"),
    ("text(y)", "y::varchar"),
    ("date(text(d))", "d"), ("timestamp(text(ts))", "ts"),
]


def cell(v):
    if v is None:
        return "\\N"
    if isinstance(v, bool):
        return "true" if v else "false"
    if isinstance(v, datetime.datetime):
        return str((v - datetime.datetime(1970, 1, 1)) // datetime.timedelta(microseconds=1))
    if isinstance(v, datetime.date):
        return str((v - datetime.date(1970, 1, 1)).days)
    return repr(v) if isinstance(v, float) else str(v)


TYPES = {"BIGINT": "LONG", "INTEGER": "LONG", "TINYINT": "LONG", "HUGEINT": "LONG", "DOUBLE": "DOUBLE", "VARCHAR": "TEXT", "BOOLEAN": "BOOLEAN",
         "DATE": "DATE", "TIMESTAMP": "TIMESTAMP"}
lines = [f"# DuckDB {duckdb.__version__} by etc/oracles/expressions/generate.py: expression, the same in SQL, type, rows 1 to 10"]
for ours, theirs in [(e, e) for e in SAME] + OTHER:
    query = con.execute(f"select {theirs} as v from rows order by i")
    kind = str(query.description[0][1])
    kind = "DOUBLE" if kind.startswith("DECIMAL") else TYPES[kind]
    cells = [row[0] for row in query.fetchall()]
    if kind == "DOUBLE":
        cells = [None if c is None else float(c) for c in cells]
    lines.append("\t".join([ours, theirs, kind] + [cell(c) for c in cells]))
OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
print(len(lines) - 1, "expressions")
