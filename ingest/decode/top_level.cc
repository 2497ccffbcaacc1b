#include "ingest/decode/top_level.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <optional>
#include <utility>

#include "ingest/decode/json_text.h"
#include "processors/base/reason_codes.h"

namespace newsmill {
namespace {

namespace ondemand = simdjson::ondemand;

// In the order of Key.
constexpr std::array<std::string_view, kKeyCount> kKeyNames = {"@context",
                                                               "@graph",
                                                               "@id",
                                                               "@type",
                                                               "about",
                                                               "altIds",
                                                               "altids",
                                                               "articleBody",
                                                               "articleSection",
                                                               "author",
                                                               "authors",
                                                               "bodies",
                                                               "body",
                                                               "body_html",
                                                               "body_text",
                                                               "body_xhtml",
                                                               "by",
                                                               "byline",
                                                               "categories",
                                                               "content_type",
                                                               "creativeWorkStatus",
                                                               "data",
                                                               "data_base64",
                                                               "dateModified",
                                                               "datePublished",
                                                               "dateTime",
                                                               "dateTimePub",
                                                               "description_html",
                                                               "description_text",
                                                               "descriptions",
                                                               "embargo_until",
                                                               "embargoed",
                                                               "embargoedUntil",
                                                               "firstCreated",
                                                               "firstcreated",
                                                               "guid",
                                                               "headline",
                                                               "headlines",
                                                               "id",
                                                               "identifier",
                                                               "inLanguage",
                                                               "infoSources",
                                                               "infosource",
                                                               "infosources",
                                                               "keywords",
                                                               "lang",
                                                               "language",
                                                               "link",
                                                               "mainEntityOfPage",
                                                               "name",
                                                               "pubStatus",
                                                               "published_at",
                                                               "publisher",
                                                               "pubstatus",
                                                               "source",
                                                               "specversion",
                                                               "status",
                                                               "subject",
                                                               "subjects",
                                                               "title",
                                                               "topics",
                                                               "type",
                                                               "updated_at",
                                                               "uri",
                                                               "url",
                                                               "version",
                                                               "versionCreated",
                                                               "versioncreated",
                                                               "headline_*",
                                                               "body_*"};

// The bytes that a reader is given must be readable this far behind their end.
constexpr size_t kReadableBehind = 64;
static_assert(kReadableBehind >= simdjson::SIMDJSON_PADDING);

// An index that one monstrous message grew is given back.
constexpr size_t kRetainedCapacity = size_t{1} << 20;

// The first bytes of a name, zeros behind it: what a call of memcmp() would take longer to compare.
struct Beginning {
  uint64_t low = 0;
  uint64_t high = 0;

  bool operator==(const Beginning&) const = default;
};

constexpr size_t kBeginningBytes = 2 * sizeof(uint64_t);
static_assert(std::endian::native == std::endian::little);

constexpr Beginning BeginningOf(std::string_view name) {
  Beginning beginning;
  for (size_t i = std::min(name.size(), kBeginningBytes); i > 0; --i) {
    uint64_t& word = i > sizeof(uint64_t) ? beginning.high : beginning.low;
    word = word << 8 | static_cast<uint8_t>(name[i - 1]);
  }
  return beginning;
}

// The same, where kBeginningBytes are readable.
Beginning ReadBeginning(std::string_view name) {
  Beginning read;
  std::memcpy(&read, name.data(), kBeginningBytes);
  const auto mask = [](size_t bytes) {
    return bytes < sizeof(uint64_t) ? (uint64_t{1} << 8 * bytes) - 1 : ~uint64_t{0};
  };
  read.low &= mask(name.size());
  read.high &= mask(std::max(name.size(), sizeof(uint64_t)) - sizeof(uint64_t));
  return read;
}

constexpr size_t kSlots = 256;  // a power of two, a few times kKeyCount

constexpr size_t SlotOf(const Beginning& beginning, size_t size) {
  return (beginning.low + beginning.high + size) * 0x9E3779B97F4A7C15U >> 56;
}

struct Slot {
  Beginning beginning;
  uint8_t size = 0;  // 0: empty
  uint8_t key = 0;
};

// Open addressing: a key stands at its slot or behind it.
constexpr std::array<Slot, kSlots> MakeKeyTable() {
  std::array<Slot, kSlots> table{};
  for (size_t i = 0; i < kKeyCount; ++i) {
    const Beginning beginning = BeginningOf(kKeyNames[i]);
    size_t slot = SlotOf(beginning, kKeyNames[i].size());
    while (table[slot].size != 0) slot = (slot + 1) % kSlots;
    table[slot] = {beginning, static_cast<uint8_t>(kKeyNames[i].size()), static_cast<uint8_t>(i)};
  }
  return table;
}

constexpr std::array<Slot, kSlots> kKeyTable = MakeKeyTable();

// kBeginningBytes are readable from the beginning of `name` on.
std::optional<Key> FindKey(std::string_view name) {
  const Beginning beginning = ReadBeginning(name);
  for (size_t i = SlotOf(beginning, name.size()); kKeyTable[i].size != 0; i = (i + 1) % kSlots) {
    const Slot& slot = kKeyTable[i];
    if (slot.size != name.size() || slot.beginning != beginning) continue;
    if (name.size() <= kBeginningBytes || kKeyNames[slot.key] == name) {
      return static_cast<Key>(slot.key);
    }
  }
  if (name.starts_with("headline_")) return Key::kOtherHeadline;
  if (name.starts_with("body_")) return Key::kOtherBody;
  return std::nullopt;
}

std::string_view TrimRight(std::string_view text) {
  const auto is_space = [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; };
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string At(size_t offset) { return " at byte " + std::to_string(offset); }

ReadError TooDeep(size_t offset, int max_depth) {
  return {kReasonTooDeep,
          "nested deeper than " + std::to_string(max_depth) + " levels" + At(offset)};
}

ReadError InvalidJson(const std::string& what, size_t offset) {
  return {kReasonInvalidJson, what + At(offset)};
}

// Offset of the first control character inside a string.
size_t FindRawControl(std::string_view json) {
  bool inside = false;
  for (size_t i = 0; i < json.size(); ++i) {
    if (inside && json[i] == '\\') {
      ++i;
    } else if (json[i] == '"') {
      inside = !inside;
    } else if (inside && static_cast<unsigned char>(json[i]) < 0x20) {
      return i;
    }
  }
  return json.size();
}

// What is wrong with a message that simdjson would not read. Slow, but only for bad messages.
ReadError Explain(std::string_view json, simdjson::error_code error, size_t offset, int max_depth) {
  if (error == simdjson::UTF8_ERROR) {
    return {kReasonInvalidText, "not UTF-8" + At(FindInvalidUtf8(json))};
  }
  const JsonScanResult scan = ScanContainer(json, max_depth);
  switch (scan.scan) {
    case JsonScan::kTooDeep:
      return TooDeep(scan.offset, max_depth);
    case JsonScan::kMismatched:
      return InvalidJson("brackets do not match", scan.offset);
    case JsonScan::kUnclosed:
      return InvalidJson("the message is cut off", scan.offset);
    case JsonScan::kComplete:
      break;
  }
  if (error == simdjson::UNESCAPED_CHARS) {
    return InvalidJson("control character inside a string", FindRawControl(json));
  }
  const size_t rest = json.find_first_not_of(" \t\r\n", scan.offset);
  if (rest != std::string_view::npos) return InvalidJson("bytes after the object", rest);
  return InvalidJson("not JSON", std::min(offset, json.size()));
}

// Reads the fields of one object, or the items of an array, into *out.
class ValueWalk {
 public:
  ValueWalk(std::string_view json, int max_depth, TopLevel* out)
      : json_(json), max_depth_(max_depth), out_(out) {}

  ReadError Run(ondemand::parser& parser) {
    simdjson::padded_string_view padded(json_.data(), json_.size(), json_.size() + kReadableBehind);
    simdjson::error_code error = parser.iterate(padded).get(document_);
    if (error != simdjson::SUCCESS) return Explain(json_, error, json_.size(), max_depth_);
    ReadError failure = json_.starts_with('[') ? Array() : Object();
    if (!failure.code.empty()) return failure;
    if (document_.current_location().error() != simdjson::OUT_OF_BOUNDS) {
      return Wrong(simdjson::TRAILING_CONTENT);
    }
    return {};
  }

 private:
  ReadError Object() {
    ondemand::object object;
    simdjson::error_code error = document_.get_object().get(object);
    if (error != simdjson::SUCCESS) return Wrong(error);
    for (auto field : object) {
      ondemand::field known;
      if ((error = std::move(field).get(known)) != simdjson::SUCCESS) return Wrong(error);
      if (ReadError failure = Field(known); !failure.code.empty()) return failure;
    }
    return {};
  }

  ReadError Array() {
    ondemand::array array;
    simdjson::error_code error = document_.get_array().get(array);
    if (error != simdjson::SUCCESS) return Wrong(error);
    for (auto item : array) {
      ondemand::value value;
      if ((error = std::move(item).get(value)) != simdjson::SUCCESS) return Wrong(error);
      std::string_view raw;
      if (ReadError failure = Value(value, &raw); !failure.code.empty()) return failure;
    }
    Note(Key::kAtGraph, TrimRight(json_));
    return {};
  }

  ReadError Field(ondemand::field& field) {
    std::string_view name;
    simdjson::error_code error = field.unescaped_key().get(name);
    if (error != simdjson::SUCCESS) return Wrong(error);
    const std::optional<Key> key = FindKey(name);
    std::string_view raw;
    if (ReadError failure = Value(field.value(), &raw); !failure.code.empty()) return failure;
    if (key.has_value()) Note(*key, raw);
    return {};
  }

  // *raw = the text of the value.
  ReadError Value(ondemand::value& value, std::string_view* raw) {
    const std::string_view token = value.raw_json_token();
    const size_t offset = static_cast<size_t>(token.data() - json_.data());
    switch (token[0]) {
      case '"':
        *raw = TrimRight(token);
        return {};
      case '[':
      case '{': {
        const JsonScanResult scan = ScanContainer(json_.substr(offset), max_depth_ - 1);
        if (scan.scan == JsonScan::kTooDeep) return TooDeep(offset + scan.offset, max_depth_);
        if (scan.scan != JsonScan::kComplete) return Wrong(simdjson::TAPE_ERROR);
        *raw = json_.substr(offset, scan.offset);
        return {};
      }
      default:
        *raw = TrimRight(token);
        return IsJsonScalar(*raw) ? ReadError{} : InvalidJson("not a JSON value", offset);
    }
  }

  void Note(Key key, std::string_view raw) {
    const size_t index = static_cast<size_t>(key);
    if (out_->present[index]) {
      out_->duplicate[index] = key < Key::kOtherHeadline;
      return;
    }
    out_->present[index] = true;
    out_->values[index] = raw;
  }

  ReadError Wrong(simdjson::error_code error) {
    const char* location = nullptr;
    const bool known = document_.current_location().get(location) == simdjson::SUCCESS;
    const size_t offset = known ? static_cast<size_t>(location - json_.data()) : json_.size();
    return Explain(json_, error, offset, max_depth_);
  }

  const std::string_view json_;
  const int max_depth_;
  TopLevel* const out_;
  ondemand::document document_;
};

}  // namespace

std::string_view KeyName(Key key) { return kKeyNames[static_cast<size_t>(key)]; }

struct TopLevelReader::Parser {
  ondemand::parser parser;
};

TopLevelReader::TopLevelReader() : parser_(std::make_unique<Parser>()) {}
TopLevelReader::~TopLevelReader() = default;

ReadError TopLevelReader::Read(std::string_view json, int max_depth, TopLevel* out) {
  *out = {};
  ReadError error = ValueWalk(json, max_depth, out).Run(parser_->parser);
  if (parser_->parser.capacity() > kRetainedCapacity) parser_->parser = ondemand::parser();
  return error;
}

}  // namespace newsmill
