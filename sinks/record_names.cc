#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"
#include "processors/base/status_macros.h"
#include "sinks/record_encoder.h"

namespace newsmill {
namespace {

// The name at the enumerator's place.
template <typename Enum, size_t kSize>
std::string_view At(const std::array<std::string_view, kSize>& names, Enum value) {
  return names.at(static_cast<size_t>(value));
}

}  // namespace

std::string_view NameOf(ArticleStatus status) {
  return At(std::array<std::string_view, 3>{"usable", "withheld", "canceled"}, status);
}

std::string_view NameOf(EntityType type) {
  return At(std::array<std::string_view, 4>{"PER", "ORG", "LOC", "MISC"}, type);
}

std::string_view NameOf(MentionKind kind) {
  return At(std::array<std::string_view, 4>{"name", "alias", "pronoun", "description"}, kind);
}

std::string_view NameOf(ClaimKind kind) {
  return At(std::array<std::string_view, 4>{"direct", "indirect", "mixed", "statement"}, kind);
}

std::string_view NameOf(Stance stance) {
  return At(
      std::array<std::string_view, 11>{"says", "asks", "claims", "denies", "acknowledges", "warns",
                                       "promises", "accuses", "demands", "praises", "criticises"},
      stance);
}

std::string_view NameOf(Field field) { return field == Field::kTitle ? "title" : "text"; }

std::string_view NameOf(OffsetUnit unit) {
  return At(std::array<std::string_view, 3>{"codepoint", "utf8", "utf16"}, unit);
}

std::string EntityId(size_t index) { return "e" + std::to_string(index + 1); }

std::string HexId(uint64_t id) { return absl::StrCat(absl::Hex(id, absl::kZeroPad16)); }

std::string_view WriteContentHash(const Document& document, ContentHashText* text) {
  constexpr std::string_view kHexDigits = "0123456789abcdef";
  char* out = text->data();
  for (const uint64_t half : document.content_hash) {
    for (int shift = 60; shift >= 0; shift -= 4) *out++ = kHexDigits[(half >> shift) & 0xF];
  }
  return {text->data(), text->size()};
}

absl::Status ReadOffsetUnit(OptionsReader& reader, OffsetUnit* unit) {
  std::string name(NameOf(*unit));
  RETURN_IF_ERROR(reader.OptionalOneOf("offset_unit", &name, {"codepoint", "utf8", "utf16"}));
  *unit = name == "utf8"    ? OffsetUnit::kUtf8
          : name == "utf16" ? OffsetUnit::kUtf16
                            : OffsetUnit::kCodepoint;
  return absl::OkStatus();
}

}  // namespace newsmill
