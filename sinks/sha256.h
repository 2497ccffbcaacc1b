#ifndef NEWSMILL_SINKS_SHA256_H_
#define NEWSMILL_SINKS_SHA256_H_

#include <string>
#include <string_view>

namespace newsmill {

// The SHA-256 of `bytes` as 64 hex digits (FIPS 180-4), for names and checks of stored bytes.
std::string Sha256Hex(std::string_view bytes);

}  // namespace newsmill

#endif  // NEWSMILL_SINKS_SHA256_H_
