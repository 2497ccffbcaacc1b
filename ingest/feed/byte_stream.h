#ifndef NEWSMILL_INGEST_FEED_BYTE_STREAM_H_
#define NEWSMILL_INGEST_FEED_BYTE_STREAM_H_

#include <cstddef>
#include <memory>
#include <string>

#include "absl/status/statusor.h"

namespace newsmill {

// The bytes of a file or of standard input, unpacked where they begin like gzip or zstd (several
// members or frames in a row count as one). Memory use does not depend on the length.
class ByteStream {
 public:
  // "-" is standard input. kNotFound and the like name the file and the system's reason.
  static absl::StatusOr<std::unique_ptr<ByteStream>> Open(const std::string& path);

  ByteStream(const ByteStream&) = delete;
  ByteStream& operator=(const ByteStream&) = delete;
  ~ByteStream();

  // Reads up to `size` (> 0) bytes; 0 is the end. kDataLoss: damaged or cut off compressed data.
  absl::StatusOr<size_t> Read(char* out, size_t size);

 private:
  struct State;
  explicit ByteStream(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_FEED_BYTE_STREAM_H_
