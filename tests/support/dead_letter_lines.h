#ifndef NEWSMILL_TESTS_SUPPORT_DEAD_LETTER_LINES_H_
#define NEWSMILL_TESTS_SUPPORT_DEAD_LETTER_LINES_H_

#include <string>

#include "processors/base/document.h"
#include "sinks/dead_letter_encoder.h"

namespace newsmill {

// A line of a dead-letter directory: message `offset` of partition 0 of topic "news", with the key
// "k<offset>" and the value "v<offset>".
inline std::string DeadLetterLine(int offset, std::string_view code = "invalid_json") {
  DocumentBatch batch;
  Document& document = batch.Add();
  const std::string key = "k" + std::to_string(offset);
  const std::string value = "v" + std::to_string(offset);
  document.message.position = {"news", Partition{0}, Offset{offset}};
  document.message.key = key;
  document.message.value = value;
  document.message.headers = {{"trace", "t"}, {"newsmill.dlq.code", "earlier"}};
  document.Fail("decoder", code, "why");
  std::string line;
  AppendDeadLetter(document, 1'767'322'984'000, &line);
  return line + "\n";
}

}  // namespace newsmill

#endif  // NEWSMILL_TESTS_SUPPORT_DEAD_LETTER_LINES_H_
