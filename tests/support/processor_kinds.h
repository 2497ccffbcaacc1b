#ifndef NEWSMILL_TESTS_SUPPORT_PROCESSOR_KINDS_H_
#define NEWSMILL_TESTS_SUPPORT_PROCESSOR_KINDS_H_

#include <gtest/gtest.h>
#include <hwy/targets.h>

namespace newsmill {

// Calls `check` once for each kind of processor that code was made for and this machine can run.
template <typename Check>
void ForEachProcessorKind(Check check) {
  for (const int64_t kind : hwy::SupportedAndGeneratedTargets()) {
    const testing::ScopedTrace trace(__FILE__, __LINE__, hwy::TargetName(kind));
    hwy::SetSupportedTargetsForTest(kind);
    check();
  }
  hwy::SetSupportedTargetsForTest(0);
}

}  // namespace newsmill

#endif  // NEWSMILL_TESTS_SUPPORT_PROCESSOR_KINDS_H_
