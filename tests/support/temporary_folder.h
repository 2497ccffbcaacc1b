#ifndef NEWSMILL_TESTS_SUPPORT_TEMPORARY_FOLDER_H_
#define NEWSMILL_TESTS_SUPPORT_TEMPORARY_FOLDER_H_

#include <filesystem>
#include <string>
#include <string_view>

namespace newsmill {

// A folder of its own for one test, removed at the end.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  std::string Path(std::string_view name) const { return (path_ / name).string(); }
  // Writes a file and returns its path.
  std::string Write(std::string_view name, std::string_view bytes) const;
  std::string Read(std::string_view name) const;

 private:
  std::filesystem::path path_;
};

std::string ReadFile(const std::string& path);
std::string Gzip(std::string_view bytes);
std::string Zstd(std::string_view bytes);

}  // namespace newsmill

#endif  // NEWSMILL_TESTS_SUPPORT_TEMPORARY_FOLDER_H_
