#include "ingest/decode/boilerplate.h"

#include <algorithm>
#include <array>

namespace newsmill {
namespace {

constexpr size_t kMaxLineBytes = 200;
constexpr size_t kMaxNameBytes = 24;

// All sorted and in lower case.
constexpr std::array<std::string_view, 24> kBlocks = {
    "ad-container",      "addthis_toolbox", "advertisement",   "follow-us",
    "newsletter",        "newsletter-box",  "newsletter-form", "newsletter-promo",
    "newsletter-signup", "read-more",       "read-more-links", "recommended-articles",
    "related-articles",  "related-links",   "related-stories", "share",
    "share-bar",         "share-buttons",   "share-links",     "share-tools",
    "sharing",           "social-links",    "social-share",    "social-sharing"};

// Whole lines.
constexpr std::array<std::string_view, 19> kLines = {"advertisement",
                                                     "article continues after advertisement",
                                                     "article continues below advertisement",
                                                     "follow us on facebook",
                                                     "follow us on instagram",
                                                     "follow us on twitter",
                                                     "follow us on x",
                                                     "related articles",
                                                     "related stories",
                                                     "share on facebook",
                                                     "share on twitter",
                                                     "share on whatsapp",
                                                     "share this article",
                                                     "share this story",
                                                     "sign up for our newsletter",
                                                     "sign up to our newsletter",
                                                     "story continues after advertisement",
                                                     "story continues below advertisement",
                                                     "subscribe to our newsletter"};

// Whole lines where they are links: alone, the story may mean them.
constexpr std::array<std::string_view, 9> kLinkedLines = {
    "continue reading", "email", "facebook", "print",   "read also",
    "read more",        "share", "tweet",    "whatsapp"};

// Openings of lines that are links to their end.
constexpr std::array<std::string_view, 6> kBeforeLinks = {
    "also read:", "read also:", "read more:", "read next:", "related:", "see also:"};

// Openings of a photographer's credit ("Photograph: Jane Doe/AFP").
constexpr std::array<std::string_view, 5> kCredits = {
    "image: ", "photo: ", "photograph: ", "photography: ", "picture: "};

// Openings of a note by the outlet; the bullet is part of it.
constexpr std::array<std::string_view, 2> kNotes = {"• this article was amended on ",
                                                    "• this article was corrected on "};

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

size_t LowerInto(std::string_view text, char* out) {
  std::transform(text.begin(), text.end(), out, Lower);
  return text.size();
}

bool Contains(const auto& sorted, std::string_view text) {
  return std::ranges::binary_search(sorted, text);
}

bool StartsWithAny(const auto& openings, std::string_view text) {
  return std::ranges::any_of(openings,
                             [text](std::string_view start) { return text.starts_with(start); });
}

// Without the colon, full stop or arrow at the end.
std::string_view WithoutEnd(std::string_view line) {
  for (const std::string_view end : {":", ".", "…", " »", " ›", " >", " →"}) {
    if (line.ends_with(end)) return line.substr(0, line.size() - end.size());
  }
  return line;
}

// Whether `linked` bytes are all of `text` but its spaces.
bool IsAllLinked(std::string_view text, size_t linked) {
  return linked + static_cast<size_t>(std::ranges::count(text, ' ')) >= text.size();
}

bool IsLinkWithOpening(std::string_view line, size_t linked) {
  for (const std::string_view opening : kBeforeLinks) {
    if (line.starts_with(opening) && line.size() > opening.size()) {
      return IsAllLinked(line.substr(opening.size()), linked);
    }
  }
  return false;
}

// An agency's name behind a slash, and no sentence.
bool IsCredit(std::string_view line) {
  return StartsWithAny(kCredits, line) && line.find('/') != std::string_view::npos &&
         !line.ends_with('.');
}

}  // namespace

bool IsBoilerplateBlock(std::string_view names) {
  constexpr std::string_view kSpaces = " \t\r\n\f";
  std::array<char, kMaxNameBytes> lower;
  for (size_t at = 0; (at = names.find_first_not_of(kSpaces, at)) != std::string_view::npos;) {
    const size_t end = std::min(names.find_first_of(kSpaces, at), names.size());
    const std::string_view name = names.substr(at, end - at);
    at = end;
    if (name.size() > lower.size()) continue;
    if (Contains(kBlocks, std::string_view(lower.data(), LowerInto(name, lower.data())))) {
      return true;
    }
  }
  return false;
}

bool IsBoilerplateLine(std::string_view line, size_t linked) {
  static_assert(std::ranges::is_sorted(kBlocks) && std::ranges::is_sorted(kLines) &&
                std::ranges::is_sorted(kLinkedLines));
  const size_t size = std::min(line.size(), kMaxLineBytes);
  std::array<char, kMaxLineBytes> buffer;
  const std::string_view start(buffer.data(), LowerInto(line.substr(0, size), buffer.data()));
  if (StartsWithAny(kNotes, start)) return true;
  if (size < line.size()) return false;
  const std::string_view phrase = WithoutEnd(start);
  return Contains(kLines, phrase) ||
         (IsAllLinked(phrase, linked) && Contains(kLinkedLines, phrase)) ||
         IsLinkWithOpening(start, linked) || IsCredit(start);
}

}  // namespace newsmill
