#ifndef NEWSMILL_PROCESSORS_BASE_MESSAGE_H_
#define NEWSMILL_PROCESSORS_BASE_MESSAGE_H_

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace newsmill {

// Kafka's own numbers, as distinct types so that they cannot be swapped by mistake.
enum class Partition : int32_t {};
enum class Offset : int64_t {};

// Where a message stands in its topic. `topic` is interned by the source for the life of the
// process. Messages from a file have the topic "" , partition 0 and the line's index as offset,
// or what their kcat envelope states.
struct SourcePosition {
  std::string_view topic;
  Partition partition{};
  Offset offset{};

  friend bool operator==(const SourcePosition&, const SourcePosition&) = default;
};

struct Header {
  std::string_view name;
  std::string_view value;
};

// A message as it came, undecoded. All views but `topic` point into the batch's arena and die at
// DocumentBatch::Clear().
struct Message {
  SourcePosition position;
  std::optional<std::string_view> key;
  // Absent: a tombstone (Kafka's null value). 64 readable bytes follow it.
  std::optional<std::string_view> value;
  std::vector<Header> headers;
  int64_t timestamp_ms = -1;  // the broker's or producer's, Unix time; -1: none
  int64_t received_ms = 0;    // when this process took it, Unix time
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_BASE_MESSAGE_H_
