#ifndef NEWSMILL_TESTS_SUPPORT_POISON_STAGE_H_
#define NEWSMILL_TESTS_SUPPORT_POISON_STAGE_H_

#include <memory>

#include "processors/processor.h"

namespace newsmill {

// A stage that an article's title can break: "segfault", "abort", "overflow" (of the stack) and
// "hang" do what they say; "wait" comes back after a second.
std::unique_ptr<Processor> NewPoisonStage();

}  // namespace newsmill

#endif  // NEWSMILL_TESTS_SUPPORT_POISON_STAGE_H_
