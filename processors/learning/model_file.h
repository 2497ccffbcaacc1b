#ifndef NEWSMILL_PROCESSORS_LEARNING_MODEL_FILE_H_
#define NEWSMILL_PROCESSORS_LEARNING_MODEL_FILE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace newsmill {

// A trained model: named sections of bytes behind a header with a checksum, read in place. Sections
// start at multiples of 64 bytes. Little-endian, as every machine that this is built for.
//
// Immutable and thread-safe; all workers share one. Views into it live as long as it does.
class ModelFile {
 public:
  // Maps the file at `path`. Errors name the path and what is wrong: no model file, another kind
  // than `kind` ("names", ...), a version that this build does not read, a damaged byte.
  static absl::StatusOr<std::shared_ptr<const ModelFile>> Open(const std::string& path,
                                                               std::string_view kind);
  // The same from `bytes` in memory, aligned to 64, which must outlive it. `origin` stands for the
  // path in errors.
  static absl::StatusOr<std::shared_ptr<const ModelFile>> FromBytes(std::string_view bytes,
                                                                    std::string_view kind,
                                                                    std::string origin);
  // Opens `path`, or takes `builtin`, a part of the program, where `path` is empty.
  static absl::StatusOr<std::shared_ptr<const ModelFile>> OpenOrBuiltin(const std::string& path,
                                                                        std::string_view builtin,
                                                                        const char* kind);
  ~ModelFile();
  ModelFile(const ModelFile&) = delete;
  ModelFile& operator=(const ModelFile&) = delete;

  absl::StatusOr<std::string_view> Section(std::string_view name) const;
  const std::string& origin() const { return origin_; }
  // The checksum: equal for equal contents.
  uint64_t id() const;

 private:
  ModelFile(std::string_view bytes, std::string origin, bool mapped)
      : bytes_(bytes), origin_(std::move(origin)), mapped_(mapped) {}
  absl::Status Check(std::string_view kind) const;

  const std::string_view bytes_;
  const std::string origin_;
  const bool mapped_;
};

// Puts a model file together.
class ModelFileWriter {
 public:
  explicit ModelFileWriter(std::string_view kind) : kind_(kind) {}

  // `name` has at most 15 bytes and comes once.
  void Add(std::string_view name, std::string bytes);
  std::string Bytes() const;
  // Writes beside `path` first and renames, so that a reader never sees half a model.
  absl::Status Write(const std::string& path) const;

 private:
  std::string kind_;
  std::vector<std::pair<std::string, std::string>> sections_;
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_LEARNING_MODEL_FILE_H_
