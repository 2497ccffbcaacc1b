#ifndef NEWSMILL_INGEST_DECODE_FIELDS_H_
#define NEWSMILL_INGEST_DECODE_FIELDS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ingest/decode/decode_limits.h"
#include "ingest/decode/json_text.h"
#include "ingest/decode/top_level.h"
#include "processors/base/document.h"

namespace newsmill {

// Reads the values of one message into its document: what every shape's mapper is made of.
//
// Each reader leaves its target alone where the key is absent or null. Where the value has the
// wrong type or is no text, it marks the document as failed, naming the field, and returns false;
// the mapper then stops. Text that people read is normalised (plain_text.h); identifiers are
// taken as they are.
class FieldReader {
 public:
  FieldReader(const TopLevel& fields, const DecodeLimits& limits, Arena& arena, Document& document)
      : fields_(fields), limits_(limits), arena_(arena), document_(document) {}

  // Present and not null.
  bool Has(Key key) const { return fields_.Has(key) && fields_.Get(key) != "null"; }

  bool ReadIdentifier(Key key, std::string_view* out);  // white space around it cut off
  bool ReadLine(Key key, std::string_view* out);        // normalised
  bool ReadTitle(Key key);
  // The text, from plain text or HTML.
  bool ReadBody(Key key, bool html);
  // A date that cannot be read is a warning.
  bool ReadDate(Key key, std::optional<int64_t>* out_ms);
  // A whole number, or a string that holds one; kept as given_version().
  bool ReadVersion(Key key);
  // Not a BCP 47 tag: a warning.
  bool ReadLanguage(Key key);
  // usable, withheld, canceled (or cancelled); anything else is a warning.
  bool ReadStatus(Key key);
  // A name, {name}, or an array of them.
  bool ReadAuthors(Key key);
  // A name, or {id, name, domain, country}.
  bool ReadSource(Key key);
  // An array of names or {scheme, code, name}; "medtop:20000763" is a code with its scheme.
  bool ReadTopics(Key key);

  Document& document() { return document_; }
  Arena& arena() { return arena_; }
  // The version that the message states.
  std::optional<int64_t> given_version() const { return given_version_; }
  void Warn(std::string_view code, const std::string& message);
  // Both return false.
  bool Fail(std::string_view code, const std::string& reason);
  bool WrongType(std::string_view field, std::string_view raw, std::string_view allowed);

 private:
  bool Unescape(std::string_view field, std::string_view raw, std::string_view* out);
  bool Normalise(std::string_view field, std::string_view text, std::string_view* out);
  // A string value's text, normalised; `raw` is the JSON value. Null leaves *out alone.
  bool Text(std::string_view field, std::string_view raw, std::string_view* out);
  bool Identifier(std::string_view field, std::string_view raw, std::string_view* out);
  // As Identifier, but of any length: for values that are looked at and not kept.
  bool Token(std::string_view field, std::string_view raw, std::string_view* out);
  bool ReadToken(Key key, std::string_view* out);
  bool BadJson(std::string_view field);
  bool AddAuthor(std::string_view raw);
  bool AddTopic(std::string_view raw);
  template <typename Add>
  bool ReadList(Key key, bool single, std::string_view allowed, Add add);
  template <typename Member>
  bool ReadObject(std::string_view field, std::string_view raw, Member member);

  const TopLevel& fields_;
  const DecodeLimits& limits_;
  Arena& arena_;
  Document& document_;
  std::optional<int64_t> given_version_;
};

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_DECODE_FIELDS_H_
