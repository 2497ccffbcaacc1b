#include "processors/kb/knowledge_base.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cmath>
#include <cstring>

#include "embedded/kb.h"
#include "processors/base/status_macros.h"
#include "processors/text/letter_case.h"

namespace newsmill {
namespace {

static_assert(std::endian::native == std::endian::little);
static_assert(sizeof(KbHeader) == 64 && sizeof(KbEntry) == 28 && sizeof(KbForm) == 16);

constexpr uint32_t kMaxBucketBits = 26;

absl::Status Damaged(std::string_view what) {
  return absl::InvalidArgumentError("the knowledge base is damaged: " + std::string(what));
}

size_t Padded(size_t bytes) { return (bytes + 7) / 8 * 8; }

template <typename T>
std::span<const T> Take(std::string_view* rest, size_t count) {
  const std::span<const T> taken(reinterpret_cast<const T*>(rest->data()), count);
  rest->remove_prefix(Padded(count * sizeof(T)));
  return taken;
}

}  // namespace

KnowledgeBase::~KnowledgeBase() {
  if (mapping_ != nullptr) ::munmap(mapping_, mapped_);
}

absl::StatusOr<std::shared_ptr<const KnowledgeBase>> KnowledgeBase::Open(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat info{};
  if (file < 0 || ::fstat(file, &info) != 0 || !S_ISREG(info.st_mode)) {
    const std::string why = file < 0 ? std::strerror(errno) : "not a regular file";
    if (file >= 0) ::close(file);
    return absl::InvalidArgumentError(path + ": " + why);
  }
  const auto size = static_cast<size_t>(info.st_size);
  void* mapping = size == 0 ? MAP_FAILED : ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
  ::close(file);
  if (mapping == MAP_FAILED) {
    return absl::InvalidArgumentError(path + ": " + (size == 0 ? "is empty" : "cannot be mapped"));
  }
  std::shared_ptr<KnowledgeBase> kb(new KnowledgeBase);
  kb->mapping_ = mapping;
  kb->mapped_ = size;
  const absl::Status status = kb->Read({static_cast<const char*>(mapping), size});
  if (!status.ok()) {
    return absl::InvalidArgumentError(path + ": " + std::string(status.message()));
  }
  return std::shared_ptr<const KnowledgeBase>(std::move(kb));
}

absl::StatusOr<std::shared_ptr<const KnowledgeBase>> KnowledgeBase::Parse(std::string_view bytes,
                                                                          std::string_view name) {
  std::shared_ptr<KnowledgeBase> kb(new KnowledgeBase);
  const absl::Status status = kb->Read(bytes);
  if (!status.ok()) {
    return absl::InvalidArgumentError(std::string(name) + ": " + std::string(status.message()));
  }
  return std::shared_ptr<const KnowledgeBase>(std::move(kb));
}

absl::Status KnowledgeBase::Read(std::string_view bytes) {
  KbHeader header{};
  if (bytes.size() < sizeof(header) || !bytes.starts_with(std::string_view(kMagic, 8))) {
    return absl::InvalidArgumentError(
        "no knowledge base; `newsmill kb build` makes one from tables");
  }
  std::memcpy(&header, bytes.data(), sizeof(header));
  if (header.version != kVersion) {
    return absl::InvalidArgumentError("a knowledge base of version " +
                                      std::to_string(header.version) + "; this program reads " +
                                      std::to_string(kVersion) + ": build it anew");
  }
  std::string_view rest = bytes.substr(sizeof(header));
  if (header.bucket_bits > kMaxBucketBits || header.string_bytes > rest.size()) {
    return Damaged("its sizes are out of range");
  }
  const size_t buckets = (size_t{1} << header.bucket_bits) + 1;
  const size_t size = Padded(header.entries * sizeof(KbEntry)) + Padded(buckets * 4) +
                      header.forms * sizeof(KbForm) + header.string_bytes;
  if (size != rest.size()) return Damaged("it is cut off or has something behind it");
  if (XXH64(rest.data(), rest.size(), 0) != header.checksum) return Damaged("wrong checksum");
  entries_ = Take<KbEntry>(&rest, header.entries);
  buckets_ = Take<uint32_t>(&rest, buckets);
  forms_ = Take<KbForm>(&rest, header.forms);
  strings_ = rest;
  bucket_bits_ = header.bucket_bits;
  return Check();
}

bool KnowledgeBase::IsString(uint32_t number) const {
  return number < strings_.size() &&
         static_cast<uint8_t>(strings_[number]) < strings_.size() - number;
}

// The checksum is no protection against a file made to harm; every index is looked at once.
absl::Status KnowledgeBase::Check() const {
  const auto bad_entry = [this](const KbEntry& entry) {
    return !IsString(entry.name) || !IsString(entry.subtype) || !IsString(entry.wikidata) ||
           entry.type > static_cast<uint8_t>(EntityType::kMisc) || entry.country < -1 ||
           entry.country >= static_cast<int64_t>(entries_.size()) || !std::isfinite(entry.weight) ||
           entry.weight < 0;
  };
  if (std::ranges::any_of(entries_, bad_entry)) return Damaged("an entry points nowhere");
  const auto bad_form = [this](const KbForm& form) {
    return form.entry >= entries_.size() || !std::isfinite(form.prior) || form.prior < 0;
  };
  if (std::ranges::any_of(forms_, bad_form)) return Damaged("a name points nowhere");
  if (!std::ranges::is_sorted(buckets_) || buckets_.front() != 0 ||
      buckets_.back() != forms_.size() || !std::ranges::is_sorted(forms_, {}, &KbForm::hash)) {
    return Damaged("its index is out of order");
  }
  return absl::OkStatus();
}

uint64_t KnowledgeBase::FormHash(std::string_view form, std::string* scratch) {
  FoldCase(form, scratch);
  size_t end = 0;
  for (const char c : *scratch) {
    if (c == '.') continue;
    const bool space = c == ' ' || c == '\n' || c == '\t';
    if (space && (end == 0 || (*scratch)[end - 1] == ' ')) continue;
    (*scratch)[end++] = space ? ' ' : c;
  }
  if (end > 0 && (*scratch)[end - 1] == ' ') --end;
  std::string_view folded = std::string_view(*scratch).substr(0, end);
  if (folded.starts_with("the ")) folded.remove_prefix(4);
  return XXH3_64bits(folded.data(), folded.size());
}

std::span<const KbForm> KnowledgeBase::Find(uint64_t form_hash) const {
  const size_t bucket = bucket_bits_ == 0 ? 0 : form_hash >> (64 - bucket_bits_);
  const auto forms = forms_.subspan(buckets_[bucket], buckets_[bucket + 1] - buckets_[bucket]);
  const auto found = std::ranges::equal_range(forms, form_hash, {}, &KbForm::hash);
  return {found.begin(), found.end()};
}

absl::StatusOr<std::shared_ptr<const KnowledgeBase>> LoadKnowledgeBase(const std::string& path) {
  return path.empty() ? KnowledgeBase::Parse(embedded::Kb(), "built-in knowledge base")
                      : KnowledgeBase::Open(path);
}

}  // namespace newsmill
