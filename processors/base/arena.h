#ifndef NEWSMILL_PROCESSORS_BASE_ARENA_H_
#define NEWSMILL_PROCESSORS_BASE_ARENA_H_

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace newsmill {

// Bump allocator for the bytes of one batch: nothing is freed singly, Clear() gives everything
// back at once. Not thread-safe: one arena belongs to one worker.
class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  // `size` uninitialised bytes, aligned for any scalar; valid until Clear(). Never null.
  char* Allocate(size_t size);

  // Copies `text`; the view is valid until Clear().
  std::string_view Copy(std::string_view text);

  // Copies `text` with `padding` zero bytes behind it that are readable but not part of the view
  // (simdjson reads up to 64 bytes past its input).
  std::string_view CopyPadded(std::string_view text, size_t padding);

  // Cuts the newest allocation (which was `size` bytes at `start`) down to `used` bytes, so that
  // a buffer of a guessed size wastes nothing. No effect if something was allocated since.
  void Shrink(char* start, size_t size, size_t used);

  // Forgets everything handed out. Keeps at most kRetainedBytes of memory for the next batch.
  void Clear();

  // Bytes handed out since Clear().
  size_t used_bytes() const { return used_bytes_; }
  // Bytes held from the system.
  size_t reserved_bytes() const { return reserved_bytes_; }

 private:
  static constexpr size_t kBlockBytes = size_t{256} << 10;
  static constexpr size_t kRetainedBytes = size_t{8} << 20;

  struct Block {
    std::unique_ptr<char[]> bytes;
    size_t size = 0;
  };

  void StartBlock(size_t size);

  std::vector<Block> blocks_;
  size_t current_ = 0;  // index into blocks_ of the block being filled
  char* next_ = nullptr;
  char* end_ = nullptr;
  size_t used_bytes_ = 0;
  size_t reserved_bytes_ = 0;
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_BASE_ARENA_H_
