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

// The ranges behind `,"written":`; false where they are malformed.
bool TakeRanges(std::string_view text, OffsetRanges* ranges) {
  int64_t lowest = 0;
  for (std::string_view separator = "[["; !text.starts_with("]]}"); separator = "],[") {
    OffsetRange range;
    if (!Skip(separator, &text) || !TakeNumber(&text, &range.first) || !Skip(",", &text) ||
        !TakeNumber(&text, &range.last) || range.first < lowest || range.last < range.first) {
      return false;
    }
    ranges->Add(range);
    lowest = range.last;
  }
  return text == "]]}" && !ranges->ranges().empty();
}

}  // namespace

std::optional<SourcePosition> LinePosition(std::string_view line, std::string_view marker,
                                           std::string_view* rest_of_line) {
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
  if (rest_of_line != nullptr) *rest_of_line = rest;
  return position;
}

const WrittenOffsets::Entry* WrittenOffsets::Find(std::string_view topic,
                                                  Partition partition) const {
  const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) {
    return entry.partition == partition && entry.topic == topic;
  });
  return found == entries_.end() ? nullptr : &*found;
}

WrittenOffsets::Entry& WrittenOffsets::FindOrAdd(std::string_view topic, Partition partition) {
  if (const Entry* entry = Find(topic, partition)) {
    return entries_[static_cast<size_t>(entry - entries_.data())];
  }
  return entries_.emplace_back(Entry{std::string(topic), partition, {}});
}

void WrittenOffsets::Add(const SourcePosition& position) {
  const auto offset = static_cast<int64_t>(position.offset);
  if (position.topic.empty() || offset < 0) return;
  FindOrAdd(position.topic, position.partition).offsets.Add({offset, offset});
}

void WrittenOffsets::Add(const WrittenOffsets& other) {
  for (const Entry& entry : other.entries_) {
    FindOrAdd(entry.topic, entry.partition).offsets.Add(entry.offsets);
  }
}

bool WrittenOffsets::Covers(const SourcePosition& position) const {
  const Entry* entry = Find(position.topic, position.partition);
  return entry != nullptr && entry->offsets.Contains(static_cast<int64_t>(position.offset));
}

std::string WrittenOffsets::Encode() const {
  std::string text;
  for (const Entry& entry : entries_) {
    const std::vector<OffsetRange>& ranges = entry.offsets.ranges();
    text += std::string(kMarker) + entry.topic +
            "\",\"partition\":" + std::to_string(static_cast<int32_t>(entry.partition)) +
            ",\"offset\":" + std::to_string(ranges.back().last);
    std::string_view separator = ",\"written\":[[";
    for (const OffsetRange& range : ranges) {
      text.append(separator).append(std::to_string(range.first)).append(",");
      text.append(std::to_string(range.last));
      separator = "],[";
    }
    text += "]]}\n";
  }
  return text;
}

std::optional<WrittenOffsets> WrittenOffsets::Decode(std::string_view text) {
  WrittenOffsets offsets;
  while (!text.empty()) {
    const size_t end = text.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    std::string_view rest;
    const std::optional<SourcePosition> position =
        LinePosition(text.substr(0, end), kMarker, &rest);
    if (!position.has_value() || position->offset < Offset{0}) return std::nullopt;
    OffsetRanges ranges;
    if (rest == "}") {
      ranges.Add({0, static_cast<int64_t>(position->offset)});
    } else if (!Skip(",\"written\":", &rest) || !TakeRanges(rest, &ranges)) {
      return std::nullopt;
    }
    offsets.FindOrAdd(position->topic, position->partition).offsets.Add(ranges);
    text.remove_prefix(end + 1);
  }
  return offsets;
}

}  // namespace newsmill
