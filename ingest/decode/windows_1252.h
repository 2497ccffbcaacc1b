#ifndef NEWSMILL_INGEST_DECODE_WINDOWS_1252_H_
#define NEWSMILL_INGEST_DECODE_WINDOWS_1252_H_

#include <array>
#include <string_view>

namespace newsmill {

// What the bytes 0x80 to 0x9F mean in Windows-1252, in UTF-8; "" where nothing.
inline constexpr std::array<std::string_view, 32> kWindows1252 = {
    "€", "",  "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "", "Ž", "",
    "",  "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "", "ž", "Ÿ"};

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_DECODE_WINDOWS_1252_H_
