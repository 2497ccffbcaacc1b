#ifndef NEWSMILL_SINKS_RFC3339_H_
#define NEWSMILL_SINKS_RFC3339_H_

#include <cstdint>
#include <string>

namespace newsmill {

// Appends a Unix time in milliseconds as RFC 3339 in UTC: "2026-01-02T03:04:05Z", with ".678"
// before the Z where the milliseconds are not zero. Times outside the years 0 to 9999 become the
// nearest that fits.
void AppendRfc3339(int64_t unix_ms, std::string* out);

std::string Rfc3339(int64_t unix_ms);

// The wall clock.
int64_t UnixNowMs();

}  // namespace newsmill

#endif  // NEWSMILL_SINKS_RFC3339_H_
