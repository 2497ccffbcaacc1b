#ifndef NEWSMILL_TESTS_SUPPORT_COMMAND_LINE_H_
#define NEWSMILL_TESTS_SUPPORT_COMMAND_LINE_H_

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>
#include <string>

#include "tests/support/temporary_folder.h"

namespace newsmill {

// The program itself, as a shell sees it.
class CommandLineTest : public testing::Test {
 protected:
  // The exit status of `newsmill ARGUMENTS`, run by a shell in the test's folder.
  int Run(const std::string& arguments) {
    const std::string command =
        "cd " + folder_.Path("") + " && " + NEWSMILL_BINARY + " " + arguments;
    return WEXITSTATUS(std::system(command.c_str()));
  }

  TemporaryFolder folder_;
};

}  // namespace newsmill

#endif  // NEWSMILL_TESTS_SUPPORT_COMMAND_LINE_H_
