#include "sinks/written_offsets.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "sinks/rfc3339.h"

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

// What follows the position in a line of Encode().
bool TakeEntry(std::string_view text, WrittenOffsets::Entry* entry) {
  return Skip(",\"newest_ms\":", &text) && TakeNumber(&text, &entry->newest_ms) &&
         Skip(",\"before_ms\":", &text) && TakeNumber(&text, &entry->before_ms) &&
         entry->before_ms < std::numeric_limits<int64_t>::max() && Skip(",\"written\":", &text) &&
         TakeRanges(text, &entry->offsets);
}

bool IsCounted(const SourcePosition& position) {
  return !position.topic.empty() && position.offset >= Offset{0};
}

void Count(Offset first, Offset last, int64_t newest_ms, WrittenOffsets::Entry* entry) {
  entry->offsets.Add({static_cast<int64_t>(first), static_cast<int64_t>(last)});
  entry->newest_ms = std::max(entry->newest_ms, newest_ms);
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

int64_t LineTimestamp(std::string_view rest) {
  if (!Skip(",\"timestamp\":\"", &rest)) return -1;
  return ParseRfc3339(rest.substr(0, rest.find('"'))).value_or(-1);
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

WrittenOffsets::Entry& WrittenOffsets::InLife(std::string_view topic, Partition partition,
                                              int64_t before_ms) {
  Entry& entry = FindOrAdd(topic, partition);
  if (entry.before_ms < before_ms) entry = {entry.topic, partition, -1, before_ms};
  return entry;
}

void WrittenOffsets::Add(const SourcePosition& position, int64_t timestamp_ms) {
  if (!IsCounted(position)) return;
  Recognise(position, timestamp_ms);
  Entry& entry = FindOrAdd(position.topic, position.partition);
  const bool former = timestamp_ms >= 0 && timestamp_ms <= entry.before_ms;
  if (!former) Count(position.offset, position.offset, timestamp_ms, &entry);
}

void WrittenOffsets::AddAs(const WrittenOffsets& known, const SourcePosition& first, Offset last,
                           int64_t newest_ms) {
  if (!IsCounted(first)) return;
  const Entry* life = known.Find(first.topic, first.partition);
  const int64_t before_ms = life == nullptr ? -1 : life->before_ms;
  Count(first.offset, last, newest_ms, &InLife(first.topic, first.partition, before_ms));
}

void WrittenOffsets::Add(const WrittenOffsets& other) {
  for (const Entry& theirs : other.entries_) {
    Entry& entry = InLife(theirs.topic, theirs.partition, theirs.before_ms);
    if (entry.before_ms > theirs.before_ms) continue;
    entry.newest_ms = std::max(entry.newest_ms, theirs.newest_ms);
    entry.offsets.Add(theirs.offsets);
  }
}

bool WrittenOffsets::Recognise(const SourcePosition& position, int64_t timestamp_ms) {
  const Entry* found = Find(position.topic, position.partition);
  if (found == nullptr || !found->offsets.Contains(static_cast<int64_t>(position.offset))) {
    return false;
  }
  if (timestamp_ms <= found->newest_ms) return true;
  InLife(position.topic, position.partition, std::max(found->newest_ms, found->before_ms + 1));
  return false;
}

std::string WrittenOffsets::Encode() const {
  std::string text;
  for (const Entry& entry : entries_) {
    const std::vector<OffsetRange>& ranges = entry.offsets.ranges();
    if (ranges.empty()) continue;
    text += std::string(kMarker) + entry.topic +
            "\",\"partition\":" + std::to_string(static_cast<int32_t>(entry.partition)) +
            ",\"offset\":" + std::to_string(ranges.back().last) +
            ",\"newest_ms\":" + std::to_string(entry.newest_ms) +
            ",\"before_ms\":" + std::to_string(entry.before_ms);
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
    WrittenOffsets one;
    Entry& entry = one.FindOrAdd(position->topic, position->partition);
    if (rest == "}") {
      entry.newest_ms = std::numeric_limits<int64_t>::max();
      entry.offsets.Add({0, static_cast<int64_t>(position->offset)});
    } else if (!TakeEntry(rest, &entry)) {
      return std::nullopt;
    }
    offsets.Add(one);
    text.remove_prefix(end + 1);
  }
  return offsets;
}

}  // namespace newsmill
