#!/usr/bin/env python3
"""Imports leads over HTTP and prints rate and peak memory of the server.

usage: import-leads.py <address> <token or X-Api-Key> <pid of the server> [rows]
"""
import json
import sys
import time
import urllib.request

address, secret, pid = sys.argv[1], sys.argv[2], sys.argv[3]
rows = int(sys.argv[4]) if len(sys.argv) > 4 else 100_000
industries, regions = ["制造业", "零售电商", "金融服务"], ["华东", "华北", "华南"]
csv = "姓名,公司,职位,邮箱,电话,行业,区域,员工数\r\n" + "".join(
    f"李{i},测量公司{i}号有限公司,采购总监,lead{i}@m{i}.example,+86 138{i:08d},{industries[i % 3]},{regions[i % 3]},{i % 900}\r\n" for i in range(rows))
document = "mutation ($input: ImportLeadsInput!) { importLeads(input: $input) { imported problems { row column message } errors { code message } } }"
body = json.dumps({"query": document, "variables": {"input": {"csv": csv, "source": "exhibition"}}}).encode()
headers = {"Content-Type": "application/json"}
headers["Authorization" if secret.count(".") == 2 else "X-Api-Key"] = f"Bearer {secret}" if secret.count(".") == 2 else secret
started = time.monotonic()
with urllib.request.urlopen(urllib.request.Request(address + "/graphql", body, headers), timeout=600) as answer:
    print(answer.read().decode()[:500])
seconds = time.monotonic() - started
peak = next(line.split()[1] for line in open(f"/proc/{pid}/status") if line.startswith("VmHWM"))
print(f"{rows} rows, {len(body) / 1e6:.1f} MB in {seconds:.1f} s: {rows / seconds:,.0f} rows/s; peak RSS {int(peak) / 1024:.0f} MB")
