#ifndef NEWSMILL_INGEST_TRAINING_TREEBANK_H_
#define NEWSMILL_INGEST_TRAINING_TREEBANK_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "processors/base/document.h"
#include "processors/tags/part_of_speech.h"

namespace newsmill {

// A document whose words, sentences and parts of speech people marked.
struct TreebankDocument {
  struct Word {
    uint32_t begin = 0;  // byte range in `text`
    uint32_t end = 0;
    std::optional<PartOfSpeech> tag;
    // Goes on with the word before it as one piece of writing: "n't" of "don't".
    bool continues = false;
  };
  struct Sentence {
    uint32_t first = 0;  // half-open range of words
    uint32_t end = 0;
  };

  // A phrase that stands for a person or thing (GUM's `Entity=`).
  struct Marked {
    uint32_t first = 0;  // half-open range of words
    uint32_t end = 0;
    uint32_t head = 0;   // the last of its least words
    uint32_t chain = 0;  // equal for all that stand for the same
    bool named = false;  // one of its least words is a proper noun
  };

  std::string id;
  std::string text;  // sentences with a space between, paragraphs with a blank line
  std::vector<Word> words;
  std::vector<Sentence> sentences;
  std::vector<Marked>
      marked;  // by their first words, the longer first; empty where the treebank has none
};

// Reads what the last columns of a document's words mark: items `Entity=` as GUM has them
// (gucorpling.org/gum: GRP-etype-infstat-salience-centering-minspan-...). One instance a document.
class MarkedReader {
 public:
  // Takes the next word's column; false where brackets do not fit.
  bool Word(std::string_view misc, const TreebankDocument& document);
  // What was read, in the order of TreebankDocument::marked; empties the reader.
  std::vector<TreebankDocument::Marked> Finish();

 private:
  struct Open {
    TreebankDocument::Marked marked;
    std::string least;  // "1,2": words counted from the first
  };

  uint32_t ChainOf(std::string_view name);
  void Begin(std::string_view item, uint32_t word);
  bool End(std::string_view name, const TreebankDocument& document);

  std::vector<std::string> chains_;
  std::vector<Open> open_;
  std::vector<TreebankDocument::Marked> marked_;
};

// Reads a CoNLL-U file (universaldependencies.org/format.html; plain, gzip or zstd). The tags are
// those of its fifth column; `_` is none. Documents begin at "# newdoc", paragraphs at "# newpar".
// Errors name file and line.
absl::StatusOr<std::vector<TreebankDocument>> ReadTreebank(const std::string& path);

// What of a treebank's cut a layout is to have.
enum class TreebankCut {
  kMarked,  // its words are the tokens
  kOurs,    // contractions in one token, hyphens cut, as in a document of the running service
};

// *document = the words and sentences of `marked`, as tokens and sentences of its text; *words =
// for each token its first word. Views point into `marked`.
void LayOutTreebank(const TreebankDocument& marked, TreebankCut cut, Document* document,
                    std::vector<uint32_t>* words);

// Whether the tokenizer keeps the word and the one before it, which it continues, in one token.
bool JoinsBefore(const TreebankDocument& marked, const TreebankDocument::Word& word);

// Whether the document's id begins with one of these; with none given, all do.
bool IsAmong(const TreebankDocument& document, const std::vector<std::string>& prefixes);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_TRAINING_TREEBANK_H_
