// poison_service FILE: `newsmill run --config FILE --until-caught-up`, with the stage of
// tests/support/poison_stage.h behind the others.
#include <iostream>

#include "ingest/config.h"
#include "ingest/service.h"
#include "ingest/stop_signal.h"
#include "tests/support/poison_stage.h"

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  absl::StatusOr<newsmill::Config> config = newsmill::LoadConfig(argv[1]);
  if (!config.ok()) {
    std::cerr << config.status().message() << '\n';
    return 2;
  }
  config->pipeline.AddStage("poison", &newsmill::NewPoisonStage);
  if (!newsmill::StartLog(config->log).ok()) return 2;
  newsmill::WatchStopSignals();
  const auto total = newsmill::RunService(
      *config, {.until_caught_up = true, .should_stop = newsmill::StopRequested});
  return total.ok() ? 0 : 1;
}
