#include "sinks/written_offsets.h"

#include <algorithm>
#include <charconv>

namespace newsmill {
namespace {

constexpr std::string_view kMarker = "{\"topic\":\"";

// Takes `expected` off the front of *text.
bool Skip(std::string_view expected, std::string_view* text) {
  if (!text->starts_with(expected)) return false;
  text->remove_prefix(expected.size());
  return true;
}

template <typename Integer>
bool TakeNumber(std::string_view* text, Integer* value) {
  const auto result = std::from_chars(text->data(), text->data() + text->size(), *value);
  if (result.ec != std::errc()) return false;
  text->remove_prefix(static_cast<size_t>(result.ptr - text->data()));
  return true;
}

}  // namespace

std::optional<SourcePosition> LinePosition(std::string_view line, std::string_view marker) {
  const size_t start = line.starts_with(marker) ? 0 : line.rfind(marker);
  if (start == std::string_view::npos) return std::nullopt;
  std::string_view rest = line.substr(start + marker.size());
  const size_t quote = rest.find('"');
  if (quote == std::string_view::npos) return std::nullopt;
  SourcePosition position;
  position.topic = rest.substr(0, quote);
  rest.remove_prefix(quote);
  int32_t partition = 0;
  int64_t offset = 0;
  if (!Skip("\",\"partition\":", &rest) || !TakeNumber(&rest, &partition) ||
      !Skip(",\"offset\":", &rest) || !TakeNumber(&rest, &offset)) {
    return std::nullopt;
  }
  position.partition = Partition{partition};
  position.offset = Offset{offset};
  return position;
}

WrittenOffsets::Entry* WrittenOffsets::Find(std::string_view topic, Partition partition) {
  const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) {
    return entry.partition == partition && entry.topic == topic;
  });
  return found == entries_.end() ? nullptr : &*found;
}

void WrittenOffsets::Add(const SourcePosition& position) {
  if (position.topic.empty()) return;
  if (Entry* entry = Find(position.topic, position.partition)) {
    entry->highest = std::max(entry->highest, position.offset);
  } else {
    entries_.push_back({std::string(position.topic), position.partition, position.offset});
  }
}

void WrittenOffsets::Add(const WrittenOffsets& other) {
  for (const Entry& entry : other.entries_) Add({entry.topic, entry.partition, entry.highest});
}

bool WrittenOffsets::Covers(const SourcePosition& position) const {
  return std::any_of(entries_.begin(), entries_.end(), [&](const Entry& entry) {
    return entry.partition == position.partition && entry.topic == position.topic &&
           position.offset <= entry.highest;
  });
}

std::string WrittenOffsets::Encode() const {
  std::string text;
  for (const Entry& entry : entries_) {
    text += std::string(kMarker) + entry.topic +
            "\",\"partition\":" + std::to_string(static_cast<int32_t>(entry.partition)) +
            ",\"offset\":" + std::to_string(static_cast<int64_t>(entry.highest)) + "}\n";
  }
  return text;
}

std::optional<WrittenOffsets> WrittenOffsets::Decode(std::string_view text) {
  WrittenOffsets offsets;
  while (!text.empty()) {
    const size_t end = text.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const std::optional<SourcePosition> position = LinePosition(text.substr(0, end), kMarker);
    if (!position.has_value()) return std::nullopt;
    offsets.Add(*position);
    text.remove_prefix(end + 1);
  }
  return offsets;
}

}  // namespace newsmill
