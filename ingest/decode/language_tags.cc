#include "ingest/decode/language_tags.h"

#include <unicode/uloc.h>

#include <algorithm>
#include <string>
#include <utility>

namespace newsmill {
namespace {

constexpr size_t kMaxTagBytes = 35;
constexpr size_t kMaxSubtagBytes = 8;

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
char Upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }
bool IsLetter(char c) { return Lower(c) >= 'a' && Lower(c) <= 'z'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool AllLetters(std::string_view text) { return std::all_of(text.begin(), text.end(), IsLetter); }

// The primary subtag: two letters where ISO 639-1 has them for a three-letter code.
bool AppendLanguage(std::string_view subtag, std::string* out) {
  if (subtag.size() < 2 || subtag.size() > kMaxSubtagBytes || !AllLetters(subtag)) return false;
  std::string lower(subtag);
  std::transform(lower.begin(), lower.end(), lower.begin(), Lower);
  if (lower.size() == 3) {
    char code[ULOC_LANG_CAPACITY] = "";
    UErrorCode error = U_ZERO_ERROR;
    uloc_getLanguage(lower.c_str(), code, sizeof(code), &error);
    if (U_SUCCESS(error) && *code != '\0') lower = code;
  }
  *out = std::move(lower);
  return true;
}

bool AppendSubtag(std::string_view subtag, bool extension, std::string* out) {
  if (subtag.empty() || subtag.size() > kMaxSubtagBytes) return false;
  if (!std::all_of(subtag.begin(), subtag.end(),
                   [](char c) { return IsLetter(c) || IsDigit(c); })) {
    return false;
  }
  const bool letters = AllLetters(subtag);
  *out += '-';
  for (size_t i = 0; i < subtag.size(); ++i) {
    const bool upper =
        letters && !extension && (subtag.size() == 2 || (subtag.size() == 4 && i == 0));
    *out += upper ? Upper(subtag[i]) : Lower(subtag[i]);
  }
  return true;
}

}  // namespace

std::string_view NormaliseLanguageTag(std::string_view tag, Arena& arena) {
  const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
  if (tag.size() == 2 && std::all_of(tag.begin(), tag.end(), is_small)) return tag;  // most are
  if (tag.size() > kMaxTagBytes) return {};
  std::string normal;
  bool first = true;
  bool extension = false;  // behind a singleton such as -x- case has no convention
  for (size_t start = 0; start <= tag.size();) {
    const size_t end = std::min(tag.find_first_of("-_", start), tag.size());
    const std::string_view subtag = tag.substr(start, end - start);
    if (!(first ? AppendLanguage(subtag, &normal) : AppendSubtag(subtag, extension, &normal))) {
      return {};
    }
    extension |= subtag.size() == 1;
    first = false;
    start = end + 1;
  }
  return arena.Copy(normal);
}

}  // namespace newsmill
