#ifndef NEWSMILL_INGEST_TRAINING_MODEL_IN_MEMORY_H_
#define NEWSMILL_INGEST_TRAINING_MODEL_IN_MEMORY_H_

#include <memory>
#include <string_view>

#include "absl/status/statusor.h"
#include "processors/base/arena.h"
#include "processors/learning/model_file.h"

namespace newsmill {

// What `writer` would write, as a model file of this kind that lies in `arena`: to be judged while
// it is in training.
absl::StatusOr<std::shared_ptr<const ModelFile>> InMemory(const ModelFileWriter& writer,
                                                          std::string_view kind, Arena& arena);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_TRAINING_MODEL_IN_MEMORY_H_
