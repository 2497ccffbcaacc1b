"""The annotated articles and the message stream of tests/golden/articles.

As a script: writes the stream as kcat envelopes for deploy/sample/stream.jsonl, but for messages that
are too large or that are no text.
"""
import base64
import json
import sys
from pathlib import Path

DIRECTORY = Path(__file__).resolve().parents[1] / "golden/articles"


def _lines(name):
    with (DIRECTORY / name).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def open_articles():
    return _lines("open.jsonl")


def flat(article, identifier=None, version=1):
    """An article as a flat message, bytes."""
    message = {"id": identifier or article["id"], "version": version, "title": article["title"], "body": article["text"],
               "url": f"https://news.example/{identifier or article['id']}", "published_at": article["published_at"],
               "language": article["language"], "source": {"name": article["outlet"]}}
    return json.dumps(message, ensure_ascii=False).encode()


def _value(message):
    if "value_base64" in message:
        return base64.b64decode(message["value_base64"])
    if "value_parts" in message:
        return "".join(part if isinstance(part, str) else part["repeat"] * part["times"]
                       for part in message["value_parts"]).encode()
    return None if message["value"] is None else message["value"].encode()


def stream():
    """The stream's messages as dicts {n, key, headers, value (bytes or None), shape, timestamp_ms, gold}."""
    gold = {line["n"]: line for line in _lines("stream.gold.jsonl")}
    return [{**message, "value": _value(message), "gold": gold[message["n"]]} for message in _lines("stream.jsonl")]


def _json_string(raw):
    """A JSON string of these bytes; what is not ASCII stays as it is, valid or not, as kcat does it."""
    out = bytearray(b'"')
    for byte in raw:
        if byte in b'"\\':
            out += b"\\" + bytes([byte])
        elif byte < 0x20:
            out += b"\\u%04x" % byte
        else:
            out.append(byte)
    return bytes(out + b'"')


def kcat_envelope(message, topic):
    """The message as a line of `kcat -J`, bytes without the line's end."""
    headers = [part for pair in message["headers"].items() for part in pair]
    head = json.dumps({"topic": topic, "partition": 0, "offset": message["n"], "tstype": "create",
                       "ts": message["timestamp_ms"], "broker": 0, "headers": headers, "key": message["key"]},
                      ensure_ascii=False).encode()
    payload = b"null" if message["value"] is None else _json_string(message["value"])
    return head[:-1] + b', "payload": ' + payload + b"}"


def sample():
    """What deploy/sample/stream.jsonl holds, bytes, and the messages that it was made of."""
    messages = [message for message in stream() if len(message["value"] or b"") < 1_000_000 and _is_text(message["value"] or b"")]
    return b"".join(kcat_envelope(message, "news.articles") + b"\n" for message in messages), messages


def _is_text(value):
    try:
        value.decode()
        return True
    except UnicodeDecodeError:
        return False


if __name__ == "__main__":
    sys.stdout.buffer.write(sample()[0])
