#!/usr/bin/env python3
"""Imports leads over HTTP and prints rate, processor time and memory of the server, beside a plain INSERT of the same rows.

usage: import-leads.py <address> <token or X-Api-Key> <pid of the server> [rows] [file of its database]

With the file, the rows and their match keys are then inserted into equal, empty tables with equal indexes in a file beside it: by
SQLite's own prepared statements, in one transaction, with no check, score, assignment or HTTP. That is the baseline.
"""
import json
import os
import sqlite3
import sys
import time
import urllib.request

address, secret, pid = sys.argv[1], sys.argv[2], sys.argv[3]
rows = int(sys.argv[4]) if len(sys.argv) > 4 else 100_000
file = sys.argv[5] if len(sys.argv) > 5 else None
mark = f"m{int(time.time())}"
industries, regions = ["制造业", "零售电商", "金融服务"], ["华东", "华北", "华南"]
csv = "姓名,公司,职位,邮箱,电话,行业,区域,员工数\r\n" + "".join(
    f"李{i},测量公司{i}号有限公司,采购总监,lead{i}@{mark}-{i}.example,+86 138{i:08d},{industries[i % 3]},{regions[i % 3]},{i % 900}\r\n" for i in range(rows))
document = "mutation ($input: ImportLeadsInput!) { importLeads(input: $input) { imported problems { row column message } errors { code message } } }"
body = json.dumps({"query": document, "variables": {"input": {"csv": csv, "source": "exhibition"}}}).encode()
headers = {"Content-Type": "application/json"}
headers["Authorization" if secret.count(".") == 2 else "X-Api-Key"] = f"Bearer {secret}" if secret.count(".") == 2 else secret


def status(name):
    return int(next(line.split()[1] for line in open(f"/proc/{pid}/status") if line.startswith(name))) / 1024


def processor():
    return sum(int(field) for field in open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()[11:13]) / os.sysconf("SC_CLK_TCK")


before, used, started = status("VmRSS"), processor(), time.monotonic()
with urllib.request.urlopen(urllib.request.Request(address + "/graphql", body, headers), timeout=600) as answer:
    print(answer.read().decode()[:500])
seconds, used = time.monotonic() - started, processor() - used
print(f"{rows} rows, {len(body) / 1e6:.1f} MB in {seconds:.1f} s: {rows / seconds:,.0f} rows/s; {used:.1f} s of processor; "
      f"RSS {before:.0f} MB before, {status('VmHWM'):.0f} MB at most")
if file is None:
    sys.exit()

source, copy = sqlite3.connect(file), file + ".plain"
plain = sqlite3.connect(copy, isolation_level=None)
for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "temp_store = MEMORY", "cache_size = -16000"):
    plain.execute("PRAGMA " + pragma)
for (sql,) in source.execute("SELECT sql FROM sqlite_master WHERE tbl_name IN ('Leads', 'MatchKeys') AND sql IS NOT NULL"):
    plain.execute(sql)
tables = {
    "Leads": source.execute(f"SELECT * FROM Leads WHERE Email LIKE '%@{mark}-%'").fetchall(),
    "MatchKeys": source.execute(f"SELECT k.* FROM MatchKeys k JOIN Leads l ON l.Id = k.RecordId WHERE k.Entity = 'Lead' AND l.Email LIKE '%@{mark}-%'").fetchall(),
}
started, used_plain = time.monotonic(), time.process_time()
plain.execute("BEGIN IMMEDIATE")
for table, content in tables.items():
    plain.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(content[0]))})", content)
plain.execute("COMMIT")
seconds_plain, used_plain = time.monotonic() - started, time.process_time() - used_plain
print(f"plain INSERT of {' and '.join(f'{len(c)} {t}' for t, c in tables.items())}: {seconds_plain:.1f} s, {used_plain:.1f} s of processor; "
      f"the import takes {seconds / seconds_plain:.1f} times the time, {used / used_plain:.1f} times the processor")
for end in ("", "-wal", "-shm"):
    if os.path.exists(copy + end):
        os.remove(copy + end)
