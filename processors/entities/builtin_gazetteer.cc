#include "processors/entities/gazetteer.h"

// NEWSMILL_GAZETTEER is the path of models/gazetteer.tsv; the file becomes part of the program.
asm(".section .rodata\n"
    ".balign 16\n"
    "newsmill_gazetteer_begin:\n"
    ".incbin \"" NEWSMILL_GAZETTEER
    "\"\n"
    "newsmill_gazetteer_end:\n"
    ".byte 0\n"
    ".text\n");

extern "C" {
extern const char newsmill_gazetteer_begin[];
extern const char newsmill_gazetteer_end[];
}

namespace newsmill {

absl::StatusOr<std::shared_ptr<const Gazetteer>> BuiltinGazetteer() {
  static const absl::StatusOr<std::shared_ptr<const Gazetteer>> gazetteer =
      Gazetteer::Parse(std::string_view(newsmill_gazetteer_begin, newsmill_gazetteer_end));
  return gazetteer;
}

}  // namespace newsmill
