#include "ingest/feed/byte_stream.h"

#include <fcntl.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <cerrno>
#include <cstring>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "processors/base/status_macros.h"

namespace newsmill {
namespace {

constexpr size_t kChunkBytes = size_t{256} << 10;
constexpr int kGzipWindowBits = 15 + 16;  // zlib: gzip wrapper only
constexpr std::string_view kGzipMagic = "\x1F\x8B";
constexpr std::string_view kZstdMagic = "\x28\xB5\x2F\xFD";

enum class Packing { kNone, kGzip, kZstd };

}  // namespace

struct ByteStream::State {
  std::string path;
  int file = -1;
  Packing packing = Packing::kNone;
  std::vector<char> chunk;  // as read from the file; [next, end) is not consumed yet
  size_t next = 0;
  size_t end = 0;
  z_stream gzip = {};
  ZSTD_DStream* zstd = nullptr;
  bool inside = false;  // a member or frame is open

  ~State() {
    if (packing == Packing::kGzip) inflateEnd(&gzip);
    ZSTD_freeDStream(zstd);
    if (file > STDIN_FILENO) close(file);
  }

  absl::Status Damaged(std::string_view what) const {
    return absl::DataLossError(path + ": " + std::string(what));
  }

  absl::StatusOr<size_t> ReadFile(char* out, size_t size) const {
    for (;;) {
      const ssize_t count = read(file, out, size);
      if (count >= 0) return static_cast<size_t>(count);
      if (errno != EINTR) return absl::UnavailableError(path + ": " + std::strerror(errno));
    }
  }

  // Reads the next chunk if all of the last one is consumed. False at the file's end.
  absl::StatusOr<bool> Refill() {
    if (next < end) return true;
    ASSIGN_OR_RETURN(end, ReadFile(chunk.data(), chunk.size()));
    next = 0;
    return end > 0;
  }

  // Looks at the first bytes, which may arrive one by one from a pipe.
  absl::Status Detect() {
    chunk.resize(kChunkBytes);
    while (end < kZstdMagic.size()) {
      ASSIGN_OR_RETURN(const size_t count, ReadFile(chunk.data() + end, chunk.size() - end));
      if (count == 0) break;
      end += count;
    }
    const std::string_view start(chunk.data(), end);
    if (start.starts_with(kGzipMagic)) {
      packing = Packing::kGzip;
      if (inflateInit2(&gzip, kGzipWindowBits) != Z_OK) return Damaged("cannot start zlib");
    } else if (start.starts_with(kZstdMagic)) {
      packing = Packing::kZstd;
      zstd = ZSTD_createDStream();
    }
    return absl::OkStatus();
  }

  absl::StatusOr<size_t> ReadPlain(char* out, size_t size) {
    if (next == end) return ReadFile(out, size);
    const size_t count = std::min(size, end - next);
    std::memcpy(out, chunk.data() + next, count);
    next += count;
    return count;
  }

  // One step of unpacking; *written may be 0 although more follows.
  absl::Status Inflate(char* out, size_t size, size_t* written) {
    gzip.next_in = reinterpret_cast<Bytef*>(chunk.data() + next);
    gzip.avail_in = static_cast<uInt>(end - next);
    gzip.next_out = reinterpret_cast<Bytef*>(out);
    gzip.avail_out = static_cast<uInt>(size);
    inside = true;
    const int result = inflate(&gzip, Z_NO_FLUSH);
    next = end - gzip.avail_in;
    *written = size - gzip.avail_out;
    if (result == Z_STREAM_END) {
      inside = false;
      inflateReset2(&gzip, kGzipWindowBits);
    } else if (result != Z_OK && result != Z_BUF_ERROR) {
      return Damaged("damaged gzip data");
    }
    return absl::OkStatus();
  }

  absl::Status Decompress(char* out, size_t size, size_t* written) {
    ZSTD_inBuffer in = {chunk.data() + next, end - next, 0};
    ZSTD_outBuffer to = {out, size, 0};
    const size_t result = ZSTD_decompressStream(zstd, &to, &in);
    if (ZSTD_isError(result) != 0) return Damaged("damaged zstd data");
    inside = result != 0;
    next += in.pos;
    *written = to.pos;
    return absl::OkStatus();
  }

  absl::StatusOr<size_t> ReadPacked(char* out, size_t size) {
    for (;;) {
      ASSIGN_OR_RETURN(const bool more, Refill());
      // Unpacked bytes may be held back although all packed ones are consumed.
      if (!more && !inside) return 0;
      size_t written = 0;
      RETURN_IF_ERROR(packing == Packing::kGzip ? Inflate(out, size, &written)
                                                : Decompress(out, size, &written));
      if (written > 0) return written;
      if (!more && inside) return Damaged("the compressed data is cut off");
    }
  }
};

ByteStream::ByteStream(std::unique_ptr<State> state) : state_(std::move(state)) {}
ByteStream::~ByteStream() = default;

absl::StatusOr<std::unique_ptr<ByteStream>> ByteStream::Open(const std::string& path) {
  auto state = std::make_unique<State>();
  state->path = path == "-" ? "standard input" : path;
  state->file = path == "-" ? STDIN_FILENO : open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (state->file < 0) return absl::NotFoundError(path + ": " + std::strerror(errno));
  RETURN_IF_ERROR(state->Detect());
  return std::unique_ptr<ByteStream>(new ByteStream(std::move(state)));
}

absl::StatusOr<size_t> ByteStream::Read(char* out, size_t size) {
  return state_->packing == Packing::kNone ? state_->ReadPlain(out, size)
                                           : state_->ReadPacked(out, size);
}

}  // namespace newsmill
