"""Texts in, names out: what the measures of quality send and read."""
import json


def bare_text(identifier, text):
    """The line of a feed for an article that is nothing but its text."""
    return json.dumps({"id": identifier, "title": "", "body": text, "language": "en",
                       "published_at": "2026-01-05T00:00:00Z"}) + "\n"


def names_of(record):
    """{(start, end, type)} of the names in a record's text."""
    return {(mention["start"], mention["end"], entity["type"]) for entity in record.get("entities", [])
            for mention in entity["mentions"] if mention["kind"] in ("name", "alias") and mention["field"] == "text"}
