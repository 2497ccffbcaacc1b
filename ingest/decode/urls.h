#ifndef NEWSMILL_INGEST_DECODE_URLS_H_
#define NEWSMILL_INGEST_DECODE_URLS_H_

#include <string_view>

#include "processors/base/arena.h"

namespace newsmill {

// The canonical form of an absolute http or https URL, in `arena`: scheme and host in lower case,
// without default port, fragment and tracking parameters (utm_*, fbclid, gclid, ...). Empty if
// `url` is not one (no host, white space or control characters inside, other scheme).
std::string_view CanonicalUrl(std::string_view url, Arena& arena);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_DECODE_URLS_H_
