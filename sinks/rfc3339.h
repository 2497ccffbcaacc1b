#ifndef NEWSMILL_SINKS_RFC3339_H_
#define NEWSMILL_SINKS_RFC3339_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace newsmill {

// Appends a Unix time in milliseconds as RFC 3339 in UTC: "2026-01-02T03:04:05Z", with ".678"
// before the Z where the milliseconds are not zero. Times outside the years 0 to 9999 become the
// nearest that fits.
void AppendRfc3339(int64_t unix_ms, std::string* out);

// The same into `*text`; the view is into it.
using Rfc3339Text = std::array<char, 24>;
std::string_view WriteRfc3339(int64_t unix_ms, Rfc3339Text* text);

std::string Rfc3339(int64_t unix_ms);

// What AppendRfc3339() was given; nothing where it does not write like that.
std::optional<int64_t> ParseRfc3339(std::string_view text);

// The wall clock.
int64_t UnixNowMs();

}  // namespace newsmill

#endif  // NEWSMILL_SINKS_RFC3339_H_
