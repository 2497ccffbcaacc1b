#ifndef NEWSMILL_INGEST_DECODE_URLS_H_
#define NEWSMILL_INGEST_DECODE_URLS_H_

#include <string_view>

#include "processors/base/arena.h"

namespace newsmill {

// Whether `text` begins as an http or https URL.
bool IsWebAddress(std::string_view text);

// The canonical form of an absolute http or https URL, itself or in `arena`. Empty if `url` is not
// one (no usable host, white space or control characters inside, other scheme).
//  - scheme and host in lower case, names beyond ASCII in punycode; no user, default port, fragment
//    or tracking parameters (utm_*, fbclid, gclid, ...);
//  - the article itself instead of its AMP copy: Google's caches, amp. hosts, /amp and .amp.html at
//    the path's end, amp=1 and outputType=amp;
//  - the site itself instead of its mobile one: m. and mobile. become www., en.m.x becomes en.x.
std::string_view CanonicalUrl(std::string_view url, Arena& arena);

// The host of a URL without "www.", in lower case and `arena`; "" where CanonicalUrl gives "".
std::string_view DomainOf(std::string_view url, Arena& arena);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_DECODE_URLS_H_
