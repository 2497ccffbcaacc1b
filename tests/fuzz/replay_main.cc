// Runs a fuzz target over files, so that every build without libFuzzer tests its corpus.
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

// replay FOLDER: every file of the folder, and every beginning of it (coarsely): what is cut off is
// the most frequent damage.
int main(int argc, char** argv) {
  if (argc != 2) return 2;
  int inputs = 0;
  for (const auto& entry : std::filesystem::directory_iterator(argv[1])) {
    std::ifstream file(entry.path(), std::ios::binary);
    std::ostringstream contents;
    contents << file.rdbuf();
    const std::string bytes = contents.str();
    const size_t step = bytes.size() / 64 + 1;
    for (size_t size = bytes.size() % step; size <= bytes.size(); size += step, ++inputs) {
      // A copy of its own, so that sanitizers see a read behind the end.
      const std::string input = bytes.substr(0, size);
      LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(input.data()), input.size());
    }
  }
  std::cout << inputs << " inputs\n";
  return inputs > 0 ? 0 : 1;
}
