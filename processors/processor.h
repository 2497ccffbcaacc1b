#ifndef NEWSMILL_PROCESSORS_PROCESSOR_H_
#define NEWSMILL_PROCESSORS_PROCESSOR_H_

#include <functional>
#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "processors/base/document.h"
#include "processors/base/options_reader.h"

namespace newsmill {

// A stage of the chain. One instance per worker, called by one thread: scratch lives in members;
// no locks, no I/O, no clock. Shared models are const.
class Processor {
 public:
  virtual ~Processor() = default;

  // Annotates every live document of the batch. A bad document is marked with Document::Fail()
  // and the call still returns OK. Non-OK means that the stage itself is broken: the process
  // exits and nothing of the batch is committed. Keeps no view past its return.
  virtual absl::Status Process(DocumentBatch& batch) = 0;
};

// Makes one instance for each worker from options parsed and models loaded once. Thread-safe.
using ProcessorFactory = std::function<std::unique_ptr<Processor>()>;

// Reads a stage's options; an unknown key or a value out of range is an error that names the line.
using ProcessorBuilder = absl::StatusOr<ProcessorFactory> (*)(OptionsReader& options);

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_PROCESSOR_H_
