#include "ingest/commands/printable.h"

namespace newsmill {

std::string Printable(std::string_view text) {
  std::string line;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const bool c1 = c == 0xC2 && i + 1 < text.size() && (text[i + 1] & 0xE0) == 0x80;
    if (c1) ++i;
    line.push_back(c < 0x20 || c == 0x7F || c1 ? ' ' : text[i]);
  }
  return line;
}

}  // namespace newsmill
