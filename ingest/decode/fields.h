#ifndef NEWSMILL_INGEST_DECODE_FIELDS_H_
#define NEWSMILL_INGEST_DECODE_FIELDS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ingest/decode/decode_limits.h"
#include "ingest/decode/json_text.h"
#include "ingest/decode/plain_text.h"
#include "ingest/decode/top_level.h"
#include "processors/base/document.h"

namespace newsmill {

// How a body is written. kFound: as HTML where it holds elements, escaped or not, else as plain
// text.
enum class Markup : uint8_t { kNone, kHtml, kFound };

// Reads the values of one message into its document: what every shape's mapper is made of.
//
// Each reader leaves its target alone where the key is absent or null. Where the value has the
// wrong type or is no text, it marks the document as failed, naming the field, and returns false;
// the mapper then stops. Text that people read is normalised (plain_text.h); identifiers are
// taken as they are.
class FieldReader {
 public:
  // Longer lists are cut off, with a warning.
  static constexpr size_t kMaxListItems = 256;

  FieldReader(TopLevel& fields, const DecodeLimits& limits, Arena& arena, Document& document)
      : fields_(fields), limits_(limits), arena_(arena), document_(document) {}

  // Present and not null.
  bool Has(Key key) const { return fields_.Has(key) && fields_.Get(key) != "null"; }
  // The JSON text of a value; "" where absent.
  std::string_view Raw(Key key) const { return fields_.Get(key); }
  // From now on the field reads as `raw`, a piece of the message: for values wrapped in others.
  void Replace(Key key, std::string_view raw) {
    if (fields_.Has(key)) fields_.Set(key, raw);
  }

  bool ReadIdentifier(Key key, std::string_view* out);  // white space around it cut off
  // Of any length: for values that are looked at and not kept.
  bool ReadToken(Key key, std::string_view* out);
  bool ReadLine(Key key, std::string_view* out);  // normalised
  bool ReadTitle(Key key);
  bool ReadBody(Key key, Markup markup);
  // A date that cannot be read is a warning.
  bool ReadDate(Key key, std::optional<int64_t>* out_ms);
  // A whole number, or a string that holds one; kept as given_version().
  bool ReadVersion(Key key);
  // Not a BCP 47 tag: a warning.
  bool ReadLanguage(Key key);
  // usable, withheld, canceled (or cancelled); anything else is a warning.
  bool ReadStatus(Key key);

  // The same for `raw`, the JSON text of a value inside `field`, which is named in failures.
  bool Text(std::string_view field, std::string_view raw, std::string_view* out);
  bool Identifier(std::string_view field, std::string_view raw, std::string_view* out);
  bool Token(std::string_view field, std::string_view raw, std::string_view* out);
  bool SetTitle(std::string_view field, std::string_view raw);
  bool SetBody(std::string_view field, std::string_view raw, Markup markup);

  // Calls member(key, value) for each member of the object `raw`; the first false ends it.
  template <typename Member>
  bool ForEachMember(std::string_view field, std::string_view raw, Member member);
  // Calls add(value) for each item of the array `raw`, or for `raw` itself where `single` allows a
  // string or object in an array's place; the first false ends it. Null items are left out, and
  // those behind kMaxListItems, with a warning. `allowed` is what a failure names.
  template <typename Add>
  bool ForEachItem(std::string_view field, std::string_view raw, bool single,
                   std::string_view allowed, Add add);
  template <typename Add>
  bool ForEachItem(Key key, bool single, std::string_view allowed, Add add) {
    return !Has(key) || ForEachItem(KeyName(key), Raw(key), single, allowed, add);
  }

  Document& document() { return document_; }
  Arena& arena() { return arena_; }
  // The version that the message states.
  std::optional<int64_t> given_version() const { return given_version_; }
  void Warn(std::string_view code, const std::string& message);
  void WarnOfTruncation(std::string_view field);
  // All return false.
  bool Fail(std::string_view code, const std::string& reason);
  bool WrongType(std::string_view field, std::string_view raw, std::string_view allowed);
  bool BadJson(std::string_view field);

 private:
  bool Unescape(std::string_view field, std::string_view raw, std::string_view* out);
  bool String(std::string_view field, std::string_view raw, JsonText* out);
  bool MarkedUpText(std::string_view field, std::string_view raw, Markup markup,
                    std::string_view* out);
  bool ConvertHtml(std::string_view field, Markup markup, std::string_view* text);
  bool Normalise(std::string_view field, std::string_view text, std::string_view* out);

  TopLevel& fields_;
  const DecodeLimits& limits_;
  Arena& arena_;
  Document& document_;
  std::optional<int64_t> given_version_;
};

template <typename Member>
bool FieldReader::ForEachMember(std::string_view field, std::string_view raw, Member member) {
  JsonCursor json(raw);
  std::string_view name;
  std::string_view value;
  json.EnterObject();
  while (json.NextKey(&name)) {
    if (!json.Skip(&value)) break;
    if (!member(name, value)) return false;
  }
  return json.ok() || BadJson(field);
}

template <typename Add>
bool FieldReader::ForEachItem(std::string_view field, std::string_view raw, bool single,
                              std::string_view allowed, Add add) {
  if (!raw.starts_with('[')) {
    if (single && (raw.starts_with('"') || raw.starts_with('{'))) return add(raw);
    return WrongType(field, raw, allowed);
  }
  JsonCursor json(raw);
  std::string_view value;
  json.EnterArray();
  for (size_t count = 0; json.NextElement(); ++count) {
    if (!json.Skip(&value)) break;
    if (count == kMaxListItems) {
      WarnOfTruncation(field);
      return true;
    }
    if (value != "null" && !add(value)) return false;
  }
  return json.ok() || BadJson(field);
}

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_DECODE_FIELDS_H_
