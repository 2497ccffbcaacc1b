#include "sinks/segment_file.h"

#include <fcntl.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>
#include <unistd.h>
#include <zstd.h>

#include <cerrno>
#include <memory>
#include <vector>

#include "processors/base/status_macros.h"

namespace newsmill {
namespace {

constexpr size_t kBlockBytes = size_t{1} << 18;

struct FreeCompressor {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};
struct FreeDecompressor {
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

// Up to a block; empty at the file's end.
absl::StatusOr<std::string_view> ReadBlock(const File& file, const std::string& path,
                                           std::vector<char>* block) {
  block->resize(kBlockBytes);
  while (true) {
    const ssize_t size = ::read(file.descriptor(), block->data(), block->size());
    if (size >= 0) return std::string_view(block->data(), static_cast<size_t>(size));
    if (errno != EINTR) return SystemError("read", path);
  }
}

// Cuts a stream of blocks into lines.
class LineCutter {
 public:
  explicit LineCutter(const std::function<bool(std::string_view)>& line) : line_(line) {}

  // False: the callback wants no more.
  bool Take(std::string_view bytes) {
    while (true) {
      const size_t end = bytes.find('\n');
      if (end == std::string_view::npos) {
        begun_.append(bytes);
        return true;
      }
      const std::string_view rest = bytes.substr(0, end);
      const bool more = begun_.empty() ? line_(rest) : line_(begun_.append(rest));
      begun_.clear();
      if (!more) return false;
      bytes.remove_prefix(end + 1);
    }
  }

 private:
  const std::function<bool(std::string_view)>& line_;
  std::string begun_;
};

// Decompresses one block into `cutter`; false where the reading ends.
bool Decompress(ZSTD_DCtx* context, std::string_view block, std::vector<char>* out,
                LineCutter* cutter) {
  ZSTD_inBuffer input{block.data(), block.size(), 0};
  out->resize(kBlockBytes);
  while (input.pos < input.size) {
    ZSTD_outBuffer output{out->data(), out->size(), 0};
    if (ZSTD_isError(ZSTD_decompressStream(context, &output, &input)) != 0) return false;
    if (!cutter->Take({out->data(), output.pos})) return false;
  }
  return true;
}

bool IsJsonObject(std::string_view line) {
  if (!line.starts_with('{')) return false;
  rapidjson::MemoryStream stream(line.data(), line.size());
  rapidjson::BaseReaderHandler<> ignore;
  rapidjson::Reader reader;
  constexpr unsigned kFlags =
      rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag;
  return !reader.Parse<kFlags>(stream, ignore).IsError();
}

absl::Status CompressInto(ZSTD_CCtx* context, std::string_view block, ZSTD_EndDirective directive,
                          std::vector<char>* out, const File& to, const std::string& path) {
  ZSTD_inBuffer input{block.data(), block.size(), 0};
  out->resize(kBlockBytes);
  while (true) {
    ZSTD_outBuffer output{out->data(), out->size(), 0};
    const size_t left = ZSTD_compressStream2(context, &output, &input, directive);
    if (ZSTD_isError(left) != 0) {
      return absl::UnavailableError("zstd: " + std::string(ZSTD_getErrorName(left)));
    }
    RETURN_IF_ERROR(WriteAll(to, {out->data(), output.pos}, path));
    if (directive == ZSTD_e_end ? left == 0 : input.pos == input.size) return absl::OkStatus();
  }
}

}  // namespace

absl::Status ForEachLine(const std::string& path,
                         const std::function<bool(std::string_view)>& line) {
  ASSIGN_OR_RETURN(const File file, OpenFile(path, O_RDONLY));
  std::unique_ptr<ZSTD_DCtx, FreeDecompressor> zstd(path.ends_with(".zst") ? ZSTD_createDCtx()
                                                                           : nullptr);
  LineCutter cutter(line);
  std::vector<char> block;
  std::vector<char> plain;
  while (true) {
    ASSIGN_OR_RETURN(const std::string_view bytes, ReadBlock(file, path, &block));
    if (bytes.empty()) return absl::OkStatus();
    const bool more =
        zstd == nullptr ? cutter.Take(bytes) : Decompress(zstd.get(), bytes, &plain, &cutter);
    if (!more) return absl::OkStatus();
  }
}

absl::StatusOr<int64_t> ValidSize(const std::string& path) {
  int64_t size = 0;
  RETURN_IF_ERROR(ForEachLine(path, [&](std::string_view line) {
    if (!IsJsonObject(line)) return false;
    size += static_cast<int64_t>(line.size()) + 1;
    return true;
  }));
  return size;
}

absl::Status CompressFile(const std::string& from, const std::string& to) {
  ASSIGN_OR_RETURN(const File input, OpenFile(from, O_RDONLY));
  ASSIGN_OR_RETURN(const File output, OpenFile(to, O_WRONLY | O_CREAT | O_TRUNC));
  const std::unique_ptr<ZSTD_CCtx, FreeCompressor> zstd(ZSTD_createCCtx());
  ZSTD_CCtx_setParameter(zstd.get(), ZSTD_c_checksumFlag, 1);
  std::vector<char> block;
  std::vector<char> packed;
  while (true) {
    ASSIGN_OR_RETURN(const std::string_view bytes, ReadBlock(input, from, &block));
    const ZSTD_EndDirective directive = bytes.empty() ? ZSTD_e_end : ZSTD_e_continue;
    RETURN_IF_ERROR(CompressInto(zstd.get(), bytes, directive, &packed, output, to));
    if (bytes.empty()) return SyncFile(output, to);
  }
}

}  // namespace newsmill
