// A knowledge base of any bytes: with a right checksum, so that what lies behind it is reached.
#include <xxhash.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

#include "processors/kb/knowledge_base.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using newsmill::KbHeader;
  using newsmill::KnowledgeBase;
  std::vector<uint64_t> aligned((size + 7) / 8 + 1);
  char* bytes = reinterpret_cast<char*>(aligned.data());
  std::copy_n(data, size, bytes);
  if (size >= sizeof(KbHeader)) {
    const uint64_t checksum = XXH64(bytes + sizeof(KbHeader), size - sizeof(KbHeader), 0);
    std::memcpy(bytes + offsetof(KbHeader, checksum), &checksum, sizeof(checksum));
  }
  const auto kb = KnowledgeBase::Parse({bytes, size}, "fuzz");
  if (!kb.ok()) return 0;
  std::string scratch;
  for (const std::string_view name : {"Paris", "", "Georgia"}) {
    for (const auto& form : (*kb)->Find(KnowledgeBase::FormHash(name, &scratch))) {
      scratch = (*kb)->name(form.entry);
      scratch += (*kb)->wikidata(form.entry);
    }
  }
  return 0;
}
