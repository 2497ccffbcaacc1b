#include "ingest/training/model_in_memory.h"

namespace newsmill {

absl::StatusOr<std::shared_ptr<const ModelFile>> InMemory(const ModelFileWriter& writer,
                                                          std::string_view kind, Arena& arena) {
  constexpr size_t kAlignment = 64;  // as of a mapped file
  return ModelFile::FromBytes(arena.CopyPadded(writer.Bytes(), kAlignment), kind,
                              "the model in training");
}

}  // namespace newsmill
