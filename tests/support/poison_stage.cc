#include "tests/support/poison_stage.h"

#include <chrono>
#include <cstdlib>
#include <thread>

namespace newsmill {
namespace {

// Recurses until the stack ends; the result keeps compilers from making a loop of it.
[[gnu::noinline]] int Overflow(int depth) {
  volatile char frame[4096];
  frame[0] = static_cast<char>(depth);
  return depth < 0 ? 0 : Overflow(depth + 1) + frame[0];
}

void Sleep(std::chrono::milliseconds time) { std::this_thread::sleep_for(time); }

class PoisonStage : public Processor {
 public:
  absl::Status Process(DocumentBatch& batch) override {
    for (const Document& document : batch.docs()) {
      if (document.live()) Obey(document.title);
    }
    return absl::OkStatus();
  }

 private:
  // A sanitizer would report it and end the process in its own way.
  [[gnu::no_sanitize("address", "undefined")]] static void WriteNowhere() {
    volatile int* volatile nowhere = nullptr;
    *nowhere = 1;
  }

  static void Obey(std::string_view title) {
    if (title == "segfault") WriteNowhere();
    if (title == "abort") std::abort();
    if (title == "overflow") Overflow(0);
    while (title == "hang") Sleep(std::chrono::milliseconds(10));
    if (title == "wait") Sleep(std::chrono::seconds(1));
  }
};

}  // namespace

std::unique_ptr<Processor> NewPoisonStage() { return std::make_unique<PoisonStage>(); }

}  // namespace newsmill
