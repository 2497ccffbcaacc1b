#include "ingest/commands/printable.h"

#include <gtest/gtest.h>

namespace newsmill {
namespace {

TEST(PrintableTest, KeepsTextAndBlanksWhatATerminalObeys) {
  EXPECT_EQ(Printable("Élodie “said” no"), "Élodie “said” no");
  EXPECT_EQ(Printable("a\x1b[31mb\r\nc\td\x7f"), "a [31mb  c d ");
  EXPECT_EQ(Printable("a\xc2\x9b"
                      "31m"),
            "a 31m");  // CSI as one C1 character
  EXPECT_EQ(Printable("\xc2\xa0"), "\xc2\xa0");
}

}  // namespace
}  // namespace newsmill
