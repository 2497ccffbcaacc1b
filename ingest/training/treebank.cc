#include "ingest/training/treebank.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <utility>

#include "ingest/feed/line_reader.h"
#include "processors/base/status_macros.h"

namespace newsmill {
namespace {

constexpr size_t kLongestLine = size_t{1} << 20;
constexpr size_t kColumns = 10;

bool IsPossessive(std::string_view form) {
  return form == "'s" || form == "’s" || form == "'" || form == "’" || form == "'S" || form == "’S";
}

class Reader {
 public:
  // "" or what is wrong.
  std::string Line(std::string_view line) {
    if (line.empty()) {
      EndSentence();
      return "";
    }
    if (line[0] != '#') return Row(line);
    if (line.starts_with("# newdoc")) {
      EndSentence();
      Add(std::string(line.substr(std::min(line.size(), line.find("= ") + 2))));
    } else if (line.starts_with("# newpar")) {
      paragraph_ = true;
    }
    return "";
  }

  std::vector<TreebankDocument> Finish() {
    EndSentence();
    if (!documents_.empty()) documents_.back().marked = marked_.Finish();
    std::erase_if(documents_, [](const TreebankDocument& d) { return d.words.empty(); });
    return std::move(documents_);
  }

 private:
  void Add(std::string id) {
    if (!documents_.empty()) documents_.back().marked = marked_.Finish();
    documents_.emplace_back().id = std::move(id);
    space_ = false;
  }

  std::string Row(std::string_view line) {
    std::array<std::string_view, kColumns> columns;
    for (size_t i = 0; i < kColumns; ++i) {
      const size_t end = line.find('\t');
      if ((end == std::string_view::npos) != (i + 1 == kColumns)) return "a row has ten columns";
      columns[i] = line.substr(0, end);
      if (i + 1 < kColumns) line.remove_prefix(end + 1);
    }
    const std::string_view id = columns[0];
    if (id.find('.') != std::string_view::npos) return "";  // a word that is not in the text
    if (columns[1].empty()) return "a word without a form";
    const bool space = columns[9].find("SpaceAfter=No") == std::string_view::npos;
    if (const size_t dash = id.find('-'); dash != std::string_view::npos) {
      last_of_range_ = id.substr(dash + 1);
      space_after_range_ = space;
      range_begins_ = true;
      return "";
    }
    std::string fault = Word(id, columns[1], columns[4], space);
    if (fault.empty() && !marked_.Word(columns[9], documents_.back()))
      fault = "brackets do not fit";
    return fault;
  }

  std::string Word(std::string_view id, std::string_view form, std::string_view tag, bool space) {
    if (documents_.empty()) Add("");
    TreebankDocument& document = documents_.back();
    if (document.words.size() == first_word_) {
      if (!document.text.empty()) document.text += paragraph_ ? "\n\n" : " ";
      paragraph_ = space_ = false;
    }
    TreebankDocument::Word word;
    if (tag != "_") {
      word.tag = FindPartOfSpeech(tag);
      if (!word.tag) return fmt::format("unknown tag '{}'", tag);
    }
    if (space_) document.text += ' ';
    word.continues = !last_of_range_.empty() && !range_begins_;
    word.begin = static_cast<uint32_t>(document.text.size());
    document.text += form;
    word.end = static_cast<uint32_t>(document.text.size());
    document.words.push_back(word);
    space_ = last_of_range_.empty() && space;
    range_begins_ = false;
    if (id == last_of_range_) {
      space_ = space_after_range_;
      last_of_range_.clear();
    }
    return "";
  }

  void EndSentence() {
    if (documents_.empty()) return;
    TreebankDocument& document = documents_.back();
    const auto end = static_cast<uint32_t>(document.words.size());
    const auto first = document.sentences.empty() ? 0 : document.sentences.back().end;
    if (end > first) document.sentences.push_back({first, end});
    first_word_ = end;
    last_of_range_.clear();
  }

  std::vector<TreebankDocument> documents_;
  MarkedReader marked_;
  size_t first_word_ = 0;  // of the sentence
  bool paragraph_ = false;
  bool space_ = false;         // before the next word
  std::string last_of_range_;  // "": not within words that are one piece of writing
  bool range_begins_ = false;
  bool space_after_range_ = false;
};

}  // namespace

absl::StatusOr<std::vector<TreebankDocument>> ReadTreebank(const std::string& path) {
  ASSIGN_OR_RETURN(const std::unique_ptr<LineReader> lines, LineReader::Open(path, kLongestLine));
  Reader reader;
  LineReader::Line line;
  for (size_t number = 1;; ++number) {
    ASSIGN_OR_RETURN(const bool more, lines->Next(&line));
    if (!more) return reader.Finish();
    const std::string fault = line.too_long ? "the line is too long" : reader.Line(line.text);
    if (!fault.empty()) {
      return absl::InvalidArgumentError(fmt::format("{}:{}: {}", path, number, fault));
    }
  }
}

bool JoinsBefore(const TreebankDocument& marked, const TreebankDocument::Word& word) {
  const std::string_view form =
      std::string_view(marked.text).substr(word.begin, word.end - word.begin);
  return word.continues && !IsPossessive(form);
}

void LayOutTreebank(const TreebankDocument& marked, TreebankCut cut, Document* document,
                    std::vector<uint32_t>* words) {
  document->Reset();
  words->clear();
  document->text = marked.text;
  TextLayout& layout = document->text_layout;
  for (const TreebankDocument::Sentence& sentence : marked.sentences) {
    Sentence out;
    out.first_token = static_cast<uint32_t>(layout.tokens.size());
    for (uint32_t i = sentence.first; i < sentence.end; ++i) {
      const TreebankDocument::Word& word = marked.words[i];
      if (cut == TreebankCut::kOurs && JoinsBefore(marked, word)) {
        layout.tokens.back().end = word.end;
        continue;
      }
      Token token;
      token.begin = word.begin;
      token.end = word.end;
      // Of the kinds, only words are cut at hyphens.
      token.kind = cut == TreebankCut::kOurs && word.end - word.begin > 2 ? TokenKind::kWord
                                                                          : TokenKind::kSymbol;
      token.space_before = i == 0 || marked.words[i - 1].end < word.begin;
      layout.tokens.push_back(token);
      words->push_back(i);
    }
    out.end_token = static_cast<uint32_t>(layout.tokens.size());
    out.begin = layout.tokens[out.first_token].begin;
    out.end = layout.tokens.back().end;
    layout.sentences.push_back(out);
  }
}

bool IsAmong(const TreebankDocument& document, const std::vector<std::string>& prefixes) {
  return prefixes.empty() || std::ranges::any_of(prefixes, [&](const std::string& prefix) {
           return document.id.starts_with(prefix);
         });
}

}  // namespace newsmill
