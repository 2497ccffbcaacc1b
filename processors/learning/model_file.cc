#include "processors/learning/model_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>

#include "processors/base/status_macros.h"

namespace newsmill {
namespace {

constexpr std::string_view kMagic = "NMMODEL\n";
constexpr uint32_t kVersion = 1;
constexpr size_t kAlignment = 64;
constexpr size_t kNameSize = 16;

struct Header {
  std::array<char, 8> magic;
  std::array<char, kNameSize> kind;
  uint32_t version;
  uint32_t sections;
  uint64_t size;      // of the whole file
  uint64_t checksum;  // XXH3 of everything behind the header
  std::array<char, 16> reserved;
};
static_assert(sizeof(Header) == 64);

struct SectionEntry {
  std::array<char, kNameSize> name;
  uint64_t offset;
  uint64_t size;
};
static_assert(sizeof(SectionEntry) == 32);

size_t Aligned(size_t size) { return (size + kAlignment - 1) / kAlignment * kAlignment; }

std::string_view Name(const std::array<char, kNameSize>& name) {
  return {name.data(), std::find(name.begin(), name.end(), '\0')};
}

std::array<char, kNameSize> PaddedName(std::string_view name) {
  std::array<char, kNameSize> padded{};
  std::copy_n(name.begin(), std::min(name.size(), kNameSize - 1), padded.begin());
  return padded;
}

Header ReadHeader(std::string_view bytes) {
  Header header;
  std::memcpy(&header, bytes.data(), sizeof(header));
  return header;
}

SectionEntry ReadEntry(std::string_view bytes, size_t index) {
  SectionEntry entry;
  std::memcpy(&entry, bytes.data() + sizeof(Header) + index * sizeof(entry), sizeof(entry));
  return entry;
}

absl::Status Errno(const std::string& path, std::string_view what) {
  return absl::NotFoundError(fmt::format("{}: {}: {}", path, what, std::strerror(errno)));
}

template <typename T>
void Append(const T& value, std::string* bytes) {
  bytes->append(reinterpret_cast<const char*>(&value), sizeof(value));
}

}  // namespace

absl::StatusOr<std::shared_ptr<const ModelFile>> ModelFile::Open(const std::string& path,
                                                                 std::string_view kind) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return Errno(path, "cannot open the model");
  struct stat info{};
  if (fstat(file, &info) != 0 || info.st_size == 0) {
    close(file);
    return absl::DataLossError(fmt::format("{}: no model: the file is empty", path));
  }
  const auto size = static_cast<size_t>(info.st_size);
  void* data = mmap(nullptr, size, PROT_READ, MAP_SHARED, file, 0);
  absl::Status failure = Errno(path, "cannot map the model");
  close(file);
  if (data == MAP_FAILED) return failure;
  std::shared_ptr<const ModelFile> model(
      new ModelFile({static_cast<const char*>(data), size}, path, true));
  RETURN_IF_ERROR(model->Check(kind));
  return model;
}

absl::StatusOr<std::shared_ptr<const ModelFile>> ModelFile::OpenOrBuiltin(const std::string& path,
                                                                          std::string_view builtin,
                                                                          const char* kind) {
  if (path.empty()) return FromBytes(builtin, kind, std::string("built-in ") + kind);
  return Open(path, kind);
}

absl::StatusOr<std::shared_ptr<const ModelFile>> ModelFile::FromBytes(std::string_view bytes,
                                                                      std::string_view kind,
                                                                      std::string origin) {
  std::shared_ptr<const ModelFile> model(new ModelFile(bytes, std::move(origin), false));
  RETURN_IF_ERROR(model->Check(kind));
  return model;
}

ModelFile::~ModelFile() {
  if (mapped_) munmap(const_cast<char*>(bytes_.data()), bytes_.size());
}

absl::Status ModelFile::Check(std::string_view kind) const {
  const auto error = [&](std::string_view what) {
    return absl::DataLossError(fmt::format("{}: {}", origin_, what));
  };
  if (bytes_.size() < sizeof(Header) || !bytes_.starts_with(kMagic)) {
    return error("no model file (it does not begin with NMMODEL)");
  }
  const Header header = ReadHeader(bytes_);
  if (header.version != kVersion) {
    return error(fmt::format("model format {}, this build reads {}: train it again", header.version,
                             kVersion));
  }
  if (header.size != bytes_.size()) {
    return error(
        fmt::format("damaged model: {} bytes, its header says {}", bytes_.size(), header.size));
  }
  if (Name(header.kind) != kind) {
    return error(fmt::format("a model of kind '{}', wanted is '{}'", Name(header.kind), kind));
  }
  const std::string_view body = bytes_.substr(sizeof(Header));
  if (XXH3_64bits(body.data(), body.size()) != header.checksum) {
    return error("damaged model: the checksum does not fit the bytes");
  }
  if (header.sections > body.size() / sizeof(SectionEntry)) {
    return error("damaged model: more sections than it has room for");
  }
  for (uint32_t i = 0; i < header.sections; ++i) {
    const SectionEntry entry = ReadEntry(bytes_, i);
    if (entry.offset > bytes_.size() || entry.size > bytes_.size() - entry.offset ||
        entry.offset % kAlignment != 0) {
      return error(fmt::format("damaged model: section '{}' lies outside", Name(entry.name)));
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string_view> ModelFile::Section(std::string_view name) const {
  const uint32_t sections = ReadHeader(bytes_).sections;
  for (uint32_t i = 0; i < sections; ++i) {
    const SectionEntry entry = ReadEntry(bytes_, i);
    if (Name(entry.name) == name) return bytes_.substr(entry.offset, entry.size);
  }
  return absl::NotFoundError(fmt::format("{}: the model has no section '{}'", origin_, name));
}

uint64_t ModelFile::id() const { return ReadHeader(bytes_).checksum; }

void ModelFileWriter::Add(std::string_view name, std::string bytes) {
  sections_.emplace_back(name, std::move(bytes));
}

std::string ModelFileWriter::Bytes() const {
  std::string body;
  size_t offset = Aligned(sizeof(Header) + sections_.size() * sizeof(SectionEntry));
  for (const auto& [name, bytes] : sections_) {
    Append(SectionEntry{PaddedName(name), offset, bytes.size()}, &body);
    offset = Aligned(offset + bytes.size());
  }
  for (const auto& [name, bytes] : sections_) {
    body.resize(Aligned(sizeof(Header) + body.size()) - sizeof(Header), '\0');
    body += bytes;
  }
  Header header{};
  std::copy(kMagic.begin(), kMagic.end(), header.magic.begin());
  header.kind = PaddedName(kind_);
  header.version = kVersion;
  header.sections = static_cast<uint32_t>(sections_.size());
  header.size = sizeof(Header) + body.size();
  header.checksum = XXH3_64bits(body.data(), body.size());
  std::string file;
  Append(header, &file);
  return file + body;
}

absl::Status ModelFileWriter::Write(const std::string& path) const {
  const std::string draft = path + ".new";
  {
    std::ofstream out(draft, std::ios::binary | std::ios::trunc);
    const std::string bytes = Bytes();
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!out.flush()) return Errno(draft, "cannot write the model");
  }
  if (std::rename(draft.c_str(), path.c_str()) != 0) return Errno(path, "cannot rename the model");
  return absl::OkStatus();
}

}  // namespace newsmill
