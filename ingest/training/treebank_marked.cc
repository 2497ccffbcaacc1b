#include <algorithm>
#include <charconv>
#include <functional>
#include <utility>

#include "ingest/training/treebank.h"

namespace newsmill {
namespace {

constexpr std::string_view kEntity = "Entity=";
constexpr size_t kLeastField = 5;  // of an item's fields, counted from 0

// The field number `number` of an item of fields joined by '-'.
std::string_view Part(std::string_view item, size_t number) {
  for (; number > 0; --number) item.remove_prefix(std::min(item.size(), item.find('-') + 1));
  return item.substr(0, item.find('-'));
}

bool IsProper(const TreebankDocument& document, uint32_t word) {
  if (word >= document.words.size() || !document.words[word].tag) return false;
  return PartOfSpeechNames()[static_cast<size_t>(*document.words[word].tag)].starts_with("NNP");
}

// The item `Entity=` of a word's last column, without its name; "" if there is none.
std::string_view EntityItem(std::string_view misc) {
  while (!misc.empty()) {
    const std::string_view item = misc.substr(0, misc.find('|'));
    if (item.starts_with(kEntity)) return item.substr(kEntity.size());
    misc.remove_prefix(std::min(misc.size(), item.size() + 1));
  }
  return {};
}

}  // namespace

uint32_t MarkedReader::ChainOf(std::string_view name) {
  const auto found = std::ranges::find(chains_, name);
  if (found == chains_.end()) chains_.emplace_back(name);
  return static_cast<uint32_t>(std::ranges::find(chains_, name) - chains_.begin());
}

void MarkedReader::Begin(std::string_view item, uint32_t word) {
  Open open;
  open.marked.first = word;
  open.marked.chain = ChainOf(Part(item, 0));
  open.least = Part(item, kLeastField);
  open_.push_back(std::move(open));
}

bool MarkedReader::End(std::string_view name, const TreebankDocument& document) {
  const uint32_t chain = ChainOf(name);
  const auto found = std::find_if(open_.rbegin(), open_.rend(),
                                  [&](const Open& o) { return o.marked.chain == chain; });
  if (found == open_.rend()) return false;
  TreebankDocument::Marked marked = found->marked;
  marked.end = static_cast<uint32_t>(document.words.size());
  marked.head = marked.end - 1;
  std::string_view least = found->least;
  while (!least.empty()) {
    const std::string_view number = least.substr(0, least.find(','));
    least.remove_prefix(std::min(least.size(), number.size() + 1));
    uint32_t place = 0;
    std::from_chars(number.data(), number.data() + number.size(), place);
    if (place == 0 || marked.first + place > marked.end) continue;
    marked.head = marked.first + place - 1;
    marked.named = marked.named || IsProper(document, marked.head);
  }
  marked_.push_back(marked);
  open_.erase(std::next(found).base());
  return true;
}

bool MarkedReader::Word(std::string_view misc, const TreebankDocument& document) {
  const auto word = static_cast<uint32_t>(document.words.size()) - 1;
  std::string_view item = EntityItem(misc);
  while (!item.empty()) {
    const bool begins = item[0] == '(';
    if (begins) item.remove_prefix(1);
    const std::string_view name = item.substr(0, item.find_first_of("()"));
    item.remove_prefix(name.size());
    const bool ends = !item.empty() && item[0] == ')';
    if (ends) item.remove_prefix(1);
    if (!begins && !ends) return false;
    if (begins) Begin(name, word);
    if (ends && !End(Part(name, 0), document)) return false;
  }
  return true;
}

std::vector<TreebankDocument::Marked> MarkedReader::Finish() {
  std::ranges::stable_sort(
      marked_, {}, [](const TreebankDocument::Marked& m) { return std::pair(m.first, ~m.end); });
  chains_.clear();
  open_.clear();
  return std::exchange(marked_, {});
}

}  // namespace newsmill
