"""Validates emitted records: against the JSON Schema, and that each offset slices to its text.

usage: validate_records.py SCHEMA DIRECTORY    (every *.ndjson in it, one record a line)
"""

import json
import pathlib
import sys

try:
    import jsonschema
except ImportError:
    sys.exit("validate_records.py needs the package python3-jsonschema")

UNITS = {
    "codepoint": (lambda text: text, lambda part: part),
    "utf8": (lambda text: text.encode("utf-8"), lambda part: part.decode("utf-8")),
    "utf16": (
        lambda text: [text.encode("utf-16-le")[i : i + 2] for i in range(0, len(text.encode("utf-16-le")), 2)],
        lambda part: b"".join(part).decode("utf-16-le"),
    ),
}


def check_offsets(record):
    split, join = UNITS[record["offset_unit"]]
    fields = {name: split(record[name]) for name in ("title", "text")}

    def cut(field, start, end):
        assert 0 <= start < end <= len(fields[field]), f"range {start}..{end} outside {field}"
        return join(fields[field][start:end])

    for start, end in record["sentences"]:
        cut("text", start, end)
    for entity in record["entities"]:
        for mention in entity["mentions"]:
            cut(mention["field"], mention["start"], mention["end"])
    for claim in record["claims"]:
        pieces = [cut(claim["field"], piece["start"], piece["end"]) for piece in claim["content"]]
        assert " ".join(pieces) == claim["text"], f"claim {claim['id']}: content differs from text"
        for span in [claim.get("cue"), claim.get("source"), *claim.get("numbers", [])]:
            if span:
                cut(claim["field"], span["start"], span["end"])
        entity = claim.get("speaker", {}).get("entity")
        assert entity in [None, *(e["id"] for e in record["entities"])], f"no entity {entity}"


def main():
    schema_path, directory = sys.argv[1:]
    schema = json.loads(pathlib.Path(schema_path).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    count = 0
    for path in sorted(pathlib.Path(directory).glob("*.ndjson")):
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n")[:-1], 1):
            record = json.loads(line)
            for error in validator.iter_errors(record):
                sys.exit(f"{path}:{number}: {error.json_path}: {error.message[:300]}")
            try:
                if "text" in record:
                    check_offsets(record)
            except (AssertionError, UnicodeDecodeError) as error:
                sys.exit(f"{path}:{number}: {error}")
            count += 1
    if count == 0:
        sys.exit(f"no records in {directory}")
    print(f"{count} records are valid")


main()
