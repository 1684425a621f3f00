"""Cuts one report out of files of JSON Lines: one_report.py ID FOLDER GOLD SYSTEM TEXTS writes FOLDER/seed.*.jsonl."""

import json
import sys

wanted, folder, *files = sys.argv[1:]
for name, path in zip(("gold", "system", "texts"), files):
    with open(path, encoding="utf-8") as lines, open(f"{folder}/seed.{name}.jsonl", "w", encoding="utf-8") as out:
        out.writelines(line for line in lines if json.loads(line)["id"] == wanted)
