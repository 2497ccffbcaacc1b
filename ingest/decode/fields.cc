#include "ingest/decode/fields.h"

#include <charconv>
#include <limits>

#include "ingest/decode/dates.h"
#include "ingest/decode/html.h"
#include "ingest/decode/language_tags.h"
#include "ingest/decode/mojibake.h"
#include "processors/base/reason_codes.h"

namespace newsmill {
namespace {

constexpr std::string_view kStage = "decoder";
constexpr size_t kMaxIdentifierBytes = 2048;

std::string_view TypeName(std::string_view raw) {
  switch (raw.empty() ? '\0' : raw[0]) {
    case '"':
      return "a string";
    case '{':
      return "an object";
    case '[':
      return "an array";
    case 't':
    case 'f':
      return "a boolean";
    case 'n':
      return "null";
    default:
      return "a number";
  }
}

bool IsString(std::string_view raw) { return raw.starts_with('"'); }

bool IsSpace(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

std::string_view Trim(std::string_view text) {
  while (!text.empty() && IsSpace(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsSpace(text.back())) text.remove_suffix(1);
  return text;
}

std::string Quoted(std::string_view field) { return "`" + std::string(field) + "`"; }

std::string Bytes(size_t bytes) { return std::to_string(bytes) + " bytes"; }

// A whole number written as such ("3"), or as a float without a fraction ("3.0").
std::optional<int64_t> WholeNumber(std::string_view token) {
  int64_t whole = 0;
  const char* const end = token.data() + token.size();
  if (const auto result = std::from_chars(token.data(), end, whole);
      result.ec == std::errc() && result.ptr == end) {
    return whole;
  }
  double real = 0;
  const auto result = std::from_chars(token.data(), end, real);
  constexpr double kExact = 9007199254740992;  // 2^53
  if (result.ec != std::errc() || result.ptr != end || real < -kExact || real > kExact) return {};
  whole = static_cast<int64_t>(real);
  return static_cast<double>(whole) == real ? std::optional(whole) : std::nullopt;
}

}  // namespace

void FieldReader::Warn(std::string_view code, const std::string& message) {
  document_.warnings.push_back({.stage = kStage, .code = code, .message = arena_.Copy(message)});
}

bool FieldReader::Fail(std::string_view code, const std::string& reason) {
  document_.Fail(kStage, code, arena_.Copy(reason));
  return false;
}

bool FieldReader::WrongType(std::string_view field, std::string_view raw,
                            std::string_view allowed) {
  return Fail(kReasonInvalidField, Quoted(field) + " is " + std::string(TypeName(raw)) +
                                       "; allowed: " + std::string(allowed));
}

bool FieldReader::BadJson(std::string_view field) {
  return Fail(kReasonInvalidJson, "the value of " + Quoted(field) + " is not JSON");
}

void FieldReader::WarnOfTruncation(std::string_view field) {
  Warn(kWarningTruncatedList,
       Quoted(field) + " has more than " + std::to_string(kMaxListItems) + " items");
}

bool FieldReader::Unescape(std::string_view field, std::string_view raw, std::string_view* out) {
  if (!IsString(raw)) return WrongType(field, raw, "a string");
  switch (UnescapeJson(raw.substr(1, raw.size() - 2), arena_, out)) {
    case UnescapeResult::kBadEscape:
      return Fail(kReasonInvalidJson, "unknown escape in " + Quoted(field));
    case UnescapeResult::kLoneSurrogate:
      return Fail(kReasonInvalidText, "lone surrogate in " + Quoted(field));
    case UnescapeResult::kOk:
      break;
  }
  return true;
}

bool FieldReader::Normalise(std::string_view field, std::string_view text, std::string_view* out) {
  const std::string_view repaired = RepairMojibake(text, arena_);
  if (repaired.data() != text.data()) {
    Warn(kWarningRepairedEncoding, Quoted(field) + " was UTF-8 read as Windows-1252; repaired");
    text = repaired;
  }
  if (NormalisePlainText(text, arena_, out) == TextResult::kOk) return true;
  return Fail(kReasonInvalidText, "NUL character in " + Quoted(field));
}

bool FieldReader::String(std::string_view field, std::string_view raw, JsonText* out) {
  if (IsString(raw) && NormaliseJsonText(raw.substr(1, raw.size() - 2), arena_, out)) return true;
  // The steps one by one: they repair, or tell what is wrong.
  std::string_view text;
  out->json = {};
  return Unescape(field, raw, &text) && Normalise(field, text, &out->text);
}

bool FieldReader::Text(std::string_view field, std::string_view raw, std::string_view* out) {
  if (raw == "null") return true;
  JsonText text;
  if (!String(field, raw, &text)) return false;
  *out = text.text;
  return true;
}

bool FieldReader::Token(std::string_view field, std::string_view raw, std::string_view* out) {
  if (raw == "null") return true;
  std::string_view text;
  if (!Unescape(field, raw, &text)) return false;
  // Only an escape can make one: JSON has no control characters in strings.
  const bool escaped = text.data() != raw.data() + 1;
  if (escaped && text.find('\0') != std::string_view::npos) {
    return Fail(kReasonInvalidText, "NUL character in " + Quoted(field));
  }
  *out = Trim(text);
  return true;
}

bool FieldReader::Identifier(std::string_view field, std::string_view raw, std::string_view* out) {
  std::string_view text = *out;
  if (!Token(field, raw, &text)) return false;
  if (text.size() > kMaxIdentifierBytes) {
    return Fail(kReasonInvalidField, Quoted(field) + " has " + Bytes(text.size()) +
                                         "; allowed: " + Bytes(kMaxIdentifierBytes));
  }
  *out = text;
  return true;
}

bool FieldReader::ReadToken(Key key, std::string_view* out) {
  return !Has(key) || Token(KeyName(key), fields_.Get(key), out);
}

bool FieldReader::ReadIdentifier(Key key, std::string_view* out) {
  return !Has(key) || Identifier(KeyName(key), fields_.Get(key), out);
}

bool FieldReader::ReadLine(Key key, std::string_view* out) {
  return !Has(key) || Text(KeyName(key), fields_.Get(key), out);
}

bool FieldReader::SetTitle(std::string_view field, std::string_view raw) {
  if (raw == "null") return true;
  JsonText title;
  if (!String(field, raw, &title)) return false;
  document_.title = title.text;
  document_.title_json = title.json;
  const size_t limit = static_cast<size_t>(limits_.max_title_bytes);
  if (document_.title.size() <= limit) return true;
  return Fail(kReasonTooLarge, Quoted(field) + " has " + Bytes(document_.title.size()) +
                                   "; the limit is " + Bytes(limit));
}

bool FieldReader::ConvertHtml(std::string_view field, Markup markup, std::string_view* text) {
  // Normalising may still shorten the text, hardly to a quarter.
  const size_t limit = 4 * static_cast<size_t>(limits_.max_text_bytes);
  const auto convert = markup == Markup::kHtml ? HtmlToText : MaybeHtmlToText;
  switch (convert(*text, limit, arena_, text)) {
    case HtmlResult::kOk:
      return true;
    case HtmlResult::kTooDeep:
      return Fail(kReasonTooDeep, "HTML in " + Quoted(field) + " has more than " +
                                      std::to_string(kMaxHtmlDepth) + " open elements");
    case HtmlResult::kTooManyNames:
      return Fail(kReasonTooLarge, "HTML in " + Quoted(field) + " has a tag with more than " +
                                       std::to_string(kMaxHtmlAttributes) +
                                       " attributes, or too many different names");
    case HtmlResult::kTooLarge:
      break;
  }
  return Fail(kReasonTooLarge, "the text is longer than " + Bytes(limit));
}

bool FieldReader::MarkedUpText(std::string_view field, std::string_view raw, Markup markup,
                               std::string_view* out) {
  std::string_view text;
  if (!Unescape(field, raw, &text)) return false;
  if (text.find('\0') != std::string_view::npos) {
    return Fail(kReasonInvalidText, "NUL character in " + Quoted(field));
  }
  return ConvertHtml(field, markup, &text) && Normalise(field, text, out);
}

bool FieldReader::SetBody(std::string_view field, std::string_view raw, Markup markup) {
  JsonText body;
  const bool read = markup == Markup::kNone ? String(field, raw, &body)
                                            : MarkedUpText(field, raw, markup, &body.text);
  if (!read) return false;
  document_.text = body.text;
  document_.text_json = body.json;
  const size_t limit = static_cast<size_t>(limits_.max_text_bytes);
  if (document_.text.size() <= limit) return true;
  return Fail(kReasonTooLarge,
              "the text has " + Bytes(document_.text.size()) + "; the limit is " + Bytes(limit));
}

bool FieldReader::ReadTitle(Key key) { return !Has(key) || SetTitle(KeyName(key), Raw(key)); }

bool FieldReader::ReadBody(Key key, Markup markup) {
  return !Has(key) || SetBody(KeyName(key), Raw(key), markup);
}

bool FieldReader::ReadDate(Key key, std::optional<int64_t>* out_ms) {
  std::string_view text;
  if (!ReadToken(key, &text)) return false;
  if (text.empty()) return true;
  *out_ms = ParseDate(text);
  if (!out_ms->has_value()) Warn(kWarningInvalidDate, Quoted(KeyName(key)) + " cannot be read");
  return true;
}

bool FieldReader::ReadVersion(Key key) {
  if (!Has(key)) return true;
  std::string_view token = fields_.Get(key);
  if (token[0] == '{' || token[0] == '[' || token[0] == 't' || token[0] == 'f') {
    return WrongType(KeyName(key), token, "a whole number");
  }
  if (IsString(token) && !Identifier(KeyName(key), token, &token)) return false;
  if (token.empty()) return true;
  given_version_ = WholeNumber(token);
  if (given_version_.has_value()) return true;
  return Fail(kReasonInvalidField, Quoted(KeyName(key)) + " is not a whole number of 64 bits");
}

bool FieldReader::ReadLanguage(Key key) {
  std::string_view tag;
  if (!ReadToken(key, &tag)) return false;
  if (tag.empty()) return true;
  document_.language.declared = NormaliseLanguageTag(tag, arena_);
  if (document_.language.declared.empty()) {
    Warn(kWarningLanguage, Quoted(KeyName(key)) + " is not a BCP 47 tag");
  }
  return true;
}

bool FieldReader::ReadStatus(Key key) {
  std::string_view status;
  if (!ReadToken(key, &status)) return false;
  if (status.empty()) return true;
  const size_t colon = status.rfind(':');  // "stat:canceled"
  if (colon != std::string_view::npos) status.remove_prefix(colon + 1);
  if (status == "withheld") {
    document_.status = ArticleStatus::kWithheld;
  } else if (status == "canceled" || status == "cancelled") {
    document_.status = ArticleStatus::kCanceled;
  } else if (status != "usable") {
    Warn(kWarningStatus, Quoted(KeyName(key)) + " is none of usable, withheld, canceled");
  }
  if (document_.status != ArticleStatus::kUsable) document_.action = Action::kRetract;
  return true;
}

}  // namespace newsmill
