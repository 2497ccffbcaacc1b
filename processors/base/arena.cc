#include "processors/base/arena.h"

#include <algorithm>
#include <cstring>

namespace newsmill {

void Arena::StartBlock(size_t size) {
  size_t index = next_ == nullptr ? 0 : current_ + 1;
  while (index < blocks_.size() && blocks_[index].size < size) ++index;
  if (index >= blocks_.size()) {
    const size_t block_size = std::max(size, kBlockBytes);
    // Not make_unique: it would zero the block.
    blocks_.push_back({std::unique_ptr<char[]>(new char[block_size]), block_size});
    reserved_bytes_ += block_size;
    index = blocks_.size() - 1;
  }
  current_ = index;
  next_ = blocks_[index].bytes.get();
  end_ = next_ + blocks_[index].size;
}

char* Arena::Allocate(size_t size) {
  constexpr size_t kAlign = alignof(double);
  const size_t rounded = (size + kAlign - 1) & ~(kAlign - 1);
  if (next_ == nullptr || static_cast<size_t>(end_ - next_) < rounded) StartBlock(rounded);
  char* start = next_;
  next_ += rounded;
  used_bytes_ += rounded;
  return start;
}

std::string_view Arena::Copy(std::string_view text) {
  if (text.empty()) return {};
  char* bytes = Allocate(text.size());
  std::memcpy(bytes, text.data(), text.size());
  return {bytes, text.size()};
}

std::string_view Arena::CopyPadded(std::string_view text, size_t padding) {
  char* bytes = Allocate(text.size() + padding);
  if (!text.empty()) std::memcpy(bytes, text.data(), text.size());
  std::memset(bytes + text.size(), 0, padding);
  return {bytes, text.size()};
}

void Arena::Shrink(char* start, size_t size, size_t used) {
  constexpr size_t kAlign = alignof(double);
  const auto round = [](size_t n) { return (n + kAlign - 1) & ~(kAlign - 1); };
  if (start + round(size) != next_) return;
  used_bytes_ -= round(size) - round(used);
  next_ = start + round(used);
}

void Arena::Clear() {
  while (blocks_.size() > 1 && reserved_bytes_ > kRetainedBytes) {
    reserved_bytes_ -= blocks_.back().size;
    blocks_.pop_back();
  }
  if (reserved_bytes_ > kRetainedBytes) {
    blocks_.clear();
    reserved_bytes_ = 0;
  }
  current_ = 0;
  next_ = nullptr;
  end_ = nullptr;
  used_bytes_ = 0;
}

}  // namespace newsmill
