#ifndef NEWSMILL_TESTS_SUPPORT_DECODED_H_
#define NEWSMILL_TESTS_SUPPORT_DECODED_H_

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ingest/decode/decoder.h"
#include "processors/base/document.h"

namespace newsmill {

// One message, decoded; keeps the batch that its views point into.
class Decoded {
 public:
  explicit Decoded(std::optional<std::string_view> value, const DecodeLimits& limits = {},
                   std::optional<std::string_view> key = "the-key", int64_t timestamp_ms = -1,
                   const std::vector<std::pair<std::string, std::string>>& headers = {},
                   const TopicFormats& formats = {}) {
    document_ = &batch_.Add();
    Message& message = document_->message;
    if (value.has_value()) message.value = batch_.arena().CopyPadded(*value, 64);
    message.key = key;
    message.timestamp_ms = timestamp_ms;
    message.position.topic = "the-topic";
    for (const auto& [name, text] : headers) {
      message.headers.push_back({batch_.arena().Copy(name), batch_.arena().Copy(text)});
    }
    Decoder(limits, formats).Decode(batch_, *document_);
  }

  const Document& operator*() const { return *document_; }
  const Document* operator->() const { return document_; }
  std::string_view code() const { return document_->failure.code; }
  std::string_view reason() const { return document_->failure.reason; }
  // The code that all warnings have; "" without warnings, "several" where they differ.
  std::string_view warning() const {
    if (document_->warnings.empty()) return "";
    const std::string_view code = document_->warnings[0].code;
    for (const Warning& other : document_->warnings) {
      if (other.code != code) return "several";
    }
    return code;
  }

 private:
  DocumentBatch batch_;
  Document* document_;
};

}  // namespace newsmill

#endif  // NEWSMILL_TESTS_SUPPORT_DECODED_H_
