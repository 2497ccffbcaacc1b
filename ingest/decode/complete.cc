#include "ingest/decode/complete.h"

#ifdef __x86_64__
#include <xxh_x86dispatch.h>  // the same functions, for the processor at hand
#else
#include <xxhash.h>
#endif

#include <algorithm>
#include <array>

#include "ingest/decode/outlets.h"
#include "ingest/decode/urls.h"
#include "processors/base/reason_codes.h"

namespace newsmill {
namespace {

constexpr int64_t kFutureToleranceMs = int64_t{48} * 60 * 60 * 1000;

void WarnOfFuture(FieldReader& fields) {
  const Document& document = fields.document();
  if (document.message.timestamp_ms < 0) return;
  const int64_t latest = document.message.timestamp_ms + kFutureToleranceMs;
  if (document.published_ms.value_or(latest) > latest ||
      document.updated_ms.value_or(latest) > latest) {
    fields.Warn(kWarningFutureDate, "dated more than 48 hours after the message");
  }
}

// A hash of the hashes of title and text: what is hashed in pieces takes twice as long.
void HashContent(Document& document) {
  const auto hash_of = [](std::string_view text) { return XXH3_128bits(text.data(), text.size()); };
  const std::array<XXH128_hash_t, 2> fields = {hash_of(document.title), hash_of(document.text)};
  const XXH128_hash_t hash = XXH3_128bits(fields.data(), sizeof(fields));
  document.content_hash[0] = hash.high64;
  document.content_hash[1] = hash.low64;
}

bool SetUrls(FieldReader& fields) {
  Document& document = fields.document();
  if (!document.url.empty()) {
    document.canonical_url = CanonicalUrl(document.url, fields.arena());
    if (document.canonical_url.empty()) {
      fields.Warn(kWarningInvalidUrl, "the URL has no canonical form");
    }
  }
  if (document.id.empty()) document.id = document.canonical_url;
  if (!document.id.empty()) return true;
  return fields.Fail(kReasonMissingId, "neither an id nor a usable URL");
}

std::string_view HostOf(std::string_view canonical_url) {
  const size_t start = canonical_url.find("://");
  if (start == std::string_view::npos) return {};
  const std::string_view host = canonical_url.substr(start + 3);
  return host.substr(0, std::min(host.find('/'), host.find(':')));
}

// Whose article this is: the outlet that the source's domain belongs to, else that of the URL,
// unless the source is named otherwise (a portal shows an agency's article).
const Outlet* OutletOf(const Document& document) {
  const ArticleSource& source = document.source;
  if (!source.domain.empty()) return FindOutlet(source.domain);
  const Outlet* const outlet = FindOutlet(HostOf(document.canonical_url));
  const bool other = outlet != nullptr && !source.name.empty() && source.name != outlet->name;
  return other ? nullptr : outlet;
}

void CompleteSource(Document& document) {
  const Outlet* const outlet = OutletOf(document);
  if (outlet == nullptr) return;
  ArticleSource& source = document.source;
  if (source.name.empty()) source.name = outlet->name;
  if (source.domain.empty()) source.domain = outlet->domain;
  if (source.country.empty()) source.country = outlet->country;
}

}  // namespace

void CompleteDocument(FieldReader& fields) {
  Document& document = fields.document();
  if (!SetUrls(fields)) return;
  CompleteSource(document);
  const int64_t dated = document.updated_ms.value_or(document.published_ms.value_or(0));
  document.version = fields.given_version().value_or(dated);
  WarnOfFuture(fields);
  if (document.text.empty() && document.action == Action::kUpsert) {
    fields.Fail(kReasonEmptyBody, "the article has no text");
    return;
  }
  HashContent(document);
}

}  // namespace newsmill
