#ifndef NEWSMILL_INGEST_DECODE_DECODER_H_
#define NEWSMILL_INGEST_DECODE_DECODER_H_

#include <string_view>
#include <utility>

#include "ingest/decode/decode_limits.h"
#include "ingest/decode/top_level.h"
#include "ingest/decode/topic_formats.h"
#include "processors/base/document.h"

namespace newsmill {

// Makes a document out of a message: envelope, shape, fields, normalised text. Owns the JSON
// parser's memory; one instance per worker, one thread.
class Decoder {
 public:
  // `formats`: topics whose messages are of one shape, whatever their keys.
  explicit Decoder(const DecodeLimits& limits, TopicFormats formats = {})
      : limits_(limits), formats_(std::move(formats)) {}

  // Reads document.message and fills the document, or marks it as failed with one of the codes of
  // reason_codes.h. A document that has failed already (the source could not take it whole) is
  // left alone. Never fails itself, whatever the bytes.
  void Decode(DocumentBatch& batch, Document& document);

 private:
  void DecodeValue(Arena& arena, Document& document);
  void DecodeJson(std::string_view json, Arena& arena, Document& document);

  bool ReadTopLevel(std::string_view json, Arena& arena, Document& document);
  // Where the message is a JSON-LD graph, goes on with the article in it.
  bool EnterGraph(Arena& arena, Document& document);

  const DecodeLimits limits_;
  const TopicFormats formats_;
  TopLevelReader reader_;
  TopLevel top_level_;
};

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_DECODE_DECODER_H_
